/* SPDX-License-Identifier: BSD-2-Clause
 *
 * decision.h - what is known while a plan is made, private to src/routing
 *
 * route.c sees what kind of message it is and asks route-incoming.c or route-outgoing.c for each statement in it; these gather wishes here;
 * route.c makes the plan of them at the end.
 */
#pragma once
#include <liaison/route.h>
#include <liaison/rules.h>
#include "recipients.h"

struct decision {
	const struct route_policy *policy;
	const struct organization *organization;
	const struct envelope *envelope;
	const struct message *message;
	const struct route_answered *answered;   /* or NULL */
	gboolean from_file;      /* no envelope at all: taken as if it had come to a liaison address */
	gboolean at_liaison;     /* a liaison address is a recipient */
	gboolean list_copy;
	gboolean from_ours;      /* every author is in our domains */
	gboolean to_peer;        /* a recipient is in a peer's domains */
	gboolean to_us;          /* a recipient is in our domains */

	struct plan *plan;
	struct recipients *recipients;
	guint statements, posts; /* how many are recorded, and how many of them are to be posted */
	gboolean unedited;       /* recorded as it is; what would be added waits */
	gboolean cannot_tell;
	char *held;              /* why, or NULL */
	char *reason;            /* for the plan, where nothing is held */
	gboolean waits;          /* one of them waits until a person posts it */
	char *reply_to;          /* what Reply-To shall be, or NULL */
};

/* Names a rule in the plan, once. */
void decision_name(struct decision *decision, const char *rule);
/* NULL of nobody: nothing happens. rule is named only when the recipient was not there. */
void decision_want(struct decision *decision, const char *addr_spec, const char *rule, gboolean wait);
void decision_want_all(struct decision *decision, const GPtrArray *addr_specs, const char *rule, gboolean wait);
/* Contacts (struct address *) as a mail states them: only those in our domains, never the review address, whose mail we obey. Returns how
 * many there were. */
guint decision_want_stated(struct decision *decision, const GPtrArray *contacts, const char *rule, gboolean wait);
/* Who may approve a mail that is held; NULL of nobody. */
void decision_ask(struct decision *decision, const char *addr_spec);
void decision_want_coordination(struct decision *decision);
/* The coordination address has to look at it: why, is told in the mail's header. waits: until a person posts it. Returns this statement's reasons. */
guint64 decision_look(struct decision *decision, const struct statement *statement, gboolean waits);
/* The first one stands. */
void decision_reason(struct decision *decision, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The configured peer of that name, or NULL. */
const struct peer *decision_peer(const struct decision *decision, const char *name);
const struct body *decision_body(const struct decision *decision, const char *name);

void route_incoming(struct decision *decision, struct statement *statement, gboolean misdirected);
/* A list copy of an incoming statement at a liaison address: recorded as it is. */
void route_copy(struct decision *decision, struct statement *statement);
void route_outgoing(struct decision *decision, struct statement *statement);
/* May be a statement of ours that goes out: let go, and those who would approve are told. */
void route_doubtful_outgoing(struct decision *decision, struct statement *statement);

/* approval.c: NULL if the From bodies need no more approval than the author's; else who has to approve (char *, addr-specs; the coordination
 * address where nobody may), and ret_why for people. */
GPtrArray *approval_missing(const struct decision *decision, const struct statement *statement, char **ret_why);

/* route-rules.c: the rules that match, in order, up to one that stops (const struct rule *, not owned). An undecided one sets
 * decision->cannot_tell. */
GPtrArray *rules_matching(struct decision *decision, const struct statement *statement);
/* What the last rule that speaks says: 1, 0, or -1 */
int rules_post(const GPtrArray *matching);
int rules_hold(const GPtrArray *matching, const char **ret_name);
/* Only what they add and redirect to, nothing taken away. */
void rules_add(struct decision *decision, const GPtrArray *matching, gboolean wait);
/* asked: who may approve what a rule holds (char *, addr-specs); NULL: the coordination address. */
void rules_hold_if(struct decision *decision, const GPtrArray *matching, const GPtrArray *asked);
/* Asks and applies the rules where nothing else is to be said. */
void rules_alone(struct decision *decision, const struct statement *statement, gboolean wait);
void rules_apply(struct decision *decision, const GPtrArray *matching, gboolean wait);

/* headers.c */
void headers_remove_forged(struct plan *plan, const struct message *message, const char *base_url);
void headers_add_ours(struct plan *plan, const char *base_url, gboolean waits);
gboolean headers_reply_to_signed(const struct message *message);
void headers_set_reply_to(struct plan *plan, const struct message *message, const char *address);
