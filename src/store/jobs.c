/* SPDX-License-Identifier: BSD-2-Clause
 *
 * jobs.c - jobs are ordered, claimed, ended and begun anew
 *
 * A claim is one UPDATE under the write lock of the database, so two workers never get the same job. Whoever ends or renews one shows
 * the number of the claim that it was given under: after the lease ran out and another took the job, that number is an older one.
 */
#include "config.h"
#include "jobs.h"

#include <string.h>
#include <liaison/error.h>
#include <liaison/text.h>

#define REASON_MAX 1000
#define OUTPUT_MAX (16 * 1024)

static const char *const states[JOB_STATE_N] = {
	[JOB_WAITING] = "waiting", [JOB_RUNNING] = "running", [JOB_DONE] = "done", [JOB_FAILED] = "failed",
};

const char *job_state_name(enum job_state state)
{
	return states[state];
}

/* ---- inside a transaction ---- */

char *job_printable(const char *text, gsize max, gboolean tail)
{
	if (!text)
		return NULL;
	const gsize length = strlen(text);
	/* where the end is what counts, a character may be cut at its beginning: it becomes one replacement character */
	const char *start = tail && length > max ? text + (length - max) : text;
	g_autofree char *valid = text_make_valid(start, strlen(start), max, NULL);
	GString *clean = g_string_sized_new(strlen(valid));
	g_auto(GStrv) lines = g_strsplit(g_strchomp(valid), "\n", -1);
	for (guint i = 0; lines[i]; i++) {
		g_strdelimit(lines[i], "\t", ' ');
		g_autofree char *escaped = text_escape_control(lines[i]);
		g_string_append_printf(clean, "%s%s", i == 0 ? "" : "\n", escaped);
	}
	return g_string_free(clean, FALSE);
}

gboolean job_put(struct connection *connection, const struct job_order *order, gint64 statement, const char *key, gint64 now,
                 gboolean *ret_fresh, GError **error)
{
	gboolean fresh;
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO job (kind, statement, key, argument, state, created, due, tries, claim)"
	                                       " VALUES (?, nullif(?, 0), ?, ?, 'waiting', ?, ?, 0, 0)"
	                                       " ON CONFLICT DO NOTHING RETURNING id", error);
	if (!query)
		return FALSE;
	query_text(query, order->kind);
	query_int(query, statement);
	query_text(query, key);
	query_text(query, order->argument);
	query_int(query, now);
	query_int(query, order->due > 0 ? order->due : now);
	return query_any(query, ret_fresh ? ret_fresh : &fresh, error);
}

gboolean job_put_all(struct connection *connection, const GPtrArray *orders, const GArray *ids, gint64 now, GError **error)
{
	for (guint i = 0; orders && i < orders->len; i++) {
		const struct job_order *order = g_ptr_array_index(orders, i);
		if (order->statement < 0 || order->statement >= (gint64)ids->len)
			return store_set_error(error, LIAISON_ERROR_INTERNAL, "cannot order the job '%s' for statement %" G_GINT64_FORMAT
			                       " of %u", order->kind, order->statement, ids->len);
		const gint64 id = g_array_index(ids, gint64, order->statement);
		g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, id);
		g_auto(GStrv) pieces = g_strsplit(order->key ? order->key : "", "%d", -1);
		g_autofree char *key = order->key ? g_strjoinv(number, pieces) : NULL;
		if (!job_put(connection, order, id, key, now, NULL, error))
			return FALSE;
	}
	return TRUE;
}

gboolean job_put_publish(struct connection *connection, gint64 statement, gint64 now, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO job (kind, statement, state, created, due, tries, claim)"
	                                       " SELECT 'publish', ?1, 'waiting', ?2, ?2, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM job"
	                                       " WHERE state = 'waiting' AND kind = 'publish' AND statement = ?1)",
	                                       error);
	if (!query)
		return FALSE;
	query_int(query, statement);
	query_int(query, now);
	return query_run(query, error);
}

static gboolean not_yours(gint64 id, GError **error)
{
	return store_set_error(error, LIAISON_ERROR_NOT_FOUND, "job %" G_GINT64_FORMAT " is no longer this worker's", id);
}

#define STILL_MINE " WHERE id = ? AND state = 'running' AND claim = ? AND worker = ? RETURNING 1"

static void bind_mine(struct query *query, const struct job *job)
{
	query_int(query, job->id);
	query_int(query, job->claim);
	query_text(query, job->worker);
}

static gboolean run_mine(struct query *query, const struct job *job, GError **error)
{
	gboolean mine;
	return query_any(query, &mine, error) && (mine || not_yours(job->id, error));
}

gboolean job_put_end(struct connection *connection, const struct job_end *end, gint64 now, GError **error)
{
	static const char sql[] = "UPDATE job SET state = ?, due = ifnull(?, due), lease = NULL, ended = ?, reason = ?,"
	                          " output = ifnull(?, output)" STILL_MINE;
	const gboolean again = end->outcome == JOB_OUTCOME_AGAIN;
	const enum job_state state = again ? JOB_WAITING : end->outcome == JOB_OUTCOME_DONE ? JOB_DONE : JOB_FAILED;
	g_autofree char *reason = job_printable(end->reason, REASON_MAX, FALSE);
	g_autofree char *output = job_printable(end->output, OUTPUT_MAX, TRUE);
	g_autoptr(query_t) query = query_begin(connection, sql, error);
	if (!query)
		return FALSE;
	query_text(query, job_state_name(state));
	if (again)
		query_int(query, end->due > 0 ? end->due : now);
	else
		query_null(query);
	if (again)
		query_null(query);
	else
		query_int(query, now);
	query_text(query, reason);
	query_text(query, output);
	bind_mine(query, end->job);
	return run_mine(query, end->job, error);
}

/* ---- one request each ---- */

struct end_request { const struct job_end *end; gint64 now; };

static gboolean write_end(struct connection *connection, gpointer data, GError **error)
{
	const struct end_request *request = data;
	return job_put_end(connection, request->end, request->now, error);
}

gboolean store_job_end(struct store *store, const struct job_end *end, gint64 now, GError **error)
{
	struct end_request request = { .end = end, .now = now };
	return store_write(store, write_end, &request, 4096, error);
}

struct renew_request { const struct job *job; gint64 until; };

static gboolean write_renew(struct connection *connection, gpointer data, GError **error)
{
	const struct renew_request *request = data;
	g_autoptr(query_t) query = query_begin(connection, "UPDATE job SET lease = ?" STILL_MINE, error);
	if (!query)
		return FALSE;
	query_int(query, request->until);
	bind_mine(query, request->job);
	return run_mine(query, request->job, error);
}

gboolean store_job_renew(struct store *store, const struct job *job, gint64 lease_until, GError **error)
{
	struct renew_request request = { .job = job, .until = lease_until };
	return store_write(store, write_renew, &request, 4096, error);
}

struct order_request { const struct job_order *order; gint64 now; };

static gboolean write_order(struct connection *connection, gpointer data, GError **error)
{
	const struct order_request *request = data;
	return job_put(connection, request->order, request->order->statement, request->order->key, request->now, NULL, error);
}

gboolean store_job_order(struct store *store, const struct job_order *order, gint64 now, GError **error)
{
	struct order_request request = { .order = order, .now = now };
	return store_write(store, write_order, &request, 4096, error);
}

struct retry_request { gint64 id, now; };

static gboolean write_retry(struct connection *connection, gpointer data, GError **error)
{
	const struct retry_request *request = data;
	g_autoptr(query_t) ask = query_begin(connection, "SELECT state FROM job WHERE id = ?", error);
	if (!ask)
		return FALSE;
	query_int(ask, request->id);
	const enum query_answer answer = query_step(ask, error);
	if (answer == QUERY_DONE)
		return store_set_error(error, LIAISON_ERROR_NOT_FOUND, "there is no job %" G_GINT64_FORMAT, request->id);
	if (answer == QUERY_ERROR)
		return FALSE;
	const char *state = query_get_word(ask);
	if (!g_str_equal(state, "waiting") && !g_str_equal(state, "failed"))
		return store_set_error(error, LIAISON_ERROR_USAGE, "cannot begin job %" G_GINT64_FORMAT " anew: it is %s", request->id, state);
	g_autoptr(query_t) query = query_begin(connection, "UPDATE job SET state = 'waiting', due = ?, tries = 0, ended = NULL WHERE id = ?", error);
	if (!query)
		return FALSE;
	query_int(query, request->now);
	query_int(query, request->id);
	return query_run(query, error);
}

gboolean store_job_retry(struct store *store, gint64 id, gint64 now, GError **error)
{
	struct retry_request request = { .id = id, .now = now };
	return store_write(store, write_retry, &request, 4096, error);
}
