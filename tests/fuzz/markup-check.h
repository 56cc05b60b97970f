/* SPDX-License-Identifier: BSD-2-Clause
 *
 * markup-check.h - what every reader of letters has to write: UTF-8, its elements closed in the order they were opened
 */
#pragma once
#include <glib.h>
#include <string.h>

static inline void markup_check_element(GPtrArray *open, const char *tag)
{
	if (tag[1] != '/') {
		g_ptr_array_add(open, g_strndup(tag + 1, strcspn(tag + 1, " >")));
		return;
	}
	if (open->len == 0 || strncmp(g_ptr_array_index(open, open->len - 1), tag + 2, strcspn(tag + 2, ">")) != 0)
		__builtin_trap();
	g_ptr_array_set_size(open, (int)open->len - 1);
}

static inline void markup_check(const char *html)
{
	g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);

	if (!g_utf8_validate(html, -1, NULL))
		__builtin_trap();
	for (const char *tag = strchr(html, '<'); tag; tag = strchr(tag + 1, '<'))
		if (!g_str_has_prefix(tag, "<br>"))
			markup_check_element(open, tag);
	if (open->len)
		__builtin_trap();
}
