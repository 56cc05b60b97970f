/* SPDX-License-Identifier: BSD-2-Clause
 *
 * calendar.c - one look at the deadlines a day
 */
#include <config.h>
#include <liaison/jobs.h>
#include "calendar.h"

void calendar_zone(const struct settings *settings, struct remind_zone *ret_zone)
{
	GTimeZone *zone = settings->notify.timezone ? g_time_zone_new_identifier(settings->notify.timezone) : NULL;

	/* one that was there when the configuration was read */
	ret_zone->zone = zone ? zone : g_time_zone_new_local();
	ret_zone->hour = settings->notify.remind_hour;
}

void calendar_zone_clear(struct remind_zone *zone)
{
	g_clear_pointer(&zone->zone, g_time_zone_unref);
}

static gboolean anything_to_send(const struct settings *settings)
{
	return !settings->observe && settings->organization->coordination &&
	       (settings->notify.remind_days->len > 0 || settings->notify.overdue_weeks > 0 || settings->notify.digest_day > 0);
}

gboolean calendar_order(const struct settings *settings, struct store *store, gint64 now, struct date *last_day, GError **error)
{
	g_auto(remind_zone_t) zone = { 0 };
	g_autofree char *name = NULL, *key = NULL;
	struct date today;

	if (!anything_to_send(settings))
		return TRUE;
	calendar_zone(settings, &zone);
	today = remind_day(&zone, now);
	if (date_compare(today, *last_day) == 0)
		return TRUE;
	name = date_format(today);
	key = g_strdup_printf("remind:%s", name);
	if (!store_job_order(store, &(struct job_order){ .kind = "remind", .key = key, .due = remind_time(&zone, today) }, now, error))
		return FALSE;
	*last_day = today;
	return TRUE;
}
