/* SPDX-License-Identifier: BSD-2-Clause
 *
 * release.c - a statement of ours that was held and is approved goes out, as it was planned when it came
 *
 * By the normal way, so that whatever signs mail of ours signs it; the filter knows it by its envelope sender and lets it pass.
 */
#include <config.h>
#include <string.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include <liaison/mail.h>
#include <liaison/plan.h>
#include "kinds.h"
#include "pass-on.h"

static gboolean is_removed(const struct plan *plan, const struct recipient *recipient)
{
	for (guint i = 0; i < plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(plan->actions, i);
		if (action->kind == ACTION_REMOVE_RECIPIENT && strcmp(action->name, recipient->argument) == 0)
			return TRUE;
	}
	return FALSE;
}

static GPtrArray *planned_recipients(const struct plan *plan, const struct envelope *envelope)
{
	GPtrArray *recipients = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < envelope->recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(envelope->recipients, i);
		if (!is_removed(plan, recipient))
			g_ptr_array_add(recipients, g_strdup(recipient->addr_spec));
	}
	for (guint i = 0; i < plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(plan->actions, i);
		if (action->kind == ACTION_ADD_RECIPIENT)
			g_ptr_array_add(recipients, g_strdup(action->name));
	}
	return recipients;
}

/* The number by which the mail is known: that of its first statement. */
static gint64 number_of(const struct record *record)
{
	gint64 number = record->id;

	for (guint i = 0; record->also && i < record->also->len; i++)
		number = MIN(number, g_array_index(record->also, gint64, i));
	return number;
}

static GBytes *edited(const struct worker *worker, const struct record *record, const struct plan *plan, GBytes *raw)
{
	for (guint i = 0; i < plan->actions->len; i++) {
		struct action *action = g_ptr_array_index(plan->actions, i);
		char *value = action->value ? plan_expand(action->value, worker->settings->publish.base_url ? worker->settings->publish.base_url : "", number_of(record)) : NULL;

		g_free(action->value);
		action->value = value;
	}
	return mail_edit_header(raw, plan->actions);
}

/* The other statements of the mail went out with it. */
static gboolean post_others(const struct worker *worker, const struct record *record, GError **error)
{
	for (guint i = 0; record->also && i < record->also->len; i++) {
		g_autoptr(record_t) other = store_get(worker->store, g_array_index(record->also, gint64, i), error);
		g_autoptr(change_t) change = NULL;

		if (!other)
			return FALSE;
		if (other->state != STATE_APPROVED)
			continue;
		change = change_new(other->id, "(System)", FALSE, worker->now);
		change_event(change, EVENT_POSTED, NULL);
		decision_follow_posting(other, change);
		if (!store_change(worker->store, change, NULL, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean send_it(const struct worker *worker, const struct record *record, const struct plan *plan, GBytes *raw, struct change *change, GError **error)
{
	g_autoptr(GPtrArray) recipients = planned_recipients(plan, record->envelope);
	g_autoptr(GBytes) mail = edited(worker, record, plan, raw);

	if (!pass_on_only_new(worker, record->id, recipients, error))
		return FALSE;
	if (recipients->len > 0 && !pass_on(worker, mail, recipients, change, error))
		return FALSE;
	if (!post_others(worker, record, error))
		return FALSE;
	change_event(change, EVENT_POSTED, NULL);
	decision_follow_posting(record, change);
	return TRUE;
}

static gboolean is_final(const GError *error)
{
	return g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_DATA) || g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_USAGE);
}

static gboolean run(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	g_autoptr(record_t) record = store_get(worker->store, job->statement, error);
	g_autoptr(plan_t) plan = record ? plan_parse(record->plan) : NULL;
	g_autoptr(GBytes) raw = record ? store_get_raw(worker->store, job->statement, error) : NULL;
	g_autoptr(change_t) change = NULL;
	g_autoptr(GError) cause = NULL;

	if (!raw)
		return FALSE;
	if (record->state != STATE_APPROVED || record->redacted) {
		outcome->output = g_strdup_printf("not sent: it is %s", record->redacted ? "redacted" : state_name(record->state));
		return TRUE;
	}
	if (!plan || plan->verdict != VERDICT_HOLD) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "it was not held");
		return FALSE;
	}
	change = change_new(record->id, "(System)", FALSE, worker->now);
	if (!decision_may_go(worker->store, record, &cause) || !send_it(worker, record, plan, raw, change, &cause)) {
		if (!worker->last_try && !is_final(cause)) {
			g_propagate_error(error, g_steal_pointer(&cause));
			return FALSE;
		}
		change_free(change);
		change = change_new(record->id, "(System)", FALSE, worker->now);
		pass_on_trouble(worker, record, "sent", cause->message, change);
		outcome->reason = g_strdup(cause->message);
	}
	outcome->change = g_steal_pointer(&change);
	return TRUE;
}

const struct worker_kind kind_release = { "release", 0, run };
