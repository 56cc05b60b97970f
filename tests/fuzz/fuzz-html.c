/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-html.c - any text as text/html
 */
#include <liaison/reading.h>
#include <liaison/text.h>
#include <stddef.h>
#include <stdint.h>
#include "../../src/reading/html.h"
#include "../../src/reading/line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = text_make_valid(data, size, 65536, NULL);
	g_autoptr(GPtrArray) lines = html_lines(text, NULL);
	g_autofree char *reply = reading_reply_text(text);

	for (guint i = 0; i < lines->len; i++)
		if (!g_utf8_validate(((const struct line *)g_ptr_array_index(lines, i))->text, -1, NULL))
			__builtin_trap();
	if (!g_utf8_validate(reply, -1, NULL))
		__builtin_trap();
	return 0;
}
