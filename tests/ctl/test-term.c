/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-term.c - columns, cutting, padding, wrapping; and the two small formats beside them
 */
#include <config.h>
#include <string.h>
#include "src/ctl/prometheus.h"
#include "src/ctl/term.h"

static const struct { const char *text; guint columns; } widths[] = {
	{ "", 0 }, { "abc", 3 }, { "äöü", 3 }, { "→", 1 }, { "日本", 4 }, { "e\xcc\x81", 1 }, { "a\xe2\x80\x8b" "b", 2 },
};

static void test_columns(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(widths); i++)
		g_assert_cmpuint(term_columns(widths[i].text), ==, widths[i].columns);
}

static const struct { const char *text; guint width; const char *cut; } cuts[] = {
	{ "abc", 3, "abc" }, { "abcd", 3, "ab…" }, { "abcd", 1, "…" }, { "abcd", 0, "" }, { "", 0, "" }, { "", 5, "" },
	{ "日本語", 6, "日本語" }, { "日本語", 5, "日本…" }, { "日本語", 4, "日…" }, { "ab cd", 4, "ab…" }, { "äöüß", 3, "äö…" },
};

static void test_cut(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cuts); i++) {
		g_autofree char *cut = term_cut(cuts[i].text, cuts[i].width);

		g_assert_cmpstr(cut, ==, cuts[i].cut);
		g_assert_cmpuint(term_columns(cut), <=, cuts[i].width);
	}
}

static void test_pad(void)
{
	g_autoptr(GString) out = g_string_new(NULL);

	term_pad(out, "日", 4);
	term_pad(out, "toolong", 4);
	term_pad(out, "", 2);
	g_assert_cmpstr(out->str, ==, "日  too…  ");
}

static const struct { const char *text; guint indent, width; const char *wrapped; } wraps[] = {
	{ "", 2, 80, "\n" },
	{ "one two", 2, 80, "one two\n" },
	{ "aaaa bbbb cccc", 4, 14, "aaaa bbbb\n    cccc\n" },
	{ "a  b   c", 0, 80, "a b c\n" },
	{ "0123456789abcde", 2, 12, "0123456789\n  abcde\n" },
	{ "x 0123456789abcde y", 2, 12, "x\n  0123456789\n  abcde y\n" },
	{ "日本日本日本", 0, 10, "日本日本日\n本\n" },
};

static void test_wrap(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(wraps); i++) {
		g_autoptr(GString) out = g_string_new(NULL);

		term_wrap(out, wraps[i].text, wraps[i].indent, wraps[i].width);
		g_assert_cmpstr(out->str, ==, wraps[i].wrapped);
	}
}

static const struct { const char *in, *out; } unsafe[] = {
	{ NULL, "" }, { "plain ä", "plain ä" }, { "a\tb", "a b" }, { "\x1b[2J", "\\x1B[2J" }, { "a\nb", "a\\x0Ab" },
};

static void test_safe(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(unsafe); i++) {
		g_autofree char *safe = term_safe(unsafe[i].in), *lower = g_ascii_strdown(safe, -1);
		g_autofree char *expected = g_ascii_strdown(unsafe[i].out, -1);

		g_assert_cmpstr(lower, ==, expected);
	}
}

static const struct { const char *value; guint width; } environment[] = {
	{ "100", 100 }, { "1", 40 }, { "39", 40 }, { "5000", 1000 },
};

static void test_width(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(environment); i++) {
		g_setenv("COLUMNS", environment[i].value, TRUE);
		g_assert_cmpuint(term_width(), ==, environment[i].width);
	}
}

static void test_prometheus(void)
{
	g_autoptr(GString) out = g_string_new(NULL);

	prometheus_family(out, "x_y", "a \"b\" \\ c\nd");
	prometheus_sample(out, "x_y", "l", "a \"b\" \\ c\nd", 5);
	prometheus_sample(out, "x_y", NULL, NULL, -1);
	g_assert_cmpstr(out->str, ==, "# HELP x_y a \"b\" \\\\ c\\nd\n# TYPE x_y gauge\nx_y{l=\"a \\\"b\\\" \\\\ c\\nd\"} 5\nx_y -1\n");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/term/columns", test_columns);
	g_test_add_func("/term/cut", test_cut);
	g_test_add_func("/term/pad", test_pad);
	g_test_add_func("/term/wrap", test_wrap);
	g_test_add_func("/term/safe", test_safe);
	g_test_add_func("/term/width", test_width);
	g_test_add_func("/prometheus", test_prometheus);
	return g_test_run();
}
