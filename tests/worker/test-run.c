/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-run.c - one job to its end: what each outcome leaves in the record, with kinds of the test's own
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include "../../src/worker/run.h"
#include "../store/sample.h"

#define HOUR (3600 * (gint64)G_USEC_PER_SEC)

/* ---- kinds ---- */

static guint runs;

static gboolean run_good(G_GNUC_UNUSED const struct worker *worker, G_GNUC_UNUSED const struct job *job, struct outcome *outcome, G_GNUC_UNUSED GError **error)
{
	runs++;
	outcome->output = g_strdup("said this");
	return TRUE;
}

static gboolean run_bad(G_GNUC_UNUSED const struct worker *worker, G_GNUC_UNUSED const struct job *job, G_GNUC_UNUSED struct outcome *outcome, GError **error)
{
	runs++;
	g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "never will");
	return FALSE;
}

static gboolean run_later(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	runs++;
	g_assert_cmpint(worker->last_try, ==, job->tries == 3);
	outcome->output = g_strdup("not now");
	g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "is busy");
	return FALSE;
}

static gboolean run_partly(G_GNUC_UNUSED const struct worker *worker, G_GNUC_UNUSED const struct job *job, struct outcome *outcome, G_GNUC_UNUSED GError **error)
{
	outcome->reason = g_strdup("half of it is missing");
	return TRUE;
}

/* of a record that is not there: the change can never be written */
static gboolean run_nowhere(const struct worker *worker, G_GNUC_UNUSED const struct job *job, struct outcome *outcome, G_GNUC_UNUSED GError **error)
{
	outcome->change = change_new(4711, "(System)", FALSE, worker->now);
	change_event(outcome->change, EVENT_COMMENT, "x");
	return TRUE;
}

static gint freed;

static void count_freed(gpointer data)
{
	freed += GPOINTER_TO_INT(data);
}

static gboolean run_keeps(G_GNUC_UNUSED const struct worker *worker, G_GNUC_UNUSED const struct job *job, struct outcome *outcome, G_GNUC_UNUSED GError **error)
{
	outcome->kept = GINT_TO_POINTER(1);
	outcome->free_kept = count_freed;
	return TRUE;
}

static const struct worker_kind good = { "good", 0, run_good }, bad = { "bad", 0, run_bad }, later = { "later", 0, run_later },
	seldom = { "seldom", 2, run_good }, partly = { "partly", 0, run_partly }, nowhere = { "nowhere", 0, run_nowhere }, keeps = { "keeps", 0, run_keeps };
const struct worker_kind *const worker_kinds[] = { &good, &bad, &later, &seldom, &partly, &nowhere, &keeps, NULL };

/* ---- surroundings ---- */

struct fixture {
	char *folder;
	struct settings settings;
	struct store *store;
};

static void set_up(struct fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	fixture->folder = sample_folder_new();
	fixture->store = sample_open(fixture->folder, STORE_CREATE);
	fixture->settings.worker.tries = 3;
	fixture->settings.worker.pause_seconds = 60;
	runs = 0;
}

static void tear_down(struct fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	store_close(fixture->store);
	sample_folder_remove(fixture->folder);
}

static void order(struct fixture *fixture, const char *kind)
{
	struct job_order job = { .kind = kind };
	g_autoptr(GError) error = NULL;

	g_assert_true(store_job_order(fixture->store, &job, clock_now(), &error));
	g_assert_no_error(error);
}

/* at: a later hour, so that the pause is over */
static struct job *claim(struct fixture *fixture, const char *worker, gint64 at, gint64 lease)
{
	g_autoptr(GError) error = NULL;
	struct job *job = store_job_claim(fixture->store, NULL, worker, at, lease, &error);

	g_assert_no_error(error);
	return job;
}

static gint64 hours(gint n)
{
	return clock_now() + n * HOUR;
}

/* Claims and runs once; what is in the record then. */
static struct job *run_once(struct fixture *fixture, gint64 at, struct run_result *ret_result)
{
	g_autoptr(job_t) job = claim(fixture, "a", at, HOUR);
	g_autoptr(GError) error = NULL;
	struct job *after;

	g_assert_nonnull(job);
	run_job(&fixture->settings, fixture->store, job, ret_result);
	after = store_job_get(fixture->store, job->id, &error);
	g_assert_no_error(error);
	return after;
}

/* ---- tests ---- */

static void test_ends(struct fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	static const struct { const char *kind; enum job_state state; const char *reason, *output; } table[] = {
		{ "good", JOB_DONE, NULL, "said this" },
		{ "bad", JOB_FAILED, "never will", NULL },
		{ "later", JOB_WAITING, "is busy", "not now" },
		{ "partly", JOB_FAILED, "half of it is missing", NULL },
		{ "unheard", JOB_FAILED, "this worker knows no job of kind 'unheard'", NULL },
		{ "keeps", JOB_DONE, NULL, NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		struct run_result result;
		g_autoptr(job_t) after = NULL;

		order(fixture, table[i].kind);
		after = run_once(fixture, clock_now(), &result);
		g_test_message("%s", table[i].kind);
		g_assert_no_error(result.error);
		g_assert_cmpint(after->state, ==, table[i].state);
		g_assert_cmpstr(after->reason, ==, table[i].reason);
		g_assert_cmpstr(after->output, ==, table[i].output);
		run_result_clear(&result);
	}
	g_assert_cmpint(freed, ==, 1);
}

static void test_given_up(struct fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	static const gint hour[] = { 0, 1, 2 };

	order(fixture, "later");
	for (guint i = 0; i < G_N_ELEMENTS(hour); i++) {
		struct run_result result;
		g_autoptr(job_t) after = run_once(fixture, hours(hour[i]), &result);

		g_assert_cmpuint(after->tries, ==, i + 1);
		g_assert_cmpint(after->state, ==, i < 2 ? JOB_WAITING : JOB_FAILED);
		g_assert_cmpstr(after->reason, ==, i < 2 ? "is busy" : "is busy (tried 3 times)");
		if (i < 2)
			g_assert_cmpint((after->due - clock_now()) / G_USEC_PER_SEC, <=, i == 0 ? 60 : 120);
		run_result_clear(&result);
	}
	g_assert_cmpuint(runs, ==, 3);
}

/* It takes its workers down: claimed again and again, never ended. */
static void test_never_ends(struct fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	struct run_result result;
	g_autoptr(job_t) after = NULL;

	order(fixture, "seldom");
	for (gint i = 0; i < 3; i++)
		job_free(claim(fixture, "dies", hours(i), 1));
	after = run_once(fixture, hours(4), &result);
	g_assert_cmpuint(runs, ==, 0);
	g_assert_cmpint(after->state, ==, JOB_FAILED);
	g_assert_cmpstr(after->reason, ==, "begun 3 times without coming to an end; the last reason: the worker died");
	run_result_clear(&result);
}

/* What was done under a lease that ran out is thrown away. */
static void test_lease_lost(struct fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	g_autoptr(job_t) first = NULL, second = NULL, after = NULL;
	g_autoptr(GError) error = NULL;
	struct run_result result;

	order(fixture, "good");
	first = claim(fixture, "slow", clock_now(), 1);
	second = claim(fixture, "quick", hours(1), HOUR);
	g_assert_nonnull(second);
	g_assert_cmpint(first->id, ==, second->id);
	run_job(&fixture->settings, fixture->store, first, &result);
	g_assert_error(result.error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
	run_result_clear(&result);
	g_assert_false(run_give_back(fixture->store, first, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
	run_job(&fixture->settings, fixture->store, second, &result);
	g_assert_no_error(result.error);
	run_result_clear(&result);
	g_clear_error(&error);
	after = store_job_get(fixture->store, first->id, &error);
	g_assert_cmpint(after->state, ==, JOB_DONE);
}

static void test_change_fails(struct fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	struct run_result result;
	g_autoptr(job_t) after = NULL;

	order(fixture, "nowhere");
	after = run_once(fixture, clock_now(), &result);
	g_assert_no_error(result.error);
	g_assert_cmpint(after->state, ==, JOB_FAILED);
	g_assert_nonnull(strstr(after->reason, "4711"));
	run_result_clear(&result);
}

static void test_give_back(struct fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
	g_autoptr(job_t) job = NULL, next = NULL;
	g_autoptr(GError) error = NULL;

	order(fixture, "good");
	job = claim(fixture, "ends", clock_now(), HOUR);
	g_assert_null(claim(fixture, "next", clock_now(), HOUR));
	g_assert_true(run_give_back(fixture->store, job, &error));
	next = claim(fixture, "next", clock_now(), HOUR);
	g_assert_nonnull(next);
	g_assert_cmpint(next->id, ==, job->id);
}

static void test_pause(void)
{
	static const struct { guint pause, tries; gint64 seconds; } table[] = {
		{ 60, 0, 60 }, { 60, 1, 60 }, { 60, 2, 120 }, { 60, 5, 960 }, { 60, 9, 15360 }, { 60, 10, 21600 }, { 60, 4000000000u, 21600 },
		{ 0, 1, 0 }, { 0, 100, 0 }, { 86400, 1, 21600 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		g_assert_cmpint(run_pause(table[i].pause, table[i].tries), ==, table[i].seconds * G_USEC_PER_SEC);
}

int main(int argc, char **argv)
{
	static const struct { const char *name; void (*run)(struct fixture *, gconstpointer); } table[] = {
		{ "/worker/run/ends", test_ends }, { "/worker/run/given-up", test_given_up }, { "/worker/run/never-ends", test_never_ends },
		{ "/worker/run/lease-lost", test_lease_lost }, { "/worker/run/change-fails", test_change_fails }, { "/worker/run/give-back", test_give_back },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		g_test_add(table[i].name, struct fixture, NULL, set_up, table[i].run, tear_down);
	g_test_add_func("/worker/run/pause", test_pause);
	return g_test_run();
}
