/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-rtf.c - any bytes as rich text: what is written is UTF-8, and its elements are closed in the order they were opened
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "../../src/hooks/letter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_element(GPtrArray *open, const char *tag)
{
	if (tag[1] != '/') {
		g_ptr_array_add(open, g_strndup(tag + 1, strcspn(tag + 1, " >")));
		return;
	}
	if (open->len == 0 || strncmp(g_ptr_array_index(open, open->len - 1), tag + 2, strcspn(tag + 2, ">")) != 0)
		__builtin_trap();
	g_ptr_array_set_size(open, (int)open->len - 1);
}

static void check(const char *html)
{
	g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);

	if (!g_utf8_validate(html, -1, NULL))
		__builtin_trap();
	for (const char *tag = strchr(html, '<'); tag; tag = strchr(tag + 1, '<'))
		if (!g_str_has_prefix(tag, "<br>"))
			check_element(open, tag);
	if (open->len)
		__builtin_trap();
}

static void read_bytes(const char *start, const void *data, size_t size)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	g_autoptr(GBytes) rtf = NULL;
	g_autofree char *why = NULL;
	struct markup markup = { .html = g_string_new(NULL) };
	gboolean good;

	g_byte_array_append(bytes, (const guint8 *)start, (guint)strlen(start));
	g_byte_array_append(bytes, data, (guint)size);
	rtf = g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
	good = rtf_read(rtf, &markup, &why);
	if (good != (why == NULL))
		__builtin_trap();
	check(markup.html->str);
	g_string_free(markup.html, TRUE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	gboolean marked = size >= 5 && memcmp(data, "{\\rtf", 5) == 0;

	read_bytes(marked ? "" : "{\\rtf1 ", data, size);
	return 0;
}
