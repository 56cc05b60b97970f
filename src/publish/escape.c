/* SPDX-License-Identifier: BSD-2-Clause
 *
 * escape.c - from text to each of the languages that are written here
 */
#include <config.h>
#include <string.h>
#include <liaison/text.h>
#include "escape.h"

#define REPLACEMENT 0xfffd

/* What would act instead of showing. Marks that only help to order right-to-left text (LRM, RLM, ALM) may stay. */
static gboolean is_harmful(gunichar c)
{
	return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 || c == 0xfeff || (c & 0xfffe) == 0xfffe ||
	       (c >= 0xfdd0 && c <= 0xfdef);
}

/* The next character of any bytes, with CRLF and CR as line end. */
static gunichar next(const char **text)
{
	gunichar c = g_utf8_get_char_validated(*text, -1);

	if (c == (gunichar)-1 || c == (gunichar)-2) {
		(*text)++;
		return REPLACEMENT;
	}
	*text = g_utf8_next_char(*text);
	if (c == '\r') {
		*text += **text == '\n';
		return '\n';
	}
	return is_harmful(c) ? REPLACEMENT : c;
}

/* Printable ASCII that means nothing in any of the languages here: most of what there is. */
static gsize plain_run(const char *text)
{
	const char *p = text;

	while (*p >= ' ' && *p < 0x7f && *p != '&' && *p != '<' && *p != '>' && *p != '"' && *p != '\'')
		p++;
	return (gsize)(p - text);
}

static void put_markup(GString *out, gunichar c)
{
	switch (c) {
	case '&': g_string_append(out, "&amp;"); break;
	case '<': g_string_append(out, "&lt;"); break;
	case '>': g_string_append(out, "&gt;"); break;
	case '"': g_string_append(out, "&quot;"); break;
	case '\'': g_string_append(out, "&#39;"); break;
	default: g_string_append_unichar(out, c);
	}
}

void escape_markup(GString *out, const char *text)
{
	while (*text) {
		gsize run = plain_run(text);

		g_string_append_len(out, text, (gssize)run);
		text += run;
		if (*text)
			put_markup(out, next(&text));
	}
}

void escape_markup_cut(GString *out, const char *text, guint max)
{
	for (; *text && max; max--)
		put_markup(out, next(&text));
	if (*text)
		g_string_append(out, "…");
}

void escape_ics(GString *out, const char *text)
{
	while (*text) {
		gsize run = plain_run(text), special = strcspn(text, "\\;,\n");
		gunichar c;

		run = MIN(run, special);
		g_string_append_len(out, text, (gssize)run);
		text += run;
		if (!*text)
			return;
		c = next(&text);
		if (c == '\n')
			g_string_append(out, "\\n");
		else if (c == '\\' || c == ';' || c == ',')
			g_string_append_printf(out, "\\%c", (char)c);
		else
			g_string_append_unichar(out, c);
	}
}

void escape_csv(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	if (*text && strchr("=+-@\t", *text))
		g_string_append_c(out, '\'');
	while (*text) {
		gunichar c = next(&text);

		if (c == '"')
			g_string_append_c(out, '"');
		g_string_append_unichar(out, c);
	}
	g_string_append_c(out, '"');
}

char *escape_plain(const char *text)
{
	GString *out = g_string_sized_new(strlen(text) + 1);

	while (*text) {
		gsize run = plain_run(text);

		g_string_append_len(out, text, (gssize)run);
		text += run;
		if (*text)
			g_string_append_unichar(out, next(&text));
	}
	return g_string_free(out, FALSE);
}

char *escape_line(const char *text, guint max)
{
	g_autofree char *plain = escape_plain(text);
	g_autofree char *folded = text_fold_space(plain);
	char *end;

	if (g_utf8_strlen(folded, -1) <= (glong)max)
		return g_steal_pointer(&folded);
	end = g_utf8_offset_to_pointer(folded, (glong)max);
	*end = '\0';
	return g_strconcat(g_strchomp(folded), "…", NULL);
}
