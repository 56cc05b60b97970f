/* SPDX-License-Identifier: BSD-2-Clause
 *
 * date-words.c - text taken apart into what matters for a date
 *
 * English is known, and the months of French, German and Spanish, which are not words of English nor of each other for another month. A date in a
 * language that is not known is none, and never a wrong one.
 */
#include "date-words.h"

#include <liaison/text.h>
#include <string.h>

enum { MONTHS = 12, WEEKDAYS = 7, LONGEST_WORD = 16 };

static const struct {
	const char *text;
	enum date_word word;
} words[] = {
	{ "to", WORD_TO }, { "until", WORD_TO }, { "till", WORD_TO }, { "through", WORD_TO }, { "thru", WORD_TO }, { "and", WORD_TO },
	{ "of", WORD_OF }, { "the", WORD_OF }, { "de", WORD_OF },
	{ "mid", WORD_PART }, { "middle", WORD_PART }, { "early", WORD_PART }, { "late", WORD_PART }, { "end", WORD_PART },
	{ "beginning", WORD_PART }, { "start", WORD_PART }, { "half", WORD_PART }, { "during", WORD_PART },
	{ "before", WORD_NEAR }, { "after", WORD_NEAR }, { "about", WORD_NEAR }, { "around", WORD_NEAR }, { "approx", WORD_NEAR },
	{ "approximately", WORD_NEAR }, { "circa", WORD_NEAR }, { "ca", WORD_NEAR }, { "week", WORD_NEAR }, { "commencing", WORD_NEAR },
	{ "starting", WORD_NEAR }, { "from", WORD_NEAR }, { "since", WORD_NEAR },
	{ "tbd", WORD_UNSURE }, { "tba", WORD_UNSURE }, { "tbc", WORD_UNSURE }, { "tentative", WORD_UNSURE },
	{ "tentatively", WORD_UNSURE }, { "provisional", WORD_UNSURE }, { "provisionally", WORD_UNSURE }, { "onwards", WORD_UNSURE },
	{ "determined", WORD_SOMETIME }, { "decided", WORD_SOMETIME }, { "announced", WORD_SOMETIME }, { "earliest", WORD_SOMETIME },
	{ "next", WORD_SOMETIME }, { "asap", WORD_SOMETIME }, { "soon", WORD_SOMETIME }, { "meeting", WORD_SOMETIME },
	{ "plenary", WORD_SOMETIME }, { "quarter", WORD_SOMETIME }, { "weeks", WORD_SOMETIME }, { "months", WORD_SOMETIME },
	{ "spring", WORD_SOMETIME }, { "summer", WORD_SOMETIME }, { "autumn", WORD_SOMETIME }, { "winter", WORD_SOMETIME },
	{ "tomorrow", WORD_SOMETIME }, { "today", WORD_SOMETIME }, { "immediately", WORD_SOMETIME },
	{ "xx", WORD_SOMETIME }, { "xxxx", WORD_SOMETIME }, { "dd", WORD_SOMETIME }, { "yyyy", WORD_SOMETIME },
};

static const char *const months[MONTHS] = {
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
};

static const struct { const char *text; int month; } foreign_months[] = {
	{ "janvier", 1 }, { "février", 2 }, { "mars", 3 }, { "avril", 4 }, { "mai", 5 }, { "juin", 6 }, { "juillet", 7 }, { "août", 8 }, { "septembre", 9 },
	{ "octobre", 10 }, { "novembre", 11 }, { "décembre", 12 },
	{ "januar", 1 }, { "februar", 2 }, { "märz", 3 }, { "juni", 6 }, { "juli", 7 }, { "oktober", 10 }, { "dezember", 12 },
	{ "enero", 1 }, { "febrero", 2 }, { "marzo", 3 }, { "abril", 4 }, { "mayo", 5 }, { "junio", 6 }, { "julio", 7 }, { "agosto", 8 }, { "septiembre", 9 },
	{ "octubre", 10 }, { "noviembre", 11 }, { "diciembre", 12 },
};

static int foreign_month(const char *word)
{
	for (guint i = 0; i < G_N_ELEMENTS(foreign_months); i++)
		if (strcmp(foreign_months[i].text, word) == 0)
			return foreign_months[i].month;
	return 0;
}

static const char *const weekdays[WEEKDAYS] = {
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};

/* Which of names is word, whole or as it is shortened? 1 and on; 0: none. "Marc" is no month. */
static int find_name(const char *const *names, int n, const char *word)
{
	static const char *const shortened[] = { "sept", "tues", "thur", "thurs" };
	gsize length = strlen(word);
	gboolean is_short = length == 3;

	for (guint i = 0; i < G_N_ELEMENTS(shortened); i++)
		is_short = is_short || strcmp(word, shortened[i]) == 0;
	for (int i = 0; i < n; i++)
		if (strcmp(names[i], word) == 0 || (is_short && strncmp(names[i], word, length) == 0))
			return i + 1;
	return 0;
}

static struct date_token *last_of(GArray *tokens)
{
	return tokens->len > 0 ? &g_array_index(tokens, struct date_token, tokens->len - 1) : NULL;
}

static void read_word(const char *start, gsize length, GArray *tokens, struct date_token *token)
{
	char word[LONGEST_WORD] = "";

	token->word = WORD_OTHER;
	if (length >= sizeof word)
		return;
	memcpy(word, start, length);

	token->value = find_name(weekdays, WEEKDAYS, word);
	if (token->value) {
		token->weekday = token->value;
		return;
	}
	token->value = find_name(months, MONTHS, word);
	if (!token->value)
		token->value = foreign_month(word);
	if (token->value) {
		token->word = WORD_MONTH;
		return;
	}
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strcmp(words[i].text, word) == 0) {
			token->word = words[i].word;
			break;
		}
	}
	const struct date_token *last = last_of(tokens);
	token->or_before = token->word == WORD_NEAR && strcmp(word, "before") == 0 && last && last->or_before;
	if (token->word == WORD_OTHER) {
		token->or_before = strcmp(word, "or") == 0;
		token->value = length == 1 ? word[0] : 0;
	}
}

static const char *read_number(const char *p, struct date_token *token)
{
	token->word = WORD_NUMBER;
	for (; g_ascii_isdigit(*p); p++) {
		if (token->digits < 9)
			token->value = token->value * 10 + (*p - '0');
		token->digits++;
	}

	const char *suffix = p + (*p == ' ');
	if (strncmp(suffix, "st", 2) != 0 && strncmp(suffix, "nd", 2) != 0 && strncmp(suffix, "rd", 2) != 0 && strncmp(suffix, "th", 2) != 0)
		return p;
	if (g_unichar_isalnum(g_utf8_get_char(suffix + 2)))
		return p;
	token->ordinal = TRUE;
	return suffix + 2;
}

static enum date_word punctuation(char c)
{
	switch (c) {
	case '-': return WORD_DASH;
	case '/': return WORD_SLASH;
	case '.': return WORD_DOT;
	case ',': return WORD_COMMA;
	case ':': return WORD_COLON;
	case '&': return WORD_TO;
	case '?': return WORD_UNSURE;
	case '(': case '[': return WORD_OPEN;
	case ')': case ']': return WORD_CLOSE;
	case '_': return WORD_OTHER;
	default: return WORD_MARK;
	}
}

/* A weekday is kept as a mark on what follows it, past a comma or a full stop: it only confirms a date. */
static void append(GArray *tokens, struct date_token *token, int *weekday)
{
	if (token->weekday) {
		*weekday = token->weekday;
		return;
	}
	if (*weekday && (token->word == WORD_COMMA || token->word == WORD_DOT || token->word == WORD_OF))
		return;
	token->weekday = *weekday;
	*weekday = 0;
	g_array_append_val(tokens, *token);
}

/* What text_fold_name() does, cheaply for plain ASCII, which most dates are. */
static char *fold(const char *text)
{
	if (!g_str_is_ascii(text))
		return text_fold_name(text);

	char *folded = g_ascii_strdown(text, -1);
	for (char *p = folded; *p; p++)
		if (g_ascii_isspace(*p))
			*p = ' ';
	return folded;
}

GArray *date_words(const char *text)
{
	GArray *tokens = g_array_new(FALSE, FALSE, sizeof(struct date_token));
	g_autofree char *folded = fold(text);
	const char *p = folded;
	int depth = 0, weekday = 0;

	while (*p) {
		struct date_token token = { .joined = p > folded && p[-1] != ' ' };
		const char *start = p;

		if (*p == ' ') {
			p++;
			continue;
		}
		if (g_ascii_isdigit(*p)) {
			p = read_number(p, &token);
		} else if (g_unichar_isalpha(g_utf8_get_char(p))) {
			while (g_unichar_isalpha(g_utf8_get_char(p)))
				p = g_utf8_next_char(p);
			read_word(start, (gsize) (p - start), tokens, &token);
		} else {
			token.word = punctuation(*p);
			token.value = *p == '?' ? '?' : 0;
			p = g_utf8_next_char(p);
		}
		depth += token.word == WORD_OPEN;
		token.depth = depth;
		depth -= token.word == WORD_CLOSE && depth > 0;
		append(tokens, &token, &weekday);
	}
	struct date_token end = { .word = WORD_END, .depth = depth };
	append(tokens, &end, &weekday);
	return tokens;
}
