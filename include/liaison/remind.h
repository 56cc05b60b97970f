/* SPDX-License-Identifier: BSD-2-Clause
 *
 * remind.h - who is reminded of a deadline, and on which days
 *
 * Days are those of the calendar where the operator is; a deadline is a day without a zone. Pure: the time is given, nothing is remembered.
 * Thread-safe.
 */
#pragma once
#include <glib.h>
#include <liaison/lifecycle.h>
#include <liaison/organization.h>
#include <liaison/statement.h>

struct remind_zone {
	GTimeZone *zone;
	guint hour;                    /* of the day, from which on that day's reminders are sent: 0..23 */
};
/* The day that it is there. */
struct date remind_day(const struct remind_zone *zone, gint64 now);
/* When that day's reminders are due, usec; where a clock change leaves the hour out, right after it. */
gint64 remind_time(const struct remind_zone *zone, struct date day);
/* The day so many days later (or earlier). */
struct date remind_day_add(struct date day, int days);
int remind_days_between(struct date from, struct date to);      /* negative: to is the earlier one */

struct remind_rule {
	const GArray *days;            /* guint: so many days before a deadline, in any order */
	guint overdue_weeks;           /* after it once a week, at most so many times */
};
struct remind_case {
	struct date deadline;
	struct date known;             /* since when we have it: what should have been said before is not said */
	struct date last;              /* day of the last reminder; unset: none */
};
/* Is one to be sent today? It is the last that should have been sent until today, unless one was sent since then: so after a time in which
 * nobody reminded there is one, not one for each day. *ret_scheduled: the day for which it was, which names it. */
gboolean remind_is_due(const struct remind_rule *rule, const struct remind_case *remind, struct date today, struct date *ret_scheduled);

/* The day of the week's digest that is to be sent: the last one that is such a weekday (1 Monday … 7 Sunday), up to today. */
struct date remind_digest_day(guint weekday, struct date today);

/* addr-specs, nobody twice: the To-Contacts that are ours (where none is stated, the contacts of our bodies addressed), the assignee if that is an
 * address of ours, our manager for the peer, and coordination. Of what nobody has posted yet only coordination hears. Owned by the caller. */
GPtrArray *remind_recipients(const struct organization *organization, const struct statement *statement, enum state state, const char *assignee);
