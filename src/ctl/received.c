/* SPDX-License-Identifier: BSD-2-Clause
 *
 * received.c - when a mail that comes from a file was received
 *
 * The topmost Received field was written by the last server that took it (RFC 5321 4.4), which is ours if it was delivered to
 * us; the Date is the sender's clock.
 */
#include <config.h>
#include <string.h>
#include <liaison/mail.h>
#include "received.h"

#define DAY (24 * G_TIME_SPAN_HOUR)
#define YEAR_1980 (G_GINT64_CONSTANT(315532800) * G_USEC_PER_SEC)

static gboolean plausible(gint64 time, gint64 now)
{
	return time >= YEAR_1980 && time <= now + DAY;
}

gint64 received_time(const struct message *message, gint64 now)
{
	const char *trace = message_header(message, "Received");
	const char *stamp = trace ? strrchr(trace, ';') : NULL;
	gint64 time = stamp ? mail_date(stamp + 1) : -1;

	if (plausible(time, now))
		return time;
	return plausible(message->date, now) ? message->date : now;
}
