/* SPDX-License-Identifier: BSD-2-Clause
 *
 * progress.h - one line on a terminal that says how far a long queue is
 */
#pragma once
#include "loop.h"

struct progress;
struct progress *progress_new(void);
void progress_free(struct progress *progress);
/* Writes the line anew where standard error is a terminal and the last time was a while ago. Returns how long to wait at most, so that the line stays
 * true: wait, or less. usec. */
gint64 progress_show(struct progress *progress, struct store *store, struct loop_counts counts, gint64 wait);
/* Before anything else is written there. */
void progress_clear(struct progress *progress);
