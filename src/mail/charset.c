/* SPDX-License-Identifier: BSD-2-Clause
 *
 * charset.c - conversion into UTF-8
 */
#include <config.h>
#include <errno.h>
#include <string.h>
#include <liaison/text.h>
#include "charset.h"
#include "charset-names.h"

enum { META_WITHIN = 4096, NAME_MAX_BYTES = 64, WINDOW = 16 * 1024 };
#define LAST_RESORT "windows-1252"
#define NO_CONVERTER ((GIConv)-1)

/* Latin-1 and its kin are what programs declare that do not know; their text may well be UTF-8. */
static gboolean is_weak(const char *name)
{
	return !name || g_ascii_strcasecmp(name, LAST_RESORT) == 0;
}

static const char *byte_order_mark(const char *bytes, gsize length, gsize *ret_length)
{
	static const struct { const char *bytes; gsize length; const char *charset; } marks[] = {
		{ "\357\273\277", 3, "utf-8" }, { "\377\376", 2, "utf-16le" }, { "\376\377", 2, "utf-16be" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
		if (length >= marks[i].length && memcmp(bytes, marks[i].bytes, marks[i].length) == 0) {
			*ret_length = marks[i].length;
			return marks[i].charset;
		}
	}
	return NULL;
}

/* Bytes to pass over where a charset does not have them. */
static gsize unit_of(const char *name)
{
	if (name && (g_ascii_strncasecmp(name, "utf-16", 6) == 0 || g_ascii_strncasecmp(name, "ucs-2", 5) == 0))
		return 2;
	return name && (g_ascii_strncasecmp(name, "utf-32", 6) == 0 || g_ascii_strncasecmp(name, "ucs-4", 5) == 0) ? 4 : 1;
}

/* Converts until max bytes are there; what the charset does not have becomes U+FFFD. */
static GString *convert(GIConv converter, gsize unit, const char *bytes, gsize length, gsize max, struct charset_result *result)
{
	GString *out = g_string_sized_new(MIN(length, max) + 64);
	char buffer[8192], *in = (char *)(guintptr)bytes;

	while (length && out->len <= max) {
		char *at = buffer;
		gsize room = sizeof buffer, window = MIN(length, WINDOW), left = window, answer;
		int cause;

		answer = g_iconv(converter, &in, &left, &at, &room);
		cause = errno;
		length -= window - left;
		g_string_append_len(out, buffer, at - buffer);
		if (answer != (gsize)-1 || cause == E2BIG || (cause == EINVAL && left < window && left < length))
			continue;
		g_string_append(out, "\357\277\275");
		result->broken = TRUE;
		/* EINVAL: a character that is cut off at the end */
		unit = cause == EINVAL ? length : MIN(unit, length);
		in += unit;
		length -= unit;
	}
	result->cut = length > 0;
	return out;
}

/* Makes one valid text of it; U+FEFF at the start is a mark, not text. */
static char *finish(const char *bytes, gsize length, gsize max, struct charset_result *result)
{
	gsize mark = 0;
	gboolean cut;
	char *text;

	if (byte_order_mark(bytes, length, &mark) && mark != 3)
		mark = 0;
	text = text_make_valid(bytes + mark, length - mark, max, &cut);
	result->cut |= cut;
	return text;
}

/* Is it UTF-8, with a fault here and there at most? Latin text in an 8-bit charset has no sequence of UTF-8 but by a rare accident. */
static gboolean reads_as_utf8(const char *bytes, gsize length, gsize max)
{
	const char *end = bytes + MIN(length, max + 4);
	gsize right = 0, wrong = 0;

	for (const char *p = bytes; p < end;) {
		if (!((guchar)*p & 0x80)) {
			p++;
		} else if (g_utf8_get_char_validated(p, (gssize)MIN(bytes + length - p, 4)) < (gunichar)-2) {
			right++;
			p = g_utf8_next_char(p);
		} else {
			wrong++;
			p++;
		}
	}
	return right >= wrong;
}

/* The converter that the declaration asks for; none where the bytes themselves shall say whether they are UTF-8. */
static GIConv open_declared(const char *name)
{
	if (is_weak(name) || g_ascii_strcasecmp(name, "utf-8") == 0)
		return NO_CONVERTER;
	return g_iconv_open("UTF-8", name);
}

char *charset_to_utf8(const char *bytes, gsize length, const char *declared, gsize max, struct charset_result *ret_result)
{
	gsize mark = 0;
	const char *name = byte_order_mark(bytes, length, &mark);
	GIConv converter;
	g_autoptr(GString) out = NULL;

	*ret_result = (struct charset_result){ FALSE, FALSE, FALSE };
	if (!name && declared)
		name = charset_meant_by(declared);
	bytes += mark;
	length -= mark;
	converter = open_declared(name);
	if (converter == NO_CONVERTER) {
		ret_result->unknown = declared && !name;
		if (!reads_as_utf8(bytes, length, max)) {
			ret_result->broken = !ret_result->unknown && !is_weak(name);
			converter = g_iconv_open("UTF-8", LAST_RESORT);
		}
	}
	if (converter == NO_CONVERTER)
		return finish(bytes, length, max, ret_result);
	out = convert(converter, unit_of(name), bytes, length, max, ret_result);
	g_iconv_close(converter);
	return finish(out->str, out->len, max, ret_result);
}

/* ---- HTML ---- */

static const char *find_ascii(const char *bytes, gsize length, const char *word)
{
	gsize n = strlen(word);

	for (gsize i = 0; i + n <= length; i++)
		if (g_ascii_strncasecmp(bytes + i, word, n) == 0)
			return bytes + i;
	return NULL;
}

char *charset_of_html(const char *bytes, gsize length)
{
	const char *end = bytes + MIN(length, META_WITHIN), *tag = bytes, *value;
	gsize n = 0;

	while ((tag = find_ascii(tag, (gsize)(end - tag), "<meta"))) {
		const char *close = memchr(tag, '>', (gsize)(end - tag));

		close = close ? close : end;
		value = find_ascii(tag, (gsize)(close - tag), "charset");
		tag = close;
		if (!value)
			continue;
		value += strlen("charset");
		while (value < close && strchr(" \t\r\n='\"", *value) && *value)
			value++;
		while (value + n < close && n < NAME_MAX_BYTES && (g_ascii_isalnum(value[n]) || (value[n] && strchr("-_.:", value[n]))))
			n++;
		if (!n)
			continue;
		/* a page that could say so in ASCII is not in UTF-16 */
		return g_ascii_strncasecmp(value, "utf-16", 6) == 0 ? g_strdup("utf-8") : g_strndup(value, n);
	}
	return NULL;
}
