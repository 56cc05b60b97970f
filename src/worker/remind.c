/* SPDX-License-Identifier: BSD-2-Clause
 *
 * remind.c - the day's look at the deadlines, and one reminder
 *
 * The look orders a job for each reminder, whose key names the statement and the day for which it is: that is why nobody gets one twice. The
 * Message-ID is made of the same, so that one which was handed over by a worker that died before it could say so is the same mail when it is sent
 * again. When the last one was sent is read from the history, which is written together with the end of the job.
 */
#include <config.h>
#include <string.h>
#include <liaison/outbox.h>
#include "calendar.h"
#include "kinds.h"
#include "remind-text.h"

#define CLOCK_BACK (7 * 24 * 3600 * (gint64)G_USEC_PER_SEC)

/* ---- the look ---- */

struct look { const struct worker *worker; struct remind_rule rule; struct remind_zone zone; struct date today; struct change *change; };

static gboolean is_open(const struct record *record)
{
	const struct statement *statement = record->statement;

	return statement->kind == KIND_STATEMENT && statement->direction == DIRECTION_INCOMING && statement->purpose == PURPOSE_ACTION &&
	       record->state != STATE_DEAD && !record->taken;
}

/* A clock that is set back makes nobody remind again; but what stands much later in the history than now was written under a clock that went
 * wrong, and must not keep everybody quiet until then. */
static struct date last_reminder(const struct record *record, const struct remind_zone *zone, gint64 now)
{
	for (guint i = record->events->len; i-- > 0;) {
		const struct record_event *event = g_ptr_array_index(record->events, i);

		if (event->kind == EVENT_PRIVATE_COMMENT && event->time <= now + CLOCK_BACK && g_strcmp0(event->by, "(System)") == 0 && event->text &&
		    g_str_has_prefix(event->text, REMIND_EVENT))
			return remind_day(zone, event->time);
	}
	return (struct date){ 0 };
}

static gboolean is_due(const struct look *look, const struct record *record, struct date *ret_scheduled)
{
	const struct remind_case remind = {
		.deadline = record->statement->deadline,
		.known = remind_day(&look->zone, record->received),
		.last = last_reminder(record, &look->zone, look->worker->now),
	};

	return is_open(record) && remind_is_due(&look->rule, &remind, look->today, ret_scheduled);
}

static void look_init(struct look *look, const struct worker *worker)
{
	look->worker = worker;
	look->rule = (struct remind_rule){ .days = worker->settings->notify.remind_days, .overdue_weeks = worker->settings->notify.overdue_weeks };
	calendar_zone(worker->settings, &look->zone);
	look->today = remind_day(&look->zone, worker->now);
}

static void look_clear(struct look *look)
{
	calendar_zone_clear(&look->zone);
}

static gboolean order_reminder(const struct record *record, gpointer data)
{
	struct look *look = data;
	g_autofree char *day = NULL, *key = NULL;
	struct date scheduled;

	if (!is_due(look, record, &scheduled))
		return TRUE;
	day = date_format(scheduled);
	key = g_strdup_printf("reminder:%" G_GINT64_FORMAT ":%s", record->id, day);
	change_order(look->change, &(struct job_order){ .kind = "reminder", .statement = record->id, .key = key });
	return TRUE;
}

static void order_digest(const struct look *look)
{
	const guint weekday = look->worker->settings->notify.digest_day;
	g_autofree char *day = weekday ? date_format(remind_digest_day(weekday, look->today)) : NULL;
	g_autofree char *key = g_strdup_printf("digest:%s", day ? day : "");

	if (day)
		change_order(look->change, &(struct job_order){ .kind = "digest", .key = key });
}

static gboolean run_look(const struct worker *worker, G_GNUC_UNUSED const struct job *job, struct outcome *outcome, GError **error)
{
	struct store_filter filter = STORE_FILTER_ALL;
	struct look look = { 0 };
	gboolean good;

	filter.kind = KIND_STATEMENT;
	filter.open = TRUE;
	look_init(&look, worker);
	look.change = change_new(0, "(System)", FALSE, worker->now);
	good = store_list(worker->store, &filter, order_reminder, &look, error);
	order_digest(&look);
	look_clear(&look);
	if (good)
		outcome->change = g_steal_pointer(&look.change);
	change_free(look.change);
	return good;
}

const struct worker_kind kind_remind = { "remind", 0, run_look };

/* ---- one reminder ---- */

static gboolean send(const struct look *look, const struct job *job, const struct record *record, const GPtrArray *recipients, GError **error)
{
	const struct settings *settings = look->worker->settings;
	g_autofree char *deadline = date_format(record->statement->deadline);
	g_autofree char *url = settings->publish.base_url && record->posted ? plan_expand("%u", settings->publish.base_url, record->id) : NULL;
	g_autofree char *subject = remind_subject(record, look->today), *text = remind_text(record, look->today, url), *reason = NULL;
	const char *const parameters[] = { "deadline", deadline, NULL };
	const struct draft draft = {
		.to = recipients, .subject = subject, .text = text, .date = job->created, .automatic = DRAFT_GENERATED, .notice = "reminder",
		.record = record->id, .archived_at = url, .parameters = parameters,
	};
	enum submit_outcome outcome;

	outcome = outbox_send(settings, look->worker->store, &draft, job->key, &reason);
	return submit_was_taken(outcome, "cannot send the reminder", reason, error);
}

static void note_sent(const struct look *look, const struct record *record, const GPtrArray *recipients, struct outcome *outcome)
{
	g_autoptr(GString) text = g_string_new(REMIND_EVENT);
	g_autofree char *when = remind_when(record->statement->deadline, look->today);

	g_string_append_printf(text, " (%s) to ", when);
	for (guint i = 0; i < recipients->len; i++)
		g_string_append_printf(text, "%s%s", i ? ", " : "", (const char *)g_ptr_array_index(recipients, i));
	outcome->change = change_new(record->id, "(System)", FALSE, look->worker->now);
	change_event(outcome->change, EVENT_PRIVATE_COMMENT, text->str);
}

/* The job may have waited: what is to be said is asked anew. */
static gboolean remind(const struct look *look, const struct job *job, const struct record *record, struct outcome *outcome, GError **error)
{
	g_autoptr(GPtrArray) recipients = NULL;
	struct date scheduled;

	if (!is_due(look, record, &scheduled)) {
		outcome->output = g_strdup("not sent: it does not wait for action any more, or its deadline has changed");
		return TRUE;
	}
	recipients = remind_recipients(look->worker->settings->organization, record->statement, record->state, record->assignee);
	if (recipients->len == 0) {
		outcome->output = g_strdup("not sent: there is nobody to be reminded");
		return TRUE;
	}
	if (!send(look, job, record, recipients, error))
		return FALSE;
	note_sent(look, record, recipients, outcome);
	return TRUE;
}

static gboolean run_reminder(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	g_autoptr(record_t) record = store_get(worker->store, job->statement, error);
	struct look look = { 0 };
	gboolean good;

	if (!record)
		return FALSE;
	look_init(&look, worker);
	good = remind(&look, job, record, outcome, error);
	look_clear(&look);
	return good;
}

const struct worker_kind kind_reminder = { "reminder", 0, run_reminder };
