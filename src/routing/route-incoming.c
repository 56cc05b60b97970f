/* SPDX-License-Identifier: BSD-2-Clause
 *
 * route-incoming.c - who gets a statement that was sent to us
 *
 * Only additions are made here, and only of addresses in our own domains or of our own configuration; what the sender gave is left
 * to the operator's rules. Additions of what is not trusted wait for a person; the coordination address has it at once.
 */
#include <config.h>
#include <string.h>
#include <liaison/mark.h>
#include "decision.h"

/* "IETF FOO WG", "IETF (FOO)": one of ours, by its own words. */
static gboolean says_ours(const char *name, const char *text)
{
	gsize length = name ? strlen(name) : 0;

	return length > 0 && g_ascii_strncasecmp(text, name, length) == 0 && text[length] != '\0' && !g_ascii_isalnum(text[length]);
}

static gboolean is_said_ours(const struct organization *organization, const char *text)
{
	if (says_ours(organization->name, text))
		return TRUE;
	for (guint i = 0; i < organization->aliases->len; i++)
		if (says_ours(g_ptr_array_index(organization->aliases, i), text))
			return TRUE;
	return FALSE;
}

/* Addressed to one of ours that nobody configured, or to one that statements cannot be addressed to. */
static void doubt_bodies(const struct decision *decision, struct statement *statement)
{
	const struct organization *organization = decision->organization;
	gboolean anybody = statement->our_bodies->len > 0, strange = FALSE;

	for (guint i = 0; i < statement->our_bodies->len; i++) {
		const struct body *body = decision_body(decision, g_ptr_array_index(statement->our_bodies, i));
		if (body && body->kind == BODY_KIND_IRTF)
			doubts_add(statement->doubts, DOUBT_UNKNOWN_BODY, "%s cannot be addressed by statements", body->name);
	}
	for (guint i = 0; i < statement->to->len; i++) {
		const char *text = g_ptr_array_index(statement->to, i);

		if (organization_is_own_name(organization, text) || organization_body_by_name(organization, text)) {
			anybody = TRUE;
			continue;
		}
		if (organization_peer_by_name(organization, text))
			continue;
		strange = TRUE;
		if (is_said_ours(organization, text) || organization_is_own_group(organization, text))
			doubts_add(statement->doubts, DOUBT_UNKNOWN_BODY, "'%s' is not configured", text);
	}
	if (strange && !anybody && !doubts_have(statement->doubts, DOUBT_UNKNOWN_BODY))
		doubts_add(statement->doubts, DOUBT_UNKNOWN_BODY, "none of those addressed is configured");
}

static void want_bodies(struct decision *decision, const struct statement *statement, gboolean wait)
{
	for (guint i = 0; i < statement->our_bodies->len; i++) {
		const struct body *body = decision_body(decision, g_ptr_array_index(statement->our_bodies, i));
		g_autofree char *rule = NULL;

		if (!body || body->kind == BODY_KIND_IRTF)
			continue;
		rule = g_strdup_printf("body %s", body->name);
		decision_want_all(decision, body->contacts, rule, wait);
		decision_want_all(decision, body->cc, rule, wait);
	}
}

static gboolean is_trusted(const struct decision *decision, const struct statement *statement)
{
	return statement->authenticated && statement->doubts->len == 0 && decision_peer(decision, statement->peer);
}

static gboolean is_posted(const struct decision *decision, const struct statement *statement, const GPtrArray *matching)
{
	int post = rules_post(matching);

	if (post >= 0)
		return post > 0;
	switch (decision->policy->auto_post) {
	case AUTO_POST_ALWAYS:
		return TRUE;
	case AUTO_POST_TRUSTED:
		return is_trusted(decision, statement);
	case AUTO_POST_NEVER:
		break;
	}
	return FALSE;
}

static void want_people(struct decision *decision, const struct statement *statement, const GPtrArray *matching, gboolean wait, gboolean misdirected)
{
	const struct peer *peer = decision_peer(decision, statement->peer);
	guint before = recipients_wanted(decision->recipients) + recipients_waiting(decision->recipients), stated;

	stated = decision_want_stated(decision, statement->to_contacts, "to-contact", wait);
	want_bodies(decision, statement, wait);
	if (stated == 0 && statement->our_bodies->len == 0 &&
	    recipients_wanted(decision->recipients) + recipients_waiting(decision->recipients) == before)
		decision_want_coordination(decision);
	if (peer) {
		g_autofree char *rule = g_strdup_printf("manager of %s", peer->name);
		/* A stray's manager is told at once, unless anybody may have written that it comes from there; where there is no coordination
		 * address the manager looks at all of it. */
		decision_want(decision, peer->manager, rule, wait && decision->organization->coordination && !(misdirected && statement->authenticated));
	}
	rules_apply(decision, matching, wait);
}

void route_incoming(struct decision *decision, struct statement *statement, gboolean misdirected)
{
	g_autoptr(GPtrArray) matching = NULL;
	gboolean posted, wait;
	guint64 look = 0;

	decision->statements++;
	if (misdirected) {
		doubts_add(statement->doubts, DOUBT_MISDIRECTED, "no liaison address was among the recipients");
		decision_name(decision, "misdirected");
	}
	doubt_bodies(decision, statement);
	matching = rules_matching(decision, statement);
	if (decision->cannot_tell)
		return;
	posted = is_posted(decision, statement, matching);
	wait = !posted && !is_trusted(decision, statement);
	if (wait || misdirected) {
		decision_want_coordination(decision);
		look = decision_look(decision, statement, wait);
	}
	want_people(decision, statement, matching, wait, misdirected);
	if (look) {
		g_autofree char *why = mark_words(look);
		decision_reason(decision, "%s: %s", recipients_waiting(decision->recipients) > 0 ? "additions wait for a person" : "a person has to look", why);
	}
	if (posted)
		decision->posts++;
	rules_hold_if(decision, matching, NULL);
}

void route_copy(struct decision *decision, struct statement *statement)
{
	const struct peer *peer = decision_peer(decision, statement->peer);
	g_autoptr(GPtrArray) matching = NULL;

	decision->statements++;
	decision->unedited = TRUE;
	decision_name(decision, "list copy");
	doubt_bodies(decision, statement);
	matching = rules_matching(decision, statement);
	if (decision->cannot_tell)
		return;
	decision_want_stated(decision, statement->to_contacts, "to-contact", TRUE);
	want_bodies(decision, statement, TRUE);
	if (peer) {
		g_autofree char *rule = g_strdup_printf("manager of %s", peer->name);
		decision_want(decision, peer->manager, rule, TRUE);
	}
	rules_add(decision, matching, TRUE);
	decision_reason(decision, "a list copy passes unedited; additions wait for a person");
}
