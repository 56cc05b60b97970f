/* SPDX-License-Identifier: BSD-2-Clause
 *
 * label-line.c - does a line hold a label, prose or a heading?
 */
#include <liaison/date.h>
#include <string.h>
#include "label-hint.h"
#include "label-read.h"
#include "pattern.h"

#define OWNER_WORDS 3          /* of a name in front of a label */

PATTERN_CASE(label_like, "^\\s*[A-Z][\\w /().#'-]{0,40}\\s?:(\\s|$)")
PATTERN(salutation, "^\\s*(dear|hello|hi|to whom|ladies|colleagues)\\b")
PATTERN_CASE(heading, "^\\s*(\\d{1,2}(\\.\\d{1,2})?\\.?|#{1,4})\\s+\\(?[A-Z]")
PATTERN(open, "[^:] (of|for|the|an?|and|or|in|on|to|with|between|from|by|at|into|over|under|via|und|für|von|der|des|et|du|de|des|pour|y)$")
PATTERN(rule, "^\\s*[-_=*]{8,}\\s*$|^\\s*[|+][-=|+: ]{6,}\\s*$")
PATTERN(banner, "^\\s*(liaison statement|liaison letter|\\*+)\\s*$")

/* Labels that may stand without any separator, alone on their line, as cells do in the plain text of a table. */
gboolean label_may_be_bare(enum label label)
{
	return label != LABEL_NONE && label < LABEL_RESPONSE_TO;
}

/* "Broadband Forum Liaison To", "OMA contact person": the words in front say whose label it is. What is left has two words, or is a contact. */
static enum label label_behind_name(const struct layout *layout, const char *text)
{
	for (guint n = 0; n < OWNER_WORDS && g_ascii_isupper(*text); n++) {
		const char *blank = strchr(text, ' ');
		enum label label;

		if (!blank || blank[1] == '(')
			return LABEL_NONE;
		text = blank + strspn(blank, " ");
		label = label_find(layout, text);
		if (label != LABEL_NONE && label < LABEL_ATTACHMENTS)
			return label == LABEL_CONTACT || (strchr(text, ' ') && strchr(text, ' ')[1] != '(') ? label : LABEL_NONE;
	}
	return LABEL_NONE;
}

enum label label_find_n(const struct layout *layout, const char *text, gsize length)
{
	gsize max = length > 0 && text[length - 1] == ')' ? LABEL_HINTED_MAX : LABEL_LENGTH_MAX;
	g_autofree char *key = length <= max ? g_strndup(text, length) : NULL;
	enum label label = key ? label_find(layout, key) : LABEL_NONE;

	return key && label == LABEL_NONE ? label_behind_name(layout, key) : label;
}

const char *label_skip_decoration(const char *text)
{
	text += strspn(text, " \t");
	while (*text == '*' || *text == '_' || *text == '#' || ((*text == '-' || *text == '|') && text[1] == ' '))
		text += strspn(text, "*_#-| ");
	if (g_ascii_isdigit(*text)) {                         /* "3. To: …" */
		gsize digits = strspn(text, "0123456789");

		if (digits <= 2 && (text[digits] == '.' || text[digits] == ')') && text[digits + 1] == ' ')
			text += digits + 1 + strspn(text + digits + 1, " ");
	}
	return text;
}

const char *label_skip_separator(const char *value)
{
	value += strspn(value, "*_ \t");
	return value;
}

gsize label_gap(const char *text)
{
	for (const char *p = text; *p && p - text <= LABEL_LENGTH_MAX; p++)
		if (*p == '\t' || (p[0] == ' ' && p[1] == ' ' && p[2] == ' ') || (p > text && p[0] == ' ' && (p[1] == '|' || strncmp(p + 1, "...", 3) == 0 || strncmp(p + 1, ". . ", 4) == 0 || strncmp(p + 1, "- ", 2) == 0 || strncmp(p + 1, "\342\200\223 ", 4) == 0)))
			return (gsize)(p - text);
	return 0;
}

enum label label_in_column(const struct layout *layout, const char *text, gsize *ret_length)
{
	gsize gap = label_gap(text);
	enum label label = gap ? label_find_n(layout, text, gap) : LABEL_NONE;

	if (label != LABEL_NONE)
		*ret_length = gap;
	return label;
}

/* "Contact   - Jane Doe", "Contact ..... Jane Doe", "Contact . . . Jane Doe" */
static const char *skip_gap(const char *value)
{
	value = label_skip_separator(value);
	if (g_str_has_prefix(value, "..."))
		value = label_skip_separator(value + strspn(value, "."));
	else if (g_str_has_prefix(value, ". . "))
		value += strspn(value, ". ");
	if (*value == ':')
		return label_skip_separator(value + 1);
	if (*value == '|')
		return label_skip_separator(value + 1);
	if (g_str_has_prefix(value, "\342\200\223 "))
		return label_skip_separator(value + 3);
	return (value[0] == '-' || value[0] == '=') && value[1] == ' ' ? label_skip_separator(value + 1) : value;
}

/* Does text begin with a label? ret_text gets the label, ret_value points to what follows it ("" when nothing does). */
enum label label_at(const struct layout *layout, const char *text, guint how, char **ret_text, const char **ret_value)
{
	const char *begin = label_skip_decoration(text), *colon = strchr(begin, ':');
	enum label label;
	gsize length;

	if (colon && colon - begin <= LABEL_HINTED_MAX && (label = label_find_n(layout, begin, (gsize)(colon - begin))) != LABEL_NONE) {
		*ret_text = g_strndup(begin, (gsize)(colon - begin));
		*ret_value = label_skip_separator(colon + 1);
	} else if ((label = label_in_column(layout, begin, &length)) != LABEL_NONE && (label_may_be_bare(label) || (how & LABEL_COLUMN))) {
		*ret_text = g_strndup(begin, length);
		*ret_value = skip_gap(begin + length);
	} else if ((label = label_find_phrase(begin, ret_value)) != LABEL_NONE) {
		*ret_text = g_strndup(begin, (gsize)(*ret_value - begin));
	} else if ((how & LABEL_ALONE) && (label_may_be_bare(label = label_find_n(layout, begin, strlen(begin))) || label == LABEL_CONTACT)) {
		*ret_text = g_strdup(begin);
		*ret_value = begin + strlen(begin);
	} else {
		return LABEL_NONE;
	}
	g_strstrip(*ret_text);
	return label;
}

enum label label_begins(const struct layout *layout, const char *text, guint how)
{
	g_autofree char *label_text = NULL;
	const char *value;

	return label_at(layout, text, how, &label_text, &value);
}

guint label_words(const char *text)
{
	guint words = 0;

	for (const char *p = text; *p; p++)
		words += *p != ' ' && *p != '\t' && (p[1] == ' ' || p[1] == '\t' || p[1] == '\0');
	return words;
}

gboolean label_line_is_prose(const struct line *line)
{
	const char *text = line->text;

	if (line->cells && line->cells->len > 1)
		return FALSE;
	if (pattern_matches(pattern_salutation(), text))
		return TRUE;
	return label_words(text) >= PROSE_WORDS && !pattern_matches(pattern_label_like(), text);
}

gboolean label_line_is_open(const char *text)
{
	return pattern_matches(pattern_open(), text);
}

gboolean label_line_is_heading(const struct line *line)
{
	struct date date;

	/* "1 April 2012" begins like "1 Introduction" */
	return pattern_matches(pattern_heading(), line->text) && label_words(line->text) <= 8 && date_parse(line->text, &date) == DATE_NONE;
}

gboolean label_line_is_banner(const char *text)
{
	return pattern_matches(pattern_banner(), text);
}

gboolean label_line_is_rule(const struct line *line)
{
	const char *text = line->text + strspn(line->text, " \t");

	return *text && strchr("-_=*|+", *text) && pattern_matches(pattern_rule(), line->text);
}

gboolean label_line_is_break(const struct line *line)
{
	return label_line_is_rule(line) || pattern_matches(pattern_banner(), line->text) || pattern_matches(pattern_salutation(), line->text);
}

gboolean label_line_is_like(const struct line *line)
{
	return strchr(line->text, ':') && pattern_matches(pattern_label_like(), line->text);
}
