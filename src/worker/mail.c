/* SPDX-License-Identifier: BSD-2-Clause
 *
 * mail.c - one notice of ours: written from the record as it is now, and handed over
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include <liaison/notice.h>
#include <liaison/outbox.h>
#include <liaison/review.h>
#include <liaison/text.h>
#include "kinds.h"
#include "mail-text.h"

#define ATTACH_MAX (10 * 1024 * 1024)      /* a larger original is not sent along; the record has it */

static gboolean is_request(const struct notice *notice)
{
	return notice->kind == NOTICE_APPROVAL_REQUEST || notice->kind == NOTICE_REVIEW_REQUEST;
}

/* Why there is nothing to say any more, or NULL. */
static const char *is_past(const struct notice *notice, const struct record *record)
{
	switch (notice->kind) {
	case NOTICE_APPROVAL_REQUEST:
	case NOTICE_REVIEW_REQUEST:
	case NOTICE_HELD:
	case NOTICE_HELD_COPY:
		return record->state != STATE_PENDING ? "it does not wait any more" : NULL;
	case NOTICE_RECEIPT:
	case NOTICE_CONFIRMATION:
		return record->state == STATE_DEAD || record->redacted ? "it was killed meanwhile" : NULL;
	default:
		return NULL;
	}
}

static gboolean is_duplicate_receipt(const struct notice *notice, const struct record *record)
{
	return notice->kind == NOTICE_RECEIPT && doubts_have(record->statement->doubts, DOUBT_POSSIBLE_DUPLICATE);
}

struct letter {
	const struct worker *worker;
	const struct job *job;
	struct notice *notice;
	struct record *record;          /* or NULL */
	char *token, *reply_to, *subject, *text, *url, *deadline;
	GBytes *original;
};

static void letter_clear(struct letter *letter)
{
	notice_free(letter->notice);
	record_free(letter->record);
	g_free(letter->token);
	g_free(letter->reply_to);
	g_free(letter->subject);
	g_free(letter->text);
	g_free(letter->url);
	g_free(letter->deadline);
	g_clear_pointer(&letter->original, g_bytes_unref);
}

static gint64 expires(const struct letter *letter)
{
	return letter->job->created + (gint64)letter->worker->settings->review_days * 24 * 3600 * G_USEC_PER_SEC;
}

static gboolean add_token(struct letter *letter, GError **error)
{
	const char *review = letter->worker->settings->organization->review;
	g_autofree char *key = NULL;

	if (!is_request(letter->notice) || !review)
		return TRUE;
	key = notice_key(letter->notice, letter->record->id);
	letter->token = outbox_token(letter->worker->store, key, error);
	if (!letter->token)
		return FALSE;
	letter->reply_to = review_address(review, letter->token);
	return TRUE;
}

static gboolean write_letter(struct letter *letter, GError **error)
{
	const struct settings *settings = letter->worker->settings;

	if (!letter->record) {
		letter->subject = g_strdup(letter->notice->subject ? letter->notice->subject : "Liaison statements");
		letter->text = g_strdup(letter->notice->text ? letter->notice->text : "");
		return TRUE;
	}
	if (settings->publish.base_url)
		letter->url = plan_expand("%u", settings->publish.base_url, letter->record->id);
	letter->deadline = date_format(letter->record->statement->deadline);
	if (!add_token(letter, error))
		return FALSE;
	letter->subject = mail_text_subject(letter->notice, letter->record);
	letter->text = mail_text(&(struct mail_text){ .settings = settings, .notice = letter->notice, .record = letter->record, .url = letter->url,
	                                              .reply_to = letter->reply_to, .expires = expires(letter) });
	if (!is_request(letter->notice) && letter->notice->kind != NOTICE_HELD)
		return TRUE;
	letter->original = store_get_raw(letter->worker->store, letter->record->id, error);
	if (!letter->original)
		return FALSE;
	if (g_bytes_get_size(letter->original) > ATTACH_MAX)
		g_clear_pointer(&letter->original, g_bytes_unref);
	return TRUE;
}

static enum submit_outcome send_letter(const struct letter *letter, char **ret_reason)
{
	g_autoptr(GPtrArray) to = g_ptr_array_new();
	const struct statement *statement = letter->record ? letter->record->statement : NULL;
	const char *purpose = statement ? purpose_name(statement->purpose) : NULL;
	const char *parameters[] = { letter->record ? "state" : NULL, letter->record ? state_name(letter->record->state) : NULL, NULL, NULL, NULL, NULL, NULL };
	struct draft_file file = { "statement.eml", "message/rfc822", letter->original };
	g_autofree char *number = g_strdup_printf("job %" G_GINT64_FORMAT, letter->job->id);
	guint n = letter->record ? 2 : 0;

	if (purpose) {
		parameters[n++] = "purpose";
		parameters[n++] = purpose;
	}
	if (letter->deadline) {
		parameters[n++] = "deadline";
		parameters[n++] = letter->deadline;
	}
	g_ptr_array_add(to, letter->notice->to);
	return outbox_send(letter->worker->settings, letter->worker->store, &(struct draft){
		.to = to, .reply_to = letter->reply_to, .subject = letter->subject, .text = letter->text, .date = letter->job->created,
		.in_reply_to = letter->notice->kind == NOTICE_RECEIPT ? letter->record->message_id : letter->notice->in_reply_to,
		.automatic = letter->notice->kind == NOTICE_RECEIPT || letter->notice->kind == NOTICE_ANSWER ? DRAFT_REPLIED : DRAFT_GENERATED,
		.notice = notice_kind_name(letter->notice->kind), .record = letter->record ? letter->record->id : 0, .archived_at = letter->url,
		.parameters = parameters, .files = &file, .file_count = letter->original ? 1 : 0,
	}, letter->job->key ? letter->job->key : number, ret_reason);
}

static void note_sent(const struct letter *letter, struct outcome *outcome)
{
	g_autofree char *text = g_strdup_printf("%s to %s", notice_kind_name(letter->notice->kind), letter->notice->to), *digest = NULL;

	if (!letter->record)
		return;
	outcome->change = change_new(letter->record->id, "(System)", FALSE, letter->worker->now);
	change_event(outcome->change, EVENT_PRIVATE_COMMENT, text);
	if (!letter->token)
		return;
	digest = text_sha256(letter->token, strlen(letter->token));
	change_add_token(outcome->change, digest, notice_kind_name(letter->notice->kind), letter->notice->to, expires(letter));
}

static gboolean deliver(struct letter *letter, struct outcome *outcome, GError **error)
{
	g_autofree char *reason = NULL, *what = g_strdup_printf("cannot send to %s", letter->notice->to);
	enum submit_outcome submitted;

	if (!write_letter(letter, error))
		return FALSE;
	submitted = send_letter(letter, &reason);
	if (!submit_was_taken(submitted, what, reason, error))
		return FALSE;
	note_sent(letter, outcome);
	return TRUE;
}

static gboolean run(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	struct letter letter = { .worker = worker, .job = job, .notice = notice_parse(job->argument) };
	gboolean done = FALSE;
	const char *past = NULL;

	if (!letter.notice) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "its argument is no notice");
		return FALSE;
	}
	if (job->statement)
		letter.record = store_get(worker->store, job->statement, error);
	if (letter.record && (past = is_past(letter.notice, letter.record)) != NULL) {
		outcome->output = g_strdup_printf("not sent: %s", past);
		done = TRUE;
	} else if (letter.record && is_duplicate_receipt(letter.notice, letter.record)) {
		outcome->output = g_strdup("not sent: it may be a duplicate");
		done = TRUE;
	} else if (letter.record || (!job->statement && letter.notice->text)) {
		done = deliver(&letter, outcome, error);
	} else if (!job->statement) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "a notice about no record");
	}
	letter_clear(&letter);
	return done;
}

const struct worker_kind kind_mail = { "mail", 0, run };
