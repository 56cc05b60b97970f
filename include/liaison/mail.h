/* SPDX-License-Identifier: BSD-2-Clause
 *
 * mail.h - from bytes to a message, and back to mail of ours
 *
 * The only room that knows GMime; nothing of it shows here. mail_init() once, before threads; the rest is thread-safe.
 */
#pragma once
#include <glib.h>
#include <liaison/limits.h>
#include <liaison/message.h>
#include <liaison/plan.h>

void mail_init(void);

/* Reads raw as far as it goes, within limits; never fails on what a stranger wrote: what is broken or beyond a limit becomes
 * a defect, and message->raw is always the whole. CRLF or LF, an mbox "From " line in front is passed over. Takes a reference on raw. */
struct message *mail_parse(GBytes *raw, const struct limits *limits);

/* Does this look like a mail at all: does it begin with a header field? For files that a person names. */
gboolean mail_looks_like(const void *bytes, gsize length);

/* A digest of the decoded parts, From and Subject: what stays the same where an MTA adds a Date, a Message-ID or trace fields, or
 * encodes anew. Owned by the caller. */
char *mail_content_digest(const struct message *message);

/* The mail with the header edits of a plan (struct action *, values expanded, indices counted as they are carried out) and nothing else
 * changed; an mbox "From " line is left off, new fields stand at the end of the header. Recipients are passed over. Never NULL. */
GBytes *mail_edit_header(GBytes *mail, const GPtrArray *actions);

/* Splits an mbox (RFC 4155) held in bytes; calls back with each message, ">From " unquoted, a slice of mbox where nothing was
 * quoted. What stands before the first "From " line is no message. Stops with FALSE if the callback says FALSE. */
gboolean mail_split_mbox(GBytes *mbox, gboolean (*each)(GBytes *message, gpointer data), gpointer data);

/* The date and time in the value of a header field (RFC 5322 3.3, obsolete forms too; of a Received field, what follows its last
 * semicolon): usec since 1970, or -1 if there is none. */
gint64 mail_date(const char *value);
