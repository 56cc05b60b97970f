/* SPDX-License-Identifier: BSD-2-Clause
 *
 * formal.c - is a letter that has no labels a formal one, from one organisation to another?
 *
 * What strangers attach counts only where something calls it a liaison, or an officer of a body signed it: companies write letters too,
 * and bodies invite, appoint and acknowledge.
 */
#include "formal.h"
#include "bodies.h"
#include "circular.h"
#include "pattern.h"
#include "prose.h"
#include "sheet.h"
#include "title.h"

#define HEAD_LINES 30           /* above the greeting of a letter */
#define FIRST_PERSON_MIN 3      /* sentences of somebody who speaks for himself */

PATTERN(subject_line, "^[\\s*_]*(subject|subj|re|title)[\\s*_]*:[*_]*\\s*\\S")
PATTERN(liaison, "\\b(liaisons?|LSs?)\\b")
/* a letter about people, dates and papers that changes nothing for a body's work */
PATTERN(other_matter, "\\b(appoint(s|ed|ment)?|nominat(e|es|ed|ion)|designat(e|es|ed|ion)|resign(s|ed|ation)|candidates?|candidacy|curriculum|(acknowledg(e)?ment|confirmation) of|receipt|"
	"invoice|membership|sponsor(s|ing|ship)?|partnership|cooperation (offer|proposal)|visa|hosting|draft agenda|agenda (of|for)|minutes (of|for)|"
	"invitation to (the|a|an|our|your) ((?!joint\\b)\\S+ ){0,3}(meeting|workshop|plenary|session|event|conference|assembly|forum|summit|seminar|dinner|interop|plugfest))\\b")
PATTERN_CASE(draft, "\\bDRAFT\\b|^\\W*[Dd]raft\\b|\\b(?i:not (yet )?(approved|agreed|sent)|for discussion only)\\b")
PATTERN(first_person, "\\b(I|I'm|I've|I'd|my|me)\\b")

gboolean formal_is_headed(const struct work *work, const struct letter *letter)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	gboolean subject = FALSE;
	guint greeting;

	if (letter->message != work->letter->message || !letter_find_greeting(letter, HEAD_LINES, &greeting))
		return FALSE;
	for (guint i = 0; i < greeting; i++) {
		const struct line *line = g_ptr_array_index(letter->lines, i);

		subject |= pattern_matches(pattern_subject_line(), line->text);
		bodies_ours_in_text(work->context->organization, line->text, names);
	}
	return subject && names->len > 0;
}

gboolean formal_headed_is_attached(const struct work *work)
{
	for (guint i = 0; i < work->letters->len; i++)
		if (((const struct letter *)g_ptr_array_index(work->letters, i))->source == EVIDENCE_ATTACHMENT &&
		    formal_is_headed(work, g_ptr_array_index(work->letters, i)))
			return TRUE;
	return FALSE;
}

/* Somewhere from the top down to the greeting. */
static gboolean head_matches(const struct letter *letter, const struct sheet *sheet, const GRegex *regex)
{
	for (guint i = 0; i < sheet->greeting; i++)
		if (pattern_matches(regex, ((const struct line *)g_ptr_array_index(letter->lines, i))->text))
			return TRUE;
	return FALSE;
}

gboolean formal_is_personal(const GPtrArray *sentences)
{
	guint n = 0;

	for (guint i = 0; i < sentences->len; i++)
		n += pattern_matches(pattern_first_person(), ((const struct sentence *)g_ptr_array_index(sentences, i))->text) ? 1 : 0;
	return n >= FIRST_PERSON_MIN;
}

/* A person's letter, on whatever paper. */
static gboolean is_personal(const struct letter *letter, const struct sheet *sheet)
{
	g_autoptr(GPtrArray) sentences = prose_sentences_until(letter->lines, sheet->greeting, sheet->foot.begin);

	return formal_is_personal(sentences);
}

static gboolean is_formal(const struct work *work, const struct letter *letter, const struct sheet *sheet, gboolean called, gboolean central)
{
	const struct organization *organization = work->context->organization;
	gboolean liaison = (work->message->subject && pattern_matches(pattern_liaison(), work->message->subject)) || head_matches(letter, sheet, pattern_liaison());

	if (!sheet_is_formal(sheet) || head_matches(letter, sheet, pattern_draft()) || is_personal(letter, sheet))
		return FALSE;
	if (sheet->title && pattern_matches(pattern_other_matter(), sheet->title) && !title_in_line(sheet->title))
		return FALSE;
	if (work_author_is_ours(work))
		return sheet_is_ours(organization, letter, sheet) && (called || liaison || central);
	if (sheet->title && circular_announces(sheet->title) && !title_in_line(sheet->title))
		return FALSE;
	return sheet_names_us(organization, letter, sheet) && (liaison || central || (called && sheet_is_signed_by_officer(letter, sheet)));
}

gboolean formal_sheet_is_attached(const struct work *work, gboolean called, gboolean central)
{
	gboolean found = FALSE;

	for (guint i = 0; i < work->letters->len && !found; i++) {
		const struct letter *letter = g_ptr_array_index(work->letters, i);
		struct sheet sheet;

		if (letter->source != EVIDENCE_ATTACHMENT || letter->message != work->letter->message)
			continue;
		sheet_find(work->context->organization, letter, &sheet);
		found = is_formal(work, letter, &sheet, called, central);
		sheet_clear(&sheet);
	}
	return found;
}
