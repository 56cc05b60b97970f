/* SPDX-License-Identifier: BSD-2-Clause
 *
 * loop.h - claiming jobs, having them done on threads, and waiting for more
 */
#pragma once
#include "worker.h"

struct loop;

/* Blocks SIGHUP, SIGTERM and SIGINT, which the loop reads; before the first thread. Ignores SIGPIPE. once: loop_run() returns when nothing is
 * due any more. other: -1, or a socket to a process without which nothing can be done: when it hangs up, that is logged and the loop ends as by
 * a signal. NULL with TEMPORARY: no descriptors. */
struct loop *loop_new(struct settings *settings, gboolean once, int other, GError **error);
void loop_free(struct loop *loop);

/* Waits so long for a signal to end; TRUE if there was one. SIGHUP has the configuration read again. */
gboolean loop_pause(struct loop *loop, guint milliseconds);
/* Until a signal ends it: running jobs have worker.drain then, and are given back after that. TRUE: every job that was begun is ended or given
 * back, the store may be closed; FALSE: threads are still at it. */
gboolean loop_run(struct loop *loop, struct store *store);

struct loop_counts { guint done, again, failed, running; };
struct loop_counts loop_counts(const struct loop *loop);
