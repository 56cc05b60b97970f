/* SPDX-License-Identifier: BSD-2-Clause
 *
 * page-bodies.c - who wrote and who was written to: organisations with their groups, our own groups, others
 */
#include <config.h>
#include <string.h>
#include "escape.h"
#include "keys.h"
#include "page.h"

/* So that the page stays small whatever names letters bring; the rest is found by search. */
#define BODIES_MAX 150
#define GROUPS_MAX 12

enum section { SECTION_OURS, SECTION_PEER, SECTION_GROUP, SECTION_OTHER };

struct counted {
	const char *slug, *peer;      /* peer: the organisation that a group belongs to, or NULL */
	const char *name;
	enum section section;
	guint n;
	gint64 counted;               /* the last statement it was counted for */
};

static struct counted *count(GHashTable *bodies, const struct summary *s, const char *slug)
{
	struct counted *body = g_hash_table_lookup(bodies, slug);

	if (!body) {
		body = g_new0(struct counted, 1);
		body->slug = slug;
		body->name = page_stated_name(s, slug);
		body->section = SECTION_OTHER;
		g_hash_table_insert(bodies, (gpointer)slug, body);
	}
	if (body->counted != s->id)
		body->n++;
	body->counted = s->id;
	return body;
}

static void count_side(GHashTable *bodies, const struct summary *s, const GPtrArray *places, gboolean peers_side)
{
	for (guint i = 0; i < places->len; i++) {
		struct counted *body = count(bodies, s, ((const struct place *)g_ptr_array_index(places, i))->slug);

		if (peers_side && s->peer_slug && body->slug != s->peer_slug && !body->peer)
			body->peer = s->peer_slug;
	}
}

static GHashTable *count_all(const struct site *site)
{
	GHashTable *bodies = g_hash_table_new_full(NULL, NULL, NULL, g_free);

	for (guint i = 0; i < site->catalog->all->len; i++) {
		const struct summary *s = g_ptr_array_index(site->catalog->all, i);

		if (!s->shown)
			continue;
		count_side(bodies, s, s->from, s->direction == DIRECTION_INCOMING);
		count_side(bodies, s, s->to, s->direction == DIRECTION_OUTGOING);
		if (s->peer_slug)
			count(bodies, s, s->peer_slug)->section = SECTION_PEER;
	}
	return bodies;
}

static int compare(gconstpointer a, gconstpointer b)
{
	const struct counted *x = *(const struct counted *const *)a, *y = *(const struct counted *const *)b;

	return strcmp(x->slug, y->slug);
}

static GPtrArray *sorted(const struct site *site, GHashTable *bodies)
{
	GPtrArray *list = values_of(bodies);

	for (guint i = 0; i < list->len; i++) {
		struct counted *body = g_ptr_array_index(list, i);
		const char *configured = g_hash_table_lookup(site->configured, body->slug);

		if (configured)
			body->name = configured;
		if (body->section == SECTION_PEER)
			continue;
		body->section = g_hash_table_contains(site->ours, body->slug) ? SECTION_OURS : body->peer ? SECTION_GROUP : SECTION_OTHER;
	}
	g_ptr_array_sort(list, compare);
	return list;
}

static void put_body(GString *out, const struct counted *body)
{
	g_string_append_printf(out, "<a href=\"../body/%s/\"><bdi>", body->slug);
	escape_markup_cut(out, body->name, 80);
	g_string_append_printf(out, "</bdi></a> <span class=\"quiet\">%u</span>", body->n);
}

static void put_groups(GString *out, const GPtrArray *bodies, const char *peer)
{
	guint n = 0;

	for (guint i = 0; i < bodies->len; i++) {
		const struct counted *body = g_ptr_array_index(bodies, i);

		if (body->section != SECTION_GROUP || body->peer != peer)
			continue;
		if (n < GROUPS_MAX) {
			g_string_append(out, n ? "</li><li>" : "\n<ul class=\"groups\"><li>");
			put_body(out, body);
		}
		n++;
	}
	if (n > GROUPS_MAX)
		g_string_append_printf(out, "</li><li><a href=\"../body/%s/#groups\">and %u more</a>", peer, n - GROUPS_MAX);
	if (n)
		g_string_append(out, "</li></ul>\n");
}

static void put_section(GString *out, const GPtrArray *bodies, enum section section, const char *id, const char *heading)
{
	guint n = 0;

	for (guint i = 0; i < bodies->len && n < BODIES_MAX; i++) {
		const struct counted *body = g_ptr_array_index(bodies, i);

		if (body->section != section)
			continue;
		if (!n++)
			g_string_append_printf(out, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n<ul class=\"bodies %s\">\n", id, id, heading, id);
		g_string_append(out, "<li>");
		put_body(out, body);
		if (section == SECTION_PEER)
			put_groups(out, bodies, body->slug);
		g_string_append(out, "</li>\n");
	}
	if (n)
		g_string_append(out, "</ul>\n");
	if (n == BODIES_MAX)
		g_string_append(out, "<p>There are more: <a href=\"../search/\">search</a> finds them.</p>\n");
	if (n)
		g_string_append(out, "</section>\n");
}

gboolean page_bodies(const struct site *site, struct tree *tree, GError **error)
{
	struct page page = { .title = "Organisations and groups", .path = "bodies/", .feed = "feed.atom", .here = "bodies/" };
	g_autoptr(GHashTable) bodies = count_all(site);
	g_autoptr(GPtrArray) list = sorted(site, bodies);
	g_autoptr(GString) out = page_begin(site, &page);

	g_string_append(out, "<h1>Organisations and groups</h1>\n<p class=\"lede\">With the number of statements that each has sent or received.</p>\n");
	if (!list->len)
		g_string_append(out, "<p class=\"empty\">There is nothing here yet.</p>\n");
	put_section(out, list, SECTION_PEER, "peers", "Other organisations");
	put_section(out, list, SECTION_OURS, "ours", "Ours");
	put_section(out, list, SECTION_OTHER, "others", "Others");
	return page_put(site, &page, tree, out, error);
}
