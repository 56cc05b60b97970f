/* SPDX-License-Identifier: BSD-2-Clause
 *
 * date.h - calendar days in the forms that statements use, refusing to guess
 *
 * Pure; the present is never asked. Thread-safe.
 */
#pragma once
#include <glib.h>

struct date { int year, month, day; };        /* month 1..12, day 1..31; year 0: no date */

gboolean date_is_set(struct date date);
gboolean date_is_valid(struct date date);     /* a day that exists in the Gregorian calendar, 1900 to 2199 */
int date_compare(struct date a, struct date b);
char *date_format(struct date date);          /* "YYYY-MM-DD", NULL if not set; owned by the caller */
gboolean date_parse_iso(const char *text, struct date *ret_date);   /* exactly YYYY-MM-DD */

enum date_answer {
	DATE_NONE,        /* nothing that looks like a date ("", "-", "n/a", "None", other text) */
	DATE_EXACT,       /* one day, stated; ret_date is set */
	DATE_VAGUE,       /* a time is meant but no one day: month, "mid-May 2007", a quarter, "before the next meeting", a placeholder */
	DATE_RANGE,       /* from one day to another: never a deadline */
	DATE_AMBIGUOUS,   /* 03/04/2025: day and month cannot be told apart; no year; two different dates */
};

/* Reads one value ("24 November 2017", "May 6, 2002", "2016-10-21", "11th September 2017", "7 Feb. 2026", "Friday, 7 August 2026",
 * "2026-08-07T23:59:59Z", "27/01/2025" where only one reading exists). Words around the date are allowed ("by 1 June 2024 (COB)").
 * A weekday that does not fit makes a date ambiguous. More than 4,096 bytes are no value. ret_date is set only for DATE_EXACT. */
enum date_answer date_parse(const char *text, struct date *ret_date);
