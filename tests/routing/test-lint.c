/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-lint.c - advice to the author of a statement: each doubt with what calls for it, and what does not
 */
#include <config.h>
#include <string.h>
#include <liaison/lint.h>
#include <liaison/notice.h>
#include <liaison/address.h>
#include "fixture.h"

/* files: "type name" parted by ";" */
static const struct { const char *name, *statement, *text, *files, *doubts; } rows[] = {
	{ "nothing to say", "purpose info", "The WG has consensus on this.", NULL, "" },
	{ "no purpose", " ", "The WG has consensus on this.", NULL, "no-purpose" },
	{ "action without a deadline", "purpose action", "The WG has consensus on this.", NULL, "no-deadline" },
	{ "once", "purpose action; doubt no-deadline", "The WG has consensus on this.", NULL, "no-deadline" },
	{ "a deadline in words", "purpose action; doubt deadline-vague", "The WG has consensus on this.", NULL, "deadline-vague" },
	{ "no level of consensus", "purpose info", "We like this.", NULL, "no-consensus-level" },
	{ "a level of none", "purpose info", "This does not represent anybody but us.", NULL, "" },
	{ "the chairs' view", "purpose info", "It is the view of the chairs.", NULL, "" },
	{ "no text at all", "purpose info", NULL, "application/pdf a.pdf", "no-plain-text" },
	{ "blank text", "purpose info", " \n", "application/pdf a.pdf", "no-plain-text" },
	{ "a Word file", "purpose info", "consensus", "application/msword a.doc", "unusual-format" },
	{ "a Word file beside the same as PDF", "purpose info", "consensus", "application/msword A.doc;application/pdf a.pdf", "" },
	{ "a Word file beside another PDF", "purpose info", "consensus", "application/msword a.doc;application/pdf b.pdf", "unusual-format" },
	{ "an adopted draft", "purpose info", "Consensus stands in draft-ietf-alpha-frame-03.", NULL, "" },
	{ "an individual draft", "purpose info", "Consensus: see draft-smith-alpha-frame-03.", NULL, "cites-individual-draft" },
	{ "one that is said to be one", "purpose info", "Consensus: see the individual document draft-smith-alpha-frame-03.", NULL, "" },
	{ "its status far away", "purpose info", "Consensus: see draft-smith-alpha-frame-03. "
	  "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. "
	  "Lorem ipsum dolor sit amet. An individual spoke.", NULL, "cites-individual-draft" },
	{ "an RFC", "purpose info", "On behalf of the chairs: see RFC 9999 for details.", NULL, "cites-rfc" },
	{ "an RFC and its status", "purpose info", "On behalf of the chairs: see RFC 9999 (Experimental).", NULL, "" },
	{ "not UTF-8", "purpose info", "consensus \xff draft-x-y \xff\xfe", NULL, "cites-individual-draft" },
};

static void add_part(struct message *message, enum part_kind kind, const char *type, const char *name, const char *text)
{
	struct part *part = part_new(kind, "1", type);

	part->filename = g_strdup(name);
	part->text = g_strdup(text);
	g_ptr_array_add(message->parts, part);
}

static char *doubts_of(const struct statement *statement)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < statement->doubts->len; i++)
		g_string_append_printf(out, "%s%s", i ? " " : "", doubt_name(((const struct doubt *)g_ptr_array_index(statement->doubts, i))->kind));
	return g_string_free(out, FALSE);
}

static void test_lint(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(message_t) message = fixture_message("From: ida@example.org");
		g_autoptr(GPtrArray) statements = fixture_statements(rows[i].statement);
		g_auto(GStrv) files = g_strsplit(rows[i].files ? rows[i].files : "", ";", -1);
		g_autofree char *doubts = NULL;

		if (rows[i].text)
			add_part(message, PART_TEXT, "text/plain", NULL, rows[i].text);
		for (guint k = 0; files[k]; k++) {
			g_auto(GStrv) halves = g_strsplit(files[k], " ", 2);
			add_part(message, PART_ATTACHMENT, halves[0], halves[1], NULL);
		}
		lint_statement(message, g_ptr_array_index(statements, 0));
		doubts = doubts_of(g_ptr_array_index(statements, 0));
		g_test_message("%s", rows[i].name);
		g_assert_cmpstr(doubts, ==, rows[i].doubts);
	}
}

/* ---- notices ---- */

#define IN "direction incoming; peer Norm; from Norm SG1; to ALPHA WG; our ALPHA WG; auth"
#define OUT "direction outgoing; auth; peer Norm; from ALPHA WG; our ALPHA WG; to Norm SG1; purpose info"
#define EVA "From: eva@norm.example"

static const struct notice_row {
	const char *name, *sender, *recipient, *headers, *statement;
	gboolean acknowledge, unknown, confirm, tell, observe;
	const char *expected;
} notice_rows[] = {
	{ "a receipt", "eva@norm.example", "statements@example.org", EVA, IN, TRUE, FALSE, FALSE, FALSE, FALSE, "receipt eva@norm.example\n" },
	{ "none where they are off", "eva@norm.example", "statements@example.org", EVA, IN, FALSE, FALSE, FALSE, FALSE, FALSE, "" },
	{ "a confirmation besides", "eva@norm.example", "statements@example.org", EVA, IN, TRUE, FALSE, TRUE, FALSE, FALSE,
	  "receipt eva@norm.example\nconfirmation alpha-chairs@example.org\n" },
	{ "nothing while observing", "eva@norm.example", "statements@example.org", EVA, IN, TRUE, FALSE, TRUE, FALSE, TRUE, "" },
	{ "no receipt to a null sender", "", "statements@example.org", EVA, IN, TRUE, TRUE, FALSE, FALSE, FALSE, "" },
	{ "nor to a list", "eva@norm.example", "statements@example.org", EVA "\nPrecedence: bulk", IN, TRUE, TRUE, FALSE, FALSE, FALSE, "" },
	{ "nor to a machine", "eva@norm.example", "statements@example.org", EVA "\nAuto-Submitted: auto-generated", IN, TRUE, TRUE, FALSE, FALSE, FALSE, "" },
	{ "nor to two authors", "eva@norm.example", "statements@example.org", EVA "\nFrom: o@norm.example", IN, TRUE, TRUE, FALSE, FALSE, FALSE, "" },
	{ "unauthenticated: coordination is asked, nobody thanked", "eva@norm.example", "statements@example.org", EVA,
	  "direction incoming; peer Norm; from Norm SG1; to ALPHA WG; our ALPHA WG", TRUE, FALSE, TRUE, FALSE, FALSE, "review-request coordination@example.org\n" },
	{ "unless that is wanted", "eva@norm.example", "statements@example.org", EVA,
	  "direction incoming; peer Norm; from Norm SG1; to ALPHA WG; our ALPHA WG", TRUE, TRUE, FALSE, FALSE, FALSE,
	  "review-request coordination@example.org\nreceipt eva@norm.example\n" },
	{ "held: approver, author, manager", "ida@example.org", "eva@norm.example", "From: ida@example.org", OUT, TRUE, TRUE, TRUE, FALSE, FALSE,
	  "approval-request alpha-ads@example.org\nheld ida@example.org\nheld-copy norm-liaison@example.org\n" },
	{ "and the body, where that is wanted", "ida@example.org", "eva@norm.example", "From: ida@example.org", OUT, TRUE, TRUE, TRUE, TRUE, FALSE,
	  "approval-request alpha-ads@example.org\nheld ida@example.org\nheld-copy norm-liaison@example.org\nheld-copy alpha-chairs@example.org\n" },
	{ "approved: nobody", "alpha-ads@example.org", "eva@norm.example", "From: alpha-ads@example.org", OUT, TRUE, TRUE, TRUE, TRUE, FALSE, "" },
	{ "correspondence: nobody", "eva@norm.example", "statements@example.org", EVA, IN "; kind correspondence", TRUE, TRUE, TRUE, TRUE, FALSE, "" },
};

static void test_notices(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(notice_rows); i++) {
		const struct notice_row *row = &notice_rows[i];
		struct organization *organization = fixture_organization();
		g_autoptr(GPtrArray) rules = fixture_rules(NULL), statements = fixture_statements(row->statement), notices = NULL;
		g_autoptr(message_t) message = fixture_message(row->headers);
		g_autoptr(envelope_t) envelope = envelope_new();
		g_autoptr(plan_t) plan = NULL;
		g_autoptr(GString) got = g_string_new(NULL);
		struct route_policy policy = { .organization = organization, .rules = rules, .auto_post = AUTO_POST_TRUSTED, .observe = row->observe,
		                               .acknowledge = row->acknowledge, .acknowledge_unknown = row->unknown, .confirm = row->confirm, .tell_body = row->tell };

		envelope_set_sender(envelope, row->sender);
		envelope_add_recipient(envelope, row->recipient);
		plan = route_decide(&policy, INTEREST_OURS, envelope, message, statements, NULL);
		notices = notices_decide(&policy, envelope, message, statements, plan);
		for (guint k = 0; k < notices->len; k++) {
			const struct notice *notice = g_ptr_array_index(notices, k);
			g_autofree char *text = notice_format(notice), *key = notice_key(notice, 12);
			g_autoptr(notice_t) again = notice_parse(text);

			g_string_append_printf(got, "%s %s\n", notice_kind_name(notice->kind), notice->to);
			g_assert_nonnull(again);
			g_assert_cmpint(again->kind, ==, notice->kind);
			g_assert_true(address_equal(again->to, notice->to));
			g_assert_true(strstr(key, " 12 ") != NULL);
		}
		g_test_message("%s", row->name);
		g_assert_cmpstr(got->str, ==, row->expected);
		organization_free(organization);
	}
}

static void test_format(void)
{
	static const char *const broken[] = { "", "x", "[notice]\n", "[notice]\nkind=fun\nto=a@b.example\nrule=x\n", "[notice]\nkind=held\nto=a b\nrule=x\n",
	                                      "[notice]\nkind=held\nto=a@b.example\n" };
	g_autoptr(notice_t) notice = notice_new(NOTICE_ANSWER, "a%d@b.example", "reviewer"), again = NULL;
	g_autofree char *text = NULL, *key = NULL;

	notice->subject = g_strdup("Re: [x]\nkind=held");
	notice->text = g_strdup("  two\nlines = \\ ;\n[notice]\nto=thief@evil.example\n");
	text = notice_format(notice);
	again = notice_parse(text);
	g_assert_cmpstr(again->subject, ==, notice->subject);
	g_assert_cmpstr(again->text, ==, notice->text);
	g_assert_cmpstr(again->to, ==, notice->to);
	key = notice_key(notice, 0);
	g_assert_cmpstr(key, ==, "answer %d a=25d@b.example");
	for (guint i = 0; i < G_N_ELEMENTS(broken); i++)
		g_assert_null(notice_parse(broken[i]));
	g_assert_null(notice_parse(NULL));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/routing/lint", test_lint);
	g_test_add_func("/routing/notices", test_notices);
	g_test_add_func("/routing/notices/format", test_format);
	return g_test_run();
}
