/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-mail-edit.c - header edits on bytes: what is not named stays as it was
 */
#include <config.h>
#include <string.h>
#include <liaison/mail.h>

#define EDITS(...) (const struct edit[]){ __VA_ARGS__, { 0 } }
struct edit { const char *name, *value; enum action_kind kind; guint index; };

static const struct { const char *title, *before; const struct edit *edits; const char *after; } rows[] = {
	{ "nothing", "A: 1\r\nB: 2\r\n\r\nbody\r\nC: 3\r\n", EDITS({ 0 }), "A: 1\r\nB: 2\r\n\r\nbody\r\nC: 3\r\n" },
	{ "add", "A: 1\r\n\r\nbody", EDITS({ "C", "x", ACTION_ADD_HEADER, 0 }), "A: 1\r\nC: x\r\n\r\nbody" },
	{ "add, LF", "A: 1\n\nbody", EDITS({ "C", "x", ACTION_ADD_HEADER, 0 }), "A: 1\nC: x\n\nbody" },
	{ "change", "A: 1\nReply-To: a\n b\nreply-to: c\n\nx", EDITS({ "Reply-To", "z", ACTION_CHANGE_HEADER, 1 }), "A: 1\nReply-To: z\nreply-to: c\n\nx" },
	{ "change the second", "R: 1\nA: \nr: 2\n\n", EDITS({ "R", "z", ACTION_CHANGE_HEADER, 2 }), "R: 1\nA: \nR: z\n\n" },
	{ "change what is not there", "A: 1\n\n", EDITS({ "R", "z", ACTION_CHANGE_HEADER, 1 }), "A: 1\nR: z\n\n" },
	{ "remove, folded, highest first", "X: 1\nA: 1\nX: 2\n\tfolded\nX: 3\nB: 2\n\n", EDITS({ "X", NULL, ACTION_REMOVE_HEADER, 3 },
	  { "x", NULL, ACTION_REMOVE_HEADER, 2 }, { "X", NULL, ACTION_REMOVE_HEADER, 1 }), "A: 1\nB: 2\n\n" },
	{ "remove what is not there", "A: 1\n\nX: body\n", EDITS({ "X", NULL, ACTION_REMOVE_HEADER, 1 }), "A: 1\n\nX: body\n" },
	{ "a name that another begins with", "X-Long: 1\nX: 2\n\n", EDITS({ "X", NULL, ACTION_REMOVE_HEADER, 1 }), "X-Long: 1\n\n" },
	{ "no body", "A: 1", EDITS({ "C", "x", ACTION_ADD_HEADER, 0 }), "A: 1\nC: x\n" },
	{ "no header", "\r\nbody", EDITS({ "C", "x", ACTION_ADD_HEADER, 0 }), "C: x\r\n\r\nbody" },
	{ "empty", "", EDITS({ "C", "x", ACTION_ADD_HEADER, 0 }), "C: x\n" },
	{ "injection", "A: 1\n\n", EDITS({ "C", "x\r\nBcc: y", ACTION_ADD_HEADER, 0 }), "A: 1\nC: x Bcc: y\n\n" },
	{ "mbox line", "From a@b Tue Nov 24 09:00:00 2026\nA: 1\n\nx", EDITS({ "C", "x", ACTION_ADD_HEADER, 0 }), "A: 1\nC: x\n\nx" },
	{ "garbage line", "A: 1\ngarbage without a colon\nX: 2\n\n", EDITS({ "X", NULL, ACTION_REMOVE_HEADER, 1 }), "A: 1\ngarbage without a colon\n\n" },
	{ "recipients are none of its business", "A: 1\n\n", EDITS({ "a@b", NULL, ACTION_ADD_RECIPIENT, 0 }), "A: 1\n\n" },
};

static void test_rows(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(plan_t) plan = plan_new();
		g_autoptr(GBytes) before = g_bytes_new_static(rows[i].before, strlen(rows[i].before)), after = NULL;
		g_autofree char *text = NULL;

		for (const struct edit *edit = rows[i].edits; edit->name; edit++)
			plan_add(plan, edit->kind, edit->name, edit->value, edit->index, "test");
		after = mail_edit_header(before, plan->actions);
		text = g_strndup(g_bytes_get_data(after, NULL), g_bytes_get_size(after));
		g_test_message("%s", rows[i].title);
		g_assert_cmpstr(text, ==, rows[i].after);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	mail_init();
	g_test_add_func("/mail/edit", test_rows);
	return g_test_run();
}
