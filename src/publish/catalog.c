/* SPDX-License-Identifier: BSD-2-Clause
 *
 * catalog.c - all statements in short, in order, with who relates to whom
 */
#include <config.h>
#include <liaison/store.h>
#include "keys.h"
#include "summary.h"

struct catalog *catalog_new(void)
{
	struct catalog *catalog = g_new0(struct catalog, 1);

	catalog->all = g_ptr_array_new();
	catalog->pieces = g_ptr_array_new_with_free_func(piece_free);
	catalog->by_id = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)summary_free);
	catalog->backward = numbers_new((GDestroyNotify)g_array_unref);
	return catalog;
}

void catalog_free(struct catalog *catalog)
{
	if (!catalog)
		return;
	g_ptr_array_unref(catalog->all);
	g_hash_table_unref(catalog->by_id);
	g_hash_table_unref(catalog->backward);
	g_ptr_array_unref(catalog->pieces);
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

/* ---- changing ---- */

static int compare(gconstpointer a, gconstpointer b)
{
	return summary_compare(*(const struct summary *const *)a, *(const struct summary *const *)b);
}

/* How many stand before it: with a binary search, since they are in order. */
static guint place_in(const GPtrArray *all, const struct summary *summary)
{
	guint first = 0, end = all->len;

	while (first < end) {
		guint middle = first + (end - first) / 2;

		if (summary_compare(g_ptr_array_index(all, middle), summary) < 0)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

static GArray *backward_of(struct catalog *catalog, gint64 id)
{
	GArray *links = g_hash_table_lookup(catalog->backward, &id);

	if (!links) {
		links = g_array_new(FALSE, TRUE, sizeof(struct link));
		numbers_set(catalog->backward, id, links);
	}
	return links;
}

/* In the order of those that relate, whenever each of them came in. */
static void add_backward(struct catalog *catalog, const struct summary *summary)
{
	for (guint i = 0; i < summary->relations->len; i++) {
		struct link link = g_array_index(summary->relations, struct link, i);
		GArray *links = backward_of(catalog, link.other);
		guint at = links->len;

		while (at && summary_compare(catalog_get(catalog, g_array_index(links, struct link, at - 1).other), summary) > 0)
			at--;
		link.other = summary->id;
		g_array_insert_val(links, at, link);
	}
}

static void remove_backward(struct catalog *catalog, const struct summary *summary)
{
	for (guint i = 0; i < summary->relations->len; i++) {
		gint64 other = g_array_index(summary->relations, struct link, i).other;
		GArray *links = g_hash_table_lookup(catalog->backward, &other);

		for (guint j = links ? links->len : 0; j; j--)
			if (g_array_index(links, struct link, j - 1).other == summary->id)
				g_array_remove_index(links, j - 1);
		if (links && !links->len)
			g_hash_table_remove(catalog->backward, &other);
	}
}

static void take_out(struct catalog *catalog, gint64 id)
{
	struct summary *old = g_hash_table_lookup(catalog->by_id, &id);

	if (!old)
		return;
	if (catalog->settled) {
		remove_backward(catalog, old);
		g_ptr_array_remove_index(catalog->all, place_in(catalog->all, old));
	} else {
		g_ptr_array_remove(catalog->all, old);
	}
	g_hash_table_remove(catalog->by_id, &id);
}

void catalog_set(struct catalog *catalog, gint64 id, struct summary *summary)
{
	take_out(catalog, id);
	if (!summary)
		return;
	g_hash_table_insert(catalog->by_id, &summary->id, summary);
	if (catalog->settled) {
		g_ptr_array_insert(catalog->all, (gint)place_in(catalog->all, summary), summary);
		add_backward(catalog, summary);
	} else {
		g_ptr_array_add(catalog->all, summary);
	}
}

/* Numbers are given in the order of arrival, mostly. */
static gboolean is_in_order(const GPtrArray *all)
{
	for (guint i = 1; i < all->len; i++)
		if (summary_compare(g_ptr_array_index(all, i - 1), g_ptr_array_index(all, i)) > 0)
			return FALSE;
	return TRUE;
}

void catalog_settle(struct catalog *catalog)
{
	if (!is_in_order(catalog->all))
		g_ptr_array_sort(catalog->all, compare);
	for (guint i = 0; i < catalog->all->len; i++)
		add_backward(catalog, g_ptr_array_index(catalog->all, i));
	catalog->settled = TRUE;
}

gint64 catalog_last(const struct catalog *catalog)
{
	gint64 last = 0;

	for (guint i = 0; i < catalog->all->len; i++) {
		gint64 id = ((const struct summary *)g_ptr_array_index(catalog->all, i))->id;

		if (id < STORE_FIRST_OTHER)
			last = MAX(last, id);
	}
	return last;
}

const GArray *catalog_backward(const struct catalog *catalog, gint64 id)
{
	return g_hash_table_lookup(catalog->backward, &id);
}

static gboolean is_answered(const struct catalog *catalog, const struct summary *summary)
{
	const GArray *links = catalog_backward(catalog, summary->id);

	for (guint i = 0; links && i < links->len; i++) {
		const struct link *link = &g_array_index(links, struct link, i);
		const struct summary *other = catalog_shown(catalog, link->other);

		if (link->kind == LINK_ANSWERS && other && other->direction != summary->direction)
			return TRUE;
	}
	return FALSE;
}

/* Statements "for comment" are older than today's three purposes; one with a deadline asks for something by then. */
enum need catalog_need(const struct catalog *catalog, const struct summary *summary)
{
	gboolean asks = summary->purpose == PURPOSE_ACTION || (summary->purpose == PURPOSE_COMMENT && date_is_set(summary->deadline));

	if (!summary->shown || summary->direction != DIRECTION_INCOMING || !asks)
		return NEED_NONE;
	if (summary->taken)
		return NEED_TAKEN;
	return is_answered(catalog, summary) ? NEED_ANSWERED : NEED_ACTION;
}
