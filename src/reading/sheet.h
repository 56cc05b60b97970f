/* SPDX-License-Identifier: BSD-2-Clause
 *
 * sheet.h - the parts of a business letter: what stands above its greeting and below its closing words
 *
 * A letterhead, the place and day, the lines of the addressee, the subject; then "Dear …", the text, "Sincerely," and who signed.
 */
#pragma once
#include <glib.h>
#include <liaison/organization.h>
#include "letter.h"
#include "signature.h"

struct sheet {
	gboolean found;         /* it greets, in the lines where letters do */
	guint greeting;         /* index of that line */
	gboolean dated;         /* place and day, or the day alone, stand above it */
	char *title;            /* of the subject line, or of the heading above the greeting; NULL: none */
	guint title_line;       /* number of its first line */
	gboolean heading;       /* no "Subject:" or the like stands in front of the title */
	struct foot foot;       /* below the closing words; begin 0: there are none */
};

/* To be cleared. */
void sheet_find(const struct organization *organization, const struct letter *letter, struct sheet *sheet);
void sheet_clear(struct sheet *sheet);
/* A letter of an organisation, not a note: it greets, is signed below closing words, and has a day or a subject. */
gboolean sheet_is_formal(const struct sheet *sheet);
/* A title that begins with first, at line i, and goes on in the lines below, above the greeting: while lines are as long as those of text
 * are, and the next is no other part of the head. Owned by the caller; NULL: there is none. */
char *sheet_title_from(const struct letter *letter, guint i, const char *first, guint greeting);
/* Do the lines above the greeting, or the greeting itself, name one of us? */
gboolean sheet_names_us(const struct organization *organization, const struct letter *letter, const struct sheet *sheet);
/* Does the letterhead or who signed name one of us? */
gboolean sheet_is_ours(const struct organization *organization, const struct letter *letter, const struct sheet *sheet);
/* Did somebody sign who holds an office that bodies have and companies have not? */
gboolean sheet_is_signed_by_officer(const struct letter *letter, const struct sheet *sheet);
