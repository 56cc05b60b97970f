/* SPDX-License-Identifier: BSD-2-Clause
 *
 * keys.h - small things about lists of pointers: the keys or values of a hash table (borrowed; GLib has that from 2.76 on), the first of many
 */
#pragma once
#include <glib.h>

static inline GPtrArray *table_list(GHashTable *table, gboolean keys)
{
	GPtrArray *list = g_ptr_array_sized_new(g_hash_table_size(table));
	GHashTableIter iter;
	gpointer key, value;

	g_hash_table_iter_init(&iter, table);
	while (g_hash_table_iter_next(&iter, &key, &value))
		g_ptr_array_add(list, keys ? key : value);
	return list;
}
/* Of all that are offered, the first `max` by compare (of two pointers into list) stay, in order. */
static inline void list_offer(GPtrArray *list, guint max, gconstpointer item, GCompareFunc compare)
{
	guint at = list->len;

	while (at && compare(&item, &g_ptr_array_index(list, at - 1)) < 0)
		at--;
	if (at == max)
		return;
	if (list->len == max)
		g_ptr_array_set_size(list, (gint)max - 1);
	g_ptr_array_insert(list, (gint)at, (gpointer)item);
}
#define keys_of(table) table_list(table, TRUE)
#define values_of(table) table_list(table, FALSE)
