/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-review.c - replies of any bytes: what is understood can be described, what is not is said
 */
#include <config.h>
#include <stdint.h>
#include <stdlib.h>
#include <liaison/review.h>
#include <liaison/text.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* as the text of a part is (message.h) */
	g_autofree char *text = text_make_valid(data, size, size * 3 + 1, NULL), *wrong = NULL;
	g_autoptr(GPtrArray) commands = review_commands(text, &wrong);
	g_autofree char *token = review_token_of(text);

	if ((commands == NULL) != (wrong != NULL))
		abort();
	for (guint i = 0; commands && i < commands->len; i++) {
		g_autofree char *line = review_command_describe(g_ptr_array_index(commands, i));

		if (!g_utf8_validate(line, -1, NULL))
			abort();
	}
	if ((wrong && !g_utf8_validate(wrong, -1, NULL)) || (token && !*token))
		abort();
	return 0;
}
