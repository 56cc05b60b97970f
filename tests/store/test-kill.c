/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-kill.c - a writing process is killed at random moments: what it told to be on record is there, once, and the file is whole
 */
#include "config.h"
#include "sample.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 30
#define THREADS 4

struct worker { struct store *store; int told; guint round, number; };

static gpointer put_until_killed(gpointer data)
{
	const struct worker *worker = data;
	for (guint n = 0;; n++) {
		g_autofree char *id = g_strdup_printf("%u-%u-%u@itu.example", worker->round, worker->number, n);
		g_autofree char *filler = g_strnfill(n % 7 == 0 ? 200000 : 3000, 'x');
		g_autofree char *line = g_strconcat(id, "\n", NULL);
		g_autoptr(sample_t) sample = sample_new(id, id);
		g_autofree char *text = g_strconcat(id, filler, NULL);
		sample_attach(sample, "a.doc", "application/msword", text);
		g_autoptr(store_receipt_t) receipt = store_put(worker->store, &sample->request, NULL);
		/* a short line goes into a pipe whole */
		if (!receipt || write(worker->told, line, strlen(line)) < 0)
			_exit(1);
	}
	return NULL;
}

static void be_child(const char *folder, guint round, int told)
{
	struct store *store = sample_open(folder, STORE_CREATE);
	struct worker workers[THREADS];
	for (guint i = 0; i < THREADS; i++) {
		workers[i] = (struct worker){ .store = store, .told = told, .round = round, .number = i };
		g_thread_unref(g_thread_new("put", put_until_killed, &workers[i]));
	}
	pause();
}

/* The ids that the child told before it was killed. */
static void run_child(const char *folder, guint round, GPtrArray *told)
{
	int ends[2];
	g_assert_cmpint(pipe(ends), ==, 0);
	const pid_t child = fork();
	g_assert_cmpint(child, >=, 0);
	if (child == 0) {
		close(ends[0]);
		be_child(folder, round, ends[1]);
		_exit(1);
	}
	close(ends[1]);
	FILE *lines = fdopen(ends[0], "r");
	char line[200];
	const guint wanted = told->len + (guint)g_random_int_range(0, 25);
	gboolean killed = FALSE;
	while (fgets(line, sizeof line, lines)) {
		g_ptr_array_add(told, g_strndup(line, strcspn(line, "\n")));
		if (told->len < wanted || killed)
			continue;
		g_usleep((gulong)g_random_int_range(0, 8000));
		kill(child, SIGKILL);
		killed = TRUE;
	}
	fclose(lines);
	int status = 0;
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFSIGNALED(status));
	g_assert_cmpint(WTERMSIG(status), ==, SIGKILL);
}

static gboolean count_id(const struct record *record, gpointer data)
{
	const guint n = GPOINTER_TO_UINT(g_hash_table_lookup(data, record->message_id));
	g_hash_table_insert(data, g_strdup(record->message_id), GUINT_TO_POINTER(n + 1));
	return TRUE;
}

static void test_killed(void)
{
	char *folder = sample_folder_new();
	g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func(g_free);
	for (guint round = 0; round < ROUNDS; round++) {
		run_child(folder, round, told);
		g_autoptr(store_t) store = sample_open(folder, STORE_WRITE);
		if (round % 5 == 0 || round + 1 == ROUNDS)
			g_assert_cmpuint(sample_count_faults(store), ==, 0);
	}
	g_autoptr(store_t) store = sample_open(folder, STORE_WRITE);
	g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const struct store_filter all = STORE_FILTER_ALL;
	GHashTableIter iter;
	gpointer value;
	g_assert_true(store_list(store, &all, count_id, counts, NULL));
	g_test_message("%u told, %u on record, after %u kills", told->len, g_hash_table_size(counts), ROUNDS);
	for (guint i = 0; i < told->len; i++)
		g_assert_true(g_hash_table_contains(counts, g_ptr_array_index(told, i)));
	for (g_hash_table_iter_init(&iter, counts); g_hash_table_iter_next(&iter, NULL, &value);)
		g_assert_cmpuint(GPOINTER_TO_UINT(value), ==, 1);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

int main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/kill/killed", test_killed);
	return g_test_run();
}
