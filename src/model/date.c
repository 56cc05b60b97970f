/* SPDX-License-Identifier: BSD-2-Clause
 *
 * date.c - calendar days; date-parse.c reads them out of text
 */
#include <liaison/date.h>

#include <string.h>

gboolean date_is_set(struct date date)
{
	return date.year != 0;
}

gboolean date_is_valid(struct date date)
{
	if (date.year < 1900 || date.year > 2199 || date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31)
		return FALSE;
	return g_date_valid_dmy((GDateDay) date.day, (GDateMonth) date.month, (GDateYear) date.year);
}

int date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

char *date_format(struct date date)
{
	if (!date_is_set(date))
		return NULL;
	return g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
}

gboolean date_parse_iso(const char *text, struct date *ret_date)
{
	static const char pattern[] = "dddd-dd-dd";

	if (!text || strnlen(text, sizeof pattern) != sizeof pattern - 1)
		return FALSE;
	for (guint i = 0; pattern[i]; i++)
		if (pattern[i] == 'd' ? !g_ascii_isdigit(text[i]) : text[i] != pattern[i])
			return FALSE;

	struct date date = {
		.year = (int) g_ascii_strtoull(text, NULL, 10),
		.month = (int) g_ascii_strtoull(text + 5, NULL, 10),
		.day = (int) g_ascii_strtoull(text + 8, NULL, 10),
	};
	if (!date_is_valid(date))
		return FALSE;
	*ret_date = date;
	return TRUE;
}
