/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-incoming.c - who gets a statement that was sent to us
 */
#include <config.h>
#include "case.h"

#define NORM "From: eva@norm.example"
#define TRUSTED "direction incoming; auth; peer Norm; from Norm SG1; to ALPHA WG; our ALPHA WG; purpose action"
#define ALPHA "+alpha-chairs@example.org body ALPHA WG\n+alpha-ads@example.org body ALPHA WG\n+alpha@example.org body ALPHA WG\n"
#define ALPHA_WAITS "?alpha-chairs@example.org body ALPHA WG\n?alpha-ads@example.org body ALPHA WG\n?alpha@example.org body ALPHA WG\n"
#define MANAGER "+norm-liaison@example.org manager of Norm\n"
#define MANAGER_WAITS "?norm-liaison@example.org manager of Norm\n"
#define COORDINATION "+coordination@example.org coordination\n"
#define TO_STATEMENTS "from eva@norm.example, rcpt <statements@example.org>"

static const struct row rows[] = {
	{ "to the contacts of the body addressed and the manager", TO_STATEMENTS, NORM, TRUSTED, { 0 },
	  "accept record\n" ALPHA MANAGER "post\n", NULL },
	{ "who is there already is not added", "from eva@norm.example, rcpt <statements@example.org>, rcpt <alpha-chairs@example.org>", NORM, TRUSTED, { 0 },
	  "accept record\n+alpha-ads@example.org body ALPHA WG\n+alpha@example.org body ALPHA WG\n" MANAGER "post\n", NULL },
	{ "nor in another case", "from eva@norm.example, rcpt <statements@example.org>, rcpt <Alpha-Chairs@EXAMPLE.org>", NORM, TRUSTED, { 0 },
	  "accept record\n+alpha-ads@example.org body ALPHA WG\n+alpha@example.org body ALPHA WG\n" MANAGER "post\n", NULL },
	{ "without brackets", "from eva@norm.example, rcpt statements@example.org, rcpt alpha@example.org", NORM, TRUSTED, { 0 },
	  "accept record\n+alpha-chairs@example.org body ALPHA WG\n+alpha-ads@example.org body ALPHA WG\n" MANAGER "post\n", NULL },
	{ "at the manager's alias", "from eva@norm.example, rcpt <norm-liaison@example.org>", NORM, TRUSTED, { 0 },
	  "accept record\n" ALPHA "post\n", NULL },
	{ "at the coordination address", "from eva@norm.example, rcpt <coordination@example.org>", NORM, TRUSTED, { 0 },
	  "accept record\n" ALPHA MANAGER "post\n", NULL },
	{ "two bodies that share a contact: it is added once", TO_STATEMENTS, NORM, TRUSTED "; to BETA WG; our BETA WG", { 0 },
	  "accept record\n" ALPHA "+beta-chairs@example.org body BETA WG\n" MANAGER "post\n", NULL },
	{ "a stated contact of ours", TO_STATEMENTS, NORM, TRUSTED "; to-contact ida@example.org", { 0 },
	  "accept record\n+ida@example.org to-contact\n" ALPHA MANAGER "post\n", NULL },
	{ "in a sub-domain of ours", TO_STATEMENTS, NORM, TRUSTED "; to-contact ida@lists.example.org", { 0 },
	  "accept record\n+ida@lists.example.org to-contact\n" ALPHA MANAGER "post\n", NULL },
	{ "a stated contact elsewhere is never added", TO_STATEMENTS, NORM, TRUSTED "; to-contact ida@elsewhere.example; to-contact otto@norm.example; "
	  "to-contact x@notexample.org", { 0 }, "accept record\n" ALPHA MANAGER "post\n", NULL },
	{ "nor the review address, whose mail is obeyed", TO_STATEMENTS, NORM, TRUSTED "; to-contact review+abc@example.org; to-contact review@example.org", { 0 },
	  "accept record\n" ALPHA MANAGER "post\n", NULL },
	{ "a stated contact that is also a body's: once", TO_STATEMENTS, NORM, TRUSTED "; to-contact ALPHA@example.org", { 0 },
	  "accept record\n+ALPHA@example.org to-contact\n+alpha-chairs@example.org body ALPHA WG\n+alpha-ads@example.org body ALPHA WG\n" MANAGER "post\n", NULL },
	{ "one stated twice: once", TO_STATEMENTS, NORM, TRUSTED "; to-contact ida@example.org; to-contact Ida@Example.ORG", { 0 },
	  "accept record\n+ida@example.org to-contact\n" ALPHA MANAGER "post\n", NULL },
	{ "a domain beyond ASCII, given as A-label", "from eva@norm.example, rcpt <statements@example.org>, rcpt <ida@xn--bcher-kva.example>", NORM,
	  TRUSTED "; to-contact ida@bücher.example", { 0 }, "accept record\n" ALPHA MANAGER "post\n", NULL },
	{ "a local part beyond ASCII", TO_STATEMENTS, NORM, TRUSTED "; to-contact jörg@example.org", { 0 },
	  "accept record\n+jörg@example.org to-contact\n" ALPHA MANAGER "post\n", NULL },
	{ "for information as well", TO_STATEMENTS, NORM, TRUSTED "; purpose info", { 0 }, "accept record\n" ALPHA MANAGER "post\n", NULL },
	{ "a peer without a manager", "from o@guild.example, rcpt <statements@example.org>", "From: o@guild.example",
	  "direction incoming; auth; peer Guild; to ALPHA WG; our ALPHA WG", { 0 }, "accept record\n" ALPHA "post\n", NULL },
	{ "not authenticated: the coordination address at once, the rest waits", TO_STATEMENTS, NORM,
	  "direction incoming; peer Norm; to ALPHA WG; our ALPHA WG; doubt unauthenticated; to-contact ida@example.org", { 0 },
	  "accept record\n" COORDINATION "?ida@example.org to-contact\n" ALPHA_WAITS MANAGER_WAITS, NULL },
	{ "not authenticated, at the coordination address: nobody now", "from eva@norm.example, rcpt <Coordination@example.org>", NORM,
	  "direction incoming; peer Norm; to ALPHA WG; our ALPHA WG; doubt unauthenticated", { 0 }, "accept record\n" ALPHA_WAITS MANAGER_WAITS, NULL },
	{ "any doubt", TO_STATEMENTS, NORM, TRUSTED "; doubt deadline-vague", { 0 }, "accept record\n" COORDINATION ALPHA_WAITS MANAGER_WAITS, NULL },
	{ "of no known peer", "from x@unknown.example, rcpt <statements@example.org>", "From: x@unknown.example",
	  "direction incoming; auth; to ALPHA WG; our ALPHA WG", { 0 }, "accept record\n" COORDINATION ALPHA_WAITS, NULL },
	{ "of unknown direction at a liaison address", TO_STATEMENTS, NORM, "auth; peer Norm; to ALPHA WG; our ALPHA WG", { 0 },
	  "accept record\n" ALPHA MANAGER "post\n", NULL },
	{ "a body of ours that nobody configured", TO_STATEMENTS, NORM, "direction incoming; auth; peer Norm; to Example GAMMA WG", { 0 },
	  "accept record\n" COORDINATION MANAGER_WAITS, "unknown-body" },
	{ "one known and one unknown body", TO_STATEMENTS, NORM, TRUSTED "; to Example (GAMMA)", { 0 },
	  "accept record\n" COORDINATION ALPHA_WAITS MANAGER_WAITS, "unknown-body" },
	{ "the same, with our name behind it", TO_STATEMENTS, NORM, TRUSTED "; to GAMMA WG of the Example", { 0 },
	  "accept record\n" COORDINATION ALPHA_WAITS MANAGER_WAITS, "unknown-body" },
	{ "nobody that we know of", TO_STATEMENTS, NORM, "direction incoming; auth; peer Norm; to Some Committee", { 0 },
	  "accept record\n" COORDINATION MANAGER_WAITS, "unknown-body" },
	{ "a body that cannot be addressed", TO_STATEMENTS, NORM, "direction incoming; auth; peer Norm; to RESEARCH; our RESEARCH", { 0 },
	  "accept record\n" COORDINATION MANAGER_WAITS, "unknown-body" },
	{ "to the organisation itself", TO_STATEMENTS, NORM, "direction incoming; auth; peer Norm; to Example", { 0 },
	  "accept record\n" COORDINATION MANAGER "post\n", NULL },
	{ "to the organisation itself, with a contact", TO_STATEMENTS, NORM, "direction incoming; auth; peer Norm; to Example; to-contact chair@example.org", { 0 },
	  "accept record\n+chair@example.org to-contact\n" MANAGER "post\n", NULL },
	{ "to another peer, a copy for us", TO_STATEMENTS, NORM, "direction incoming; auth; peer Norm; to Guild", { 0 },
	  "accept record\n" COORDINATION MANAGER "post\n", NULL },
	{ "never posted by itself", TO_STATEMENTS, NORM, TRUSTED, { .auto_post = AUTO_POST_NEVER + 1 }, "accept record\n" ALPHA MANAGER, NULL },
	{ "always posted: nothing waits", TO_STATEMENTS, NORM, "direction incoming; peer Norm; to ALPHA WG; our ALPHA WG; doubt unauthenticated",
	  { .auto_post = AUTO_POST_ALWAYS + 1 }, "accept record\n" ALPHA MANAGER "post\n", NULL },
	{ "observed: the same plan, no edit", TO_STATEMENTS, NORM, TRUSTED, { .observe = TRUE }, "accept record observed\n" ALPHA MANAGER "post\n", NULL },
	{ "two letters in one mail", TO_STATEMENTS, NORM, TRUSTED " + direction incoming; auth; peer Norm; to BETA WG; our BETA WG", { 0 },
	  "accept record\n" ALPHA MANAGER "+beta-chairs@example.org body BETA WG\npost\n", NULL },
	{ "two letters, one doubtful: its additions wait, and neither is posted", TO_STATEMENTS, NORM,
	  TRUSTED " + direction incoming; auth; peer Norm; to BETA WG; our BETA WG; doubt no-purpose", { 0 },
	  "accept record\n" ALPHA MANAGER COORDINATION "?beta-chairs@example.org body BETA WG\n", NULL },
	{ "two letters, what waits for one is given by the other", TO_STATEMENTS, NORM,
	  "direction incoming; auth; peer Norm; to ALPHA WG; our ALPHA WG; doubt no-purpose + direction incoming; auth; peer Norm; to ALPHA WG; our ALPHA WG", { 0 },
	  "accept record\n" COORDINATION ALPHA MANAGER, NULL },
	{ "forwarded by one of us", "from ida@example.org, rcpt <coordination@example.org>", "From: ida@example.org", TRUSTED, { 0 },
	  "accept record\n" ALPHA MANAGER "post\n", NULL },
	{ "no coordination address: the peer's manager looks at what waits", TO_STATEMENTS, NORM, TRUSTED "; doubt no-purpose", { .no_coordination = TRUE },
	  "accept record\n" MANAGER ALPHA_WAITS, NULL },

	/* strays */
	{ "a stray, to a list", "from eva@norm.example, rcpt <alpha@example.org>", NORM, TRUSTED, { 0 },
	  "accept record\n" COORDINATION MANAGER "?alpha-chairs@example.org body ALPHA WG\n?alpha-ads@example.org body ALPHA WG\n", "misdirected" },
	{ "a stray, not authenticated: the manager waits too", "from eva@norm.example, rcpt <ida@example.org>", NORM,
	  "direction incoming; peer Norm; to ALPHA WG; our ALPHA WG; doubt unauthenticated", { 0 },
	  "accept record\n" COORDINATION ALPHA_WAITS MANAGER_WAITS, "misdirected" },
	{ "a stray is not posted by itself", "from eva@norm.example, rcpt <ida@example.org>", NORM, "direction incoming; auth; peer Norm; to Example", { 0 },
	  "accept record\n" COORDINATION MANAGER, "misdirected" },
	{ "a peer's mail without a statement", "from eva@norm.example, rcpt <ida@example.org>", NORM, "kind correspondence; auth; peer Norm", { 0 }, "let-go\n", NULL },
	{ "one of us quotes theirs to them", "from ida@example.org, rcpt <eva@norm.example>", "From: ida@example.org", TRUSTED, { 0 }, "let-go\n", NULL },
	{ "theirs, passed on by us to another peer", "from bob@example.org, rcpt <o@guild.example>", NORM, TRUSTED, { 0 }, "let-go\n", NULL },

	/* lists */
	{ "a list copy", "from eva@norm.example, rcpt <ida@example.org>", NORM "\nList-Id: <norm.list.norm.example>", TRUSTED, { 0 }, "let-go\n", NULL },
	{ "a list copy at a liaison address: recorded, unedited", TO_STATEMENTS, NORM "\nList-Id: <x.norm.example>", TRUSTED "; to-contact ida@example.org", { 0 },
	  "accept record\n?ida@example.org to-contact\n" ALPHA_WAITS MANAGER_WAITS, NULL },
	{ "also with a rule that would take somebody away", TO_STATEMENTS, NORM "\nX-BeenThere: x@norm.example", TRUSTED,
	  { .rules = "r: remove *, add kim@example.org" }, "accept record\n" ALPHA_WAITS MANAGER_WAITS "?kim@example.org route 'r'\n", NULL },
	{ "a list of ours that delivers", "from alpha-bounces@example.org, rcpt <statements@example.org>", NORM, TRUSTED, { 0 },
	  "accept record\n" ALPHA_WAITS MANAGER_WAITS, NULL },
	{ "the same with a personal return path", "from alpha-bounces+ida=example.com@example.org, rcpt <ida@example.com>", NORM, TRUSTED, { 0 }, "let-go\n", NULL },
	{ "chatter on a list at a liaison address", TO_STATEMENTS, NORM "\nList-Id: <alpha.example.org>", "kind correspondence", { 0 }, "let-go\n", NULL },

	/* other kinds at a liaison address */
	{ "correspondence is recorded and not distributed", TO_STATEMENTS, NORM, "kind correspondence; auth; peer Norm; our ALPHA WG; to-contact ida@example.org", { 0 },
	  "accept record\n", NULL },
	{ "a notice passes", TO_STATEMENTS, NORM, "kind notice; auth", { 0 }, "let-go\n", NULL },
	{ "automatic mail passes", "from <>, rcpt <statements@example.org>", "From: x@norm.example", "kind automatic", { 0 }, "let-go\n", NULL },
	{ "for the review address", "from ida@example.org, rcpt <review+abc@example.org>", "From: ida@example.org", "kind correspondence; auth", { 0 }, "let-go\n", NULL },
	{ "none of our business", "from x@elsewhere.example, rcpt <ida@example.org>", "From: x@elsewhere.example", TRUSTED, { 0 }, "let-go\n", NULL },
	{ "from outside, claiming to be ours", "from x@elsewhere.example, rcpt <statements@example.org>", "From: x@elsewhere.example",
	  "direction outgoing; peer Norm; our ALPHA WG", { 0 }, "accept record\n" COORDINATION, "claims-ours" },
	{ "a copy of ours that comes back", "from eva@norm.example, rcpt <ida@example.org>", NORM, "direction outgoing; peer Norm; our ALPHA WG", { 0 }, "let-go\n", NULL },
};

static void test_incoming(void)
{
	case_run(rows, G_N_ELEMENTS(rows), fixture_recipients);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/routing/incoming", test_incoming);
	return g_test_run();
}
