/* SPDX-License-Identifier: BSD-2-Clause
 *
 * term.c - text in columns, for people before a terminal
 */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <liaison/text.h>
#include "term.h"

#define WIDTH_DEFAULT 80
#define WIDTH_MIN 40
#define WIDTH_MAX 1000

guint term_width(void)
{
	const char *columns = g_getenv("COLUMNS");
	struct winsize size;
	guint64 width = 0;

	if (columns && g_ascii_string_to_unsigned(columns, 10, 1, G_MAXUINT16, &width, NULL))
		return (guint)CLAMP(width, WIDTH_MIN, WIDTH_MAX);
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return CLAMP((guint)size.ws_col, WIDTH_MIN, WIDTH_MAX);
	return WIDTH_DEFAULT;
}

char *term_safe(const char *text)
{
	g_autofree char *blanks = g_strdup(text ? text : "");

	return text_escape_control(g_strdelimit(blanks, "\t", ' '));
}

static guint character_columns(gunichar c)
{
	if (g_unichar_iszerowidth(c))
		return 0;
	return g_unichar_iswide(c) ? 2 : 1;
}

static gsize character_length(const char *p)
{
	return (gsize)g_utf8_skip[(guchar)*p];
}

guint term_columns(const char *text)
{
	guint columns = 0;

	for (const char *p = text; *p; p += character_length(p))
		columns += character_columns(g_utf8_get_char(p));
	return columns;
}

/* How many bytes of text fit into width columns. */
static gsize bytes_within(const char *text, guint width)
{
	const char *p = text;
	guint columns = 0;

	for (; *p; p += character_length(p)) {
		columns += character_columns(g_utf8_get_char(p));
		if (columns > width)
			break;
	}
	return (gsize)(p - text);
}

char *term_cut(const char *text, guint width)
{
	g_autofree char *head = NULL;

	if (width == 0)
		return g_strdup("");
	if (term_columns(text) <= width)
		return g_strdup(text);
	head = g_strndup(text, bytes_within(text, width - 1));
	return g_strconcat(g_strchomp(head), "…", NULL);
}

static void fill(GString *out, guint count)
{
	for (guint i = 0; i < count; i++)
		g_string_append_c(out, ' ');
}

void term_pad(GString *out, const char *text, guint width)
{
	g_autofree char *cut = term_cut(text, width);

	g_string_append(out, cut);
	fill(out, width - MIN(width, term_columns(cut)));
}

void term_wrap(GString *out, const char *text, guint indent, guint width)
{
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	guint room = width > indent + 10 ? width - indent : 10;
	guint used = 0;

	for (char **word = words; *word; word++) {
		const char *rest = *word;

		if (!*rest)
			continue;
		if (used && used + 1 + term_columns(rest) > room) {
			g_string_append_c(out, '\n');
			fill(out, indent);
			used = 0;
		}
		if (used) {
			g_string_append_c(out, ' ');
			used++;
		}
		while (term_columns(rest) > room) {
			gsize bytes = MAX(bytes_within(rest, room), 1);

			g_string_append_len(out, rest, (gssize)bytes);
			g_string_append_c(out, '\n');
			fill(out, indent);
			rest += bytes;
		}
		g_string_append(out, rest);
		used += term_columns(rest);
	}
	g_string_append_c(out, '\n');
}

void term_labelled(GString *out, const char *label, guint label_width, const char *text, guint width)
{
	term_pad(out, label, label_width);
	term_wrap(out, text, label_width, width);
}
