/* SPDX-License-Identifier: BSD-2-Clause
 *
 * calendar.h - what is ordered by the calendar and not by a mail or a person
 */
#pragma once
#include <liaison/remind.h>
#include <liaison/settings.h>
#include <liaison/store.h>

typedef struct remind_zone remind_zone_t;
/* Where the days of reminders are. */
void calendar_zone(const struct settings *settings, struct remind_zone *ret_zone);
void calendar_zone_clear(struct remind_zone *zone);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(remind_zone_t, calendar_zone_clear)

/* Orders today's look at deadlines, due at its hour; the key makes it one a day, whoever asks how often. *last_day: when it was ordered last by
 * this process, so that the record is asked once a day. */
gboolean calendar_order(const struct settings *settings, struct store *store, gint64 now, struct date *last_day, GError **error);
