/* SPDX-License-Identifier: BSD-2-Clause
 *
 * value.h - from the bytes of one field value to text, mailboxes, identifiers and a time
 */
#pragma once
#include <liaison/limits.h>
#include <liaison/message.h>

/* How GMime shall read fields: leniently, unknown 8-bit text as UTF-8 or windows-1252. Made once by mail_init(). */
struct _GMimeParserOptions *value_options(void);
void value_init(void);

/* Encoded words decoded (RFC 2047), raw 8-bit text taken as UTF-8 (RFC 6532) or else windows-1252; one line, valid UTF-8,
 * control characters are blanks. Owned by the caller. */
char *value_text(const char *raw);
/* The same for text that is decoded already. */
char *value_clean(const char *text);

/* A field with parameters, ready for GMime: charsets that it declares named as they are meant. Owned by the caller. */
char *value_with_parameter_charsets(const char *raw);

/* Appends the mailboxes of an address field, at most limits->addresses of them. FALSE: there is something, but no mailbox. */
gboolean value_addresses(const char *raw, const struct limits *limits, GPtrArray *list, gboolean *ret_beyond);

/* Appends message-ids (char *, without angle brackets), at most max. An identifier without brackets is taken where it is all there
 * is (RFC 5322 3.6.4). */
void value_message_ids(const char *raw, guint max, GPtrArray *list);

/* usec since 1970, or -1 */
gint64 value_date(const char *raw);
