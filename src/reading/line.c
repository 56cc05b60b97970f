/* SPDX-License-Identifier: BSD-2-Clause
 *
 * line.c - a text as lines
 */
#include "line.h"
#include <string.h>

/* How much of it is kept as it is. */
static gsize plain_length(const char *text, const char *end)
{
	const char *p = text;

	while (p < end && ((*p >= ' ' && *p < 0x7F) || *p == '\t' || *p == '\n'))
		p++;
	return (gsize)(p - text);
}

struct line *line_new(const char *text, gssize length, guint number)
{
	gsize n = length < 0 ? strlen(text) : (gsize)length;
	const char *end = text + MIN(n, LINE_LENGTH_MAX);
	GString *out;
	struct line *line = g_new0(struct line, 1);
	gsize plain = plain_length(text, end);

	line->number = number;
	if (text + plain == end) {                            /* nearly all there is */
		while (plain > 0 && g_ascii_isspace(text[plain - 1]))
			plain--;
		line->text = g_strndup(text, plain);
		return line;
	}
	out = g_string_sized_new((gsize)(end - text) + 1);
	for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
		gunichar c;

		if ((guchar)*p > ' ' && (guchar)*p < 0x7F) {
			g_string_append_c(out, *p);
			continue;
		}
		c = g_utf8_get_char(p);
		if (g_utf8_next_char(p) > end)
			break;                                /* the limit fell into a character */
		if (c == '\t' || c == '\n')
			g_string_append_c(out, (char)c);
		else if (c == 0xFF1A)
			g_string_append(out, ": ");           /* the colon of Chinese and Japanese labels */
		else if (c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF || c == 0xAD)
			continue;                             /* invisible: writers put them into labels and addresses */
		else if (g_unichar_isspace(c) || g_unichar_iscntrl(c))
			g_string_append_c(out, ' ');
		else
			g_string_append_unichar(out, c);
	}
	line->text = g_strchomp(g_string_free(out, FALSE));
	return line;
}

void line_free(struct line *line)
{
	if (!line)
		return;
	g_free(line->text);
	g_clear_pointer(&line->cells, g_ptr_array_unref);
	g_free(line);
}

const char *line_end(const char *text)
{
	const char *end = strchr(text, '\n');

	return end ? end : text + strlen(text);
}

gboolean line_is_blank(const struct line *line)
{
	return line->text[strspn(line->text, " \t\n")] == '\0';
}

guint line_indent(const struct line *line)
{
	guint columns = 0;

	for (const char *p = line->text; *p == ' ' || *p == '\t'; p++)
		columns = *p == '\t' ? (columns / 8 + 1) * 8 : columns + 1;
	return columns;
}

GPtrArray *lines_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)line_free);
}

/* ">", "> >", ">>" and "| " are quotation; what follows one blank after the last mark is the text (RFC 3676 4.5). */
static const char *skip_quote(const char *p, const char *end, guint *ret_depth)
{
	const char *text = p;
	guint depth = 0;

	while (p < end && (*p == '>' || (*p == ' ' && depth > 0))) {
		if (*p == '>') {
			depth++;
			text = p + 1;
		}
		p++;
	}
	if (depth > 0 && text < end && *text == ' ')
		text++;
	*ret_depth = depth;
	return text;
}

GPtrArray *lines_from_text(const char *text, gboolean *ret_cut)
{
	g_autoptr(GPtrArray) lines = lines_new();
	gboolean cut = FALSE;
	const char *p = text;
	guint number = 0;

	while (*p) {
		const char *end = line_end(p);
		struct line *line;
		guint depth;
		const char *from = skip_quote(p, end, &depth);

		if (++number > LINES_MAX) {
			cut = TRUE;
			break;
		}
		cut |= end - from > LINE_LENGTH_MAX;
		line = line_new(from, end - from, number);
		line->quote = depth;
		g_ptr_array_add(lines, line);
		p = *end ? end + 1 : end;
	}
	if (ret_cut)
		*ret_cut = cut;
	return g_steal_pointer(&lines);
}
