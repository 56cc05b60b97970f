/* SPDX-License-Identifier: BSD-2-Clause
 *
 * backup.c - a whole copy while mail goes on
 *
 * The copy is of one state: the source connection holds a read transaction throughout, so that what is written meanwhile neither gets in nor
 * makes the engine start over. It is one file in the old journal mode, without a log beside it: it can be carried off, opened
 * from where nothing may be written, and becomes a live record again by being opened for writing.
 */
#include "config.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <liaison/error.h>

#define PAGES_A_STEP 1024

typedef void (*progress_function)(gint64 done, gint64 total, gpointer data);

static gboolean file_error(const char *operation, const char *path, GError **error)
{
	const int number = errno;
	enum liaison_error kind = LIAISON_ERROR_TEMPORARY;
	if (number == EACCES || number == EPERM || number == EROFS)
		kind = LIAISON_ERROR_PERMISSION;
	else if (number == ENOENT || number == ENOTDIR)
		kind = LIAISON_ERROR_NOT_FOUND;
	return store_set_error(error, (int)kind, "cannot %s '%s': %s", operation, path, g_strerror(number));
}

static gboolean sync_path(const char *path, int flags, GError **error)
{
	const int fd = open(path, flags | O_CLOEXEC);
	if (fd < 0)
		return file_error("open", path, error);
	const gboolean ok = fsync(fd) == 0 || file_error("sync", path, error);
	close(fd);
	return ok;
}

/* The record itself would be replaced under the feet of everybody who has it open; and a copy beside the log of another database would be
 * read together with that log. */
static gboolean refuse_used(const struct connection *connection, const char *path, GError **error)
{
	struct stat status;
	g_autofree char *log = g_strconcat(path, "-wal", NULL);
	if (stat(path, &status) == 0 && status.st_dev == connection->device && status.st_ino == connection->inode)
		return store_set_error(error, LIAISON_ERROR_USAGE, "cannot write a backup to '%s': that is the record itself", path);
	if (lstat(log, &status) == 0)
		return store_set_error(error, LIAISON_ERROR_USAGE, "cannot write a backup to '%s': a database is in use there ('%s' exists)", path, log);
	return TRUE;
}

static gboolean copy_pages(struct connection *source, sqlite3 *target, const char *path, progress_function progress, gpointer data,
                           GError **error)
{
	sqlite3_backup *backup = sqlite3_backup_init(target, "main", source->db, "main");
	if (!backup)
		return store_set_error(error, LIAISON_ERROR_TEMPORARY, "cannot write the backup '%s': %s", path, sqlite3_errmsg(target));
	int code;
	do {
		code = sqlite3_backup_step(backup, PAGES_A_STEP);
		if (progress && (code == SQLITE_OK || code == SQLITE_DONE)) {
			const gint64 total = sqlite3_backup_pagecount(backup);
			progress(total - sqlite3_backup_remaining(backup), total, data);
		}
	} while (code == SQLITE_OK);
	const int number = sqlite3_system_errno(target);
	sqlite3_backup_finish(backup);
	if (code == SQLITE_DONE)
		return TRUE;
	if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB) {
		connection_set_error(source, code, error);
		return FALSE;
	}
	const gboolean full = (code & 0xff) == SQLITE_FULL || number == ENOSPC || number == EDQUOT;
	return store_set_error(error, LIAISON_ERROR_TEMPORARY, "cannot write the backup '%s': %s", path,
	                       full ? "the disk is full" : sqlite3_errstr(code));
}

static gboolean copy_to(struct connection *source, const char *path, progress_function progress, gpointer data, GError **error)
{
	sqlite3 *target = NULL;
	gint64 ignored = 0;
	/* A read transaction begins with the first read, not with BEGIN. */
	if (!connection_query_int(source, "SELECT count(*) FROM sqlite_schema", &ignored, error))
		return FALSE;
	gboolean ok = FALSE;
	if (sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK) {
		sqlite3_extended_result_codes(target, 1);
		/* synced once, at the end */
		sqlite3_exec(target, "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;", NULL, NULL, NULL);
		ok = copy_pages(source, target, path, progress, data, error);
		if (ok && sqlite3_exec(target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
			ok = store_set_error(error, LIAISON_ERROR_TEMPORARY, "cannot write the backup '%s': %s", path, sqlite3_errmsg(target));
	} else {
		store_set_error(error, LIAISON_ERROR_TEMPORARY, "cannot write the backup '%s': %s", path, sqlite3_errmsg(target));
	}
	sqlite3_close(target);
	return ok;
}

/* The temporary file stands in the same folder, with a name of its own, and is gone again if anything fails. */
static gboolean copy_and_rename(struct connection *source, const char *path, progress_function progress, gpointer data, GError **error)
{
	g_autofree char *temporary = g_strdup_printf("%s.XXXXXX", path);
	g_autofree char *folder = g_path_get_dirname(path);
	const int fd = g_mkstemp_full(temporary, O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0)
		return file_error("create", temporary, error);
	close(fd);
	if (copy_to(source, temporary, progress, data, error) && sync_path(temporary, O_RDWR, error)) {
		if (rename(temporary, path) == 0)
			return sync_path(folder, O_RDONLY | O_DIRECTORY, error);
		file_error("rename the backup to", path, error);
	}
	unlink(temporary);
	return FALSE;
}

gboolean store_backup(struct store *store, const char *path, progress_function progress, gpointer data, GError **error)
{
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return FALSE;
	const gboolean ok = refuse_used(connection, path, error) && copy_and_rename(connection, path, progress, data, error);
	store_end_read(store, connection);
	return ok;
}
