/* SPDX-License-Identifier: BSD-2-Clause
 *
 * progress.c - one line on a terminal that says how far a long queue is
 */
#include <config.h>
#include <stdio.h>
#include <unistd.h>
#include <liaison/clock.h>
#include "progress.h"

#define BETWEEN (500 * G_TIME_SPAN_MILLISECOND)
#define COUNT_MAX 10000

struct progress { gboolean terminal, shown; gint64 next; };

struct progress *progress_new(void)
{
	struct progress *progress = g_new0(struct progress, 1);

	progress->terminal = isatty(STDERR_FILENO);
	return progress;
}

void progress_free(struct progress *progress)
{
	if (progress)
		progress_clear(progress);
	g_free(progress);
}

void progress_clear(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
	progress->shown = FALSE;
}

static gboolean count_one(const struct job *job G_GNUC_UNUSED, gpointer data)
{
	return ++*(guint *)data < COUNT_MAX;
}

gint64 progress_show(struct progress *progress, struct store *store, struct loop_counts counts, gint64 wait)
{
	gint64 now = clock_monotonic();
	guint waiting = 0;

	if (!progress->terminal || !counts.running)
		return wait;
	if (now < progress->next && progress->shown)
		return MIN(wait, progress->next - now);
	progress->next = now + BETWEEN;
	/* what cannot be counted now is not worth a word: the loop meets the same fault */
	(void)store_job_list(store, JOB_WAITING, count_one, &waiting, NULL);
	fprintf(stderr, "\r\033[K%u at work, %u waiting, %u done, %u to be tried again, %u given up", counts.running, waiting, counts.done,
	        counts.again, counts.failed);
	progress->shown = TRUE;
	return MIN(wait, BETWEEN);
}
