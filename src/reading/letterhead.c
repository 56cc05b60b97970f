/* SPDX-License-Identifier: BSD-2-Clause
 *
 * letterhead.c - who speaks and who is addressed in a business letter
 *
 * The head of the sheet names the sender, a line below the date the addressee, the foot the person with the office held, and those
 * who get a copy. Only a layout says that its organisation writes so: everywhere else such lines are text.
 */
#include <string.h>
#include "bodies.h"
#include "label-read.h"
#include "layout-index.h"
#include "line.h"
#include "party-name.h"
#include "pattern.h"
#include "prose.h"
#include "work.h"

#define HEAD_LINES 12           /* lines with something on them, before the first sentence */
#define FOOT_LINES 8

/* "OIF contribution number oif2026.001.02" is what the sheet is numbered by */
PATTERN(numbered, "\\b(contribution|document|doc\\.?|file|ref(erence)?|number|no\\.?)\\b.*\\d")

static gboolean is_text(const struct line *line)
{
	return line->quote == 0 && !line_is_blank(line);
}

/* The one line that is a name of the organisation, or begins with one; up to the first comma. */
static void note_name(struct work *work, const struct line *line, int sure)
{
	const char *text = line->text + strspn(line->text, " \t");
	g_autofree char *name = g_strndup(text, strcspn(text, ",\t"));

	if (label_words(name) <= 6 && !pattern_matches(pattern_numbered(), name) && !strchr(name, '@') && !strchr(name, ':') && layout_is_named(work->letter->layout, name))
		work_note_sentence(work, FIELD_FROM, line->number, name, sure);
}

/* "IETF, Sub-IP Area Directors": every part of the line is one of us. */
static void note_addressee(struct work *work, const struct line *line)
{
	const struct organization *organization = work->context->organization;
	struct parties parties;
	gboolean ours;

	parties_init(&parties);
	parties_read(organization, line->text, work->context->limits->addresses, &parties);
	ours = parties.bodies->len > 0;
	for (guint i = 0; i < parties.bodies->len; i++)
		ours &= body_is_ours(organization, g_ptr_array_index(parties.bodies, i));
	for (guint i = 0; ours && i < parties.bodies->len; i++)
		work_note_sentence(work, FIELD_TO, line->number, g_ptr_array_index(parties.bodies, i), SURE_LINE);
	parties_clear(&parties);
}

static void read_head(struct work *work)
{
	const struct layout *layout = work->letter->layout;

	for (guint i = 0, n = 0; i < work->letter->lines->len && n < HEAD_LINES; i++) {
		const struct line *line = g_ptr_array_index(work->letter->lines, i);

		if (!is_text(line))
			continue;
		if (label_line_is_prose(line))
			return;
		n++;
		if (layout->letter.letterhead && !work_says(work, FIELD_FROM))
			note_name(work, line, SURE_TEXT);
		if (layout->letter.addressee && label_words(line->text) <= 10)
			note_addressee(work, line);
	}
}

static void read_foot(struct work *work)
{
	guint n = 0;

	for (guint i = work->letter->lines->len; i-- > 0 && n < FOOT_LINES; ) {
		const struct line *line = g_ptr_array_index(work->letter->lines, i);

		if (!is_text(line))
			continue;
		n++;
		if (!label_line_is_prose(line) && !work_says(work, FIELD_FROM))
			note_name(work, line, SURE_HEADER);
	}
}

/* "cc: …" below the signature. */
static void read_copies(struct work *work)
{
	struct parties parties;
	const struct labelled *copy = block_find(work->block, LABEL_CC);

	if (!copy || copy->line <= work->letter->lines->len / 2)
		return;
	parties_init(&parties);
	parties.only_mailboxes = TRUE;
	parties_read(work->context->organization, copy->value, work->context->limits->addresses, &parties);
	for (guint i = 0; i < parties.bodies->len; i++)
		if (!party_is_like_person(g_ptr_array_index(parties.bodies, i)) || body_is_known(work->context->organization, g_ptr_array_index(parties.bodies, i)))
			work_note_labelled(work, FIELD_CC, copy, g_ptr_array_index(parties.bodies, i), SURE_LABEL_WEAK);
	for (guint i = 0; i < parties.addresses->len; i++) {
		g_autofree char *mailbox = address_format(g_ptr_array_index(parties.addresses, i));

		work_note_labelled(work, FIELD_CC, copy, mailbox, SURE_LABEL_WEAK);
	}
	parties_clear(&parties);
}

void letterhead_read_foot(struct work *work)
{
	const struct layout *layout = work->letter->layout;

	if (layout && layout->letter.signature && !work->cover && !work_says(work, FIELD_FROM))
		read_foot(work);
}

void letterhead_read(struct work *work)
{
	const struct layout *layout = work->letter->layout;

	if (!layout || work->cover)
		return;
	if (layout->letter.letterhead || layout->letter.addressee)
		read_head(work);
	if (!work->labelled && work->letter->source == EVIDENCE_ATTACHMENT)
		read_copies(work);
}
