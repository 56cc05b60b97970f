/* SPDX-License-Identifier: BSD-2-Clause
 *
 * held.h - a statement that was held and goes out now: what "release" and "queue-release" share
 */
#pragma once
#include <liaison/plan.h>
#include "worker.h"

/* Lets it out, and notes in change who has it then. FALSE: with DATA or USAGE it never will, and with another error it may later. */
typedef gboolean (*held_let_out)(const struct worker *worker, const struct record *record, const struct plan *plan, struct change *change,
                                 struct outcome *outcome, GError **error);

/* The run() of a job to let a statement out: if it is approved and nothing in its mail is dead, let_out() is called, and it and the other statements of the mail are
 * posted. What cannot go out is told to coordination. */
gboolean held_run(const struct worker *worker, const struct job *job, held_let_out let_out, struct outcome *outcome, GError **error);

/* Who gets it, as it was planned when it came: char *, addr-specs, perhaps one twice. */
GPtrArray *held_recipients(const struct record *record, const struct plan *plan);
