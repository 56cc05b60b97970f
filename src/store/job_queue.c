/* SPDX-License-Identifier: BSD-2-Clause
 *
 * job_queue.c - which job is next, and looking at jobs
 */
#include "config.h"
#include "jobs.h"

#include <liaison/error.h>

#define COLUMNS "id, ifnull(statement, 0), kind, key, argument, state, created, due, ifnull(ended, 0), ifnull(lease, 0), tries, claim, worker," \
	" reason, output"
/* Those who hand a recorded mail over look into the ledger first and write it last: two at once would give it to the same people. What takes it out
 * of the quarantine must not find it gone while it is released. So none is due before the lease of another runs out, whose worker may never come
 * back: nobody else may do what is liaison-queue's. */
#define HAND_OVER "('release', 'queue-release', 'queue-remove', 'distribute')"
#define OPEN " FROM job WHERE state IN ('waiting', 'running') AND (?1 IS NULL OR kind IN (SELECT value FROM json_each(?1)))"
#define OTHERS_LEASE "CASE WHEN kind IN " HAND_OVER " THEN ifnull((SELECT max(other.lease) FROM job other" \
	" JOIN statement mine ON mine.id = job.statement JOIN statement theirs ON theirs.id = other.statement" \
	" WHERE other.state IN ('waiting', 'running') AND other.state = 'running' AND other.id <> job.id AND other.kind IN " HAND_OVER \
	" AND theirs.message = mine.message), 0) ELSE 0 END"
#define PAGE 500

void job_free(struct job *job)
{
	if (!job)
		return;
	g_free(job->kind);
	g_free(job->key);
	g_free(job->argument);
	g_free(job->worker);
	g_free(job->reason);
	g_free(job->output);
	g_free(job);
}

static gboolean parse_state(const char *name, enum job_state *ret_state)
{
	for (guint i = 0; i < JOB_STATE_N; i++) {
		if (g_str_equal(name, job_state_name((enum job_state)i))) {
			*ret_state = (enum job_state)i;
			return TRUE;
		}
	}
	return FALSE;
}

/* The row that the query stands on. */
static struct job *fetch(struct query *query, GError **error)
{
	g_autoptr(job_t) job = g_new0(struct job, 1);
	job->id = query_get_int(query);
	job->statement = query_get_int(query);
	job->kind = g_strdup(query_get_word(query));
	job->key = query_dup_text(query);
	job->argument = query_dup_text(query);
	const char *state = query_get_word(query);
	if (!parse_state(state, &job->state)) {
		store_set_error(error, LIAISON_ERROR_DATA, "job %" G_GINT64_FORMAT " is damaged: its state is '%s'", job->id, state);
		return NULL;
	}
	job->created = query_get_int(query);
	job->due = query_get_int(query);
	job->ended = query_get_int(query);
	job->lease = query_get_int(query);
	job->tries = (guint)query_get_int(query);
	job->claim = (guint)query_get_int(query);
	job->worker = query_dup_text(query);
	job->reason = query_dup_text(query);
	job->output = query_dup_text(query);
	return g_steal_pointer(&job);
}

/* Kinds are words of ours, so that none needs an escape. NULL is NULL. */
static char *json_of(const char *const *kinds)
{
	if (!kinds)
		return NULL;
	GString *json = g_string_new("[");
	for (guint i = 0; kinds[i]; i++)
		g_string_append_printf(json, "%s\"%s\"", i == 0 ? "" : ",", kinds[i]);
	g_string_append_c(json, ']');
	return g_string_free(json, FALSE);
}

/* ---- next ---- */

/* In the order of the index, until none that follows can be due before the best one so far. */
static gboolean find_next(struct connection *connection, const char *kinds, gint64 *ret_due, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT ifnull(lease, due), " OTHERS_LEASE OPEN " ORDER BY ifnull(lease, due)", error);
	if (!query)
		return FALSE;
	query_text(query, kinds);
	*ret_due = G_MAXINT64;
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		const gint64 own = query_get_int(query), others = query_get_int(query);
		if (own >= *ret_due)
			break;
		*ret_due = MIN(*ret_due, MAX(own, others));
	}
	return answer != QUERY_ERROR;
}

gboolean store_job_next(struct store *store, const char *const *kinds, gint64 *ret_due, GError **error)
{
	g_autofree char *json = json_of(kinds);
	gint64 due = G_MAXINT64;
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return FALSE;
	const gboolean ok = find_next(connection, json, &due, error);
	store_end_read(store, connection);
	if (ok)
		*ret_due = due;
	return ok;
}

struct claim { const char *kinds, *worker; gint64 now, lease; struct job *job; };

static gboolean write_claim(struct connection *connection, gpointer data, GError **error)
{
	static const char sql[] = "UPDATE job SET state = 'running', worker = ?3, lease = ?4, tries = tries + 1, claim = claim + 1"
	                          " WHERE id = (SELECT id" OPEN " AND ifnull(lease, due) <= ?2 AND " OTHERS_LEASE " <= ?2"
	                          " ORDER BY ifnull(lease, due), id LIMIT 1)"
	                          " RETURNING " COLUMNS;
	struct claim *claim = data;
	g_clear_pointer(&claim->job, job_free);
	g_autoptr(query_t) query = query_begin(connection, sql, error);
	if (!query)
		return FALSE;
	query_text(query, claim->kinds);
	query_int(query, claim->now);
	query_text(query, claim->worker);
	query_int(query, claim->now + claim->lease);
	enum query_answer answer = query_step(query, error);
	if (answer == QUERY_ROW) {
		claim->job = fetch(query, error);
		if (!claim->job)
			return FALSE;
		answer = query_step(query, error);
	}
	return answer == QUERY_DONE;
}

struct job *store_job_claim(struct store *store, const char *const *kinds, const char *worker, gint64 now, gint64 lease, GError **error)
{
	g_autofree char *json = json_of(kinds);
	struct claim claim = { .kinds = json, .worker = worker, .now = now, .lease = lease };
	if (store_write(store, write_claim, &claim, 4096, error))
		return claim.job;
	job_free(claim.job);
	return NULL;
}

/* ---- looking ---- */

static struct job *load(struct connection *connection, gint64 id, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "SELECT " COLUMNS " FROM job WHERE id = ?", error);
	if (!query)
		return NULL;
	query_int(query, id);
	switch (query_step(query, error)) {
	case QUERY_ROW:
		return fetch(query, error);
	case QUERY_DONE:
		store_set_error(error, LIAISON_ERROR_NOT_FOUND, "there is no job %" G_GINT64_FORMAT, id);
		return NULL;
	default:
		return NULL;
	}
}

struct job *store_job_get(struct store *store, gint64 id, GError **error)
{
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return NULL;
	struct job *job = load(connection, id, error);
	store_end_read(store, connection);
	return job;
}

static gboolean load_page(struct connection *connection, const char *state, gint64 after, GPtrArray *jobs, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT " COLUMNS " FROM job WHERE id > ?1 AND (?2 IS NULL OR state = ?2)"
	                                       " ORDER BY id LIMIT ?3", error);
	if (!query)
		return FALSE;
	query_int(query, after);
	query_text(query, state);
	query_int(query, PAGE);
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		struct job *job = fetch(query, error);
		if (!job)
			return FALSE;
		g_ptr_array_add(jobs, job);
	}
	return answer == QUERY_DONE;
}

gboolean store_job_list(struct store *store, int state, gboolean (*each)(const struct job *job, gpointer data), gpointer data, GError **error)
{
	const char *name = state >= 0 && state < JOB_STATE_N ? job_state_name((enum job_state)state) : NULL;
	gint64 after = 0;
	for (;;) {
		g_autoptr(GPtrArray) jobs = g_ptr_array_new_with_free_func((GDestroyNotify)job_free);
		struct connection *connection = store_begin_read(store, error);
		if (!connection)
			return FALSE;
		const gboolean ok = load_page(connection, name, after, jobs, error);
		store_end_read(store, connection);
		if (!ok || jobs->len == 0)
			return ok;
		for (guint i = 0; i < jobs->len; i++) {
			const struct job *job = g_ptr_array_index(jobs, i);
			after = job->id;
			if (!each(job, data))
				return TRUE;
		}
	}
}
