/* SPDX-License-Identifier: BSD-2-Clause
 *
 * pass-on.h - a recorded mail to people who do not have it: what "distribute" and "release" share
 */
#pragma once
#include "worker.h"

/* Takes out of recipients (char *) those whom the ledger has, and who stand in it twice. FALSE with an error. */
gboolean pass_on_only_new(const struct worker *worker, gint64 id, GPtrArray *recipients, GError **error);

/* Hands it over and notes it in change: the ledger, and an event msgout that names them. FALSE with TEMPORARY or, where the MTA will never take
 * it, DATA. */
gboolean pass_on(const struct worker *worker, GBytes *mail, const GPtrArray *recipients, struct change *change, GError **error);

/* A mail that was held has gone out, which posts the record (post: once all have it). If it was killed in that instant, the history says that it went out all
 * the same, and coordination is told; an edit of change. */
void pass_on_went_out(const struct worker *worker, const struct record *record, gboolean post, struct change *change);

/* Tells coordination something about a record; an edit of change. Takes subject and text. */
void pass_on_tell(const struct worker *worker, const struct record *record, char *subject, char *text, struct change *change);
/* The record's title, or words for none. */
const char *pass_on_title(const struct record *record);
/* Tells coordination that a mail could not be handed over; an edit of change. */
void pass_on_trouble(const struct worker *worker, const struct record *record, const char *what, const char *reason, struct change *change);
/* What handing it over failed for: FALSE with cause, to be tried again later; or TRUE, it is given up by outcome, and coordination told. Takes cause. record:
 * NULL, where it could not be read. */
gboolean pass_on_failed(const struct worker *worker, const struct record *record, const char *what, GError *cause, struct outcome *outcome, GError **error);
