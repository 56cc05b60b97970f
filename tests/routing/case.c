/* SPDX-License-Identifier: BSD-2-Clause
 *
 * case.c - running one case of deciding
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include "case.h"

static struct envelope *envelope_of(const char *text)
{
	struct envelope *envelope = envelope_new();
	g_auto(GStrv) words = g_strsplit(text, ", ", -1);

	for (guint i = 0; words[i]; i++) {
		if (g_str_has_prefix(words[i], "from "))
			envelope_set_sender(envelope, words[i] + strlen("from "));
		else if (g_str_has_prefix(words[i], "rcpt "))
			envelope_add_recipient(envelope, words[i] + strlen("rcpt "));
		else
			g_error("envelope: '%s'", words[i]);
	}
	return envelope;
}

/* What holds for every plan, whatever was decided. */
static void check_promises(const struct plan *plan, const struct envelope *envelope)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	guint left = envelope->recipients->len;
	gboolean removing = FALSE;

	for (guint i = 0; i < plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(plan->actions, i);

		g_assert_nonnull(action->rule);
		if (action->kind == ACTION_ADD_RECIPIENT) {
			g_assert_false(removing);                    /* additions first */
			g_assert_true(address_is_valid(action->name));
			g_assert_false(envelope_has_recipient(envelope, action->name));
			g_assert_true(g_hash_table_add(seen, address_key(action->name)));
			left++;
		} else if (action->kind == ACTION_REMOVE_RECIPIENT) {
			g_autofree char *addr_spec = address_from_envelope(action->name);
			g_autofree char *key = address_key(addr_spec);
			gboolean exact = FALSE;

			removing = TRUE;
			g_assert_false(g_hash_table_contains(seen, key));
			for (guint k = 0; k < envelope->recipients->len; k++)
				exact |= strcmp(((struct recipient *)g_ptr_array_index(envelope->recipients, k))->argument, action->name) == 0;
			g_assert_true(exact);
			left--;
		}
	}
	g_assert_true(left > 0 || envelope->recipients->len == 0);
	for (guint i = 0; i < plan->waiting->len; i++) {
		const struct action *action = g_ptr_array_index(plan->waiting, i);
		g_assert_true(g_hash_table_add(seen, address_key(action->name)));
	}
	if (plan->verdict == VERDICT_LET_GO) {
		g_assert_false(plan->record);
		g_assert_cmpuint(plan->actions->len, ==, 0);
		g_assert_nonnull(plan->reason);
	}
	if (plan->verdict == VERDICT_HOLD || plan->verdict == VERDICT_TEMPFAIL)
		g_assert_nonnull(plan->reason);
}

struct plan *case_decide(const struct row *row, GPtrArray **ret_statements)
{
	struct organization *organization = fixture_organization();
	g_autoptr(envelope_t) envelope = envelope_of(row->envelope);
	g_autoptr(message_t) message = fixture_message(row->headers);
	g_autoptr(GPtrArray) statements = fixture_statements(row->statement);
	g_autoptr(GPtrArray) rules = fixture_rules(row->policy.rules);
	struct route_answered answered = { .send_reply_to = row->policy.reply_to, .posted = !row->policy.unposted };
	struct route_policy policy = {
		.organization = organization, .rules = rules, .approval = row->policy.approval,
		.auto_post = row->policy.auto_post ? (enum auto_post)(row->policy.auto_post - 1) : AUTO_POST_TRUSTED,
		.observe = row->policy.observe, .base_url = row->policy.no_base_url ? NULL : "https://record.example.org/ls/",
	};
	struct plan *plan;

	if (row->policy.no_coordination) {
		g_clear_pointer(&organization->coordination, g_free);
		organization_finish(organization);
	}
	plan = route_decide(&policy, route_interest(organization, envelope), envelope, message, statements, row->policy.reply_to ? &answered : NULL);
	check_promises(plan, envelope);
	if (ret_statements)
		*ret_statements = g_steal_pointer(&statements);
	organization_free(organization);
	return plan;
}

static gboolean any_doubts(const GPtrArray *statements, const char *name)
{
	enum doubt_kind kind;

	g_assert_true(doubt_kind_parse(name, &kind));
	for (guint i = 0; i < statements->len; i++)
		if (doubts_have(((struct statement *)g_ptr_array_index(statements, i))->doubts, kind))
			return TRUE;
	return FALSE;
}

void case_run(const struct row *rows, guint count, char *(*format)(const struct plan *plan))
{
	for (guint i = 0; i < count; i++) {
		g_autoptr(GPtrArray) statements = NULL;
		g_autoptr(plan_t) plan = case_decide(&rows[i], &statements);
		g_autofree char *got = format(plan);

		g_test_message("%s: %s", rows[i].name, plan->reason ? plan->reason : "");
		g_assert_cmpstr(got, ==, rows[i].expected);
		if (rows[i].doubt)
			g_assert_true(any_doubts(statements, rows[i].doubt));
	}
}
