/* SPDX-License-Identifier: BSD-2-Clause
 *
 * date-parse.c - one day out of a piece of text, or the reason why there is none
 *
 * A deadline taken wrongly from a meeting's dates or from 03/04/2025 is worse than none: only if all dates in the
 * text agree on one day, that day is the answer.
 */
#include "date-marks.h"

#include <string.h>

enum { TEXT_MAX = 4096 };

static gboolean is_letter(const struct date_token *token, int letter)
{
	return token->word == WORD_OTHER && token->value == letter;
}

/* "week of 27/01/2025", "before 1 June 2024", but not "on or before 1 June 2024" */
static gboolean is_only_near(const struct reader *reader, guint i)
{
	const struct date_token *before = NULL;

	for (; i > 0; i--) {
		before = token_at(reader, i - 1);
		if (before->word != WORD_OF && before->word != WORD_DASH && before->word != WORD_PART && before->word != WORD_DOT)
			break;
	}
	if (i == 0)
		return FALSE;
	/* "w/c": week commencing */
	if (i > 2 && is_letter(before, 'c') && token_at(reader, i - 2)->word == WORD_SLASH && is_letter(token_at(reader, i - 3), 'w'))
		return TRUE;
	return before->word == WORD_NEAR && !before->or_before;
}

static int weekday_of(struct date date)
{
	g_autoptr(GDate) day = g_date_new_dmy((GDateDay) date.day, (GDateMonth) date.month, (GDateYear) date.year);

	return (int) g_date_get_weekday(day);
}

/* The weekday written before the mark, or after it: "7 August 2026 (Friday)" */
static int stated_weekday(const struct reader *reader, guint i, const struct mark *mark)
{
	guint after = i + mark->length;

	if (token_at(reader, i)->weekday)
		return token_at(reader, i)->weekday;
	while (token_at(reader, after)->word == WORD_COMMA || token_at(reader, after)->word == WORD_OPEN)
		after++;
	const struct date_token *next = token_at(reader, after);
	return next->word == WORD_CLOSE || next->word == WORD_END ? next->weekday : 0;
}

/* A weekday decides between two readings; one that no reading has makes the date unsure. */
static void apply_weekday(struct mark *mark, int weekday)
{
	if (!weekday)
		return;
	if (mark->kind == MARK_EITHER && date_is_set(mark->other)) {
		gboolean first = weekday_of(mark->day) == weekday, second = weekday_of(mark->other) == weekday;
		if (first != second) {
			mark->day = first ? mark->day : mark->other;
			mark->kind = MARK_DAY;
		}
	} else if (mark->kind == MARK_DAY && weekday_of(mark->day) != weekday) {
		mark->kind = MARK_EITHER;
		mark->day = mark->other = (struct date) { 0, 0, 0 };
	}
}

struct findings {
	GArray *marks;
	struct date day;         /* the first one day */
	int depth;               /* of brackets that it stands in */
	gboolean unsure, near, sometime;
};

/* Does mark say nothing against day? "(03/04/2025)" beside 3 April 2025, "June 2024" beside 1 June 2024 */
static gboolean agrees(const struct mark *mark, struct date day, int depth)
{
	switch (mark->kind) {
	case MARK_NONE:
		return TRUE;
	case MARK_DAY:
		return date_compare(mark->day, day) == 0;
	case MARK_EITHER:
		if (date_is_set(mark->other))
			return date_compare(mark->day, day) == 0 || date_compare(mark->other, day) == 0;
		return mark->day.month == day.month && mark->day.day == day.day;
	case MARK_MONTH:
		return mark->depth > depth || (mark->day.year == day.year && mark->day.month == day.month);
	case MARK_RANGE:
		/* "24 November 2017 (meeting 27 November - 1 December 2017)" */
		return mark->depth > depth;
	case MARK_IMPOSSIBLE:
	default:
		return FALSE;
	}
}

static enum date_answer settle(const struct findings *findings, struct date *ret_date)
{
	guint seen[MARK_IMPOSSIBLE + 1] = { 0 };

	for (guint i = 0; i < findings->marks->len; i++)
		seen[g_array_index(findings->marks, struct mark, i).kind]++;
	if (!date_is_set(findings->day)) {
		if (seen[MARK_RANGE])
			return DATE_RANGE;
		if (seen[MARK_EITHER])
			return DATE_AMBIGUOUS;
		return findings->marks->len > 0 || findings->sometime || findings->unsure ? DATE_VAGUE : DATE_NONE;
	}
	for (guint i = 0; i < findings->marks->len; i++)
		if (!agrees(&g_array_index(findings->marks, struct mark, i), findings->day, findings->depth))
			return DATE_AMBIGUOUS;
	if (findings->near || findings->unsure)
		return DATE_VAGUE;
	*ret_date = findings->day;
	return DATE_EXACT;
}

/* "end of 2026", "mid-2026" */
static gboolean is_part_before(const struct reader *reader, guint i)
{
	while (i > 0 && (token_at(reader, i - 1)->word == WORD_OF || token_at(reader, i - 1)->word == WORD_DASH))
		i--;
	return i > 0 && token_at(reader, i - 1)->word == WORD_PART;
}

/* "Q3 2026", "3Q26", "2026-W32", but not the ITU's Question "Q3/15" */
static gboolean is_quarter_or_week(const struct reader *reader, guint i)
{
	const struct date_token *next = token_at(reader, i + 1), *after = token_at(reader, i + 2);
	const struct date_token *before = i > 0 ? token_at(reader, i - 1) : next;

	if (is_letter(token_at(reader, i), 'w'))
		return i > 1 && before->word == WORD_DASH && date_token_is_year(token_at(reader, i - 2)) && next->word == WORD_NUMBER;
	if (!is_letter(token_at(reader, i), 'q') || next->word != WORD_NUMBER || !next->joined)
		return FALSE;
	if (token_at(reader, i)->joined && before->word == WORD_NUMBER)
		return before->value >= 1 && before->value <= 4;
	return next->value >= 1 && next->value <= 4 && (after->word != WORD_SLASH || !after->joined);
}

/* A word that means a time though no date stands with it. Alone, "may" and "march" are words like others. */
static gboolean means_a_time(const struct reader *reader, guint i)
{
	const struct date_token *token = token_at(reader, i);

	switch (token->word) {
	case WORD_SOMETIME:
		return TRUE;
	case WORD_MONTH:
		return reader->n == 1 || (token->value != 3 && token->value != 5);
	case WORD_NUMBER:
		return date_token_is_year(token) && (reader->n == 1 || is_part_before(reader, i));
	case WORD_PART:
		return i + 1 < reader->n && token_at(reader, date_mark_skip(reader, i + 1))->word == WORD_MONTH;
	case WORD_END:
	case WORD_DASH: case WORD_SLASH: case WORD_DOT: case WORD_COMMA: case WORD_COLON: case WORD_OPEN: case WORD_CLOSE:
	case WORD_OTHER:
		return token->weekday != 0 || is_quarter_or_week(reader, i);
	case WORD_TO: case WORD_OF: case WORD_NEAR: case WORD_UNSURE: case WORD_MARK:
	default:
		return token->weekday != 0;
	}
}

/* "TBC" anywhere; "?" behind a date or alone, not at the end of a sentence */
static gboolean is_unsure(const struct reader *reader, guint i, guint behind_mark)
{
	const struct date_token *token = token_at(reader, i);

	return token->word == WORD_UNSURE && (token->value != '?' || i == behind_mark);
}

static void note_mark(struct findings *findings, const struct reader *reader, guint i, struct mark *mark)
{
	apply_weekday(mark, stated_weekday(reader, i, mark));
	g_array_append_val(findings->marks, *mark);
	if (mark->kind != MARK_DAY)
		return;
	findings->near = findings->near || is_only_near(reader, i);
	if (!date_is_set(findings->day)) {
		findings->day = mark->day;
		findings->depth = mark->depth;
	}
}

enum date_answer date_parse(const char *text, struct date *ret_date)
{
	if (!text || strnlen(text, TEXT_MAX + 1) > TEXT_MAX)
		return DATE_NONE;

	g_autoptr(GArray) tokens = date_words(text);
	g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(struct mark));
	struct reader reader = { (const struct date_token *) (gpointer) tokens->data, tokens->len - 1 };
	struct findings findings = { .marks = marks };
	guint behind = 0;

	for (guint i = 0; i < reader.n;) {
		struct mark mark;

		if (date_mark_read(&reader, i, &mark)) {
			note_mark(&findings, &reader, i, &mark);
			behind = i += mark.length;
			continue;
		}
		findings.unsure = findings.unsure || is_unsure(&reader, i, behind);
		findings.sometime = findings.sometime || means_a_time(&reader, i);
		i++;
	}
	findings.sometime = findings.sometime || token_at(&reader, reader.n)->weekday != 0;
	return settle(&findings, ret_date);
}
