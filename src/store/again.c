/* SPDX-License-Identifier: BSD-2-Clause
 *
 * again.c - a mail that is on record already comes once more: a retry of the MTA, or a copy in another envelope
 */
#include "config.h"
#include "jobs.h"
#include "put.h"

struct known { gint64 id; enum state state; };

static gboolean list_records(struct connection *connection, gint64 message, GArray *known, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT id, state FROM statement WHERE message = ? ORDER BY n", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		struct known entry = { .id = query_get_int(query), .state = STATE_DEAD };
		state_parse(query_get_word(query), &entry.state);
		g_array_append_val(known, entry);
	}
	return answer == QUERY_DONE;
}

/* *ret_n: which delivery had the same envelope (0: none); *ret_last: how many there are. */
static gboolean find_delivery(struct connection *connection, const struct put *put, gint64 message, gint64 *ret_n, gint64 *ret_last,
                              GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "SELECT ifnull(max(CASE WHEN digest = ? THEN n END), 0), ifnull(max(n), 0)"
	                                       " FROM delivery WHERE message = ?", error);
	if (!query)
		return FALSE;
	query_text(query, put->envelope_digest);
	query_int(query, message);
	const enum query_answer answer = query_step(query, error);
	if (answer != QUERY_ROW)
		return FALSE;
	*ret_n = query_get_int(query);
	*ret_last = query_get_int(query);
	return TRUE;
}

static gboolean withdraw_doubt(struct connection *connection, const struct put *put, gint64 id, enum doubt_kind kind, gboolean *ret_changed,
                               GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "UPDATE doubt SET withdrawn = ? WHERE statement = ? AND kind = ?"
	                                       " AND withdrawn IS NULL RETURNING 1", error);
	if (!query)
		return FALSE;
	query_int(query, put->request->received);
	query_int(query, id);
	query_text(query, doubt_name(kind));
	return query_any(query, ret_changed, error);
}

/* The copy came to a liaison address (its own reading has no doubt about that), and is from whom it says. */
static gboolean is_well_directed(const struct put *put, guint n)
{
	if (n >= put->request->statements->len)
		return FALSE;
	const struct statement *statement = g_ptr_array_index(put->request->statements, n);
	return statement->authenticated && !doubts_have(statement->doubts, DOUBT_MISDIRECTED);
}

static gboolean settle_misdirected(struct connection *connection, const struct put *put, const struct known *known, guint n, GError **error)
{
	gboolean changed = FALSE;
	if (!is_well_directed(put, n))
		return TRUE;
	if (!withdraw_doubt(connection, put, known->id, DOUBT_MISDIRECTED, &changed, error))
		return FALSE;
	if (!changed)
		return TRUE;
	if (!put_event(connection, put, known->id, EVENT_MODIFIED, "a copy reached a liaison address", error))
		return FALSE;
	/* What the rule in force for this copy allows was only kept back by where the first one went. */
	return !plan_post_rule(put->request->plan) || put_post(connection, put, known->id, known->state, error);
}

static gboolean all_are(const GArray *known, enum state one, enum state other)
{
	for (guint i = 0; i < known->len; i++) {
		const enum state state = g_array_index(known, struct known, i).state;
		if (state != one && state != other)
			return FALSE;
	}
	return TRUE;
}

/* What was let go in other envelopes, or in a first try of this one, waits for a person now: who that is has to be asked. */
static gboolean hold_now(struct connection *connection, const struct put *put, gint64 message, gint64 n, GError **error)
{
	gboolean held_before = FALSE;
	if (!delivery_any_held(connection, message, &held_before, error) || (n != 0 && !delivery_hold(connection, put, message, n, error)))
		return FALSE;
	return held_before || job_put_all(connection, put->request->held_jobs, put->receipt->ids, put->request->received, error);
}

/* The plan holds what is on record. Where it is approved, nobody waits for it any more, but this envelope may come too late for its release. */
static gboolean hold_again(struct connection *connection, const struct put *put, gint64 message, gint64 n, GError **error)
{
	if (put->receipt->approved)
		return job_put_all(connection, put->request->late_jobs, put->receipt->ids, put->request->received, error);
	return put->receipt->closed || hold_now(connection, put, message, n, error);
}

gboolean put_again(struct connection *connection, const struct put *put, gint64 message, GError **error)
{
	g_autoptr(GArray) known = g_array_new(FALSE, FALSE, sizeof(struct known));
	gint64 n = 0, last = 0;
	if (!list_records(connection, message, known, error) || !find_delivery(connection, put, message, &n, &last, error))
		return FALSE;
	for (guint i = 0; i < known->len; i++)
		g_array_append_val(put->receipt->ids, g_array_index(known, struct known, i).id);
	put->receipt->fresh = FALSE;
	put->receipt->approved = all_are(known, STATE_APPROVED, STATE_POSTED);
	put->receipt->closed = all_are(known, STATE_POSTED, STATE_DEAD);
	put->receipt->same_envelope = n != 0;
	put->receipt->further = n != 1;
	/* Imported once more. */
	if (!put->request->envelope->sender)
		return TRUE;
	if (plan_holds(put->request->plan) && !hold_again(connection, put, message, n, error))
		return FALSE;
	if (n != 0 ? !delivery_fill_additions(connection, put, message, n, error)
	           : !delivery_put(connection, put, message, last + 1, error))
		return FALSE;
	if (put->request->quarantine && !put->receipt->closed && !put->receipt->further && !quarantine_put(connection, put, message, error))
		return FALSE;
	g_autofree char *queue = put_queue_text(put);
	g_autofree char *text = g_strdup_printf("%s, %s", n != 0 ? "the same envelope again" : "another envelope", queue);
	for (guint i = 0; i < known->len; i++) {
		const struct known *entry = &g_array_index(known, struct known, i);
		if (!put_event(connection, put, entry->id, EVENT_RESENT, text, error) ||
		    (n == 0 && !settle_misdirected(connection, put, entry, i, error)))
			return FALSE;
	}
	return TRUE;
}
