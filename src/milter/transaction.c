/* SPDX-License-Identifier: BSD-2-Clause
 *
 * transaction.c - one message while it comes in: envelope, decision, bytes
 */
#include "config.h"

#include <liaison/error.h>
#include <liaison/spool.h>
#include <string.h>
#include "transaction.h"

struct transaction *transaction_new(struct settings *settings, const char *client_address, const char *sender_argument)
{
	struct transaction *transaction = g_new0(struct transaction, 1);
	transaction->settings = settings_ref(settings);
	transaction->envelope = envelope_new();
	transaction->envelope->client_address = g_strdup(client_address);
	envelope_set_sender(transaction->envelope, sender_argument != NULL ? sender_argument : "");
	transaction->interest = INTEREST_NONE;
	transaction->interest_beyond = INTEREST_NONE;
	return transaction;
}

void transaction_free(struct transaction *transaction)
{
	if (transaction == NULL)
		return;
	settings_unref(transaction->settings);
	envelope_free(transaction->envelope);
	spool_free(transaction->spool);
	g_clear_error(&transaction->failure);
	g_free(transaction);
}

/* Only so much is kept of an envelope of ten thousand, yet a liaison address at its end must be seen. */
static void look_beyond(struct transaction *transaction, const char *argument)
{
	if (transaction->interest_beyond == INTEREST_OURS)
		return;
	g_autoptr(envelope_t) alone = envelope_new();
	alone->client_address = g_strdup(transaction->envelope->client_address);
	alone->auth_authen = g_strdup(transaction->envelope->auth_authen);
	envelope_set_sender(alone, transaction->envelope->sender != NULL ? transaction->envelope->sender : "");
	envelope_add_recipient(alone, argument);
	enum interest interest = route_interest(transaction->settings->organization, alone);
	if (interest == INTEREST_OURS || transaction->interest_beyond == INTEREST_NONE)
		transaction->interest_beyond = interest;
}

void transaction_add_recipient(struct transaction *transaction, const char *argument)
{
	if (transaction->recipients < G_MAXUINT)
		transaction->recipients++;
	if (transaction_too_many_recipients(transaction))
		look_beyond(transaction, argument);
	else
		envelope_add_recipient(transaction->envelope, argument);
}

gboolean transaction_too_many_recipients(const struct transaction *transaction)
{
	return transaction->recipients > transaction->settings->limits.recipients;
}

enum interest transaction_decide(struct transaction *transaction)
{
	if (transaction->decided)
		return transaction->interest;
	transaction->decided = TRUE;
	transaction->interest = transaction->interest_beyond;
	if (transaction->interest != INTEREST_OURS) {
		enum interest interest = route_interest(transaction->settings->organization, transaction->envelope);
		if (interest != INTEREST_NONE)
			transaction->interest = interest;
	}
	if (transaction->interest != INTEREST_NONE) {
		const struct limits *limits = &transaction->settings->limits;
		transaction->spool = spool_new(limits->memory, limits->message_size, transaction->settings->milter.temp_directory);
	}
	return transaction->interest;
}

static void append(struct transaction *transaction, const void *bytes, gsize length)
{
	if (transaction->spool == NULL || spool_append(transaction->spool, bytes, length, &transaction->failure))
		return;
	/* What came so far is of no use any more: its memory or disk space is. */
	spool_free(transaction->spool);
	transaction->spool = NULL;
}

static void append_text(struct transaction *transaction, const char *text)
{
	append(transaction, text, strlen(text));
}

/* libmilter parts the lines of a folded value by LF; on the wire they were CRLF, and signatures count octets. */
static void append_value(struct transaction *transaction, const char *value)
{
	for (const char *line = value;;) {
		const char *end = strchrnul(line, '\n');
		gsize length = (gsize)(end - line);
		if (length > 0)
			append(transaction, line, length);
		if (*end == '\0')
			return;
		append_text(transaction, length > 0 && end[-1] == '\r' ? "\n" : "\r\n");
		line = end + 1;
	}
}

void transaction_add_header(struct transaction *transaction, const char *name, const char *value, gboolean leading_space)
{
	if (transaction_decide(transaction) == INTEREST_NONE || transaction->in_body)
		return;
	append_text(transaction, name);
	append_text(transaction, leading_space ? ":" : ": ");
	append_value(transaction, value);
	append_text(transaction, "\r\n");
}

static void end_header(struct transaction *transaction)
{
	if (transaction->in_body)
		return;
	transaction->in_body = TRUE;
	append_text(transaction, "\r\n");
}

void transaction_add_body(struct transaction *transaction, const void *bytes, gsize length)
{
	if (transaction_decide(transaction) == INTEREST_NONE)
		return;
	end_header(transaction);
	append(transaction, bytes, length);
}

gsize transaction_size(const struct transaction *transaction)
{
	return transaction->spool != NULL ? spool_size(transaction->spool) : 0;
}

GBytes *transaction_finish(struct transaction *transaction, GError **error)
{
	transaction_decide(transaction);
	end_header(transaction);
	if (transaction->failure != NULL) {
		g_propagate_error(error, g_steal_pointer(&transaction->failure));
		return NULL;
	}
	if (transaction->spool == NULL) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "the message was not kept");
		return NULL;
	}
	return spool_steal(transaction->spool, error);
}
