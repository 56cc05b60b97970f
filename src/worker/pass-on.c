/* SPDX-License-Identifier: BSD-2-Clause
 *
 * pass-on.c - a recorded mail to people who do not have it
 *
 * Between the MTA's yes and the ledger lies an instant in which a worker that is killed has it handed over once more: the same mail, with
 * the same Message-ID. SMTP itself promises no more (RFC 5321 4.5.4.1).
 */
#include <config.h>
#include <liaison/address.h>
#include <liaison/error.h>
#include <liaison/notice.h>
#include <liaison/outbox.h>
#include "pass-on.h"

#define NAMED_MAX 20      /* in the event */

gboolean pass_on_only_new(const struct worker *worker, gint64 id, GPtrArray *recipients, GError **error)
{
	g_autoptr(GPtrArray) known = store_ledger(worker->store, id, error);

	if (!known)
		return FALSE;
	for (guint i = 0; i < recipients->len;)
		if (addresses_add(known, g_ptr_array_index(recipients, i)))
			i++;
		else
			g_ptr_array_remove_index(recipients, i);
	return TRUE;
}

static char *names_of(const GPtrArray *recipients)
{
	GString *text = g_string_new("sent to ");

	for (guint i = 0; i < recipients->len && i < NAMED_MAX; i++)
		g_string_append_printf(text, "%s%s", i ? ", " : "", (const char *)g_ptr_array_index(recipients, i));
	if (recipients->len > NAMED_MAX)
		g_string_append_printf(text, " and %u others", recipients->len - NAMED_MAX);
	return g_string_free(text, FALSE);
}

gboolean pass_on(const struct worker *worker, GBytes *mail, const GPtrArray *recipients, struct change *change, GError **error)
{
	g_autofree char *reason = NULL, *names = names_of(recipients);
	enum submit_outcome outcome = outbox_pass_on(worker->settings, worker->store, mail, recipients, &reason);

	if (!submit_was_taken(outcome, "cannot hand it over", reason, error))
		return FALSE;
	for (guint i = 0; i < recipients->len; i++)
		change_ledger(change, g_ptr_array_index(recipients, i), "job");
	/* who got it is no part of the public history */
	change_event(change, EVENT_PRIVATE_COMMENT, names);
	return TRUE;
}

/* The argument of a job "mail" to coordination; NULL: there is nobody to tell. Takes subject and text. */
static char *trouble(const struct worker *worker, char *subject, char *text)
{
	const char *coordination = worker->settings->organization->coordination;
	g_autoptr(notice_t) notice = notice_new(NOTICE_TROUBLE, coordination ? coordination : "", "coordination");

	notice->subject = subject;
	notice->text = text;
	return coordination ? notice_format(notice) : NULL;
}

const char *pass_on_title(const struct record *record)
{
	return record->statement->title ? record->statement->title : "without a title";
}

void pass_on_tell(const struct worker *worker, const struct record *record, char *subject, char *text, struct change *change)
{
	g_autofree char *argument = trouble(worker, subject, text);

	if (argument)
		change_order(change, &(struct job_order){ .kind = "mail", .statement = record->id, .argument = argument });
}

void pass_on_went_out(const struct worker *worker, const struct record *record, gboolean post, struct change *change)
{
	char *subject = g_strdup_printf("Liaison statement %" G_GINT64_FORMAT " went out though it was killed", record->id);
	char *text = g_strdup_printf("Record %" G_GINT64_FORMAT ", \"%s\", was killed in the instant in which it was released. It has gone out,\n"
	                             "and stays dead in the record. If it must not stand, those who have it have to be told.\n", record->id, pass_on_title(record));
	g_autofree char *argument = trouble(worker, subject, text);
	const struct job_order order = { .kind = "mail", .statement = record->id, .argument = argument };

	change_went_out(change, post, "went out all the same: it was killed in the instant of its release", argument ? &order : NULL);
}

void pass_on_trouble(const struct worker *worker, const struct record *record, const char *what, const char *reason, struct change *change)
{
	char *subject = g_strdup_printf("Liaison statement %" G_GINT64_FORMAT " could not be %s", record->id, what);
	char *text = g_strdup_printf("Record %" G_GINT64_FORMAT ", \"%s\", could not be %s:\n\n  %s\n\n"
	                             "Once the cause is gone: liaisonctl jobs, and liaisonctl jobs retry ID.\n", record->id, pass_on_title(record), what, reason);

	pass_on_tell(worker, record, subject, text, change);
}

static gboolean is_final(const GError *error)
{
	return g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_DATA) || g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_USAGE);
}

gboolean pass_on_failed(const struct worker *worker, const struct record *record, const char *what, GError *cause, struct outcome *outcome, GError **error)
{
	if (!record || (!worker->last_try && !is_final(cause))) {
		g_propagate_error(error, cause);
		return FALSE;
	}
	outcome->change = change_new(record->id, "(System)", FALSE, worker->now);
	pass_on_trouble(worker, record, what, cause->message, outcome->change);
	outcome->reason = g_strdup(cause->message);
	g_error_free(cause);
	return TRUE;
}
