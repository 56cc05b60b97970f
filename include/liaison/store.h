/* SPDX-License-Identifier: BSD-2-Clause
 *
 * store.h - the record
 *
 * One store handle serves all threads. Writing is by store_put() and its kin: requests of concurrent threads are put on disk
 * together (one synced commit for many), each standing or falling alone. Reading uses connections of its own and never waits for
 * writers nor makes them wait. Nothing of the engine shows here, so that another one can stand behind this header.
 *
 * Errors: TEMPORARY (disk full, locked longer than the busy time, I/O), SCHEMA (written by a newer version), DATA (damaged),
 * NOT_FOUND, PERMISSION. After a TEMPORARY error the same handle goes on by itself once the cause is gone.
 */
#pragma once
#include <glib.h>
#include <liaison/envelope.h>
#include <liaison/lifecycle.h>
#include <liaison/message.h>
#include <liaison/plan.h>
#include <liaison/statement.h>

struct store;

enum store_mode { STORE_READ, STORE_WRITE, STORE_CREATE };   /* CREATE: write, made if absent */

/* Opens, checks the schema version and (WRITE, CREATE) migrates it. busy_ms: how long a lock of another process is waited for. */
struct store *store_open(const char *path, enum store_mode mode, guint busy_ms, GError **error);
/* Waits for requests that are being written. */
void store_close(struct store *store);
typedef struct store store_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(store_t, store_close)

/* ---- taking mail ---- */

/* The n-th statement of a mail "refold" (answers) or "supersedes" that record. why: how that is known, for people; or NULL. */
struct store_relation { guint n; const char *kind; gint64 other; char *why; };

struct store_request {
	const struct message *message;
	const struct envelope *envelope;       /* sender NULL: none known (import) */
	const GPtrArray *statements;           /* struct statement * */
	const struct plan *plan;
	gint64 received;                       /* usec */
	enum state state;                      /* of a new record */
	const char *by;                        /* who, for the events: "(System)", or a user */
	const char *origin;                    /* the text of its first event, where it did not come by mail; NULL: "imported" */
	const GArray *relations;               /* struct store_relation: to earlier records; one that is not there is passed over; or NULL */
	gint64 settle;                         /* usec: when what the plan posts is posted, by a job "settle"; 0: in this transaction */
	const GPtrArray *jobs;                 /* struct job_order * (jobs.h), made with a fresh record only; or NULL */
	const GPtrArray *held_jobs;            /* likewise, made instead of them where the mail is on record, waits for a person, and none of its envelopes was held
	                                          before this one; or NULL */
	const GPtrArray *late_jobs;            /* likewise, made instead of them where the mail is on record and approved, and the plan holds it; or NULL */
	const GPtrArray *duplicate_jobs;       /* likewise, made besides them where it is a possible duplicate; or NULL */
	const char *duplicate_to;              /* addr-spec: the one who is given a possible duplicate at once; or NULL */
	const char *quarantine;                /* the queue ID under which the MTA is about to be asked to keep it in its quarantine; NULL: it is not.
	                                          Noted of the first envelope only: one copy is released, and what it does not reach is sent from here */
	gint64 number;                         /* of a fresh record; 0: the next. USAGE if it is taken, or if the mail has several statements */
};
struct store_receipt {
	GArray *ids;              /* gint64, one a statement, in order; the first is the record's address */
	gboolean fresh;           /* FALSE: this mail was on record already */
	gboolean possible_duplicate;  /* it has that doubt, by this call or an earlier one for it: it is not posted, even if the plan says so,
	                                 and the additions of an incoming one wait for a person */
	gboolean approved;        /* not fresh, and all its statements are approved or posted */
	gboolean closed;          /* not fresh, and all its statements are posted or dead: a quarantine is not noted */
	gboolean further;         /* not fresh, and not in the first envelope: likewise */
	gboolean same_envelope;   /* not fresh, and this envelope was seen before: the plan stands as it was given then */
	GPtrArray *additions;     /* char *: of the plan's ACTION_ADD_RECIPIENT addresses those that are to be carried out now. Fresh: all;
	                             another envelope: only those that the ledger has not; a retry of either: the same ones again. Of an
	                             incoming possible duplicate: duplicate_to alone, if the envelope does not have it */
};
void store_receipt_free(struct store_receipt *receipt);
typedef struct store_receipt store_receipt_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(store_receipt_t, store_receipt_free)

/* On disk and synced when it returns non-NULL. The same message (message-id, if any, and digest) finds its record (event resent);
 * the same message-id with another digest, or the same digest under another message-id, is a new record with the doubt
 * possible-duplicate. Recipients of the envelope and the additions stand in the ledger afterwards, as far as
 * the plan gives them the mail: not those it removes, nobody of a held one, no additions where it edits nothing. A second,
 * authenticated copy at a liaison address withdraws the doubt misdirected. A mail without envelope (sender NULL) that is on record
 * already changes nothing. Blocks; any thread. */
struct store_receipt *store_put(struct store *store, const struct store_request *request, GError **error);

/* ---- reading the record ---- */

struct record_event { gint64 id, time; enum event_kind kind; char *by; char *text; };
struct record_result {       /* what a hook made of a file */
	char *name, *content_type, *digest, *tool;
	gint64 size, time;
	gboolean for_reading;        /* a text, made to be read and searched by us: not shown to the public */
};
struct record_attachment { char *name, *content_type, *digest; gint64 size; GPtrArray *results; };   /* struct record_result * */
struct record_relation { gint64 other; char *kind; };        /* "refold", "supersedes", "also" */
struct record_delivery { struct envelope *envelope; char *plan; };
struct record {
	gint64 id;
	enum state state;
	gint64 received;                 /* usec */
	char *message_id;                /* without angle brackets, or NULL */
	char *message_digest, *raw_digest;
	struct statement *statement;     /* with evidence and doubts */
	struct envelope *envelope;       /* the first that it came in */
	GPtrArray *further;              /* struct record_delivery *: those that it came in later, an MTA before us having split its recipients */
	GPtrArray *quarantined;          /* char *: queue IDs under which the MTA may have it in its quarantine, the newest first */
	char *plan;                      /* plan_format() of what was decided on the first envelope */
	GPtrArray *attachments, *events, *relations;
	GPtrArray *related;              /* struct record_relation *: the other way; other is the record that answers, supersedes, … this one */
	char *assignee;                  /* or NULL */
	gint64 posted, dead;             /* usec of the last time it became so; 0: never */
	gint64 taken;                    /* usec: the action that it asks for is done; 0: not */
	gint64 taken_by;                 /* the record that did it, or 0 */
	char *taken_url;                 /* or NULL; what was done is said by an event whose text begins so: */
#define STORE_TAKEN "action taken"
	gint64 redacted;                 /* usec: title, text and files were blanked; 0: not */
	GArray *also;                    /* gint64: the other statements of the same mail */
};
void record_free(struct record *record);
typedef struct record record_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(record_t, record_free)

enum store_sort { STORE_SORT_ID, STORE_SORT_RECEIVED, STORE_SORT_DEADLINE, STORE_SORT_TITLE };   /* without a deadline: last */
struct store_filter {
	int state;                 /* enum state, -1: any */
	int kind;                  /* enum kind, -1: any; lists usually ask for KIND_STATEMENT */
	int direction;             /* enum direction, -1: any */
	int purpose;               /* enum purpose, -1: any */
	const char *text;          /* in title, bodies, identifiers, text; NULL: any */
	gint64 after, limit;       /* ids greater than after; limit 0: all */
	gboolean newest_first;     /* or whatever is the other way round, by sort */
	const char *from, *to;     /* in the bodies or mailboxes of that side, or the peer's name, without case; NULL: any */
	gboolean open;             /* only what asks us for action and waits for it: neither taken nor dead */
	const char *due_before;    /* only with a deadline before that day (YYYY-MM-DD); NULL: any */
	const char *assignee;      /* exactly; "" for nobody; NULL: any */
	enum store_sort sort;
};
#define STORE_FILTER_ALL { .state = -1, .kind = -1, .direction = -1, .purpose = -1 }

struct record *store_get(struct store *store, gint64 id, GError **error);      /* NOT_FOUND */
GBytes *store_get_raw(struct store *store, gint64 id, GError **error);
GBytes *store_get_content(struct store *store, const char *digest, GError **error);
/* each() gets records in order and owns none; returning FALSE ends the walk (that is no error). */
gboolean store_list(struct store *store, const struct store_filter *filter,
                    gboolean (*each)(const struct record *record, gpointer data), gpointer data, GError **error);
/* The records with an event later than the one of number after, each once, as gint64 in ids; ret_last: the last event of all (0: there is none).
 * Numbers of events grow in the order in which they were put on disk. */
gboolean store_changed(struct store *store, gint64 after, GArray *ids, gint64 *ret_last, GError **error);
/* The record that a reference names: a message-id (with or without angle brackets), an identifier, or a record's address under
 * base_url (NULL: addresses are not known). 0: none, or an identifier that several peers use. -1 with error if it cannot be told. */
gint64 store_find(struct store *store, const char *reference, const char *base_url, GError **error);

/* A statement on record as who looks for an earlier one sees it. date: that of its mail, else when it was received (usec); title and the digest of its message (or NULL) are valid
 * until the walk goes on. */
struct store_glance { gint64 id, date; const char *title, *digest; };
/* Those of that direction between us and that peer that are not dead, the newest first; each() returning FALSE ends the walk (that is no error). */
gboolean store_glance_back(struct store *store, const char *peer, enum direction direction,
                           gboolean (*each)(const struct store_glance *glance, gpointer data), gpointer data, GError **error);

/* ---- keeping it ---- */

/* Statements are numbered from 1 on, everything else from here: so the numbers of statements, which are public, have no gaps by
 * correspondence and spam. A record keeps its number, also if a person says later that it is a statement. */
#define STORE_FIRST_OTHER G_GINT64_CONSTANT(1000000001)
/* The next statement gets that number, or a later one if later ones were given already. */
gboolean store_start_numbers(struct store *store, gint64 first, GError **error);

/* Everything: digests against content, orphans, references, the engine's own check. Appends a line a fault (char *) to faults. */
gboolean store_check(struct store *store, GPtrArray *faults, void (*progress)(gint64 done, gint64 total, gpointer data), gpointer data, GError **error);
/* A whole, consistent copy while mail goes on; written as a temporary file, synced, renamed. */
gboolean store_backup(struct store *store, const char *path, void (*progress)(gint64 done, gint64 total, gpointer data), gpointer data, GError **error);

struct store_stats {
	gint64 records, messages, by_state[STATE_N], by_kind[KIND_N], by_purpose[PURPOSE_N], by_direction[DIRECTION_N];
	gint64 attachments, content_bytes, database_bytes, resent, with_doubts, oldest, newest;   /* times in usec, 0: none */
};
gboolean store_get_stats(struct store *store, struct store_stats *ret_stats, GError **error);
