/* SPDX-License-Identifier: BSD-2-Clause
 *
 * date-words.h - text taken apart into what matters for a date
 */
#pragma once
#include <glib.h>

enum date_word {
	WORD_END,         /* after the last one, so that looking one ahead is always allowed */
	WORD_NUMBER,
	WORD_MONTH,       /* value: 1 to 12 */
	WORD_DASH, WORD_SLASH, WORD_DOT, WORD_COMMA, WORD_COLON, WORD_OPEN, WORD_CLOSE,
	WORD_TO,          /* what joins the two ends of a range */
	WORD_OF,          /* "of", "the": nothing */
	WORD_PART,        /* "mid", "end": of a month no one day; of a day still that day */
	WORD_NEAR,        /* "before", "week": makes no one day of a day */
	WORD_UNSURE,      /* "TBC", "?": nothing here is fixed yet; value: '?' if it is that */
	WORD_SOMETIME,    /* "next", "ASAP": a time is meant, if nothing says more */
	WORD_OTHER,       /* any other word; value: its letter if it has only one */
	WORD_MARK,        /* any other punctuation */
};

struct date_token {
	enum date_word word;
	int value;
	int digits;        /* of a number, an ordinal's suffix taken away */
	gboolean ordinal;
	gboolean joined;   /* no blank before it */
	gboolean or_before;/* WORD_NEAR: "on or before" */
	int depth;         /* of brackets */
	int weekday;       /* 1 Monday to 7: it was written before this; the word itself is left out */
};

/* Array of struct date_token, the last one WORD_END. */
GArray *date_words(const char *text);
