/* SPDX-License-Identifier: BSD-2-Clause
 *
 * remind.c - which days remind of a deadline, and whom
 */
#include <config.h>
#include <liaison/address.h>
#include <liaison/remind.h>

#define LATE_DAYS 7           /* an overdue statement's reminder that is later than this is left out: the next one says the same */

/* ---- days ---- */

static void to_gdate(struct date date, GDate *ret_date)
{
	g_date_clear(ret_date, 1);
	g_date_set_dmy(ret_date, (GDateDay)date.day, (GDateMonth)date.month, (GDateYear)date.year);
}

struct date remind_day_add(struct date day, int days)
{
	GDate date;

	to_gdate(day, &date);
	if (days >= 0)
		g_date_add_days(&date, (guint)days);
	else
		g_date_subtract_days(&date, (guint)-days);
	return (struct date){ g_date_get_year(&date), (int)g_date_get_month(&date), g_date_get_day(&date) };
}

int remind_days_between(struct date from, struct date to)
{
	GDate first, second;

	to_gdate(from, &first);
	to_gdate(to, &second);
	return g_date_days_between(&first, &second);
}

struct date remind_day(const struct remind_zone *zone, gint64 now)
{
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(now / G_USEC_PER_SEC);
	g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone->zone);
	struct date day = { 0 };

	g_date_time_get_ymd(local, &day.year, &day.month, &day.day);
	return day;
}

/* GLib gives the time that would be meant if the clock had not changed: an hour that is left out becomes the one after it. */
gint64 remind_time(const struct remind_zone *zone, struct date day)
{
	g_autoptr(GDateTime) local = g_date_time_new(zone->zone, day.year, day.month, day.day, (int)zone->hour, 0, 0);

	return g_date_time_to_unix(local) * G_USEC_PER_SEC;
}

/* ---- which ---- */

/* The last day up to today on which a reminder was to be sent; unset: none was. */
static struct date last_scheduled(const struct remind_rule *rule, struct date deadline, struct date today)
{
	struct date last = { 0 };
	int overdue = remind_days_between(deadline, today);

	if (overdue >= 7 && rule->overdue_weeks > 0)
		return remind_day_add(deadline, 7 * MIN(overdue / 7, (int)rule->overdue_weeks));
	for (guint i = 0; i < rule->days->len; i++) {
		struct date day = remind_day_add(deadline, -(int)g_array_index(rule->days, guint, i));

		if (date_compare(day, today) <= 0 && (!date_is_set(last) || date_compare(day, last) > 0))
			last = day;
	}
	return last;
}

gboolean remind_is_due(const struct remind_rule *rule, const struct remind_case *remind, struct date today, struct date *ret_scheduled)
{
	struct date day;

	if (!date_is_set(remind->deadline))
		return FALSE;
	day = last_scheduled(rule, remind->deadline, today);
	if (!date_is_set(day))
		return FALSE;
	if (date_compare(today, remind->deadline) > 0 && remind_days_between(day, today) >= LATE_DAYS)
		return FALSE;
	if (date_is_set(remind->known) && date_compare(day, remind->known) <= 0)
		return FALSE;
	if (date_is_set(remind->last) && date_compare(day, remind->last) <= 0)
		return FALSE;
	*ret_scheduled = day;
	return TRUE;
}

struct date remind_digest_day(guint weekday, struct date today)
{
	GDate date;

	to_gdate(today, &date);
	return remind_day_add(today, -(((int)g_date_get_weekday(&date) - (int)weekday + 7) % 7));
}

/* ---- whom ---- */

static void add_contacts(const struct organization *organization, const struct statement *statement, GPtrArray *recipients)
{
	for (guint i = 0; i < statement->to_contacts->len; i++) {
		const struct address *contact = g_ptr_array_index(statement->to_contacts, i);

		if (address_is_valid(contact->addr_spec) && organization_is_our_address(organization, contact->addr_spec))
			addresses_add(recipients, contact->addr_spec);
	}
	for (guint i = 0; recipients->len == 0 && i < statement->our_bodies->len; i++) {
		const struct body *body = organization_body_by_name(organization, g_ptr_array_index(statement->our_bodies, i));

		for (guint k = 0; body && k < body->contacts->len; k++)
			addresses_add(recipients, g_ptr_array_index(body->contacts, k));
	}
}

GPtrArray *remind_recipients(const struct organization *organization, const struct statement *statement, enum state state, const char *assignee)
{
	GPtrArray *recipients = g_ptr_array_new_with_free_func(g_free);
	const struct peer *peer = statement->peer ? organization_peer_by_name(organization, statement->peer) : NULL;

	if (state == STATE_POSTED)
		add_contacts(organization, statement, recipients);
	if (state == STATE_POSTED && peer)
		addresses_add(recipients, peer->manager);
	if (assignee && address_is_valid(assignee) && organization_is_our_address(organization, assignee))
		addresses_add(recipients, assignee);
	addresses_add(recipients, organization->coordination);
	return recipients;
}
