/* SPDX-License-Identifier: BSD-2-Clause
 *
 * doubt.h - the named reasons for a person to look
 *
 * One table (doubt.c): name, and a sentence for people, both static. Names are relied on from outside (log, JSON, rules). Pure; a list belongs
 * to one thread while it is filled.
 */
#pragma once
#include <glib.h>

enum doubt_kind {
	DOUBT_NO_TITLE, DOUBT_NO_FROM, DOUBT_NO_TO, DOUBT_NO_PURPOSE, DOUBT_NO_DEADLINE,
	DOUBT_DEADLINE_VAGUE, DOUBT_DEADLINE_AMBIGUOUS, DOUBT_DEADLINE_PAST,
	DOUBT_CONFLICTING_TITLE, DOUBT_CONFLICTING_FROM, DOUBT_CONFLICTING_TO, DOUBT_CONFLICTING_PURPOSE, DOUBT_CONFLICTING_DEADLINE,
	DOUBT_UNKNOWN_SENDER,      /* of no configured peer */
	DOUBT_UNKNOWN_BODY,        /* addressed to a body of ours that nobody configured */
	DOUBT_UNAUTHENTICATED, DOUBT_POSSIBLE_DUPLICATE, DOUBT_MISDIRECTED,
	DOUBT_BROKEN_ADDRESS, DOUBT_BROKEN_MIME, DOUBT_BEYOND_LIMITS, DOUBT_UNREADABLE_ATTACHMENT, DOUBT_NOT_UNDERSTOOD,
	DOUBT_REPLY_TO_SIGNED,     /* Reply-To could not be set: a signature covers it */
	DOUBT_CLAIMS_OURS,         /* From is ours, the message is not authenticated */
	DOUBT_UNCLEAR_REFERENCE,   /* answers a statement that it names by a day of which the record has several */
	/* of a statement of ours, advice to its author (lint.h) */
	DOUBT_NO_PLAIN_TEXT, DOUBT_UNUSUAL_FORMAT, DOUBT_NO_CONSENSUS_LEVEL, DOUBT_CITES_DRAFT, DOUBT_CITES_RFC,
	DOUBT_N
};
const char *doubt_name(enum doubt_kind kind);           /* "no-title" */
const char *doubt_meaning(enum doubt_kind kind);        /* one sentence */
/* FALSE, and nothing set: no such name. */
gboolean doubt_kind_parse(const char *name, enum doubt_kind *ret_kind);

struct doubt { enum doubt_kind kind; char *detail; };   /* detail: what exactly, for people; or NULL */
void doubt_free(struct doubt *doubt);

/* Lists of doubts are GPtrArrays of struct doubt * with doubt_free. Adding one that is there (kind and detail) changes nothing. */
GPtrArray *doubts_new(void);
void doubts_add(GPtrArray *doubts, enum doubt_kind kind, const char *format, ...) G_GNUC_PRINTF(3, 4);  /* format NULL: no detail */
gboolean doubts_have(const GPtrArray *doubts, enum doubt_kind kind);
void doubts_remove(GPtrArray *doubts, enum doubt_kind kind);
/* Adds a copy of each of more that is not there. */
void doubts_merge(GPtrArray *doubts, const GPtrArray *more);
