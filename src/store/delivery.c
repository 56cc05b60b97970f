/* SPDX-License-Identifier: BSD-2-Clause
 *
 * delivery.c - who is given a mail: the row of an envelope, and the ledger
 *
 * The ledger notes in which delivery somebody was given the mail. That tells a retry (the same envelope again: the same additions again,
 * since the first try may have come to nothing) from a further copy (another envelope: whoever was added to the first is not added again).
 */
#include "config.h"
#include "put.h"

static gboolean put_row(struct connection *connection, const struct put *put, gint64 message, gint64 n, GError **error)
{
	const struct envelope *envelope = put->request->envelope;
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO delivery (message, n, digest, received, queue_id, client_address,"
	                                       " auth_authen, sender, recipients, verdict, plan) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	query_int(query, n);
	query_text(query, put->envelope_digest);
	query_int(query, put->request->received);
	query_text(query, envelope->queue_id);
	query_text(query, envelope->client_address);
	query_text(query, envelope->auth_authen);
	query_text(query, envelope->sender);
	query_text(query, put->recipients);
	query_text(query, verdict_name(put->request->plan->verdict));
	query_text(query, put->plan);
	return query_run(query, error);
}

static gboolean give(struct connection *connection, const struct put *put, gint64 message, gint64 n, const char *key, const char *how,
                     GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO ledger (message, recipient, how, delivery, time) VALUES (?, ?, ?, ?, ?)"
	                                       " ON CONFLICT DO NOTHING", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	query_text(query, key);
	query_text(query, how);
	query_int(query, n);
	query_int(query, put->request->received);
	return query_run(query, error);
}

static gboolean give_recipients(struct connection *connection, const struct put *put, gint64 message, gint64 n, GError **error)
{
	const GPtrArray *recipients = put->request->envelope->recipients;
	const struct plan *plan = put->request->plan;
	for (guint i = 0; i < recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(recipients, i);
		if (plan->edit && plan_removal(plan->actions, recipient->argument))
			continue;
		g_autofree char *key = address_key(recipient->addr_spec);
		if (!give(connection, put, message, n, key, "envelope", error))
			return FALSE;
	}
	return TRUE;
}

/* *ret_n: the delivery in which that recipient was given the mail, 0: not yet, -1: otherwise than by a delivery. */
static gboolean find_given(struct connection *connection, gint64 message, const char *key, gint64 *ret_n, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "SELECT ifnull(delivery, -1) FROM ledger WHERE message = ? AND recipient = ?", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	query_text(query, key);
	const enum query_answer answer = query_step(query, error);
	*ret_n = answer == QUERY_ROW ? query_get_int(query) : 0;
	return answer != QUERY_ERROR;
}

static gboolean is_incoming(const struct put *put)
{
	for (guint i = 0; i < put->request->statements->len; i++)
		if (((const struct statement *)g_ptr_array_index(put->request->statements, i))->direction == DIRECTION_INCOMING)
			return TRUE;
	return FALSE;
}

/* What may be on record already under another number is doubtful, and additions of doubtful incoming mail wait for a person. Of outgoing mail
 * the additions take the place of recipients that are removed: they never wait. */
static gboolean find_doubt(struct connection *connection, const struct put *put, gint64 message, GError **error)
{
	if (put->receipt->fresh)
		return TRUE;
	g_autoptr(query_t) query = query_begin(connection, "SELECT 1 FROM statement s JOIN doubt d ON d.statement = s.id WHERE s.message = ?"
	                                       " AND d.kind = 'possible-duplicate' AND d.withdrawn IS NULL LIMIT 1", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	const enum query_answer answer = query_step(query, error);
	put->receipt->possible_duplicate = answer == QUERY_ROW;
	return answer != QUERY_ERROR;
}

/* One addition, unless another delivery gave it to them. */
static gboolean fill_addition(struct connection *connection, const struct put *put, gint64 message, gint64 n, const char *addr_spec, GError **error)
{
	const struct plan *plan = put->request->plan;
	const gboolean given_now = plan->edit && plan->verdict != VERDICT_HOLD && put->request->envelope->sender;
	g_autofree char *key = address_key(addr_spec);
	gint64 given = 0;
	if (!find_given(connection, message, key, &given, error))
		return FALSE;
	if (given != 0 && given != n)
		return TRUE;
	if (given == 0 && given_now && !give(connection, put, message, n, key, "edit", error))
		return FALSE;
	g_ptr_array_add(put->receipt->additions, g_strdup(addr_spec));
	return TRUE;
}

gboolean delivery_fill_additions(struct connection *connection, const struct put *put, gint64 message, gint64 n, GError **error)
{
	const struct plan *plan = put->request->plan;
	const char *to = put->request->duplicate_to;
	if (!find_doubt(connection, put, message, error))
		return FALSE;
	if (put->receipt->possible_duplicate && is_incoming(put))
		return !to || envelope_has_recipient(put->request->envelope, to) || fill_addition(connection, put, message, n, to, error);
	for (guint i = 0; i < plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(plan->actions, i);
		if (action->kind == ACTION_ADD_RECIPIENT && !fill_addition(connection, put, message, n, action->name, error))
			return FALSE;
	}
	return TRUE;
}

gboolean delivery_any_held(struct connection *connection, gint64 message, gboolean *ret_held, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "SELECT 1 FROM delivery WHERE message = ? AND verdict = 'hold' LIMIT 1", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	return query_any(query, ret_held, error);
}

static gboolean take_back(struct connection *connection, gint64 message, gint64 n, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "DELETE FROM ledger WHERE message = ? AND delivery = ?", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	query_int(query, n);
	return query_run(query, error);
}

gboolean delivery_hold(struct connection *connection, const struct put *put, gint64 message, gint64 n, GError **error)
{
	gboolean changed = FALSE;
	g_autoptr(query_t) query = query_begin(connection, "UPDATE delivery SET verdict = 'hold', plan = ? WHERE message = ? AND n = ?"
	                                       " AND verdict <> 'hold' RETURNING 1", error);
	if (!query)
		return FALSE;
	query_text(query, put->plan);
	query_int(query, message);
	query_int(query, n);
	return query_any(query, &changed, error) && (!changed || take_back(connection, message, n, error));
}

gboolean delivery_put(struct connection *connection, const struct put *put, gint64 message, gint64 n, GError **error)
{
	if (!put_row(connection, put, message, n, error))
		return FALSE;
	if (put->request->plan->verdict != VERDICT_HOLD && !give_recipients(connection, put, message, n, error))
		return FALSE;
	return delivery_fill_additions(connection, put, message, n, error);
}
