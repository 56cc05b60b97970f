/* SPDX-License-Identifier: BSD-2-Clause
 *
 * route.c - is this our business, and which way does it go
 *
 * What a statement wants of the plan is decided in route-incoming.c and route-outgoing.c; here stands which of them is asked, and
 * how the wishes of all statements of a mail become one plan.
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/mark.h>
#include "decision.h"

/* Mailman's and its kin's: "ccamp-bounces@ietf.org", "ccamp-bounces+user=example.org@ietf.org". */
static gboolean is_our_bounce_address(const struct organization *organization, const char *sender)
{
	g_autofree char *local = NULL, *folded = NULL;
	const char *domain = address_domain(sender);

	if (*domain == '\0' || !organization_is_our_address(organization, sender))
		return FALSE;
	local = g_strndup(sender, (gsize)(domain - sender - 1));
	folded = g_ascii_strdown(local, -1);
	return g_str_has_suffix(folded, "-bounces") || strstr(folded, "-bounces+") != NULL;
}

static gboolean is_peers_address(const struct organization *organization, const char *addr_spec)
{
	return organization_peer_of_address(organization, addr_spec) && !organization_is_our_address(organization, addr_spec);
}

static gboolean any_recipient(const struct organization *organization, const struct envelope *envelope,
                              gboolean (*test)(const struct organization *, const char *))
{
	for (guint i = 0; i < envelope->recipients->len; i++)
		if (test(organization, ((const struct recipient *)g_ptr_array_index(envelope->recipients, i))->addr_spec))
			return TRUE;
	return FALSE;
}

enum interest route_interest(const struct organization *organization, const struct envelope *envelope)
{
	const char *sender = envelope->sender;

	if (any_recipient(organization, envelope, organization_is_liaison_address) ||
	    any_recipient(organization, envelope, organization_is_review_address))
		return INTEREST_OURS;
	/* A bounce, and a list of ours that delivers to its members: there is nothing to find, and much to read. */
	if (!sender || *sender == '\0' || is_our_bounce_address(organization, sender))
		return INTEREST_NONE;
	if (organization_is_our_address(organization, sender))
		return any_recipient(organization, envelope, is_peers_address) ? INTEREST_CANDIDATE : INTEREST_NONE;
	if (is_peers_address(organization, sender) && any_recipient(organization, envelope, organization_is_our_address))
		return INTEREST_CANDIDATE;
	return INTEREST_NONE;
}

static gboolean is_list_copy(const struct organization *organization, const struct envelope *envelope, const struct message *message)
{
	return message_header(message, "List-Id") || message_header(message, "X-BeenThere") ||
	       (envelope->sender && is_our_bounce_address(organization, envelope->sender));
}

static gboolean is_from_ours(const struct organization *organization, const struct message *message)
{
	for (guint i = 0; i < message->from->len; i++)
		if (!organization_is_our_address(organization, ((const struct address *)g_ptr_array_index(message->from, i))->addr_spec))
			return FALSE;
	return message->from->len > 0;
}

/* ---- what the statements want ---- */

void decision_name(struct decision *decision, const char *rule)
{
	if (!g_ptr_array_find_with_equal_func(decision->plan->rules, rule, g_str_equal, NULL))
		g_ptr_array_add(decision->plan->rules, g_strdup(rule));
}

void decision_want(struct decision *decision, const char *addr_spec, const char *rule, gboolean wait)
{
	if (!addr_spec || recipients_want(decision->recipients, addr_spec))
		return;
	recipients_add(decision->recipients, addr_spec, rule, wait);
	decision_name(decision, rule);
}

void decision_want_all(struct decision *decision, const GPtrArray *addr_specs, const char *rule, gboolean wait)
{
	for (guint i = 0; i < addr_specs->len; i++)
		decision_want(decision, g_ptr_array_index(addr_specs, i), rule, wait);
}

guint decision_want_stated(struct decision *decision, const GPtrArray *contacts, const char *rule, gboolean wait)
{
	guint count = 0;

	for (guint i = 0; i < contacts->len; i++) {
		const char *addr_spec = ((const struct address *)g_ptr_array_index(contacts, i))->addr_spec;

		if (!address_is_valid(addr_spec) || !organization_is_our_address(decision->organization, addr_spec) ||
		    organization_is_review_address(decision->organization, addr_spec))
			continue;
		decision_want(decision, addr_spec, rule, wait);
		count++;
	}
	return count;
}

void decision_want_coordination(struct decision *decision)
{
	decision_want(decision, decision->organization->coordination, "coordination", FALSE);
}

guint64 decision_look(struct decision *decision, const struct statement *statement, gboolean waits)
{
	guint64 look = 0;

	if (!statement->authenticated && !doubts_have(statement->doubts, DOUBT_CLAIMS_OURS))
		look |= mark_bit(DOUBT_UNAUTHENTICATED);
	if (!decision_peer(decision, statement->peer))
		look |= mark_bit(DOUBT_UNKNOWN_SENDER);
	for (guint i = 0; i < statement->doubts->len; i++)
		look |= mark_bit(((const struct doubt *)g_ptr_array_index(statement->doubts, i))->kind);
	decision->plan->look |= look;
	decision->waits |= waits;
	return look;
}

void decision_ask(struct decision *decision, const char *addr_spec)
{
	addresses_add(decision->plan->asked, addr_spec);
}

void decision_reason(struct decision *decision, const char *format, ...)
{
	va_list arguments;

	if (decision->reason)
		return;
	va_start(arguments, format);
	decision->reason = g_strdup_vprintf(format, arguments);
	va_end(arguments);
}

const struct peer *decision_peer(const struct decision *decision, const char *name)
{
	return organization_peer_called(decision->organization, name);
}

const struct body *decision_body(const struct decision *decision, const char *name)
{
	return organization_body_called(decision->organization, name);
}

/* Claims to be ours, and nobody vouches for that: never outgoing, whoever it is addressed to. */
static void route_claiming(struct decision *decision, struct statement *statement)
{
	decision->statements++;
	doubts_add(statement->doubts, DOUBT_CLAIMS_OURS, "%s", decision->from_ours ? "the sender is not authenticated" : "the author's address is not ours");
	decision_name(decision, "claims-ours");
	decision_want_coordination(decision);
	decision_look(decision, statement, TRUE);
	rules_alone(decision, statement, TRUE);
	decision_reason(decision, "a statement that claims to be ours: only the coordination address is told");
}

/* Ours, and nobody on the other side is a recipient: recorded for those who will send it. */
static void route_internal(struct decision *decision, const struct statement *statement)
{
	decision->statements++;
	rules_alone(decision, statement, FALSE);
	decision_reason(decision, "a statement of ours that goes to nobody outside yet");
}

/* Only what is surely one of ours is held: a letter that nobody could read may as well be a paper that one person sends another. */
static gboolean is_surely_outgoing(const struct statement *statement)
{
	return statement->direction == DIRECTION_OUTGOING && !doubts_have(statement->doubts, DOUBT_NOT_UNDERSTOOD);
}

static void route_statement(struct decision *decision, struct statement *statement)
{
	gboolean incoming = statement->direction == DIRECTION_INCOMING;

	if (decision->list_copy) {
		if (decision->at_liaison && incoming)
			route_copy(decision, statement);
	} else if (decision->from_ours && !incoming) {
		if (!statement->authenticated)
			route_claiming(decision, statement);
		else if (decision->to_peer && is_surely_outgoing(statement))
			route_outgoing(decision, statement);
		else if (decision->to_peer)
			route_doubtful_outgoing(decision, statement);
		else if (decision->at_liaison)
			route_internal(decision, statement);
	} else if (statement->direction == DIRECTION_OUTGOING) {
		/* A copy of our own that comes back by a peer's mail; only where it asks to be recorded is it looked at. */
		if (decision->at_liaison)
			route_claiming(decision, statement);
	} else if (decision->at_liaison || (!decision->from_ours && decision->to_us)) {
		route_incoming(decision, statement, !decision->at_liaison);
	}
}

/* ---- the plan ---- */

static void plan_let_go(struct decision *decision, const char *reason)
{
	decision->plan->verdict = VERDICT_LET_GO;
	g_free(decision->plan->reason);
	decision->plan->reason = g_strdup(reason);
}

/* No statement in it that concerns us. */
static void plan_without_statement(struct decision *decision, enum interest interest, const struct statement *first)
{
	struct plan *plan = decision->plan;

	if (interest == INTEREST_NONE)
		plan_let_go(decision, "no liaison address, and not between us and a peer");
	else if (decision->list_copy)
		plan_let_go(decision, "a list copy");
	else if (!decision->at_liaison)
		plan_let_go(decision, interest == INTEREST_OURS ? "mail for the review address" :
		            first->kind == KIND_STATEMENT ? "a statement that is not ours to record" : "no statement in it");
	else if (first->kind == KIND_NOTICE || first->kind == KIND_AUTOMATIC)
		plan_let_go(decision, first->kind == KIND_NOTICE ? "a notice of a statement on record elsewhere" : "automatic mail");
	else {
		plan->verdict = VERDICT_ACCEPT;
		plan->record = TRUE;
		plan->reason = g_strdup("correspondence at a liaison address: recorded, not distributed");
		headers_remove_forged(plan, decision->message, decision->policy->base_url);
	}
}

/* Rules may have taken everybody away; a mail that nobody gets would be lost with a 250. */
static void keep_somebody(struct decision *decision)
{
	if (recipients_wanted(decision->recipients) > 0)
		return;
	decision_name(decision, "nobody left");
	if (decision->organization->coordination)
		decision_want(decision, decision->organization->coordination, "nobody left", FALSE);
	else
		recipients_restore(decision->recipients);
}

static void plan_with_statements(struct decision *decision)
{
	struct plan *plan = decision->plan;
	const char *base_url = decision->policy->base_url;

	plan->record = TRUE;
	if (decision->cannot_tell) {
		plan->verdict = VERDICT_TEMPFAIL;
		plan->reason = g_steal_pointer(&decision->reason);
		return;
	}
	plan->verdict = decision->held ? VERDICT_HOLD : VERDICT_ACCEPT;
	/* what is held goes to nobody before a person has looked */
	if (plan->verdict == VERDICT_HOLD)
		plan->look = 0;
	plan->reason = decision->held ? g_steal_pointer(&decision->held) : g_steal_pointer(&decision->reason);
	if (!decision->from_file)
		keep_somebody(decision);
	recipients_emit(decision->recipients, plan);
	if (!decision->unedited) {
		headers_remove_forged(plan, decision->message, base_url);
		if (decision->reply_to)
			headers_set_reply_to(plan, decision->message, decision->reply_to);
		headers_add_ours(plan, base_url, decision->waits && plan->verdict != VERDICT_HOLD);
	}
	/* what is held has not been sent to anybody yet */
	if (decision->posts == decision->statements && plan->verdict != VERDICT_HOLD)
		plan_add(plan, ACTION_POST, NULL, NULL, 0, "posting");
}

struct plan *route_decide(const struct route_policy *policy, enum interest interest, const struct envelope *envelope,
                          const struct message *message, GPtrArray *statements, const struct route_answered *answered)
{
	const struct organization *organization = policy->organization;
	g_autoptr(recipients_t) recipients = recipients_new(envelope);
	g_autoptr(plan_t) plan = plan_new();
	/* A file has no envelope; the operator who says that it is ours is believed. */
	gboolean from_file = interest == INTEREST_OURS && !envelope->sender && !envelope->recipients->len;
	struct decision decision = {
		.policy = policy, .organization = organization, .envelope = envelope, .message = message, .answered = answered,
		.from_file = from_file,
		.at_liaison = from_file || any_recipient(organization, envelope, organization_is_liaison_address),
		.list_copy = is_list_copy(organization, envelope, message),
		.from_ours = is_from_ours(organization, message),
		.to_peer = any_recipient(organization, envelope, is_peers_address),
		.to_us = any_recipient(organization, envelope, organization_is_our_address),
		.plan = plan, .recipients = recipients,
	};

	for (guint i = 0; interest != INTEREST_NONE && i < statements->len && !decision.cannot_tell; i++) {
		struct statement *statement = g_ptr_array_index(statements, i);
		if (statement->kind == KIND_STATEMENT)
			route_statement(&decision, statement);
	}
	if (decision.statements > 0)
		plan_with_statements(&decision);
	else
		plan_without_statement(&decision, interest, g_ptr_array_index(statements, 0));
	plan->edit = !policy->observe;
	g_free(decision.held);
	g_free(decision.reason);
	g_free(decision.reply_to);
	return g_steal_pointer(&plan);
}
