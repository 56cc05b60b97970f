/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-broken.c - publishing that is broken off, runs twice at once, or finds what it left behind damaged
 */
#include <config.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <glib/gstdio.h>
#include "../store/sample.h"
#include "fixture.h"

#define KILLS 30
#define TOGETHER 3

static void test_broken_off(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autofree char *state = g_build_filename(f->tree, ".liaison", "state", NULL);

	record_put(f->store, 1, STATE_POSTED, FALSE);
	g_assert_true(publish(f, f->tree, FALSE).full);
	g_assert_false(publish(f, f->tree, FALSE).full);
	g_assert_cmpint(g_unlink(state), ==, 0);
	g_assert_true(publish(f, f->tree, FALSE).full);
	f->options.contacts = PUBLISH_CONTACTS_ALL;
	g_assert_true(publish(f, f->tree, FALSE).full);
	g_assert_true(g_file_set_contents(state, "damaged", -1, NULL));
	g_assert_true(publish(f, f->tree, FALSE).full);
}

/* What is left beside the pages may be cut off anywhere, or be something else: then all is built anew. */
static void test_damaged(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autofree char *piece = g_build_filename(f->tree, ".liaison", "catalog", "0", NULL), *whole = NULL;
	g_autoptr(GRand) random = g_rand_new_with_seed(7);
	gsize length = 0;

	for (guint i = 0; i < 6; i++)
		record_put(f->store, i, STATE_POSTED, FALSE);
	publish(f, f->tree, FALSE);
	publish(f, f->whole, TRUE);
	g_assert_true(g_file_get_contents(piece, &whole, &length, NULL));
	for (gsize n = 0; n < length; n += n < 40 ? 5 : 97) {
		g_assert_true(g_file_set_contents(piece, whole, (gssize)n, NULL));
		record_event(f->store, 1, EVENT_PRIVATE_COMMENT, "an event, so that there is something to do");
		publish(f, f->tree, FALSE);
	}
	assert_same_trees(f->tree, f->whole, "after pieces that were cut off");
	for (guint i = 0; i < 40; i++) {
		g_autofree char *bent = g_memdup2(whole, length);

		/* numbers and counts, which lead somewhere; a text that is another one would be another text */
		for (guint j = 0; j < 6; j++)
			bent[g_rand_int_range(random, 0, (gint)length)] = (char)g_rand_int_range(random, 0, 256);
		g_assert_true(g_file_set_contents(piece, bent, (gssize)length, NULL));
		record_event(f->store, 1, EVENT_PRIVATE_COMMENT, "an event, so that there is something to do");
		publish(f, f->tree, FALSE);
	}
	publish(f, f->tree, TRUE);
	assert_same_trees(f->tree, f->whole, "after pieces that were bent");
}

/* ---- other processes ---- */

/* fill FOLDER again: publishes until it is killed, or `runs` times. */
static GPid start(struct fixture *f, guint runs, gboolean full)
{
	g_autofree char *program = g_test_build_filename(G_TEST_BUILT, "publish", "fill", NULL), *count = g_strdup_printf("%u", runs);
	char *argv[] = { program, f->folder, (char *)"again", count, (char *)(full ? "full" : "new"), NULL };
	g_autoptr(GError) error = NULL;
	GPid pid;

	g_assert_true(g_spawn_async(NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error));
	g_assert_no_error(error);
	return pid;
}

static int end_of(GPid pid)
{
	int status = 0;

	g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
	return status;
}

/* Whatever a killed run has left, the next one makes whole: every second one is a full run, which builds beside the old tree. */
static void test_killed(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(11);

	for (guint i = 0; i < KILLS; i++) {
		g_autofree char *when = g_strdup_printf("after kill %u", i);
		GPid pid;

		record_put(f->store, i * 9, i % 4 ? STATE_POSTED : STATE_PENDING, FALSE);
		if (i % 3 == 2)
			record_event(f->store, 1 + i / 3, i % 2 ? EVENT_KILLED : EVENT_COMMENT, "a reason");
		pid = start(f, 1000000, i % 2);
		g_usleep((gulong)g_rand_int_range(random, 2000, 60000));
		g_assert_cmpint(kill(pid, SIGKILL), ==, 0);
		g_assert_true(WIFSIGNALED(end_of(pid)));
		publish(f, f->tree, FALSE);
		publish(f, f->whole, TRUE);
		assert_same_trees(f->tree, f->whole, when);
	}
}

/* Several workers and a person, all at once: one run after the other, and nothing is missed. */
static void test_together(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	GPid pids[TOGETHER];

	record_put(f->store, 0, STATE_POSTED, FALSE);
	publish(f, f->tree, FALSE);
	for (guint i = 0; i < TOGETHER; i++)
		pids[i] = start(f, i ? 25 : 3, !i);
	for (guint i = 1; i < 40; i++)
		record_put(f->store, i * 5, STATE_POSTED, FALSE);
	for (guint i = 0; i < TOGETHER; i++)
		g_assert_cmpint(end_of(pids[i]), ==, 0);
	publish(f, f->tree, FALSE);
	publish(f, f->whole, TRUE);
	assert_same_trees(f->tree, f->whole, "after several at once");
}

#define ADD(path, test) g_test_add(path, struct fixture, NULL, fixture_set_up, test, fixture_tear_down)

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/publish/broken-off", test_broken_off);
	ADD("/publish/damaged", test_damaged);
	ADD("/publish/killed", test_killed);
	ADD("/publish/together", test_together);
	return g_test_run();
}
