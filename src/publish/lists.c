/* SPDX-License-Identifier: BSD-2-Clause
 *
 * lists.c - the lists that a run touches: of each, the front page and the pages of years from the first change on
 */
#include <config.h>
#include <string.h>
#include "run.h"

struct change {                       /* of one list */
	struct list list;
	GArray *before, *after;       /* struct entry of touched statements */
	gboolean due;                 /* one of them is, or was, among those that wait */
};

static void change_free_(gpointer data)
{
	struct change *change = data;

	g_array_unref(change->before);
	g_array_unref(change->after);
	g_free(change);
}

static struct change *change_of(GHashTable *changes, const struct list *list)
{
	struct change *change = g_hash_table_lookup(changes, list);

	if (!change) {
		change = g_new0(struct change, 1);
		change->list = *list;
		change->before = g_array_new(FALSE, FALSE, sizeof(struct entry));
		change->after = g_array_new(FALSE, FALSE, sizeof(struct entry));
		g_hash_table_insert(changes, &change->list, change);
	}
	return change;
}

static GHashTable *due_ids(const struct run *run)
{
	GHashTable *ids = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (guint side = 0; side < 2; side++) {
		const GArray *entries = side ? run->after : run->before;

		for (guint i = 0; i < entries->len; i++) {
			struct entry *entry = &g_array_index(entries, struct entry, i);

			if (entry->list.kind == LIST_ACTION)
				g_hash_table_add(ids, &entry->id);
		}
	}
	return ids;
}

static void note_entry(GHashTable *changes, GHashTable *slugs, const struct entry *entry, gboolean after, gboolean due)
{
	struct change *change = change_of(changes, &entry->list);

	g_array_append_vals(after ? change->after : change->before, entry, 1);
	change->due = change->due || due;
	if (!entry->list.slug)
		return;
	g_hash_table_add(slugs, (gpointer)entry->list.slug);
	for (guint kind = LIST_FROM; kind <= LIST_BODY; kind++)
		change_of(changes, &(struct list){ (enum list_kind)kind, entry->list.slug });
}

/* All lists with an entry, and the three of each body, whose pages link to each other. slugs: those bodies. */
static GHashTable *changes_of(const struct run *run, GHashTable *slugs)
{
	GHashTable *changes = g_hash_table_new_full(list_hash, list_equal, NULL, change_free_);
	g_autoptr(GHashTable) due = due_ids(run);

	for (guint kind = LIST_ALL; kind <= LIST_ACTION; kind++)
		change_of(changes, &(struct list){ (enum list_kind)kind, NULL })->due = run->full;
	for (guint side = 0; side < 2; side++) {
		const GArray *entries = side ? run->after : run->before;

		for (guint i = 0; i < entries->len; i++) {
			const struct entry *entry = &g_array_index(entries, struct entry, i);

			note_entry(changes, slugs, entry, side == 1, run->full || g_hash_table_contains(due, &entry->id));
		}
	}
	return changes;
}

/* ---- years ---- */

static guint count_year(const GArray *entries, int year)
{
	guint n = 0;

	for (guint i = 0; i < entries->len; i++)
		n += g_array_index(entries, struct entry, i).year == year;
	return n;
}

/* Before how many of the list's entries [first, end) does the first change lie? */
static guint first_change(const struct change *change, const struct members *members, int year, guint first, guint end)
{
	guint least = end - first;

	for (guint side = 0; side < 2; side++) {
		const GArray *entries = side ? change->after : change->before;

		for (guint i = 0; i < entries->len; i++) {
			const struct entry *entry = &g_array_index(entries, struct entry, i);
			guint at = first;

			if (entry->year != year)
				continue;
			/* no further than the least so far: a full build hands in every entry */
			while (at < first + least && entry_compare(&g_array_index(members->entries, struct entry, at), entry) < 0)
				at++;
			least = at - first;
		}
	}
	return least;
}

static void remove_chunk(struct run *run, const struct list *list, int year, guint chunk)
{
	g_autofree char *folder = list_year_folder(list, year);
	g_autofree char *path = chunk ? g_strdup_printf("%s%u/index.html", folder, chunk) : g_strconcat(folder, "index.html", NULL);

	tree_remove(run->tree, path);
}

static gboolean put_year(struct run *run, const struct site *site, const struct change *change, const struct members *members, int year,
                         gboolean whole, GError **error)
{
	guint first, end, n, had, chunks, had_chunks, from;

	members_year(members, year, &first, &end);
	n = end - first;
	had = n + count_year(change->before, year) - count_year(change->after, year);
	chunks = (n + LIST_CHUNK - 1) / LIST_CHUNK;
	had_chunks = (had + LIST_CHUNK - 1) / LIST_CHUNK;
	/* a page links to the one before it and the one after it */
	from = whole ? 0 : first_change(change, members, year, first, end) / LIST_CHUNK;
	if (chunks != had_chunks)
		from = MIN(from, MIN(chunks, had_chunks) ? MIN(chunks, had_chunks) - 1 : 0);
	from = from ? from - 1 : 0;
	for (guint chunk = from; chunk < chunks; chunk++)
		if (!page_list_chunk(site, run->tree, members, year, first, end, chunk + 1, error))
			return FALSE;
	/* the last one stands in the folder itself, without a number */
	for (guint chunk = chunks ? chunks : 1; chunk < had_chunks; chunk++)
		remove_chunk(run, &change->list, year, chunk);
	if (!chunks)
		remove_chunk(run, &change->list, year, 0);
	return TRUE;
}

static gboolean put_years(struct run *run, const struct site *site, const struct change *change, const struct members *members, gboolean whole, GError **error)
{
	g_autoptr(GHashTable) years = g_hash_table_new(NULL, NULL);
	GHashTableIter iter;
	gpointer year;

	for (guint side = 0; side < 2 + (guint)whole; side++) {
		const GArray *entries = side == 0 ? change->before : side == 1 ? change->after : members->entries;

		for (guint i = 0; i < entries->len; i++)
			g_hash_table_add(years, GINT_TO_POINTER(g_array_index(entries, struct entry, i).year));
	}
	g_hash_table_iter_init(&iter, years);
	while (g_hash_table_iter_next(&iter, &year, NULL))
		if (!put_year(run, site, change, members, GPOINTER_TO_INT(year), whole, error))
			return FALSE;
	return TRUE;
}

/* ---- lists ---- */

/* A body that is not configured is called as its oldest statement has it: where that may be another one now, all its pages are. */
static gboolean name_may_change(const struct change *body, const struct members *members)
{
	const struct entry *oldest = members && members->entries->len ? &g_array_index(members->entries, struct entry, 0) : NULL;

	for (guint side = 0; side < 2; side++) {
		const GArray *entries = side ? body->after : body->before;

		for (guint i = 0; i < entries->len; i++)
			if (!oldest || entry_compare(&g_array_index(entries, struct entry, i), oldest) <= 0)
				return TRUE;
	}
	return FALSE;
}

static void learn_name(const struct run *run, struct site *site, const struct list *list, const struct members *members)
{
	if (list->kind == LIST_BODY && members && members->entries->len) {
		const struct summary *oldest = catalog_get(run->catalog, g_array_index(members->entries, struct entry, 0).id);

		site_learn_name(site, list->slug, page_stated_name(oldest, list->slug));
	}
}

static gboolean put_list(struct run *run, const struct site *site, const struct change *change, const struct members *members, gboolean whole, GError **error)
{
	enum list_kind kind = change->list.kind;

	if (!page_list_front(site, run->tree, members, error) || !put_years(run, site, change, members, whole, error))
		return FALSE;
	if ((kind == LIST_ALL || kind == LIST_FROM || kind == LIST_TO) && !feed_put(site, run->tree, members, error))
		return FALSE;
	/* an untouched calendar has the name of its list in it, and nothing else that could be another one now */
	return (kind != LIST_ALL && kind != LIST_BODY) || (!change->due && !whole) || calendar_put(site, run->tree, members, error);
}

static gboolean put_change(struct run *run, const struct site *site, GHashTable *changes, GHashTable *lists, const struct change *change, GError **error)
{
	struct list body = { LIST_BODY, change->list.slug };
	const struct members *members = g_hash_table_lookup(lists, &change->list), *all = change->list.slug ? g_hash_table_lookup(lists, &body) : NULL;
	g_autoptr(GArray) nobody = g_array_new(FALSE, FALSE, sizeof(struct entry));
	struct members empty = { change->list, nobody };
	gboolean whole = change->list.slug && name_may_change(g_hash_table_lookup(changes, &body), all);

	if (change->list.slug && !all) {        /* nothing is left of that body */
		g_autofree char *folder = list_folder(&change->list);

		folder[strlen(folder) - 1] = '\0';
		tree_remove_under(run->tree, folder);
		return TRUE;
	}
	return put_list(run, site, change, members ? members : &empty, whole, error);
}

gboolean run_put_lists(struct run *run, struct site *site, GError **error)
{
	g_autoptr(GHashTable) slugs = g_hash_table_new(NULL, NULL);
	g_autoptr(GHashTable) changes = changes_of(run, slugs);
	g_autoptr(GHashTable) lists = list_collect(run->catalog, slugs);
	GHashTableIter iter;
	gpointer list, change;

	g_hash_table_iter_init(&iter, changes);
	while (g_hash_table_iter_next(&iter, &list, &change))
		learn_name(run, site, list, g_hash_table_lookup(lists, list));
	g_hash_table_iter_init(&iter, changes);
	while (g_hash_table_iter_next(&iter, NULL, &change))
		if (!put_change(run, site, changes, lists, change, error))
			return FALSE;
	return TRUE;
}
