/* SPDX-License-Identifier: BSD-2-Clause
 *
 * loop.c - claiming jobs, having them done on threads, and waiting for more
 *
 * One thread claims, renews leases, reads signals and waits; every job has a thread of its own, which ends with it. A signal or the end of a
 * job wakes the waiting through one descriptor, mail that brings work through the store.
 */
#include <config.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <liaison/clock.h>
#include <liaison/daemon.h>
#include <liaison/error.h>
#include <liaison/log.h>
#include <liaison/notify.h>
#include "calendar.h"
#include "loop.h"
#include "progress.h"
#include "reload.h"
#include "run.h"

#define LONGEST_WAIT (60 * G_TIME_SPAN_SECOND)
#define TROUBLE_WAIT (5 * G_TIME_SPAN_SECOND)      /* between two questions to a store that does not answer */

struct task {
	struct loop *loop;
	struct settings *settings;      /* a reference */
	struct job *job;
	GThread *thread;
	gint64 began, renew;            /* usec: clock_now(); when the lease is to be renewed */
	gint ended;                     /* the thread is done with result */
	struct run_result result;
};

struct loop {
	struct settings *settings;      /* a reference */
	struct store *store;
	gboolean once, stopping;
	gint64 deadline;                /* of the drain */
	int signals, wake, other, poll; /* signalfd, eventfd, the socket of loop_new() or -1, and all as one */
	GPtrArray *kinds;               /* const char *, NULL at the end: of worker_kinds */
	char *worker;                   /* our name, no other process's ever */
	GPtrArray *tasks;               /* struct task * */
	struct loop_counts counts;
	char *trouble;                  /* with the store, told already; or NULL */
	struct progress *progress;
	struct date calendar_day;       /* for which the look at deadlines was ordered last */
};

/* ---- life ---- */

static gboolean watch(int poll, int fd, guint32 events)
{
	struct epoll_event event = { .events = events };

	return fd >= 0 && epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) == 0;
}

struct loop *loop_new(struct settings *settings, gboolean once, int other, GError **error)
{
	struct loop *loop = g_new0(struct loop, 1);

	loop->settings = settings_ref(settings);
	loop->once = once;
	loop->other = other;
	loop->tasks = g_ptr_array_new();
	loop->kinds = g_ptr_array_new();
	for (guint i = 0; worker_kinds[i]; i++)
		g_ptr_array_add(loop->kinds, (gpointer)(guintptr)worker_kinds[i]->name);
	g_ptr_array_add(loop->kinds, NULL);
	loop->worker = g_strdup_printf("%s.%ld.%08x", g_get_host_name(), (long)getpid(), g_random_int());
	loop->signals = daemon_open_signals();
	loop->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	loop->poll = epoll_create1(EPOLL_CLOEXEC);
	loop->progress = progress_new();
	/* what comes by the socket is for the job that asked */
	if (loop->poll >= 0 && watch(loop->poll, loop->signals, EPOLLIN) && watch(loop->poll, loop->wake, EPOLLIN)
	    && (other < 0 || watch(loop->poll, other, EPOLLRDHUP)))
		return loop;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot get descriptors for signals: %s", g_strerror(errno));
	loop_free(loop);
	return NULL;
}

void loop_free(struct loop *loop)
{
	if (!loop)
		return;
	close(loop->signals);
	close(loop->wake);
	close(loop->poll);
	progress_free(loop->progress);
	settings_unref(loop->settings);
	g_ptr_array_unref(loop->tasks);
	g_ptr_array_unref(loop->kinds);
	g_free(loop->worker);
	g_free(loop->trouble);
	g_free(loop);
}

struct loop_counts loop_counts(const struct loop *loop)
{
	struct loop_counts counts = loop->counts;

	counts.running = loop->tasks->len;
	return counts;
}

/* ---- signals ---- */

static void stop(struct loop *loop)
{
	if (loop->stopping)
		return;
	loop->stopping = TRUE;
	loop->deadline = clock_monotonic() + (gint64)loop->settings->worker.drain_seconds * G_USEC_PER_SEC;
	notify_stopping();
	if (loop->tasks->len)
		log_info("stopping: %u jobs at work have %u seconds", loop->tasks->len, loop->settings->worker.drain_seconds);
}

static void look_at_other(struct loop *loop)
{
	struct pollfd other = { .fd = loop->other, .events = POLLRDHUP };

	if (loop->other < 0 || poll(&other, 1, 0) <= 0)
		return;
	log_error("the process that keeps the rights is gone: nothing can be done without it");
	(void)epoll_ctl(loop->poll, EPOLL_CTL_DEL, loop->other, NULL);
	loop->other = -1;
	stop(loop);
}

static void read_events(struct loop *loop)
{
	struct signalfd_siginfo info;
	guint64 count;

	(void)!read(loop->wake, &count, sizeof count);
	while (read(loop->signals, &info, sizeof info) == sizeof info) {
		if (info.ssi_signo == SIGHUP)
			reload(&loop->settings);
		else
			stop(loop);
	}
	look_at_other(loop);
}

gboolean loop_pause(struct loop *loop, guint milliseconds)
{
	struct epoll_event event;

	(void)epoll_wait(loop->poll, &event, 1, (int)milliseconds);
	read_events(loop);
	return loop->stopping;
}

/* ---- jobs ---- */

static void *work(void *data)
{
	struct task *task = data;
	const guint64 one = 1;

	run_job(task->settings, task->loop->store, task->job, &task->result);
	g_atomic_int_set(&task->ended, 1);
	(void)!write(task->loop->wake, &one, sizeof one);
	return NULL;
}

static gint64 lease(const struct settings *settings)
{
	return (gint64)settings->worker.lease_seconds * G_USEC_PER_SEC;
}

/* A store that cannot answer now is asked again later, and complained of once. */
static void set_trouble(struct loop *loop, const GError *error)
{
	if (g_strcmp0(loop->trouble, error->message) == 0)
		return;
	g_free(loop->trouble);
	loop->trouble = g_strdup(error->message);
	progress_clear(loop->progress);
	log_error("%s; trying again", error->message);
	notify_status("trying again: %s", error->message);
}

static void end_trouble(struct loop *loop)
{
	if (!loop->trouble)
		return;
	g_clear_pointer(&loop->trouble, g_free);
	log_info("the record answers again");
	notify_status("doing jobs");
}

/* What others do (liaison-queue) is left to them. */
static const char *const *kinds_of(const struct loop *loop)
{
	return (const char *const *)loop->kinds->pdata;
}

static gboolean start_one(struct loop *loop, GError **error)
{
	gint64 now = clock_now();
	struct job *job = store_job_claim(loop->store, kinds_of(loop), loop->worker, now, lease(loop->settings), error);
	struct task *task;

	if (!job)
		return FALSE;
	task = g_new0(struct task, 1);
	task->loop = loop;
	task->settings = settings_ref(loop->settings);
	task->job = job;
	task->began = now;
	task->renew = now + lease(loop->settings) / 3;
	g_ptr_array_add(loop->tasks, task);
	task->thread = g_thread_new("job", work, task);
	return TRUE;
}

static gboolean has_room(const struct loop *loop)
{
	return !loop->stopping && loop->tasks->len < loop->settings->worker.concurrency;
}

/* All that are due and for which there is room. When the next one is due, in usec; G_MAXINT64: none is, or it has to wait for another to end. */
static gint64 start_jobs(struct loop *loop)
{
	gint64 next = G_MAXINT64;
	g_autoptr(GError) error = NULL;

	if (!loop->stopping)
		calendar_order(loop->settings, loop->store, clock_now(), &loop->calendar_day, &error);
	while (!error && has_room(loop) && store_job_next(loop->store, kinds_of(loop), &next, &error) && next <= clock_now() && start_one(loop, &error))
		;
	if (error)
		set_trouble(loop, error);
	else
		end_trouble(loop);
	return !error && has_room(loop) ? next : G_MAXINT64;
}

static void report(const struct task *task)
{
	const struct run_result *result = &task->result;
	g_autofree char *about = task->job->statement ? g_strdup_printf(", statement %" G_GINT64_FORMAT, task->job->statement) : g_strdup("");
	g_autofree char *what = g_strdup_printf("job %" G_GINT64_FORMAT " %s%s", task->job->id, task->job->kind, about);
	g_autofree char *due = clock_format(result->due);
	double seconds = (double)(clock_now() - task->began) / G_USEC_PER_SEC;

	if (result->error)
		log_error("%s: its end cannot be written: %s", what, result->error->message);
	else if (result->outcome == JOB_OUTCOME_DONE)
		log_info("%s: done in %.1f s", what, seconds);
	else if (result->outcome == JOB_OUTCOME_AGAIN)
		log_warning("%s: again at %s: %s", what, due, result->reason);
	else
		log_error("%s: given up: %s", what, result->reason);
}

static void count(struct loop *loop, const struct run_result *result)
{
	if (result->error || result->outcome == JOB_OUTCOME_AGAIN)
		loop->counts.again++;
	else if (result->outcome == JOB_OUTCOME_DONE)
		loop->counts.done++;
	else
		loop->counts.failed++;
}

static void task_free(struct task *task)
{
	run_result_clear(&task->result);
	job_free(task->job);
	settings_unref(task->settings);
	g_free(task);
}

static void reap(struct loop *loop)
{
	for (guint i = loop->tasks->len; i-- > 0;) {
		struct task *task = g_ptr_array_index(loop->tasks, i);

		if (!g_atomic_int_get(&task->ended))
			continue;
		g_thread_join(task->thread);
		g_ptr_array_remove_index(loop->tasks, i);
		count(loop, &task->result);
		progress_clear(loop->progress);
		report(task);
		task_free(task);
	}
}

/* A job that is no longer ours goes on to its end, and is told there that nobody wants it. */
static void renew(struct loop *loop)
{
	gint64 now = clock_now();

	for (guint i = 0; i < loop->tasks->len; i++) {
		struct task *task = g_ptr_array_index(loop->tasks, i);
		g_autoptr(GError) error = NULL;

		if (now < task->renew || g_atomic_int_get(&task->ended))
			continue;
		task->renew = now + lease(task->settings) / 3;
		if (!store_job_renew(loop->store, task->job, now + lease(task->settings), &error))
			log_warning("job %" G_GINT64_FORMAT ": its lease cannot be renewed: %s", task->job->id, error->message);
	}
}

/* FALSE: some thread may not be waited for. */
static gboolean give_back(struct loop *loop)
{
	gboolean all = TRUE;

	reap(loop);
	for (guint i = 0; i < loop->tasks->len; i++) {
		const struct task *task = g_ptr_array_index(loop->tasks, i);
		g_autoptr(GError) error = NULL;

		all = FALSE;
		if (run_give_back(loop->store, task->job, &error))
			log_warning("job %" G_GINT64_FORMAT " %s: not done yet, given back", task->job->id, task->job->kind);
		else if (!g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND))
			log_warning("job %" G_GINT64_FORMAT " %s: cannot be given back: %s", task->job->id, task->job->kind, error->message);
	}
	return all;
}

/* ---- waiting ---- */

static gint64 next_renewal(const struct loop *loop)
{
	gint64 next = G_MAXINT64;

	for (guint i = 0; i < loop->tasks->len; i++)
		next = MIN(next, ((const struct task *)g_ptr_array_index(loop->tasks, i))->renew);
	return next;
}

/* When there is something to do that nobody wakes us for, usec from now. next: when the next job is due. */
static gint64 time_to_wait(const struct loop *loop, gint64 next)
{
	gint64 now = clock_now(), wait = loop->trouble ? TROUBLE_WAIT : LONGEST_WAIT;

	if (loop->stopping)
		wait = MIN(wait, loop->deadline - clock_monotonic());
	next = MIN(next, next_renewal(loop));
	if (next != G_MAXINT64)
		wait = MIN(wait, next - now);
	return MAX(wait, 0);
}

gboolean loop_run(struct loop *loop, struct store *store)
{
	loop->store = store;
	for (;;) {
		gint64 next, wait;

		read_events(loop);
		reap(loop);
		if (loop->stopping && (!loop->tasks->len || clock_monotonic() >= loop->deadline))
			break;
		next = start_jobs(loop);
		renew(loop);
		if (loop->once && !loop->tasks->len && next > clock_now())
			break;
		wait = progress_show(loop->progress, store, loop_counts(loop), time_to_wait(loop, next));
		if (wait > 0)
			store_wait(store, (guint)((wait + 999) / 1000), loop->poll);
	}
	progress_clear(loop->progress);
	return give_back(loop);
}
