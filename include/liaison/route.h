/* SPDX-License-Identifier: BSD-2-Clause
 *
 * route.h - deciding: from envelope, message, statements and configuration to a plan
 *
 * Pure: asks no store, no clock, no network. Thread-safe on const arguments.
 */
#pragma once
#include <glib.h>
#include <liaison/envelope.h>
#include <liaison/message.h>
#include <liaison/organization.h>
#include <liaison/plan.h>
#include <liaison/statement.h>

enum interest {
	INTEREST_NONE,        /* let go at DATA */
	INTEREST_CANDIDATE,   /* a peer's mail to us, or ours to a peer: read it; it is ours only when a statement is found */
	INTEREST_OURS,        /* a liaison or review address is a recipient */
};
/* By the envelope alone, at DATA. */
enum interest route_interest(const struct organization *organization, const struct envelope *envelope);

enum approval { APPROVAL_HOLD, APPROVAL_NOTIFY, APPROVAL_OFF };
enum auto_post { AUTO_POST_NEVER, AUTO_POST_TRUSTED, AUTO_POST_ALWAYS };

struct route_policy {
	const struct organization *organization;
	const GPtrArray *rules;          /* struct rule *, in order */
	enum approval approval;
	enum auto_post auto_post;
	gboolean observe;                /* mode = "observe" */
	const char *base_url;            /* to know forged Archived-At fields by */
	gboolean acknowledge, acknowledge_unknown, confirm, tell_body;   /* notices (notice.h) */
};

/* What is known of the earlier statement that this one answers; NULL where none is known. */
struct route_answered {
	const char *send_reply_to;       /* addr-spec the earlier statement states, or NULL */
	gboolean posted;
};

/* statements: at least one (reading_understand()). The plan is the union over them. Owned by the caller. May add doubts to the
 * statements that only deciding can know (misdirected, unknown-body, claims-ours). OURS with an empty envelope without a sender
 * (inspect, import): as if it had come to a liaison address. */
struct plan *route_decide(const struct route_policy *policy, enum interest interest, const struct envelope *envelope,
                          const struct message *message, GPtrArray *statements, const struct route_answered *answered);
