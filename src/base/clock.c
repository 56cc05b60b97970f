/* SPDX-License-Identifier: BSD-2-Clause
 *
 * clock.c - the time and its written form
 */
#include <config.h>
#include <liaison/clock.h>

gint64 clock_now(void)
{
	return g_get_real_time();
}

gint64 clock_monotonic(void)
{
	return g_get_monotonic_time();
}

char *clock_format(gint64 usec)
{
	gint64 seconds = usec / G_USEC_PER_SEC - (usec % G_USEC_PER_SEC < 0);
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);

	/* beyond the year 9999 there is no RFC 3339 form */
	return time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup("9999-12-31T23:59:59Z");
}

gboolean clock_parse(const char *text, gint64 *ret_usec)
{
	g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
	g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, utc);

	if (!time)
		return FALSE;
	*ret_usec = g_date_time_to_unix(time) * G_USEC_PER_SEC + g_date_time_get_microsecond(time);
	return TRUE;
}
