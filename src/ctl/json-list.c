/* SPDX-License-Identifier: BSD-2-Clause
 *
 * json-list.c - records as a JSON array: one a line, written as they are read
 *
 * The numbers are collected first and each record is read alone after that, so that a slow reader of our output never keeps
 * a long reading transaction open, and the further statements of a mail can be read beside it.
 */
#include <config.h>
#include <liaison/error.h>
#include <liaison/json.h>
#include "ctl.h"

static gboolean collect(const struct record *record, gpointer data)
{
	g_array_append_val((GArray *)data, record->id);
	return TRUE;
}

GPtrArray *records_also(struct store *store, const struct record *record, int state, GError **error)
{
	g_autoptr(GPtrArray) also = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);

	for (guint i = 0; record->also && i < record->also->len; i++) {
		struct record *other = store_get(store, g_array_index(record->also, gint64, i), error);

		if (!other)
			return NULL;
		if (state < 0 || (int)other->state == state)
			g_ptr_array_add(also, other);
		else
			record_free(other);
	}
	return g_steal_pointer(&also);
}

static gboolean print_one(struct store *store, gint64 id, int state, const char *before, GError **error)
{
	g_autoptr(record_t) record = store_get(store, id, error);
	g_autoptr(GPtrArray) also = record ? records_also(store, record, state, error) : NULL;
	g_autofree char *text = also ? json_record(record, also, FALSE, FALSE) : NULL;

	return text && output_text(before, error) && output_text(text, error);
}

gboolean json_list_records(struct store *store, const struct store_filter *filter, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

	if (!store_list(store, filter, collect, ids, error))
		return FALSE;
	if (!output_text("[", error))
		return FALSE;
	for (guint i = 0; i < ids->len; i++)
		if (!print_one(store, g_array_index(ids, gint64, i), filter->state, i ? ",\n" : "\n", error))
			return FALSE;
	return output_text(ids->len ? "\n]\n" : "]\n", error);
}
