/* SPDX-License-Identifier: BSD-2-Clause
 *
 * run.c - one job, from its claim to its end
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include "run.h"

#define LONGEST_PAUSE_SECONDS (6 * 3600)

void outcome_clear(struct outcome *outcome)
{
	g_clear_pointer(&outcome->change, change_free);
	g_clear_pointer(&outcome->reason, g_free);
	g_clear_pointer(&outcome->output, g_free);
	if (outcome->free_kept)
		g_clear_pointer(&outcome->kept, outcome->free_kept);
}

void run_result_clear(struct run_result *result)
{
	g_clear_pointer(&result->reason, g_free);
	g_clear_error(&result->error);
}

gint64 run_pause(guint pause_seconds, guint tries)
{
	guint64 seconds = pause_seconds;

	for (guint i = 1; i < tries && seconds < LONGEST_PAUSE_SECONDS; i++)
		seconds *= 2;
	return (gint64)MIN(seconds, LONGEST_PAUSE_SECONDS) * G_USEC_PER_SEC;
}

static const struct worker_kind *find_kind(const char *name)
{
	for (guint i = 0; worker_kinds[i]; i++)
		if (strcmp(worker_kinds[i]->name, name) == 0)
			return worker_kinds[i];
	return NULL;
}

static guint tries_of(const struct settings *settings, const struct worker_kind *kind)
{
	return kind->tries ? MIN(kind->tries, settings->worker.tries) : settings->worker.tries;
}

/* Would the same be answered again, however often it is asked? */
static gboolean is_final(const GError *error)
{
	return error->domain == LIAISON_ERROR && (error->code == LIAISON_ERROR_DATA || error->code == LIAISON_ERROR_LIMIT
	                                          || error->code == LIAISON_ERROR_NOT_FOUND || error->code == LIAISON_ERROR_USAGE);
}

/* What is written of a job that failed. */
static void set_failed(struct run_result *result, const struct settings *settings, const struct job *job, guint tries, const GError *error)
{
	gboolean final = is_final(error);

	result->outcome = final || job->tries >= tries ? JOB_OUTCOME_GIVE_UP : JOB_OUTCOME_AGAIN;
	result->due = clock_now() + run_pause(settings->worker.pause_seconds, job->tries);
	result->reason = final || result->outcome == JOB_OUTCOME_AGAIN ? g_strdup(error->message)
		: g_strdup_printf("%s (tried %u times)", error->message, job->tries);
}

/* Ends it without its edits: they could not be written, or there are none. */
static void write_bare_end(struct store *store, const struct job *job, const char *output, struct run_result *result)
{
	struct job_end end = { job, result->outcome, result->due, result->reason, output };

	store_job_end(store, &end, clock_now(), &result->error);
}

static void write_end(const struct settings *settings, struct store *store, const struct job *job, guint tries, const struct outcome *outcome,
                      struct run_result *result)
{
	struct job_end end = { job, result->outcome, result->due, result->reason, outcome->output };
	g_autoptr(GError) error = NULL;

	if (!outcome->change) {
		write_bare_end(store, job, outcome->output, result);
		return;
	}
	change_end_job(outcome->change, &end);
	if (store_change(store, outcome->change, NULL, &error))
		return;
	/* What the record does not take now it may take later; what it never takes (an event that the state does not allow) gives the job up. Is
	 * the job somebody else's by now, this is told the same. */
	g_clear_pointer(&result->reason, g_free);
	set_failed(result, settings, job, tries, error);
	write_bare_end(store, job, outcome->output, result);
}

void run_job(struct settings *settings, struct store *store, const struct job *job, struct run_result *ret_result)
{
	const struct worker_kind *kind = find_kind(job->kind);
	guint tries = kind ? tries_of(settings, kind) : 1;
	struct worker worker = { .settings = settings, .store = store, .now = clock_now(), .last_try = job->tries >= tries };
	struct outcome outcome = { 0 };
	struct run_result result = { .outcome = JOB_OUTCOME_DONE };
	g_autoptr(GError) error = NULL;

	if (!kind)
		g_set_error(&error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "this worker knows no job of kind '%s'", job->kind);
	/* Begun again and again and never ended: whatever it does takes the worker down with it. A kind's own bound does not count here: it is for
	 * what failed, and a worker may have been killed for reasons of its own. */
	else if (job->tries > settings->worker.tries)
		g_set_error(&error, LIAISON_ERROR, LIAISON_ERROR_LIMIT, "begun %u times without coming to an end; the last reason: %s",
		            job->tries - 1, job->reason ? job->reason : "the worker died");
	else if (kind->run(&worker, job, &outcome, &error) && outcome.reason) {
		result.outcome = JOB_OUTCOME_GIVE_UP;
		result.reason = g_strdup(outcome.reason);
	}
	if (error) {
		g_clear_pointer(&outcome.change, change_free);
		set_failed(&result, settings, job, tries, error);
	}
	write_end(settings, store, job, tries, &outcome, &result);
	outcome_clear(&outcome);
	*ret_result = result;
}

gboolean run_give_back(struct store *store, const struct job *job, GError **error)
{
	struct job_end end = { .job = job, .outcome = JOB_OUTCOME_AGAIN, .due = clock_now(), .reason = "the worker ended before the job did" };

	return store_job_end(store, &end, end.due, error);
}
