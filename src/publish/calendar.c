/* SPDX-License-Identifier: BSD-2-Clause
 *
 * calendar.c - open deadlines as iCalendar (RFC 5545), for calendar programs to subscribe to
 *
 * A deadline is an event of a whole day that takes no time (TRANSPARENT). What has been answered, done or removed is no longer in the file, and
 * subscribed calendars drop it.
 */
#include <config.h>
#include <string.h>
#include "escape.h"
#include "feed.h"
#include "keys.h"

#define EVENTS_MAX 200
#define LINE_MAX_BYTES 75

/* 3.1: at most 75 bytes a line, goes on after CRLF and a blank; never inside of a character. */
static void put_line(GString *out, const GString *line)
{
	gsize room = LINE_MAX_BYTES;

	if (line->len <= room) {
		g_string_append_printf(out, "%s\r\n", line->str);
		return;
	}
	for (const char *p = line->str; *p;) {
		gsize length = (gsize)g_utf8_skip[(guchar)*p];

		if (length > room) {
			g_string_append(out, "\r\n ");
			room = LINE_MAX_BYTES - 1;
		}
		g_string_append_len(out, p, (gssize)length);
		room -= length;
		p += length;
	}
	g_string_append(out, "\r\n");
}

static void put_text(GString *out, const char *name, const char *text)
{
	g_autoptr(GString) line = g_string_new(name);

	g_string_append_c(line, ':');
	escape_ics(line, text);
	put_line(out, line);
}

/* Of a value that is no TEXT: a URI, whose characters need no escape. */
static void put_value(GString *out, const char *name, const char *value)
{
	g_autoptr(GString) line = g_string_new(name);
	g_autofree char *clean = escape_line(value, 500);

	g_string_append_printf(line, ":%s", clean);
	put_line(out, line);
}

static char *stamp(gint64 usec)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(usec / G_USEC_PER_SEC);

	return time ? g_date_time_format(time, "%Y%m%dT%H%M%SZ") : g_strdup("19700101T000000Z");
}

static char *description(const struct summary *s, const char *address)
{
	GString *text = g_string_new("From: ");

	for (guint side = 0; side < 2; side++) {
		const GPtrArray *places = side ? s->to : s->from;

		g_string_append(text, side ? "\nTo: " : "");
		for (guint i = 0; i < places->len; i++)
			g_string_append_printf(text, "%s%s", i ? ", " : "", ((const struct place *)g_ptr_array_index(places, i))->name);
	}
	g_string_append_printf(text, "\n%s\n%s", purpose_label(s->purpose), address);
	return g_string_free(text, FALSE);
}

/* The host of base_url, which makes the identifier unique in the world. */
static char *host_of(const char *base)
{
	const char *begin = strstr(base, "://");

	begin = begin ? begin + 3 : base;
	return g_strndup(begin, strcspn(begin, "/:?#"));
}

static void put_event(const struct site *site, GString *out, const struct summary *s)
{
	g_autofree char *host = host_of(site->base), *time = stamp(s->updated);
	g_autofree char *address = g_strdup_printf("%s%" G_GINT64_FORMAT "/", site->base, s->id);
	g_autofree char *uid = g_strdup_printf("statement-%" G_GINT64_FORMAT "-deadline@%s", s->id, host);
	g_autofree char *title = g_strdup_printf("Deadline: %s", page_title_of(s)), *text = description(s, address);
	GDate day;

	g_date_clear(&day, 1);
	g_date_set_dmy(&day, (GDateDay)s->deadline.day, (GDateMonth)s->deadline.month, (GDateYear)s->deadline.year);
	g_string_append(out, "BEGIN:VEVENT\r\n");
	put_value(out, "UID", uid);
	put_value(out, "DTSTAMP", time);
	put_value(out, "LAST-MODIFIED", time);
	g_string_append_printf(out, "DTSTART;VALUE=DATE:%04d%02d%02d\r\n", s->deadline.year, s->deadline.month, s->deadline.day);
	g_date_add_days(&day, 1);
	g_string_append_printf(out, "DTEND;VALUE=DATE:%04u%02u%02u\r\n", (guint)g_date_get_year(&day), (guint)g_date_get_month(&day), (guint)g_date_get_day(&day));
	put_text(out, "SUMMARY", title);
	put_text(out, "DESCRIPTION", text);
	put_value(out, "URL", address);
	g_string_append(out, "TRANSP:TRANSPARENT\r\nCLASS:PUBLIC\r\nEND:VEVENT\r\n");
}

static int compare_deadlines(gconstpointer a, gconstpointer b)
{
	const struct summary *x = *(const struct summary *const *)a, *y = *(const struct summary *const *)b;
	int order = date_compare(x->deadline, y->deadline);

	return order ? -order : (x->id < y->id) - (x->id > y->id);
}

/* The latest deadlines, where there are more than a calendar program would take. */
static GPtrArray *open_deadlines(const struct site *site, const struct members *members)
{
	GPtrArray *list = g_ptr_array_new();

	for (guint i = members->entries->len; i; i--) {       /* the likeliest first: what comes after them is let go at a glance */
		const struct summary *s = catalog_get(site->catalog, g_array_index(members->entries, struct entry, i - 1).id);

		if (date_is_valid(s->deadline) && catalog_need(site->catalog, s) == NEED_ACTION)
			list_offer(list, EVENTS_MAX, s, compare_deadlines);
	}
	return list;
}

gboolean calendar_put(const struct site *site, struct tree *tree, const struct members *members, GError **error)
{
	g_autoptr(GPtrArray) list = open_deadlines(site, members);
	g_autofree char *folder = list_folder(&members->list), *path = g_strconcat(folder, "calendar.ics", NULL);
	g_autofree char *name = page_list_name(site, &members->list);
	g_autofree char *title = g_strdup_printf("%s liaison deadlines%s%s", site->name, members->list.slug ? ": " : "", members->list.slug ? name : "");
	g_autoptr(GString) out = g_string_new("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//liaison-milter//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");

	put_text(out, "NAME", title);               /* RFC 7986; and what came before it */
	put_text(out, "X-WR-CALNAME", title);
	/* A calendar must have a component (3.4), also where no deadline is open. */
	g_string_append(out, "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nBEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
	                "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n");
	for (guint i = list->len; i; i--)
		put_event(site, out, g_ptr_array_index(list, i - 1));
	g_string_append(out, "END:VCALENDAR\r\n");
	return tree_put_string(tree, path, out, error);
}
