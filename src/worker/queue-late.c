/* SPDX-License-Identifier: BSD-2-Clause
 *
 * queue-late.c - a statement that is approved still lies in the MTA's quarantine, and nobody tries to release it
 *
 * Releasing is for liaison-queue, which is root's and may not have been started, or not again after it was killed: the one thing that it cannot say
 * itself.
 */
#include <config.h>
#include <string.h>
#include "kinds.h"
#include "pass-on.h"

struct search { gint64 statement, now; gboolean untried, left; };

static gboolean look(const struct job *job, gpointer data)
{
	struct search *search = data;

	if (job->statement != search->statement || strcmp(job->kind, "queue-release") != 0)
		return TRUE;
	search->untried |= job->state == JOB_WAITING && job->tries == 0;
	search->left |= job->state == JOB_RUNNING && job->lease < search->now;
	return TRUE;
}

static gboolean run(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	g_autoptr(record_t) record = store_get(worker->store, job->statement, error);
	struct search search = { .statement = job->statement, .now = worker->now };

	if (!record || !store_job_list(worker->store, JOB_WAITING, look, &search, error) || !store_job_list(worker->store, JOB_RUNNING, look, &search, error))
		return FALSE;
	if (record->state != STATE_APPROVED || (!search.untried && !search.left))
		return TRUE;
	outcome->change = change_new(record->id, "(System)", FALSE, worker->now);
	pass_on_trouble(worker, record, "released from the quarantine of the mail server yet", search.left
	                ? "what tried to was cut off, and nothing tries again: does liaison-queue run?" : "nothing has tried to: does liaison-queue run?",
	                outcome->change);
	return TRUE;
}

const struct worker_kind kind_queue_late = { "queue-late", 0, run };
