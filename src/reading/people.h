/* SPDX-License-Identifier: BSD-2-Clause
 *
 * people.h - mailboxes in the values of labels
 */
#pragma once
#include <glib.h>
#include <liaison/address.h>

/* The mailboxes in value; name (may be NULL) goes to the one that has none. Array of struct address *, owned by the caller. */
GPtrArray *people_read(const char *value, const char *name, guint max);
/* "please address any reply to a@b": the mailbox for replies that a sentence names, or NULL; owned by the caller. before (may be NULL): the sentence
 * in front of it, which may say what "it" is. told: the sentence is about replies, by what the layout says. */
struct address *people_reply_address(const char *before, const char *sentence, gboolean told);
