/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-review.c - the commands in replies, as people and their mail programs write them
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/review.h>

/* expected: one command a line as review_command_describe() has it; "" none; "wrong: …" a part of what is said instead. */
struct row { const char *name, *text, *expected; };

static const struct row rows[] = {
	{ "approve", "approve\n", "approve\n" },
	{ "case and full stop", "\n\n  Approved.\n", "approve\n" },
	{ "CRLF", "Approve\r\n\r\n> quoted\r\n", "approve\n" },
	{ "shouted", "APPROVE!\n", "approve\n" },
	{ "nothing follows approve", "approve it after Monday\n", "wrong: nothing may follow" },
	{ "post", "post", "post\n" },
	{ "kill", "kill it was sent by mistake\n", "kill: it was sent by mistake\n" },
	{ "kill without a reason", "kill\n", "wrong: reason" },
	{ "reject is kill", "reject: not agreed\n", "kill: not agreed\n" },
	{ "kill over two lines", "kill this was never agreed by the group and\nis not ready\n", "kill: this was never agreed by the group and is not ready\n" },
	{ "purpose", "purpose action\n", "purpose: action\n" },
	{ "purpose as letters say it", "Purpose: For Action\n", "purpose: action\n" },
	{ "purpose that is none", "purpose fun\n", "wrong: info, action" },
	{ "purpose none", "purpose none\n", "purpose: none\n" },
	{ "deadline", "deadline 2027-03-01\n", "deadline: 2027-03-01\n" },
	{ "deadline in words", "deadline 1 March 2027\n", "deadline: 2027-03-01\n" },
	{ "deadline ambiguous", "deadline 03/04/2027\n", "wrong: year-month-day" },
	{ "deadline that does not exist", "deadline 2027-02-30\n", "wrong: year-month-day" },
	{ "to", "to DETNET WG\n", "to: DETNET WG\n" },
	{ "to several", "to DETNET WG; RAW WG\npost\n", "to: DETNET WG; RAW WG\npost\n" },
	{ "title", "title Liaison on  clocks\n", "title: Liaison on clocks\n" },
	{ "forward", "forward ida@example.org <otto@example.org>, nils@example.org\n", "forward: ida@example.org; otto@example.org; nils@example.org\n" },
	{ "forward to no address", "forward Ida\n", "wrong: no mail address" },
	{ "forward to nobody", "forward\n", "wrong: an address is missing" },
	{ "note", "note spoke to Ida; she agrees\n", "note: spoke to Ida; she agrees\n" },
	{ "several", "purpose action\ndeadline 2027-03-01\nnote as agreed\npost\n", "purpose: action\ndeadline: 2027-03-01\nnote: as agreed\npost\n" },
	{ "a slip stops all", "approve\ndedline 2027-03-01\n", "wrong: dedline" },
	{ "two verdicts", "approve\nkill no\n", "wrong: only one" },
	{ "approve twice", "approve\napprove\n", "wrong: only one" },
	{ "thanks", "approve\nThanks, Ida\n", "approve\n" },
	{ "signature", "approve\n-- \nkill everything\n", "approve\n" },
	{ "behind a blank line", "approve\n\nkill joke\n", "approve\n" },
	{ "quote at once", "approve\n> kill this\n", "approve\n" },
	{ "attribution", "approve\nOn Tue, 24 Nov 2026, Example wrote:\nkill x\n", "approve\n" },
	{ "Outlook", "approve\n________________________________\nFrom: Example\nkill x\n", "approve\n" },
	{ "Outlook without a line", "From: Example\nTo: Ida\npost\n", "" },
	{ "only a quote", "> approve\n", "" },
	{ "a condition is no attribution", "approve\nOn condition that they agree\n", "wrong: no command" },
	{ "quote above", "On 24 November Example wrote:\n> Please say approve\n\napprove\n", "" },
	{ "prose", "I do not think that we should approve this.\n", "" },
	{ "prose that begins like one", "post haste is not what I would call it\n", "wrong: nothing may follow" },
	{ "approval in prose", "approve of this I do not\n", "wrong: nothing may follow" },
	{ "empty", "", "" },
	{ "blank", " \n\t\n\302\240\n", "" },
	{ "controls", "note a\001b\033[31m\n", "note: a\001b\033[31m\n" },
	{ "not UTF-8", "note \377\376\n", "note: \357\277\275\357\277\275\n" },
	{ "nothing hidden by a line separator", "note a\342\200\250approve\n", "note: a approve\n" },
};

static char *said(const char *text)
{
	g_autofree char *wrong = NULL;
	g_autoptr(GPtrArray) commands = review_commands(text, &wrong);
	GString *out = g_string_new(NULL);

	g_assert_true((commands == NULL) == (wrong != NULL));
	if (!commands) {
		g_string_append_printf(out, "wrong: %s", wrong);
		return g_string_free(out, FALSE);
	}
	for (guint i = 0; i < commands->len; i++) {
		g_autofree char *line = review_command_describe(g_ptr_array_index(commands, i));

		g_string_append_printf(out, "%s\n", line);
	}
	return g_string_free(out, FALSE);
}

static void test_commands(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = said(rows[i].text);

		g_test_message("%s: %s", rows[i].name, text);
		if (g_str_has_prefix(rows[i].expected, "wrong: "))
			g_assert_true(g_str_has_prefix(text, "wrong: ") && strstr(text, rows[i].expected + strlen("wrong: ")));
		else
			g_assert_cmpstr(text, ==, rows[i].expected);
	}
}

static void test_long(void)
{
	g_autofree char *word = g_strnfill(5000, 'x'), *note = g_strdup_printf("note %s\n", word), *text = said(note);
	g_autoptr(GString) many = g_string_new("note a\n");
	g_autofree char *wrong = NULL;
	g_autoptr(GPtrArray) commands = NULL;

	g_assert_true(g_str_has_prefix(text, "wrong: "));
	g_assert_cmpuint(strlen(text), <, 400);
	for (guint i = 0; i < 100000; i++)
		g_string_append(many, "note b\n");
	commands = review_commands(many->str, &wrong);
	g_assert_cmpuint(commands->len, <=, 100);
}

static void test_tokens(void)
{
	static const struct { const char *address, *token; } tokens[] = {
		{ "review+abcdefghijklmnopqrstuvwxyz@example.org", "abcdefghijklmnopqrstuvwxyz" },
		{ "Review+ABCDEFGHIJKLMNOPQRSTUVWX27@Example.org", "abcdefghijklmnopqrstuvwx27" },
		{ "review@example.org", NULL }, { "review+@example.org", NULL }, { "review+abc@example.org", NULL },
		{ "review+abcdefghijklmnopqrstuvwx01@example.org", NULL }, { "", NULL },
		{ "review+abcdefghijklmnopqrstuvwxyzz@example.org", NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(tokens); i++) {
		g_autofree char *token = review_token_of(tokens[i].address);

		g_assert_cmpstr(token, ==, tokens[i].token);
		if (token) {
			g_autofree char *address = review_address("review@example.org", token);

			g_assert_true(address_equal(address, tokens[i].address));
			g_assert_true(address_is_valid(address));
		}
	}
}

/* What is wrong goes into a mail: a long line is cut between characters. */
static void test_long_line(void)
{
	for (guint lead = 0; lead < 3; lead++) {
		g_autoptr(GString) text = g_string_new("purpose ");
		g_autofree char *said = NULL;

		for (guint i = 0; i < lead; i++)
			g_string_append_c(text, 'x');
		for (guint i = 0; i < 150; i++)
			g_string_append(text, "\u6280");
		g_autoptr(GPtrArray) commands = review_commands(text->str, &said);
		g_assert_null(commands);
		g_assert_nonnull(said);
		g_assert_true(g_utf8_validate(said, -1, NULL));
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/routing/review/commands", test_commands);
	g_test_add_func("/routing/review/long", test_long);
	g_test_add_func("/routing/review/tokens", test_tokens);
	g_test_add_func("/routing/review/long-line", test_long_line);
	return g_test_run();
}
