/* SPDX-License-Identifier: BSD-2-Clause
 *
 * thread.c - earlier statements that a letter names in words: "your liaison statement dated …", "this replaces our liaison statement …"
 *
 * Only what is said is read here; which records are meant is looked up by who has a record.
 */
#include <string.h>
#include "pattern.h"
#include "prose.h"
#include "references.h"
#include "work.h"

#define DAYS_MAX 10
#define DAY "((?:\\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]{3,9}\\.?,? (?:19|20)\\d\\d|[a-z]{3,9}\\.? \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d\\d|(?:19|20)\\d\\d-\\d\\d-\\d\\d))\\b"
#define LETTER "(?:liaisons?|LS|statement|letter)"
/* between the letter and its day: not the day of something else */
#define BETWEEN "(?:(?!meeting|workshop|conference|version|draft|deadline)[^.;?!]){0,80}?"

PATTERN(answered_day, "\\byour (?:\\w+ )?" LETTER "\\b" BETWEEN "\\b(?:dated|of|from|on) " DAY)
PATTERN(revised_day, "\\b(?:our|the|of) (?:\\w+ )?" LETTER "\\b" BETWEEN "\\b(?:dated|of|from|on) " DAY)
/* done by this letter, of one of ours: not what somebody will do, nor what replaces this one */
PATTERN(revision, "\\b(?:replac(?:es|ing)|supersed(?:es|ing)|tak(?:es|ing) the place of|is a (?:revision|revised version|corrected version|correction) of|revises|corrects|"
	"(?:disregard|ignore))\\b[^.;?!]{0,40}?\\b(?:our (?:\\w+ )?|the (?:earlier|previous|original|former|first|last) )" LETTER "\\b|"
	"\\b(?:this|the present|the attached|the enclosed) (?:revised |corrected |updated )?(?:liaison|LS|statement|letter)\\b[^.;?!]{0,40}?\\b(?:replaces|supersedes)\\b")
PATTERN(negated, "\\b(?:not|never|neither|nor|without)\\b[^.;?!]{0,30}\\b(?:replac|supersed|tak|revis|correct|disregard|ignore)")

static void add_days(const GRegex *regex, const char *sentence, GArray *days)
{
	g_autoptr(GMatchInfo) match = NULL;

	g_regex_match(regex, sentence, 0, &match);
	while (g_match_info_matches(match) && days->len < DAYS_MAX) {
		g_autofree char *text = g_match_info_fetch(match, 1);
		struct date date;

		if (date_parse(text, &date) == DATE_EXACT && date_is_valid(date))
			g_array_append_val(days, date);
		if (!g_match_info_next(match, NULL))
			break;
	}
}

static gboolean is_own(const struct statement *statement, const char *number)
{
	for (guint i = 0; i < statement->identifiers->len; i++)
		if (g_ascii_strcasecmp(g_ptr_array_index(statement->identifiers, i), number) == 0)
			return TRUE;
	return FALSE;
}

static void add_numbers(const struct work *work, const char *sentence, GPtrArray *numbers)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);

	references_find(work->context->layouts, sentence, found);
	references_find_bracketed(work->context->layouts, sentence, found);
	for (guint i = 0; i < found->len && numbers->len < REFERENCES_MAX; i++)
		if (!is_own(work->statement, g_ptr_array_index(found, i)))
			g_ptr_array_add(numbers, g_strdup(g_ptr_array_index(found, i)));
}

/* Every pattern here wants one of LETTER's words; most sentences have none. */
static gboolean speaks_of_letter(const char *text)
{
	static const char *const words[] = { "iaison", "IAISON", " LS", " ls ", "tatement", "TATEMENT", "etter", "ETTER" };

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(text, words[i]))
			return TRUE;
	return FALSE;
}

void thread_read(struct work *work)
{
	struct statement *statement = work->statement;

	for (guint i = 0; i < work->sentences->len; i++) {
		const char *text = ((const struct sentence *)g_ptr_array_index(work->sentences, i))->text;

		if (!speaks_of_letter(text))
			continue;
		if (statement->is_reply)
			add_days(pattern_answered_day(), text, statement->answered_days);
		if (!pattern_matches(pattern_revision(), text) || pattern_matches(pattern_negated(), text))
			continue;
		statement->revision.stated = TRUE;
		if (!statement->revision.words)
			statement->revision.words = g_strdup(text);
		add_numbers(work, text, statement->revision.numbers);
		add_days(pattern_revised_day(), text, statement->revision.days);
	}
}
