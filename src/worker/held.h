/* SPDX-License-Identifier: BSD-2-Clause
 *
 * held.h - a statement that was held and goes out now: what "release" and "queue-release" share
 */
#pragma once
#include <liaison/plan.h>
#include "worker.h"

/* Lets it out, edited as the plan of the first envelope that was held says, and notes in change who has it then. ret_all: TRUE before; FALSE: it is not posted yet, since a job ordered in change goes on with it. FALSE: with DATA or USAGE it never will, and with another error it may later. */
typedef gboolean (*held_let_out)(const struct worker *worker, const struct record *record, const struct plan *plan, struct change *change,
                                 struct outcome *outcome, gboolean *ret_all, GError **error);

/* The run() of a job to let a statement out: if it is approved and nothing in its mail is dead, let_out() is called, and it and the other statements of the mail are
 * posted. What cannot go out is told to coordination. */
gboolean held_run(const struct worker *worker, const struct job *job, held_let_out let_out, struct outcome *outcome, GError **error);

/* The number by which the mail is known, in its field Liaison-Statement too: that of its first statement. */
gint64 held_number(const struct record *record);

/* Who gets it, as it was planned when it came: char *, addr-specs, perhaps one twice. Of the first envelope, if that was held; held_add_further(): appends
 * those of the others that were. */
GPtrArray *held_recipients(const struct record *record);
void held_add_further(const struct record *record, GPtrArray *recipients);
/* Those of all envelopes that were held who do not have it yet, each once. NULL with an error. */
GPtrArray *held_missed(const struct worker *worker, const struct record *record, GError **error);
