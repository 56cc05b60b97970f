/* SPDX-License-Identifier: BSD-2-Clause
 *
 * jobs.h - what is left to be done, as rows of the record
 *
 * A job is made in the transaction that makes it necessary, so that neither is there without the other. It is claimed under a lease,
 * done, and ended in the transaction that writes down what came of it (change.h): a worker that dies leaves a lease that runs out.
 * What cannot be undone, a mail handed over, may then happen twice; everything else happens once. Any number of workers, threads and
 * processes. Times are usec since 1970.
 */
#pragma once
#include <glib.h>
#include <liaison/store.h>

enum job_state { JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_STATE_N };   /* FAILED: given up, with the reason kept */
const char *job_state_name(enum job_state state);

/* What shall be done. */
struct job_order {
	const char *kind;         /* "convert", "settle", "distribute", "release", "mail", "publish", …: one file each in src/worker */
	gint64 statement;         /* the record it is about; 0: none. In a store_request: which of the mail's statements, from 0 */
	const char *key;          /* unique among all jobs that were ever made, so that the same is never ordered twice; a key with "%d" in
	                             a store_request gets the record's number there. NULL: as often as it is ordered */
	const char *argument;     /* for the kind to understand; or NULL */
	gint64 due;               /* not before; 0: at once */
};

struct job {
	gint64 id, statement;
	char *kind, *key, *argument;
	enum job_state state;
	gint64 created, due, ended, lease;   /* lease: until when it belongs to the worker that claimed it */
	guint tries;                         /* begun so far, this one included */
	guint claim;                         /* which of its claims this is, counted through all retries */
	char *worker;                        /* who has or had it */
	char *reason;                        /* why it waits again or was given up; or NULL */
	char *output;                        /* what its program said last, printable, cut; or NULL */
};
void job_free(struct job *job);
typedef struct job job_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(job_t, job_free)

/* The due job that waits longest, now the worker's until now + lease; one whose lease ran out is due again. NULL without an error: none
 * is due. kinds: NULL-terminated, or NULL for any. Of the jobs that hand one mail over, or take it back (release, queue-release, queue-remove,
 * distribute), one is at work at a time; the others are not due before it ends, or its lease has run out. Takes the lock that mail needs: who may be idle asks
 * store_job_next() before. */
struct job *store_job_claim(struct store *store, const char *const *kinds, const char *worker, gint64 now, gint64 lease, GError **error);
/* FALSE with NOT_FOUND if it is no longer the worker's: what was done for it must be thrown away. */
gboolean store_job_renew(struct store *store, const struct job *job, gint64 lease_until, GError **error);

enum job_outcome { JOB_OUTCOME_DONE, JOB_OUTCOME_AGAIN, JOB_OUTCOME_GIVE_UP };
struct job_end {
	const struct job *job;
	enum job_outcome outcome;
	gint64 due;               /* AGAIN: not before */
	const char *reason;       /* or NULL */
	const char *output;       /* or NULL */
};
/* Ends it with nothing else to write down; with something: struct change. NOT_FOUND as above. */
gboolean store_job_end(struct store *store, const struct job_end *end, gint64 now, GError **error);

/* By hand: due at once with its tries forgotten. NOT_FOUND; USAGE: it is running, or done. */
gboolean store_job_retry(struct store *store, gint64 id, gint64 now, GError **error);
gboolean store_job_order(struct store *store, const struct job_order *order, gint64 now, GError **error);
struct job *store_job_get(struct store *store, gint64 id, GError **error);
/* state -1: any. Oldest first; each() as in store_list(). */
gboolean store_job_list(struct store *store, int state, gboolean (*each)(const struct job *job, gpointer data), gpointer data, GError **error);
/* When the next job will be due, leases that run out included: usec, G_MAXINT64: none. Takes no lock that mail needs. */
gboolean store_job_next(struct store *store, const char *const *kinds, gint64 *ret_due, GError **error);
/* Returns when another process or thread has written to the record, at the latest after timeout_ms, or at once when wake_fd (or -1) can be read. */
void store_wait(struct store *store, guint timeout_ms, int wake_fd);
