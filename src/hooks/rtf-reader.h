/* SPDX-License-Identifier: BSD-2-Clause
 *
 * rtf-reader.h - what is known while rich text is read, and its text
 */
#pragma once
#include <glib.h>
#include "rtf-charset.h"
#include "rtf-story.h"
#include "rtf-words.h"

#define RTF_MAX_BYTES (64u << 20)    /* read, and written */

/* What holds in a group. */
struct rtf_state {
	enum rtf_action destination;    /* RTF_TRANSPARENT: its text is the letter's */
	enum rtf_action into;           /* where its own story goes; RTF_IGNORED: it has none */
	struct rtf_story *story;
	guint boxes, font, fallback, tables;
	gboolean hidden, deleted, list_text;
};

struct rtf_reader {
	const char *at, *end;
	const char *why;                /* what it fails with */
	GHashTable *words;
	GHashTable *fonts;              /* number -> code page */
	struct rtf_charsets *charsets;
	GArray *groups;                 /* of struct rtf_state */
	GString *bytes, *text;          /* not decoded yet; for decoding */
	GString *headers, *notes;
	guint page, default_font, listed_font;
	guint skip;                     /* characters that stand for one that was read as \u */
	gunichar high;                  /* first half of a surrogate pair */
	gboolean starred;               /* the next word may be ignored with its group */
	gboolean any_text;
};

struct rtf_state *rtf_top(const struct rtf_reader *reader);
gboolean rtf_visible(const struct rtf_state *state);

/* Bytes are kept until what they mean is sure; flush before the font, the group or the place changes. */
void rtf_flush(struct rtf_reader *reader);
void rtf_take_byte(struct rtf_reader *reader, char byte);
void rtf_take_character(struct rtf_reader *reader, gunichar c);
void rtf_take_tab(struct rtf_reader *reader);
void rtf_take_unicode(struct rtf_reader *reader, gint64 number);    /* the number of \u */
