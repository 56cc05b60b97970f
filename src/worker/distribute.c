/* SPDX-License-Identifier: BSD-2-Clause
 *
 * distribute.c - a posted incoming statement to all whom it is for
 *
 * Who that is, is asked of the record and the configuration as they are now: contacts that were found in a converted letter, and bodies that
 * a person put right, count. The mail is the recorded original, byte for byte, in an envelope of its own.
 */
#include <config.h>
#include <liaison/address.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include "kinds.h"
#include "pass-on.h"

static void add_all(GPtrArray *recipients, const GPtrArray *actions)
{
	for (guint i = 0; i < actions->len; i++) {
		const struct action *action = g_ptr_array_index(actions, i);
		if (action->kind == ACTION_ADD_RECIPIENT)
			g_ptr_array_add(recipients, g_strdup(action->name));
	}
}

/* As if a person had posted it before it came. */
static void wanted(const struct worker *worker, const struct record *record, GBytes *raw, GPtrArray *recipients)
{
	struct route_policy policy = settings_policy(worker->settings);
	g_autoptr(plan_t) plan = NULL;

	policy.auto_post = AUTO_POST_ALWAYS;
	plan = decision_plan(worker->settings, &policy, record, raw);
	add_all(recipients, plan->actions);
	add_all(recipients, plan->waiting);
}

/* "again" or "new", and an address a line. */
static gboolean named(const char *argument, GPtrArray *recipients, gboolean *ret_again)
{
	g_auto(GStrv) lines = g_strsplit(argument, "\n", -1);

	*ret_again = g_strcmp0(lines[0], "again") == 0;
	for (guint i = 1; lines[0] && lines[i]; i++) {
		if (!address_is_valid(lines[i]))
			return FALSE;
		g_ptr_array_add(recipients, g_strdup(lines[i]));
	}
	return recipients->len > 0;
}

static gboolean run(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	g_autoptr(record_t) record = store_get(worker->store, job->statement, error);
	g_autoptr(GBytes) raw = record ? store_get_raw(worker->store, job->statement, error) : NULL;
	g_autoptr(GPtrArray) recipients = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(change_t) change = NULL;
	g_autoptr(GError) cause = NULL;
	gboolean again = FALSE;

	if (!raw)
		return FALSE;
	if (job->argument && !named(job->argument, recipients, &again)) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "its argument names no addresses");
		return FALSE;
	}
	if (!job->argument && (record->state != STATE_POSTED || record->redacted || !record->envelope || !record->envelope->sender)) {
		outcome->output = g_strdup(record->state != STATE_POSTED ? "not distributed: it is not posted any more" :
		                           record->redacted ? "not distributed: it is redacted" : "not distributed: it did not come by mail");
		return TRUE;
	}
	if (!job->argument)
		wanted(worker, record, raw, recipients);
	if (!again && !pass_on_only_new(worker, record->id, recipients, error))
		return FALSE;
	if (recipients->len == 0) {
		outcome->output = g_strdup("all whom it is for have it");
		return TRUE;
	}
	change = change_new(record->id, "(System)", FALSE, worker->now);
	if (!pass_on(worker, raw, recipients, change, &cause))
		return pass_on_failed(worker, record, "distributed", g_steal_pointer(&cause), outcome, error);
	outcome->change = g_steal_pointer(&change);
	return TRUE;
}

const struct worker_kind kind_distribute = { "distribute", 0, run };
