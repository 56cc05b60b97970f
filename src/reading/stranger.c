/* SPDX-License-Identifier: BSD-2-Clause
 *
 * stranger.c - letters of those whom nobody configured: what in them says that a body writes to one of ours
 */
#include "stranger.h"
#include "bodies.h"
#include "pattern.h"
#include "prose.h"
#include "purpose.h"
#include "references.h"

#define DECLARATION_SENTENCES 4

PATTERN(declares, "\\bthis (is|letter is|message is|e-?mail (is|contains|conveys)) an? (official |formal )?(liaison (statement|letter|communication|note)|LS)\\b|"
	"\\b(below (is|you find|please find)|the following is|please find below|kindly find below) an? (official |formal )?(liaison (statement|letter)|LS)\\b")
PATTERN(called_letter, "\\bliaison (statement|letter|note|communication)s?\\b(?! (officer|manager|coordinator|representative|template|procedures?|process|training|web))")
PATTERN(to_somebody, "\\b(to|for)\\b")
PATTERN(letter, "\\bletter\\b")
/* what organisations write to each other about people and events is no statement, however formal it is */
PATTERN(people, "\\b(appoint|nominat|designat|re-?elect|replac)\\w*\\b.{0,100}\\b(officer|liaison|manager|coordinator|representative|contact person|focal point|chair|delegate)s?\\b|"
	"\\b(our|your|new|next|a|the) liaison (officer|manager|coordinator|representative|person)s?\\b")
PATTERN(event, "\\b(invit(es?|ed|ing|ations?)\\b.{0,60}\\b(attend|participate|join|speak|present|deliver|workshop|conference|symposium|summit|seminar|webinar|plugtests?|reception|event|dinner|"
	"(keynote|speaker|session|panel))|call for (papers|participation|proposals|speakers|abstracts|presentations|nominations|experts)|regist(er|ration) (is|for|fee)|survey|questionnaire|sponsor(s|ship)?|"
	"save the date|membership)\\b")

gboolean stranger_answers_us(const struct work *work)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);

		if (sentence->paragraph > 1)
			return FALSE;
		if (sentence->paragraph == 0)
			bodies_ours_in_text(work->context->organization, sentence->text, names);
		if (names->len > 0 && sentence_is_reply(sentence->text))
			return TRUE;
	}
	return FALSE;
}

gboolean stranger_declares(const struct work *work)
{
	g_autoptr(GPtrArray) senders = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < work->sentences->len && i < DECLARATION_SENTENCES; i++) {
		const char *text = ((const struct sentence *)g_ptr_array_index(work->sentences, i))->text;

		who_sent_by(work, text, senders);
		if (senders->len > 0 || pattern_matches(pattern_declares(), text))
			return TRUE;
	}
	return FALSE;
}

gboolean stranger_speaks_for_peer(const struct work *work)
{
	for (guint i = 0; i < work->sentences->len; i++) {
		g_autofree char *name = who_behalf(work, ((const struct sentence *)g_ptr_array_index(work->sentences, i))->text);

		if (name && organization_peer_by_name(work->context->organization, name))
			return TRUE;
	}
	return FALSE;
}

/* Does a sentence that wants something, or tells for information, name a body of ours? */
static gboolean turns_to_us(const struct work *work)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < work->sentences->len && names->len == 0; i++) {
		const char *text = ((const struct sentence *)g_ptr_array_index(work->sentences, i))->text;

		if (purpose_of_sentence(text) != PURPOSE_UNKNOWN)
			bodies_ours_in_text(work->context->organization, text, names);
	}
	return names->len > 0;
}

gboolean stranger_is_about_people(const struct work *work)
{
	for (guint i = 0; i < work->sentences->len; i++)
		if (pattern_matches(pattern_people(), ((const struct sentence *)g_ptr_array_index(work->sentences, i))->text))
			return TRUE;
	return FALSE;
}

gboolean stranger_writes_formally(const struct work *work, const char *subject)
{
	gboolean behalf = FALSE, called = pattern_matches(pattern_called_letter(), subject) && pattern_matches(pattern_to_somebody(), subject);

	if (pattern_matches(pattern_event(), subject))
		return FALSE;
	for (guint i = 0; i < work->sentences->len; i++) {
		const char *text = ((const struct sentence *)g_ptr_array_index(work->sentences, i))->text;
		g_autofree char *name = behalf ? NULL : who_behalf(work, text);

		if (pattern_matches(pattern_event(), text))
			return FALSE;
		behalf |= name != NULL;
	}
	return behalf && (called || pattern_matches(pattern_letter(), subject)) && turns_to_us(work);
}
