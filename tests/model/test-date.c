/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-date.c - days as people write them, and what is no day
 */
#include <liaison/date.h>
#include <string.h>

#define NDASH "\xe2\x80\x93"
#define MDASH "\xe2\x80\x94"
#define NBSP "\xc2\xa0"

static const struct { const char *text, *iso; } exact[] = {
	/* with the month as a word */
	{ "24 November 2017", "2017-11-24" },
	{ "1 November 2017", "2017-11-01" },
	{ "24 NOVEMBER 2017", "2017-11-24" },
	{ "24 de noviembre de 2017", "2017-11-24" },
	{ "30 octobre 2026", "2026-10-30" },
	{ "4 f\303\251vrier 2026", "2026-02-04" },
	{ "15. M\303\244rz 2027", "2027-03-15" },
	{ "24" NBSP "November" NBSP "2017", "2017-11-24" },
	{ "  24 November\n\t2017 ", "2017-11-24" },
	{ "24 November, 2017", "2017-11-24" },
	{ "24-Nov-2017", "2017-11-24" },
	{ "24-NOV-2017", "2017-11-24" },
	{ "24" NDASH "Nov" NDASH "2017", "2017-11-24" },
	{ "24/Nov/2017", "2017-11-24" },
	{ "24.Nov.2017", "2017-11-24" },
	{ "24Nov2017", "2017-11-24" },
	{ "24 Nov. 2017", "2017-11-24" },
	{ "24. November 2017", "2017-11-24" },
	{ "7 Feb. 2026", "2026-02-07" },
	{ "07 February 2026", "2026-02-07" },
	{ "7 Sept 2026", "2026-09-07" },
	{ "7 Sep 2026", "2026-09-07" },
	{ "11th September 2017", "2017-09-11" },
	{ "11 th September 2017", "2017-09-11" },
	{ "1st June 2024", "2024-06-01" },
	{ "2nd June 2024", "2024-06-02" },
	{ "3rd June 2024", "2024-06-03" },
	{ "the 1st of June 2024", "2024-06-01" },
	{ "1st of June, 2024", "2024-06-01" },
	{ "11\xe1\xb5\x97\xca\xb0 September 2017", "2017-09-11" },   /* superscript th */
	{ "\xef\xbc\x92\xef\xbc\x94 November 2017", "2017-11-24" },   /* fullwidth 24 */
	{ "May 6, 2002", "2002-05-06" },
	{ "MAY 6, 2002", "2002-05-06" },
	{ "May 6 2002", "2002-05-06" },
	{ "May 6th, 2002", "2002-05-06" },
	{ "May the 6th, 2002", "2002-05-06" },
	{ "May. 6, 2002", "2002-05-06" },
	{ "November 9, 2010", "2010-11-09" },
	{ "Nov. 9, 2010", "2010-11-09" },
	{ "Nov-09-2010", "2010-11-09" },
	{ "2017 November 24", "2017-11-24" },
	{ "2017-Nov-24", "2017-11-24" },
	/* as numbers */
	{ "2016-10-21", "2016-10-21" },
	{ "2016-1-2", "2016-01-02" },
	{ "2026/08/07", "2026-08-07" },
	{ "2026.08.07", "2026-08-07" },
	{ "2026-08-07T23:59:59Z", "2026-08-07" },
	{ "2026-08-07T23:59:59.123+02:00", "2026-08-07" },
	{ "2026-08-07 23:59", "2026-08-07" },
	{ "2026-08-07Z", "2026-08-07" },
	{ "2026-08-07.", "2026-08-07" },
	{ "20240131", "2024-01-31" },
	{ "20240131T120000Z", "2024-01-31" },
	{ "27/01/2025", "2025-01-27" },
	{ "01/27/2025", "2025-01-27" },
	{ "13.08.2026", "2026-08-13" },
	{ "27-01-2025", "2025-01-27" },
	{ "05/05/2025", "2025-05-05" },
	{ "2024-02-29", "2024-02-29" },
	/* with weekday, time and words around */
	{ "Friday, 7 August 2026", "2026-08-07" },
	{ "Friday 7 August 2026", "2026-08-07" },
	{ "Fri, 7 Aug 2026", "2026-08-07" },
	{ "Fri. 7 Aug 2026", "2026-08-07" },
	{ "Friday, August 7, 2026", "2026-08-07" },
	{ "Friday the 7th of August 2026", "2026-08-07" },
	{ "7 August 2026 (Friday)", "2026-08-07" },
	{ "7 August 2026, Friday", "2026-08-07" },
	{ "Fri, 7 Aug 2026 10:11:12 +0200", "2026-08-07" },
	{ "Thursday 03/04/2025", "2025-04-03" },
	{ "Tuesday 03/04/2025", "2025-03-04" },
	{ "by 1 June 2024 (COB)", "2024-06-01" },
	{ "no later than 1 June 2024", "2024-06-01" },
	{ "on or before 1 June 2024", "2024-06-01" },
	{ "until 1 June 2024", "2024-06-01" },
	{ "1 June 2024 at the latest", "2024-06-01" },
	{ "end of day 1 June 2024", "2024-06-01" },
	{ "the end of 1 June 2024", "2024-06-01" },
	{ "COB, 1 June 2024", "2024-06-01" },
	{ "17:00 on 24 November 2017", "2017-11-24" },
	{ "10:30 June 5, 2024", "2024-06-05" },
	{ "24 November 2017, 17:00 UTC", "2017-11-24" },
	{ "24 November 2017 at 5 pm", "2017-11-24" },
	{ "Deadline:24 November 2017", "2017-11-24" },
	{ "Please reply by 24 November 2017, which is before our next meeting.", "2017-11-24" },
	{ "(24 November 2017)", "2017-11-24" },
	{ "Could you reply by 24 November 2017 at all?", "2017-11-24" },
	{ "\"2026-08-07\"", "2026-08-07" },
	{ "<2026-08-07>", "2026-08-07" },
	{ "SG15, 24 November 2017", "2017-11-24" },
	{ "ITU-T SG2 management (24 July 2017, by correspondence)", "2017-07-24" },
	/* said twice, or with its month, or with the meeting behind it in brackets */
	{ "24 November 2017 (2017-11-24)", "2017-11-24" },
	{ "3 April 2025 (03/04/2025)", "2025-04-03" },
	{ "1 June 2024, in time for the June 2024 plenary", "2024-06-01" },
	{ "24 November 2017 (our meeting is on 27 November " NDASH " 1 December 2017)", "2017-11-24" },
};

static const struct { const char *text; enum date_answer answer; } others[] = {
	{ "", DATE_NONE },
	{ " ", DATE_NONE },
	{ "-", DATE_NONE },
	{ NDASH, DATE_NONE },
	{ "n/a", DATE_NONE },
	{ "N/A", DATE_NONE },
	{ "None", DATE_NONE },
	{ "none.", DATE_NONE },
	{ "Not applicable", DATE_NONE },
	{ "no deadline", DATE_NONE },
	{ "For information to: Approval:", DATE_NONE },
	{ "you may reply", DATE_NONE },
	{ "Which label values are to be assigned?", DATE_NONE },
	{ "Technical march of progress", DATE_NONE },
	{ "Marc Blanchet", DATE_NONE },
	{ "24", DATE_NONE },
	{ "RFC 2026", DATE_NONE },
	{ "RFC 2026-1", DATE_NONE },
	{ "Q6/15", DATE_NONE },
	{ "Q3/15", DATE_NONE },
	{ "1/2", DATE_NONE },
	{ "27/01", DATE_NONE },
	{ "SP-2026-08-07", DATE_NONE },
	{ "S2-20240131", DATE_NONE },
	{ "TD20240131", DATE_NONE },
	{ "2026-08-07.pdf", DATE_NONE },
	{ "2026-08-07_minutes", DATE_NONE },
	{ "20240131_minutes.doc", DATE_NONE },
	{ "1.2.3.2026", DATE_NONE },
	{ "192.0.2.1", DATE_NONE },
	{ "192.0.20.10", DATE_NONE },
	{ "version 12.10.22 of it", DATE_NONE },
	{ "S2-1812758", DATE_NONE },
	{ "+41 22 730 5111", DATE_NONE },
	{ "99999999", DATE_NONE },
	{ "12345678901234567890", DATE_NONE },
	{ "802.11-2016", DATE_NONE },
	{ "COM 16 " NDASH " LS 124 " NDASH " E", DATE_NONE },
	{ "24 listopada 2017", DATE_NONE },
	{ "meet at 10:30", DATE_NONE },
	{ "2017", DATE_VAGUE },
	{ "July 2009", DATE_VAGUE },
	{ "July, 2009", DATE_VAGUE },
	{ "July", DATE_VAGUE },
	{ "May", DATE_VAGUE },
	{ "2009 July", DATE_VAGUE },
	{ "Nov-2017", DATE_VAGUE },
	{ "mid-May 2007", DATE_VAGUE },
	{ "Reply by mid-May 2007", DATE_VAGUE },
	{ "Reply by mid-May", DATE_VAGUE },
	{ "end of May 2007", DATE_VAGUE },
	{ "the end of May", DATE_VAGUE },
	{ "end of 2026", DATE_VAGUE },
	{ "by the end of 2026", DATE_VAGUE },
	{ "mid-2026", DATE_VAGUE },
	{ "early June 2026", DATE_VAGUE },
	{ "late June", DATE_VAGUE },
	{ "XX September 2006", DATE_VAGUE },
	{ "xx/xx/2026", DATE_VAGUE },
	{ "DD Month YYYY", DATE_VAGUE },
	{ "before the next SG15 meeting", DATE_VAGUE },
	{ "before 1 June 2024", DATE_VAGUE },
	{ "after 1 June 2024", DATE_VAGUE },
	{ "from 1 June 2024", DATE_VAGUE },
	{ "around the 1st of June 2024", DATE_VAGUE },
	{ "approx. 1 June 2024", DATE_VAGUE },
	{ "TBD", DATE_VAGUE },
	{ "t.b.d.", DATE_NONE },
	{ "1 June 2024 (TBC)", DATE_VAGUE },
	{ "tentatively 1 June 2024", DATE_VAGUE },
	{ "20240131?", DATE_VAGUE },
	{ "?", DATE_VAGUE },
	{ "to be decided", DATE_VAGUE },
	{ "Q3 2026", DATE_VAGUE },
	{ "3Q26", DATE_VAGUE },
	{ "third quarter of 2026", DATE_VAGUE },
	{ "2026-W32", DATE_VAGUE },
	{ "week of 27/01/2025", DATE_VAGUE },
	{ "the week of the 27th of January 2025", DATE_VAGUE },
	{ "week commencing 27 January 2025", DATE_VAGUE },
	{ "week beginning 27 January 2025", DATE_VAGUE },
	{ "w/c 27 January 2025", DATE_VAGUE },
	{ "ASAP", DATE_VAGUE },
	{ "next Friday", DATE_VAGUE },
	{ "Friday", DATE_VAGUE },
	{ "in two weeks", DATE_VAGUE },
	{ "Nov/Dec 2017", DATE_VAGUE },
	{ "July " NDASH " August 2009", DATE_VAGUE },
	{ "July 2009 - August 2009", DATE_VAGUE },
	/* days that do not exist */
	{ "31 June 2024", DATE_VAGUE },
	{ "30 February 2024", DATE_VAGUE },
	{ "2023-02-29", DATE_VAGUE },
	{ "2026-13-01", DATE_VAGUE },
	{ "13/13/2025", DATE_VAGUE },
	{ "31/06/2024", DATE_VAGUE },
	{ "0 June 2024", DATE_VAGUE },
	{ "32 June 2024", DATE_VAGUE },
	/* ranges */
	{ "11-12 July 2017", DATE_RANGE },
	{ "(Geneva, 11-12 July 2017)", DATE_RANGE },
	{ "Geneva, 11" NDASH "12 July 2017", DATE_RANGE },
	{ "11 " MDASH " 12 July 2017", DATE_RANGE },
	{ "26 - 30 November, 2018", DATE_RANGE },
	{ "11th " NDASH " 12th September 2017", DATE_RANGE },
	{ "11 to 12 July 2017", DATE_RANGE },
	{ "11th to the 12th of July 2017", DATE_RANGE },
	{ "10 and 12 July 2017", DATE_RANGE },
	{ "10 & 12 July 2017", DATE_RANGE },
	{ "10, 11 and 12 July 2017", DATE_RANGE },
	{ "10, 12 July 2017", DATE_RANGE },
	{ "6/7 November 2017", DATE_RANGE },
	{ "11-12 July", DATE_RANGE },
	{ "25 February " NDASH " 1 March 2019", DATE_RANGE },
	{ "27 November-1 December 2017", DATE_RANGE },
	{ "27 November 2017 to 1 December 2017", DATE_RANGE },
	{ "28 December 2017 - 2 January 2018", DATE_RANGE },
	{ "November 6-10, 2017", DATE_RANGE },
	{ "November 6 through 10, 2017", DATE_RANGE },
	{ "Feb 25 - March 1, 2019", DATE_RANGE },
	{ "Monday 6 - Friday 10 November 2017", DATE_RANGE },
	{ "2016-12-05 - 2016-12-09", DATE_RANGE },
	{ "2016-12-05-2016-12-09", DATE_RANGE },
	{ "2016-12-05/2016-12-09", DATE_RANGE },
	{ "01/02/2025 - 03/02/2025", DATE_RANGE },
	{ "from 1 May 2020 to 3 May 2020", DATE_RANGE },
	{ "between 1 and 3 May 2020", DATE_RANGE },
	{ "between 1 May 2020 and 3 May 2020", DATE_RANGE },
	{ "31 June - 2 July 2024", DATE_RANGE },
	{ "2024-11-04 to 2024-11-", DATE_RANGE },
	/* not to be told */
	{ "03/04/2025", DATE_AMBIGUOUS },
	{ "03-04-2025", DATE_AMBIGUOUS },
	{ "07.08.2026", DATE_AMBIGUOUS },
	{ "27/01/25", DATE_AMBIGUOUS },
	{ "27.01.25", DATE_AMBIGUOUS },
	{ "01-02-03", DATE_AMBIGUOUS },
	{ "24 November", DATE_AMBIGUOUS },
	{ "24th November", DATE_AMBIGUOUS },
	{ "May 6", DATE_AMBIGUOUS },
	{ "7 Feb 26", DATE_AMBIGUOUS },
	{ "7 Feb '26", DATE_AMBIGUOUS },
	{ "24 November 2017, 1 December 2017", DATE_AMBIGUOUS },
	{ "24 November 2017 or 1 December 2017", DATE_AMBIGUOUS },
	{ "24 November 2017 (1 December 2017)", DATE_AMBIGUOUS },
	{ "24 November 2017; meeting on 27 November " NDASH " 1 December 2017", DATE_AMBIGUOUS },
	{ "24 November 2017 (was: 31 June 2017)", DATE_AMBIGUOUS },
	{ "Thursday, 7 August 2026", DATE_AMBIGUOUS },
	{ "7 August 2026 (Monday)", DATE_AMBIGUOUS },
	{ "Friday 03/04/2025", DATE_AMBIGUOUS },
	{ "3 April 2025 (04/05/2025)", DATE_AMBIGUOUS },
};

static void test_exact(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(exact); i++) {
		struct date date = { 0, 0, 0 };
		enum date_answer answer = date_parse(exact[i].text, &date);
		g_autofree char *iso = date_format(date);

		if (answer != DATE_EXACT || g_strcmp0(iso, exact[i].iso) != 0) {
			g_test_message("\"%s\": %d %s, expected %s", exact[i].text, answer, iso, exact[i].iso);
			g_test_fail();
		}
	}
}

static void test_others(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
		struct date date = { 1, 2, 3 };
		enum date_answer answer = date_parse(others[i].text, &date);

		if (answer != others[i].answer) {
			g_test_message("\"%s\": %d, expected %d", others[i].text, answer, others[i].answer);
			g_test_fail();
		}
		g_assert_cmpint(date.year, ==, 1);
	}
	g_assert_cmpint(date_parse(NULL, NULL), ==, DATE_NONE);
}

/* Every day of some years in three forms, there and back. */
static void test_every_day(void)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec" };
	struct date date, read;

	for (date.year = 2023; date.year <= 2024; date.year++)
		for (date.month = 1; date.month <= 12; date.month++)
			for (date.day = 1; date.day <= 31; date.day++) {
				g_autofree char *iso = date_format(date);
				g_autofree char *words = g_strdup_printf("%d %s %d", date.day, months[date.month - 1], date.year);
				g_autofree char *american = g_strdup_printf("%s %d, %d", months[date.month - 1], date.day, date.year);
				gboolean exists = date_is_valid(date);

				g_assert_cmpint(date_parse_iso(iso, &read), ==, exists);
				g_assert_cmpint(date_parse(iso, &read), ==, exists ? DATE_EXACT : DATE_VAGUE);
				g_assert_cmpint(date_parse(words, &read), ==, exists ? DATE_EXACT : DATE_VAGUE);
				g_assert_true(!exists || date_compare(read, date) == 0);
				g_assert_cmpint(date_parse(american, &read), ==, exists ? DATE_EXACT : DATE_VAGUE);
				g_assert_true(!exists || date_compare(read, date) == 0);
			}
}

static void test_iso(void)
{
	static const char *const wrong[] = {
		"", "2024", "2024-1-01", "2024-01-1", "2024-01-01 ", " 2024-01-01", "2024-01-01T", "2024/01/01", "24-01-0001", "2024-00-01",
		"2024-01-00", "2024-02-30", "1899-12-31", "2200-01-01", "-024-01-01", "2024-+1-01", "20240101",
	};
	struct date date = { 0, 0, 0 };

	for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
		g_assert_false(date_parse_iso(wrong[i], &date));
	g_assert_false(date_parse_iso(NULL, &date));
	g_assert_false(date_is_set(date));
	g_assert_null(date_format(date));
	g_assert_true(date_parse_iso("2199-12-31", &date));
	g_assert_true(date_parse_iso("1900-01-01", &date));
	g_assert_true(date_is_set(date));
}

static void test_compare(void)
{
	static const char *const rising[] = { "1999-12-31", "2000-01-01", "2000-01-02", "2000-02-01", "2001-01-01" };

	for (guint i = 0; i < G_N_ELEMENTS(rising); i++)
		for (guint j = 0; j < G_N_ELEMENTS(rising); j++) {
			struct date a, b;
			g_assert_true(date_parse_iso(rising[i], &a));
			g_assert_true(date_parse_iso(rising[j], &b));
			int order = date_compare(a, b);
			g_assert_true(i < j ? order < 0 : i > j ? order > 0 : order == 0);
		}
}

static void test_long(void)
{
	static const char *const parts[] = { "1-", "the ", "1 May - the ", "24 November 2017 ", "(", "Friday ", "1/2/2026-" };

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		struct date date = { 0, 0, 0 };

		while (text->len + strlen(parts[i]) <= 4096)
			g_string_append(text, parts[i]);
		date_parse(text->str, &date);
		while (text->len <= 4096)
			g_string_append(text, "x 24 November 2017");
		g_assert_cmpint(date_parse(text->str, &date), ==, DATE_NONE);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/date/exact", test_exact);
	g_test_add_func("/date/others", test_others);
	g_test_add_func("/date/every-day", test_every_day);
	g_test_add_func("/date/iso", test_iso);
	g_test_add_func("/date/compare", test_compare);
	g_test_add_func("/date/long", test_long);
	return g_test_run();
}
