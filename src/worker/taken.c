/* SPDX-License-Identifier: BSD-2-Clause
 *
 * taken.c - a statement of ours that was sent answers one that asked for action: the action is taken
 */
#include <config.h>
#include <liaison/error.h>
#include "kinds.h"

/* "We need more time" is an answer, and no action. */
static gboolean only_asks_for_time(const struct statement *statement)
{
	static const char expression[] =
		"\\b(need|needs|require|requires|ask|asks|request|requests)\\b.{0,40}\\b(more|additional|further) time\\b|\\bextension of the deadline\\b|"
		"\\b(extend|postpone|move)\\b.{0,30}\\bdeadline\\b|\\bunable to (respond|answer|reply) (by|before|in time)\\b|"
		"\\bwill (respond|answer|reply|provide (a|an|our) (response|answer|reply))\\b.{0,40}\\b(later|after|at (our|the) next|in due course|as soon as)\\b";
	g_autofree char *text = g_strconcat(statement->title ? statement->title : "", "\n", statement->body ? statement->body : "", NULL);

	return g_regex_match_simple(expression, text, G_REGEX_CASELESS | G_REGEX_DOTALL, 0);
}

/* Who was asked has answered: the peer that asked, and one of the bodies that it asked; where it asked none of them, any of ours. */
static gboolean is_from_asked(const struct statement *answer, const struct statement *asked)
{
	if (g_strcmp0(answer->peer, asked->peer) != 0)
		return FALSE;
	for (guint i = 0; i < asked->our_bodies->len; i++)
		for (guint k = 0; k < answer->our_bodies->len; k++)
			if (g_str_equal(g_ptr_array_index(asked->our_bodies, i), g_ptr_array_index(answer->our_bodies, k)))
				return TRUE;
	return asked->our_bodies->len == 0;
}

static gboolean take(const struct worker *worker, const struct record *record, gint64 id, GError **error)
{
	g_autoptr(record_t) answered = store_get(worker->store, id, error);
	g_autoptr(change_t) change = NULL;

	if (!answered)
		return FALSE;
	if (answered->taken || answered->statement->direction != DIRECTION_INCOMING || answered->statement->purpose != PURPOSE_ACTION ||
	    !is_from_asked(record->statement, answered->statement))
		return TRUE;
	change = change_new(id, "(System)", FALSE, worker->now);
	change_taken(change, record->id, NULL, NULL);
	return store_change(worker->store, change, NULL, error);
}

static gboolean run(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	g_autoptr(record_t) record = store_get(worker->store, job->statement, error);

	if (!record)
		return FALSE;
	if (record->state != STATE_POSTED || record->statement->direction != DIRECTION_OUTGOING)
		return TRUE;
	if (only_asks_for_time(record->statement)) {
		outcome->output = g_strdup("it asks for more time only");
		return TRUE;
	}
	for (guint i = 0; i < record->relations->len; i++) {
		const struct record_relation *relation = g_ptr_array_index(record->relations, i);

		if (g_strcmp0(relation->kind, "refold") == 0 && !take(worker, record, relation->other, error))
			return FALSE;
	}
	return TRUE;
}

const struct worker_kind kind_taken = { "taken", 0, run };
