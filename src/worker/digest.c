/* SPDX-License-Identifier: BSD-2-Clause
 *
 * digest.c - once a week, all that waits, for the coordination address
 */
#include <config.h>
#include <liaison/outbox.h>
#include "calendar.h"
#include "kinds.h"
#include "remind-text.h"

static gboolean add_open(const struct record *record, gpointer digest)
{
	digest_text_open(digest, record);
	return TRUE;
}

/* What is open is in the other lists already. */
static gboolean add_pending(const struct record *record, gpointer digest)
{
	const struct statement *statement = record->statement;

	if (statement->direction != DIRECTION_INCOMING || statement->purpose != PURPOSE_ACTION || record->taken)
		digest_text_pending(digest, record);
	return TRUE;
}

static gboolean collect(const struct worker *worker, struct digest_text *digest, GError **error)
{
	struct store_filter open = STORE_FILTER_ALL, pending = STORE_FILTER_ALL;

	open.kind = pending.kind = KIND_STATEMENT;
	open.open = TRUE;
	open.sort = STORE_SORT_DEADLINE;
	pending.state = STATE_PENDING;
	return store_list(worker->store, &open, add_open, digest, error) && store_list(worker->store, &pending, add_pending, digest, error);
}

static gboolean send(const struct worker *worker, const struct job *job, const struct digest_text *digest, GError **error)
{
	g_autoptr(GPtrArray) to = g_ptr_array_new();
	g_autofree char *subject = digest_text_subject(digest), *text = digest_text_body(digest), *reason = NULL;
	const struct draft draft = {
		.to = to, .subject = subject, .text = text, .date = job->created, .automatic = DRAFT_GENERATED, .notice = "digest",
	};
	enum submit_outcome outcome;

	g_ptr_array_add(to, worker->settings->organization->coordination);
	outcome = outbox_send(worker->settings, worker->store, &draft, job->key, &reason);
	return submit_was_taken(outcome, "cannot send the digest", reason, error);
}

static gboolean run(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	g_auto(remind_zone_t) zone = { 0 };
	struct digest_text *digest;
	gboolean good;

	if (!worker->settings->organization->coordination) {
		outcome->output = g_strdup("not sent: there is no coordination address");
		return TRUE;
	}
	calendar_zone(worker->settings, &zone);
	digest = digest_text_new(remind_day(&zone, worker->now), worker->settings->publish.base_url);
	good = collect(worker, digest, error);
	if (good && digest_text_count(digest) == 0)
		outcome->output = g_strdup("not sent: nothing waits");
	else
		good = good && send(worker, job, digest, error);
	digest_text_free(digest);
	return good;
}

const struct worker_kind kind_digest = { "digest", 0, run };
