/* SPDX-License-Identifier: BSD-2-Clause
 *
 * notices.c - who is written to when a mail is recorded
 *
 * Never to a null sender, a list or a machine (RFC 3834 2): the sender gets mail of ours only where somebody vouches for the address.
 */
#include <config.h>
#include <liaison/address.h>
#include <liaison/notice.h>

static void add(GPtrArray *notices, enum notice_kind kind, const char *to, const char *rule, gboolean settle)
{
	struct notice *notice;

	if (!to || !address_is_valid(to))
		return;
	/* the approver who is the manager as well is asked, and not told that others are */
	for (guint i = 0; i < notices->len; i++)
		if (address_equal(((const struct notice *)g_ptr_array_index(notices, i))->to, to))
			return;
	notice = notice_new(kind, to, rule);
	notice->settle = settle;
	g_ptr_array_add(notices, notice);
}

static gboolean is_from_list(const struct message *message)
{
	const char *precedence = message_header(message, "Precedence");

	return message_header(message, "List-Id") || message_header(message, "X-BeenThere") || message_header(message, "List-Post") ||
	       (precedence && (g_ascii_strcasecmp(precedence, "list") == 0 || g_ascii_strcasecmp(precedence, "bulk") == 0));
}

/* The one author, where mail to that address is an answer to a person. */
static const char *author_of(const struct envelope *envelope, const struct message *message)
{
	const struct address *author = message->from->len == 1 ? g_ptr_array_index(message->from, 0) : NULL;
	const char *submitted = message_header(message, "Auto-Submitted");

	if (!author || !*envelope->sender || is_from_list(message) || (submitted && g_ascii_strncasecmp(submitted, "no", 2) != 0))
		return NULL;
	return author->addr_spec;
}

static void add_bodies(const struct route_policy *policy, const struct statement *statement, enum notice_kind kind, gboolean settle, GPtrArray *notices)
{
	for (guint i = 0; i < statement->our_bodies->len; i++) {
		const struct body *body = organization_body_called(policy->organization, g_ptr_array_index(statement->our_bodies, i));
		g_autofree char *rule = body ? g_strdup_printf("body %s", body->name) : NULL;

		for (guint k = 0; body && k < body->contacts->len; k++)
			add(notices, kind, g_ptr_array_index(body->contacts, k), rule, settle);
	}
}

static void decide_held(const struct route_policy *policy, const char *author, const struct statement *statement, const struct plan *plan, GPtrArray *notices)
{
	const struct peer *peer = organization_peer_called(policy->organization, statement->peer);
	g_autofree char *rule = peer ? g_strdup_printf("manager of %s", peer->name) : NULL;

	for (guint i = 0; i < plan->asked->len; i++)
		add(notices, NOTICE_APPROVAL_REQUEST, g_ptr_array_index(plan->asked, i), "approver", FALSE);
	if (statement->direction == DIRECTION_OUTGOING && statement->authenticated)
		add(notices, NOTICE_HELD, author, "author", FALSE);
	if (peer)
		add(notices, NOTICE_HELD_COPY, peer->manager, rule, FALSE);
	if (policy->tell_body && statement->direction == DIRECTION_OUTGOING)
		add_bodies(policy, statement, NOTICE_HELD_COPY, FALSE, notices);
}

static void decide_incoming(const struct route_policy *policy, const char *author, const struct statement *statement, const struct plan *plan, GPtrArray *notices)
{
	gboolean known = statement->authenticated && statement->peer;

	if (!plan_post_rule(plan))
		add(notices, NOTICE_REVIEW_REQUEST, policy->organization->coordination, "coordination", FALSE);
	if (policy->acknowledge && (known || policy->acknowledge_unknown))
		add(notices, NOTICE_RECEIPT, author, "sender", TRUE);
	if (policy->confirm && known)
		add_bodies(policy, statement, NOTICE_CONFIRMATION, TRUE, notices);
}

static void notice_destroy(gpointer notice)
{
	notice_free(notice);
}

GPtrArray *notices_decide(const struct route_policy *policy, const struct envelope *envelope, const struct message *message,
                          const GPtrArray *statements, const struct plan *plan)
{
	GPtrArray *notices = g_ptr_array_new_with_free_func(notice_destroy);
	const char *author;

	if (!plan->record || !plan->edit || !envelope->sender)
		return notices;
	author = author_of(envelope, message);
	for (guint i = 0; i < statements->len; i++) {
		const struct statement *statement = g_ptr_array_index(statements, i);

		if (statement->kind != KIND_STATEMENT)
			continue;
		if (plan->verdict == VERDICT_HOLD)
			decide_held(policy, author, statement, plan, notices);
		else if (statement->direction == DIRECTION_INCOMING)
			decide_incoming(policy, author, statement, plan, notices);
	}
	return notices;
}
