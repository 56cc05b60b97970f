/* SPDX-License-Identifier: BSD-2-Clause
 *
 * keys.h - the keys or values of a hash table as an array, borrowed (GLib has that from 2.76 on)
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
#define keys_of(table) table_list(table, TRUE)
#define values_of(table) table_list(table, FALSE)
