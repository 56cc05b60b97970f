/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-jobs.c - jobs: ordered once, claimed by one, ended by whom they belong to; several threads and processes; waiting for more
 */
#include "config.h"
#include "sample.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include <liaison/jobs.h>

#define SECOND G_USEC_PER_SEC

static void order(struct store *store, const char *kind, const char *key, gint64 due, gint64 now)
{
	g_autoptr(GError) error = NULL;
	const struct job_order job = { .kind = kind, .key = key, .due = due, .argument = "what" };
	g_assert_true(store_job_order(store, &job, now, &error));
	g_assert_no_error(error);
}

static struct job *claim(struct store *store, const char *const *kinds, const char *worker, gint64 now, gint64 lease)
{
	g_autoptr(GError) error = NULL;
	struct job *job = store_job_claim(store, kinds, worker, now, lease, &error);
	g_assert_no_error(error);
	return job;
}

static void end(struct store *store, const struct job *job, enum job_outcome outcome, gint64 due, gint64 now)
{
	g_autoptr(GError) error = NULL;
	const struct job_end how = { .job = job, .outcome = outcome, .due = due, .reason = "because", .output = "said\tso\x1b[1m\n" };
	g_assert_true(store_job_end(store, &how, now, &error));
	g_assert_no_error(error);
}

static gint64 next_due(struct store *store, const char *const *kinds)
{
	gint64 due = -1;
	g_assert_true(store_job_next(store, kinds, &due, NULL));
	return due;
}

static void test_order_of_claims(void)
{
	static const char *const only_b[] = { "b", "z", NULL };
	static const char *const none[] = { NULL };
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_assert_cmpint(next_due(store, NULL), ==, G_MAXINT64);
	order(store, "a", "k1", 30 * SECOND, 1);
	order(store, "b", "k2", 20 * SECOND, 1);
	order(store, "a", "k3", 10 * SECOND, 1);
	order(store, "a", "k3", 5 * SECOND, 2);                 /* ordered already */
	g_assert_cmpint(next_due(store, NULL), ==, 10 * SECOND);
	g_assert_cmpint(next_due(store, only_b), ==, 20 * SECOND);
	g_assert_cmpint(next_due(store, none), ==, G_MAXINT64);
	g_assert_null(claim(store, NULL, "w", 10 * SECOND - 1, SECOND));
	g_autoptr(job_t) first = claim(store, only_b, "w", 40 * SECOND, 100 * SECOND);
	g_assert_cmpstr(first->key, ==, "k2");
	g_autoptr(job_t) second = claim(store, NULL, "w", 40 * SECOND, 100 * SECOND);
	g_assert_cmpstr(second->key, ==, "k3");
	g_assert_cmpint(second->state, ==, JOB_RUNNING);
	g_assert_cmpint(second->lease, ==, 140 * SECOND);
	g_assert_cmpuint(second->tries, ==, 1);
	g_assert_cmpstr(second->argument, ==, "what");
	g_assert_cmpint(second->statement, ==, 0);
	g_autoptr(job_t) third = claim(store, NULL, "w", 40 * SECOND, 100 * SECOND);
	g_assert_cmpstr(third->key, ==, "k1");
	g_assert_null(claim(store, NULL, "w", 40 * SECOND, SECOND));
	/* leases that run out are due again */
	g_assert_cmpint(next_due(store, NULL), ==, 140 * SECOND);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

static void assert_lost(struct store *store, const struct job *job)
{
	g_autoptr(GError) error = NULL;
	const struct job_end how = { .job = job, .outcome = JOB_OUTCOME_DONE };
	g_assert_false(store_job_end(store, &how, 1, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
	g_clear_error(&error);
	g_assert_false(store_job_renew(store, job, 1000 * SECOND, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
}

static void test_leases(void)
{
	char *folder = sample_folder_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	order(store, "a", NULL, 0, SECOND);
	g_autoptr(job_t) slow = claim(store, NULL, "w", SECOND, 10 * SECOND);
	g_assert_true(store_job_renew(store, slow, 20 * SECOND, &error));
	g_assert_null(claim(store, NULL, "w", 15 * SECOND, SECOND));
	/* taken by a thread of the same name: the first one's claim is over */
	g_autoptr(job_t) quick = claim(store, NULL, "w", 20 * SECOND, 10 * SECOND);
	g_assert_cmpint(quick->id, ==, slow->id);
	g_assert_cmpuint(quick->tries, ==, 2);
	assert_lost(store, slow);
	end(store, quick, JOB_OUTCOME_DONE, 0, 21 * SECOND);
	assert_lost(store, quick);
	g_autoptr(job_t) over = store_job_get(store, quick->id, &error);
	g_assert_cmpint(over->state, ==, JOB_DONE);
	g_assert_cmpint(over->ended, ==, 21 * SECOND);
	g_assert_cmpint(over->lease, ==, 0);
	g_assert_cmpint(next_due(store, NULL), ==, G_MAXINT64);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

static void assert_retry_refused(struct store *store, gint64 id, enum liaison_error code)
{
	g_autoptr(GError) error = NULL;
	g_assert_false(store_job_retry(store, id, 1, &error));
	g_assert_error(error, LIAISON_ERROR, (gint)code);
}

static void test_retries(void)
{
	char *folder = sample_folder_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	order(store, "a", "key", 0, SECOND);
	g_autoptr(job_t) one = claim(store, NULL, "w", SECOND, SECOND);
	assert_retry_refused(store, one->id, LIAISON_ERROR_USAGE);
	end(store, one, JOB_OUTCOME_AGAIN, 50 * SECOND, 2 * SECOND);
	g_assert_cmpint(next_due(store, NULL), ==, 50 * SECOND);
	g_autoptr(job_t) waiting = store_job_get(store, one->id, &error);
	g_assert_cmpint(waiting->state, ==, JOB_WAITING);
	g_assert_cmpstr(waiting->reason, ==, "because");
	g_assert_cmpstr(waiting->output, ==, "said so\\x1B[1m");
	g_autoptr(job_t) two = claim(store, NULL, "v", 50 * SECOND, SECOND);
	g_assert_cmpuint(two->tries, ==, 2);
	g_assert_cmpstr(two->worker, ==, "v");
	end(store, two, JOB_OUTCOME_GIVE_UP, 0, 51 * SECOND);
	g_assert_null(claim(store, NULL, "w", 1000 * SECOND, SECOND));
	g_assert_true(store_job_retry(store, one->id, 60 * SECOND, &error));
	g_autoptr(job_t) three = claim(store, NULL, "w", 60 * SECOND, SECOND);
	g_assert_cmpuint(three->tries, ==, 1);
	assert_lost(store, one);                                /* same worker, same number of tries, an older claim */
	end(store, three, JOB_OUTCOME_DONE, 0, 61 * SECOND);
	assert_retry_refused(store, one->id, LIAISON_ERROR_USAGE);
	assert_retry_refused(store, 99, LIAISON_ERROR_NOT_FOUND);
	g_assert_null(store_job_get(store, 99, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
	/* what was done once is never ordered again */
	order(store, "a", "key", 0, 70 * SECOND);
	g_assert_null(claim(store, NULL, "w", 1000 * SECOND, SECOND));
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

static gboolean note(const struct job *job, gpointer data)
{
	GString *text = data;
	g_string_append_printf(text, "%s%s:%" G_GINT64_FORMAT, text->len > 0 ? " " : "", job->key, job->statement);
	return text->len < 60;
}

static void test_with_mail(void)
{
	char *folder = sample_folder_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) other = sample_new("o", "o");
	sample_put(store, other);
	g_autoptr(sample_t) sample = sample_new("a", "text");
	g_ptr_array_add(sample->statements, statement_new());
	const struct job_order orders[] = {
		{ .kind = "convert", .key = "convert:%d:1" }, { .kind = "settle", .statement = 1, .key = "settle:%d", .due = 5 },
		{ .kind = "publish" , .key = "100%" },
	};
	g_autoptr(GPtrArray) list = g_ptr_array_new();
	for (guint i = 0; i < G_N_ELEMENTS(orders); i++)
		g_ptr_array_add(list, (gpointer)(guintptr)&orders[i]);
	sample->request.jobs = list;
	sample_put(store, sample);
	sample_put(store, sample);
	g_autoptr(GString) text = g_string_new(NULL);
	g_assert_true(store_job_list(store, -1, note, text, &error));
	g_assert_cmpstr(text->str, ==, "convert:2:1:2 settle:3:3 100%:2");
	g_assert_true(store_job_list(store, JOB_DONE, note, text, &error));
	g_assert_cmpstr(text->str, ==, "convert:2:1:2 settle:3:3 100%:2");
	g_assert_cmpint(next_due(store, NULL), ==, 5);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);

	/* an order that cannot be is a fault of ours, and takes the mail's record with it: neither is there without the other */
	g_autoptr(sample_t) wrong = sample_new("b", "more");
	const struct job_order impossible = { .kind = "x", .statement = 1 };
	g_autoptr(GPtrArray) bad = g_ptr_array_new();
	g_ptr_array_add(bad, (gpointer)(guintptr)&impossible);
	wrong->request.jobs = bad;
	g_assert_null(store_put(store, &wrong->request, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL);
	g_clear_error(&error);
	g_assert_null(store_get(store, 4, &error));
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- many workers ---- */

#define MANY 300

struct crowd { struct store *store; gint done[MANY + 1]; };

static gpointer work(gpointer data)
{
	struct crowd *crowd = data;
	g_autofree char *name = g_strdup_printf("thread %p", (void *)g_thread_self());
	for (struct job *job; (job = claim(crowd->store, NULL, name, 100, 1000 * SECOND));) {
		g_atomic_int_inc(&crowd->done[job->id]);
		end(crowd->store, job, JOB_OUTCOME_DONE, 0, 100);
		job_free(job);
	}
	return NULL;
}

static void test_threads(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	struct crowd crowd = { .store = store };
	GThread *threads[6];
	for (guint i = 0; i < MANY; i++)
		order(store, "a", NULL, 0, 1);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("worker", work, &crowd);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		g_thread_join(threads[i]);
	for (guint i = 1; i <= MANY; i++)
		g_assert_cmpint(crowd.done[i], ==, 1);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* Each process writes one byte a job into a pipe: its number. */
static void work_alone(const char *folder, int out)
{
	g_autoptr(store_t) store = sample_open(folder, STORE_WRITE);
	g_autofree char *name = g_strdup_printf("process %d", (int)getpid());
	for (struct job *job; (job = claim(store, NULL, name, 100, 1000 * SECOND));) {
		const guint8 id = (guint8)job->id;
		end(store, job, JOB_OUTCOME_DONE, 0, 100);
		if (write(out, &id, 1) != 1)
			_exit(1);
		job_free(job);
	}
}

static void test_processes(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	int pipes[2];
	guint done[256] = { 0 };
	g_assert_cmpint(pipe(pipes), ==, 0);
	for (guint i = 0; i < 200; i++)
		order(store, "a", NULL, 0, 1);
	g_clear_pointer(&store, store_close);
	for (guint i = 0; i < 4; i++) {
		if (fork() != 0)
			continue;
		close(pipes[0]);
		work_alone(folder, pipes[1]);
		_exit(0);
	}
	close(pipes[1]);
	guint8 id;
	while (read(pipes[0], &id, 1) == 1)
		done[id]++;
	close(pipes[0]);
	for (int status; wait(&status) > 0;)
		g_assert_cmpint(status, ==, 0);
	for (guint i = 1; i <= 200; i++)
		g_assert_cmpuint(done[i], ==, 1);
	sample_folder_remove(folder);
}

/* ---- waiting ---- */

static gpointer order_soon(gpointer data)
{
	g_usleep(300 * 1000);
	g_autoptr(store_t) other = sample_open(data, STORE_WRITE);
	order(other, "a", NULL, 0, 1);
	return NULL;
}

static void test_wait(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	store_wait(store, 10000, -1);             /* the first time there is always something new */
	gint64 began = clock_monotonic();
	store_wait(store, 200, -1);
	g_assert_cmpint(clock_monotonic() - began, >=, 200 * 1000);

	/* written between two calls */
	order(store, "a", NULL, 0, 1);
	began = clock_monotonic();
	store_wait(store, 10000, -1);
	g_assert_cmpint(clock_monotonic() - began, <, 5 * SECOND);

	/* written by somebody else, later */
	GThread *thread = g_thread_new("other", order_soon, folder);
	began = clock_monotonic();
	store_wait(store, 60000, -1);
	g_assert_cmpint(clock_monotonic() - began, >=, 200 * 1000);
	g_assert_cmpint(clock_monotonic() - began, <, 30 * SECOND);
	g_thread_join(thread);

	int pipes[2];
	g_assert_cmpint(pipe(pipes), ==, 0);
	store_wait(store, 0, -1);
	g_assert_cmpint(write(pipes[1], "x", 1), ==, 1);
	began = clock_monotonic();
	store_wait(store, 60000, pipes[0]);
	g_assert_cmpint(clock_monotonic() - began, <, 5 * SECOND);
	close(pipes[0]);
	close(pipes[1]);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* Two that hand the same mail over are never at work at once; those of another mail are. */
static void test_one_hands_over(void)
{
	static const struct { const char *kind; gint64 statement; } orders[] = {
		{ "release", 1 }, { "queue-release", 1 }, { "distribute", 1 }, { "mail", 1 }, { "release", 2 }, { "queue-remove", 1 } };
	static const char *const expected[] = { "release", "mail", "release", "queue-release", "distribute", "queue-remove" };
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) one = sample_new("one", "text"), two = sample_new("two", "other");
	g_autoptr(GPtrArray) running = g_ptr_array_new_with_free_func((GDestroyNotify)job_free);
	sample_put(store, one);
	sample_put(store, two);
	for (guint i = 0; i < G_N_ELEMENTS(orders); i++) {
		const struct job_order job = { .kind = orders[i].kind, .statement = orders[i].statement, .due = 1 };
		g_assert_true(store_job_order(store, &job, 1, NULL));
	}
	for (guint i = 0; i < 3; i++)
		g_ptr_array_add(running, claim(store, NULL, "w", SECOND, SECOND));
	g_assert_cmpint(((struct job *)g_ptr_array_index(running, 2))->statement, ==, 2);
	/* what waits for them is not due, so that nobody looks for it again and again */
	g_assert_null(claim(store, NULL, "w", SECOND, SECOND));
	g_assert_cmpint(next_due(store, NULL), ==, 2 * SECOND);
	for (guint last = 0; running->len < G_N_ELEMENTS(expected); last = running->len - 1) {
		end(store, g_ptr_array_index(running, last), JOB_OUTCOME_DONE, 0, SECOND);
		g_ptr_array_add(running, claim(store, NULL, "w", SECOND, SECOND));
		g_assert_null(claim(store, NULL, "w", SECOND, SECOND));
	}
	for (guint i = 0; i < running->len; i++)
		g_assert_cmpstr(((struct job *)g_ptr_array_index(running, i))->kind, ==, expected[i]);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

static void order_of(struct store *store, const char *kind, gint64 statement)
{
	const struct job_order job = { .kind = kind, .statement = statement, .due = 1 };
	g_assert_true(store_job_order(store, &job, 1, NULL));
}

/* Whoever released it from the quarantine is gone, and nobody else here does that: what else hands the mail over goes on when its lease has run out. */
static void test_hand_over_left(void)
{
	static const char *const queue[] = { "queue-release", NULL }, *const ours[] = { "release", "distribute", NULL };
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) sample = sample_new("one", "text");
	sample_put(store, sample);
	order_of(store, "queue-release", 1);
	order_of(store, "release", 1);
	g_autoptr(job_t) left = claim(store, queue, "gone", SECOND, 10 * SECOND);
	g_assert_nonnull(left);
	g_assert_null(claim(store, ours, "w", 10 * SECOND, SECOND));
	g_assert_cmpint(next_due(store, ours), ==, 11 * SECOND);
	g_autoptr(job_t) release = claim(store, ours, "w", 11 * SECOND, 10 * SECOND);
	g_assert_cmpstr(release->kind, ==, "release");
	/* and who comes back then, or comes to another, waits in turn */
	order_of(store, "distribute", 1);
	g_assert_null(claim(store, queue, "back", 12 * SECOND, SECOND));
	g_assert_null(claim(store, ours, "w", 12 * SECOND, SECOND));
	g_assert_cmpint(next_due(store, NULL), ==, 21 * SECOND);
	end(store, release, JOB_OUTCOME_DONE, 0, 13 * SECOND);
	g_autoptr(job_t) back = claim(store, queue, "back", 13 * SECOND, SECOND);
	g_assert_cmpint(back->id, ==, left->id);
	g_assert_null(claim(store, ours, "w", 13 * SECOND, SECOND));
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/jobs/order-of-claims", test_order_of_claims);
	g_test_add_func("/store/jobs/one-hands-over", test_one_hands_over);
	g_test_add_func("/store/jobs/hand-over-left", test_hand_over_left);
	g_test_add_func("/store/jobs/leases", test_leases);
	g_test_add_func("/store/jobs/retries", test_retries);
	g_test_add_func("/store/jobs/with-mail", test_with_mail);
	g_test_add_func("/store/jobs/threads", test_threads);
	g_test_add_func("/store/jobs/processes", test_processes);
	g_test_add_func("/store/jobs/wait", test_wait);
	return g_test_run();
}
