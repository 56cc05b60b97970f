/* SPDX-License-Identifier: BSD-2-Clause
 *
 * date-marks.h - the dates in a text, each read for itself: a day, a month, a range, two possible days
 */
#pragma once
#include "date-words.h"

#include <liaison/date.h>

enum mark_kind { MARK_NONE, MARK_DAY, MARK_MONTH, MARK_RANGE, MARK_EITHER, MARK_IMPOSSIBLE };

struct mark {
	enum mark_kind kind;
	struct date day;         /* MARK_DAY; MARK_MONTH without day; MARK_EITHER: one reading, year 0 if none is stated */
	struct date other;       /* MARK_EITHER: the other reading, if there are two */
	guint length;            /* tokens */
	gboolean numeric;
	int depth;
};

struct reader {
	const struct date_token *tokens;
	guint n;                 /* without WORD_END */
};

static inline const struct date_token *token_at(const struct reader *reader, guint i)
{
	return &reader->tokens[MIN(i, reader->n)];
}

/* The mark that begins at token i; two of them joined are a range. FALSE: none begins there. */
gboolean date_mark_read(const struct reader *reader, guint i, struct mark *ret_mark);
/* Past one or two of ".", ",", "-", "/", "of", as stand between the parts of a date. */
guint date_mark_skip(const struct reader *reader, guint i);
gboolean date_token_is_year(const struct date_token *token);
