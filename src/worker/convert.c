/* SPDX-License-Identifier: BSD-2-Clause
 *
 * convert.c - the attachments of a mail on record, into what everybody can read; then the letter is read again
 *
 * All that the hooks make, what the second reading found and what follows from it are one change, together with the end of the job. The other
 * statements of the same mail are changes of their own before it: reading them again twice does no harm.
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include <liaison/intake.h>
#include "kinds.h"

#define SYSTEM "(System)"

/* ---- results ---- */

static gboolean has_result(const struct record_attachment *attachment, const char *name)
{
	for (guint i = 0; attachment->results && i < attachment->results->len; i++) {
		const struct record_result *result = g_ptr_array_index(attachment->results, i);

		if (g_strcmp0(result->name, name) == 0)
			return TRUE;
	}
	return FALSE;
}

/* A job that is done a second time by hand leaves alone what the first one made. */
static void add_result(struct change *change, const struct record *record, const struct intake_result *result)
{
	const struct change_result made = { result->name, result->content_type, result->tool, result->content, result->for_reading };

	for (guint i = 0; i < record->attachments->len; i++) {
		const struct record_attachment *attachment = g_ptr_array_index(record->attachments, i);

		if (strcmp(attachment->digest, result->digest) != 0)
			continue;
		if (!has_result(attachment, result->name))
			change_converted(change, i, &made);
		return;
	}
}

static void add_type(struct change *change, const struct record *record, const struct intake_type *type)
{
	for (guint i = 0; i < record->attachments->len; i++)
		if (strcmp(((const struct record_attachment *)g_ptr_array_index(record->attachments, i))->digest, type->digest) == 0)
			change_typed(change, i, type->content_type);
}

/* ---- what follows from reading again ---- */

static gboolean is_touched_by_person(const struct record *record)
{
	for (guint i = 0; i < record->events->len; i++) {
		const struct record_event *event = g_ptr_array_index(record->events, i);

		if (event->kind == EVENT_MODIFIED && g_strcmp0(event->by, SYSTEM) != 0)
			return TRUE;
	}
	return FALSE;
}

/* May somebody be given the mail now of whom nothing was known when it came? Not where a person has to decide first, or has begun to. */
static gboolean may_distribute(const struct record *record, const struct plan *plan)
{
	return record->statement->direction == DIRECTION_INCOMING && record->state == STATE_PENDING && record->envelope && record->envelope->sender
		&& plan->verdict == VERDICT_ACCEPT && plan->edit && !decision_is_held(record) && !doubts_have(record->statement->doubts, DOUBT_POSSIBLE_DUPLICATE)
		&& !is_touched_by_person(record);
}

/* The argument of "distribute": those whom the plan adds now and the ledger has not. NULL without an error: nobody. */
static char *newly_known(struct store *store, const struct record *record, const struct plan *plan, GError **error)
{
	g_autoptr(GPtrArray) ledger = store_ledger(store, record->id, error);
	g_autoptr(GString) argument = g_string_new("new");
	gsize empty = argument->len;

	for (guint i = 0; ledger && i < plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(plan->actions, i);

		if (action->kind == ACTION_ADD_RECIPIENT && !addresses_have(ledger, action->name))
			g_string_append_printf(argument, "\n%s", action->name);
	}
	return ledger && argument->len > empty ? g_string_free(g_steal_pointer(&argument), FALSE) : NULL;
}

/* That the public pages follow a change is the record's business. */
static gboolean order_followers(const struct worker *worker, const struct job *job, const struct record *record, const struct plan *plan,
                                struct change *change, GError **error)
{
	g_autofree char *key = g_strdup_printf("distribute:%" G_GINT64_FORMAT ":convert:%" G_GINT64_FORMAT, record->id, job->id);
	g_autofree char *argument = NULL;
	g_autoptr(GError) cause = NULL;
	struct job_order distribute = { .kind = "distribute", .statement = record->id, .key = key };

	/* whom it is for is asked of the record there, as it is after this change */
	if (record->state == STATE_POSTED && record->statement->direction == DIRECTION_INCOMING)
		change_order(change, &distribute);
	if (!may_distribute(record, plan))
		return TRUE;
	/* nothing speaks against posting it any more: it would have been, had this been known when it came. That job distributes it, too. */
	if (plan_post_rule(plan)) {
		g_autofree char *once = g_strdup_printf("settle:%" G_GINT64_FORMAT ":convert:%" G_GINT64_FORMAT, record->id, job->id);

		change_order(change, &(struct job_order){
			.kind = "settle", .statement = record->id, .key = once, .argument = plan_post_rule(plan),
			.due = record->received + (gint64)worker->settings->settle_seconds * G_USEC_PER_SEC,
		});
		return TRUE;
	}
	argument = newly_known(worker->store, record, plan, &cause);
	if (cause) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return FALSE;
	}
	distribute.argument = argument;
	if (argument)
		change_order(change, &distribute);
	return TRUE;
}

/* ---- the job ---- */

/* Earlier ones that only the text of an attachment names; those that are known are passed over. */
static void relate(struct change *change, const struct record *record, const struct intake_again *again, guint n)
{
	const GArray *relations = again->thread.relations;
	gboolean found = FALSE;

	for (guint i = 0; i < relations->len; i++) {
		const struct store_relation *relation = &g_array_index(relations, struct store_relation, i);

		if (relation->n != n)
			continue;
		change_relate(change, relation->other, relation->kind);
		found |= strcmp(relation->kind, "refold") == 0;
	}
	if (found && record->state == STATE_POSTED)
		change_order(change, &(struct job_order){ .kind = "taken", .statement = record->id });
	else if (!found && !decision_answers(record) && doubts_have(((const struct statement *)g_ptr_array_index(again->statements, n))->doubts, DOUBT_UNCLEAR_REFERENCE))
		change_doubt(change, DOUBT_UNCLEAR_REFERENCE, NULL);
}

/* The further statements of the same mail, in their order. */
static gboolean reread_others(const struct worker *worker, const struct record *record, const struct intake_again *again, GError **error)
{
	for (guint i = 0; i < record->also->len && i + 1 < again->statements->len; i++) {
		g_autoptr(record_t) other = store_get(worker->store, g_array_index(record->also, gint64, i), error);
		g_autoptr(change_t) change = NULL;

		if (!other)
			return FALSE;
		change = change_new(other->id, SYSTEM, FALSE, worker->now);
		change_reread(change, g_ptr_array_index(again->statements, i + 1));
		relate(change, other, again, i + 1);
		if (!store_change(worker->store, change, NULL, error))
			return FALSE;
	}
	return TRUE;
}

static char *join(const GPtrArray *failures)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < failures->len && text->len < 2000; i++)
		g_string_append_printf(text, "%s%s", i ? "; " : "", (const char *)g_ptr_array_index(failures, i));
	return g_string_free(text, FALSE);
}

static gboolean write_down(const struct worker *worker, const struct job *job, const struct record *record, const struct intake_again *again,
                           struct outcome *outcome, GError **error)
{
	g_autoptr(change_t) change = change_new(record->id, SYSTEM, FALSE, worker->now);

	if (!reread_others(worker, record, again, error))
		return FALSE;
	for (guint i = 0; i < again->types->len; i++)
		add_type(change, record, g_ptr_array_index(again->types, i));
	for (guint i = 0; i < again->results->len; i++)
		add_result(change, record, g_ptr_array_index(again->results, i));
	change_reread(change, g_ptr_array_index(again->statements, 0));
	relate(change, record, again, 0);
	if (!order_followers(worker, job, record, again->plan, change, error))
		return FALSE;
	outcome->change = g_steal_pointer(&change);
	return TRUE;
}

static void free_again(gpointer again)
{
	intake_again_free(again);
}

static gboolean run(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	g_autoptr(record_t) record = store_get(worker->store, job->statement, error);
	g_autoptr(GBytes) raw = NULL;
	g_autoptr(intake_again_t) again = NULL;
	g_autofree char *failures = NULL;

	if (!record)
		return FALSE;
	if (record->redacted || !record->envelope)
		return TRUE;
	raw = store_get_raw(worker->store, record->id, error);
	again = raw ? intake_again(worker->settings, record->envelope, raw, worker->store, error) : NULL;
	if (!again)
		return FALSE;
	failures = join(again->failures);
	outcome->output = g_strdup(again->output);
	if (again->temporary && !worker->last_try) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "%s", *failures ? failures : again->output);
		return FALSE;
	}
	if (!write_down(worker, job, record, again, outcome, error))
		return FALSE;
	outcome->kept = g_steal_pointer(&again);
	outcome->free_kept = free_again;
	if (*failures)
		outcome->reason = g_steal_pointer(&failures);
	return TRUE;
}

const struct worker_kind kind_convert = { "convert", 4, run };
