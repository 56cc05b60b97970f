/* SPDX-License-Identifier: BSD-2-Clause
 *
 * documents.h - the text of attached documents, before the mail is read; private to src/intake
 */
#pragma once
#include <liaison/convert.h>
#include <liaison/intake.h>
#include <liaison/message.h>
#include <liaison/settings.h>

/* Is anything attached that a hook for reading takes? */
gboolean documents_wait(const struct settings *settings, const struct message *message);

/* Gives text to every attachment that a hook for reading takes, and puts the members of archives behind them, within the time of
 * limits.hook_time. What was not read becomes a doubt in doubts, with the reason. */
void documents_read(const struct settings *settings, struct message *message, const struct intake_wait *wait, GPtrArray *doubts);

/* ---- with time: what the worker does afterwards ---- */

struct conversion {
	const struct settings *settings;
	GPtrArray *doubts;        /* struct doubt *: what could not be read */
	GPtrArray *results;       /* struct intake_result * */
	GPtrArray *types;         /* struct intake_type * */
	GPtrArray *failures;      /* char * */
	gboolean temporary;       /* one of the failures may go away by itself */
	char *output;             /* what the hook said that failed last; or NULL */
	gint64 deadline;          /* clock_monotonic() */
	guint runs;
	gsize size;               /* bytes of results */
};
/* Everything that any hook can do for the mail: text for reading as above, files for people, UTF-8 for texts in other charsets. */
void conversion_run(struct conversion *conversion, struct message *message);
/* Would conversion_run() make anything that documents_read() has not? */
gboolean conversion_wanted(const struct settings *settings, const struct message *message, const GPtrArray *statements);
