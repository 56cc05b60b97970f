/* SPDX-License-Identifier: BSD-2-Clause
 *
 * layout-index.h - layouts as they are looked up while reading; every function takes a layout that may be NULL
 */
#pragma once
#include <liaison/layout.h>
#include <liaison/organization.h>
#include "letter.h"
#include "line.h"

/* Is it one of an organisation, and not the general one? */
static inline gboolean layout_is_special(const struct layouts *layouts, const struct layout *layout)
{
	return layouts && layout && layout != layouts->general;
}

/* What a label is in that layout (key by label_fold()); LABEL_TEXT: no label at all; LABEL_NONE: the layout does not say. */
enum label layout_label_by_key(const struct layout *layout, const char *key);
/* By its words (text_fold_name()). */
enum purpose layout_purpose_of(const struct layout *layout, const char *folded);
/* A line that is no part of a value; a line at which the text of the letter begins. */
gboolean layout_stops_at(const struct layout *layout, const char *text);
gboolean layout_text_begins(const struct layout *layout, const char *text);
/* Numbers of that organisation in text, as written (char *); nothing where the layout names no form. */
void layout_numbers(const struct layout *layout, const char *text, GPtrArray *numbers);
gboolean layout_has_numbers(const struct layout *layout);
/* All matches of regex (or NULL) in text, each once, at most max. */
void layout_find_all(const GRegex *regex, const char *text, guint max, GPtrArray *found);
/* The title without what the layout takes off its front; owned by the caller. */
char *layout_title(const struct layout *layout, const char *title);
/* Does the sentence hold one of the layout's phrases in front of an address for replies? */
gboolean layout_names_reply_address(const struct layout *layout, const char *sentence);
/* Is text, or what stands in front of it, a name of that organisation? */
gboolean layout_is_named(const struct layout *layout, const char *text);
gboolean layout_is_named_folded(const struct layout *layout, const char *folded);      /* by text_fold_name() */

/* The layout whose groups are called so ("SG15"), or NULL. */
const struct layout *layouts_of_group(const struct layouts *layouts, const char *group);

/* recognise.c: the layout that a letter is written in, the general one where it is none of the others, NULL without layouts. */
const struct layout *layout_recognise(const struct layouts *layouts, const struct organization *organization, const struct letter *letter);
/* What recognise.c needs of the index: markers, folded, NULL at the end. */
const char *const *layout_markers(const struct layout *layout);
const char *const *layout_label_keys(const struct layout *layout);
