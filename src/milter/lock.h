/* SPDX-License-Identifier: BSD-2-Clause
 *
 * lock.h - POSIX mutexes and conditions in place of GLib's
 *
 * GLib's are built on futexes that the thread sanitizer does not see, so that it would report what they protect, and hide what
 * they do not.
 */
#pragma once
#include <errno.h>
#include <glib.h>
#include <pthread.h>
#include <time.h>

struct lock {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
};
#define LOCK_INIT { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER }

static inline void lock_enter(struct lock *lock) { pthread_mutex_lock(&lock->mutex); }
static inline void lock_leave(struct lock *lock) { pthread_mutex_unlock(&lock->mutex); }
static inline void lock_tell(struct lock *lock) { pthread_cond_broadcast(&lock->changed); }
static inline void lock_wait(struct lock *lock) { pthread_cond_wait(&lock->changed, &lock->mutex); }

/* until: clock_monotonic() time, usec. FALSE once it is over. */
static inline gboolean lock_wait_until(struct lock *lock, gint64 until)
{
	struct timespec time = { .tv_sec = (time_t)(until / G_USEC_PER_SEC), .tv_nsec = (long)(until % G_USEC_PER_SEC) * 1000 };
	return pthread_cond_clockwait(&lock->changed, &lock->mutex, CLOCK_MONOTONIC, &time) != ETIMEDOUT;
}
