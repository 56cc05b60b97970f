/* SPDX-License-Identifier: BSD-2-Clause
 *
 * keys.h - small things about lists and tables: the keys or values of a hash table (borrowed; GLib has that from 2.76 on), the first of many, tables
 * and sets by number
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

/* By numbers, which are its own. free_value: or NULL. */
static inline GHashTable *numbers_new(GDestroyNotify free_value)
{
	return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_value);
}
static inline void numbers_set(GHashTable *numbers, gint64 number, gpointer value)
{
	g_hash_table_replace(numbers, g_memdup2(&number, sizeof number), value);
}
/* FALSE: it was there. */
static inline gboolean numbers_add(GHashTable *set, gint64 number)
{
	return !g_hash_table_contains(set, &number) && g_hash_table_add(set, g_memdup2(&number, sizeof number));
}
static inline int numbers_compare(gconstpointer a, gconstpointer b)
{
	gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

	return (x > y) - (x < y);
}
/* gint64, from the lowest up. */
static inline GArray *numbers_sorted(GHashTable *numbers)
{
	GArray *sorted = g_array_sized_new(FALSE, FALSE, sizeof(gint64), g_hash_table_size(numbers));
	GHashTableIter iter;
	gpointer number;

	g_hash_table_iter_init(&iter, numbers);
	while (g_hash_table_iter_next(&iter, &number, NULL))
		g_array_append_vals(sorted, number, 1);
	g_array_sort(sorted, numbers_compare);
	return sorted;
}

#define keys_of(table) table_list(table, TRUE)
#define values_of(table) table_list(table, FALSE)
