/* SPDX-License-Identifier: BSD-2-Clause
 *
 * letter.h - which texts of a message are read, one after the other
 *
 * A letter is one text that may be a statement: the body of the mail, a text that was sent as a file, a message inside
 * the message, or what somebody forwarded inline. Texts that hooks make of attached documents will join here.
 */
#pragma once
#include <glib.h>
#include <liaison/address.h>
#include <liaison/evidence.h>
#include <liaison/layout.h>
#include <liaison/limits.h>
#include <liaison/message.h>
#include "line.h"

#define LETTERS_MAX 64

/* The header fields that speak for a letter: those of its message, or the ones above an inline forward. */
struct letter_header {
	char *subject;               /* or NULL */
	GPtrArray *from, *to, *cc;   /* struct address *; never NULL */
};

struct letter {
	enum evidence_source source; /* EVIDENCE_BODY or EVIDENCE_ATTACHMENT */
	char *where;                 /* "1.1", "2 LS27.txt" */
	const struct message *message;
	struct letter_header header;
	GPtrArray *lines;            /* struct line *, without the footers of lists */
	const struct layout *layout; /* it is written in; or NULL */
	guint forwards;              /* how many forwardings it stands inside of */
};

/* "Dear colleagues," */
gboolean letter_line_greets(const struct line *line);
gboolean sentence_greets(const char *text);
/* Does one of the first max lines greet? at (may be NULL): its index; 0: none does. */
gboolean letter_find_greeting(const struct letter *letter, guint max, guint *at);
void letter_free(struct letter *letter);
/* Never empty: a message without any text gives one letter without lines. doubts gets what was cut off. */
GPtrArray *letters_collect(const struct message *message, const struct limits *limits, GPtrArray *doubts);
