/* SPDX-License-Identifier: BSD-2-Clause
 *
 * label-wrap.c - a label that was broken in a column too narrow for it
 *
 *     For            IETF X WG; TM Forum
 *     information
 *     to:
 *
 * Its words stand one below the other at the margin, the first of them with a capital and the last with the colon; what stands beside
 * them is the value.
 */
#include <string.h>
#include "label-read.h"

#define WRAP_LINES 3
#define PART_WORDS 3            /* of a label, on one line */

/* A line of the value is empty where somebody wrote a dash. */
static gsize length_before_dash(const char *text)
{
	gsize length = strlen(text);

	if (length > 2 && text[length - 1] == '-' && text[length - 2] == ' ')
		return length - 2;
	return length > 4 && g_str_has_suffix(text, " \342\200\223") ? length - 4 : length;
}

/* What of the line belongs to the label: up to a gap, all of a line that is short enough, or its first word. */
static gsize part_of_label(const char *text, gboolean first)
{
	gsize gap = label_gap(text), length = length_before_dash(text);

	if (gap)
		return gap;
	if (text[length - 1] == ':' || first)
		return length;
	return strcspn(text, " ");
}

/* May the line go on with a label, at that column? */
static gboolean goes_on(const struct line *line, guint indent)
{
	return line->quote == 0 && !line->cells && line_indent(line) == indent && g_ascii_islower(line->text[strspn(line->text, " \t")]);
}

static void append(GString *string, const char *between, const char *text, gsize length)
{
	g_autofree char *part = g_strstrip(g_strndup(text, length));

	if (*part)
		g_string_append_printf(string, "%s%s", string->len ? between : "", part);
}

guint label_read_wrapped(struct label_reader *reader, guint i)
{
	const struct line *first = g_ptr_array_index(reader->lines, i);
	const struct line *next = i + 1 < reader->lines->len ? g_ptr_array_index(reader->lines, i + 1) : NULL;
	guint indent = line_indent(first);

	if (!next || first->cells || strchr(first->text, ':') || !g_ascii_isupper(first->text[strspn(first->text, " \t")]) || !goes_on(next, indent))
		return 0;
	g_autoptr(GString) label_text = g_string_new(NULL), value = g_string_new(NULL);

	for (guint n = 0; n < WRAP_LINES && i + n < reader->lines->len; n++) {
		const struct line *line = g_ptr_array_index(reader->lines, i + n);
		const char *text = line->text + strspn(line->text, " \t");
		gsize length;
		enum label label;

		if (n > 0 && !goes_on(line, indent))
			return 0;
		length = part_of_label(text, n == 0);
		append(label_text, " ", text, length);
		append(value, "\n", text + length, strlen(text + length));
		if (label_words(label_text->str) > PART_WORDS + n)
			return 0;
		if (n == 0 || label_text->str[label_text->len - 1] != ':')
			continue;
		label = label_find_n(reader->layout, label_text->str, label_text->len - 1);
		return label == LABEL_NONE ? 0 : label_read(reader, i + n, label, g_strndup(label_text->str, label_text->len - 1), value->str);
	}
	return 0;
}
