/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-route-rules.c - what the operator's rules do to a plan; header fields; interest
 */
#include <config.h>
#include "case.h"

#define NORM "From: eva@norm.example"
#define TRUSTED "direction incoming; auth; peer Norm; from Norm SG1; to BETA WG; our BETA WG; purpose info; title On quantum keys"
#define BETA "+beta-chairs@example.org body BETA WG\n+alpha-ads@example.org body BETA WG\n"
#define MANAGER "+norm-liaison@example.org manager of Norm\n"
#define TO_STATEMENTS "from eva@norm.example, rcpt <statements@example.org>, rcpt <ida@example.org>"
#define SLOW_SUBJECT "\nSubject: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"

static const struct row rules[] = {
	{ "added, and named", TO_STATEMENTS, NORM, TRUSTED, { .rules = "quantum: subject /quantum/, purpose info, add kim@example.org, add out@elsewhere.example" },
	  "accept record\n" BETA MANAGER "+kim@example.org route 'quantum'\n+out@elsewhere.example route 'quantum'\npost\n", NULL },
	{ "no match", TO_STATEMENTS, NORM, TRUSTED, { .rules = "quantum: subject /radio/, add kim@example.org" }, "accept record\n" BETA MANAGER "post\n", NULL },
	{ "what is there already is not added", TO_STATEMENTS, NORM, TRUSTED, { .rules = "r: add IDA@example.org" }, "accept record\n" BETA MANAGER "post\n", NULL },
	{ "added twice by two rules: the first is named", TO_STATEMENTS, NORM, TRUSTED, { .rules = "a: add kim@example.org | b: add Kim@example.org" },
	  "accept record\n" BETA MANAGER "+kim@example.org route 'a'\npost\n", NULL },
	{ "removed from the envelope", TO_STATEMENTS, NORM, TRUSTED, { .rules = "r: remove ida@*" }, "accept record\n" BETA MANAGER "-<ida@example.org> route 'r'\npost\n", NULL },
	{ "removed from the additions: no action at all", TO_STATEMENTS, NORM, TRUSTED, { .rules = "r: remove alpha-*, remove beta-chairs@example.org" },
	  "accept record\n" MANAGER "post\n", NULL },
	{ "removed by one rule, added again by the next: untouched", TO_STATEMENTS, NORM, TRUSTED, { .rules = "a: remove ida@example.org | b: add ida@example.org" },
	  "accept record\n" BETA MANAGER "post\n", NULL },
	{ "removed and added by one rule: there", TO_STATEMENTS, NORM, TRUSTED, { .rules = "a: add ida@example.org, remove ida@example.org" },
	  "accept record\n" BETA MANAGER "post\n", NULL },
	{ "redirected", TO_STATEMENTS, NORM, TRUSTED, { .rules = "r: redirect kim@example.org" },
	  "accept record\n+kim@example.org route 'r'\n-<statements@example.org> route 'r'\n-<ida@example.org> route 'r'\npost\n", NULL },
	{ "redirected to one who is there", TO_STATEMENTS, NORM, TRUSTED, { .rules = "r: redirect Ida@example.org" },
	  "accept record\n-<statements@example.org> route 'r'\npost\n", NULL },
	{ "redirected, then added", TO_STATEMENTS, NORM, TRUSTED, { .rules = "r: redirect kim@example.org | s: add ida@example.org" },
	  "accept record\n+kim@example.org route 'r'\n-<statements@example.org> route 'r'\npost\n", NULL },
	{ "everybody removed: the coordination address is kept", TO_STATEMENTS, NORM, TRUSTED, { .rules = "r: remove *" },
	  "accept record\n+coordination@example.org nobody left\n-<statements@example.org> route 'r'\n-<ida@example.org> route 'r'\npost\n", NULL },
	{ "everybody removed, and no coordination address: the envelope stays", TO_STATEMENTS, NORM, TRUSTED, { .rules = "r: remove *", .no_coordination = TRUE },
	  "accept record\npost\n", NULL },
	{ "stop", TO_STATEMENTS, NORM, TRUSTED, { .rules = "a: stop | b: add kim@example.org" }, "accept record\n" BETA MANAGER "post\n", NULL },
	{ "a rule that does not match does not stop", TO_STATEMENTS, NORM, TRUSTED, { .rules = "a: direction outgoing, stop | b: add kim@example.org" },
	  "accept record\n" BETA MANAGER "+kim@example.org route 'b'\npost\n", NULL },
	{ "held", TO_STATEMENTS, NORM, TRUSTED, { .rules = "r: hold true" }, "hold record\n" BETA MANAGER, NULL },
	{ "held, and not held by a later rule", TO_STATEMENTS, NORM, TRUSTED, { .rules = "r: hold true | s: hold false" }, "accept record\n" BETA MANAGER "post\n", NULL },
	{ "not posted", TO_STATEMENTS, NORM, TRUSTED, { .rules = "r: post false" }, "accept record\n" BETA MANAGER, NULL },
	{ "doubtful: additions of rules wait too", TO_STATEMENTS, NORM, TRUSTED "; doubt no-deadline", { .rules = "r: add kim@example.org" },
	  "accept record\n+coordination@example.org coordination\n?beta-chairs@example.org body BETA WG\n?alpha-ads@example.org body BETA WG\n"
	  "?norm-liaison@example.org manager of Norm\n?kim@example.org route 'r'\n", NULL },
	{ "doubtful, and posted by a rule: nothing waits", TO_STATEMENTS, NORM, TRUSTED "; doubt no-deadline", { .rules = "r: doubt no-deadline, post true" },
	  "accept record\n" BETA MANAGER "post\n", NULL },
	{ "doubtful: a rule takes away what would wait", TO_STATEMENTS, NORM, TRUSTED "; doubt no-deadline", { .rules = "r: remove *@example.org" },
	  "accept record\n+coordination@example.org nobody left\n-<statements@example.org> route 'r'\n-<ida@example.org> route 'r'\n", NULL },
	{ "a doubt that deciding finds is seen by rules", "from eva@norm.example, rcpt <ida@example.org>", NORM, TRUSTED, { .rules = "r: doubt misdirected, post true, add kim@example.org" },
	  "accept record\n+coordination@example.org coordination\n" BETA MANAGER "+kim@example.org route 'r'\npost\n", NULL },
	{ "an expression that gives up: cannot tell now", TO_STATEMENTS, NORM SLOW_SUBJECT, TRUSTED, { .rules = "r: subject /^(a+)+$/, add kim@example.org" }, "tempfail record\n", NULL },
	{ "one that would not have been asked", TO_STATEMENTS, NORM SLOW_SUBJECT, TRUSTED, { .rules = "a: stop | r: subject /^(a+)+$/, add kim@example.org" },
	  "accept record\n" BETA MANAGER "post\n", NULL },
	{ "outgoing: not held", "from alpha-chairs@example.org, rcpt <o@guild.example>", "From: alpha-chairs@example.org",
	  "direction outgoing; auth; peer Guild; from BOARD; our BOARD; to Guild", { .rules = "r: direction outgoing, from BOARD, hold false" },
	  "accept record\n+coordination@example.org coordination\npost\n", NULL },
	{ "outgoing: held, though approved", "from board-chair@example.org, rcpt <o@guild.example>", "From: board-chair@example.org",
	  "direction outgoing; auth; peer Guild; from BOARD; our BOARD; to Guild", { .rules = "r: direction outgoing, hold true" },
	  "hold record\n+coordination@example.org coordination\n", NULL },
	{ "outgoing: a rule may add to the peer's side", "from board-chair@example.org, rcpt <eva@norm.example>", "From: board-chair@example.org",
	  "direction outgoing; auth; peer Norm; from BOARD; our BOARD; to Norm", { .rules = "r: direction outgoing, add eva@norm.example" },
	  "accept record\n+Liaison@norm.example send-to of Norm\n+coordination@example.org coordination\n" MANAGER "post\n", NULL },
	{ "a claim to be ours may be held by a rule", "from alpha-chairs@example.org, rcpt <o@guild.example>", "From: alpha-chairs@example.org",
	  "direction outgoing; peer Guild; from BOARD; our BOARD; to Guild", { .rules = "r: doubt claims-ours, hold true, add kim@example.org" },
	  "hold record\n+coordination@example.org coordination\n?kim@example.org route 'r'\n", "claims-ours" },
};

#define OURS "+Archived-At: <%u>\n+Liaison-Statement: id=%d\n"
#define OUT "direction outgoing; auth; peer Norm; from BOARD; our BOARD; to Norm"
#define BOARD_CHAIR "From: board-chair@example.org"
#define OUT_ENVELOPE "from board-chair@example.org, rcpt <eva@norm.example>"

static const struct row headers[] = {
	{ "ours are added", TO_STATEMENTS, NORM, TRUSTED, { 0 }, OURS, NULL },
	{ "without a public record only the number", TO_STATEMENTS, NORM, TRUSTED, { .no_base_url = TRUE }, "+Liaison-Statement: id=%d\n", NULL },
	{ "what waits says so, and why", TO_STATEMENTS, NORM, TRUSTED "; doubt no-deadline; doubt unusual-format", { 0 },
	  "+Archived-At: <%u>\n+Liaison-Statement: id=%d; state=pending; reason=no-deadline, unusual-format\n", NULL },
	{ "each reason once, with those that are no doubt of its own", TO_STATEMENTS, "From: eva@stranger.example", "direction incoming; from X; to BETA WG; our BETA WG; "
	  "doubt no-deadline; doubt no-deadline", { 0 },
	  "+Archived-At: <%u>\n+Liaison-Statement: id=%d; state=pending; reason=no-deadline, unknown-sender, unauthenticated\n", NULL },
	{ "a stray says so", "from eva@norm.example, rcpt <ida@example.org>", NORM, TRUSTED, { 0 },
	  "+Archived-At: <%u>\n+Liaison-Statement: id=%d; state=pending; reason=misdirected\n", "misdirected" },
	{ "one that is posted all the same does not wait", "from eva@norm.example, rcpt <ida@example.org>", NORM, TRUSTED, { .auto_post = AUTO_POST_ALWAYS + 1 },
	  "+Archived-At: <%u>\n+Liaison-Statement: id=%d; reason=misdirected\n", "misdirected" },
	{ "doubts of what is posted are nobody's to look at", TO_STATEMENTS, NORM, TRUSTED "; doubt no-deadline", { .auto_post = AUTO_POST_ALWAYS + 1 }, OURS, NULL },
	{ "of several statements, all reasons", TO_STATEMENTS, NORM, TRUSTED " + " TRUSTED "; doubt no-purpose + " TRUSTED "; doubt no-title", { 0 },
	  "+Archived-At: <%u>\n+Liaison-Statement: id=%d; state=pending; reason=no-title, no-purpose\n", NULL },
	{ "what a rule holds goes to nobody before somebody looked", TO_STATEMENTS, NORM, TRUSTED "; doubt no-deadline", { .rules = "r: hold true" }, OURS, NULL },
	{ "forged ones are removed, the highest first", TO_STATEMENTS, NORM "\nLiaison-Statement: id=1\nliaison-statement: id=2\nX: y\nLIAISON-STATEMENT: id=3", TRUSTED, { 0 },
	  "-LIAISON-STATEMENT[3]\n-liaison-statement[2]\n-Liaison-Statement[1]\n" OURS, NULL },
	{ "Archived-At: only under our own address", TO_STATEMENTS, NORM "\nArchived-At: <https://list.norm.example/1>\nArchived-At: <https://record.example.org/ls/7/>\n"
	  "Archived-At: < HTTPS://record.example.org/ ls/8 >\nArchived-At: <https://record.example.org/lsx/9>", TRUSTED, { 0 },
	  "-Archived-At[3]\n-Archived-At[2]\n" OURS, NULL },
	{ "without base_url none is known as forged", TO_STATEMENTS, NORM "\nArchived-At: <https://record.example.org/ls/7/>", TRUSTED, { .no_base_url = TRUE },
	  "+Liaison-Statement: id=%d\n", NULL },
	{ "correspondence: forged ones removed, none added", TO_STATEMENTS, NORM "\nLiaison-Statement: id=1", "kind correspondence", { 0 }, "-Liaison-Statement[1]\n", NULL },
	{ "what is let go is not touched", "from eva@norm.example, rcpt <ida@example.org>", NORM "\nLiaison-Statement: id=1", "kind correspondence", { 0 }, "", NULL },
	{ "a list copy is not touched", TO_STATEMENTS, NORM "\nList-Id: <x.norm.example>\nLiaison-Statement: id=1", TRUSTED, { 0 }, "", NULL },
	{ "incoming: Reply-To stays", TO_STATEMENTS, NORM "\nReply-To: eva@norm.example", TRUSTED, { 0 }, OURS, NULL },
	{ "outgoing: replies come to the manager", OUT_ENVELOPE, BOARD_CHAIR, OUT, { 0 }, "+Reply-To: norm-liaison@example.org\n" OURS, NULL },
	{ "outgoing: or to the coordination address", "from board-chair@example.org, rcpt <o@guild.example>", BOARD_CHAIR,
	  "direction outgoing; auth; peer Guild; from BOARD; our BOARD; to Guild", { 0 }, "+Reply-To: coordination@example.org\n" OURS, NULL },
	{ "outgoing: another Reply-To is changed", OUT_ENVELOPE, BOARD_CHAIR "\nReply-To: ida@example.org", OUT, { 0 }, "=Reply-To[1]: norm-liaison@example.org\n" OURS, NULL },
	{ "outgoing: several become one", OUT_ENVELOPE, BOARD_CHAIR "\nReply-To: ida@example.org\nreply-to: kim@example.org", OUT, { 0 },
	  "-Reply-To[2]\n=Reply-To[1]: norm-liaison@example.org\n" OURS, NULL },
	{ "outgoing: the right one stays", OUT_ENVELOPE, BOARD_CHAIR "\nReply-To: Norm-Liaison@example.org", OUT, { 0 }, OURS, NULL },
	{ "outgoing: signed", OUT_ENVELOPE, BOARD_CHAIR "\nDKIM-Signature: v=1; a=rsa-sha256; d=example.org; h=From:To : Reply-To:Subject; b=abc", OUT, { 0 }, OURS, "reply-to-signed" },
	{ "outgoing: signed, but not that", OUT_ENVELOPE, BOARD_CHAIR "\nDKIM-Signature: v=1; h=From:To:Subject; bh=Reply-To; b=abc", OUT, { 0 },
	  "+Reply-To: norm-liaison@example.org\n" OURS, NULL },
	{ "outgoing: the second signature", OUT_ENVELOPE, BOARD_CHAIR "\nDKIM-Signature: h=From\nDKIM-Signature: h = from : reply-to", OUT, { 0 }, OURS, "reply-to-signed" },
	{ "outgoing: signed, and right", OUT_ENVELOPE, BOARD_CHAIR "\nReply-To: norm-liaison@example.org\nDKIM-Signature: h=reply-to", OUT, { 0 }, OURS, NULL },
	{ "claims to be ours: Reply-To stays", OUT_ENVELOPE, BOARD_CHAIR, "direction outgoing; peer Norm; our BOARD", { 0 },
	  "+Archived-At: <%u>\n+Liaison-Statement: id=%d; state=pending; reason=claims-ours\n", "claims-ours" },
	{ "what we send carries no doubts of ours", OUT_ENVELOPE, BOARD_CHAIR "\nReply-To: norm-liaison@example.org", OUT "; doubt no-deadline", { 0 }, OURS, NULL },
};

static void test_rules(void)
{
	case_run(rules, G_N_ELEMENTS(rules), fixture_recipients);
}

static void test_headers(void)
{
	case_run(headers, G_N_ELEMENTS(headers), fixture_headers);
}

static void test_interest(void)
{
	static const struct { const char *sender; const char *recipients[4]; enum interest interest; } cases[] = {
		{ "<x@elsewhere.example>", { "<ida@example.org>" }, INTEREST_NONE },
		{ "<x@elsewhere.example>", { "<ida@example.org>", "<Statements@example.org>" }, INTEREST_OURS },
		{ "<x@elsewhere.example>", { "coordination@example.org" }, INTEREST_OURS },
		{ "<>", { "<norm-liaison@example.org>" }, INTEREST_OURS },
		{ "<x@elsewhere.example>", { "<review@example.org>" }, INTEREST_OURS },
		{ "<x@elsewhere.example>", { "<review+token@example.org>" }, INTEREST_OURS },
		{ "<eva@norm.example>", { "<ida@example.org>" }, INTEREST_CANDIDATE },
		{ "<eva@SG1.NORM.example>", { "<x@elsewhere.example>", "<ida@example.org>" }, INTEREST_CANDIDATE },
		{ "<eva@norm.example>", { "<x@elsewhere.example>" }, INTEREST_NONE },
		{ "<eva@norm.example>", { "<o@guild.example>" }, INTEREST_NONE },
		{ "<ida@example.org>", { "<kim@example.org>" }, INTEREST_NONE },
		{ "<ida@example.org>", { "<kim@example.org>", "<eva@norm.example>" }, INTEREST_CANDIDATE },
		{ "<ida@example.org>", { "<x@elsewhere.example>" }, INTEREST_NONE },
		{ "<>", { "<ida@example.org>" }, INTEREST_NONE },
		{ "<alpha-bounces@example.org>", { "<eva@norm.example>" }, INTEREST_NONE },
		{ "<Alpha-Bounces+eva=norm.example@example.org>", { "<eva@norm.example>" }, INTEREST_NONE },
		{ "<alpha-bounces@example.org>", { "<eva@norm.example>", "<statements@example.org>" }, INTEREST_OURS },
		{ "<list-bounces@norm.example>", { "<ida@example.org>" }, INTEREST_CANDIDATE },
		{ NULL, { "<ida@example.org>" }, INTEREST_NONE },
		{ "root", { "root" }, INTEREST_NONE },
	};
	struct organization *organization = fixture_organization();

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(envelope_t) envelope = envelope_new();

		if (cases[i].sender)
			envelope_set_sender(envelope, cases[i].sender);
		for (guint k = 0; cases[i].recipients[k]; k++)
			envelope_add_recipient(envelope, cases[i].recipients[k]);
		g_test_message("%s to %s", cases[i].sender ? cases[i].sender : "(none)", cases[i].recipients[0]);
		g_assert_cmpint(route_interest(organization, envelope), ==, cases[i].interest);
	}
	organization_free(organization);
}

/* An organisation of which nothing is configured: nothing is ours, and nothing crashes. */
static void test_nothing_configured(void)
{
	struct organization *organization = organization_new();
	g_autoptr(envelope_t) envelope = envelope_new();
	g_autoptr(message_t) message = fixture_message(NORM);
	g_autoptr(GPtrArray) statements = fixture_statements(TRUSTED);
	struct route_policy policy = { .organization = organization };
	g_autoptr(plan_t) plan = NULL;

	envelope_set_sender(envelope, "<eva@norm.example>");
	envelope_add_recipient(envelope, "<statements@example.org>");
	g_assert_cmpint(route_interest(organization, envelope), ==, INTEREST_NONE);
	plan = route_decide(&policy, INTEREST_OURS, envelope, message, statements, NULL);
	g_assert_cmpint(plan->verdict, ==, VERDICT_LET_GO);
	organization_free(organization);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/routing/rules", test_rules);
	g_test_add_func("/routing/headers", test_headers);
	g_test_add_func("/routing/interest", test_interest);
	g_test_add_func("/routing/nothing-configured", test_nothing_configured);
	return g_test_run();
}
