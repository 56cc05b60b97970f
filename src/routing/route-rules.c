/* SPDX-License-Identifier: BSD-2-Clause
 *
 * route-rules.c - what the operator's rules want of one statement
 *
 * A rule that matches removes first, then redirects, then adds: so what a rule adds is there after it, whatever else it says.
 */
#include <config.h>
#include <liaison/text.h>
#include "decision.h"

GPtrArray *rules_matching(struct decision *decision, const struct statement *statement)
{
	GPtrArray *matching = g_ptr_array_new();
	const GPtrArray *rules = decision->policy->rules;

	for (guint i = 0; rules && i < rules->len; i++) {
		struct rule *rule = g_ptr_array_index(rules, i);
		enum answer answer = rule_matches(rule, decision->message, statement);

		if (answer == ANSWER_CANNOT_TELL) {
			decision->cannot_tell = TRUE;
			g_clear_pointer(&decision->reason, g_free);
			decision_reason(decision, "whether route '%s' matches cannot be told: its expression gave up", rule->name);
			return matching;
		}
		if (answer == ANSWER_NO)
			continue;
		g_ptr_array_add(matching, rule);
		if (rule->stop)
			break;
	}
	return matching;
}

int rules_post(const GPtrArray *matching)
{
	int post = -1;

	for (guint i = 0; i < matching->len; i++) {
		const struct rule *rule = g_ptr_array_index(matching, i);
		post = rule->post >= 0 ? rule->post : post;
	}
	return post;
}

int rules_hold(const GPtrArray *matching, const char **ret_name)
{
	int hold = -1;

	for (guint i = 0; i < matching->len; i++) {
		const struct rule *rule = g_ptr_array_index(matching, i);

		if (rule->hold < 0)
			continue;
		hold = rule->hold;
		*ret_name = rule->name;
	}
	return hold;
}

static gboolean matches_any(const char *addr_spec, gpointer data)
{
	const GPtrArray *globs = data;

	for (guint i = 0; i < globs->len; i++)
		if (text_glob(g_ptr_array_index(globs, i), addr_spec))
			return TRUE;
	return FALSE;
}

static gboolean matches_every(const char *addr_spec, gpointer data)
{
	(void)addr_spec;
	(void)data;
	return TRUE;
}

void rules_add(struct decision *decision, const GPtrArray *matching, gboolean wait)
{
	for (guint i = 0; i < matching->len; i++) {
		const struct rule *rule = g_ptr_array_index(matching, i);
		g_autofree char *name = g_strdup_printf("route '%s'", rule->name);

		decision_name(decision, name);
		decision_want_all(decision, rule->redirect, name, wait);
		decision_want_all(decision, rule->add, name, wait);
	}
}

void rules_apply(struct decision *decision, const GPtrArray *matching, gboolean wait)
{
	for (guint i = 0; i < matching->len; i++) {
		struct rule *rule = g_ptr_array_index(matching, i);
		g_autofree char *name = g_strdup_printf("route '%s'", rule->name);

		decision_name(decision, name);
		if (rule->remove->len > 0)
			recipients_remove(decision->recipients, matches_any, rule->remove, name);
		if (rule->redirect->len > 0)
			recipients_remove(decision->recipients, matches_every, NULL, name);
		decision_want_all(decision, rule->redirect, name, wait);
		decision_want_all(decision, rule->add, name, wait);
	}
}

void rules_hold_if(struct decision *decision, const GPtrArray *matching, const GPtrArray *asked)
{
	const char *name = NULL;

	if (rules_hold(matching, &name) <= 0)
		return;
	for (guint i = 0; asked && i < asked->len; i++)
		decision_ask(decision, g_ptr_array_index(asked, i));
	if (!asked)
		decision_ask(decision, decision->organization->coordination);
	if (!decision->held)
		decision->held = g_strdup_printf("held by route '%s' until a person approves", name);
}

void rules_alone(struct decision *decision, const struct statement *statement, gboolean wait)
{
	g_autoptr(GPtrArray) matching = rules_matching(decision, statement);

	if (decision->cannot_tell)
		return;
	rules_apply(decision, matching, wait);
	rules_hold_if(decision, matching, NULL);
}
