/* SPDX-License-Identifier: BSD-2-Clause
 *
 * names.h - enumerations and their names, looked up in one way
 */
#pragma once
#include <glib.h>

/* The index of name among n names, -1 if it is none of them. Entries may be NULL. */
static inline int names_find(const char *const *names, guint n, const char *name)
{
	for (guint i = 0; i < n; i++)
		if (names[i] && g_str_equal(names[i], name))
			return (int)i;
	return -1;
}

/* Defines prefix_name() and prefix_parse() over a table of names. */
#define NAMES_DEFINE(prefix, type, table) \
	const char *prefix##_name(type value) { return table[value]; } \
	gboolean prefix##_parse(const char *name, type *ret_value) \
	{ \
		int i = names_find(table, G_N_ELEMENTS(table), name); \
		if (i < 0) \
			return FALSE; \
		*ret_value = (type)i; \
		return TRUE; \
	}
