/* SPDX-License-Identifier: BSD-2-Clause
 *
 * reply.h - how the end of a message is answered, and what a failure turns into
 *
 * Pure. Thread-safe.
 */
#pragma once
#include <liaison/intake.h>

enum reply_kind { REPLY_ACCEPT, REPLY_DISCARD, REPLY_TEMPFAIL, REPLY_REJECT };

struct reply {
	enum reply_kind kind;
	const char *code, *enhanced, *text;   /* for TEMPFAIL and REJECT; static */
};

struct reply reply_plain(enum reply_kind kind);   /* ACCEPT or DISCARD */

/* A failure before the MTA was told anything. Mail that turned out to be none of ours (a candidate) passes, unless it is an outgoing statement that
 * was not recorded; ours passes only where on_failure says so. A message over a limit is refused for good. */
struct reply reply_for_failure(const GError *error, enum interest interest, gboolean outgoing_statement, enum on_failure on_failure);
/* Too many recipients, known at DATA. */
struct reply reply_for_too_many_recipients(void);

/* Does the first statement, or any other, of the mail go out from us? FALSE for NULL. */
gboolean reply_is_outgoing_statement(const struct intake *intake);
