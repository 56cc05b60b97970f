/* SPDX-License-Identifier: BSD-2-Clause
 *
 * run.h - one job, from its claim to its end
 */
#pragma once
#include "worker.h"

struct run_result {
	enum job_outcome outcome;
	gint64 due;              /* AGAIN */
	char *reason;            /* or NULL */
	GError *error;           /* its end could not be written (it is begun anew when its lease is over), or NULL */
};
void run_result_clear(struct run_result *result);

/* Does it and writes its end. Any thread. */
void run_job(struct settings *settings, struct store *store, const struct job *job, struct run_result *ret_result);
/* Gives it back, to be done at once by whoever comes next: the worker ends. */
gboolean run_give_back(struct store *store, const struct job *job, GError **error);

/* How long a job waits after so many tries: pause, doubled with each, at most six hours. usec. */
gint64 run_pause(guint pause_seconds, guint tries);
