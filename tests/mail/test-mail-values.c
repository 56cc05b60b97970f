/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-mail-values.c - names, charsets, flowed text, field values: tables
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/doubt.h>
#include <liaison/mail.h>
#include "../../src/mail/charset-names.h"
#include "../../src/mail/charset.h"
#include "../../src/mail/filename.h"
#include "../../src/mail/flowed.h"
#include "../../src/mail/value.h"

static void test_filename(void)
{
	static const struct { const char *given, *name; } table[] = {
		{ "LS27.pdf", "LS27.pdf" },
		{ "  LS \t 27 .pdf ", "LS 27 .pdf" },
		{ "/etc/passwd", "passwd" },
		{ "..\\..\\LS.doc", "LS.doc" },
		{ "C:\\Users\\lin\\LS.doc", "LS.doc" },
		{ "folder/", "folder" },
		{ "..", NULL }, { ".", NULL }, { "", NULL }, { " ", NULL }, { "/", NULL }, { "\x01\x7f", NULL }, { "\u202e", NULL },
		{ ".profile", ".profile" },
		{ "a\u202efdp.exe", "afdp.exe" },
		{ "a\u200bb\ufeff.pdf", "ab.pdf" },
		{ "line\r\nbreak.pdf", "line break.pdf" },
		{ "Re\u0301ponse.pdf", "R\u00e9ponse.pdf" },
		{ "bad\xff.pdf", "bad\ufffd.pdf" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *name = filename_clean(table[i].given);

		g_assert_cmpstr(name, ==, table[i].name);
	}
}

static void test_filename_length(void)
{
	g_autofree char *stem = g_strnfill(400, 'a'), *long_suffix = g_strconcat("a.", stem, NULL), *name = NULL;
	g_autofree char *given = g_strconcat(stem, "\u00e9\u00e9.docx", NULL);
	g_autoptr(GString) wide = g_string_new(NULL);

	name = filename_clean(given);
	g_assert_cmpuint(strlen(name), ==, FILENAME_MAX_BYTES);
	g_assert_true(g_str_has_suffix(name, "aaa.docx"));
	g_free(name);
	name = filename_clean(long_suffix);
	g_assert_cmpuint(strlen(name), ==, FILENAME_MAX_BYTES);
	for (int i = 0; i < 200; i++)
		g_string_append(wide, "\u6280");
	g_string_append(wide, ".pdf");
	g_free(name);
	name = filename_clean(wide->str);
	g_assert_true(g_utf8_validate(name, -1, NULL) && g_str_has_suffix(name, "\u6280.pdf"));
	g_assert_cmpuint(strlen(name), <=, FILENAME_MAX_BYTES);
}

static void test_charset(void)
{
	static const struct { const char *bytes; gsize length; const char *declared, *text; gboolean unknown, broken; } table[] = {
#define B(s) s, sizeof s - 1
		{ B("plain"), NULL, "plain", FALSE, FALSE },
		{ B(""), "utf-8", "", FALSE, FALSE },
		{ B("\xc3\xa9"), "utf-8", "\u00e9", FALSE, FALSE },
		{ B("\xc3\xa9"), "UTF8", "\u00e9", FALSE, FALSE },
		{ B("\xc3\xa9"), NULL, "\u00e9", FALSE, FALSE },
		{ B("\xc3\xa9"), "us-ascii", "\u00e9", FALSE, FALSE },
		{ B("\xc3\xa9"), "x-what", "\u00e9", TRUE, FALSE },
		{ B("\xe9"), "x-what", "\u00e9", TRUE, FALSE },
		{ B("\xe9"), NULL, "\u00e9", FALSE, FALSE },
		{ B("\xe9\xe8t\xe9"), "utf-8", "\u00e9\u00e8t\u00e9", FALSE, TRUE },
		{ B("\xc3\xa9\xc3\xa8 \xff"), "utf-8", "\u00e9\u00e8 \ufffd", FALSE, FALSE },
		{ B("\x80 \x93x\x94"), "ISO-8859-1", "\u20ac \u201cx\u201d", FALSE, FALSE },
		{ B("\xa4"), "iso-8859-15", "\u20ac", FALSE, FALSE },
		{ B("\xcf\xf0"), "koi8-r", "\u043e\u041f", FALSE, FALSE },
		{ B("\xb0\xa1"), "gb2312", "\u554a", FALSE, FALSE },
		{ B("\x1b$B5;=Q\x1b(B"), "iso-2022-jp", "\u6280\u8853", FALSE, FALSE },
		{ B("\x82\xa0"), "shift_jis", "\u3042", FALSE, FALSE },
		{ B("a\x00" "b\x00"), "utf-16le", "ab", FALSE, FALSE },
		{ B("\xff\xfe" "a\x00"), "us-ascii", "a", FALSE, FALSE },
		{ B("\xfe\xff\x00" "a"), NULL, "a", FALSE, FALSE },
		{ B("\xef\xbb\xbfx"), "iso-8859-2", "x", FALSE, FALSE },
		{ B("a\0b\r\nc\rd"), NULL, "a\ufffd" "b\nc\nd", FALSE, FALSE },
		{ B("\xff x"), "euc-jp", "\ufffd x", FALSE, TRUE },
		{ B("\x00\xd8x"), "utf-16le", "\ufffd", FALSE, TRUE },
		{ B("x"), "utf-8//TRANSLIT", "x", TRUE, FALSE },
		{ B("x"), "../../../etc/passwd", "x", TRUE, FALSE },
		{ B("x"), "", "x", TRUE, FALSE },
#undef B
	};

	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		struct charset_result result;
		g_autofree char *text = charset_to_utf8(table[i].bytes, table[i].length, table[i].declared, 1000, &result);

		g_test_message("row %" G_GSIZE_FORMAT, i);
		g_assert_cmpstr(text, ==, table[i].text);
		g_assert_cmpint(result.unknown, ==, table[i].unknown);
		g_assert_cmpint(result.broken, ==, table[i].broken);
		g_assert_false(result.cut);
	}
}

/* Every charset of the table is one that iconv has under that name. */
static void test_charset_names(void)
{
	static const struct { const char *declared, *meant; } names[] = {
		{ "UTF-8", "utf-8" }, { "utf8", "utf-8" }, { "ISO_8859-1:1987", "windows-1252" }, { "iso8859-15", "iso-8859-15" },
		{ " Shift_JIS ", "cp932" }, { "KS_C_5601-1987", "cp949" }, { "ansi_x3.4-1968", "windows-1252" },
		{ "", NULL }, { "-", NULL }, { "x-made-up", NULL }, { "utf-8//TRANSLIT", NULL }, { "iso-2022-cn-ext", NULL }, { "utf-8\n", NULL },
		{ "utf-8-----------------------------------------------------------------------------------------------------------", "utf-8" },
	};
	guint n;

	for (n = 0; charset_nth(n); n++) {
		g_test_message("%s", charset_nth(n));
		g_assert_nonnull(charset_meant_by(charset_nth(n)));
	}
	g_assert_cmpuint(n, >=, 40);
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		g_assert_cmpstr(charset_meant_by(names[i].declared), ==, names[i].meant);
}

static void test_charset_cut(void)
{
	static const char *const charsets[] = { "utf-8", "koi8-r", "iso-8859-1", "utf-16be", NULL };
	g_autofree char *bytes = g_strnfill(100000, '\xe9');

	for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++) {
		for (gsize max = 0; max < 20; max++) {
			struct charset_result result;
			g_autofree char *text = charset_to_utf8(bytes, 100000, charsets[i], max, &result);

			g_assert_true(result.cut);
			g_assert_cmpuint(strlen(text), <=, max);
			g_assert_cmpuint(strlen(text) + 4, >, max);
			g_assert_true(g_utf8_validate(text, -1, NULL));
		}
	}
}

static void test_html_charset(void)
{
	static const struct { const char *html, *charset; } table[] = {
		{ "<meta charset=utf-8>", "utf-8" },
		{ "<html><META CHARSET = \"Windows-1251\" />", "Windows-1251" },
		{ "<meta name=x content=y><meta http-equiv='Content-Type' content='text/html; charset=big5'>", "big5" },
		{ "<meta charset=\"utf-16\">", "utf-8" },
		{ "<meta charset=>", NULL }, { "<meta charset", NULL }, { "<meta", NULL }, { "charset=utf-8", NULL }, { "", NULL },
		{ "<meta charset=\"<script>\">", NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *charset = charset_of_html(table[i].html, strlen(table[i].html));

		g_assert_cmpstr(charset, ==, table[i].charset);
	}
}

static void test_flowed(void)
{
	static const struct { const char *given; gboolean delete_space; const char *text; } table[] = {
		{ "", FALSE, "" },
		{ "a\nb\n", FALSE, "a\nb\n" },
		{ "a \nb\n", FALSE, "a b\n" },
		{ "a \nb \nc", FALSE, "a b c" },
		{ "a \n\nb\n", FALSE, "a \nb\n" },
		{ "a \nb\n", TRUE, "ab\n" },
		{ " from\n", FALSE, "from\n" },
		{ "Title: a \nFrom: b \nc\n", FALSE, "Title: a \nFrom: b c\n" },
		{ "see \nHere: b\n", FALSE, "see \nHere: b\n" },
		{ "see \nhttp://a\n", FALSE, "see http://a\n" },
		{ "> a \n> b\n", FALSE, "> a b\n" },
		{ "> a \n>> b \nc\n", FALSE, "> a \n>> b \nc\n" },
		{ "a \n-- \nme\n", FALSE, "a \n-- \nme\n" },
		{ "-- \nme\n", FALSE, "-- \nme\n" },
		{ ">", FALSE, ">" },
		{ "> ", FALSE, "> " },
		{ " ", FALSE, "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *text = flowed_unwrap(table[i].given, table[i].delete_space);

		g_test_message("row %" G_GSIZE_FORMAT, i);
		g_assert_cmpstr(text, ==, table[i].text);
	}
}

static void test_text(void)
{
	static const struct { const char *raw, *text; } table[] = {
		{ "plain", "plain" },
		{ "=?utf-8?q?caf=C3=A9?= au lait", "caf\u00e9 au lait" },
		{ "=?utf-8?q?a?= =?utf-8?q?b?=", "ab" },
		{ "=?ISO-8859-1?Q?=93x=94?=", "\u201cx\u201d" },
		{ "=?x-none?q?abc?=", "abc" },
		{ "=?x-none?q?caf=C3=A9?=", "caf\u00e9" },
		{ "=?gb2312?b?sKE=?= =?utf-8*en?q?b?=", "\u554a" "b" },
		{ "=?utf-8?b?4oKs?=", "\u20ac" },
		{ "=?utf-8?q?a=0D=0AX:_b=00c?=", "a X: b?c" },
		{ "caf\xc3\xa9", "caf\u00e9" },
		{ "caf\xe9", "caf\u00e9" },
		{ "tab\there", "tab here" },
		{ "=?", "=?" }, { "=?utf-8", "=?utf-8" }, { "=?utf-8?z?x?=", "=?utf-8?z?x?=" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *text = value_text(table[i].raw);

		g_assert_cmpstr(text, ==, table[i].text);
	}
}

static void test_date(void)
{
	static const struct { const char *raw; gint64 seconds; } table[] = {
		{ "Tue, 3 Mar 2026 10:00:00 +0100", 1772528400 },
		{ "3 Mar 2026 09:00:00 GMT", 1772528400 },
		{ "Tue, 03 Mar 26 04:00:00 EST (comment)", 1772528400 },
		{ "", -1 }, { "yesterday", -1 }, { "99 Foo 2026", -1 }, { "Tue, 3 Mar 1926 10:00:00 +0100", -1 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		gint64 date = value_date(table[i].raw);

		g_assert_cmpint(date < 0 ? date : date / G_USEC_PER_SEC, ==, table[i].seconds);
	}
}

/* What comes out is given to MTAs and printed on terminals: no control, no blank, whatever stands in a literal. */
static void test_address_controls(void)
{
	static const struct { const char *raw, *addr_spec; } table[] = {
		{ "<a@[192.0.2.1]>", "a@[192.0.2.1]" },
		{ "<a@[192.0.\x01" "2.1]>", NULL },
		{ "<a@[192.0.2.1\x7f]>", NULL },
		{ "<a@[\xc2\x85" "192.0.2.1]>", NULL },
		{ "<a[1]@b.example>", NULL },
		{ "<a@b\x01.example>", NULL },
	};
	struct limits limits = LIMITS_DEFAULT;

	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
		gboolean beyond = FALSE;
		const char *found;

		value_addresses(table[i].raw, &limits, list, &beyond);
		found = list->len ? ((const struct address *)g_ptr_array_index(list, 0))->addr_spec : NULL;
		for (const char *p = found; p && *p; p = g_utf8_next_char(p))
			g_assert_false(g_unichar_iscntrl(g_utf8_get_char(p)) || *p == ' ');
		if (table[i].addr_spec)
			g_assert_cmpstr(found, ==, table[i].addr_spec);
	}
}

static void test_address_limits(void)
{
	struct limits limits = LIMITS_DEFAULT;
	g_autoptr(GString) many = g_string_new(NULL), groups = g_string_new(NULL);
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
	gboolean beyond = FALSE;

	for (int i = 0; i < 10000; i++)
		g_string_append_printf(many, "x%d@sdo.example, ", i);
	g_assert_true(value_addresses(many->str, &limits, list, &beyond));
	g_assert_true(beyond);
	g_assert_cmpuint(list->len, ==, limits.addresses);

	/* a group in a group in a group: GMime calls itself for each */
	for (int i = 0; i < 100000; i++)
		g_string_append(groups, "a:");
	g_ptr_array_set_size(list, 0);
	value_addresses(groups->str, &limits, list, &beyond);
	g_assert_cmpuint(list->len, ==, 0);
}

/* "=" ends a base64 text (RFC 2045 6.8); what lists and gateways put behind it is no part of the content, in memory and in a
 * file alike. */
static void test_base64(void)
{
	static const struct { const char *encoded, *content; gboolean broken; } table[] = {
		{ "QUJDRA==", "ABCD", FALSE },
		{ "QUJDRA==\r\n", "ABCD", FALSE },
		{ "QUJDRA==\n\n-- \nlist footer\n", "ABCD", FALSE },
		{ "QUJDRA==\nRUZHSA==\n", "ABCD", FALSE },
		{ "QUJDRA", "ABCD", TRUE },
		{ "QUJDRA=", "ABCD", FALSE },
		{ "QUJD\nREVG\n", "ABCDEF", FALSE },
		{ "QU JD\tRE*VG", "ABCDEF", FALSE },
		{ "====", "", FALSE },
		{ "", "", FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *mail = g_strconcat("From: a@b.example\nContent-Type: application/x-y; name=y\nContent-Transfer-Encoding: base64\n\n", table[i].encoded, NULL);

		for (gsize memory = 0; memory <= 1024; memory += 1024) {
			g_autoptr(GBytes) raw = g_bytes_new_static(mail, strlen(mail));
			struct limits limits = LIMITS_DEFAULT;
			g_autoptr(message_t) message = NULL;

			limits.memory = memory;
			message = mail_parse(raw, &limits);
			const struct part *part = g_ptr_array_index(message->parts, 0);
			gsize length;
			const char *bytes = g_bytes_get_data(part->content, &length);
			g_autofree char *content = g_strndup(length ? bytes : "", length);

			g_test_message("%s: %s", table[i].encoded, content);
			g_assert_cmpstr(content, ==, table[i].content);
			g_assert_cmpint(doubts_have(message->defects, DOUBT_BROKEN_MIME), ==, table[i].broken);
		}
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	mail_init();
	g_test_add_func("/mail/filename", test_filename);
	g_test_add_func("/mail/filename/length", test_filename_length);
	g_test_add_func("/mail/charset", test_charset);
	g_test_add_func("/mail/charset/names", test_charset_names);
	g_test_add_func("/mail/charset/cut", test_charset_cut);
	g_test_add_func("/mail/charset/html", test_html_charset);
	g_test_add_func("/mail/base64", test_base64);
	g_test_add_func("/mail/flowed", test_flowed);
	g_test_add_func("/mail/value/text", test_text);
	g_test_add_func("/mail/value/date", test_date);
	g_test_add_func("/mail/value/addresses", test_address_limits);
	g_test_add_func("/mail/value/address-controls", test_address_controls);
	return g_test_run();
}
