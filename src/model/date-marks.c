/* SPDX-License-Identifier: BSD-2-Clause
 *
 * date-marks.c - the dates in a text, each read for itself
 */
#include "date-marks.h"

enum { DAYS_MAX = 10 };

gboolean date_token_is_year(const struct date_token *token)
{
	return token->word == WORD_NUMBER && token->digits == 4 && !token->ordinal && token->value >= 1900 && token->value <= 2199;
}

static gboolean is_day(const struct date_token *token)
{
	return token->word == WORD_NUMBER && token->digits <= 2 && token->value >= 1 && token->value <= 31;
}

static gboolean is_separator(const struct date_token *token)
{
	return token->word == WORD_DASH || token->word == WORD_SLASH || token->word == WORD_DOT;
}

static gboolean is_join(const struct date_token *token)
{
	return token->word == WORD_DASH || token->word == WORD_SLASH || token->word == WORD_TO;
}

static guint skip_of(const struct reader *reader, guint i)
{
	for (int n = 0; n < 2 && token_at(reader, i)->word == WORD_OF; n++)
		i++;
	return i;
}

/* What may stand between the parts of "24 Nov. 2017", "24-Nov-2017", "May 6, 2002", "24th of November": at most two such. */
guint date_mark_skip(const struct reader *reader, guint i)
{
	for (int n = 0; n < 2; n++) {
		enum date_word word = token_at(reader, i)->word;
		if (word != WORD_DOT && word != WORD_COMMA && word != WORD_DASH && word != WORD_SLASH && word != WORD_OF)
			break;
		i++;
	}
	return i;
}

static gboolean is_part_of_word(const struct date_token *token)
{
	return token->word == WORD_NUMBER || token->word == WORD_OTHER || token->word == WORD_SOMETIME;
}

/* Part of a longer number, as of a document: "SP-2026-08-07", "1.2.3.2026", "S2-24 November" */
static gboolean continues_word(const struct reader *reader, guint i)
{
	if (i == 0 || !token_at(reader, i)->joined)
		return FALSE;
	const struct date_token *before = token_at(reader, i - 1);
	if (is_part_of_word(before))
		return TRUE;
	if (i < 2 || !before->joined)
		return FALSE;
	/* the minutes of a time as well */
	if (before->word == WORD_COLON)
		return token_at(reader, i - 2)->word == WORD_NUMBER;
	return is_separator(before) && is_part_of_word(token_at(reader, i - 2));
}

/* After 2026-08-07: "2026-08-07.pdf", "2026-08-07x", but not the "T" or "Z" of a time. */
static gboolean goes_on_as_word(const struct reader *reader, guint i)
{
	const struct date_token *next = token_at(reader, i), *after = token_at(reader, i + 1);

	if (!next->joined || next->word == WORD_END)
		return FALSE;
	if (next->word == WORD_OTHER)
		return next->value != 't' && next->value != 'z';
	return is_part_of_word(next) || (is_separator(next) && after->joined && is_part_of_word(after));
}

static void set_day(struct mark *mark, int year, int month, int day)
{
	mark->day = (struct date) { year, month, day };
	mark->kind = date_is_valid(mark->day) ? MARK_DAY : MARK_IMPOSSIBLE;
}

/* A day and a month without a year: it may be any year's. */
static void set_yearless(struct mark *mark, int month, int day)
{
	mark->kind = MARK_EITHER;
	mark->day = (struct date) { 0, month, day };
}

/* 27/01/2025, 01/27/2025: whichever exists; 03/04/2025: either; 04/04/2025: both are the same */
static void set_either(struct mark *mark, int year, int first, int second)
{
	struct date dmy = { year, second, first }, mdy = { year, first, second };

	if (date_is_valid(dmy) && date_is_valid(mdy) && date_compare(dmy, mdy) != 0) {
		mark->kind = MARK_EITHER;
		mark->day = dmy;
		mark->other = mdy;
	} else if (date_is_valid(dmy)) {
		set_day(mark, year, second, first);
	} else {
		set_day(mark, year, first, second);
	}
}

/* 2016-12-05, 2026/08/07, 27/01/2025, 27.01.25, 20240131 */
static gboolean read_numeric(const struct reader *reader, guint i, struct mark *mark)
{
	const struct date_token *a = token_at(reader, i), *b = token_at(reader, i + 2), *c = token_at(reader, i + 4);
	const struct date_token *separator = token_at(reader, i + 1);

	if (a->ordinal)
		return FALSE;
	mark->numeric = TRUE;
	if (a->digits == 8) {
		set_day(mark, a->value / 10000, a->value / 100 % 100, a->value % 100);
		mark->length = 1;
		return mark->kind == MARK_DAY;
	}
	if (!is_separator(separator) || token_at(reader, i + 3)->word != separator->word || b->word != WORD_NUMBER || c->word != WORD_NUMBER)
		return FALSE;
	if (!separator->joined || !b->joined || !token_at(reader, i + 3)->joined || !c->joined || b->digits > 2 || b->ordinal || c->ordinal)
		return FALSE;

	mark->length = 5;
	if (date_token_is_year(a) && c->digits <= 2)
		set_day(mark, a->value, b->value, c->value);
	else if (a->digits <= 2 && date_token_is_year(c))
		set_either(mark, c->value, a->value, b->value);
	else if (a->digits <= 2 && c->digits == 2 && is_day(a) && is_day(b) && (separator->word != WORD_DOT || reader->n == 5))
		set_yearless(mark, 0, 0);
	else
		return FALSE;
	return TRUE;
}

/* "6-10 November 2017", "6th to the 10th of Nov": a range within one month. Gives where its last day stands. */
static gboolean read_day_list(const struct reader *reader, guint i, guint *ret_last)
{
	guint last = i;

	for (int n = 0; n < DAYS_MAX && is_join(token_at(reader, last + 1)) && is_day(token_at(reader, skip_of(reader, last + 2))); n++)
		last = skip_of(reader, last + 2);
	*ret_last = last;
	return last > i;
}

/* "24 November 2017", "24th of Nov., 2017", "24 November", "6-10 November 2017" */
static gboolean read_day_first(const struct reader *reader, guint i, struct mark *mark)
{
	guint last;
	gboolean range = read_day_list(reader, i, &last);
	guint month = date_mark_skip(reader, last + 1);

	if (token_at(reader, month)->word != WORD_MONTH || !is_day(token_at(reader, i)))
		return FALSE;
	guint year = date_mark_skip(reader, month + 1);
	gboolean has_year = date_token_is_year(token_at(reader, year));
	mark->length = (has_year ? year : month) + 1 - i;

	/* "10, 12 July 2017" at the start of a value are two days */
	if (i == 2 && token_at(reader, 1)->word == WORD_COMMA && is_day(token_at(reader, 0)))
		range = TRUE;
	if (range)
		mark->kind = MARK_RANGE;
	else if (has_year)
		set_day(mark, token_at(reader, year)->value, token_at(reader, month)->value, token_at(reader, i)->value);
	else
		set_yearless(mark, token_at(reader, month)->value, token_at(reader, i)->value);
	return TRUE;
}

/* "November 24, 2017", "Nov. 6-10, 2017", "July 2009" */
static gboolean read_month_first(const struct reader *reader, guint i, struct mark *mark)
{
	int month = token_at(reader, i)->value;
	guint day = date_mark_skip(reader, i + 1);

	if (date_token_is_year(token_at(reader, day))) {
		mark->kind = MARK_MONTH;
		mark->day = (struct date) { token_at(reader, day)->value, month, 0 };
		mark->length = day + 1 - i;
		return TRUE;
	}
	if (!is_day(token_at(reader, day)) || token_at(reader, day + 1)->word == WORD_COLON)
		return FALSE;

	guint last;
	gboolean range = read_day_list(reader, day, &last);
	guint year = date_mark_skip(reader, last + 1);
	gboolean has_year = date_token_is_year(token_at(reader, year));
	mark->length = (has_year ? year : last) + 1 - i;

	if (range)
		mark->kind = MARK_RANGE;
	else if (has_year)
		set_day(mark, token_at(reader, year)->value, month, token_at(reader, day)->value);
	else
		set_yearless(mark, month, token_at(reader, day)->value);
	return TRUE;
}

/* "2017 November 24", "2017-Nov-24", "2017 November" */
static gboolean read_year_first(const struct reader *reader, guint i, struct mark *mark)
{
	guint month = date_mark_skip(reader, i + 1);

	if (!date_token_is_year(token_at(reader, i)) || token_at(reader, month)->word != WORD_MONTH)
		return FALSE;
	guint day = date_mark_skip(reader, month + 1);
	/* not "2017 November 24 2018", which reads from the month on */
	if (is_day(token_at(reader, day)) && !date_token_is_year(token_at(reader, date_mark_skip(reader, day + 1)))) {
		set_day(mark, token_at(reader, i)->value, token_at(reader, month)->value, token_at(reader, day)->value);
		mark->length = day + 1 - i;
		return TRUE;
	}
	if (date_token_is_year(token_at(reader, day)) || is_day(token_at(reader, day)))
		return FALSE;
	mark->kind = MARK_MONTH;
	mark->day = (struct date) { token_at(reader, i)->value, token_at(reader, month)->value, 0 };
	mark->length = month + 1 - i;
	return TRUE;
}

static gboolean read_single(const struct reader *reader, guint i, struct mark *mark)
{
	const struct date_token *token = token_at(reader, i);

	*mark = (struct mark) { .depth = token->depth };
	if (token->word == WORD_MONTH)
		return read_month_first(reader, i, mark);
	if (token->word != WORD_NUMBER)
		return FALSE;
	if (read_numeric(reader, i, mark))
		return TRUE;
	mark->numeric = FALSE;
	return read_year_first(reader, i, mark) || read_day_first(reader, i, mark);
}

gboolean date_mark_read(const struct reader *reader, guint i, struct mark *mark)
{
	struct mark second;

	if (continues_word(reader, i) || !read_single(reader, i, mark))
		return FALSE;
	guint join = i + mark->length;
	guint next = skip_of(reader, join + 1);
	if (is_join(token_at(reader, join)) && read_single(reader, next, &second)) {
		gboolean months = mark->kind == MARK_MONTH && second.kind == MARK_MONTH;
		mark->kind = months ? MARK_MONTH : MARK_RANGE;
		mark->length = next + second.length - i;
		return TRUE;
	}
	/* "2024-11-04 to 2024-11-": the rest was lost with the end of a line */
	gboolean torn = is_join(token_at(reader, join)) && !token_at(reader, join)->joined && date_token_is_year(token_at(reader, next));
	if (torn)
		mark->kind = MARK_RANGE;
	return torn || !mark->numeric || !goes_on_as_word(reader, join);
}
