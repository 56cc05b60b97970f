/* SPDX-License-Identifier: BSD-2-Clause
 *
 * handle.c - the end of a message: read, decide, record, edit, answer
 *
 * The record comes before the edits, and both before the answer: if the daemon dies in between, the sender tries again and the record is found.
 */
#include "config.h"

#include <liaison/clock.h>
#include <liaison/error.h>
#include <liaison/intake.h>
#include "edit.h"
#include "handle.h"
#include "report.h"

struct attempt {
	struct transaction *transaction;
	struct store_keeper *keeper;
	const struct mta *mta;
	void *context;
	gboolean leading_space;
	struct intake *intake;
	gboolean outgoing;           /* surely an outgoing statement, though it could not be read to the end */
	gboolean must_not_pass;      /* letting it go now would be worse than keeping it out */
};

static gboolean record(struct attempt *attempt, struct store *store, GError **why_no_store, GError **error)
{
	if (store == NULL) {
		g_propagate_error(error, g_steal_pointer(why_no_store));
		return FALSE;
	}
	return intake_record(attempt->intake, store, clock_now(), "(System)", error);
}

static gboolean edit(struct attempt *attempt, GError **error)
{
	g_autoptr(GPtrArray) actions = intake_actions(attempt->intake);
	g_autoptr(GError) why = NULL;
	if (edit_carry_out(attempt->mta, attempt->context, attempt->transaction->envelope, actions, attempt->leading_space, &why))
		return TRUE;
	/* Half-edited it must not be delivered, whatever the operator prefers; the record stays and the retry finds it. */
	if (!g_error_matches(why, LIAISON_ERROR, LIAISON_ERROR_INTERNAL))
		attempt->must_not_pass = TRUE;
	g_propagate_error(error, g_steal_pointer(&why));
	return FALSE;
}

/* A statement that was approved, released and is filtered once more (postsuper -r, a content filter): the author's own mail has no such field. */
static gboolean was_released(const struct intake *intake)
{
	const char *field = message_header(intake->message, "Liaison-Statement");
	g_autofree char *ours = g_strdup_printf("id=%" G_GINT64_FORMAT, g_array_index(intake->receipt->ids, gint64, 0));

	return intake->receipt->approved && g_strcmp0(field, ours) == 0;
}

static gboolean wants_quarantine(const struct attempt *attempt)
{
	const struct plan *plan = attempt->intake->plan;
	return plan_holds(plan) && attempt->transaction->settings->outgoing.hold == HOLD_QUARANTINE;
}

/* Before it is on record: a message that could not be told from another one later is not put there. */
static gboolean check_queue_id(const struct attempt *attempt, GError **error)
{
	const char *queue_id = attempt->transaction->envelope->queue_id;
	if (!wants_quarantine(attempt) || queue_id_is_lasting(queue_id))
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot put it in quarantine: its queue ID '%s' may be given to another message; "
	            "set enable_long_queue_ids = yes in main.cf", queue_id != NULL ? queue_id : "");
	return FALSE;
}

static gboolean quarantine(struct attempt *attempt, GError **error)
{
	g_autofree char *reason = g_strdup("liaison statement waits for approval");
	if (!edit(attempt, error))
		return FALSE;
	if (attempt->mta->quarantine(attempt->context, reason))
		return TRUE;
	g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "the MTA did not take the request to quarantine");
	return FALSE;
}

/* Only what is on record may leave the MTA's hands. */
static gboolean hold(struct attempt *attempt, struct reply *ret_reply, GError **error)
{
	if (attempt->intake->receipt == NULL) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "the plan holds a message that is not recorded");
		return FALSE;
	}
	*ret_reply = reply_plain(REPLY_ACCEPT);
	if (was_released(attempt->intake)) {
		struct plan *plan = attempt->intake->plan;
		plan->verdict = VERDICT_LET_GO;
		g_ptr_array_set_size(plan->actions, 0);
		g_free(plan->reason);
		plan->reason = g_strdup("approved and released before");
		return TRUE;
	}
	/* a further copy of what has gone out, or never will, is not kept for anybody; whom another envelope names is sent it from the record */
	if (wants_quarantine(attempt) && !attempt->intake->receipt->closed && !attempt->intake->receipt->further)
		return quarantine(attempt, error);
	*ret_reply = reply_plain(REPLY_DISCARD);
	return TRUE;
}

static gboolean carry_out(struct attempt *attempt, struct reply *ret_reply, GError **error)
{
	const struct plan *plan = attempt->intake->plan;
	*ret_reply = reply_plain(REPLY_ACCEPT);
	if (plan->verdict == VERDICT_LET_GO || !plan->edit)
		return TRUE;
	if (plan->verdict == VERDICT_ANSWERED) {
		*ret_reply = reply_plain(REPLY_DISCARD);
		return TRUE;
	}
	if (plan->verdict == VERDICT_HOLD)
		return hold(attempt, ret_reply, error);
	return edit(attempt, error);
}

/* An MTA that has gone away is noticed by whoever edits or answers next. */
static void still_at_work(gpointer data)
{
	const struct attempt *attempt = data;
	if (attempt->mta->progress != NULL)
		attempt->mta->progress(attempt->context);
}

static gboolean attempt_message(struct attempt *attempt, struct reply *ret_reply, GError **error)
{
	struct transaction *transaction = attempt->transaction;
	g_autoptr(GError) why_no_store = NULL;
	g_autoptr(GBytes) raw = transaction_finish(transaction, error);
	if (raw == NULL)
		return FALSE;
	struct store *store = store_keeper_get(attempt->keeper, &why_no_store);
	const struct intake_wait wait = { still_at_work, attempt };
	attempt->intake = intake_read(transaction->settings, transaction->interest, transaction->envelope, raw, store, &wait, error);
	if (attempt->intake == NULL) {
		/* Only where an outgoing statement may answer another one is the store asked, and nothing else can fail. */
		attempt->outgoing = TRUE;
		return FALSE;
	}
	const struct plan *plan = attempt->intake->plan;
	if (plan->verdict == VERDICT_TEMPFAIL) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot decide now: %s", plan->reason != NULL ? plan->reason : "no reason given");
		return FALSE;
	}
	/* nothing goes out unapproved, and an answer that cannot be carried out now must come again */
	attempt->must_not_pass = plan_holds(plan) || attempt->intake->review;
	if (!check_queue_id(attempt, error))
		return FALSE;
	if ((plan->record || attempt->intake->review) && !record(attempt, store, &why_no_store, error))
		return FALSE;
	return carry_out(attempt, ret_reply, error);
}

static struct reply reply_to_failure(const struct attempt *attempt, const GError *error)
{
	const struct transaction *transaction = attempt->transaction;
	if (attempt->must_not_pass)
		return reply_for_failure(error, INTEREST_OURS, FALSE, ON_FAILURE_TEMPFAIL);
	return reply_for_failure(error, transaction->interest, attempt->outgoing || reply_is_outgoing_statement(attempt->intake),
	                         transaction->settings->milter.on_failure);
}

struct reply handle_message(struct transaction *transaction, struct store_keeper *keeper, const struct mta *mta, void *context,
                            gboolean leading_space)
{
	struct attempt attempt = { .transaction = transaction, .keeper = keeper, .mta = mta, .context = context, .leading_space = leading_space };
	struct reply reply = reply_plain(REPLY_ACCEPT);
	g_autoptr(GError) error = NULL;
	gint64 began = clock_monotonic();
	if (!attempt_message(&attempt, &reply, &error))
		reply = reply_to_failure(&attempt, error);
	report_send(&(struct report){ .envelope = transaction->envelope, .interest = transaction->interest, .intake = attempt.intake,
	                              .reply = reply, .error = error, .began = began });
	intake_free(attempt.intake);
	return reply;
}
