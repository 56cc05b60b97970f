/* SPDX-License-Identifier: BSD-2-Clause
 *
 * intake.c - read, understand, decide, record
 *
 * Nothing here knows where a message comes from or what becomes of the answer: the milter, inspect and import differ in
 * what they do before and after.
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/clock.h>
#include <liaison/intake.h>
#include <liaison/jobs.h>
#include <liaison/mail.h>
#include <liaison/mark.h>
#include <liaison/notice.h>
#include <liaison/outbox.h>
#include <liaison/reading.h>
#include <liaison/route.h>
#include "documents.h"
#include "members.h"
#include "understand.h"
#include "orders.h"
#include "review.h"
#include "thread.h"

void intake_free(struct intake *intake)
{
	if (!intake)
		return;
	g_clear_pointer(&intake->settings, settings_unref);
	g_clear_pointer(&intake->message, message_free);
	g_clear_pointer(&intake->statements, g_ptr_array_unref);
	g_clear_pointer(&intake->plan, plan_free);
	g_clear_pointer(&intake->notices, g_ptr_array_unref);
	g_clear_pointer(&intake->receipt, store_receipt_free);
	thread_clear(&intake->thread);
	g_free(intake->review_result);
	g_free(intake);
}

struct reading_context understand_context(const struct settings *settings)
{
	return (struct reading_context){
		.organization = settings->organization,
		.limits = &settings->limits,
		.submission_clients = settings->outgoing.submission_clients,
		.layouts = settings->layouts,
	};
}

void understand_pass_on(const GPtrArray *doubts, GPtrArray *statements)
{
	for (guint i = 0; i < statements->len; i++) {
		struct statement *statement = g_ptr_array_index(statements, i);

		doubts_merge(statement->doubts, doubts);
	}
}

/* Attached documents take time: they are opened only where the mail without them is no machine's. */
static GPtrArray *understand(const struct reading_context *context, const struct settings *settings, const struct envelope *envelope,
                             struct message *message, const struct intake_wait *wait)
{
	g_autoptr(GPtrArray) unread = doubts_new();
	GPtrArray *statements;
	enum kind kind;

	members_set_types(message, &settings->limits);
	statements = reading_understand(context, envelope, message);
	kind = ((const struct statement *)g_ptr_array_index(statements, 0))->kind;

	if (settings->limits.hook_time_ms && kind != KIND_AUTOMATIC && kind != KIND_NOTICE && documents_wait(settings, message)) {
		documents_read(settings, message, wait, unread);
		g_ptr_array_unref(statements);
		statements = reading_understand(context, envelope, message);
	}
	understand_pass_on(message->defects, statements);
	understand_pass_on(unread, statements);
	return statements;
}

/* Mail of ours comes by on its way out, and is not to be looked at again. */
static void let_go(struct intake *intake, const char *reason)
{
	intake->plan = plan_new();
	intake->plan->verdict = VERDICT_LET_GO;
	intake->plan->reason = g_strdup(reason);
	intake->notices = g_ptr_array_new();
	intake->ended = clock_monotonic();
}

struct intake *intake_read(struct settings *settings, enum interest interest, const struct envelope *envelope, GBytes *raw,
                           struct store *store, const struct intake_wait *wait, GError **error)
{
	g_autoptr(intake_t) intake = g_new0(struct intake, 1);
	g_autoptr(GError) cause = NULL;
	struct route_policy policy = settings_policy(settings);
	struct reading_context context = understand_context(settings);
	struct route_answered known;
	gboolean ours;

	intake->began = clock_monotonic();
	intake->settings = settings_ref(settings);
	intake->interest = interest;
	intake->envelope = envelope;
	intake->message = mail_parse(raw, &settings->limits);
	if (!outbox_is_ours(settings, store, envelope, intake->message, &ours, error))
		return NULL;
	if (ours) {
		let_go(intake, "submitted by ourselves");
		return g_steal_pointer(&intake);
	}
	intake->statements = understand(&context, settings, envelope, intake->message, wait);
	thread_find(settings, store, intake->message, intake->statements, &intake->thread, &cause);
	/* Where an answer of ours goes cannot be decided now. Of an incoming one only a relation is not known; recording it meets the same
	 * fault and answers for it. */
	if (cause && ((const struct statement *)g_ptr_array_index(intake->statements, 0))->direction == DIRECTION_OUTGOING) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return NULL;
	}
	intake->plan = route_decide(&policy, interest, envelope, intake->message, intake->statements, thread_answered(&intake->thread, &known));
	intake->review = review_plan(intake);
	intake->notices = notices_decide(&policy, envelope, intake->message, intake->statements, intake->plan);
	intake->ended = clock_monotonic();
	return g_steal_pointer(&intake);
}

/* Whom an incoming statement is given, and who is asked, if the record turns out to have the same already; NULL: nobody. */
static const char *duplicate_to(const struct intake *intake)
{
	const struct statement *first = g_ptr_array_index(intake->statements, 0);

	if (first->kind != KIND_STATEMENT || first->direction != DIRECTION_INCOMING || intake->plan->verdict != VERDICT_ACCEPT || !intake->plan->edit ||
	    !intake->envelope->sender)
		return NULL;
	return intake->settings->organization->coordination;
}

static gboolean adds(const struct plan *plan, const char *addr_spec)
{
	for (guint i = 0; i < plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(plan->actions, i);

		if (action->kind == ACTION_ADD_RECIPIENT && address_equal(action->name, addr_spec))
			return TRUE;
	}
	return FALSE;
}

/* Only the record knows that it may be a duplicate: the plan says so from here on, to the MTA and in the log. */
static void bind_duplicate(struct intake *intake)
{
	struct plan *plan = intake->plan;
	g_autofree char *why = NULL;

	if (!intake->receipt->possible_duplicate || !duplicate_to(intake))
		return;
	plan->look |= mark_bit(DOUBT_POSSIBLE_DUPLICATE);
	why = mark_words(plan->look);
	g_free(plan->reason);
	plan->reason = g_strdup_printf("additions wait for a person: %s", why);
	for (guint i = 0; i < plan->actions->len; i++) {
		struct action *action = g_ptr_array_index(plan->actions, i);

		if (action->kind != ACTION_ADD_HEADER || strcmp(action->name, MARK_FIELD) != 0)
			continue;
		g_free(action->value);
		action->value = mark_format(TRUE, plan->look);
	}
	if (intake->receipt->additions->len && !adds(plan, duplicate_to(intake)))
		plan_add(plan, ACTION_ADD_RECIPIENT, duplicate_to(intake), NULL, 0, "coordination");
}

gboolean intake_record(struct intake *intake, struct store *store, gint64 received, const char *by, GError **error)
{
	g_autoptr(GPtrArray) orders = NULL, held_orders = NULL, late_orders = NULL, duplicate_orders = NULL;
	struct store_request request = {
		.message = intake->message,
		.envelope = intake->envelope,
		.statements = intake->statements,
		.plan = intake->plan,
		.received = received,
		.state = STATE_PENDING,
		.by = by,
		.relations = intake->thread.relations,
		.number = intake->number,
	};

	if (intake->review && !review_carry_out(intake, store, received, &intake->review_result, error))
		return FALSE;
	if (!intake->plan->record || intake->plan->verdict == VERDICT_TEMPFAIL)
		return TRUE;
	orders = orders_of(intake, received);
	request.jobs = orders;
	held_orders = orders_of_held(intake);
	request.held_jobs = held_orders;
	late_orders = orders_of_late(intake, received);
	request.late_jobs = late_orders;
	request.duplicate_to = duplicate_to(intake);
	if (request.duplicate_to)
		request.duplicate_jobs = duplicate_orders = orders_of_duplicate(intake);
	/* what comes from a file has settled long ago */
	if (intake->envelope->sender && intake->settings->settle_seconds)
		request.settle = received + (gint64)intake->settings->settle_seconds * G_USEC_PER_SEC;
	if (plan_holds(intake->plan) && intake->settings->outgoing.hold == HOLD_QUARANTINE)
		request.quarantine = intake->envelope->queue_id;
	intake->receipt = store_put(store, &request, error);
	intake->ended = clock_monotonic();
	if (intake->receipt)
		bind_duplicate(intake);
	return intake->receipt != NULL;
}
