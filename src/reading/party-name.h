/* SPDX-License-Identifier: BSD-2-Clause
 *
 * party-name.h - what of a piece of text is the name of a body
 */
#pragma once
#include <glib.h>

#define PARTY_NAME_MAX 200      /* bytes */

/* Without footnote marks, without the people that stand behind it ("X Working Group c/o Ms. Doe"), white space folded. NULL: what is left is
 * no name at all, since it holds a label, an address, a tick box, or is as long as a sentence. Owned by the caller. */
char *party_name(const char *text);
/* Takes off text what it is sent for ("SG13 for information"). */
void party_cut_purpose(char *text);
/* Does a line begin with a person who is addressed as one ("Mr. Doe, Chair of …")? */
gboolean party_is_person(const char *text);
/* Is it an office that a person holds, and of what ("Chair, X Working Group")? */
gboolean party_is_office(const char *text);
/* Where key stands in folded (both by text_fold_name()), not inside of a word; NULL: nowhere. */
const char *party_find(const char *folded, const char *key);
gboolean party_is_said(const char *folded, const char *key);
/* Two to four words that are written like a name, whoever or whatever is called so. */
gboolean party_is_like_person(const char *text);
