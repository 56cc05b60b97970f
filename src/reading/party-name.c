/* SPDX-License-Identifier: BSD-2-Clause
 *
 * party-name.c - what of a piece of text is the name of a body
 */
#include "party-name.h"
#include <liaison/text.h>
#include <string.h>
#include "label-read.h"
#include "pattern.h"

#define NAME_WORDS 18

#define HONORIFIC "(?:Mr|Ms|Mrs|Miss|Dr|Prof|Professor|Mme|Mlle|Herrn?|Frau|Sr|Sra|Ing)\\b\\.?\\s+\\p{Lu}"

PATTERN_CASE(people_behind, "[\\s,;(/\u2013-]*(?:\\bc/o\\b|\\b[Aa]tt(?:n|ention)\\b[.:]?\\s|\\b" HONORIFIC ").*$")
/* "FOO WG (Jo Doe, Mia Roe, co-chairs)" */
PATTERN(officers_behind, "\\s*\\((?=[^()]*\\s)[^()]*\\b(?:chairs?|chairm[ae]n|co-?chairs?|convenors?|conveners?|secretar(?:y|ies)|rapporteurs?|editors?)\\s*\\)$")
/* "Study Group 16 (Geneva, 3-9 May 2026)": where and when it met; "WG 2 (drafting group)": who of it wrote */
PATTERN(meeting_behind, "\\s*\\((?:[^()]*\\b(?:19|20)\\d\\d|(?:ad[ -]hoc )?drafting (?:group|team|committee)|secretariat|convenorship)\\)$")
PATTERN_CASE(honorific, "^\\s*" HONORIFIC)
PATTERN(office, "^\\s*(?:the )?(?:(?:vice|deputy|co)[- ]?)?(?:chair(?:man|woman|person)?|secretary|director|convenor|convener|president|rapporteur|editor|manager|"
	"liaison (?:officer|representative|manager))(?: general)?(?:,| of | for |\\s*$)")
PATTERN_CASE(marks, "(?:\\s*(?:[\u00b9\u00b2\u00b3\u2070-\u2079\u2020\u2021*]|\\(\\*+\\)))+$")
PATTERN(on_behalf, "^.{3,60}? on behalf of (?:the )?|^and (?:the )?(?=\\S)")
PATTERN(tail, ",? \\(?(?:as )?(?:approved|agreed|endorsed) (?:by|at|in|on) .*$|,? (?:and|&) (?:all )?others?$|,? etc\\.?$|,? et al\\.?$|\\s*\\((?:for )?(?:your )?(?:action|information|info|comments?|reply|response)\\)$|\\s*\\([^():]{2,30}:[^()]*\\)$|\\s*[(,]?\\s*\\b(?:via|c/o|through) .*$")
/* "SG13 for information", but "Institute for Information" */
PATTERN(purpose_behind, "(?<!institute|centre|center|office|council|forum|agency|association|commission|foundation|laboratory|society|commissioner)"
	" for (?:your )?(?:information|info|action|comments?|reply|response)(?: only)?$")
PATTERN_CASE(no_name, "[:@\u2610-\u2612\u25a0-\u25a2]|\\.\\s+\\p{Lu}\\p{Ll}+ .*\\.$")
PATTERN_CASE(like_person, "^(?:(?:Dr|Mr|Ms|Mrs|Prof)\\.? )?\\p{Lu}[\\p{L}.'’-]*\\p{Ll}[\\p{L}.'’-]*(?: \\p{Lu}[\\p{L}.'’-]*){1,3}$")

const char *party_find(const char *folded, const char *key)
{
	for (const char *p = folded, *found; (found = strstr(p, key)); p = found + 1)
		if ((found == folded || !g_ascii_isalnum(found[-1])) && !g_ascii_isalnum(found[strlen(key)]))
			return found;
	return NULL;
}

gboolean party_is_said(const char *folded, const char *key)
{
	return party_find(folded, key) != NULL;
}

gboolean party_is_person(const char *text)
{
	return pattern_matches(pattern_honorific(), text);
}

gboolean party_is_office(const char *text)
{
	return pattern_matches(pattern_office(), text);
}

gboolean party_is_like_person(const char *text)
{
	return pattern_matches(pattern_like_person(), text);
}

void party_cut_purpose(char *text)
{
	if (strstr(text, " for ") || strstr(text, " FOR ") || strstr(text, " For "))
		pattern_cut(pattern_purpose_behind(), text);
}

/* Asked of every name: the expression is only for those that hold one of its words. */
static gboolean may_name_people(const char *name)
{
	static const char *const words[] = { "Mr", "Ms", "Miss", "Dr", "Prof", "Mme", "Mlle", "Herr", "Frau", "Sr", "Ing", "c/o", "ttn", "ttention" };

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(name, words[i]))
			return TRUE;
	return FALSE;
}

char *party_name(const char *text)
{
	g_autofree char *folded = text_fold_space(text);
	const gboolean behalf = strstr(folded, "ehalf") || g_str_has_prefix(folded, "and ");
	g_autofree char *name = behalf ? g_regex_replace(pattern_on_behalf(), folded, -1, 0, "", 0, NULL) : g_strdup(folded);

	if (!name)
		return NULL;
	pattern_cut(pattern_tail(), name);
	party_cut_purpose(name);
	if (may_name_people(name))
		pattern_cut(pattern_people_behind(), name);
	pattern_cut(pattern_marks(), name);
	if (g_str_has_suffix(name, ")")) {
		pattern_cut(pattern_officers_behind(), name);
		pattern_cut(pattern_meeting_behind(), name);
	}
	if (!*name || strlen(name) > PARTY_NAME_MAX || label_words(name) > NAME_WORDS || pattern_matches(pattern_no_name(), name))
		return NULL;
	return g_steal_pointer(&name);
}
