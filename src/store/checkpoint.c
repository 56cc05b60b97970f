/* SPDX-License-Identifier: BSD-2-Clause
 *
 * checkpoint.c - takes what was committed from the write-ahead log into the database, in a thread of its own
 *
 * A passive checkpoint waits for nobody and makes nobody wait; but it only ends the log's growth if it catches up with the writers, and
 * never does while mail comes without a pause, or while a reader holds an old state. So above a size the writers are kept out for the few
 * pages that are left; if a reader is the cause, that does not help and is logged.
 */
#include "config.h"
#include "internal.h"

#include <liaison/log.h>

#define PAGES_DUE 2000          /* 8 MB: then a checkpoint is worth its syncs */
#define PAGES_MANY 4096         /* 16 MB: then writers are kept out for the rest, some milliseconds for hundreds of messages */
#define PAGES_WORRYING 16384    /* 64 MB: somebody should look */

struct checkpointer {
	struct store *store;
	struct connection *connection;   /* the thread's */
	GThread *thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	gboolean stop;
	guint pages;                     /* in the log after the last commit */
	guint due;                       /* at how many pages the next checkpoint starts */
	guint warned;                    /* pages that were last complained of (the thread's) */
};

struct pass { struct checkpointer *checkpointer; guint in_log, taken; gboolean failed; };

static void run_pass(gpointer data)
{
	struct pass *pass = data;
	struct connection *connection = pass->checkpointer->connection;
	int in_log = 0, taken = 0;
	const int code = sqlite3_wal_checkpoint_v2(connection->db, "main", SQLITE_CHECKPOINT_PASSIVE, &in_log, &taken);
	g_autoptr(GError) error = NULL;
	pass->in_log = (guint)MAX(in_log, 0);
	pass->taken = (guint)MAX(taken, 0);
	/* BUSY: another process is at it */
	if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY)
		return;
	connection_set_error(connection, code, &error);
	log_warning("cannot take the log into the database, it goes on growing: %s", error->message);
	pass->failed = TRUE;
}

static gboolean connect(struct checkpointer *checkpointer)
{
	g_autoptr(GError) error = NULL;
	if (checkpointer->connection && connection_is_current(checkpointer->connection, NULL))
		return TRUE;
	store_disconnect(checkpointer->store, g_steal_pointer(&checkpointer->connection));
	checkpointer->connection = store_connect(checkpointer->store, STORE_WRITE, &error);
	if (!checkpointer->connection)
		log_warning("cannot take the log into the database: %s", error->message);
	return checkpointer->connection != NULL;
}

static void complain(struct checkpointer *checkpointer, guint pages)
{
	if (pages <= PAGES_WORRYING) {
		checkpointer->warned = 0;
		return;
	}
	if (checkpointer->warned != 0 && pages < checkpointer->warned * 2)
		return;
	checkpointer->warned = pages;
	log_warning("the write-ahead log of '%s' has grown to %u MB: something has been reading an old state of the record for long",
	            checkpointer->store->path, pages / 256);
}

/* Returns at how many pages the next one is due. */
static guint checkpoint(struct checkpointer *checkpointer, guint pages)
{
	struct pass pass = { .checkpointer = checkpointer };
	if (!connect(checkpointer))
		return pages + PAGES_DUE;
	run_pass(&pass);
	if (!pass.failed && pass.in_log > PAGES_MANY)
		store_exclude_writers(checkpointer->store, run_pass, &pass);
	if (pass.failed)
		store_disconnect(checkpointer->store, g_steal_pointer(&checkpointer->connection));
	else
		complain(checkpointer, pass.taken < pass.in_log ? pass.in_log : 0);
	return MAX(pages, pass.in_log) + PAGES_DUE;
}

static gpointer run(gpointer data)
{
	struct checkpointer *checkpointer = data;
	pthread_mutex_lock(&checkpointer->lock);
	while (!checkpointer->stop) {
		if (checkpointer->pages < checkpointer->due) {
			pthread_cond_wait(&checkpointer->wake, &checkpointer->lock);
			continue;
		}
		const guint pages = checkpointer->pages;
		pthread_mutex_unlock(&checkpointer->lock);
		const guint due = checkpoint(checkpointer, pages);
		pthread_mutex_lock(&checkpointer->lock);
		/* the log may have begun anew meanwhile (checkpointer_note) */
		if (checkpointer->pages >= pages)
			checkpointer->due = due;
	}
	pthread_mutex_unlock(&checkpointer->lock);
	return NULL;
}

struct checkpointer *checkpointer_new(struct store *store)
{
	struct checkpointer *checkpointer = g_new0(struct checkpointer, 1);
	checkpointer->store = store;
	checkpointer->due = PAGES_DUE;
	pthread_mutex_init(&checkpointer->lock, NULL);
	pthread_cond_init(&checkpointer->wake, NULL);
	checkpointer->thread = g_thread_new("checkpoint", run, checkpointer);
	return checkpointer;
}

void checkpointer_free(struct checkpointer *checkpointer)
{
	if (!checkpointer)
		return;
	pthread_mutex_lock(&checkpointer->lock);
	checkpointer->stop = TRUE;
	pthread_cond_signal(&checkpointer->wake);
	pthread_mutex_unlock(&checkpointer->lock);
	g_thread_join(checkpointer->thread);
	connection_close(checkpointer->connection);
	pthread_mutex_destroy(&checkpointer->lock);
	pthread_cond_destroy(&checkpointer->wake);
	g_free(checkpointer);
}

void checkpointer_note(struct checkpointer *checkpointer, guint pages)
{
	pthread_mutex_lock(&checkpointer->lock);
	if (pages < checkpointer->pages)
		checkpointer->due = PAGES_DUE;
	checkpointer->pages = pages;
	if (pages >= checkpointer->due)
		pthread_cond_signal(&checkpointer->wake);
	pthread_mutex_unlock(&checkpointer->lock);
}
