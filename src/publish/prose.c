/* SPDX-License-Identifier: BSD-2-Clause
 *
 * prose.c - the text of a letter, so that it can be read on a phone
 *
 * Letters come hard-wrapped at some column. A paragraph all of whose lines but the last are long is running text, and flows; lists,
 * addresses and signatures keep their lines; what is aligned by runs of blanks, as tables and drawings are, keeps every blank.
 */
#include <config.h>
#include <string.h>
#include "escape.h"
#include "page.h"

#define LONGEST 6      /* bytes of a reference, for one character */

enum shape { SHAPE_FLOWING, SHAPE_LINES, SHAPE_ALIGNED };

static gboolean begins_item(const char *line)
{
	const char *p = line;

	if (strchr("-*>+#|_=", *p) || g_str_has_prefix(p, "•") || g_str_has_prefix(p, "–"))
		return TRUE;
	while (g_ascii_isalnum(*p) && p - line < 4)
		p++;
	return p != line && (*p == ')' || *p == '.') && (p[1] == ' ' || p[1] == '\t');
}

static gboolean is_aligned(const char *line)
{
	const char *p = line + strspn(line, " ");

	/* two letters apart by three blanks, or after a dot by more: a column */
	for (; *p; p++)
		if (*p == '\t' || (p[0] == ' ' && p[1] == ' ' && p[2] == ' ' && p[3] && p[3] != ' '))
			return TRUE;
	return strstr(line, "+--") || strstr(line, "---") || strstr(line, "===") || strstr(line, "___");
}

static enum shape shape_of(char **lines, guint n)
{
	enum shape shape = SHAPE_FLOWING;

	for (guint i = 0; i < n; i++) {
		if (is_aligned(lines[i]))
			return SHAPE_ALIGNED;
		if ((i + 1 < n && g_utf8_strlen(lines[i], 200) < 50) || (i && (begins_item(lines[i]) || *lines[i] == ' ')))
			shape = SHAPE_LINES;
	}
	return shape;
}

/* An address of the web in running text: only these two schemes, only characters that RFC 3986 has, and no sentence mark last. */
static gsize web_address(const char *p)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#@!$&*+,;=%";
	gsize scheme = g_str_has_prefix(p, "https://") ? 8 : g_str_has_prefix(p, "http://") ? 7 : 0;
	gsize length = scheme ? scheme + strspn(p + scheme, allowed) : 0;

	while (length > scheme && strchr(".,;:!?*", p[length - 1]))
		length--;
	return length > scheme + 3 && length < 1000 ? length : 0;
}

static void put_words(GString *out, const char *text)
{
	const char *from = text;

	for (const char *p = text; *p; p++) {
		gsize length = *p == 'h' ? web_address(p) : 0;
		g_autofree char *before = length ? g_strndup(from, (gsize)(p - from)) : NULL;
		g_autofree char *address = length ? g_strndup(p, length) : NULL;

		if (!length)
			continue;
		escape_markup(out, before);
		g_string_append(out, "<a href=\"");
		escape_markup(out, address);
		g_string_append(out, "\" rel=\"nofollow noopener noreferrer ugc\">");
		escape_markup(out, address);
		g_string_append(out, "</a>");
		from = p + length;
		p += length - 1;
	}
	escape_markup(out, from);
}

static void put_paragraph(GString *out, char **lines, guint n)
{
	static const struct { const char *begin, *join, *end; } forms[] = {
		[SHAPE_FLOWING] = { "<p dir=\"auto\">", " ", "</p>\n" },
		[SHAPE_LINES] = { "<p dir=\"auto\" class=\"lines\">", "\n", "</p>\n" },
		[SHAPE_ALIGNED] = { "<pre tabindex=\"0\" dir=\"auto\">", "\n", "</pre>\n" },
	};
	enum shape shape = shape_of(lines, n);

	g_string_append(out, forms[shape].begin);
	for (guint i = 0; i < n; i++) {
		if (i)
			g_string_append(out, forms[shape].join);
		put_words(out, shape == SHAPE_FLOWING ? g_strstrip(lines[i]) : g_strchomp(lines[i]));
	}
	g_string_append(out, forms[shape].end);
}

static gboolean is_blank(const char *line)
{
	return !line[strspn(line, " \t")];
}

/* A paragraph that would go beyond is cut inside, so that even a letter without a line end shows its beginning. */
gboolean page_prose(GString *out, const char *text, gsize max)
{
	gsize begin = out->len, kept = strlen(text);
	gboolean cut = kept > max;
	g_autofree char *part = NULL;
	g_auto(GStrv) lines = NULL;

	while (cut && max && ((guchar)text[max] & 0xc0) == 0x80)
		max--;
	part = g_strndup(text, cut ? max : kept);
	lines = g_strsplit(part, "\n", -1);
	for (char **line = lines; *line;) {
		gsize before = out->len;
		guint n = 0;

		if (is_blank(*line)) {
			line++;
			continue;
		}
		while (line[n] && !is_blank(line[n]))
			n++;
		put_paragraph(out, line, n);
		if (out->len - begin > max) {           /* references made it longer than its text */
			g_autofree char *whole = g_strjoinv("\n", line);

			g_string_truncate(out, before);
			g_string_append(out, "<p dir=\"auto\" class=\"lines\">");
			escape_markup_cut(out, whole, (guint)((max - (before - begin)) / LONGEST));
			g_string_append(out, "</p>\n");
			return FALSE;
		}
		line += n;
	}
	return !cut;
}
