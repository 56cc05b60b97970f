/* SPDX-License-Identifier: BSD-2-Clause
 *
 * circular.c - labels that make no statement: circulars, which announce an event to many, reports, which tell of statements, and chatter
 */
#include "circular.h"
#include <string.h>
#include "forward.h"
#include "label-read.h"
#include "line.h"
#include "pattern.h"
#include "title.h"

#define REPORT_TITLES 3

#define EVENT "(workshop|symposium|summit|plugfest|webinar|conference|event|course|hackathon|seminar)s?\\b"
#define GATHERING "(workshop|symposium|summit|plugfest|webinar)\\b"
/* An event is announced where it is what the title is about: "Workshop on X", not "Outcome of the workshop on X", "Registration of code points" */
PATTERN(announces, "\\binvitation( to|:|,|$)|\\binvites you\\b|\\bsave the date\\b|\\bjoin us\\b|\\bnewsletter\\b|\\bcall for (papers|participation|presentations|speakers)\\b|\\bpress release\\b|"
	"\\bregistration (is |now |will )*(open|opens|opened|closes|closed|deadline|form|link|fees?|details)\\b|\\b(early|online|free|on-?site|pre-?)[- ]?registration\\b|^\\W*registration\\W*$|"
	"\\b(registration|register) (to|for|at) .{0,60}\\b" EVENT "|^(?!.*\\b(of|from|to|at|for|after|before|on|in|about|by|during|with|regarding|following)\\b.*\\b" GATHERING ").*\\b" GATHERING
	"(?! (results?|outcomes?|report|summary|minutes|proceedings|input|feedback|conclusions|follow))")

gboolean circular_announces(const char *subject)
{
	return pattern_matches(pattern_announces(), subject);
}

gboolean circular_is_one(const struct work *work)
{
	static const enum label says[] = { LABEL_FROM, LABEL_PURPOSE, LABEL_ACTION_TO, LABEL_COMMENT_TO, LABEL_INFO_TO };
	const struct labelled *to = block_find(work->block, LABEL_TO), *title = block_find(work->block, LABEL_TITLE);

	if (!title)
		title = block_find(work->block, LABEL_SUBJECT);
	for (gsize i = 0; i < G_N_ELEMENTS(says); i++)
		if (block_find(work->block, says[i]))
			return FALSE;
	if (!title || !circular_announces(title->value) || title_in_line(title->value))
		return FALSE;
	return !to || !work_names_us(work, to->value);
}

gboolean circular_is_report(const struct work *work)
{
	guint titles = 0, speakers = 0;

	for (guint i = work->block->begin; i < work->letter->lines->len && work->letter->source == EVIDENCE_BODY; i++) {
		const struct line *line = g_ptr_array_index(work->letter->lines, i);
		enum label label = line->quote == 0 && !line->cells && (strstr(line->text, "itle") || strstr(line->text, "rom:") || strstr(line->text, "ource:")) ?
			label_begins(NULL, line->text, 0) : LABEL_NONE;

		titles += label == LABEL_TITLE ? 1 : 0;
		speakers += label == LABEL_FROM ? 1 : 0;
	}
	return titles >= REPORT_TITLES && speakers >= REPORT_TITLES;           /* documents that are listed have titles only */
}

gboolean circular_is_thin(const struct work *work, gboolean called_liaison)
{
	static const enum label says[] = { LABEL_TITLE, LABEL_SUBJECT, LABEL_PURPOSE, LABEL_ACTION_TO, LABEL_COMMENT_TO, LABEL_INFO_TO, LABEL_DEADLINE, LABEL_NUMBER };
	const char *subject = work->message->subject ? work->message->subject : "", *author = work_author(work);

	if (work->letter->source != EVIDENCE_BODY || work->letter->forwards > 0)
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(says); i++)
		if (block_find(work->block, says[i]))
			return FALSE;
	if (subject_is_answer(subject) || (circular_announces(subject) && !title_in_line(subject)))
		return TRUE;
	return author && !work_author_is_ours(work) && !organization_peer_of_address(work->context->organization, author) && !called_liaison;
}
