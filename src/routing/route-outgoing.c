/* SPDX-License-Identifier: BSD-2-Clause
 *
 * route-outgoing.c - where a statement of ours goes, and whether it goes yet
 *
 * "Send To" wins (draft-iab-rfc4053bis 2.1): where the peer has one central address, a statement goes there and nowhere else on
 * their side; a reply goes to the "Send Reply To" of what it answers.
 */
#include <config.h>
#include <liaison/address.h>
#include <liaison/lint.h>
#include "decision.h"

struct target {
	const struct peer *peer;
	const char *address;     /* the only one on their side, or NULL */
	const char *rule;        /* "send-to" or "send-reply-to" */
};

static gboolean is_peers(const struct peer *peer, const char *addr_spec)
{
	for (guint i = 0; i < peer->domains->len; i++)
		if (address_domain_within(address_domain(addr_spec), g_ptr_array_index(peer->domains, i)))
			return TRUE;
	return FALSE;
}

/* The one address that is taken out of a mail and is not in our domains: stated in a statement that a person has posted, and in a
 * domain of the same peer. */
static const char *reply_address(const struct decision *decision, const struct statement *statement, const struct peer *peer)
{
	const struct route_answered *answered = decision->answered;

	if (!answered || !statement->is_reply || !answered->posted || !answered->send_reply_to)
		return NULL;
	if (!address_is_valid(answered->send_reply_to) || !is_peers(peer, answered->send_reply_to))
		return NULL;
	return answered->send_reply_to;
}

static void target_add(const struct decision *decision, const struct statement *statement, const struct peer *peer, GArray *targets)
{
	struct target target = { .peer = peer };
	const char *reply;

	for (guint i = 0; i < targets->len; i++)
		if (g_array_index(targets, struct target, i).peer == peer)
			return;
	/* Only the statement's own peer is answered; others are copied. */
	reply = targets->len == 0 ? reply_address(decision, statement, peer) : NULL;
	target.address = reply ? reply : peer->send_to;
	target.rule = reply ? "send-reply-to" : "send-to";
	g_array_append_val(targets, target);
}

/* The peers that are addressed, the statement's own first. */
static GArray *targets_of(const struct decision *decision, const struct statement *statement)
{
	const struct organization *organization = decision->organization;
	GArray *targets = g_array_new(FALSE, FALSE, sizeof(struct target));
	const struct peer *peer = decision_peer(decision, statement->peer);

	if (peer)
		target_add(decision, statement, peer, targets);
	for (guint i = 0; i < statement->to->len; i++) {
		peer = organization_peer_by_name(organization, g_ptr_array_index(statement->to, i));
		if (peer)
			target_add(decision, statement, peer, targets);
	}
	for (guint i = 0; targets->len == 0 && i < decision->envelope->recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(decision->envelope->recipients, i);
		peer = organization_peer_of_address(organization, recipient->addr_spec);
		if (peer && !organization_is_our_address(organization, recipient->addr_spec))
			target_add(decision, statement, peer, targets);
	}
	return targets;
}

/* A domain may be shared (etsi.org): an address there goes only if every addressed peer who owns it has a central one. */
static gboolean is_replaced(const char *addr_spec, gpointer data)
{
	const GArray *targets = data;
	gboolean theirs = FALSE;

	for (guint i = 0; i < targets->len; i++) {
		const struct target *target = &g_array_index(targets, struct target, i);

		if (target->address && address_equal(target->address, addr_spec))
			return FALSE;
		if (!is_peers(target->peer, addr_spec))
			continue;
		if (!target->address)
			return FALSE;
		theirs = TRUE;
	}
	return theirs;
}

static void apply_targets(struct decision *decision, GArray *targets)
{
	g_autofree char *all = NULL;

	for (guint i = 0; i < targets->len; i++) {
		const struct target *target = &g_array_index(targets, struct target, i);
		g_autofree char *rule = g_strdup_printf("%s of %s", target->rule, target->peer->name);

		if (!target->address)
			continue;
		if (!all)
			all = g_strdup(rule);
		decision_name(decision, rule);
		decision_want(decision, target->address, rule, FALSE);
	}
	if (all)
		recipients_remove(decision->recipients, is_replaced, targets, all);
}

/* draft-iab-rfc4053bis 2.1: all groups and individuals in From-Contact are told. */
static void want_our_side(struct decision *decision, const struct statement *statement, const GArray *targets)
{
	decision_want_stated(decision, statement->from_contacts, "from-contact", FALSE);
	for (guint i = 0; i < statement->our_bodies->len; i++) {
		const struct body *body = decision_body(decision, g_ptr_array_index(statement->our_bodies, i));
		g_autofree char *rule = body ? g_strdup_printf("body %s", body->name) : NULL;
		if (body)
			decision_want_all(decision, body->cc, rule, FALSE);
	}
	decision_want_coordination(decision);
	for (guint i = 0; i < targets->len; i++) {
		const struct peer *peer = g_array_index(targets, struct target, i).peer;
		g_autofree char *rule = g_strdup_printf("manager of %s", peer->name);
		decision_want(decision, peer->manager, rule, FALSE);
	}
}

/* Set before the mail is signed; where a signature covers it already, changing it would break what others verify. */
static void want_reply_to(struct decision *decision, struct statement *statement, const GArray *targets)
{
	const struct peer *peer = targets->len > 0 ? g_array_index(targets, struct target, 0).peer : NULL;
	const char *address = peer && peer->manager ? peer->manager : decision->organization->coordination;
	const struct address *only = decision->message->reply_to->len == 1 ? g_ptr_array_index(decision->message->reply_to, 0) : NULL;

	if (!address || (only && address_equal(only->addr_spec, address)))
		return;
	if (headers_reply_to_signed(decision->message)) {
		doubts_add(statement->doubts, DOUBT_REPLY_TO_SIGNED, "replies do not come to %s", address);
		return;
	}
	g_free(decision->reply_to);
	decision->reply_to = g_strdup(address);
}

static gboolean is_posted(const struct decision *decision, const struct statement *statement, const GPtrArray *matching, gboolean approved)
{
	int post = rules_post(matching);

	if (post >= 0)
		return post > 0;
	if (!approved || decision->policy->auto_post == AUTO_POST_NEVER)
		return FALSE;
	return decision->policy->auto_post == AUTO_POST_ALWAYS || (statement->doubts->len == 0 && decision_peer(decision, statement->peer));
}

static void tell_approvers(struct decision *decision, const GPtrArray *approvers)
{
	decision_name(decision, "approval");
	decision_want_all(decision, approvers, "approver", FALSE);
}

/* Returns whether it may go and be shown as it is. */
static gboolean apply_approval(struct decision *decision, const struct statement *statement, const GPtrArray *matching)
{
	g_autofree char *why = NULL, *joined = NULL;
	g_autoptr(GPtrArray) missing = approval_missing(decision, statement, &why);
	const char *rule = NULL;
	int hold = rules_hold(matching, &rule);

	rules_hold_if(decision, matching, missing);
	if (hold >= 0)
		return hold == 0;
	if (!missing || decision->policy->approval == APPROVAL_OFF)
		return TRUE;
	if (decision->policy->approval == APPROVAL_NOTIFY) {
		tell_approvers(decision, missing);
		decision_reason(decision, "sent without approval, and the approvers told: %s", why);
		return FALSE;
	}
	decision_name(decision, "approval");
	for (guint i = 0; i < missing->len; i++)
		decision_ask(decision, g_ptr_array_index(missing, i));
	g_ptr_array_add(missing, NULL);
	joined = g_strjoinv(", ", (char **)missing->pdata);
	if (!decision->held)
		decision->held = g_strdup_printf("waits for approval by %s: %s", *joined ? joined : "a person", why);
	return FALSE;
}

void route_outgoing(struct decision *decision, struct statement *statement)
{
	g_autoptr(GArray) targets = targets_of(decision, statement);
	g_autoptr(GPtrArray) matching = NULL;
	gboolean approved;

	decision->statements++;
	want_reply_to(decision, statement, targets);
	matching = rules_matching(decision, statement);
	if (decision->cannot_tell)
		return;
	apply_targets(decision, targets);
	want_our_side(decision, statement, targets);
	approved = apply_approval(decision, statement, matching);
	rules_apply(decision, matching, FALSE);
	if (is_posted(decision, statement, matching, approved))
		decision->posts++;
	/* advice, after all is decided: it keeps nothing from being posted */
	lint_statement(decision->message, statement);
}

void route_doubtful_outgoing(struct decision *decision, struct statement *statement)
{
	g_autofree char *why = NULL;
	g_autoptr(GPtrArray) missing = approval_missing(decision, statement, &why);

	decision->statements++;
	decision_want_coordination(decision);
	if (missing && decision->policy->approval != APPROVAL_OFF)
		tell_approvers(decision, missing);
	rules_alone(decision, statement, FALSE);
	decision_reason(decision, "may be a statement of ours to a peer: let go, and those told who would approve it");
}
