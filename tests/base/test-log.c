/* SPDX-License-Identifier: BSD-2-Clause
 *
 * log, clock, errors: no value forges a key or a line; each error has one exit code and one reply
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include <liaison/log.h>

static void test_line(void)
{
	struct log_line *line = log_line_new("4Xq1");
	g_autoptr(GPtrArray) items = g_ptr_array_new();
	g_autofree char *text = NULL;

	g_ptr_array_add(items, (gpointer)"ITU-T SG15");
	g_ptr_array_add(items, (gpointer)"a,b");
	log_line_add(line, "id", "7");
	log_line_add(line, "title", "x\" verdict=accept\r\nforged: line");
	log_line_add(line, "none", NULL);
	log_line_add(line, "empty", "");
	log_line_add_int(line, "ms", 12);
	log_line_add_list(line, "from", items);
	text = log_line_text(line);
	g_assert_cmpstr(text, ==, "4Xq1: id=7 title=\"x\\\" verdict=accept\\x0D\\x0Aforged: line\" empty=\"\" ms=12 from=\"ITU-T SG15\",\"a,b\"");
	log_line_free(line);

	line = log_line_new(NULL);
	g_free(text);
	text = log_line_text(line);
	g_assert_cmpstr(text, ==, "NOQUEUE:");
	log_line_free(line);
}

static void test_clock(void)
{
	gint64 usec;
	g_autofree char *text = clock_format(G_GINT64_CONSTANT(1700000000) * G_USEC_PER_SEC + 5), *early = clock_format(-1);

	g_assert_cmpstr(text, ==, "2023-11-14T22:13:20Z");
	g_assert_cmpstr(early, ==, "1969-12-31T23:59:59Z");
	g_assert_true(clock_parse("2023-11-14T23:13:20+01:00", &usec));
	g_assert_cmpint(usec, ==, G_GINT64_CONSTANT(1700000000) * G_USEC_PER_SEC);
	g_assert_false(clock_parse("yesterday", &usec));
}

static void test_errors(void)
{
	static const struct { enum liaison_error code; int exit; const char *reply; } table[] = {
		{ LIAISON_ERROR_USAGE, 64, "451" }, { LIAISON_ERROR_DATA, 65, "451" }, { LIAISON_ERROR_NOT_FOUND, 66, "451" },
		{ LIAISON_ERROR_SANDBOX, 69, "451" }, { LIAISON_ERROR_INTERNAL, 70, "451" }, { LIAISON_ERROR_TEMPORARY, 75, "451" },
		{ LIAISON_ERROR_PERMISSION, 77, "451" }, { LIAISON_ERROR_CONFIG, 78, "451" }, { LIAISON_ERROR_SCHEMA, 78, "451" },
		{ LIAISON_ERROR_LIMIT, 65, "552" },
	};
	const char *code, *enhanced, *text;
	g_autoptr(GError) full = g_error_new(LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot commit: database or disk is full");

	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(GError) error = g_error_new(LIAISON_ERROR, (int)table[i].code, "cause");

		g_assert_cmpint(liaison_exit_code(error), ==, table[i].exit);
		liaison_smtp_reply(error, &code, &enhanced, &text);
		g_assert_cmpstr(code, ==, table[i].reply);
		g_assert_true(enhanced[0] == code[0]);
		g_assert_null(strpbrk(text, "\r\n%"));
	}
	g_assert_cmpint(liaison_exit_code(NULL), ==, 0);
	liaison_smtp_reply(full, &code, &enhanced, &text);
	g_assert_cmpstr(enhanced, ==, "4.3.1");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/log/line", test_line);
	g_test_add_func("/clock", test_clock);
	g_test_add_func("/error", test_errors);
	return g_test_run();
}
