/* SPDX-License-Identifier: BSD-2-Clause
 *
 * connection.c - opens the database file with the promises that we need of it: write-ahead log, every commit synced, references
 * enforced; and gives each of the engine's result codes one of our meanings
 */
#include "config.h"
#include "connection.h"
#include "schema.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <liaison/clock.h>
#include <liaison/error.h>

#define LOG_PAUSE 2000          /* microseconds */

/* What an operator must do about it decides the kind: wait or make room (TEMPORARY), restore a copy (DATA), mend permissions. */
static enum liaison_error kind_of(int code, int system_errno)
{
	switch (code & 0xff) {
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return LIAISON_ERROR_DATA;
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return LIAISON_ERROR_PERMISSION;
	case SQLITE_READONLY:
		return code == SQLITE_READONLY_DBMOVED ? LIAISON_ERROR_TEMPORARY : LIAISON_ERROR_PERMISSION;
	case SQLITE_CANTOPEN:
		if (system_errno == EACCES || system_errno == EPERM || system_errno == EROFS)
			return LIAISON_ERROR_PERMISSION;
		return LIAISON_ERROR_TEMPORARY;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_NOMEM:
	case SQLITE_PROTOCOL:
	case SQLITE_NOLFS:
	case SQLITE_INTERRUPT:
	case SQLITE_SCHEMA:
		return LIAISON_ERROR_TEMPORARY;
	case SQLITE_TOOBIG:
		return LIAISON_ERROR_LIMIT;
	default:
		return LIAISON_ERROR_INTERNAL;
	}
}

void connection_set_error(struct connection *connection, int code, GError **error)
{
	const int primary = code & 0xff;
	/* errno of the call that failed, where the engine noted one; a full disk can also show while the shared index grows (IOERR_SHMSIZE) */
	const int system_errno = primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN || primary == SQLITE_FULL ?
	                         sqlite3_system_errno(connection->db) : 0;
	g_autofree char *cause = NULL;
	if (primary == SQLITE_IOERR)
		connection->io_failed = TRUE;
	if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED)
		cause = g_strdup_printf("locked by another process for longer than %u ms", connection->busy_ms);
	else if (primary == SQLITE_FULL || system_errno == ENOSPC || system_errno == EDQUOT)
		cause = g_strdup("the disk is full");
	else if (system_errno != 0)
		cause = g_strdup_printf("%s: %s", sqlite3_errstr(code), g_strerror(system_errno));
	else if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB)
		cause = g_strdup_printf("it is damaged, or no record at all (%s)", sqlite3_errstr(code));
	else
		cause = g_strdup(code == sqlite3_extended_errcode(connection->db) ? sqlite3_errmsg(connection->db) : sqlite3_errstr(code));
	g_set_error(error, LIAISON_ERROR, (gint)kind_of(code, system_errno), "cannot %s the record '%s': %s",
	            connection->writable ? "write to" : "read", connection->path, cause);
}

gboolean connection_execute(struct connection *connection, const char *sql, GError **error)
{
	const int code = sqlite3_exec(connection->db, sql, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		return TRUE;
	connection_set_error(connection, code, error);
	return FALSE;
}

gboolean connection_query_int(struct connection *connection, const char *sql, gint64 *ret_value, GError **error)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(connection->db, sql, -1, &statement, NULL);
	if (code == SQLITE_OK) {
		code = sqlite3_step(statement);
		if (code == SQLITE_ROW)
			*ret_value = sqlite3_column_int64(statement, 0);
	}
	if (code != SQLITE_ROW)
		connection_set_error(connection, code, error);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW;
}

gboolean connection_in_transaction(const struct connection *connection)
{
	return sqlite3_get_autocommit(connection->db) == 0;
}

gint64 connection_last_id(const struct connection *connection)
{
	return sqlite3_last_insert_rowid(connection->db);
}

static void set_file_error(const char *path, int number, GError **error)
{
	enum liaison_error kind = LIAISON_ERROR_TEMPORARY;
	if (number == ENOENT || number == ENOTDIR)
		kind = LIAISON_ERROR_NOT_FOUND;
	else if (number == EACCES || number == EPERM || number == EROFS)
		kind = LIAISON_ERROR_PERMISSION;
	g_set_error(error, LIAISON_ERROR, (gint)kind, "cannot open the record '%s': %s%s", path,
	            number == ENOSPC ? "the disk is full: " : "", g_strerror(number));
}

/* The record holds private mail: nobody but owner and group, whatever the umask. The engine gives its log and index the same mode. */
static gboolean make_file(const char *path, GError **error)
{
	const int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
	if (fd >= 0) {
		close(fd);
		return TRUE;
	}
	if (errno == EEXIST)
		return TRUE;
	set_file_error(path, errno, error);
	return FALSE;
}

static gboolean note_file(struct connection *connection, GError **error)
{
	struct stat status;
	if (stat(connection->path, &status) != 0) {
		set_file_error(connection->path, errno, error);
		return FALSE;
	}
	if (!S_ISREG(status.st_mode)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "cannot open the record '%s': not a regular file", connection->path);
		return FALSE;
	}
	connection->device = status.st_dev;
	connection->inode = status.st_ino;
	return TRUE;
}

gboolean connection_is_current(const struct connection *connection, GError **error)
{
	struct stat status;
	if (stat(connection->path, &status) != 0) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "the record '%s' is gone: %s", connection->path, g_strerror(errno));
		return FALSE;
	}
	if (status.st_dev == connection->device && status.st_ino == connection->inode)
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "another file stands under the name of the record '%s'", connection->path);
	return FALSE;
}

/* Checkpoints are run by a thread of their own (checkpoint.c), so that no message waits for one; what a checkpoint leaves of the log
 * file is cut down to journal_size_limit when the log starts anew. */
static gboolean set_up(struct connection *connection, GError **error)
{
	sqlite3_extended_result_codes(connection->db, 1);
	sqlite3_busy_timeout(connection->db, (int)MIN(connection->busy_ms, (guint)G_MAXINT));
	sqlite3_db_config(connection->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(connection->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(connection->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(connection->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	return connection_execute(connection, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;", error);
}

/* The engine does not wait for others while it gives a new file its log, but says at once that it is locked: so the wait is here. */
static gboolean use_log(struct connection *connection, GError **error)
{
	const gint64 end = clock_monotonic() + (gint64)connection->busy_ms * 1000;
	int code;
	while (((code = sqlite3_exec(connection->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL)) & 0xff) == SQLITE_BUSY && clock_monotonic() < end)
		g_usleep(LOG_PAUSE);
	if (code != SQLITE_OK)
		connection_set_error(connection, code, error);
	return code == SQLITE_OK;
}

/* Which file format is there is asked before anything is changed: a file of somebody else's is left as it is. */
static gboolean set_up_writing(struct connection *connection, enum store_mode mode, GError **error)
{
	if (!schema_check(connection, mode, error))
		return FALSE;
	gint64 wal = 0;
	if (!connection_execute(connection, "PRAGMA secure_delete = ON", error) || !use_log(connection, error) ||
	    !connection_execute(connection, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 33554432;"
	                        "PRAGMA cache_size = -4096;", error) ||
	    !connection_query_int(connection, "SELECT journal_mode = 'wal' FROM pragma_journal_mode", &wal, error))
		return FALSE;
	if (!wal) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG,
		            "cannot open the record '%s': its file system cannot hold a shared write-ahead log", connection->path);
		return FALSE;
	}
	return schema_migrate(connection, error);
}

/* O_PATH: closing an ordinary descriptor of a file would drop the locks that the engine holds on it (POSIX). */
static void note_log(struct connection *connection)
{
	g_autofree char *path = g_strconcat(connection->path, "-wal", NULL);
	connection->log = open(path, O_PATH | O_CLOEXEC | O_NOFOLLOW);
}

/* Nobody reads the engine's count of its own memory, and keeping it is a lock that all threads share. Has no effect, and does no harm,
 * if the engine is running already. */
static gpointer configure_engine(gpointer data)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	return data;
}

struct connection *connection_open(const char *path, enum store_mode mode, guint busy_ms, GError **error)
{
	static GOnce once = G_ONCE_INIT;
	g_once(&once, configure_engine, NULL);
	if (mode == STORE_CREATE && !make_file(path, error))
		return NULL;
	struct connection *connection = g_new0(struct connection, 1);
	connection->path = g_strdup(path);
	connection->writable = mode != STORE_READ;
	connection->busy_ms = busy_ms;
	connection->log = -1;
	const int flags = SQLITE_OPEN_NOMUTEX | (connection->writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
	if (!note_file(connection, error))
		goto fail;
	const int code = sqlite3_open_v2(path, &connection->db, flags, NULL);
	if (code != SQLITE_OK) {
		connection_set_error(connection, code, error);
		goto fail;
	}
	/* The engine opens what may only be read for reading without a word. */
	if (connection->writable && sqlite3_db_readonly(connection->db, "main") == 1) {
		set_file_error(path, access(path, W_OK) == 0 ? EROFS : errno, error);
		goto fail;
	}
	if (!set_up(connection, error))
		goto fail;
	if (connection->writable ? !set_up_writing(connection, mode, error) : !schema_check(connection, mode, error))
		goto fail;
	note_log(connection);
	return connection;
fail:
	connection_close(connection);
	return NULL;
}

void connection_close(struct connection *connection)
{
	if (!connection)
		return;
	g_clear_pointer(&connection->queries, g_hash_table_unref);
	sqlite3_close(connection->db);
	if (connection->log >= 0)
		close(connection->log);
	g_free(connection->path);
	g_free(connection);
}
