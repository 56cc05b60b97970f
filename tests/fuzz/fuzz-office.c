/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-office.c - any bytes as WordprocessingML, OpenDocument text or DocBook; the first byte says which
 */
#include <stddef.h>
#include <stdint.h>
#include "../../src/hooks/letter.h"
#include "markup-check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static gboolean read_as(uint8_t kind, GBytes *xml, struct markup *markup, char **ret_why)
{
	switch (kind) {
	case 'd':
		return docx_read(xml, markup, ret_why);
	case 'o':
		return odt_read(xml, markup, ret_why);
	default:
		return docbook_read(xml, markup, ret_why);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) xml = NULL;
	g_autofree char *why = NULL;
	struct markup markup = { .html = g_string_new(NULL) };
	gboolean good;

	if (size > 0) {
		xml = g_bytes_new(data + 1, size - 1);
		good = read_as(data[0], xml, &markup, &why);
		if (good != (why == NULL))
			__builtin_trap();
		if (good)
			markup_check(markup.html->str);
	}
	g_string_free(markup.html, TRUE);
	return 0;
}
