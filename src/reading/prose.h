/* SPDX-License-Identifier: BSD-2-Clause
 *
 * prose.h - the running text of a letter as sentences
 */
#pragma once
#include <glib.h>

#define SENTENCES_MAX 400

struct sentence {
	char *text;             /* white space folded */
	guint line;             /* line number where it begins */
	guint paragraph;        /* 0 for the first */
};

/* From the line of that index on; quoted lines are left out. Array of struct sentence *, never NULL. */
GPtrArray *prose_sentences(const GPtrArray *lines, guint from);
/* Likewise, up to that index. */
GPtrArray *prose_sentences_until(const GPtrArray *lines, guint from, guint to);
/* The lines from that index on, as text, without blank lines around; NULL if there is none. */
char *prose_text(const GPtrArray *lines, guint from);
