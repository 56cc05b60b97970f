/* SPDX-License-Identifier: BSD-2-Clause
 *
 * filter.c - what all sessions share
 */
#include "config.h"

#include <liaison/clock.h>
#include "filter.h"
#include "lock.h"

static struct lock lock = LOCK_INIT;
static struct settings *current;
static struct store_keeper *store;
static guint inside;
static gboolean closed;

void filter_init(struct settings *settings, struct store_keeper *keeper)
{
	current = settings_ref(settings);
	store = keeper;
}

struct settings *filter_settings(void)
{
	lock_enter(&lock);
	struct settings *settings = settings_ref(current);
	lock_leave(&lock);
	return settings;
}

void filter_set_settings(struct settings *settings)
{
	lock_enter(&lock);
	struct settings *old = current;
	current = settings_ref(settings);
	lock_leave(&lock);
	settings_unref(old);
}

struct store_keeper *filter_store(void)
{
	return store;
}

gboolean filter_enter(void)
{
	lock_enter(&lock);
	gboolean open = !closed;
	if (open)
		inside++;
	lock_leave(&lock);
	return open;
}

void filter_leave(void)
{
	lock_enter(&lock);
	inside--;
	lock_tell(&lock);
	lock_leave(&lock);
}

guint filter_close(guint seconds)
{
	gint64 until = clock_monotonic() + seconds * G_TIME_SPAN_SECOND;
	lock_enter(&lock);
	closed = TRUE;
	while (inside > 0 && lock_wait_until(&lock, until))
		;
	guint remaining = inside;
	lock_leave(&lock);
	return remaining;
}
