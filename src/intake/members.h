/* SPDX-License-Identifier: BSD-2-Clause
 *
 * members.h - what hooks made of an attachment, as parts of the mail that it came in; private to src/intake
 */
#pragma once
#include <liaison/convert.h>
#include <liaison/limits.h>
#include <liaison/message.h>

/* Puts the members behind their archive, which is the part of that index. FALSE: they are more than limits.parts allows. */
gboolean members_insert(struct message *message, guint index, const struct converted *converted, const struct limits *limits);
#define MEMBERS_TOO_DEEP "archives inside of that many archives (limits.archive_depth) are not opened"

/* The text that a hook made becomes the part's. FALSE: it was cut to limits.text_size. */
gboolean members_take_text(struct part *part, const struct hook *hook, const struct converted *converted, const struct limits *limits);

/* Does the hook take it? After members_set_types(). */
gboolean members_takes(const struct hook *hook, const struct part *part);
/* A type that says nothing (application/octet-stream) gives way to one that the bytes say; a text is its own. FALSE: it said something, or they do
 * not. */
gboolean members_set_type(struct part *part, const char *type, const struct limits *limits);
/* Likewise for all attachments, by a quick look. */
void members_set_types(struct message *message, const struct limits *limits);

/* How many archives it was taken out of. */
guint members_depth(const struct part *part);
/* The attachment of the mail that it was taken out of; itself, if it is one. */
const struct part *members_root(const struct message *message, const struct part *part);
