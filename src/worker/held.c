/* SPDX-License-Identifier: BSD-2-Clause
 *
 * held.c - a statement that was held and goes out now
 */
#include <config.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include "held.h"
#include "pass-on.h"

/* FALSE without an error: there is nothing to do, and outcome->output says why; with one: it must not go out. */
static gboolean open_held(const struct worker *worker, const struct job *job, struct outcome *outcome, struct record **ret_record,
                          struct plan **ret_plan, GError **error)
{
	struct record *record = *ret_record = store_get(worker->store, job->statement, error);

	*ret_plan = record ? decision_first_held(record) : NULL;
	if (!record)
		return FALSE;
	if (record->state != STATE_APPROVED || record->redacted) {
		outcome->output = g_strdup_printf("not sent: it is %s", record->redacted ? "redacted" : state_name(record->state));
		return FALSE;
	}
	if (*ret_plan)
		return decision_may_go(worker->store, record, error);
	g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "it was not held");
	return FALSE;
}

gint64 held_number(const struct record *record)
{
	gint64 number = record->id;

	for (guint i = 0; record->also && i < record->also->len; i++)
		number = MIN(number, g_array_index(record->also, gint64, i));
	return number;
}

static void add_recipients(GPtrArray *recipients, const struct envelope *envelope, const struct plan *plan)
{
	for (guint i = 0; i < envelope->recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(envelope->recipients, i);
		if (!plan_removal(plan->actions, recipient->argument))
			g_ptr_array_add(recipients, g_strdup(recipient->addr_spec));
	}
	for (guint i = 0; i < plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(plan->actions, i);
		if (action->kind == ACTION_ADD_RECIPIENT)
			g_ptr_array_add(recipients, g_strdup(action->name));
	}
}

/* Nobody of an envelope that was let go. */
static void add_held(GPtrArray *recipients, const struct envelope *envelope, const char *decided)
{
	g_autoptr(plan_t) plan = decision_held_plan(decided);

	if (plan)
		add_recipients(recipients, envelope, plan);
}

GPtrArray *held_recipients(const struct record *record)
{
	GPtrArray *recipients = g_ptr_array_new_with_free_func(g_free);

	add_held(recipients, record->envelope, record->plan);
	return recipients;
}

void held_add_further(const struct record *record, GPtrArray *recipients)
{
	for (guint i = 0; i < record->further->len; i++) {
		const struct record_delivery *delivery = g_ptr_array_index(record->further, i);

		add_held(recipients, delivery->envelope, delivery->plan);
	}
}

GPtrArray *held_missed(const struct worker *worker, const struct record *record, GError **error)
{
	g_autoptr(GPtrArray) recipients = held_recipients(record);

	held_add_further(record, recipients);
	return pass_on_only_new(worker, record->id, recipients, error) ? g_steal_pointer(&recipients) : NULL;
}

/* The other statements of the mail went out with it. post: all who are to get it have it. */
static gboolean others_went_out(const struct worker *worker, const struct record *record, gboolean post, GError **error)
{
	for (guint i = 0; record->also && i < record->also->len; i++) {
		g_autoptr(record_t) other = store_get(worker->store, g_array_index(record->also, gint64, i), error);
		g_autoptr(change_t) change = NULL;

		if (!other)
			return FALSE;
		change = change_new(other->id, "(System)", FALSE, worker->now);
		pass_on_went_out(worker, other, post && other->state == STATE_APPROVED, change);
		if (post && other->state == STATE_APPROVED)
			decision_follow_posting(other, change);
		if (!store_change(worker->store, change, NULL, error))
			return FALSE;
	}
	return TRUE;
}

/* Whoever was asked to kill one of them meanwhile came too late. If all have it, whatever is left of it in the MTA's quarantine is not wanted there. */
static gboolean went_out(const struct worker *worker, const struct record *record, gboolean all, struct change *change, GError **error)
{
	if (!others_went_out(worker, record, all, error))
		return FALSE;
	pass_on_went_out(worker, record, all, change);
	if (!all)
		return TRUE;
	decision_leave_quarantine(record, change);
	decision_follow_posting(record, change);
	return TRUE;
}

gboolean held_run(const struct worker *worker, const struct job *job, held_let_out let_out, struct outcome *outcome, GError **error)
{
	g_autoptr(record_t) record = NULL;
	g_autoptr(plan_t) plan = NULL;
	g_autoptr(change_t) change = NULL;
	g_autoptr(GError) cause = NULL;
	gboolean all = TRUE;

	if (open_held(worker, job, outcome, &record, &plan, &cause)) {
		change = change_new(record->id, "(System)", FALSE, worker->now);
		if (let_out(worker, record, plan, change, outcome, &all, &cause) && went_out(worker, record, all, change, &cause)) {
			outcome->change = g_steal_pointer(&change);
			return TRUE;
		}
	}
	return !cause || pass_on_failed(worker, record, "sent", g_steal_pointer(&cause), outcome, error);
}
