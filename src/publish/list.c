/* SPDX-License-Identifier: BSD-2-Clause
 *
 * list.c - which statement stands in which list, and where
 */
#include <config.h>
#include "list.h"

guint list_hash(gconstpointer data)
{
	const struct list *list = data;

	return g_direct_hash(list->slug) * 31 + (guint)list->kind;
}

gboolean list_equal(gconstpointer a, gconstpointer b)
{
	const struct list *x = a, *y = b;

	return x->kind == y->kind && x->slug == y->slug;
}

char *list_folder(const struct list *list)
{
	static const char *const folders[] = {
		[LIST_ALL] = "", [LIST_INCOMING] = "incoming/", [LIST_OUTGOING] = "outgoing/", [LIST_ACTION] = "action/",
		[LIST_FROM] = "from/", [LIST_TO] = "to/", [LIST_BODY] = "body/",
	};

	return g_strconcat(folders[list->kind], list->slug ? list->slug : "", list->slug ? "/" : "", NULL);
}

/* Beside the front page of all, a bare number would be that of a statement. */
char *list_year_folder(const struct list *list, int year)
{
	g_autofree char *folder = list->kind == LIST_ALL ? g_strdup("year/") : list_folder(list);

	return year ? g_strdup_printf("%s%d/", folder, year) : g_strconcat(folder, "undated/", NULL);
}

int entry_compare(const struct entry *a, const struct entry *b)
{
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

static void add(GArray *entries, const struct summary *summary, enum list_kind kind, const char *slug)
{
	struct entry entry = { .list = { kind, slug }, .id = summary->id };

	if (kind == LIST_ACTION) {
		gboolean stated = date_is_set(summary->deadline);

		entry.year = stated ? summary->deadline.year : 0;
		entry.key = stated ? summary->deadline.year * 10000 + summary->deadline.month * 100 + summary->deadline.day : G_MAXINT64;
	} else {
		entry.year = summary->year;
		entry.key = summary->received;
	}
	g_array_append_val(entries, entry);
}

static void add_once(GArray *entries, guint first, const struct summary *summary, enum list_kind kind, const char *slug)
{
	for (guint i = first; i < entries->len; i++) {
		const struct list *list = &g_array_index(entries, struct entry, i).list;

		if (list->kind == kind && list->slug == slug)
			return;
	}
	add(entries, summary, kind, slug);
}

static gboolean is_wanted(GHashTable *slugs, const char *slug)
{
	return !slugs || g_hash_table_contains(slugs, slug);
}

static void add_places(GArray *entries, guint first, GHashTable *slugs, const struct summary *summary, const GPtrArray *places, enum list_kind kind)
{
	for (guint i = 0; i < places->len; i++) {
		const char *slug = ((const struct place *)g_ptr_array_index(places, i))->slug;

		if (!is_wanted(slugs, slug))
			continue;
		add_once(entries, first, summary, kind, slug);
		add_once(entries, first, summary, LIST_BODY, slug);
	}
}

void list_entries(const struct catalog *catalog, GHashTable *slugs, const struct summary *summary, GArray *entries)
{
	guint first = entries->len;

	if (!summary->shown)
		return;
	add(entries, summary, LIST_ALL, NULL);
	if (summary->direction != DIRECTION_UNKNOWN)
		add(entries, summary, summary->direction == DIRECTION_INCOMING ? LIST_INCOMING : LIST_OUTGOING, NULL);
	if (catalog_need(catalog, summary) == NEED_ACTION)
		add(entries, summary, LIST_ACTION, NULL);
	add_places(entries, first, slugs, summary, summary->from, LIST_FROM);
	add_places(entries, first, slugs, summary, summary->to, LIST_TO);
	/* A letter of a group is one of its organisation, too. */
	if (summary->peer_slug && is_wanted(slugs, summary->peer_slug)) {
		add_once(entries, first, summary, LIST_BODY, summary->peer_slug);
		if (summary->direction != DIRECTION_UNKNOWN)
			add_once(entries, first, summary, summary->direction == DIRECTION_INCOMING ? LIST_FROM : LIST_TO, summary->peer_slug);
	}
}

void members_free(gpointer data)
{
	struct members *members = data;

	g_array_unref(members->entries);
	g_free(members);
}

static struct members *members_of(GHashTable *lists, const struct list *list)
{
	struct members *members = g_hash_table_lookup(lists, list);

	if (!members) {
		members = g_new0(struct members, 1);
		members->list = *list;
		members->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
		g_hash_table_insert(lists, &members->list, members);
	}
	return members;
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
	return entry_compare(a, b);
}

/* The catalog is in the order of arrival, and so is all but the list by deadlines. Everything that was ever published passes here once a run. */
GHashTable *list_collect(const struct catalog *catalog, GHashTable *slugs)
{
	GHashTable *lists = g_hash_table_new_full(list_hash, list_equal, NULL, members_free);
	g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
	const struct list action = { LIST_ACTION, NULL };
	struct members *due;

	for (guint i = 0; i < catalog->all->len; i++) {
		g_array_set_size(entries, 0);
		list_entries(catalog, slugs, g_ptr_array_index(catalog->all, i), entries);
		for (guint j = 0; j < entries->len; j++) {
			const struct entry *entry = &g_array_index(entries, struct entry, j);

			g_array_append_vals(members_of(lists, &entry->list)->entries, entry, 1);
		}
	}
	due = g_hash_table_lookup(lists, &action);
	if (due)
		g_array_sort(due->entries, compare_entries);
	return lists;
}

/* How many of the list are of years before that one: they follow each other in every list, and those without a day come last. */
static guint count_before(const GArray *entries, int year)
{
	guint first = 0, end = entries->len;

	while (first < end) {
		guint middle = first + (end - first) / 2;
		int other = g_array_index(entries, struct entry, middle).year;

		if (other && (!year || other < year))
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

void members_year(const struct members *members, int year, guint *ret_first, guint *ret_end)
{
	*ret_first = count_before(members->entries, year);
	*ret_end = year ? count_before(members->entries, year == G_MAXINT ? 0 : year + 1) : members->entries->len;
}
