/* SPDX-License-Identifier: BSD-2-Clause
 *
 * put.h - one request on its way into the record
 *
 * Private to src/store. What can be worked out beforehand is, by the thread that asks; what is left for the thread that holds
 * the transaction is rows.
 */
#pragma once
#include "internal.h"

struct put {
	const struct store_request *request;
	char *raw_digest, *envelope_digest, *plan;
	char *recipients;              /* RCPT arguments, one a line */
	GPtrArray *parts;              /* const struct part *: the attachments, those of nested messages too */
	GPtrArray *digests;            /* char *, of the parts */
	gsize weight;
	struct store_receipt *receipt; /* what is answered; made anew by each try */
};

/* put.c */
gboolean put_event(struct connection *connection, const struct put *put, gint64 id, enum event_kind kind, const char *text, GError **error);
/* Posts a record, if its state allows that; or orders it, where the request wants to wait. */
gboolean put_post(struct connection *connection, const struct put *put, gint64 id, enum state state, GError **error);
/* "queue ID 4Xyz", or "no queue ID"; owned by the caller */
char *put_queue_text(const struct put *put);

/* delivery.c: a row for the envelope, the ledger, and the receipt's additions. *n: which delivery of the message it is. */
gboolean delivery_put(struct connection *connection, const struct put *put, gint64 message, gint64 n, GError **error);
/* Was any held? */
gboolean delivery_any_held(struct connection *connection, gint64 message, gboolean *ret_held, GError **error);
/* The same envelope as n, which was let go, is held now: nobody knows whether they were given it, and they are not taken to have it. */
gboolean delivery_hold(struct connection *connection, const struct put *put, gint64 message, gint64 n, GError **error);
gboolean delivery_fill_additions(struct connection *connection, const struct put *put, gint64 message, gint64 n, GError **error);

/* quarantine.c: a row for the queue ID that the request names. */
gboolean quarantine_put(struct connection *connection, const struct put *put, gint64 message, GError **error);

/* again.c: the same mail is on record as that message. */
gboolean put_again(struct connection *connection, const struct put *put, gint64 message, GError **error);
