/* SPDX-License-Identifier: BSD-2-Clause
 *
 * rtf-charset.c - the code pages that \ansicpg, \cpg and \fcharset name
 *
 * Each converter is opened once, for a stranger may change fonts at every character.
 */
#include <config.h>
#include <errno.h>
#include "rtf-charset.h"

#define REPLACEMENT "\357\277\275"

static const struct { guint page; const char *name; } pages[] = {
	{ 1252, "CP1252" }, { 437, "CP437" }, { 850, "CP850" }, { 852, "CP852" }, { 866, "CP866" }, { 874, "CP874" }, { 932, "CP932" },
	{ 936, "GBK" }, { 949, "CP949" }, { 950, "BIG5-HKSCS" }, { 1250, "CP1250" }, { 1251, "CP1251" }, { 1253, "CP1253" },
	{ 1254, "CP1254" }, { 1255, "CP1255" }, { 1256, "CP1256" }, { 1257, "CP1257" }, { 1258, "CP1258" }, { 1361, "JOHAB" },
	{ 10000, "MACINTOSH" }, { 20866, "KOI8-R" }, { 54936, "GB18030" }, { 65001, "UTF-8" },
};

struct rtf_charsets {
	GIConv converters[G_N_ELEMENTS(pages)];
	gboolean tried[G_N_ELEMENTS(pages)];
};

struct rtf_charsets *rtf_charsets_new(void)
{
	return g_new0(struct rtf_charsets, 1);
}

void rtf_charsets_free(struct rtf_charsets *charsets)
{
	for (guint i = 0; charsets && i < G_N_ELEMENTS(pages); i++)
		if (charsets->tried[i] && charsets->converters[i] != (GIConv)-1)
			g_iconv_close(charsets->converters[i]);
	g_free(charsets);
}

guint rtf_page_of_charset(guint charset)
{
	static const struct { guint charset, page; } table[] = {
		{ 0, 1252 }, { 2, RTF_SYMBOL_PAGE }, { 77, 10000 }, { 128, 932 }, { 129, 949 }, { 130, 1361 }, { 134, 936 }, { 136, 950 },
		{ 161, 1253 }, { 162, 1254 }, { 163, 1258 }, { 177, 1255 }, { 178, 1256 }, { 186, 1257 }, { 204, 1251 }, { 222, 874 },
		{ 238, 1250 }, { 254, 437 }, { 255, 850 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		if (table[i].charset == charset)
			return table[i].page;
	return 0;
}

void rtf_append_symbol(GString *to, guint code)
{
	/* ASCII is mostly itself in the font Symbol; of the rest, boxes that are ticked and bullets matter */
	if (code < 0x80)
		g_string_append_c(to, (char)code);
	else if (code == 0xfd || code == 0xfe)
		g_string_append(to, "\342\230\222");
	else
		g_string_append(to, code == 0xb7 ? "\342\200\242" : " ");
}

static GIConv converter_of(struct rtf_charsets *charsets, guint page)
{
	guint at = 0;

	for (guint i = 0; i < G_N_ELEMENTS(pages); i++)
		if (pages[i].page == page)
			at = i;
	if (!charsets->tried[at]) {
		charsets->converters[at] = g_iconv_open("UTF-8", pages[at].name);
		charsets->tried[at] = TRUE;
	}
	return charsets->converters[at];
}

static void convert(GIConv converter, const char *bytes, gsize size, GString *to)
{
	char *in = (char *)bytes, buffer[512];

	g_iconv(converter, NULL, NULL, NULL, NULL);
	while (size > 0) {
		char *out = buffer;
		gsize room = sizeof buffer;
		gsize result = g_iconv(converter, &in, &size, &out, &room);
		gboolean bad = result == (gsize)-1 && errno != E2BIG;

		g_string_append_len(to, buffer, out - buffer);
		if (bad && size > 0) {
			g_string_append(to, REPLACEMENT);
			in++;
			size--;
		}
	}
}

void rtf_charsets_decode(struct rtf_charsets *charsets, guint page, const char *bytes, gsize size, GString *to)
{
	GIConv converter;
	gsize ascii = 0;

	if (page == RTF_SYMBOL_PAGE) {
		for (gsize i = 0; i < size; i++)
			rtf_append_symbol(to, (guchar)bytes[i]);
		return;
	}
	while (ascii < size && (guchar)bytes[ascii] < 0x80)
		ascii++;
	g_string_append_len(to, bytes, (gssize)ascii);
	if (ascii == size)
		return;
	converter = converter_of(charsets, page);
	if (converter != (GIConv)-1) {
		convert(converter, bytes + ascii, size - ascii, to);
		return;
	}
	for (gsize i = ascii; i < size; i++) {
		if ((guchar)bytes[i] < 0x80)
			g_string_append_c(to, bytes[i]);
		else
			g_string_append(to, REPLACEMENT);
	}
}
