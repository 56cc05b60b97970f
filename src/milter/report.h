/* SPDX-License-Identifier: BSD-2-Clause
 *
 * report.h - the one structured line that the log has for a message
 */
#pragma once
#include <liaison/intake.h>
#include <liaison/log.h>
#include "reply.h"

struct report {
	const struct envelope *envelope;
	enum interest interest;
	const struct intake *intake;     /* NULL: it was not read */
	struct reply reply;
	const GError *error;             /* or NULL */
	gint64 began;                    /* clock_monotonic() */
};

/* The line and its severity: info; warning where a candidate passed with a fault; error where mail of ours failed. Owned by the caller. */
struct log_line *report_line(const struct report *report, gint64 now, enum log_severity *ret_severity);
/* Logs it. */
void report_send(const struct report *report);
