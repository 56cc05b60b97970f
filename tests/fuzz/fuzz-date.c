/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-date.c - whatever the text: an exact date is a day that exists, and no other answer sets one
 */
#include <liaison/date.h>
#include <liaison/text.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = text_make_valid(data, size, 8192, NULL);
	struct date date = { 0, 0, 0 }, again;
	gboolean exact = date_parse(text, &date) == DATE_EXACT;

	g_assert_cmpint(exact, ==, date_is_set(date));
	if (exact) {
		g_autofree char *iso = date_format(date);
		g_assert_true(date_parse_iso(iso, &again));
		g_assert_cmpint(date_compare(date, again), ==, 0);
	}
	date_parse_iso(text, &again);
	return 0;
}
