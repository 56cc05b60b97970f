/* SPDX-License-Identifier: BSD-2-Clause
 *
 * settle.c - what a rule posts is posted, when it has settled
 *
 * The filter cannot know whether the MTA accepts what it took, and a letter may be converted meanwhile. So the question is asked once more: is
 * the record still what the rule was about?
 */
#include <config.h>
#include <string.h>
#include <liaison/decisions.h>
#include "kinds.h"

/* Why a person is to look first, or NULL. */
static const char *is_doubtful(const struct settings *settings, const struct record *record, const char *rule)
{
	/* a rule of the operator's own says what it wants */
	const gboolean by_setting = g_strcmp0(rule, "posting") == 0;

	if (record->redacted)
		return "it is redacted";
	if (record->statement->kind != KIND_STATEMENT)
		return "it is no statement";
	if (decision_is_held(record))
		return "it came in another envelope, which waits for approval";
	if (doubts_have(record->statement->doubts, DOUBT_POSSIBLE_DUPLICATE))
		return "it may be a duplicate";
	if (by_setting && settings->publish.auto_post == AUTO_POST_NEVER)
		return "nothing is posted without a person any more";
	if (by_setting && settings->publish.auto_post == AUTO_POST_TRUSTED && record->statement->doubts->len > 0)
		return "there are doubts about it by now";
	return NULL;
}

static gboolean run(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	g_autoptr(record_t) record = store_get(worker->store, job->statement, error);
	g_autofree char *key = NULL;
	const char *why;
	enum state next;

	if (!record)
		return FALSE;
	if (!lifecycle_apply(record->state, EVENT_POSTED, &next)) {
		outcome->output = g_strdup_printf("not posted: it is %s", state_name(record->state));
		return TRUE;
	}
	/* dead and brought back: a person has it in hand */
	why = record->dead ? "it was dead meanwhile" : is_doubtful(worker->settings, record, job->argument);
	outcome->change = change_new(record->id, "(System)", FALSE, worker->now);
	if (why) {
		outcome->output = g_strdup_printf("not posted: %s", why);
		change_event(outcome->change, EVENT_PRIVATE_COMMENT, outcome->output);
		return TRUE;
	}
	change_event(outcome->change, EVENT_POSTED, job->argument);
	/* whoever was found in a letter that was converted meanwhile; those who have it are not sent it again */
	key = g_strdup_printf("distribute:%" G_GINT64_FORMAT, record->id);
	if (record->statement->direction == DIRECTION_INCOMING)
		change_order(outcome->change, &(struct job_order){ .kind = "distribute", .statement = record->id, .key = key });
	decision_follow_posting(record, outcome->change);
	return TRUE;
}

const struct worker_kind kind_settle = { "settle", 0, run };
