/* SPDX-License-Identifier: BSD-2-Clause
 *
 * wait.c - until somebody has written to the record
 *
 * Whether something was written is asked of the engine (data_version changes with every commit of another connection); when it is worth
 * asking is told by the kernel, which sees writes to the log. The kernel tells of the first page of a commit, and what is committed can be
 * seen only after its last one is synced: so after a sign it is asked at growing intervals. Where the kernel cannot tell
 * (no more watches), it is asked twice a second.
 */
#include "config.h"
#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>
#include <liaison/clock.h>
#include <liaison/jobs.h>

#define ASK_MS 500
#define QUIET_MS 5000         /* so long after a sign it is asked often */
#define IDLE_MS 10000         /* and so seldom without one: a sync that takes longer than QUIET_MS */

static int watch_log(const struct store *store)
{
	g_autofree char *log = g_strconcat(store->path, "-wal", NULL);
	const int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (fd < 0)
		return -1;
	if (inotify_add_watch(fd, log, IN_MODIFY | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF) >= 0)
		return fd;
	close(fd);
	return -1;
}

/* TRUE: something was written since the last time that this was TRUE, or it cannot be told. */
static gboolean has_changed(struct store *store)
{
	gint64 version = 0;
	if (store->wait_connection && !connection_is_current(store->wait_connection, NULL))
		g_clear_pointer(&store->wait_connection, connection_close);
	if (!store->wait_connection) {
		store->wait_connection = store_connect(store, STORE_READ, NULL);
		store->wait_version = -1;
	}
	if (!store->wait_connection || !connection_query_int(store->wait_connection, "PRAGMA data_version", &version, NULL))
		return FALSE;
	if (version == store->wait_version)
		return FALSE;
	store->wait_version = version;
	return TRUE;
}

static gboolean ask(struct store *store, int *fd)
{
	/* before asking, so that nothing falls between; where there is no log yet, asking makes one */
	if (*fd < 0)
		*fd = watch_log(store);
	pthread_mutex_lock(&store->wait_lock);
	const gboolean changed = has_changed(store);
	pthread_mutex_unlock(&store->wait_lock);
	return changed;
}

/* TRUE: there were signs. The log may be another file by now, which needs a watch of its own. */
static gboolean drain(int *fd)
{
	char buffer[4096] __attribute__((aligned(__alignof__(struct inotify_event))));
	gboolean any = FALSE, lost = FALSE;
	ssize_t n;
	while ((n = read(*fd, buffer, sizeof buffer)) > 0) {
		any = TRUE;
		for (ssize_t at = 0; at < n;) {
			struct inotify_event event;
			memcpy(&event, buffer + at, sizeof event);
			lost |= (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) != 0;
			at += (ssize_t)(sizeof event + event.len);
		}
	}
	if (lost) {
		close(*fd);
		*fd = -1;
	}
	return any;
}

void store_wait(struct store *store, guint timeout_ms, int wake_fd)
{
	const gint64 end = clock_monotonic() + (gint64)timeout_ms * 1000;
	gint64 sign = clock_monotonic();      /* when the last one came; a commit may be under way, its signs given before we watched */
	int pause = 1, fd = -1;
	while (!ask(store, &fd)) {
		const gint64 now = clock_monotonic();
		if (now >= end)
			break;
		const int longest = now - sign < QUIET_MS * 1000 ? pause : fd < 0 ? ASK_MS : IDLE_MS;
		const int wait = (int)MIN((end - now) / 1000 + 1, (gint64)longest);
		pause = MIN(pause * 2, 50);
		struct pollfd fds[] = { { .fd = wake_fd, .events = POLLIN }, { .fd = fd, .events = POLLIN } };
		if (poll(fds, G_N_ELEMENTS(fds), wait) < 0 && errno != EINTR)
			break;
		if (fds[0].revents)
			break;
		if (fds[1].revents && drain(&fd)) {
			sign = clock_monotonic();
			pause = 1;
		}
	}
	if (fd >= 0)
		close(fd);
}
