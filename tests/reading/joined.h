/* SPDX-License-Identifier: BSD-2-Clause
 *
 * joined.h - what was found, as one string to compare
 */
#pragma once
#include <glib.h>

/* The strings of list with '|' between them, owned by the caller; list ends in NULL then. */
static inline char *joined(GPtrArray *list)
{
	g_ptr_array_add(list, NULL);
	return g_strjoinv("|", (char **)list->pdata);
}
