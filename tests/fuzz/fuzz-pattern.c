/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-pattern.c - a pattern, a line end, and a value to match it against
 */
#include <config.h>
#include <stdint.h>
#include <string.h>
#include <liaison/rules.h>
#include <liaison/text.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
	g_autofree char *text = g_strndup((const char *)data, end ? (gsize)(end - data) : size);
	g_autofree char *value = end ? text_make_valid(end + 1, size - (gsize)(end + 1 - data), 65536, NULL) : g_strdup("");
	g_autoptr(GError) error = NULL;
	struct pattern *pattern = pattern_compile(text, &error);
	enum answer answer;

	g_assert((pattern == NULL) == (error != NULL));
	if (!pattern)
		return 0;
	answer = pattern_match(pattern, value);
	g_assert(answer == ANSWER_NO || answer == ANSWER_YES || (answer == ANSWER_CANNOT_TELL && text[0] == '/'));
	pattern_free(pattern);
	return 0;
}
