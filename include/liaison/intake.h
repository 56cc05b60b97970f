/* SPDX-License-Identifier: BSD-2-Clause
 *
 * intake.h - the order of reading, understanding, deciding and recording, written once
 *
 * The milter, the worker, inspect and import all come through here. Thread-safe.
 */
#pragma once
#include <glib.h>
#include <liaison/envelope.h>
#include <liaison/message.h>
#include <liaison/plan.h>
#include <liaison/settings.h>
#include <liaison/statement.h>
#include <liaison/store.h>

struct intake {                      /* everything that is known of one message after the steps so far */
	struct settings *settings;       /* a reference */
	enum interest interest;
	const struct envelope *envelope; /* the caller's */
	struct message *message;
	GPtrArray *statements;           /* struct statement * */
	struct plan *plan;
	gint64 answers;                  /* the record that this mail answers, or 0 */
	struct store_receipt *receipt;   /* NULL: not recorded */
	gint64 began, ended;             /* clock_monotonic() */
};
void intake_free(struct intake *intake);
typedef struct intake intake_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(intake_t, intake_free)

/* What is done while documents are read, which may take seconds: the milter tells the MTA that it is at work. */
struct intake_wait { void (*tick)(gpointer data); gpointer data; };

/* Steps 2 to 4: parse, understand, decide. store (may be NULL) is asked only for the statement that this one answers; a store that
 * cannot answer makes a TEMPORARY error. wait may be NULL. */
struct intake *intake_read(struct settings *settings, enum interest interest, const struct envelope *envelope, GBytes *raw,
                           struct store *store, const struct intake_wait *wait, GError **error);
/* Step 5, if the plan says so; binds the plan to what the record answered (numbers, the ledger). */
gboolean intake_record(struct intake *intake, struct store *store, gint64 received, const char *by, GError **error);
/* Header values and recipients are ready to be sent after this: the actions to carry out, in order (struct action *, owned by the caller). */
GPtrArray *intake_actions(const struct intake *intake);
