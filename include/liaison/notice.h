/* SPDX-License-Identifier: BSD-2-Clause
 *
 * notice.h - which mails of our own a recorded mail calls for, and the order for one as a job keeps it
 *
 * Pure; thread-safe. Deciding which is here; the text is made by the worker when it is sent, from the record as it is then.
 */
#pragma once
#include <glib.h>
#include <liaison/route.h>

enum notice_kind {
	NOTICE_APPROVAL_REQUEST,   /* to one who may approve: the whole statement, and how to answer */
	NOTICE_HELD,               /* to its author: it waits, for whom, and the doubts about it */
	NOTICE_HELD_COPY,          /* to our liaison manager, and to the From body where that is wanted */
	NOTICE_REVIEW_REQUEST,     /* to coordination: an incoming statement that nobody has posted */
	NOTICE_RECEIPT,            /* to the sender of an incoming one: it is on record */
	NOTICE_CONFIRMATION,       /* to those of us whom it is for: likewise */
	NOTICE_ANSWER,             /* to a reviewer: what became of the commands */
	NOTICE_TROUBLE,            /* to coordination: something of the record could not be sent */
	NOTICE_N
};
const char *notice_kind_name(enum notice_kind kind);      /* "approval-request": also the first word of Liaison-Notice */

struct notice {
	enum notice_kind kind;
	char *to;                /* addr-spec */
	char *rule;              /* why that one: "approver", "author", "manager of ITU-T"; never NULL */
	gboolean settle;         /* waits until the MTA has taken what the filter took */
	char *subject, *text, *in_reply_to;   /* ANSWER, TROUBLE; or NULL */
};
struct notice *notice_new(enum notice_kind kind, const char *to, const char *rule);
void notice_free(struct notice *notice);
typedef struct notice notice_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(notice_t, notice_free)

/* The notices for a mail of which that plan was made (struct notice *, owned by the caller); of a mail that has the doubt
 * possible-duplicate only by then, nobody gets a receipt. None where nothing is recorded, edited or known of an envelope. */
GPtrArray *notices_decide(const struct route_policy *policy, const struct envelope *envelope, const struct message *message,
                          const GPtrArray *statements, const struct plan *plan);

/* The argument of a job "mail", and back; NULL if it is none. Owned by the caller. */
char *notice_format(const struct notice *notice);
struct notice *notice_parse(const char *text);
/* The key of that job: each notice of a record goes out once. "%d" is the record's number where it is not known yet (id 0). */
char *notice_key(const struct notice *notice, gint64 id);
