/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-outgoing.c - where a statement of ours goes, and whether it goes yet
 */
#include <config.h>
#include "case.h"

#define CHAIR "From: alpha-chairs@example.org"
#define AD "From: alpha-ads@example.org"
#define OUT "direction outgoing; auth; peer Norm; from ALPHA WG; our ALPHA WG; to Norm SG1; purpose info"
#define GUILD "direction outgoing; auth; peer Guild; from ALPHA WG; our ALPHA WG; to Guild"
#define COPIES "+alpha-ads@example.org body ALPHA WG\n+alpha@example.org body ALPHA WG\n+coordination@example.org coordination\n"
#define MANAGER "+norm-liaison@example.org manager of Norm\n"
#define SEND_TO "+Liaison@norm.example send-to of Norm\n"
#define TO_EVA "from alpha-chairs@example.org, rcpt <eva@norm.example>"
#define NO_APPROVAL { .approval = APPROVAL_OFF }

static const struct row rows[] = {
	{ "Send To takes the place of the peer's people; held", TO_EVA, CHAIR, OUT, { 0 },
	  "hold record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\n", NULL },
	{ "approved by its author, and posted", "from alpha-ads@example.org, rcpt <eva@norm.example>", AD, OUT, { 0 },
	  "accept record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\npost\n", NULL },
	{ "the approver in another case", "from alpha-ads@example.org, rcpt <Liaison@norm.example>", "From: Alpha-ADs@Example.org", OUT, { 0 },
	  "accept record\n" COPIES MANAGER "post\n", NULL },
	{ "two authors are not one approver", TO_EVA, CHAIR "\n" AD, OUT, { 0 },
	  "hold record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\n", NULL },
	{ "whichever stands first", TO_EVA, AD "\n" CHAIR, OUT, { 0 },
	  "hold record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\n", NULL },
	{ "an approver of another body", TO_EVA, "From: beta-ads@example.org", OUT, { 0 },
	  "hold record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\n", NULL },
	{ "Send To is there already, in another case", "from alpha-chairs@example.org, rcpt <LIAISON@Norm.Example>", CHAIR, OUT, NO_APPROVAL,
	  "accept record\n" COPIES MANAGER "post\n", NULL },
	{ "Send To and people", "from alpha-chairs@example.org, rcpt <liaison@norm.example>, rcpt <eva@norm.example>, rcpt <otto@sub.norm.example>", CHAIR, OUT, NO_APPROVAL,
	  "accept record\n" COPIES MANAGER "-<eva@norm.example> send-to of Norm\n-<otto@sub.norm.example> send-to of Norm\npost\n", NULL },
	{ "one of them given twice, in two spellings", "from alpha-chairs@example.org, rcpt <Eva@norm.example>, rcpt <eva@NORM.example>, rcpt <ida@example.org>", CHAIR, OUT, NO_APPROVAL,
	  "accept record\n" SEND_TO COPIES MANAGER "-<Eva@norm.example> send-to of Norm\n-<eva@NORM.example> send-to of Norm\npost\n", NULL },
	{ "Send To given twice stays as it is", "from alpha-chairs@example.org, rcpt <Liaison@norm.example>, rcpt <liaison@NORM.example>", CHAIR, OUT, NO_APPROVAL,
	  "accept record\n" COPIES MANAGER "post\n", NULL },
	{ "arguments without brackets are deleted as they are", "from alpha-chairs@example.org, rcpt eva@norm.example", CHAIR, OUT, NO_APPROVAL,
	  "accept record\n" SEND_TO COPIES MANAGER "-eva@norm.example send-to of Norm\npost\n", NULL },
	{ "with a trailing word, as an old libmilter gives it", "from alpha-chairs@example.org, rcpt <eva@norm.example> SMTPUTF8", CHAIR, OUT, NO_APPROVAL,
	  "accept record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> SMTPUTF8 send-to of Norm\npost\n", NULL },
	{ "our side and others stay", "from alpha-chairs@example.org, rcpt <eva@norm.example>, rcpt <ida@example.org>, rcpt <x@elsewhere.example>", CHAIR, OUT, NO_APPROVAL,
	  "accept record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\npost\n", NULL },
	{ "a domain that only ends alike is not theirs", "from alpha-chairs@example.org, rcpt <eva@norm.example>, rcpt <x@notnorm.example>", CHAIR, OUT, NO_APPROVAL,
	  "accept record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\npost\n", NULL },
	{ "a peer without Send To keeps its people", "from alpha-chairs@example.org, rcpt <o@guild.example>", CHAIR, GUILD, NO_APPROVAL,
	  "accept record\n" COPIES "post\n", NULL },
	{ "stated contacts of the peer are not added", "from alpha-chairs@example.org, rcpt <o@guild.example>", CHAIR, GUILD "; to-contact p@guild.example", NO_APPROVAL,
	  "accept record\n" COPIES "post\n", NULL },
	{ "our stated contacts are", "from alpha-chairs@example.org, rcpt <o@guild.example>", CHAIR, GUILD "; from-contact ida@example.org; from-contact q@guild.example", NO_APPROVAL,
	  "accept record\n+ida@example.org from-contact\n" COPIES "post\n", NULL },
	{ "copies that are there already", "from alpha-chairs@example.org, rcpt <o@guild.example>, rcpt <ALPHA@example.org>, rcpt <coordination@example.org>", CHAIR, GUILD, NO_APPROVAL,
	  "accept record\n+alpha-ads@example.org body ALPHA WG\npost\n", NULL },
	{ "another peer's people on copy stay", "from alpha-chairs@example.org, rcpt <eva@norm.example>, rcpt <o@guild.example>", CHAIR, OUT, NO_APPROVAL,
	  "accept record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\npost\n", NULL },
	{ "two peers addressed, each by its own rule", "from alpha-chairs@example.org, rcpt <eva@norm.example>, rcpt <t@shared.example>", CHAIR, OUT "; to Twin A", NO_APPROVAL,
	  "accept record\n" SEND_TO "+a-desk@shared.example send-to of Twin A\n" COPIES MANAGER
	  "-<eva@norm.example> send-to of Norm\n-<t@shared.example> send-to of Norm\npost\n", NULL },
	{ "a shared domain: the statement names the peer with a Send To", "from alpha-chairs@example.org, rcpt <t@shared.example>", CHAIR,
	  "direction outgoing; auth; peer Twin A; our ALPHA WG; to Twin A", NO_APPROVAL,
	  "accept record\n+a-desk@shared.example send-to of Twin A\n" COPIES "-<t@shared.example> send-to of Twin A\npost\n", NULL },
	{ "a shared domain: the statement names the peer without", "from alpha-chairs@example.org, rcpt <t@shared.example>", CHAIR,
	  "direction outgoing; auth; peer Twin B; our ALPHA WG; to Twin B", NO_APPROVAL, "accept record\n" COPIES "post\n", NULL },
	{ "a shared domain: both are addressed, nobody is taken away", "from alpha-chairs@example.org, rcpt <t@shared.example>", CHAIR,
	  "direction outgoing; auth; peer Twin A; our ALPHA WG; to Twin A; to Twin B", NO_APPROVAL,
	  "accept record\n+a-desk@shared.example send-to of Twin A\n" COPIES "post\n", NULL },
	{ "the peer is known by the envelope alone", TO_EVA, CHAIR, "direction outgoing; auth; our ALPHA WG", NO_APPROVAL,
	  "accept record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\n", NULL },

	/* replies */
	{ "a reply goes to the Send Reply To of what it answers", TO_EVA, CHAIR, OUT "; reply", { .approval = APPROVAL_OFF, .reply_to = "replies@norm.example" },
	  "accept record\n+replies@norm.example send-reply-to of Norm\n" COPIES MANAGER "-<eva@norm.example> send-reply-to of Norm\npost\n", NULL },
	{ "and not to the peer's Send To", "from alpha-chairs@example.org, rcpt <Liaison@norm.example>", CHAIR, OUT "; reply",
	  { .approval = APPROVAL_OFF, .reply_to = "replies@norm.example" },
	  "accept record\n+replies@norm.example send-reply-to of Norm\n" COPIES MANAGER "-<Liaison@norm.example> send-reply-to of Norm\npost\n", NULL },
	{ "nor to a person", "from alpha-chairs@example.org, rcpt <replies@norm.example>, rcpt <eva@norm.example>", CHAIR, OUT "; reply",
	  { .approval = APPROVAL_OFF, .reply_to = "Replies@norm.example" },
	  "accept record\n" COPIES MANAGER "-<eva@norm.example> send-reply-to of Norm\npost\n", NULL },
	{ "in a sub-domain of the peer", TO_EVA, CHAIR, OUT "; reply", { .approval = APPROVAL_OFF, .reply_to = "r@sg1.norm.example" },
	  "accept record\n+r@sg1.norm.example send-reply-to of Norm\n" COPIES MANAGER "-<eva@norm.example> send-reply-to of Norm\npost\n", NULL },
	{ "what it answers was not posted", TO_EVA, CHAIR, OUT "; reply", { .approval = APPROVAL_OFF, .reply_to = "replies@norm.example", .unposted = TRUE },
	  "accept record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\npost\n", NULL },
	{ "it asks for replies elsewhere", TO_EVA, CHAIR, OUT "; reply", { .approval = APPROVAL_OFF, .reply_to = "trap@elsewhere.example" },
	  "accept record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\npost\n", NULL },
	{ "it asks for replies with a list of addresses", TO_EVA, CHAIR, OUT "; reply", { .approval = APPROVAL_OFF, .reply_to = "a@b.example,c@norm.example" },
	  "accept record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\npost\n", NULL },
	{ "a peer without Send To, a reply", "from alpha-chairs@example.org, rcpt <o@guild.example>", CHAIR, GUILD "; reply",
	  { .approval = APPROVAL_OFF, .reply_to = "desk@guild.example" },
	  "accept record\n+desk@guild.example send-reply-to of Guild\n" COPIES "-<o@guild.example> send-reply-to of Guild\npost\n", NULL },
	{ "not a reply, though it refers to one", TO_EVA, CHAIR, OUT, { .approval = APPROVAL_OFF, .reply_to = "replies@norm.example" },
	  "accept record\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\npost\n", NULL },

	/* approval */
	{ "the approvers are told, and it goes", TO_EVA, CHAIR, "direction outgoing; auth; peer Norm; from BOARD; our BOARD; to Norm", { .approval = APPROVAL_NOTIFY },
	  "accept record\n" SEND_TO "+coordination@example.org coordination\n" MANAGER "+board-chair@example.org approver\n-<eva@norm.example> send-to of Norm\n", NULL },
	{ "told, where the author approved it: nobody more", "from board-chair@example.org, rcpt <o@guild.example>", "From: board-chair@example.org",
	  "direction outgoing; auth; peer Guild; from BOARD; our BOARD; to Guild", { .approval = APPROVAL_NOTIFY }, "accept record\n+coordination@example.org coordination\npost\n", NULL },
	{ "two bodies need both", "from alpha-ads@example.org, rcpt <o@guild.example>", AD, GUILD "; from BETA WG; our BETA WG", { 0 }, "hold record\n" COPIES, NULL },
	{ "the organisation itself: its chair", "from chair@example.org, rcpt <o@guild.example>", "From: chair@example.org",
	  "direction outgoing; auth; peer Guild; from Example; to Guild", { 0 }, "accept record\n+coordination@example.org coordination\npost\n", NULL },
	{ "the organisation itself: nobody else", "from ida@example.org, rcpt <o@guild.example>", "From: ida@example.org",
	  "direction outgoing; auth; peer Guild; from Example; to Guild", { 0 }, "hold record\n+coordination@example.org coordination\n", NULL },
	{ "a From body that nobody configured", "from alpha-ads@example.org, rcpt <o@guild.example>", AD, "direction outgoing; auth; peer Guild; from GAMMA WG; to Guild", { 0 },
	  "hold record\n+coordination@example.org coordination\n", NULL },
	{ "known and unknown together", "from alpha-ads@example.org, rcpt <o@guild.example>", AD, GUILD "; from GAMMA WG", { 0 }, "hold record\n" COPIES, NULL },
	{ "a body that cannot send", "from research@example.org, rcpt <o@guild.example>", "From: research@example.org",
	  "direction outgoing; auth; peer Guild; from RESEARCH; our RESEARCH; to Guild", { 0 }, "hold record\n+coordination@example.org coordination\n", NULL },
	{ "a body without approvers", "from epsilon@example.org, rcpt <o@guild.example>", "From: epsilon@example.org",
	  "direction outgoing; auth; peer Guild; from EPSILON WG; our EPSILON WG; to Guild", { 0 }, "hold record\n+coordination@example.org coordination\n", NULL },
	{ "no From body at all", "from ida@example.org, rcpt <o@guild.example>", "From: ida@example.org", "direction outgoing; auth; peer Guild; to Guild", { 0 },
	  "hold record\n+coordination@example.org coordination\n", NULL },
	{ "held in observation: the plan says so", TO_EVA, CHAIR, OUT, { .observe = TRUE },
	  "hold record observed\n" SEND_TO COPIES MANAGER "-<eva@norm.example> send-to of Norm\n", NULL },
	{ "approved, with a doubt: sent, not posted", "from alpha-ads@example.org, rcpt <o@guild.example>", AD, GUILD "; doubt no-purpose", { 0 }, "accept record\n" COPIES, NULL },
	{ "approved, never posted by itself", "from alpha-ads@example.org, rcpt <o@guild.example>", AD, GUILD, { .auto_post = AUTO_POST_NEVER + 1 }, "accept record\n" COPIES, NULL },
	{ "two letters, one of them not approved", "from alpha-ads@example.org, rcpt <o@guild.example>", AD,
	  GUILD " + direction outgoing; auth; peer Guild; from BETA WG; our BETA WG; to Guild", { 0 }, "hold record\n" COPIES, NULL },

	/* who is ours */
	{ "From ours, not authenticated: never outgoing", TO_EVA, CHAIR, "direction outgoing; peer Norm; from ALPHA WG; our ALPHA WG; to Norm", { 0 },
	  "accept record\n+coordination@example.org coordination\n", "claims-ours" },
	{ "the envelope alone is ours", TO_EVA, "From: eva@norm.example", OUT, { 0 }, "let-go\n", NULL },
	{ "one author is not ours", TO_EVA, CHAIR "\nFrom: x@elsewhere.example", OUT, { 0 }, "let-go\n", NULL },
	{ "of unknown direction: let go, the approvers told", "from alpha-chairs@example.org, rcpt <eva@norm.example>", CHAIR, "auth; peer Norm; our ALPHA WG", { 0 },
	  "accept record\n+coordination@example.org coordination\n+alpha-ads@example.org approver\n", NULL },
	{ "not understood: let go, the approvers told", TO_EVA, CHAIR, OUT "; doubt not-understood", { 0 },
	  "accept record\n+coordination@example.org coordination\n+alpha-ads@example.org approver\n", NULL },
	{ "not understood, where nobody need approve", TO_EVA, CHAIR, OUT "; doubt not-understood", NO_APPROVAL, "accept record\n+coordination@example.org coordination\n", NULL },
	{ "ordinary mail between our people and theirs", TO_EVA, CHAIR, "kind correspondence; auth; peer Norm; our ALPHA WG", { 0 }, "let-go\n", NULL },
	{ "a list copy to a peer's subscriber", TO_EVA, CHAIR "\nList-Id: <alpha.example.org>", OUT, { 0 }, "let-go\n", NULL },
	{ "a list copy by its return path", "from alpha-bounces@example.org, rcpt <eva@norm.example>", CHAIR, OUT, { 0 }, "let-go\n", NULL },
	{ "sent only to ourselves, at a liaison address", "from alpha-chairs@example.org, rcpt <coordination@example.org>", CHAIR, OUT, { 0 }, "accept record\n", NULL },
	{ "sent only to ourselves, elsewhere", "from alpha-chairs@example.org, rcpt <ida@example.org>", CHAIR, OUT, { 0 }, "let-go\n", NULL },
	{ "a liaison address among the recipients changes nothing", "from alpha-chairs@example.org, rcpt <eva@norm.example>, rcpt <norm-liaison@example.org>", CHAIR, OUT, { 0 },
	  "hold record\n" SEND_TO COPIES "-<eva@norm.example> send-to of Norm\n", NULL },
};

static void test_outgoing(void)
{
	case_run(rows, G_N_ELEMENTS(rows), fixture_recipients);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/routing/outgoing", test_outgoing);
	return g_test_run();
}
