/* SPDX-License-Identifier: BSD-2-Clause
 *
 * what-title.c - what a letter is about: by its labels, its heading, its subject
 */
#include <string.h>
#include "label-read.h"
#include "layout-index.h"
#include "line.h"
#include "pattern.h"
#include "prose.h"
#include "references.h"
#include "title.h"
#include "work.h"

#define HEAD_LINES 14           /* where a title stands above the labels */
#define SHEET_LINES 40          /* down to the greeting of an attached letter */
#define HEADING_LINES 3         /* below the labels: where a title without label stands */
#define HEADING_LENGTH_MAX 120

PATTERN(banner, "^\\W*liaison (statement|letter)\\W*$")
PATTERN(greeting, "^\\s*(dear|hello|hi|to whom|ladies|colleagues|\\d)")

static gboolean has_title_line(const struct layout *layout)
{
	return layout && layout->title.from == LAYOUT_TITLE_LINE;
}

/* The heading between the labels and the text of a letter that has no label for it; surer where the layout says that it is there. */
static void title_by_heading(struct work *work)
{
	const GPtrArray *lines = work->letter->lines;
	int sure = has_title_line(work->letter->layout) ? SURE_LINE : SURE_TEXT;
	guint end = work->block->end + HEADING_LINES;

	for (guint i = work->block->end; i < lines->len && i < end; i++) {
		const struct line *line = g_ptr_array_index(lines, i);
		gsize length = strlen(line->text);
		const struct line *after = i + 1 < lines->len ? g_ptr_array_index(lines, i + 1) : NULL;

		if (line_is_blank(line))
			continue;
		if (title_is_place_and_date(line->text)) {
			end++;
			continue;
		}
		if (length <= HEADING_LENGTH_MAX && !strchr(".,:;", line->text[length - 1]) && !line->quote && !line->cells &&
		    !pattern_matches(pattern_greeting(), line->text) && !label_line_is_open(line->text) && after && (line_is_blank(after) || strlen(after->text) > length))
			work_note_sentence(work, FIELD_TITLE, line->number, line->text, sure);
		return;
	}
}

/* "# MQTT over QUIC": the heading of a text with marks, above the labels. */
static void title_by_mark(struct work *work)
{
	for (guint i = 0; i < work->block->begin && i < work->letter->lines->len; i++) {
		const struct line *line = g_ptr_array_index(work->letter->lines, i);
		g_autofree char *tidy = line->quote == 0 && g_str_has_prefix(line->text, "# ") ? title_tidy(line->text + 2) : NULL;

		if (tidy && !pattern_matches(pattern_banner(), tidy)) {
			work_note_sentence(work, FIELD_TITLE, line->number, tidy, SURE_LINE);
			return;
		}
	}
}

/* "Liaison to X on Y" at the head of the letter; where it is the heading above a greeting, with the lines that it goes on in. */
static void title_by_head(struct work *work, guint lines)
{
	for (guint i = 0; i < work->letter->lines->len && i < lines; i++) {
		const struct line *line = g_ptr_array_index(work->letter->lines, i);
		const char *text = work->sheet.title && work->sheet.title_line == line->number ? work->sheet.title : line->text;
		g_autofree char *tidy = line->quote == 0 && title_in_line(line->text) ?
			sheet_title_from(work->letter, i, text + strspn(text, "#*_ \t"), text == line->text && !line->cells && work->sheet.found ? work->sheet.greeting : 0) : NULL;

		if (tidy)
			work_note_sentence(work, FIELD_TITLE, line->number, tidy, SURE_LINE);
	}
}

/* The lines above the greeting of a letter; 0: nobody is greeted at its head. */
static guint head_of_sheet(const struct work *work)
{
	guint greeting;

	letter_find_greeting(work->letter, SHEET_LINES, &greeting);
	return greeting;
}

/* "Re: Your letter of 3 May" beside "Subject: …" says what is answered, and the other one what the letter is about. */
static const struct labelled *topic_of(const struct block *block)
{
	const struct labelled *first = block_find(block, LABEL_SUBJECT);

	if (!first || g_ascii_strncasecmp(first->text, "re", 2) != 0 || !reference_names_letter(first->value))
		return first;
	for (guint i = 0; i < block->labels->len; i++) {
		const struct labelled *other = g_ptr_array_index(block->labels, i);

		if (other != first && other->label == LABEL_SUBJECT && !value_is_empty(other->value))
			return other;
	}
	return first;
}

void what_title(struct work *work)
{
	const struct organization *organization = work->context->organization;
	g_autofree char *subject = title_of_subject(organization, work->letter->message, work->letter->header.subject);
	const struct labelled *title = work->labelled ? block_find(work->block, LABEL_TITLE) : NULL;
	gboolean attached = work->letter->source == EVIDENCE_ATTACHMENT;
	const struct labelled *topic = work->labelled || !work->cover ? topic_of(work->block) : NULL;

	if (title) {
		g_autofree char *own = layout_title(work->letter->layout, title->value);
		g_autofree char *tidy = title_tidy(own);

		work_note_labelled(work, FIELD_TITLE, title, tidy, SURE_LABEL);
	}
	if (topic) {
		g_autofree char *tidy = title_tidy(topic->value);

		work_note_labelled(work, FIELD_TITLE, topic, tidy, SURE_LABEL_WEAK);
	}
	if (!topic && work->sheet.title)
		work_note_sentence(work, FIELD_TITLE, work->sheet.title_line, work->sheet.title, work->sheet.heading ? SURE_TEXT : SURE_LABEL_WEAK);
	if (!work->labelled && !work->cover)
		title_by_head(work, MAX(3, attached ? head_of_sheet(work) : 0));
	if (work->labelled && !title && !topic) {
		title_by_head(work, MIN(work->block->begin, HEAD_LINES));
		title_by_mark(work);
		if (!work_says(work, FIELD_TITLE) && (attached || has_title_line(work->letter->layout)))
			title_by_heading(work);
	}
	work_note(work, FIELD_TITLE, EVIDENCE_HEADER, "Subject", 0, NULL, subject,
	          work->cover || title || topic || (attached && work->labelled) ? SURE_RUNNER_UP : SURE_HEADER);
}
