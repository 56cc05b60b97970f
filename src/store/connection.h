/* SPDX-License-Identifier: BSD-2-Clause
 *
 * connection.h - one connection to the database file, its prepared queries, and what its errors mean
 *
 * Private to src/store. A connection belongs to one thread at a time; whoever hands it on holds a lock while doing so.
 */
#pragma once
#include <glib.h>
#include <sqlite3.h>
#include <sys/types.h>
#include <liaison/store.h>

struct connection {
	sqlite3 *db;
	GHashTable *queries;      /* SQL text (by its address) -> struct query * */
	char *path;
	gboolean writable;
	guint busy_ms;
	dev_t device;             /* the file that was opened, to notice that another one stands under its name */
	ino_t inode;
	int log;                  /* its write-ahead log (O_PATH), or -1: to know that one again beside another database */
	gboolean io_failed;       /* some call to the disk has failed: what the system holds of the file may not be what is on it */
};

/* CREATE makes the file (mode 0640) where there is none. Checks and migrates the schema (schema.h). */
struct connection *connection_open(const char *path, enum store_mode mode, guint busy_ms, GError **error);
void connection_close(struct connection *connection);
/* FALSE with TEMPORARY: the file was removed, or another one stands under its name. */
gboolean connection_is_current(const struct connection *connection, GError **error);

/* Sets the error for a result code of the connection's last call. */
void connection_set_error(struct connection *connection, int code, GError **error);
/* Runs SQL that is not worth keeping prepared; rows are thrown away. */
gboolean connection_execute(struct connection *connection, const char *sql, GError **error);
gboolean connection_query_int(struct connection *connection, const char *sql, gint64 *ret_value, GError **error);
gboolean connection_in_transaction(const struct connection *connection);

/* ---- prepared queries ----
 *
 * sql is a literal: its address is the key under which the prepared query is kept. Values are bound in order, columns are fetched
 * in order. A text or blob that is bound must live until query_end(). A fault while binding is reported by the next step.
 */
struct query;
struct query *query_begin(struct connection *connection, const char *sql, GError **error);
void query_end(struct query *query);
typedef struct query query_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(query_t, query_end)

void query_text(struct query *query, const char *text);          /* NULL is NULL */
void query_int(struct query *query, gint64 value);
void query_null(struct query *query);
void query_blob(struct query *query, gconstpointer bytes, gsize length);

enum query_answer { QUERY_ERROR, QUERY_DONE, QUERY_ROW };
enum query_answer query_step(struct query *query, GError **error);
/* For what gives no rows: steps to the end; the query may then be bound anew. */
gboolean query_run(struct query *query, GError **error);
/* Likewise, for what gives a row if there was something to do (RETURNING), or if there is something (SELECT 1). */
gboolean query_any(struct query *query, gboolean *ret_any, GError **error);
/* The first column as numbers: of the first row (0 if there is none), of each. */
gboolean query_number(struct query *query, gint64 *ret_number, GError **error);
gboolean query_numbers(struct query *query, GArray *numbers, GError **error);        /* gint64, appended */

const char *query_get_text(struct query *query);                 /* valid until the next step; NULL for NULL */
const char *query_get_word(struct query *query);                 /* likewise; "" where a damaged file has NULL */
char *query_dup_text(struct query *query);
gint64 query_get_int(struct query *query);
gconstpointer query_get_blob(struct query *query, gsize *ret_length);

/* The row that was just inserted. */
gint64 connection_last_id(const struct connection *connection);
