/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-rtf.c - any bytes as rich text: what is written is UTF-8, and its elements are closed in the order they were opened
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "../../src/hooks/letter.h"
#include "markup-check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
	markup_check(markup.html->str);
	g_string_free(markup.html, TRUE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	gboolean marked = size >= 5 && memcmp(data, "{\\rtf", 5) == 0;

	read_bytes(marked ? "" : "{\\rtf1 ", data, size);
	return 0;
}
