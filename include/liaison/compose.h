/* SPDX-License-Identifier: BSD-2-Clause
 *
 * compose.h - mail of ours: from values to bytes
 *
 * What is composed twice from the same values is the same, Message-ID and all, so that a mail that had to be submitted again is
 * known as the same by whoever gets it twice. Nothing that stands in a value can become a header field, a part or a line
 * of its own where it should not. mail_init() first; thread-safe.
 */
#pragma once
#include <glib.h>

enum draft_automatic {
	DRAFT_GENERATED,                   /* Auto-Submitted: auto-generated (RFC 3834 5) */
	DRAFT_REPLIED,                     /* auto-replied: answers one mail */
};

struct draft_file {
	const char *name;                  /* or NULL */
	const char *content_type;          /* "message/rfc822" is put in as it is, anything else in base64 */
	GBytes *content;
};

struct draft {
	const char *from, *from_name;      /* addr-spec; display name or NULL */
	const GPtrArray *to;               /* char *, addr-specs: what the To field shows */
	const char *reply_to;              /* addr-spec, or NULL */
	const char *subject, *text;        /* UTF-8 of any kind; the text's lines end with LF */
	const char *message_id;            /* compose_message_id(); without angle brackets */
	const char *in_reply_to;           /* a message-id without angle brackets, or NULL; References is made of it */
	gint64 date;                       /* usec */
	enum draft_automatic automatic;
	const char *notice;                /* what kind of notice: "approval-request", …: the first word of Liaison-Notice */
	gint64 record;                     /* the record it is about: "; id=…" in Liaison-Notice; 0: none */
	const char *archived_at;           /* the record's address, or NULL */
	const char *const *parameters;     /* more of Liaison-Notice: NULL-terminated names and values in turn, or NULL */
	const struct draft_file *files;
	guint file_count;
};

/* The whole mail with LF line ends, for submit_mail() (submit.h). Never NULL. */
GBytes *compose_mail(const struct draft *draft);

/* The message-id that mail of ours for that key has, without angle brackets: the same for the same key, and for nobody to guess
 * who does not know the secret. Owned by the caller. */
char *compose_message_id(GBytes *secret, const char *key, const char *domain);

/* The envelope sender of mail of ours: base with "+b" and a token of that mail (mail_content_digest()) behind its local part. Mail that comes
 * by with it and has that digest was submitted by us. Owned by the caller. */
char *compose_bounce_address(GBytes *secret, const char *base, const char *content_digest);
/* Has the address the form of one, whatever its token? */
gboolean compose_is_bounce_address(const char *base, const char *addr_spec);
/* Is it the one of that mail? */
gboolean compose_bounce_is_valid(GBytes *secret, const char *base, const char *addr_spec, const char *content_digest);

/* A token for that key, 26 characters of base32. Owned by the caller. */
char *compose_token(GBytes *secret, const char *key);

/* RFC 4648 6, lower case, without padding. Owned by the caller. */
char *compose_base32(const guint8 *bytes, gsize length);
