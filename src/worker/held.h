/* SPDX-License-Identifier: BSD-2-Clause
 *
 * held.h - a statement that was held and goes out now: what "release" and "queue-release" share
 */
#pragma once
#include <liaison/plan.h>
#include "worker.h"

/* The record that a job to let it out is about, with its plan. FALSE without an error: there is nothing to do, and outcome->output says why; with one: it must
 * not go out. */
gboolean held_open(const struct worker *worker, const struct job *job, struct outcome *outcome, struct record **ret_record, struct plan **ret_plan,
                   GError **error);
/* Who gets it, as it was planned when it came: char *, addr-specs, perhaps one twice. */
GPtrArray *held_recipients(const struct record *record, const struct plan *plan);
/* It went out: it is posted, and so are the other statements of its mail. */
gboolean held_posted(const struct worker *worker, const struct record *record, struct change *change, GError **error);
/* It does not go out: tried again later, or given up, and coordination told. Takes cause; NULL: there was nothing to do. record may be NULL. What run()
 * of the job returns. */
gboolean held_failed(const struct worker *worker, const struct record *record, GError *cause, struct outcome *outcome, GError **error);
