/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-mail-submit.c - handing mail to a command: what it is given, and what its end means
 */
#include <config.h>
#include <string.h>
#include <glib/gstdio.h>
#include <liaison/error.h>
#include <liaison/submit.h>

struct row { const char *name, *script, *recipient; enum submit_outcome outcome; const char *reason; };

static const struct row rows[] = {
	{ "taken", "exit 0", "a@example.org", SUBMIT_TAKEN, NULL },
	{ "try again", "echo 'no room' >&2; exit 75", "a@example.org", SUBMIT_AGAIN, "no room" },
	{ "no such user", "exit 67", "a@example.org", SUBMIT_REFUSED, "67" },
	{ "bad data", "exit 65", "a@example.org", SUBMIT_REFUSED, "65" },
	{ "configuration", "exit 78", "a@example.org", SUBMIT_AGAIN, "78" },
	{ "killed", "kill -9 $$", "a@example.org", SUBMIT_AGAIN, "signal" },
	{ "hangs", "sleep 60", "a@example.org", SUBMIT_AGAIN, "no end within" },
	{ "does not read", "exec <&-; exit 0", "a@example.org", SUBMIT_TAKEN, NULL },
	{ "no address", "exit 0", "a b", SUBMIT_REFUSED, "no address" },
	{ "line feed", "exit 0", "a@example.org\nb@example.org", SUBMIT_REFUSED, "no address" },
};

static GPtrArray *argv_of(const char *script)
{
	GPtrArray *argv = g_ptr_array_new();
	const char *const words[] = { "/bin/sh", "-c", script, "sh", "-f%f", "--" };

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		g_ptr_array_add(argv, (gpointer)(guintptr)words[i]);
	return argv;
}

static void test_outcomes(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) argv = argv_of(rows[i].script), recipients = g_ptr_array_new();
		g_autoptr(GBytes) mail = g_bytes_new_static("Subject: x\n\ny\n", 14);
		g_autofree char *reason = NULL;
		struct submission submission = { argv, "s@example.org", recipients, mail, 2000, NULL, NULL };

		g_test_message("%s", rows[i].name);
		g_ptr_array_add(recipients, (gpointer)(guintptr)rows[i].recipient);
		g_assert_cmpint(submit_mail(&submission, &reason), ==, rows[i].outcome);
		if (rows[i].reason)
			g_assert_nonnull(strstr(reason, rows[i].reason));
		else
			g_assert_null(reason);
	}
}

static void test_given(void)
{
	g_autofree char *folder = g_dir_make_tmp("submit-XXXXXX", NULL), *path = g_build_filename(folder, "out", NULL), *reason = NULL, *text = NULL;
	g_autofree char *script = g_strdup_printf("{ for a; do echo \"[$a]\"; done; cat; } > '%s'", path);
	g_autoptr(GPtrArray) argv = argv_of(script), recipients = g_ptr_array_new();
	g_autoptr(GBytes) mail = g_bytes_new_static("Subject: x\r\n\r\na\rb\r\n", 19);
	struct submission submission = { argv, "s@example.org", recipients, mail, 20000, folder, NULL };

	g_ptr_array_add(recipients, (gpointer)(guintptr)"-oQ/tmp@example.org");
	g_ptr_array_add(recipients, (gpointer)(guintptr)"`id`$HOME@example.org");
	g_assert_cmpint(submit_mail(&submission, &reason), ==, SUBMIT_TAKEN);
	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_assert_cmpstr(text, ==, "[-fs@example.org]\n[--]\n[-oQ/tmp@example.org]\n[`id`$HOME@example.org]\nSubject: x\n\na\rb\n");
	g_ptr_array_remove_index(argv, argv->len - 1);
	g_assert_cmpint(submit_mail(&submission, &reason), ==, SUBMIT_REFUSED);
	g_assert_nonnull(strstr(reason, "option"));
	g_free(reason);
	submission.sender = "";
	g_ptr_array_remove_index(recipients, 0);
	g_assert_cmpint(submit_mail(&submission, &reason), ==, SUBMIT_TAKEN);
	g_ptr_array_set_size(recipients, 0);
	g_assert_cmpint(submit_mail(&submission, &reason), ==, SUBMIT_REFUSED);
	g_remove(path);
	g_rmdir(folder);
}

static void test_no_command(void)
{
	g_autoptr(GPtrArray) argv = g_ptr_array_new(), recipients = g_ptr_array_new();
	g_autoptr(GBytes) mail = g_bytes_new_static("x", 1);
	struct submission submission = { argv, "s@example.org", recipients, mail, 2000, NULL, NULL };
	g_autofree char *reason = NULL;

	g_ptr_array_add(recipients, (gpointer)(guintptr)"a@example.org");
	g_ptr_array_add(argv, (gpointer)(guintptr)"/nowhere/sendmail");
	g_assert_cmpint(submit_mail(&submission, &reason), ==, SUBMIT_AGAIN);
	g_assert_nonnull(strstr(reason, "/nowhere/sendmail"));
}

static void test_errors(void)
{
	static const struct { enum submit_outcome outcome; int code; } cases[] = { { SUBMIT_AGAIN, LIAISON_ERROR_TEMPORARY }, { SUBMIT_REFUSED, LIAISON_ERROR_DATA } };

	g_assert_true(submit_was_taken(SUBMIT_TAKEN, "cannot", NULL, NULL));
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(submit_was_taken(cases[i].outcome, "cannot send", "no room", &error));
		g_assert_error(error, LIAISON_ERROR, cases[i].code);
		g_assert_cmpstr(error->message, ==, "cannot send: no room");
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mail/submit/outcomes", test_outcomes);
	g_test_add_func("/mail/submit/given", test_given);
	g_test_add_func("/mail/submit/no-command", test_no_command);
	g_test_add_func("/mail/submit/errors", test_errors);
	return g_test_run();
}
