/* SPDX-License-Identifier: BSD-2-Clause
 *
 * transaction.h - one message while it comes in: envelope, decision, bytes
 *
 * Knows nothing of libmilter. One thread at a time. What goes wrong on the way (over a limit, no space for the temporary file) is kept
 * and told at the end, since a filter that asked the MTA not to wait for replies cannot say it earlier.
 */
#pragma once
#include <liaison/envelope.h>
#include <liaison/route.h>
#include <liaison/settings.h>

struct transaction {
	struct settings *settings;      /* a reference: those it began under */
	struct envelope *envelope;
	enum interest interest;         /* valid once decided */
	gboolean decided;
	guint recipients;               /* how many there were, also beyond the limit */
	/* the rest is transaction.c's */
	struct spool *spool;
	gboolean in_body;
	enum interest interest_beyond;
	GError *failure;
};

/* Takes a reference on settings; client_address may be NULL. */
struct transaction *transaction_new(struct settings *settings, const char *client_address, const char *sender_argument);
void transaction_free(struct transaction *transaction);
typedef struct transaction transaction_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(transaction_t, transaction_free)

/* Beyond limits.recipients an argument is only asked whether it is ours, and not kept. */
void transaction_add_recipient(struct transaction *transaction, const char *argument);
gboolean transaction_too_many_recipients(const struct transaction *transaction);
/* By the envelope; the answer stays. Touches no disk. */
enum interest transaction_decide(struct transaction *transaction);

/* value: as libmilter gives it, lines parted by LF. leading_space: it still has what stood after the colon. Nothing is kept where the
 * interest is INTEREST_NONE. */
void transaction_add_header(struct transaction *transaction, const char *name, const char *value, gboolean leading_space);
void transaction_add_body(struct transaction *transaction, const void *bytes, gsize length);

/* Octets that came so far. */
gsize transaction_size(const struct transaction *transaction);

/* The whole message with CRLF; NULL with the error that was met on the way. */
GBytes *transaction_finish(struct transaction *transaction, GError **error);
