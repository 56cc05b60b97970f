/* SPDX-License-Identifier: BSD-2-Clause
 *
 * query.c - prepared queries: made once a connection, bound and fetched in order, so that no SQL is ever pieced together from text
 * of strangers
 */
#include "config.h"
#include "internal.h"

#include <string.h>
#include <liaison/error.h>

struct query {
	struct connection *connection;
	sqlite3_stmt *statement;
	int next;             /* parameter to bind (1-based), or column to fetch (0-based) after a step */
	int fault;            /* first fault while binding */
};

static void finalize_query(gpointer data)
{
	struct query *query = data;
	sqlite3_finalize(query->statement);
	g_free(query);
}

struct query *query_begin(struct connection *connection, const char *sql, GError **error)
{
	if (!connection->queries)
		connection->queries = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, finalize_query);
	struct query *query = g_hash_table_lookup(connection->queries, sql);
	if (query) {
		query_end(query);
		return query;
	}
	sqlite3_stmt *statement = NULL;
	const int code = sqlite3_prepare_v3(connection->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
	if (code != SQLITE_OK) {
		connection_set_error(connection, code, error);
		return NULL;
	}
	query = g_new0(struct query, 1);
	query->connection = connection;
	query->statement = statement;
	query->next = 1;
	/* the table only looks keys up by address, never writes through them */
	g_hash_table_insert(connection->queries, (gpointer)(guintptr)sql, query);
	return query;
}

void query_end(struct query *query)
{
	if (!query)
		return;
	sqlite3_reset(query->statement);
	sqlite3_clear_bindings(query->statement);
	query->next = 1;
	query->fault = SQLITE_OK;
}

static void note_fault(struct query *query, int code)
{
	if (code != SQLITE_OK && query->fault == SQLITE_OK)
		query->fault = code;
}

void query_text(struct query *query, const char *text)
{
	note_fault(query, text ? sqlite3_bind_text64(query->statement, query->next, text, strlen(text), SQLITE_STATIC, SQLITE_UTF8)
	                       : sqlite3_bind_null(query->statement, query->next));
	query->next++;
}

void query_int(struct query *query, gint64 value)
{
	note_fault(query, sqlite3_bind_int64(query->statement, query->next++, value));
}

void query_null(struct query *query)
{
	note_fault(query, sqlite3_bind_null(query->statement, query->next++));
}

void query_blob(struct query *query, gconstpointer bytes, gsize length)
{
	note_fault(query, sqlite3_bind_blob64(query->statement, query->next++, bytes ? bytes : "", length, SQLITE_STATIC));
}

enum query_answer query_step(struct query *query, GError **error)
{
	const int code = query->fault != SQLITE_OK ? query->fault : sqlite3_step(query->statement);
	query->next = 0;
	if (code == SQLITE_ROW)
		return QUERY_ROW;
	if (code == SQLITE_DONE)
		return QUERY_DONE;
	/* Once it is prepared, our SQL is right: what cannot be computed (JSON) is wrong in the file. */
	if (code == SQLITE_ERROR)
		store_set_error(error, LIAISON_ERROR_DATA, "the record '%s' is damaged: %s", query->connection->path,
		                sqlite3_errmsg(query->connection->db));
	else
		connection_set_error(query->connection, code, error);
	return QUERY_ERROR;
}

gboolean query_run(struct query *query, GError **error)
{
	gboolean any;
	return query_any(query, &any, error);
}

gboolean query_any(struct query *query, gboolean *ret_any, GError **error)
{
	enum query_answer answer = query_step(query, error);
	*ret_any = answer == QUERY_ROW;
	while (answer == QUERY_ROW)
		answer = query_step(query, error);
	query_end(query);
	return answer == QUERY_DONE;
}

gboolean query_number(struct query *query, gint64 *ret_number, GError **error)
{
	const enum query_answer answer = query_step(query, error);
	*ret_number = answer == QUERY_ROW ? query_get_int(query) : 0;
	return answer != QUERY_ERROR;
}

gboolean query_numbers(struct query *query, GArray *numbers, GError **error)
{
	enum query_answer answer;
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		const gint64 number = query_get_int(query);
		g_array_append_val(numbers, number);
	}
	return answer == QUERY_DONE;
}

const char *query_get_text(struct query *query)
{
	return (const char *)sqlite3_column_text(query->statement, query->next++);
}

const char *query_get_word(struct query *query)
{
	const char *text = query_get_text(query);
	return text ? text : "";
}

char *query_dup_text(struct query *query)
{
	return g_strdup(query_get_text(query));
}

gint64 query_get_int(struct query *query)
{
	return sqlite3_column_int64(query->statement, query->next++);
}

gconstpointer query_get_blob(struct query *query, gsize *ret_length)
{
	gconstpointer bytes = sqlite3_column_blob(query->statement, query->next);
	*ret_length = (gsize)sqlite3_column_bytes(query->statement, query->next++);
	return bytes;
}
