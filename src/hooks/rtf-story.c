/* SPDX-License-Identifier: BSD-2-Clause
 *
 * rtf-story.c - RTF has no tables, only paragraphs that say how deep in tables they stand, and marks that end cells and rows
 *
 * So tables, rows and cells are opened when the first text that stands in them comes, and closed by a mark or by text further out.
 */
#include <config.h>
#include "rtf-story.h"

struct rtf_story {
	struct markup markup;
	guint level;                                         /* tables that are open */
	struct { gboolean row, cell; } open[RTF_TABLE_DEPTH + 1];
	gboolean in_paragraph, announced;
};

struct rtf_story *rtf_story_new(void)
{
	struct rtf_story *story = g_new0(struct rtf_story, 1);

	story->markup.html = g_string_new(NULL);
	return story;
}

void rtf_story_free(struct rtf_story *story)
{
	if (!story)
		return;
	g_string_free(story->markup.html, TRUE);
	g_free(story);
}

static void close_paragraph(struct rtf_story *story)
{
	if (story->in_paragraph)
		markup_close(&story->markup, "p");
	story->in_paragraph = FALSE;
}

static void close_cell(struct rtf_story *story)
{
	close_paragraph(story);
	if (story->open[story->level].cell)
		markup_close(&story->markup, "td");
	story->open[story->level].cell = FALSE;
}

static void close_row(struct rtf_story *story)
{
	close_cell(story);
	if (story->open[story->level].row)
		markup_close(&story->markup, "tr");
	story->open[story->level].row = FALSE;
}

static void open_cell(struct rtf_story *story)
{
	if (story->level == 0)
		return;
	if (!story->open[story->level].row)
		markup_open(&story->markup, "tr");
	if (!story->open[story->level].cell)
		markup_open(&story->markup, "td");
	story->open[story->level].row = story->open[story->level].cell = TRUE;
}

static void rise_to(struct rtf_story *story, guint depth)
{
	for (; story->level > depth; story->level--) {
		close_row(story);
		markup_close(&story->markup, "table");
	}
}

/* To where a paragraph of that depth can stand. */
static void reach(struct rtf_story *story, guint depth)
{
	depth = CLAMP(depth, story->announced ? 1 : 0, RTF_TABLE_DEPTH);
	close_paragraph(story);
	rise_to(story, depth);
	while (story->level < depth) {
		open_cell(story);
		markup_open(&story->markup, "table");
		story->level++;
	}
	open_cell(story);
}

static void open_paragraph(struct rtf_story *story, guint depth)
{
	if (story->in_paragraph)
		return;
	reach(story, depth);
	markup_open(&story->markup, "p");
	story->in_paragraph = TRUE;
}

void rtf_story_text(struct rtf_story *story, guint depth, const char *text)
{
	open_paragraph(story, depth);
	markup_text(&story->markup, text);
}

void rtf_story_tab(struct rtf_story *story, guint depth)
{
	open_paragraph(story, depth);
	markup_tab(&story->markup);
}

void rtf_story_break(struct rtf_story *story, guint depth)
{
	open_paragraph(story, depth);
	markup_break(&story->markup);
}

void rtf_story_end_paragraph(struct rtf_story *story, guint depth)
{
	open_paragraph(story, depth);
	close_paragraph(story);
}

void rtf_story_announce_row(struct rtf_story *story)
{
	story->announced = TRUE;
}

void rtf_story_end_cell(struct rtf_story *story, guint depth)
{
	reach(story, depth);
	close_cell(story);
}

void rtf_story_end_row(struct rtf_story *story, guint depth)
{
	depth = MIN(depth, RTF_TABLE_DEPTH);
	if (depth <= 1)
		story->announced = FALSE;
	if (story->level < depth)
		return;
	rise_to(story, depth);
	close_row(story);
}

void rtf_story_box(struct rtf_story *story, guint depth, const char *html)
{
	reach(story, depth);
	markup_open(&story->markup, "div");
	g_string_append(story->markup.html, html);
	markup_close(&story->markup, "div");
}

const char *rtf_story_finish(struct rtf_story *story)
{
	story->announced = FALSE;
	reach(story, 0);
	return story->markup.html->str;
}

gsize rtf_story_size(const struct rtf_story *story)
{
	return story->markup.html->len;
}
