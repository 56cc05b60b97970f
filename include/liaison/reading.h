/* SPDX-License-Identifier: BSD-2-Clause
 *
 * reading.h - from a message to what it states
 *
 * Pure: no MTA, no store, no clock. Thread-safe on const arguments.
 */
#pragma once
#include <glib.h>
#include <liaison/envelope.h>
#include <liaison/layout.h>
#include <liaison/limits.h>
#include <liaison/message.h>
#include <liaison/organization.h>
#include <liaison/statement.h>

struct reading_context {
	const struct organization *organization;
	const struct limits *limits;
	const GPtrArray *submission_clients;   /* struct network *: clients whose mail from our domains is ours (network.h); or NULL */
	const struct layouts *layouts;         /* finished; or NULL */
};

/* What the writer of a reply in text/html put in front, as plain lines: up to the first sign of the mail that is answered (a quotation, a rule, what mail
 * programs mark it by) or of a signature; without what is not shown. html is valid UTF-8. Owned by the caller, never NULL. */
char *reading_reply_text(const char *html);

/* What the message states, at least one entry, the first one being the main one; further entries are further statements
 * of the same mail. A mail that cannot be understood gives one entry with doubts, never none. Returns GPtrArray of
 * struct statement *, owned by the caller. */
GPtrArray *reading_understand(const struct reading_context *context, const struct envelope *envelope, const struct message *message);
