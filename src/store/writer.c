/* SPDX-License-Identifier: BSD-2-Clause
 *
 * writer.c - group commit: what concurrent threads want written goes to disk with one sync
 *
 * A thread that finds nobody leading leads: it takes what waits in the queue, writes it all in one transaction and wakes the others.
 * What comes meanwhile queues up and is the next leader's batch. So a thread alone pays no detour, and the busier it is,
 * the more messages share a sync. Nobody ever waits for company.
 *
 * Each request that shares a transaction stands in a savepoint of its own and falls alone. Where the whole transaction fell (disk full, I/O), each of its
 * requests is tried again alone, so that one too large for what room is left does not take the others with it. Success is only told
 * after COMMIT said so; after a failed COMMIT a record may exist all the same (its last sync failed), which the retry of the sender
 * then finds as the same message.
 */
#include "config.h"
#include "internal.h"

#include <liaison/error.h>

#define BATCH_REQUESTS 64
#define BATCH_WEIGHT (32 * 1024 * 1024)

struct write {
	write_function function;
	gpointer data;
	gsize weight;
	pthread_cond_t wake;
	gboolean settled;     /* in this transaction: its own fault is known, nothing of it is left in the transaction */
	gboolean done;        /* guarded by write_lock; afterwards the owner's again */
	GError *error;
};

static int on_commit(void *data, sqlite3 *db, const char *schema, int pages)
{
	(void)db, (void)schema;
	struct store *store = data;
	g_atomic_int_inc(&store->commits);
	checkpointer_note(store->checkpointer, (guint)MAX(pages, 0));
	return SQLITE_OK;
}

static void drop_writer(struct store *store)
{
	if (store->writer && store->writer->io_failed)
		store->suspect = TRUE;
	store_disconnect(store, g_steal_pointer(&store->writer));
}

/* After a sync that failed, pages of the log may count as written and not be (Linux says so once and forgets it); what is appended behind
 * them would be lost with them. So the log is taken into the database, which is synced anew, and begun at its start. */
static gboolean settle_log(struct store *store, GError **error)
{
	const int code = sqlite3_wal_checkpoint_v2(store->writer->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	if (code != SQLITE_OK) {
		connection_set_error(store->writer, code, error);
		drop_writer(store);
		return FALSE;
	}
	store->suspect = FALSE;
	return TRUE;
}

static gboolean ready(struct store *store, GError **error)
{
	if (store->writer && !connection_is_current(store->writer, NULL))
		drop_writer(store);
	/* Never CREATE: a record that is gone must be brought back by a person, not begun again at number 1. */
	if (!store->writer)
		store->writer = store_connect(store, STORE_WRITE, error);
	if (!store->writer)
		return FALSE;
	sqlite3_wal_hook(store->writer->db, on_commit, store);
	return !store->suspect || settle_log(store, error);
}

static void roll_back(struct store *store)
{
	if (connection_in_transaction(store->writer) && !connection_execute(store->writer, "ROLLBACK", NULL))
		drop_writer(store);
}

/* BEGIN and the like, kept prepared */
static gboolean control(struct connection *connection, const char *sql, GError **error)
{
	struct query *query = query_begin(connection, sql, error);
	return query && query_run(query, error);
}

/* FALSE: the transaction is lost, with error set (the request's own is kept for it alone). A request that is alone needs no savepoint, for
 * which the engine would copy every page before it is changed: the transaction ends with it. */
static gboolean write_one(struct store *store, struct write *write, gboolean alone, GError **error)
{
	g_autoptr(GError) fault = NULL;
	if (!alone && !control(store->writer, "SAVEPOINT request", error))
		return FALSE;
	if (write->function(store->writer, write->data, &fault))
		return alone || control(store->writer, "RELEASE request", error);
	if (connection_in_transaction(store->writer) &&
	    connection_execute(store->writer, alone ? "ROLLBACK" : "ROLLBACK TO request; RELEASE request", NULL)) {
		write->settled = TRUE;
		write->error = g_steal_pointer(&fault);
		return TRUE;
	}
	g_propagate_error(error, g_steal_pointer(&fault));
	return FALSE;
}

/* One transaction over those of the batch that are not settled. FALSE: none of them is written. */
static gboolean write_batch(struct store *store, GQueue *batch, gboolean *ret_started, GError **error)
{
	const struct write *only = batch->length == 1 ? batch->head->data : NULL;
	*ret_started = FALSE;
	if (!ready(store, error) || !control(store->writer, "BEGIN IMMEDIATE", error))
		return FALSE;
	*ret_started = TRUE;
	for (GList *l = batch->head; l; l = l->next) {
		if (!write_one(store, l->data, only != NULL, error)) {
			roll_back(store);
			return FALSE;
		}
	}
	if (only && only->settled)                          /* it has failed, and was rolled back */
		return TRUE;
	if (!control(store->writer, "COMMIT", error)) {
		roll_back(store);
		return FALSE;
	}
	/* Written into a file that nobody can find any more is not on record. */
	return connection_is_current(store->writer, error);
}

static void settle(struct write *write, const GError *error)
{
	if (!write->settled)
		write->error = g_error_copy(error);
	write->settled = TRUE;
}

/* After an I/O error nothing that the connection remembers of the file is trusted. */
static void drop_after(struct store *store, const GError *error)
{
	if (store->writer && (g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY) ||
	                      g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_DATA)))
		drop_writer(store);
}

static void write_alone(struct store *store, struct write *write)
{
	g_autoptr(GError) error = NULL;
	GQueue batch = G_QUEUE_INIT;
	gboolean started = FALSE;
	g_queue_push_tail(&batch, write);
	if (!write_batch(store, &batch, &started, &error)) {
		settle(write, error);
		if (started)
			drop_after(store, error);
	}
	g_queue_clear(&batch);
}

static void lead(struct store *store, GQueue *batch)
{
	g_autoptr(GError) error = NULL;
	gboolean started = FALSE;
	if (write_batch(store, batch, &started, &error))
		return;
	const gboolean alone = batch->length == 1;
	if (started)
		drop_after(store, error);
	for (GList *l = batch->head; l; l = l->next) {
		struct write *write = l->data;
		if (!started || alone)
			settle(write, error);
		else if (!write->settled)
			write_alone(store, write);
	}
}

static void take_batch(struct store *store, GQueue *batch)
{
	gsize weight = 0;
	while (batch->length < BATCH_REQUESTS) {
		struct write *write = g_queue_peek_head(&store->write_queue);
		if (!write || (batch->length > 0 && weight + write->weight > BATCH_WEIGHT))
			return;
		weight += write->weight;
		g_queue_push_tail(batch, g_queue_pop_head(&store->write_queue));
	}
}

/* With the lock held: whoever waits longest leads next. */
static void hand_over(struct store *store)
{
	struct write *next = g_queue_peek_head(&store->write_queue);
	store->leading = FALSE;
	if (next)
		pthread_cond_signal(&next->wake);
	pthread_cond_broadcast(&store->idle);
}

gboolean store_write(struct store *store, write_function function, gpointer data, gsize weight, GError **error)
{
	if (store->mode == STORE_READ)
		return store_set_error(error, LIAISON_ERROR_INTERNAL, "cannot write to the record '%s': it was opened for reading", store->path);
	struct write write = { .function = function, .data = data, .weight = weight };
	pthread_cond_init(&write.wake, NULL);
	pthread_mutex_lock(&store->write_lock);
	g_queue_push_tail(&store->write_queue, &write);
	while (!write.done) {
		if (store->leading || store->excluding > 0) {
			pthread_cond_wait(&write.wake, &store->write_lock);
			continue;
		}
		GQueue batch = G_QUEUE_INIT;
		store->leading = TRUE;
		take_batch(store, &batch);
		pthread_mutex_unlock(&store->write_lock);
		lead(store, &batch);
		pthread_mutex_lock(&store->write_lock);
		for (struct write *each; (each = g_queue_pop_head(&batch));) {
			each->done = TRUE;
			pthread_cond_signal(&each->wake);
		}
		hand_over(store);
	}
	pthread_mutex_unlock(&store->write_lock);
	pthread_cond_destroy(&write.wake);
	if (!write.error)
		return TRUE;
	g_propagate_error(error, write.error);
	return FALSE;
}

void store_exclude_writers(struct store *store, void (*function)(gpointer data), gpointer data)
{
	pthread_mutex_lock(&store->write_lock);
	store->excluding++;
	while (store->leading)
		pthread_cond_wait(&store->idle, &store->write_lock);
	store->excluding--;
	store->leading = TRUE;
	pthread_mutex_unlock(&store->write_lock);
	function(data);
	pthread_mutex_lock(&store->write_lock);
	hand_over(store);
	pthread_mutex_unlock(&store->write_lock);
}

void store_await_writers(struct store *store)
{
	pthread_mutex_lock(&store->write_lock);
	while (store->leading || store->write_queue.length > 0)
		pthread_cond_wait(&store->idle, &store->write_lock);
	pthread_mutex_unlock(&store->write_lock);
}
