/* SPDX-License-Identifier: BSD-2-Clause
 *
 * text: any bytes become valid, bounded and harmless text
 */
#include <config.h>
#include <string.h>
#include <liaison/text.h>

#define R "\357\277\275"

static void test_make_valid(void)
{
	static const struct { const char *in; gsize length, max; const char *out; gboolean cut; } table[] = {
		{ "plain", 5, 100, "plain", FALSE },
		{ "", 0, 100, "", FALSE },
		{ "a\r\nb\rc\n", 7, 100, "a\nb\nc\n", FALSE },
		{ "\r", 1, 100, "\n", FALSE },
		{ "a\0b", 3, 100, "a" R "b", FALSE },
		{ "caf\xe9", 4, 100, "caf" R, FALSE },
		{ "\xe9\xe9\xe9", 3, 100, R R R, FALSE },
		{ "caf\303\251", 5, 100, "caf\303\251", FALSE },
		{ "caf\303", 4, 100, "caf" R, FALSE },                        /* cut in the middle by the sender */
		{ "\355\240\200", 3, 100, R R R, FALSE },                     /* a surrogate is no character */
		{ "\300\257", 2, 100, R R, FALSE },                           /* overlong */
		{ "abcdef", 6, 3, "abc", TRUE },
		{ "abc", 3, 3, "abc", FALSE },
		{ "ab\303\251", 4, 3, "ab", TRUE },                           /* never half a character */
		{ "\360\237\214\220x", 5, 100, "\360\237\214\220x", FALSE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		gboolean cut = 2;
		g_autofree char *out = text_make_valid(table[i].in, table[i].length, table[i].max, &cut);

		g_test_message("row %u", i);
		g_assert_cmpstr(out, ==, table[i].out);
		g_assert_cmpint(cut, ==, table[i].cut);
		g_assert_true(g_utf8_validate(out, -1, NULL));
	}
}

/* Megabytes of what is no UTF-8 must cost linear time. */
static void test_make_valid_hostile(void)
{
	gsize size = 4 * 1024 * 1024;
	g_autofree char *bytes = g_malloc(size);
	gint64 began = g_get_monotonic_time();
	g_autofree char *out = NULL;

	memset(bytes, 0xe9, size);
	out = text_make_valid(bytes, size, size, NULL);
	g_assert_cmpuint(strlen(out), ==, size - size % 3);
	g_assert_cmpint(g_get_monotonic_time() - began, <, 5 * G_USEC_PER_SEC);
	g_free(out);
	out = text_make_valid(NULL, 0, 10, NULL);             /* an empty GBytes */
	g_assert_cmpstr(out, ==, "");
}

static void test_fold(void)
{
	static const struct { const char *in, *space, *name; } table[] = {
		{ "  a \t b\n", "a b", "a b" },
		{ "IETF\302\240(DETNET)", "IETF (DETNET)", "ietf (detnet)" },
		{ "COM 16 \342\200\223 LS 124 \342\200\223 E", "COM 16 \342\200\223 LS 124 \342\200\223 E", "com 16 - ls 124 - e" },
		{ "EAP-AKA\342\200\231", "EAP-AKA\342\200\231", "eap-aka'" },
		{ "\342\200\234Quoted\342\200\235", "\342\200\234Quoted\342\200\235", "\"quoted\"" },
		{ "\357\274\251TU", "\357\274\251TU", "itu" },                 /* full-width letter, NFKC */
		{ "", "", "" },
		{ " \t\n", "", "" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *space = text_fold_space(table[i].in), *name = text_fold_name(table[i].in);

		g_assert_cmpstr(space, ==, table[i].space);
		g_assert_cmpstr(name, ==, table[i].name);
	}
}

static void test_escape(void)
{
	static const struct { const char *in, *out; } table[] = {
		{ "plain text", "plain text" },
		{ "a\r\nb", "a\\x0D\\x0Ab" },
		{ "\033[31m", "\\x1B[31m" },
		{ "x\342\200\256y", "x\\u{202E}y" },
		{ "\xff", "\\xFF" },
		{ "\302\205", "\\u{0085}" },
		{ "caf\303\251", "caf\303\251" },
		{ "\177", "\\x7F" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *out = text_escape_control(table[i].in);

		g_assert_cmpstr(out, ==, table[i].out);
	}
}

static void test_glob(void)
{
	static const struct { const char *pattern, *text; gboolean match; } table[] = {
		{ "ITU-T*", "ITU-T SG15", TRUE }, { "itu-t*", "ITU-T SG15", TRUE }, { "ITU-T", "ITU-T SG15", FALSE },
		{ "*", "", TRUE }, { "", "", TRUE }, { "", "a", FALSE }, { "?", "a", TRUE }, { "?", "", FALSE }, { "?", "\303\251", TRUE },
		{ "*SG15*", "ITU-T SG15/Q6", TRUE }, { "a*b*c", "aXXbYYc", TRUE }, { "a*b*c", "aXXcYYb", FALSE },
		{ "*@ietf.org", "x@IETF.ORG", TRUE }, { "\303\211*", "\303\251t\303\251", TRUE },
		{ "*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", FALSE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		g_assert_cmpint(text_glob(table[i].pattern, table[i].text), ==, table[i].match);
}

static void test_sha256(void)
{
	g_autofree char *empty = text_sha256("", 0), *abc = text_sha256("abc", 3);

	g_assert_cmpstr(empty, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	g_assert_cmpstr(abc, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/make-valid", test_make_valid);
	g_test_add_func("/text/make-valid-hostile", test_make_valid_hostile);
	g_test_add_func("/text/fold", test_fold);
	g_test_add_func("/text/escape", test_escape);
	g_test_add_func("/text/glob", test_glob);
	g_test_add_func("/text/sha256", test_sha256);
	return g_test_run();
}
