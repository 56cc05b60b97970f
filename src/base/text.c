/* SPDX-License-Identifier: BSD-2-Clause
 *
 * text.c - making strangers' text valid, comparable and harmless
 */
#include <config.h>
#include <string.h>
#include <liaison/text.h>

#define REPLACEMENT "\357\277\275"      /* U+FFFD */

/* The longest prefix of at most max bytes that ends between characters. */
static gsize whole_characters(const char *text, gsize length, gsize max)
{
	if (length <= max)
		return length;
	while (max && ((guchar)text[max] & 0xc0) == 0x80)
		max--;
	return max;
}

char *text_make_valid(const void *bytes, gsize length, gsize max, gboolean *ret_cut)
{
	const char *in = bytes ? bytes : "", *end = in + length;        /* an empty GBytes has none */
	GString *out = g_string_sized_new(MIN(length, max) + 1);
	gsize kept;

	/* one character too many is enough to know that something was left off */
	while (in < end && out->len <= max) {
		gsize run = 0, left = (gsize)(end - in), most = MIN(left, max - out->len + 1);

		while (run < most && in[run] > 0 && in[run] != '\r')
			run++;
		if (run) {              /* ASCII, as nearly everything */
			g_string_append_len(out, in, (gssize)run);
			in += run;
		} else if (*in == '\r') {
			g_string_append_c(out, '\n');
			in += 1 + (left > 1 && in[1] == '\n');
		} else if (*in && g_utf8_get_char_validated(in, (gssize)MIN(left, 4)) < (gunichar)-2) {
			run = (gsize)(g_utf8_next_char(in) - in);
			g_string_append_len(out, in, (gssize)run);
			in += run;
		} else {
			g_string_append(out, REPLACEMENT);
			in++;
		}
	}
	kept = whole_characters(out->str, out->len, max);
	if (ret_cut)
		*ret_cut = kept < out->len || in < end;
	g_string_truncate(out, kept);
	return g_string_free(out, FALSE);
}

static gboolean is_space(gunichar c)
{
	return g_unichar_isspace(c) || c == 0xa0 || c == 0x200b || c == 0x202f || c == 0xfeff;
}

/* Called for every line of every mail, which is ASCII nearly throughout: bytes are written straight, characters only where there are some. */
char *text_fold_space(const char *text)
{
	char *out = g_malloc(strlen(text) + 1), *end = out;
	gboolean gap = FALSE;

	for (const char *p = text, *next; *p; p = next) {
		gboolean ascii = (guchar)*p < 0x80;

		if (!gap && *p > ' ') {                       /* inside of a word, as nearly always */
			*end++ = *p;
			next = p + 1;
			continue;
		}
		next = ascii ? p + 1 : g_utf8_next_char(p);
		if (ascii ? g_ascii_isspace(*p) && *p != '\v' : is_space(g_utf8_get_char(p))) {
			gap = end != out;
			continue;
		}
		if (gap)
			*end++ = ' ';
		gap = FALSE;
		/* never longer than what was read: a gap took at least one byte */
		while (p < next)
			*end++ = *p++;
	}
	*end = '\0';
	return out;
}

static gunichar plain_sign(gunichar c)
{
	switch (c) {
	case 0x2018: case 0x2019: case 0x201a: case 0x201b: case 0x2032: case 0xb4: case '`': return '\'';
	case 0x201c: case 0x201d: case 0x201e: case 0x201f: case 0x2033: case 0xab: case 0xbb: return '"';
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: return '-';
	default: return c;
	}
}

/* Plain ASCII, as nearly always: in one go, without tables. */
static char *fold_ascii(const char *text, gsize length)
{
	char *out = g_malloc(length + 1), *end = out;
	gboolean gap = FALSE;

	for (const char *p = text; *p; p++) {
		char c = *p;

		if (c == ' ' || (c >= '\t' && c <= '\r' && c != '\v')) {
			gap = end != out;
			continue;
		}
		if (gap)
			*end++ = ' ';
		gap = FALSE;
		*end++ = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c == '`' ? '\'' : c;
	}
	*end = '\0';
	return out;
}

char *text_fold_name(const char *text)
{
	g_autofree char *normal = NULL, *plain = NULL, *folded = NULL;
	GString *out;
	const char *p;

	for (p = text; *p && (guchar)*p < 0x80; p++)
		;
	if (!*p)
		return fold_ascii(text, (gsize)(p - text));
	normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
	if (!normal)
		normal = g_strdup(text);
	out = g_string_sized_new(strlen(normal) + 1);
	for (p = normal; *p; p = g_utf8_next_char(p))
		g_string_append_unichar(out, plain_sign(g_utf8_get_char(p)));
	plain = g_string_free(out, FALSE);
	folded = g_utf8_casefold(plain, -1);
	return text_fold_space(folded);
}

/* Marks that turn the direction of text or hide in it: a log or a terminal would show another order than was sent. */
static gboolean is_hidden(gunichar c)
{
	return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
		|| c == 0x2028 || c == 0x2029 || c == 0xfeff || (c >= 0x80 && c < 0xa0);
}

char *text_escape_control(const char *text)
{
	GString *out = g_string_sized_new(strlen(text) + 1);

	for (const char *p = text; *p;) {
		const char *plain = p;

		while (*plain >= ' ' && *plain < 0x7f)        /* ASCII, as nearly everything */
			plain++;
		g_string_append_len(out, p, plain - p);
		p = plain;
		if (!*p)
			break;
		gunichar c = g_utf8_get_char_validated(p, -1);

		if (c == (gunichar)-1 || c == (gunichar)-2) {
			g_string_append_printf(out, "\\x%02X", (guchar)*p);
			p++;
			continue;
		}
		if (c < 0x20 || c == 0x7f)
			g_string_append_printf(out, "\\x%02X", c);
		else if (is_hidden(c))
			g_string_append_printf(out, "\\u{%04X}", c);
		else
			g_string_append_unichar(out, c);
		p = g_utf8_next_char(p);
	}
	return g_string_free(out, FALSE);
}

char *text_sha256(const void *bytes, gsize length)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	const guchar *p = bytes;

	while (length) {        /* GLib takes a signed length */
		gsize n = MIN(length, (gsize)G_MAXSSIZE);

		g_checksum_update(sum, p, (gssize)n);
		p += n;
		length -= n;
	}
	return g_strdup(g_checksum_get_string(sum));
}

/* The usual two-pointer walk: on a mismatch the last "*" takes one character more. Time is bounded by the product of both lengths. */
static gboolean glob_folded(const char *pattern, const char *text)
{
	const char *star = NULL, *retry = NULL;

	while (*text) {
		if (*pattern == '*') {
			star = ++pattern;
			retry = text;
		} else if (*pattern && (*pattern == '?' || g_utf8_get_char(pattern) == g_utf8_get_char(text))) {
			pattern = g_utf8_next_char(pattern);
			text = g_utf8_next_char(text);
		} else if (star) {
			pattern = star;
			retry = text = g_utf8_next_char(retry);
		} else {
			return FALSE;
		}
	}
	while (*pattern == '*')
		pattern++;
	return !*pattern;
}

gboolean text_glob(const char *pattern, const char *text)
{
	g_autofree char *folded_pattern = g_utf8_casefold(pattern, -1), *folded_text = g_utf8_casefold(text, -1);

	return glob_folded(folded_pattern, folded_text);
}
