/* SPDX-License-Identifier: BSD-2-Clause
 *
 * prose.c - the running text of a letter as sentences
 */
#include "prose.h"
#include <liaison/text.h>
#include <string.h>
#include "label-read.h"
#include "letter.h"
#include "line.h"
#include "pattern.h"

#define SENTENCE_LENGTH_MAX 2000

PATTERN(disclaimer, "\\b(not|only|solely|other than) (for |by )?(an? |the )?(use of )?(the )?(intended|named|above[- ]named|proper)?\\s?(addressee|recipient)|\\bintended (only |solely |for the )|"
	"\\b(received|sent|come|reached you) (this |it |to you )?(e-?mail |message )?(to you )?in error\\b|\\b(e-?mail|message)\\b.{0,60}\\b(confidential|privileged|viruses)\\b")

static void sentence_free(struct sentence *sentence)
{
	g_free(sentence->text);
	g_free(sentence);
}

/* What a company's mail server puts below every mail asks the letter's reader nothing. */
static gboolean is_disclaimer(const char *text)
{
	static const char *const words[] = { "addressee", "recipient", "confidential", "in error", "virus" };

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(text, words[i]))
			return pattern_matches(pattern_disclaimer(), text);
	return FALSE;
}

static void add(GPtrArray *sentences, const char *text, gsize length, guint line, guint paragraph)
{
	g_autofree char *piece = g_strndup(text, length);
	g_autofree char *folded = text_fold_space(piece);
	struct sentence *sentence;

	if (!*folded || sentences->len >= SENTENCES_MAX || is_disclaimer(folded))
		return;
	sentence = g_new0(struct sentence, 1);
	sentence->text = g_steal_pointer(&folded);
	sentence->line = line;
	sentence->paragraph = paragraph;
	g_ptr_array_add(sentences, sentence);
}

/* A sentence ends at a mark that is followed by a blank and a capital, a bracket or nothing; not behind "e.g." or "No.". */
static gboolean ends_here(const char *begin, const char *p)
{
	const char *word = p;

	if (*p != '.' && *p != '!' && *p != '?')
		return FALSE;
	if (p[1] == '\0')
		return TRUE;
	if (p[1] != ' ' || !(g_ascii_isupper(p[2]) || p[2] == '(' || p[2] == '"' || (guchar)p[2] >= 0x80))
		return FALSE;
	while (word > begin && word[-1] != ' ')
		word--;
	return p - word > 2 || !g_ascii_isupper(*word);         /* "J. Doe" goes on */
}

static void split(GPtrArray *sentences, GString *paragraph, guint line, guint number)
{
	const char *begin = paragraph->str;

	for (const char *p = begin; *(p += strcspn(p, ".!?")) || p - begin > SENTENCE_LENGTH_MAX; p++) {
		const char *blank = p - begin > SENTENCE_LENGTH_MAX ? memchr(begin + SENTENCE_LENGTH_MAX, ' ', (gsize)(p - begin) - SENTENCE_LENGTH_MAX) : NULL;

		if (blank)
			p = blank;
		else if (!*p)
			break;
		else if (!ends_here(begin, p))
			continue;
		add(sentences, begin, (gsize)(p - begin) + 1, line, number);
		begin = p + 1;
	}
	add(sentences, begin, strlen(begin), line, number);
	g_string_truncate(paragraph, 0);
}

GPtrArray *prose_sentences(const GPtrArray *lines, guint from)
{
	return prose_sentences_until(lines, from, lines->len);
}

GPtrArray *prose_sentences_until(const GPtrArray *lines, guint from, guint to)
{
	GPtrArray *sentences = g_ptr_array_new_with_free_func((GDestroyNotify)sentence_free);
	g_autoptr(GString) paragraph = g_string_new(NULL);
	guint line = 0, number = 0;

	for (guint i = from; i < to && i < lines->len && sentences->len < SENTENCES_MAX; i++) {
		const struct line *l = g_ptr_array_index(lines, i);

		const gboolean greets = letter_line_greets(l);

		if ((line_is_blank(l) || l->quote > 0 || greets || label_line_is_like(l)) && paragraph->len > 0) {
			split(sentences, paragraph, line, number);
			number++;
		}
		if (line_is_blank(l) || l->quote > 0)
			continue;
		if (paragraph->len == 0)
			line = l->number;
		else
			g_string_append_c(paragraph, ' ');
		g_string_append(paragraph, l->text + strspn(l->text, " \t"));
		if (l->cells || (greets && strchr(",:", l->text[strlen(l->text) - 1]))) {       /* a row or a greeting is no part of its neighbours */
			split(sentences, paragraph, line, number);
			number++;
		}
	}
	if (paragraph->len > 0)
		split(sentences, paragraph, line, number);
	return sentences;
}

char *prose_text(const GPtrArray *lines, guint from)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = from; i < lines->len; i++) {
		const struct line *line = g_ptr_array_index(lines, i);

		if (text->len == 0 && line_is_blank(line))
			continue;
		for (guint q = 0; q < line->quote && q < 8; q++)
			g_string_append(text, "> ");
		g_string_append(text, line->text);
		g_string_append_c(text, '\n');
	}
	g_strchomp(text->str);
	return text->str[0] ? g_strdup(text->str) : NULL;
}
