/* SPDX-License-Identifier: BSD-2-Clause
 *
 * queue.c - what is held in the MTA's own quarantine is released when it is approved, and removed when it is not wanted there
 *
 * The commands answer for a message that they find. One that is not there may have been released by us already, by a try that was cut off before it
 * could write so down: before each try a mark says that it was begun, after it that it was answered.
 */
#include <config.h>
#include <liaison/address.h>
#include <liaison/decisions.h>
#include <liaison/envelope.h>
#include <liaison/error.h>
#include "hands.h"
#include "held.h"
#include "kinds.h"
#include "pass-on.h"

#define RELEASED "released from the quarantine of the MTA, queue ID "      /* of events, with the queue ID behind it */
/* The MTA may still be about to put it there, and a mail that was not taken the first time comes again. */
#define MAY_STILL_COME (5 * 60 * (gint64)G_USEC_PER_SEC)

struct asked { gboolean done, cut_off; char *said; };

/* What became of the last try to release it: "begun", "failed" or "not there". NULL in *ret_value: nothing has tried. */
static gboolean get_mark(const struct worker *worker, const char *queue_id, char **ret_value, GError **error)
{
	g_autofree char *name = g_strdup_printf("queue-release %s", queue_id);
	g_autoptr(GError) cause = NULL;

	*ret_value = store_mark_get(worker->store, name, &cause);
	if (!cause)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&cause));
	return FALSE;
}

static gboolean set_mark(const struct worker *worker, const char *queue_id, const char *value, GError **error)
{
	g_autofree char *name = g_strdup_printf("queue-release %s", queue_id);

	return store_mark_set(worker->store, name, value, error);
}

/* Was a try begun of which nobody knows how it ended? */
static gboolean is_cut_off(const char *value)
{
	return g_strcmp0(value, "begun") == 0;
}

/* FALSE with TEMPORARY: it could not be asked, or the command failed. */
static gboolean ask_release(const struct worker *worker, const struct record *record, const char *queue_id, struct asked *ret_asked, GError **error)
{
	g_autofree char *before = NULL, *said = NULL;
	enum hands_answer answer;

	if (!get_mark(worker, queue_id, &before, error) || !set_mark(worker, queue_id, "begun", error))
		return FALSE;
	answer = hands_ask(HANDS_RELEASE, queue_id, held_number(record), &said);
	if (answer == HANDS_FAILED && !set_mark(worker, queue_id, "failed", error))
		return FALSE;
	if (answer == HANDS_FAILED || answer == HANDS_GONE) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot release '%s': %s", queue_id, said);
		return FALSE;
	}
	ret_asked->done = answer == HANDS_DONE;
	ret_asked->cut_off = answer == HANDS_NOT_THERE && is_cut_off(before);
	ret_asked->said = g_steal_pointer(&said);
	return ret_asked->done || ret_asked->cut_off || set_mark(worker, queue_id, "not there", error);
}

static gboolean not_there(const struct worker *worker, const struct record *record, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < record->quarantined->len; i++)
		g_string_append_printf(names, "%s%s", i ? ", " : "", (const char *)g_ptr_array_index(record->quarantined, i));
	if (worker->now - record->received < MAY_STILL_COME)
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "not in the quarantine of the MTA yet: %s", names->str);
	else
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "not in the quarantine of the MTA: %s. If it went out otherwise, 'liaisonctl post --sent %"
	            G_GINT64_FORMAT "' notes that; else 'liaisonctl resubmit %" G_GINT64_FORMAT "' sends it from the record", names->len ? names->str : "no message",
	            record->id, record->id);
	return FALSE;
}

/* A try that was cut off may have released that copy: it is asked for before one that has come since. */
static gboolean begun_first(const struct worker *worker, GPtrArray *queue_ids, GError **error)
{
	for (guint i = 0; i < queue_ids->len; i++) {
		g_autofree char *value = NULL;

		if (!get_mark(worker, g_ptr_array_index(queue_ids, i), &value, error))
			return FALSE;
		if (is_cut_off(value))
			g_ptr_array_insert(queue_ids, 0, g_ptr_array_steal_index(queue_ids, i));
	}
	return TRUE;
}

/* Of several copies, one. */
static gboolean release_one(const struct worker *worker, const struct record *record, struct change *change, struct outcome *outcome, GError **error)
{
	if (!begun_first(worker, record->quarantined, error))
		return FALSE;
	for (guint i = 0; i < record->quarantined->len; i++) {
		const char *queue_id = g_ptr_array_index(record->quarantined, i);
		struct asked asked = { 0 };
		g_autofree char *text = NULL;

		if (!ask_release(worker, record, queue_id, &asked, error))
			return FALSE;
		g_free(outcome->output);
		outcome->output = asked.said;
		if (!asked.done && !asked.cut_off)
			continue;
		text = g_strdup_printf(RELEASED "%s%s", queue_id, asked.done ? "" : ", by a try that was cut off");
		change_event(change, EVENT_PRIVATE_COMMENT, text);
		change_leave_quarantine(change, queue_id);
		g_ptr_array_remove_index(record->quarantined, i);
		return TRUE;
	}
	return not_there(worker, record, error);
}

/* Whom only another envelope of it named is sent it from the record, and then it is posted. */
static gboolean order_rest(const struct worker *worker, const struct record *record, const GPtrArray *recipients, struct change *change, gboolean *ret_all,
                           GError **error)
{
	g_autoptr(GPtrArray) rest = g_ptr_array_new_with_free_func(g_free), reached = store_ledger(worker->store, record->id, error);

	held_add_further(record, rest);
	for (guint i = 0; reached && i < recipients->len; i++)
		addresses_add(reached, g_ptr_array_index(recipients, i));
	for (guint i = 0; reached && *ret_all && i < rest->len; i++)
		*ret_all = addresses_have(reached, g_ptr_array_index(rest, i));
	if (!*ret_all)
		change_order(change, &(struct job_order){ .kind = "release", .statement = record->id });
	return reached != NULL;
}

static gboolean let_out(const struct worker *worker, const struct record *record, G_GNUC_UNUSED const struct plan *plan,
                        struct change *change, struct outcome *outcome, gboolean *ret_all, GError **error)
{
	g_autoptr(GPtrArray) recipients = held_recipients(record);

	if (!order_rest(worker, record, recipients, change, ret_all, error) || !release_one(worker, record, change, outcome, error))
		return FALSE;
	for (guint i = 0; i < recipients->len; i++)
		change_ledger(change, g_ptr_array_index(recipients, i), "queue");
	return TRUE;
}

static gboolean run_release(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	return held_run(worker, job, let_out, outcome, error);
}

static gboolean says_released(const struct record *record, const char *queue_id)
{
	g_autofree char *text = g_strdup_printf(RELEASED "%s", queue_id);

	for (guint i = 0; i < record->events->len; i++) {
		const struct record_event *event = g_ptr_array_index(record->events, i);

		if (event->text && g_str_has_prefix(event->text, text))
			return TRUE;
	}
	return FALSE;
}

/* It was killed, and is not there: a try to release it may have been cut off before. Then nobody knows, and people are told so. */
static gboolean look_for_cut_off(const struct worker *worker, const struct record *record, const char *queue_id, struct change *change, GError **error)
{
	g_autofree char *value = NULL;

	if (!get_mark(worker, queue_id, &value, error))
		return FALSE;
	if (!is_cut_off(value) || record->state != STATE_DEAD || says_released(record, queue_id))
		return TRUE;
	change_event(change, EVENT_PRIVATE_COMMENT, "may have gone out: a try to release it was cut off before it was killed");
	pass_on_trouble(worker, record, "removed from the quarantine of the mail server",
	                "it is not there. A try to release it was cut off before it was killed, and it may have gone out", change);
	return TRUE;
}

/* Its argument: queue IDs, parted by blanks. What is not there any more needs no removing. */
static gboolean run_remove(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	g_auto(GStrv) queue_ids = g_strsplit(job->argument ? job->argument : "", " ", -1);
	g_autoptr(GString) text = g_string_new("removed from the quarantine of the MTA:");
	g_autoptr(change_t) change = change_new(job->statement, "(System)", FALSE, worker->now);
	g_autoptr(record_t) record = store_get(worker->store, job->statement, error);

	if (!record)
		return FALSE;
	for (guint i = 0; queue_ids[i]; i++) {
		g_autofree char *said = NULL;
		enum hands_answer answer = hands_ask(HANDS_REMOVE, queue_ids[i], held_number(record), &said);

		if (answer == HANDS_FAILED || answer == HANDS_GONE) {
			g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot remove '%s': %s", queue_ids[i], said);
			return FALSE;
		}
		g_string_append_printf(text, "%s queue ID %s%s", i ? "," : "", queue_ids[i], answer == HANDS_DONE ? "" : " (was not there)");
		g_free(outcome->output);
		outcome->output = g_steal_pointer(&said);
		if (answer == HANDS_NOT_THERE && !look_for_cut_off(worker, record, queue_ids[i], change, error))
			return FALSE;
	}
	change_event(change, EVENT_PRIVATE_COMMENT, text->str);
	outcome->change = g_steal_pointer(&change);
	return TRUE;
}

const struct worker_kind kind_queue_release = { "queue-release", 0, run_release }, kind_queue_remove = { "queue-remove", 0, run_remove };
