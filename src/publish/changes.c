/* SPDX-License-Identifier: BSD-2-Clause
 *
 * changes.c - what has changed since the last run
 */
#include <config.h>
#include <liaison/error.h>
#include "keys.h"
#include "run.h"

/* ---- full ---- */

static gboolean take(const struct record *record, gpointer data)
{
	struct run *run = data;

	if (public_is_known(record)) {
		catalog_set(run->catalog, record->id, public_summary(record, run->options));
		numbers_add(run->changed, record->id);
		numbers_add(run->touched, record->id);
	}
	return TRUE;
}

static gboolean take_all(struct run *run, GError **error)
{
	struct store_filter filter = STORE_FILTER_ALL;

	filter.kind = KIND_STATEMENT;
	return store_list(run->store, &filter, take, run, error);
}

/* ---- what has changed ---- */

static void touch_links(struct run *run, const GArray *links)
{
	for (guint i = 0; links && i < links->len; i++) {
		gint64 other = g_array_index(links, struct link, i).other;

		if (catalog_get(run->catalog, other))
			numbers_add(run->touched, other);
	}
}

/* Pages of others name a statement, and say that it answers them. */
static void touch_related(struct run *run, gint64 id, const struct summary *summary)
{
	if (summary)
		touch_links(run, summary->relations);
	touch_links(run, catalog_backward(run->catalog, id));
}

static void note_before(struct run *run)
{
	GHashTableIter iter;
	gpointer id;

	g_hash_table_iter_init(&iter, run->touched);
	while (g_hash_table_iter_next(&iter, &id, NULL)) {
		const struct summary *summary = catalog_get(run->catalog, *(const gint64 *)id);

		if (!summary)
			continue;
		list_entries(run->catalog, NULL, summary, run->before);
		if (!summary->shown)
			continue;
		numbers_set(run->were_shown, summary->id, GINT_TO_POINTER(summary->year));
	}
}

static void note_after(struct run *run)
{
	GHashTableIter iter;
	gpointer id;

	g_hash_table_iter_init(&iter, run->touched);
	while (g_hash_table_iter_next(&iter, &id, NULL)) {
		const struct summary *summary = catalog_get(run->catalog, *(const gint64 *)id);

		if (summary)
			list_entries(run->catalog, NULL, summary, run->after);
	}
}

/* A record that is not public and never was leaves the catalog as it is: most events are of that kind. */
static gboolean take_changed(struct run *run, gint64 id, GHashTable *fresh, GError **error)
{
	g_autoptr(record_t) record = store_get(run->store, id, error);
	struct summary *summary;

	if (!record)
		return FALSE;
	summary = public_is_known(record) ? public_summary(record, run->options) : NULL;
	if (!summary && !catalog_get(run->catalog, id))
		return TRUE;
	numbers_add(run->changed, id);
	numbers_add(run->touched, id);
	touch_related(run, id, catalog_get(run->catalog, id));
	touch_related(run, id, summary);
	if (summary)
		g_hash_table_insert(fresh, &summary->id, summary);
	return TRUE;
}

static void apply(struct run *run, GHashTable *fresh)
{
	GHashTableIter iter;
	gpointer id, value;

	g_hash_table_iter_init(&iter, run->changed);
	while (g_hash_table_iter_next(&iter, &id, NULL))
		if (!g_hash_table_contains(fresh, id))
			catalog_set(run->catalog, *(const gint64 *)id, NULL);
	g_hash_table_iter_init(&iter, fresh);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		struct summary *summary = value;

		g_hash_table_iter_steal(&iter);
		catalog_set(run->catalog, summary->id, summary);
	}
}

static gboolean take_changes(struct run *run, const GArray *ids, GError **error)
{
	g_autoptr(GHashTable) fresh = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)summary_free);
	GHashTableIter iter;
	gpointer id;

	for (guint i = 0; i < ids->len; i++)
		if (!take_changed(run, g_array_index(ids, gint64, i), fresh, error))
			return FALSE;
	note_before(run);
	run->last_before = catalog_last(run->catalog);
	apply(run, fresh);
	/* of two that came in together, each may be named on the other's page */
	g_hash_table_iter_init(&iter, run->changed);
	while (g_hash_table_iter_next(&iter, &id, NULL)) {
		const struct summary *summary = catalog_get(run->catalog, *(const gint64 *)id);

		touch_related(run, *(const gint64 *)id, summary);
	}
	return TRUE;
}

gboolean run_find_changes(struct run *run, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	gint64 last = run->event;

	if (!store_changed(run->store, run->full ? G_MAXINT64 : run->event, ids, &last, error))
		return FALSE;
	run->event = last;
	if (run->full) {
		if (!take_all(run, error))
			return FALSE;
		catalog_settle(run->catalog);
	} else if (!take_changes(run, ids, error)) {
		return FALSE;
	}
	note_after(run);
	return TRUE;
}
