/* SPDX-License-Identifier: BSD-2-Clause
 *
 * outbox.h - mail of ours: who writes it, how it is known as ours, and handing it over
 *
 * Every mail that we send leaves through here, with an envelope sender that only we can make for just that mail; the filter lets it pass by that.
 * Thread-safe.
 */
#pragma once
#include <glib.h>
#include <liaison/compose.h>
#include <liaison/envelope.h>
#include <liaison/message.h>
#include <liaison/settings.h>
#include <liaison/store.h>
#include <liaison/submit.h>

/* Composes and hands over, to draft->to. Author and Message-ID of the draft are filled in, the Message-ID by key: "reminder 12 2027-03-01", the
 * same each time this mail is tried. ret_reason: as submit_mail(); SUBMIT_AGAIN also where the record's secret cannot be read. */
enum submit_outcome outbox_send(const struct settings *settings, struct store *store, const struct draft *draft, const char *key, char **ret_reason);

/* Hands over a mail that there is already, as it is. */
enum submit_outcome outbox_pass_on(const struct settings *settings, struct store *store, GBytes *mail, const GPtrArray *recipients, char **ret_reason);

/* The Message-ID that outbox_send() gives for key, without angle brackets; NULL with an error. Owned by the caller. */
char *outbox_message_id(const struct settings *settings, struct store *store, const char *key, GError **error);

/* A token that stands for key, for review addresses: the same each time, so that a mail that is tried again has it too. Owned by the caller. */
char *outbox_token(struct store *store, const char *key, GError **error);

/* FALSE with an error: cannot be told now. Of an envelope that can be none of ours nobody is asked. */
gboolean outbox_is_ours(const struct settings *settings, struct store *store, const struct envelope *envelope, const struct message *message,
                        gboolean *ret_ours, GError **error);
