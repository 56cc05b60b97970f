/* SPDX-License-Identifier: BSD-2-Clause
 *
 * change.h - what happens to a record after it was made
 *
 * Everything that a person, a job or a mail changes is one struct change: a list of edits that all happen, in one transaction, or
 * none does; every one leaves an event with who, when, before and after. Nothing is deleted. What a person set stays
 * what it is when the letter is read again. A change of a record that is posted, or was, orders its publication by itself: a job of
 * the kind "publish" without key, if none is waiting.
 *
 * A change belongs to one thread. store_change() and what else takes a store may be called from any, and fails as store.h says besides what is named
 * here; edits themselves cannot fail, their errors come from store_change(). Times are usec; what is returned is owned by the caller.
 */
#pragma once
#include <glib.h>
#include <liaison/jobs.h>
#include <liaison/store.h>

struct change;
/* id 0: of no record, only jobs are ordered and ended. by: a role, a user, or "(System)"; person: somebody said so, not a program. */
struct change *change_new(gint64 id, const char *by, gboolean person, gint64 time);
void change_free(struct change *change);
typedef struct change change_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(change_t, change_free)

/* Edits. All texts are copied. */
void change_event(struct change *change, enum event_kind kind, const char *text);    /* with the state that follows; USAGE where the state does not allow it */
/* Its mail has gone out: where it is dead by now, killed meanwhile, the private comment `dead` says so and that job is ordered (NULL: none); else it is posted
 * if post, unless it was already. */
void change_went_out(struct change *change, gboolean post, const char *dead, const struct job_order *order);
/* Values of a field as statement_values() has them; empty: unknown. Of a program, only where nothing is known yet and no person has set the field; such an
 * edit is passed over. Of a person, always; DATA naming the field where a value is not one for it. */
void change_set(struct change *change, enum field field, const char *const *values);
void change_set_body(struct change *change, const char *body);
/* What the configuration makes of who is addressed, to go with an edit of from or to; no event. peer: "" for none. NULL: as it is. */
void change_set_sides(struct change *change, const char *peer, const char *const *our_bodies);
/* That edit made by reading again: each field of again that is known and may be filled (above) is, its evidence and doubts come along, and doubts that are settled
 * by it are withdrawn. One event `modified` if anything did change. again must live until store_change(). */
void change_reread(struct change *change, const struct statement *again);
/* With a private comment each. A doubt that is there already, or that there is none of to withdraw, changes nothing. detail: or NULL. */
void change_doubt(struct change *change, enum doubt_kind kind, const char *detail);
/* "refold", "supersedes", "also". What it answers is no longer unclear once one is named (doubt unclear-reference). */
void change_relate(struct change *change, gint64 other, const char *kind);
void change_assign(struct change *change, const char *who);                          /* NULL: nobody */
/* The action that it asks for is done: by record `by_record` (0: none), at url (or NULL). */
void change_taken(struct change *change, gint64 by_record, const char *url, const char *note);
/* A file of the record's mail turned into another: attachment is its number in record->attachments. */
struct change_result {
	const char *name, *content_type, *tool;
	GBytes *content;
	gboolean for_reading;        /* as in store.h; makes no event */
};
void change_converted(struct change *change, guint attachment, const struct change_result *result);
/* What a file is that was sent as application/octet-stream. */
void change_typed(struct change *change, guint attachment, const char *content_type);
void change_attach(struct change *change, const char *name, const char *content_type, GBytes *content);   /* a further file, by a person */
void change_ledger(struct change *change, const char *addr_spec, const char *how);   /* who has been given it: "job", … */
void change_leave_quarantine(struct change *change, const char *queue_id);   /* it is not in the MTA's quarantine any more, or not wanted there */
/* Blanks title, text and files in the record: events, digests and numbers stay. */
void change_redact(struct change *change, const char *reason);
void change_order(struct change *change, const struct job_order *order);
void change_end_job(struct change *change, const struct job_end *end);
/* A token whose digest is given was used for this change; USAGE if it is unknown, used or too old. */
void change_use_token(struct change *change, const char *digest);
void change_add_token(struct change *change, const char *digest, const char *purpose, const char *holder, gint64 expires);

/* NOT_FOUND: no such record, or the job is no longer the worker's. ret_changed (or NULL): whether any edit changed anything, the end of
 * a job and the use of a token not counted. */
gboolean store_change(struct store *store, const struct change *change, gboolean *ret_changed, GError **error);

/* ---- what goes with it ---- */

/* addr-specs that the ledger of a record's mail holds: char *. */
GPtrArray *store_ledger(struct store *store, gint64 id, GError **error);
/* A token of a review address, by its SHA-256: what it is good for, for whom, until when. */
struct store_token { gint64 statement; char *purpose, *holder; gint64 created, expires, used; };   /* used 0: not yet */
void store_token_free(struct store_token *token);
typedef struct store_token store_token_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(store_token_t, store_token_free)
struct store_token *store_token_get(struct store *store, const char *digest, GError **error);      /* NOT_FOUND */
/* 32 random bytes under a name, made when first asked for: the key of tokens in our bounce addresses. */
GBytes *store_secret(struct store *store, const char *name, GError **error);
/* Small marks that programs keep: "reminded 2026-11-24 12", … NULL without error: none. Never for what is on record. */
char *store_mark_get(struct store *store, const char *name, GError **error);
gboolean store_mark_set(struct store *store, const char *name, const char *value, GError **error);
