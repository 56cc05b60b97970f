/* SPDX-License-Identifier: BSD-2-Clause
 *
 * reply.c - how the end of a message is answered, and what a failure turns into
 */
#include "config.h"

#include <liaison/error.h>
#include "reply.h"

struct reply reply_plain(enum reply_kind kind)
{
	return (struct reply){ .kind = kind };
}

static struct reply from_error(const GError *error)
{
	struct reply reply = { 0 };
	liaison_smtp_reply(error, &reply.code, &reply.enhanced, &reply.text);
	reply.kind = *reply.code == '5' ? REPLY_REJECT : REPLY_TEMPFAIL;
	return reply;
}

struct reply reply_for_failure(const GError *error, enum interest interest, gboolean outgoing_statement, enum on_failure on_failure)
{
	if (interest != INTEREST_OURS && !outgoing_statement)
		return reply_plain(REPLY_ACCEPT);
	if (g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_LIMIT))
		return from_error(error);
	if (on_failure == ON_FAILURE_ACCEPT)
		return reply_plain(REPLY_ACCEPT);
	return from_error(error);
}

struct reply reply_for_too_many_recipients(void)
{
	/* Not 4xx: a sender repeats the same envelope for days, and a person learns of it at the end of them. */
	return (struct reply){ .kind = REPLY_REJECT, .code = "554", .enhanced = "5.5.3",
	                       .text = "Too many recipients for mail to a liaison address; please send it to fewer" };
}

gboolean reply_is_outgoing_statement(const struct intake *intake)
{
	if (intake == NULL || intake->statements == NULL)
		return FALSE;
	for (guint i = 0; i < intake->statements->len; i++) {
		const struct statement *statement = g_ptr_array_index(intake->statements, i);
		if (statement->kind == KIND_STATEMENT && statement->direction == DIRECTION_OUTGOING)
			return TRUE;
	}
	return FALSE;
}
