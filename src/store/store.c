/* SPDX-License-Identifier: BSD-2-Clause
 *
 * store.c - the handle: opening, closing, and the connections that readers take
 */
#include "config.h"
#include "internal.h"

#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>
#include <liaison/error.h>

#define READERS_KEPT 8        /* idle connections; more are opened as needed and closed again */

gboolean store_set_error(GError **error, int code, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	if (error)
		*error = g_error_new_valist(LIAISON_ERROR, code, format, arguments);
	va_end(arguments);
	return FALSE;
}

struct store *store_open(const char *path, enum store_mode mode, guint busy_ms, GError **error)
{
	struct connection *connection = connection_open(path, mode, busy_ms, error);
	if (!connection)
		return NULL;
	struct store *store = g_new0(struct store, 1);
	store->path = g_strdup(path);
	store->mode = mode;
	store->busy_ms = busy_ms;
	pthread_mutex_init(&store->write_lock, NULL);
	pthread_mutex_init(&store->read_lock, NULL);
	pthread_mutex_init(&store->file_lock, NULL);
	pthread_mutex_init(&store->wait_lock, NULL);
	store->stale_log = -1;
	pthread_cond_init(&store->idle, NULL);
	g_queue_init(&store->write_queue);
	g_queue_init(&store->readers);
	if (mode == STORE_READ) {
		g_queue_push_tail(&store->readers, connection);
		return store;
	}
	store->writer = connection;
	store->checkpointer = checkpointer_new(store);
	return store;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	struct connection *connection;
	store_await_writers(store);
	checkpointer_free(store->checkpointer);
	connection_close(store->wait_connection);
	while ((connection = g_queue_pop_head(&store->readers)))
		connection_close(connection);
	/* The writer goes last: closing the last connection takes the whole log into the database. */
	connection_close(store->writer);
	pthread_mutex_destroy(&store->write_lock);
	pthread_mutex_destroy(&store->read_lock);
	pthread_mutex_destroy(&store->file_lock);
	pthread_mutex_destroy(&store->wait_lock);
	if (store->stale_log >= 0)
		close(store->stale_log);
	pthread_cond_destroy(&store->idle);
	g_free(store->path);
	g_free(store);
}

static gboolean is_file(const char *path, dev_t device, ino_t inode)
{
	struct stat status;
	return stat(path, &status) == 0 && status.st_dev == device && status.st_ino == inode;
}

/* With the lock held. */
static gboolean has_stale_log(struct store *store, const char *log)
{
	struct stat status;
	if (store->stale_log < 0)
		return FALSE;
	if (fstat(store->stale_log, &status) == 0 && is_file(log, status.st_dev, status.st_ino) &&
	    !is_file(store->path, store->stale_device, store->stale_inode))
		return TRUE;
	close(store->stale_log);
	store->stale_log = -1;
	return FALSE;
}

struct connection *store_connect(struct store *store, enum store_mode mode, GError **error)
{
	g_autofree char *log = g_strconcat(store->path, "-wal", NULL);
	pthread_mutex_lock(&store->file_lock);
	const gboolean stale = has_stale_log(store, log);
	pthread_mutex_unlock(&store->file_lock);
	if (!stale)
		return connection_open(store->path, mode, store->busy_ms, error);
	store_set_error(error, LIAISON_ERROR_TEMPORARY, "another file stands under the name of the record '%s', and '%s' beside it belongs to"
	                " the former one: move that and the -shm file away", store->path, log);
	return NULL;
}

void store_disconnect(struct store *store, struct connection *connection)
{
	if (!connection)
		return;
	pthread_mutex_lock(&store->file_lock);
	if (!connection_is_current(connection, NULL) && connection->log >= 0 && store->stale_log < 0) {
		store->stale_log = connection->log;
		store->stale_device = connection->device;
		store->stale_inode = connection->inode;
		connection->log = -1;
	}
	pthread_mutex_unlock(&store->file_lock);
	connection_close(connection);
}

static struct connection *take_reader(struct store *store)
{
	pthread_mutex_lock(&store->read_lock);
	struct connection *connection = g_queue_pop_head(&store->readers);
	pthread_mutex_unlock(&store->read_lock);
	return connection;
}

struct connection *store_begin_read(struct store *store, GError **error)
{
	struct connection *connection = take_reader(store);
	while (connection && !connection_is_current(connection, NULL)) {
		store_disconnect(store, connection);
		connection = take_reader(store);
	}
	if (!connection)
		connection = store_connect(store, STORE_READ, error);
	if (!connection)
		return NULL;
	if (connection_execute(connection, "BEGIN", error))
		return connection;
	store_disconnect(store, connection);
	return NULL;
}

void store_end_read(struct store *store, struct connection *connection)
{
	/* A connection that cannot even end its transaction has lost its file: the next reader opens anew. */
	if (connection_in_transaction(connection) && !connection_execute(connection, "ROLLBACK", NULL)) {
		store_disconnect(store, connection);
		return;
	}
	pthread_mutex_lock(&store->read_lock);
	const gboolean keep = g_queue_get_length(&store->readers) < READERS_KEPT;
	if (keep)
		g_queue_push_head(&store->readers, connection);
	pthread_mutex_unlock(&store->read_lock);
	if (!keep)
		store_disconnect(store, connection);
}
