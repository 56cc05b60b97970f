/* SPDX-License-Identifier: BSD-2-Clause
 *
 * message.h - a mail, taken apart into plain values
 *
 * Made by mail_parse() (mail.h), or by hand in a test. Every char * is valid UTF-8 and bounded by the limits it was parsed
 * under; every GBytes is what was sent, decoded from its transfer encoding. A message owns all that it refers to. It is built by one thread,
 * and immutable from then on: any number of threads may read it.
 */
#pragma once
#include <glib.h>

struct header_field {
	char *name;          /* as written */
	char *value;         /* unfolded, encoded words decoded (RFC 2047), valid UTF-8 */
	guint occurrence;    /* 1 for the first field of that name (without case), 2 for the next, … as MTAs count */
};

enum part_kind {
	PART_TEXT,           /* text/plain and other text shown as the body: text is set */
	PART_HTML,           /* text/html shown as the body: text is set */
	PART_ATTACHMENT,     /* sent as a file, of whatever type; text is set where its type is text/plain or text/html */
	PART_MESSAGE,        /* message/rfc822, message/global: message is set */
	PART_REPORT,         /* message/delivery-status, message/disposition-notification and the like */
	PART_OTHER,          /* inline images, signatures, calendar parts: kept, not read */
};

struct part {
	enum part_kind kind;
	char *path;              /* IMAP section number: "1", "2.1" (RFC 3501 6.4.5) */
	char *content_type;      /* "text/plain", lower-case, never NULL */
	char *charset;           /* as declared, or NULL */
	char *filename;          /* decoded (RFC 2231, RFC 2047), path parts and controls taken off, or NULL */
	char *content_id;        /* or NULL */
	gboolean alternative;    /* stands inside a multipart/alternative */
	const char *sniffed_type; /* of an attachment, once it is to be read: what its bytes surely are (convert.h); static, or NULL */
	char *identified_type;   /* by the long look that a worker takes at what nobody knows (convert.h); or NULL */
	char *text;              /* or NULL; made by a hook where text_type is set */
	char *text_type;         /* "text/html" or "text/plain": what text is, where content_type does not say it; or NULL */
	gboolean inner;          /* taken out of an archive that was sent: its path is that of the archive and a number, "2/1" */
	GBytes *content;         /* decoded; never NULL (empty for PART_MESSAGE's own wrapper: see message->raw) */
	char *digest;            /* of an attachment: SHA-256 of content, 64 hex digits; of other parts NULL */
	struct message *message; /* or NULL */
};

struct message {
	GBytes *raw;                 /* the whole, as it came; never NULL */
	char *digest;                /* SHA-256 of the decoded parts, From, Date and Subject: the same mail twice has the same */
	GPtrArray *headers;          /* struct header_field *, in order */
	char *message_id;            /* without angle brackets, or NULL */
	char *in_reply_to;           /* first message-id, likewise */
	GPtrArray *references;       /* char *, without angle brackets */
	char *subject;               /* or NULL */
	gint64 date;                 /* Date field, usec since 1970, or -1 */
	GPtrArray *from, *reply_to, *to, *cc;  /* struct address *; never NULL */
	struct address *sender;      /* or NULL */
	GPtrArray *parts;            /* struct part *, depth first; multiparts themselves are not listed */
	GPtrArray *defects;          /* struct doubt * (doubt.h): what was broken or beyond a limit */
};

struct message *message_new(void);
void message_free(struct message *message);
typedef struct message message_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(message_t, message_free)
struct part *part_new(enum part_kind kind, const char *path, const char *content_type);
void part_free(struct part *part);
void header_field_free(struct header_field *field);

/* The value of the first field of that name (without case), or NULL. It is the message's. */
const char *message_header(const struct message *message, const char *name);
