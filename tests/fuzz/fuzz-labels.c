/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-labels.c - any text as a labelled block
 */
#include <liaison/text.h>
#include <stddef.h>
#include <stdint.h>
#include "../../src/reading/labels.h"
#include "../../src/reading/line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = text_make_valid(data, size, 65536, NULL);
	g_autoptr(GPtrArray) lines = lines_from_text(text, NULL);
	struct block *block = labels_read(NULL, lines);

	for (guint i = 0; block && i < block->labels->len; i++) {
		const struct labelled *labelled = g_ptr_array_index(block->labels, i);

		if (!g_utf8_validate(labelled->value, -1, NULL) || !g_utf8_validate(labelled->text, -1, NULL))
			__builtin_trap();
	}
	block_free(block);
	return 0;
}
