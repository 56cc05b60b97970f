/* SPDX-License-Identifier: BSD-2-Clause
 *
 * log_file.c - the frames of a transaction are gathered and go to the log in one call
 *
 * The engine writes each page as two calls, 24 bytes and then the page, none of which ends where a page of the system does: some fifty for
 * a message. Nobody looks at frames before their transaction is complete, and whoever does is told of them by the shared index, which the
 * engine writes afterwards. So they wait here until the last frame of the transaction, or anything but a further frame, comes: a sync, a
 * read, a write elsewhere. What is told to be written by the end of a transaction is, and a fault shows before the transaction ends.
 */
#include "config.h"
#include "log_file.h"

#include <glib.h>
#include <sqlite3.h>
#include <string.h>

/* The engine's disk (os_unix.c) takes less than 128 KB in one call. */
#define ROOM (124 * 1024)

/* https://www.sqlite.org/fileformat2.html#walformat: before each page 24 bytes, of which the second four are other than zero where
 * the page is the last one of a transaction */
#define FRAME_HEADER 24
#define FRAME_SIZE_AFTER 4

struct log_file {
	sqlite3_file base;
	char *pending;               /* ROOM bytes; NULL: none were needed yet */
	int length;
	sqlite3_int64 start;         /* of what is pending, in the file */
	gboolean last;               /* the page of the last frame comes next */
	sqlite3_file real[];
};

static struct log_file *of(sqlite3_file *file)
{
	return (struct log_file *)file;
}

/* What failed is forgotten: the engine gives the transaction up, and the next one begins at the same place anew. */
static int flush(struct log_file *log)
{
	if (log->length == 0)
		return SQLITE_OK;
	const int code = log->real->pMethods->xWrite(log->real, log->pending, log->length, log->start);
	log->length = 0;
	return code;
}

static gboolean fits(struct log_file *log, int length, sqlite3_int64 at)
{
	return log->length > 0 ? at == log->start + log->length && length <= ROOM - log->length : length <= ROOM;
}

/* A frame without a page does not end a transaction. */
static gboolean ends_transaction(struct log_file *log, const char *bytes, int length)
{
	static const char nothing[4];
	if (length == FRAME_HEADER) {
		log->last = memcmp(bytes + FRAME_SIZE_AFTER, nothing, sizeof nothing) != 0;
		return FALSE;
	}
	return log->last;
}

static int log_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 at)
{
	struct log_file *log = of(file);
	const gboolean last = ends_transaction(log, bytes, length);
	if (!fits(log, length, at)) {
		const int code = flush(log);
		if (code != SQLITE_OK)
			return code;
	}
	if (!log->pending)
		log->pending = g_try_malloc(ROOM);
	if (!log->pending || length > ROOM)
		return log->real->pMethods->xWrite(log->real, bytes, length, at);
	if (log->length == 0)
		log->start = at;
	memcpy(log->pending + log->length, bytes, (gsize)length);
	log->length += length;
	return last ? flush(log) : SQLITE_OK;
}

static int log_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 at)
{
	struct log_file *log = of(file);
	const int code = flush(log);
	return code != SQLITE_OK ? code : log->real->pMethods->xRead(log->real, bytes, length, at);
}

static int log_sync(sqlite3_file *file, int flags)
{
	struct log_file *log = of(file);
	const int code = flush(log);
	return code != SQLITE_OK ? code : log->real->pMethods->xSync(log->real, flags);
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct log_file *log = of(file);
	const int code = flush(log);
	return code != SQLITE_OK ? code : log->real->pMethods->xTruncate(log->real, size);
}

static int log_size(sqlite3_file *file, sqlite3_int64 *ret_size)
{
	struct log_file *log = of(file);
	const int code = flush(log);
	return code != SQLITE_OK ? code : log->real->pMethods->xFileSize(log->real, ret_size);
}

/* What is pending is of a transaction that did not end. */
static int log_close(sqlite3_file *file)
{
	struct log_file *log = of(file);
	g_clear_pointer(&log->pending, g_free);
	return log->real->pMethods->xClose(log->real);
}

static int log_lock(sqlite3_file *file, int level) { return of(file)->real->pMethods->xLock(of(file)->real, level); }
static int log_unlock(sqlite3_file *file, int level) { return of(file)->real->pMethods->xUnlock(of(file)->real, level); }
static int log_reserved(sqlite3_file *file, int *ret_is) { return of(file)->real->pMethods->xCheckReservedLock(of(file)->real, ret_is); }
static int log_control(sqlite3_file *file, int what, void *data) { return of(file)->real->pMethods->xFileControl(of(file)->real, what, data); }
static int log_sector(sqlite3_file *file) { return of(file)->real->pMethods->xSectorSize(of(file)->real); }
static int log_traits(sqlite3_file *file) { return of(file)->real->pMethods->xDeviceCharacteristics(of(file)->real); }

static const sqlite3_io_methods methods = {
	.iVersion = 1, .xClose = log_close, .xRead = log_read, .xWrite = log_write, .xTruncate = log_truncate, .xSync = log_sync,
	.xFileSize = log_size, .xLock = log_lock, .xUnlock = log_unlock, .xCheckReservedLock = log_reserved, .xFileControl = log_control,
	.xSectorSize = log_sector, .xDeviceCharacteristics = log_traits,
};

static sqlite3_vfs *below;

/* Other files are the engine's own. */
static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
	(void)vfs;
	if ((flags & SQLITE_OPEN_WAL) == 0)
		return below->xOpen(below, name, file, flags, ret_flags);
	struct log_file *log = of(file);
	memset(log, 0, sizeof *log);
	const int code = below->xOpen(below, name, log->real, flags, ret_flags);
	log->base.pMethods = log->real->pMethods ? &methods : NULL;
	return code;
}

static gpointer install(gpointer data)
{
	static sqlite3_vfs vfs;
	(void)data;
	below = sqlite3_vfs_find(NULL);
	if (!below)
		return NULL;
	vfs = *below;
	vfs.zName = "liaison-log";
	vfs.pNext = NULL;
	vfs.szOsFile = (int)sizeof(struct log_file) + below->szOsFile;
	vfs.xOpen = open_file;
	return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK ? &vfs : NULL;
}

const char *log_file_vfs(void)
{
	static GOnce once = G_ONCE_INIT;
	const sqlite3_vfs *vfs = g_once(&once, install, NULL);
	return vfs ? vfs->zName : NULL;
}
