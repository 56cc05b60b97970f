/* SPDX-License-Identifier: BSD-2-Clause
 *
 * catalog.c - all statements in short, in order, with who relates to whom
 */
#include <config.h>
#include "summary.h"

struct catalog *catalog_new(void)
{
	struct catalog *catalog = g_new0(struct catalog, 1);

	catalog->all = g_ptr_array_new();
	catalog->by_id = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)summary_free);
	catalog->backward = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
	return catalog;
}

void catalog_free(struct catalog *catalog)
{
	if (!catalog)
		return;
	g_ptr_array_unref(catalog->all);
	g_hash_table_unref(catalog->by_id);
	g_hash_table_unref(catalog->backward);
	g_free(catalog);
}

const struct summary *catalog_get(const struct catalog *catalog, gint64 id)
{
	return g_hash_table_lookup(catalog->by_id, &id);
}

const struct summary *catalog_shown(const struct catalog *catalog, gint64 id)
{
	const struct summary *summary = catalog_get(catalog, id);

	return summary && summary->shown ? summary : NULL;
}

void catalog_set(struct catalog *catalog, gint64 id, struct summary *summary)
{
	if (summary)
		g_hash_table_replace(catalog->by_id, &summary->id, summary);
	else
		g_hash_table_remove(catalog->by_id, &id);
}

static int compare(gconstpointer a, gconstpointer b)
{
	return summary_compare(*(const struct summary *const *)a, *(const struct summary *const *)b);
}

static void add_backward(struct catalog *catalog, const struct summary *summary)
{
	for (guint i = 0; i < summary->relations->len; i++) {
		struct link link = g_array_index(summary->relations, struct link, i);
		GArray *links = g_hash_table_lookup(catalog->backward, &link.other);

		if (!links) {
			gint64 *key = g_new(gint64, 1);

			*key = link.other;
			links = g_array_new(FALSE, TRUE, sizeof(struct link));
			g_hash_table_insert(catalog->backward, key, links);
		}
		link.other = summary->id;
		g_array_append_val(links, link);
	}
}

void catalog_settle(struct catalog *catalog)
{
	GHashTableIter iter;
	gpointer value;

	g_ptr_array_set_size(catalog->all, 0);
	g_hash_table_remove_all(catalog->backward);
	g_hash_table_iter_init(&iter, catalog->by_id);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		g_ptr_array_add(catalog->all, value);
	g_ptr_array_sort(catalog->all, compare);
	for (guint i = 0; i < catalog->all->len; i++)
		add_backward(catalog, g_ptr_array_index(catalog->all, i));
}

const GArray *catalog_backward(const struct catalog *catalog, gint64 id)
{
	return g_hash_table_lookup(catalog->backward, &id);
}

gint64 catalog_answer(const struct catalog *catalog, const struct summary *summary)
{
	const GArray *links = catalog_backward(catalog, summary->id);

	for (guint i = 0; links && i < links->len; i++) {
		const struct link *link = &g_array_index(links, struct link, i);
		const struct summary *other = catalog_shown(catalog, link->other);

		if (link->kind == LINK_ANSWERS && other && other->direction != summary->direction)
			return other->id;
	}
	return 0;
}

/* Statements "for comment" are older than today's three purposes; one with a deadline asks for something by then. */
enum need catalog_need(const struct catalog *catalog, const struct summary *summary)
{
	gboolean asks = summary->purpose == PURPOSE_ACTION || (summary->purpose == PURPOSE_COMMENT && date_is_set(summary->deadline));

	if (!summary->shown || summary->direction != DIRECTION_INCOMING || !asks)
		return NEED_NONE;
	if (summary->taken)
		return NEED_TAKEN;
	return catalog_answer(catalog, summary) ? NEED_ANSWERED : NEED_ACTION;
}
