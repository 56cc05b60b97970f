/* SPDX-License-Identifier: BSD-2-Clause
 *
 * rtf-story.h - one run of paragraphs and tables as it is written: the body of a letter, a page header, a text box
 *
 * depth is how many tables a paragraph stands in, 0 to RTF_TABLE_DEPTH. Elements are always closed in the order they were opened.
 */
#pragma once
#include <glib.h>
#include "markup.h"

#define RTF_TABLE_DEPTH 8u

struct rtf_story;

struct rtf_story *rtf_story_new(void);
void rtf_story_free(struct rtf_story *story);
void rtf_story_text(struct rtf_story *story, guint depth, const char *text);
void rtf_story_tab(struct rtf_story *story, guint depth);
void rtf_story_break(struct rtf_story *story, guint depth);
void rtf_story_end_paragraph(struct rtf_story *story, guint depth);
/* Until the row ends, text that says nothing of a table stands in one too: some programs leave that out. */
void rtf_story_announce_row(struct rtf_story *story);
void rtf_story_end_cell(struct rtf_story *story, guint depth);    /* depth at least 1 */
void rtf_story_end_row(struct rtf_story *story, guint depth);     /* depth at least 1 */
void rtf_story_box(struct rtf_story *story, guint depth, const char *html);    /* a text box that stands in it */
const char *rtf_story_finish(struct rtf_story *story);            /* the whole; owned by story */
gsize rtf_story_size(const struct rtf_story *story);
