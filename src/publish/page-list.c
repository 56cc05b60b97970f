/* SPDX-License-Identifier: BSD-2-Clause
 *
 * page-list.c - the pages of a list: its front, and its years
 */
#include <config.h>
#include <string.h>
#include "escape.h"
#include "page.h"

/* ---- names ---- */

const char *page_stated_name(const struct summary *s, const char *slug)
{
	for (guint side = 0; side < 2; side++) {
		const GPtrArray *places = side ? s->to : s->from;

		for (guint i = 0; i < places->len; i++) {
			const struct place *place = g_ptr_array_index(places, i);

			if (place->slug == slug)
				return place->name;
		}
	}
	return s->peer_slug == slug ? s->peer : slug;
}

char *page_list_name(const struct site *site, const struct list *list)
{
	switch (list->kind) {
	case LIST_INCOMING: return g_strdup("Received statements");
	case LIST_OUTGOING: return g_strdup("Sent statements");
	case LIST_ACTION: return g_strdup("Action needed");
	case LIST_FROM: return g_strdup_printf("From %s", site_body_name(site, list->slug));
	case LIST_TO: return g_strdup_printf("To %s", site_body_name(site, list->slug));
	case LIST_BODY: return g_strdup(site_body_name(site, list->slug));
	case LIST_ALL:
	case LIST_KIND_N: break;
	}
	return g_strdup("Liaison statements");
}

/* ---- pieces ---- */

static void put_tabs(GString *out, const char *root, const struct list *list)
{
	static const struct tab { enum list_kind kind; const char *label; } all[] = {
		{ LIST_ALL, "All" }, { LIST_ACTION, "Action needed" }, { LIST_INCOMING, "Received" }, { LIST_OUTGOING, "Sent" },
	}, sides[] = {
		{ LIST_BODY, "All" }, { LIST_FROM, "From it" }, { LIST_TO, "To it" },
	};
	const struct tab *tabs = list->slug ? sides : all;
	const guint n_tabs = list->slug ? G_N_ELEMENTS(sides) : G_N_ELEMENTS(all);

	g_string_append_printf(out, "<nav class=\"tabs\" aria-label=\"%s\">\n<ul>\n", list->slug ? "Direction" : "Which statements");
	for (guint i = 0; i < n_tabs; i++) {
		g_autofree char *folder = list_folder(&(struct list){ tabs[i].kind, list->slug });

		g_string_append_printf(out, "<li><a href=\"%s%s\"%s>%s</a></li>\n", root, folder, tabs[i].kind == list->kind ? " aria-current=\"page\"" : "",
		                       tabs[i].label);
	}
	g_string_append(out, "</ul>\n</nav>\n");
}

static void put_rows(const struct site *site, GString *out, const char *root, const struct members *members, guint first, guint end)
{
	gboolean due_first = members->list.kind == LIST_ACTION;

	g_string_append(out, "<ol class=\"rows\">\n");
	for (guint i = 0; i < end - first; i++) {
		const struct entry *entry = &g_array_index(members->entries, struct entry, due_first ? first + i : end - 1 - i);

		page_row(site, out, root, catalog_get(site->catalog, entry->id));
	}
	g_string_append(out, "</ol>\n");
}

static void put_years(GString *out, const char *root, const struct members *members)
{
	g_string_append(out, "<section aria-labelledby=\"years\">\n<h2 id=\"years\">All by year</h2>\n<ul class=\"years\">\n");
	for (guint end = members->entries->len; end;) {
		int year = g_array_index(members->entries, struct entry, end - 1).year;
		guint first, beyond;
		g_autofree char *folder = list_year_folder(&members->list, year);
		g_autofree char *label = year ? g_strdup_printf("%d", year) : g_strdup("no date");

		members_year(members, year, &first, &beyond);
		g_string_append_printf(out, "<li><a href=\"%s%s\">%s</a> <span class=\"quiet\">%u</span></li>\n", root, folder, label, end - first);
		end = first;
	}
	g_string_append(out, "</ul>\n</section>\n");
}

/* The groups of an organisation that letters came from or went to. */
static void put_groups(const struct site *site, GString *out, const char *root, const struct members *members)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	gsize before = out->len;

	if (members->list.kind != LIST_BODY)
		return;
	g_string_append(out, "<section aria-labelledby=\"groups\">\n<h2 id=\"groups\">Its groups</h2>\n<ul class=\"plain\">\n");
	for (guint i = 0; i < members->entries->len; i++) {
		const struct summary *s = catalog_get(site->catalog, g_array_index(members->entries, struct entry, i).id);
		const GPtrArray *places = s->direction == DIRECTION_OUTGOING ? s->to : s->from;

		for (guint j = 0; s->peer_slug == members->list.slug && j < places->len; j++) {
			const struct place *place = g_ptr_array_index(places, j);

			if (place->slug == members->list.slug || g_hash_table_size(seen) >= 200 || !g_hash_table_add(seen, (gpointer)place->slug))
				continue;
			g_string_append_printf(out, "<li><a href=\"%sbody/%s/\">", root, place->slug);
			page_name(out, place->name);
			g_string_append(out, "</a></li>\n");
		}
	}
	if (g_hash_table_size(seen))
		g_string_append(out, "</ul>\n</section>\n");
	else
		g_string_truncate(out, before);
}

static void put_lede(const struct site *site, GString *out, const struct members *members)
{
	switch (members->list.kind) {
	case LIST_ALL:
		g_string_append(out, "<p class=\"lede\">Formal letters between ");
		page_text(out, site->name);
		g_string_append(out, " and other standards bodies, as they were sent and received.</p>\n");
		break;
	case LIST_ACTION:
		g_string_append(out, "<p class=\"lede\">Statements received that ask for an action and have not been answered yet, first due first.</p>\n");
		break;
	default:
		g_string_append_printf(out, "<p class=\"lede\">%u statement%s, newest first.</p>\n", members->entries->len, members->entries->len == 1 ? "" : "s");
	}
}

static void put_heading(GString *out, const char *name)
{
	g_string_append(out, "<h1 dir=\"auto\">");
	escape_markup_cut(out, name, 200);
	g_string_append(out, "</h1>\n");
}

static char *feed_of(const struct list *list)
{
	g_autofree char *folder = list_folder(list);

	return list->kind == LIST_FROM || list->kind == LIST_TO ? g_strconcat(folder, "feed.atom", NULL) : g_strdup("feed.atom");
}

static void put_subscribe(GString *out, const char *root, const struct list *list)
{
	if (list->kind == LIST_FROM || list->kind == LIST_TO)
		g_string_append(out, "<p class=\"tools\"><a href=\"feed.atom\">Feed of these</a></p>\n");
	else if (list->kind == LIST_BODY)
		g_string_append_printf(out, "<p class=\"tools\"><a href=\"calendar.ics\">Calendar of its deadlines</a> <a href=\"%sfrom/%s/feed.atom\">Feed of what it sends</a> "
		                       "<a href=\"%sto/%s/feed.atom\">Feed of what it receives</a></p>\n", root, list->slug, root, list->slug);
}

gboolean page_list_front(const struct site *site, struct tree *tree, const struct members *members, GError **error)
{
	const struct list *list = &members->list;
	g_autofree char *folder = list_folder(list), *root = page_root(folder), *name = page_list_name(site, list), *feed = feed_of(list);
	struct page page = { .title = name, .path = folder, .feed = feed, .here = list->kind == LIST_ACTION ? "action/" : list->slug ? "bodies/" : "" };
	g_autoptr(GString) out = page_begin(site, &page);
	guint n = members->entries->len, shown = MIN(n, LIST_FRONT);

	put_heading(out, name);
	put_lede(site, out, members);
	put_tabs(out, root, list);
	if (!n)
		g_string_append(out, list->kind == LIST_ACTION ? "<p class=\"empty\">Nothing is waiting.</p>\n" : "<p class=\"empty\">There is nothing here yet.</p>\n");
	else if (list->kind == LIST_ACTION)
		put_rows(site, out, root, members, 0, shown);
	else
		put_rows(site, out, root, members, n - shown, n);
	if (n)
		put_years(out, root, members);
	put_groups(site, out, root, members);
	put_subscribe(out, root, list);
	return page_put(site, &page, tree, out, error);
}

/* ---- years ---- */

/* The newest page of a year stands in its folder, older ones below it under their numbers, where they stay. */
static char *chunk_folder(const struct list *list, int year, guint chunk, guint n_chunks)
{
	g_autofree char *folder = list_year_folder(list, year);

	return chunk == n_chunks ? g_steal_pointer(&folder) : g_strdup_printf("%s%u/", folder, chunk);
}

static void put_step(GString *out, const char *root, const struct list *list, int year, guint chunk, guint n_chunks, const char *rel, const char *words)
{
	g_autofree char *folder = NULL;

	if (chunk < 1 || chunk > n_chunks)
		return;
	folder = chunk_folder(list, year, chunk, n_chunks);
	g_string_append_printf(out, "<a href=\"%s%s\" rel=\"%s\">%s</a> ", root, folder, rel, words);
}

gboolean page_list_chunk(const struct site *site, struct tree *tree, const struct members *members, int year, guint first, guint end,
                         guint chunk, GError **error)
{
	const struct list *list = &members->list;
	guint n_chunks = (end - first + LIST_CHUNK - 1) / LIST_CHUNK, from = first + (chunk - 1) * LIST_CHUNK;
	g_autofree char *folder = chunk_folder(list, year, chunk, n_chunks), *root = page_root(folder), *front = list_folder(list);
	g_autofree char *name = page_list_name(site, list);
	g_autofree char *when = year ? g_strdup_printf("%d", year) : g_strdup("no date");
	g_autofree char *title = chunk == n_chunks ? g_strdup_printf("%s, %s", name, when) : g_strdup_printf("%s, %s, part %u", name, when, chunk);
	struct page page = { .title = title, .path = folder, .here = list->kind == LIST_ACTION ? "action/" : list->slug ? "bodies/" : "" };
	g_autoptr(GString) out = page_begin(site, &page);

	g_string_append_printf(out, "<nav class=\"crumbs\" aria-label=\"Breadcrumb\"><ol><li><a href=\"%s%s\">", root, front);
	escape_markup_cut(out, name, 100);
	g_string_append_printf(out, "</a></li><li aria-current=\"page\">%s</li></ol></nav>\n", when);
	put_heading(out, title);
	put_rows(site, out, root, members, from, MIN(end, from + LIST_CHUNK));
	if (n_chunks > 1) {
		g_string_append(out, "<nav class=\"tools\" aria-label=\"Pages of this year\">");
		put_step(out, root, list, year, chunk + 1, n_chunks, "prev", list->kind == LIST_ACTION ? "Later" : "Newer");
		put_step(out, root, list, year, chunk - 1, n_chunks, "next", list->kind == LIST_ACTION ? "Earlier" : "Older");
		g_string_append(out, "</nav>\n");
	}
	return page_put(site, &page, tree, out, error);
}
