/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-edit.c - what is sent to the MTA for a plan, through the table, and what never is
 */
#include "config.h"

#include <liaison/error.h>
#include <string.h>
#include "../../src/milter/edit.h"

struct recorder { GString *sent; int fail_at; int calls; };

static gboolean note(void *context, const char *what, const char *a, int n, const char *b)
{
	struct recorder *recorder = context;
	if (++recorder->calls == recorder->fail_at)
		return FALSE;
	g_string_append_printf(recorder->sent, "%s %s", what, a);
	if (n != 0)
		g_string_append_printf(recorder->sent, " %d", n);
	if (b != NULL)
		g_string_append_printf(recorder->sent, " [%s]", b);
	g_string_append_c(recorder->sent, '\n');
	return TRUE;
}

static gboolean add_recipient(void *context, char *address) { return note(context, "+", address, 0, NULL); }
static gboolean delete_recipient(void *context, char *argument) { return note(context, "-", argument, 0, NULL); }
static gboolean add_header(void *context, char *name, char *value) { return note(context, "h", name, 0, value); }
static gboolean change_header(void *context, char *name, int occurrence, char *value) { return note(context, "m", name, occurrence, value); }
static gboolean quarantine(void *context, char *reason) { return note(context, "q", reason, 0, NULL); }

static const struct mta recording = { add_recipient, delete_recipient, add_header, change_header, quarantine, NULL };

struct want { enum action_kind kind; const char *name, *value; guint index; };

static const struct row {
	const char *name;
	const char *recipients[4];
	struct want actions[8];
	guint n;
	int fail_at;
	const char *sent;
	int error;               /* -1: none */
} rows[] = {
	{ "nothing", { "<a@x.example>" }, { { 0 } }, 0, 0, "", -1 },
	{ "order", { "<a@x.example>", "B@X.example" },
	  { { ACTION_ADD_HEADER, "Archived-At", "<https://x.example/7/>", 0 }, { ACTION_REMOVE_RECIPIENT, "B@X.example", NULL, 0 }, { ACTION_REMOVE_HEADER, "A", NULL, 1 },
	    { ACTION_REMOVE_HEADER, "A", NULL, 12 }, { ACTION_POST, NULL, NULL, 0 }, { ACTION_CHANGE_HEADER, "Reply-To", "c@x.example", 2 }, { ACTION_ADD_RECIPIENT, "c@x.example", NULL, 0 } }, 7, 0,
	  "+ <c@x.example>\n- B@X.example\nm A 12\nm Reply-To 2 [c@x.example]\nm A 1\nh Archived-At [<https://x.example/7/>]\n", -1 },
	{ "last one removed", { "<a@x.example>" }, { { ACTION_REMOVE_RECIPIENT, "<a@x.example>", NULL, 0 } }, 1, 0, "", LIAISON_ERROR_INTERNAL },
	{ "both removed, given twice", { "<a@x.example>", "<a@x.example>" }, { { ACTION_REMOVE_RECIPIENT, "<a@x.example>", NULL, 0 } }, 1, 0, "", LIAISON_ERROR_INTERNAL },
	{ "last one replaced", { "<a@x.example>" }, { { ACTION_REMOVE_RECIPIENT, "<a@x.example>", NULL, 0 }, { ACTION_ADD_RECIPIENT, "b@x.example", NULL, 0 } }, 2, 0,
	  "+ <b@x.example>\n- <a@x.example>\n", -1 },
	{ "removed and added", { "<a@x.example>", "<b@x.example>" }, { { ACTION_REMOVE_RECIPIENT, "<a@x.example>", NULL, 0 }, { ACTION_ADD_RECIPIENT, "A@x.example", NULL, 0 } }, 2, 0, "", LIAISON_ERROR_INTERNAL },
	{ "removed in other words", { "<a@x.example>", "<b@x.example>" }, { { ACTION_REMOVE_RECIPIENT, "a@x.example", NULL, 0 } }, 1, 0, "", LIAISON_ERROR_INTERNAL },
	{ "a list for an address", { "<a@x.example>" }, { { ACTION_ADD_RECIPIENT, "b@x.example,c@x.example", NULL, 0 } }, 1, 0, "", LIAISON_ERROR_INTERNAL },
	{ "an address with a line end", { "<a@x.example>" }, { { ACTION_ADD_RECIPIENT, "b@x.example\n", NULL, 0 } }, 1, 0, "", LIAISON_ERROR_INTERNAL },
	{ "no address", { "<a@x.example>" }, { { ACTION_ADD_RECIPIENT, NULL, NULL, 0 } }, 1, 0, "", LIAISON_ERROR_INTERNAL },
	{ "occurrence 0", { "<a@x.example>" }, { { ACTION_REMOVE_HEADER, "A", NULL, 0 } }, 1, 0, "", LIAISON_ERROR_INTERNAL },
	{ "a header injected", { "<a@x.example>" }, { { ACTION_ADD_HEADER, "A", "x\nBcc: b@x.example", 0 } }, 1, 0, "", LIAISON_ERROR_INTERNAL },
	{ "a header with CR", { "<a@x.example>" }, { { ACTION_ADD_HEADER, "A", "x\r\n y", 0 } }, 1, 0, "", LIAISON_ERROR_INTERNAL },
	{ "a name with a colon", { "<a@x.example>" }, { { ACTION_ADD_HEADER, "A:B", "x", 0 } }, 1, 0, "", LIAISON_ERROR_INTERNAL },
	{ "refused by the MTA", { "<a@x.example>" }, { { ACTION_ADD_RECIPIENT, "b@x.example", NULL, 0 }, { ACTION_ADD_HEADER, "A", "x", 0 } }, 2, 2, "+ <b@x.example>\n", LIAISON_ERROR_TEMPORARY },
	{ "a bad one after good ones", { "<a@x.example>" }, { { ACTION_ADD_RECIPIENT, "b@x.example", NULL, 0 }, { ACTION_ADD_HEADER, "A", "x\ny", 0 } }, 2, 0, "", LIAISON_ERROR_INTERNAL },
};

static void test_carry_out(gconstpointer data)
{
	const struct row *row = data;
	struct recorder recorder = { .sent = g_string_new(NULL), .fail_at = row->fail_at };
	g_autoptr(envelope_t) envelope = envelope_new();
	g_autoptr(plan_t) plan = plan_new();
	g_autoptr(GError) error = NULL;
	for (guint i = 0; i < G_N_ELEMENTS(row->recipients) && row->recipients[i] != NULL; i++)
		envelope_add_recipient(envelope, row->recipients[i]);
	for (guint i = 0; i < row->n; i++)
		plan_add(plan, row->actions[i].kind, row->actions[i].name, row->actions[i].value, row->actions[i].index, "test");
	gboolean done = edit_carry_out(&recording, &recorder, envelope, plan->actions, FALSE, &error);
	g_assert_cmpstr(recorder.sent->str, ==, row->sent);
	g_assert_cmpint(done, ==, row->error < 0);
	if (row->error >= 0)
		g_assert_error(error, LIAISON_ERROR, row->error);
	g_string_free(recorder.sent, TRUE);
}

static const struct { const char *name, *value, *sent; } values[] = {
	{ "A", "short", "short" },
	{ "A", "", "" },
	{ "A", "one\n two", "one\n two" },
	{ "A", "one\n\ttwo\n three", "one\n\ttwo\n three" },
	{ "A", "one\ntwo", NULL },
	{ "A", "one\n", NULL },
	{ "A", "bell\a", NULL },
	{ "A", "cr\rx", NULL },
	{ "A", "tab\tis fine", "tab\tis fine" },
	{ "A", "j\xc3\xb6", "j\xc3\xb6" },
	{ "Name", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb c dddddd",
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb c dddddd" },
	{ "Name", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
	{ "Name", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b",
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n b" },
};

static void test_values(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *sent = edit_header_value(values[i].name, values[i].value, &error);
		g_assert_cmpstr(sent, ==, values[i].sent);
		g_assert_true((sent == NULL) == (error != NULL));
	}
}

/* Whatever the value, folding adds LF only, in front of a blank, and makes no line of blanks. */
static void test_folding_keeps_the_value(void)
{
	GRand *rand = g_rand_new_with_seed(4053);
	for (guint round = 0; round < 3000; round++) {
		GString *value = g_string_new(NULL);
		guint length = (guint)g_rand_int_range(rand, 0, 400);
		for (guint i = 0; i < length; i++)
			g_string_append_c(value, g_rand_int_range(rand, 0, 8) == 0 ? ' ' : g_rand_int_range(rand, 0, 30) == 0 ? '\t' : 'x');
		g_autofree char *sent = edit_header_value("Some-Name", value->str, NULL);
		g_auto(GStrv) lines = g_strsplit(sent, "\n", -1);
		g_autofree char *joined = g_strjoinv("", lines);
		g_assert_cmpstr(joined, ==, value->str);
		for (guint i = 0; lines[i] != NULL; i++) {
			g_assert_true(i == 0 || *lines[i] == ' ' || *lines[i] == '\t');
			g_assert_true(value->len == 0 || lines[1] == NULL || strspn(lines[i], " \t") < strlen(lines[i]) || lines[i + 1] == NULL || i == 0);
		}
		g_string_free(value, TRUE);
	}
	g_rand_free(rand);
}

static void test_size(void)
{
	g_autofree char *large = g_strnfill(60000, 'x'), *too_large = g_strnfill(60001, 'x');
	g_autofree char *sent = edit_header_value("A", large, NULL);
	g_autoptr(GError) error = NULL;
	g_assert_cmpuint(strlen(sent), ==, 60000);
	g_assert_null(edit_header_value("A", too_large, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL);
}

static void test_leading_space(void)
{
	struct recorder recorder = { .sent = g_string_new(NULL) };
	g_autoptr(envelope_t) envelope = envelope_new();
	g_autoptr(plan_t) plan = plan_new();
	envelope_add_recipient(envelope, "<a@x.example>");
	plan_add(plan, ACTION_ADD_HEADER, "A", "x", 0, "test");
	plan_add(plan, ACTION_CHANGE_HEADER, "B", "y", 1, "test");
	plan_add(plan, ACTION_REMOVE_HEADER, "C", NULL, 1, "test");
	g_assert_true(edit_carry_out(&recording, &recorder, envelope, plan->actions, TRUE, NULL));
	g_assert_cmpstr(recorder.sent->str, ==, "m B 1 [ y]\nm C 1\nh A [ x]\n");
	g_string_free(recorder.sent, TRUE);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = g_strdup_printf("/edit/%s", rows[i].name);
		g_test_add_data_func(path, &rows[i], test_carry_out);
	}
	g_test_add_func("/edit/header values", test_values);
	g_test_add_func("/edit/folding keeps the value", test_folding_keeps_the_value);
	g_test_add_func("/edit/size of a field", test_size);
	g_test_add_func("/edit/leading space", test_leading_space);
	return g_test_run();
}
