/* SPDX-License-Identifier: BSD-2-Clause
 *
 * store-keeper.c - the store, opened now or as soon as it can be
 */
#include "config.h"

#include <liaison/clock.h>
#include <liaison/error.h>
#include <liaison/log.h>
#include "lock.h"
#include "status.h"
#include "store-keeper.h"

#define FIRST_PAUSE_SECONDS 1
#define LONGEST_PAUSE_SECONDS 30

struct store_keeper {
	struct lock lock;
	char *path;
	guint busy_ms, first_number;
	struct store *store;
	char *problem;
	gboolean ending;
	GThread *thread;
};

/* Repeats nothing: a cause that lasts for hours is one line in the log. */
static void set_problem(struct store_keeper *keeper, const char *problem)
{
	lock_enter(&keeper->lock);
	gboolean news = g_strcmp0(problem, keeper->problem) != 0;
	if (news) {
		g_free(keeper->problem);
		keeper->problem = g_strdup(problem);
	}
	lock_leave(&keeper->lock);
	if (!news)
		return;
	log_error("%s; mail of ours is answered 451 until it can be opened", problem);
	status_set_store_problem(problem);
}

/* FALSE once the keeper is to end. */
static gboolean pause_between(struct store_keeper *keeper, guint seconds)
{
	gint64 until = clock_monotonic() + seconds * G_TIME_SPAN_SECOND;
	lock_enter(&keeper->lock);
	while (!keeper->ending && lock_wait_until(&keeper->lock, until))
		;
	gboolean going_on = !keeper->ending;
	lock_leave(&keeper->lock);
	return going_on;
}

static struct store *open_record(const char *path, guint busy_ms, guint first_number, GError **error)
{
	struct store *store = store_open(path, STORE_CREATE, busy_ms, error);
	if (store != NULL && !store_start_numbers(store, first_number, error))
		g_clear_pointer(&store, store_close);
	return store;
}

static void *try_again(void *data)
{
	struct store_keeper *keeper = data;
	for (guint seconds = FIRST_PAUSE_SECONDS; pause_between(keeper, seconds); seconds = MIN(2 * seconds, LONGEST_PAUSE_SECONDS)) {
		g_autoptr(GError) error = NULL;
		struct store *store = open_record(keeper->path, keeper->busy_ms, keeper->first_number, &error);
		if (store == NULL) {
			set_problem(keeper, error->message);
			continue;
		}
		lock_enter(&keeper->lock);
		keeper->store = store;
		g_clear_pointer(&keeper->problem, g_free);
		lock_leave(&keeper->lock);
		log_info("store '%s' is open; mail of ours is recorded again", keeper->path);
		status_set_store_problem(NULL);
		return NULL;
	}
	return NULL;
}

struct store_keeper *store_keeper_new(const char *path, guint busy_ms, guint first_number, GError **error)
{
	g_autoptr(GError) why = NULL;
	struct store *store = open_record(path, busy_ms, first_number, &why);
	if (store == NULL && g_error_matches(why, LIAISON_ERROR, LIAISON_ERROR_SCHEMA)) {
		g_propagate_error(error, g_steal_pointer(&why));
		return NULL;
	}
	struct store_keeper *keeper = g_new0(struct store_keeper, 1);
	keeper->lock = (struct lock)LOCK_INIT;
	keeper->path = g_strdup(path);
	keeper->busy_ms = busy_ms;
	keeper->first_number = first_number;
	keeper->store = store;
	if (store == NULL) {
		set_problem(keeper, why->message);
		keeper->thread = g_thread_new("store-keeper", try_again, keeper);
	}
	return keeper;
}

void store_keeper_free(struct store_keeper *keeper)
{
	if (keeper == NULL)
		return;
	lock_enter(&keeper->lock);
	keeper->ending = TRUE;
	lock_tell(&keeper->lock);
	lock_leave(&keeper->lock);
	if (keeper->thread != NULL)
		g_thread_join(keeper->thread);
	g_clear_pointer(&keeper->store, store_close);
	g_free(keeper->path);
	g_free(keeper->problem);
	g_free(keeper);
}

struct store *store_keeper_get(struct store_keeper *keeper, GError **error)
{
	lock_enter(&keeper->lock);
	struct store *store = keeper->store;
	if (store == NULL)
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, keeper->problem);
	lock_leave(&keeper->lock);
	return store;
}
