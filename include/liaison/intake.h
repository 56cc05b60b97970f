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
#include <liaison/publish.h>
#include <liaison/settings.h>
#include <liaison/statement.h>
#include <liaison/store.h>

struct intake_thread {               /* what a mail has to do with earlier ones on record */
	struct record *answered;         /* the first that it answers, or NULL */
	GArray *relations;               /* struct store_relation: those that each of its statements answers, and the one that it takes the place of; or NULL */
};

struct intake {                      /* everything that is known of one message after the steps so far */
	struct settings *settings;       /* a reference */
	enum interest interest;
	const struct envelope *envelope; /* the caller's */
	struct message *message;
	GPtrArray *statements;           /* struct statement * */
	struct plan *plan;
	GPtrArray *notices;              /* struct notice *: mail of ours that it calls for */
	gboolean review;                 /* for the review address: intake_record() carries out what it asks for */
	char *review_result;             /* what came of it, for the log */
	struct intake_thread thread;
	gint64 number;                   /* that its record shall have (import); 0: the next */
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

/* ---- once more, with time: what the worker does for a mail on record ---- */

struct intake_result {               /* a file that stands beside an attachment from now on */
	char *digest;                /* of that attachment */
	char *name, *content_type, *tool;
	GBytes *content;
	gboolean for_reading;        /* a text that we read, and nobody is given */
};
void intake_result_free(struct intake_result *result);

struct intake_type { char *digest, *content_type; };     /* what an attachment is that was sent as application/octet-stream */
void intake_type_free(struct intake_type *type);

struct intake_again {
	struct message *message;
	GPtrArray *statements;       /* struct statement *, as in struct intake */
	struct plan *plan;
	struct intake_thread thread;
	GPtrArray *results;          /* struct intake_result * */
	GPtrArray *types;            /* struct intake_type * */
	GPtrArray *failures;         /* char *: "letter.docx: why it could not be made readable" */
	gboolean temporary;          /* at least one failure may go away by itself */
	char *output;                /* what the last hook that failed said; or NULL */
};
void intake_again_free(struct intake_again *again);
typedef struct intake_again intake_again_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(intake_again_t, intake_again_free)

/* Takes the mail through every hook that can do something for it, and reads it with all texts that are had then, under settings. What
 * cannot be converted is a failure in the answer, none of the function. NULL: a store (or NULL) that cannot answer (TEMPORARY). Blocks
 * for minutes. */
struct intake_again *intake_again(struct settings *settings, const struct envelope *envelope, GBytes *raw, struct store *store, GError **error);
/* Would that make anything that is not on record? */
gboolean intake_wants_conversion(const struct intake *intake);
/* One run of publish_run() by the settings: NULL report where nobody asks. */
gboolean intake_publish(const struct settings *settings, struct store *store, gboolean full, struct publish_report *ret_report, GError **error);
