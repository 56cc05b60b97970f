/* SPDX-License-Identifier: BSD-2-Clause
 *
 * faulty-vfs.c - a disk that fails when told to: every call goes on to the engine's own but those that were armed
 */
#include "config.h"
#include "faulty-vfs.h"

#include "connection.h"

#include <pthread.h>

struct faulty_file { sqlite3_file base; sqlite3_file *real; };

static sqlite3_vfs *below;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct { gboolean armed, lasting, failed; enum faulty_call call; guint countdown; int code; } state;

void faulty_arm(enum faulty_call call, guint n, int code, gboolean lasting)
{
	pthread_mutex_lock(&lock);
	state.armed = TRUE;
	state.lasting = lasting;
	state.failed = FALSE;
	state.call = call;
	state.countdown = n;
	state.code = code;
	pthread_mutex_unlock(&lock);
}

gboolean faulty_disarm(void)
{
	pthread_mutex_lock(&lock);
	const gboolean failed = state.failed;
	state.armed = FALSE;
	pthread_mutex_unlock(&lock);
	return failed;
}

static int next(enum faulty_call call)
{
	int code = SQLITE_OK;
	pthread_mutex_lock(&lock);
	if (state.armed && state.call == call) {
		if (state.countdown > 0)
			state.countdown--;
		if (state.countdown == 0 && (state.lasting || !state.failed)) {
			state.failed = TRUE;
			code = state.code;
		}
	}
	pthread_mutex_unlock(&lock);
	return code;
}

static sqlite3_file *real(sqlite3_file *file)
{
	return ((struct faulty_file *)file)->real;
}

static int file_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 at)
{
	const int code = next(FAULTY_WRITE);
	return code != SQLITE_OK ? code : real(f)->pMethods->xWrite(real(f), bytes, n, at);
}

static int file_sync(sqlite3_file *f, int flags)
{
	const int code = next(FAULTY_SYNC);
	return code != SQLITE_OK ? code : real(f)->pMethods->xSync(real(f), flags);
}

static int file_close(sqlite3_file *f) { return real(f)->pMethods->xClose(real(f)); }
static int file_read(sqlite3_file *f, void *bytes, int n, sqlite3_int64 at) { return real(f)->pMethods->xRead(real(f), bytes, n, at); }
static int file_truncate(sqlite3_file *f, sqlite3_int64 size) { return real(f)->pMethods->xTruncate(real(f), size); }
static int file_size(sqlite3_file *f, sqlite3_int64 *size) { return real(f)->pMethods->xFileSize(real(f), size); }
static int file_lock(sqlite3_file *f, int level) { return real(f)->pMethods->xLock(real(f), level); }
static int file_unlock(sqlite3_file *f, int level) { return real(f)->pMethods->xUnlock(real(f), level); }
static int file_reserved(sqlite3_file *f, int *out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); }
static int file_control(sqlite3_file *f, int op, void *arg) { return real(f)->pMethods->xFileControl(real(f), op, arg); }
static int file_sector(sqlite3_file *f) { return real(f)->pMethods->xSectorSize(real(f)); }
static int file_characteristics(sqlite3_file *f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }
static int file_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out) { return real(f)->pMethods->xShmMap(real(f), page, size, extend, out); }
static int file_shm_lock(sqlite3_file *f, int offset, int n, int flags) { return real(f)->pMethods->xShmLock(real(f), offset, n, flags); }
static void file_shm_barrier(sqlite3_file *f) { real(f)->pMethods->xShmBarrier(real(f)); }
static int file_shm_unmap(sqlite3_file *f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); }

static const sqlite3_io_methods methods = {
	.iVersion = 2, .xClose = file_close, .xRead = file_read, .xWrite = file_write, .xTruncate = file_truncate, .xSync = file_sync,
	.xFileSize = file_size, .xLock = file_lock, .xUnlock = file_unlock, .xCheckReservedLock = file_reserved, .xFileControl = file_control,
	.xSectorSize = file_sector, .xDeviceCharacteristics = file_characteristics, .xShmMap = file_shm_map, .xShmLock = file_shm_lock,
	.xShmBarrier = file_shm_barrier, .xShmUnmap = file_shm_unmap,
};

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
	(void)vfs;
	struct faulty_file *faulty = (struct faulty_file *)file;
	faulty->real = (sqlite3_file *)(faulty + 1);
	const int code = below->xOpen(below, name, faulty->real, flags, ret_flags);
	faulty->base.pMethods = faulty->real->pMethods ? &methods : NULL;
	return code;
}

void faulty_install(void)
{
	static sqlite3_vfs vfs;
	below = sqlite3_vfs_find(NULL);
	vfs = *below;
	vfs.zName = "faulty";
	vfs.pNext = NULL;
	vfs.szOsFile = (int)sizeof(struct faulty_file) + below->szOsFile;
	vfs.xOpen = open_file;
	sqlite3_vfs_register(&vfs, 1);
}
