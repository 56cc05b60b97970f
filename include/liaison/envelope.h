/* SPDX-License-Identifier: BSD-2-Clause
 *
 * envelope.h - what SMTP said about one message (RFC 5321 2.3.1), and what the MTA said about the client
 *
 * Plain values, one thread at a time while it is filled, then only read. All texts are copied, and the envelope's.
 */
#pragma once
#include <glib.h>

struct recipient {
	char *argument;      /* the RCPT argument as the MTA gave it: the only key that deletes it again */
	char *addr_spec;     /* address_from_envelope(argument) */
};

struct envelope {
	char *queue_id;          /* or NULL while unknown */
	char *client_address;    /* "192.0.2.1", "2001:db8::1", or NULL */
	char *auth_authen;       /* the authenticated SMTP user, or NULL */
	char *sender;            /* addr-spec; "" is the null sender; NULL where no envelope is known (a file) */
	GPtrArray *recipients;   /* struct recipient *, in order; never NULL */
};

struct envelope *envelope_new(void);
void envelope_free(struct envelope *envelope);
typedef struct envelope envelope_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(envelope_t, envelope_free)

/* The MAIL argument as the MTA gave it (address_from_envelope()); takes the place of an earlier one. */
void envelope_set_sender(struct envelope *envelope, const char *argument);
/* FALSE: that mailbox (address_equal) is there already; it is kept all the same, since an MTA may deliver twice. */
gboolean envelope_add_recipient(struct envelope *envelope, const char *argument);
gboolean envelope_has_recipient(const struct envelope *envelope, const char *addr_spec);
/* Letters and digits, 6 to 24 of them: what Postfix and Sendmail make, and nothing that a command could take for something else. */
gboolean queue_id_is_valid(const char *queue_id);
/* A valid one that the MTA will not give to another message once this one is gone. Postfix's short ones are made of the number of a file, and
 * come again; its long ones (enable_long_queue_ids) and Sendmail's have the time in them. */
gboolean queue_id_is_lasting(const char *queue_id);

void recipient_free(struct recipient *recipient);

/* The corpus form, two kinds of line: "from ADDRESS" once, "rcpt ADDRESS" once or more; blank lines and "#" lines do not count.
 * Owned by the caller; NULL with LIAISON_ERROR_DATA naming the line. */
struct envelope *envelope_parse(const char *text, GError **error);

/* Sender and recipients, order and repetition not counting: the same text for the same envelope (SHA-256, 64 hexadecimal digits). Owned by the
 * caller. */
char *envelope_digest(const struct envelope *envelope);
