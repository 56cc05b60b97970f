/* SPDX-License-Identifier: BSD-2-Clause
 *
 * worker.h - what a kind of job is, and how one is added
 *
 * A kind is one file, src/worker/NAME.c, that holds a function of type worker_run and one "const struct worker_kind kind_NAME". Its line in
 * the table of kinds.c and in local.mk makes it part of the worker. Whoever orders the job (a store_request, change_order(),
 * store_job_order()) names it by the same word.
 *
 * The function does what is to be done outside of the record, and answers with what is to be written into it:
 *
 *	static gboolean run(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
 *	{
 *		if (!hand_over(worker->settings, …, error))
 *			return FALSE;
 *		outcome->change = change_new(job->statement, "(System)", FALSE, worker->now);
 *		change_event(outcome->change, EVENT_MSGOUT, "sent to a@b.example");
 *		return TRUE;
 *	}
 *
 * The edits of the change and the end of the job are one transaction; a worker killed before it leaves nothing of them, and the job is begun
 * anew by another one. So what a function does outside of the record must be harmless when it is done twice. It runs on a thread of its own, any
 * number of them at once, also of the same kind; never two for one job while its lease holds.
 *
 * FALSE with an error: DATA, LIMIT, NOT_FOUND and USAGE give the job up, with the message kept as its reason, since trying again would
 * end the same way; everything else has it tried again after a pause that grows, until worker.tries is reached.
 */
#pragma once
#include <liaison/change.h>
#include <liaison/jobs.h>
#include <liaison/settings.h>

struct worker {
	struct settings *settings;      /* those in force when the job began */
	struct store *store;
	gint64 now;                     /* clock_now() when it began */
	gboolean last_try;              /* an error that would have it tried again gives it up now: write what there is */
};

struct outcome {
	struct change *change;          /* written with the job's end; NULL: nothing but that */
	char *reason;                   /* the job is given up for it, yet the change is written: a part of it could not be done; or NULL */
	char *output;                   /* what a program said, printable; also with an error; or NULL */
	gpointer kept;                  /* what the change refers to (change_reread()); freed after it with free_kept */
	GDestroyNotify free_kept;
};
void outcome_clear(struct outcome *outcome);

typedef gboolean (*worker_run)(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error);
struct worker_kind {
	const char *name;
	guint tries;                    /* fewer than worker.tries where trying is expensive; 0: no fewer */
	worker_run run;
};

/* kinds.c: NULL-terminated. */
extern const struct worker_kind *const worker_kinds[];
