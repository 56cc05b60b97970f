/* SPDX-License-Identifier: BSD-2-Clause
 *
 * internal.h - what the files of src/store share: the handle, and who may touch which part of it
 *
 * Locks are those of POSIX and not GLib's, which the thread sanitizer cannot see.
 */
#pragma once
#include <pthread.h>
#include "connection.h"

#define CHUNK_SIZE (256 * 1024)                 /* of stored content */

struct store {
	char *path;
	enum store_mode mode;
	guint busy_ms;

	/* writer.c. The lock guards the queue; the connection is only touched by the thread that leads. */
	pthread_mutex_t write_lock;
	GQueue write_queue;                     /* struct write * */
	gboolean leading;
	guint excluding;                        /* threads that wait to keep writers out */
	pthread_cond_t idle;
	struct connection *writer;              /* NULL: to be opened by the next leader */
	gboolean suspect;                       /* an I/O error came between; see settle_log() */
	gint commits;                           /* atomic; transactions that were committed, for tests and bench */

	/* store.c. Idle connections for reading. */
	pthread_mutex_t read_lock;
	GQueue readers;                         /* struct connection * */

	struct checkpointer *checkpointer;      /* checkpoint.c; NULL in READ */

	/* wait.c. What was on record when somebody last waited for more. */
	pthread_mutex_t wait_lock;
	struct connection *wait_connection;     /* NULL: to be opened */
	gint64 wait_version;

	/* store.c. What stood under the name before another file did. */
	pthread_mutex_t file_lock;
	int stale_log;                          /* its log (O_PATH), -1: nothing was replaced */
	dev_t stale_device;
	ino_t stale_inode;
};

/* A further connection to the record. Not while the log of another file that stood there lies beside it: the engine would take that
 * log for this file's and write it into it. */
struct connection *store_connect(struct store *store, enum store_mode mode, GError **error);
/* Closes, and remembers whose log is left if the file under the name is not the one that was open. NULL does nothing. */
void store_disconnect(struct store *store, struct connection *connection);

/* ---- reading (store.c) ---- */

/* A connection of one's own until it is given back; in a transaction of its own, so that several queries see one state. */
struct connection *store_begin_read(struct store *store, GError **error);
void store_end_read(struct store *store, struct connection *connection);

/* ---- writing (writer.c) ---- */

/* Does one request's writing, inside a transaction that it shares with others. May be called again after it was undone: it must
 * begin with what it answered before thrown away. Must not wait for anything. */
typedef gboolean (*write_function)(struct connection *connection, gpointer data, GError **error);
/* TRUE: committed and synced. weight: about how many bytes will be written. */
gboolean store_write(struct store *store, write_function function, gpointer data, gsize weight, GError **error);
/* Runs function while nobody writes, outside of any transaction. */
void store_exclude_writers(struct store *store, void (*function)(gpointer data), gpointer data);
/* Waits until nothing is being written nor queued. */
void store_await_writers(struct store *store);

/* ---- checkpoints (checkpoint.c) ---- */

struct checkpointer *checkpointer_new(struct store *store);
void checkpointer_free(struct checkpointer *checkpointer);
/* The log holds that many pages after a commit. Never waits. */
void checkpointer_note(struct checkpointer *checkpointer, guint pages);

/* ---- content (content.c) ---- */

/* Stores bytes under their digest, once; what was blanked comes back by that. */
gboolean content_put(struct connection *connection, const char *digest, GBytes *bytes, gint64 *ret_id, GError **error);
/* Blanks what only redacted mails use. Size and digest stay; *ret_blanked: whether it did. */
gboolean content_redact(struct connection *connection, gint64 id, gint64 time, gboolean *ret_blanked, GError **error);
GBytes *content_get(struct connection *connection, const char *digest, GError **error);
/* SHA-256 and size of what is stored under an id, whatever its row says. */
gboolean content_measure(struct connection *connection, gint64 id, char **ret_digest, gint64 *ret_size, GError **error);

/* ---- records (statement_rows.c, evidence_rows.c, load.c) ---- */

struct statement_row { gint64 id, message, n, received; enum state state; };
gboolean statement_put(struct connection *connection, const struct statement_row *row, const struct statement *statement, GError **error);
gboolean statement_load(struct connection *connection, gint64 id, struct statement *statement, GError **error);
gboolean evidence_put(struct connection *connection, gint64 id, const GPtrArray *evidence, GError **error);
gboolean evidence_load(struct connection *connection, gint64 id, GPtrArray *evidence, GError **error);
/* Always FALSE, with LIAISON_ERROR_DATA. */
gboolean record_is_damaged(gint64 id, const char *what, const char *value, GError **error);
/* Writes one field anew, as the statement has it. */
gboolean statement_put_field(struct connection *connection, gint64 id, const struct statement *statement, enum field field, GError **error);
gboolean statement_put_our_bodies(struct connection *connection, gint64 id, const struct statement *statement, GError **error);
gboolean evidence_replace(struct connection *connection, gint64 id, const GPtrArray *evidence, GError **error);
gboolean event_put(struct connection *connection, gint64 id, gint64 time, enum event_kind kind, const char *who, const char *text,
                   GError **error);
gboolean doubt_put(struct connection *connection, gint64 id, guint n, enum doubt_kind kind, const char *detail, GError **error);
gboolean quarantine_load(struct connection *connection, gint64 message, GPtrArray *queue_ids, GError **error);   /* those that have not ended, the newest first */
struct record *record_load(struct connection *connection, gint64 id, GError **error);
/* What an identifier is found under, however it is spelled: letters, digits and full stops of its folded form; NULL: nothing is left. */
char *identifier_key(const char *identifier);

G_GNUC_PRINTF(3, 4) gboolean store_set_error(GError **error, int code, const char *format, ...);    /* always FALSE */
