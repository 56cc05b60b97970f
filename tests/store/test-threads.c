/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-threads.c - many threads at once: all on record exactly once, commits shared, one that fails falls alone, readers and
 * a backup beside
 */
#include "config.h"
#include "sample.h"

#include <string.h>
#include <liaison/error.h>
#include <liaison/jobs.h>
#include "internal.h"

#define THREADS 8
#define PUTS 200

struct worker { struct store *store; guint number; gint *stop; };

static struct sample *numbered(guint thread, guint n)
{
	g_autofree char *id = g_strdup_printf("%u-%u@itu.example", thread, n);
	struct sample *sample = sample_new(id, id);
	sample_attach(sample, "same.doc", "application/msword", "the same bytes in all of them");
	return sample;
}

static gpointer put_many(gpointer data)
{
	const struct worker *worker = data;
	for (guint n = 0; n < PUTS; n++) {
		g_autoptr(sample_t) sample = numbered(worker->number, n);
		sample_put(worker->store, sample);
	}
	return NULL;
}

static gboolean count_record(const struct record *record, gpointer data)
{
	g_hash_table_add(data, g_strdup(record->message_id));
	return TRUE;
}

static gpointer read_all_the_time(gpointer data)
{
	const struct worker *worker = data;
	const struct store_filter filter = { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .limit = 50, .newest_first = TRUE };
	while (!g_atomic_int_get(worker->stop)) {
		g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
		g_autoptr(GError) error = NULL;
		g_assert_true(store_list(worker->store, &filter, count_record, seen, &error));
		g_assert_no_error(error);
	}
	return NULL;
}

static void test_many(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autofree char *copy = g_build_filename(folder, "copy.db", NULL);
	struct worker workers[THREADS];
	GThread *threads[THREADS];
	gint stop = 0;
	struct worker reader = { .store = store, .stop = &stop };
	const gint before = g_atomic_int_get(&store->commits);
	GThread *reading = g_thread_new("read", read_all_the_time, &reader);
	for (guint i = 0; i < THREADS; i++) {
		workers[i] = (struct worker){ .store = store, .number = i };
		threads[i] = g_thread_new("put", put_many, &workers[i]);
	}
	/* copies meanwhile are whole, of whatever state */
	for (guint i = 0; i < 5; i++) {
		g_autoptr(GError) error = NULL;
		g_assert_true(store_backup(store, copy, NULL, NULL, &error));
		g_assert_no_error(error);
		g_autoptr(store_t) other = store_open(copy, STORE_READ, 1000, &error);
		g_assert_no_error(error);
		g_assert_cmpuint(sample_count_faults(other), ==, 0);
	}
	for (guint i = 0; i < THREADS; i++)
		g_thread_join(threads[i]);
	g_atomic_int_set(&stop, 1);
	g_thread_join(reading);
	const gint commits = g_atomic_int_get(&store->commits) - before;
	g_test_message("%d commits for %d messages", commits, THREADS * PUTS);
	g_assert_cmpint(commits, <, THREADS * PUTS);

	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const struct store_filter all = STORE_FILTER_ALL;
	struct store_stats stats;
	g_assert_true(store_list(store, &all, count_record, seen, NULL));
	g_assert_true(store_get_stats(store, &stats, NULL));
	g_assert_cmpuint(g_hash_table_size(seen), ==, THREADS * PUTS);
	g_assert_cmpint(stats.records, ==, THREADS * PUTS);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* The same mail by all threads at once: one record. */
static gpointer put_same(gpointer data)
{
	const struct worker *worker = data;
	for (guint n = 0; n < 40; n++) {
		g_autoptr(sample_t) sample = numbered(0, n);
		g_assert_cmpint(sample_put(worker->store, sample), >, 0);
	}
	return NULL;
}

static void test_same(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	struct worker worker = { .store = store };
	GThread *threads[THREADS];
	struct store_stats stats;
	for (guint i = 0; i < THREADS; i++)
		threads[i] = g_thread_new("put", put_same, &worker);
	for (guint i = 0; i < THREADS; i++)
		g_thread_join(threads[i]);
	g_assert_true(store_get_stats(store, &stats, NULL));
	g_assert_cmpint(stats.records, ==, 40);
	g_assert_cmpint(stats.resent, ==, 40 * (THREADS - 1));
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- one that fails beside others ---- */

struct odd { struct store *store; guint number; };

static gboolean insert_and_fail(struct connection *connection, gpointer data, GError **error)
{
	(void)data;
	/* something is written before the fault, and must be gone with it */
	if (!connection_execute(connection, "INSERT INTO content (sha256, size, data) VALUES ('left over', 1, x'00')", error))
		return FALSE;
	return store_set_error(error, LIAISON_ERROR_INTERNAL, "the fault of this one");
}

static gpointer mixed(gpointer data)
{
	const struct odd *odd = data;
	for (guint n = 0; n < 100; n++) {
		g_autoptr(GError) error = NULL;
		if (odd->number % 2 == 0) {
			g_autoptr(sample_t) sample = numbered(odd->number, n);
			sample_put(odd->store, sample);
			continue;
		}
		g_assert_false(store_write(odd->store, insert_and_fail, NULL, 100, &error));
		g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL);
		g_assert_cmpstr(error->message, ==, "the fault of this one");
	}
	return NULL;
}

static void test_falls_alone(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	struct odd odd[THREADS];
	GThread *threads[THREADS];
	struct store_stats stats;
	for (guint i = 0; i < THREADS; i++) {
		odd[i] = (struct odd){ .store = store, .number = i };
		threads[i] = g_thread_new("mixed", mixed, &odd[i]);
	}
	for (guint i = 0; i < THREADS; i++)
		g_thread_join(threads[i]);
	g_assert_true(store_get_stats(store, &stats, NULL));
	g_assert_cmpint(stats.records, ==, THREADS / 2 * 100);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- the log ---- */

static gint64 size_of(const char *folder, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *text = NULL;
	gsize length = 0;
	return g_file_get_contents(path, &text, &length, NULL) ? (gint64)length : 0;
}

/* However much is written without a pause, the log stays within what the checkpoints allow. */
static void test_log_is_bounded(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autofree char *filler = g_strnfill(600000, 'z');
	for (guint n = 0; n < 160; n++) {
		g_autoptr(sample_t) sample = numbered(0, n);
		g_autofree char *text = g_strdup_printf("%u%s", n, filler);
		sample_attach(sample, "large.doc", "application/msword", text);
		sample_put(store, sample);
	}
	const gint64 log = size_of(folder, "record.db-wal");
	g_test_message("the log holds %" G_GINT64_FORMAT " bytes after about 100 MB", log);
	g_assert_cmpint(log, <, 50 * 1024 * 1024);
	/* closing takes it in and away */
	g_clear_pointer(&store, store_close);
	g_assert_cmpint(size_of(folder, "record.db-wal"), ==, 0);
	g_assert_cmpint(size_of(folder, "record.db"), >, 90 * 1000 * 1000);
	sample_folder_remove(folder);
}

/* A reader that holds an old state for long: mail goes on, and comes to rest when it has gone. */
static void test_slow_reader(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(GError) error = NULL;
	g_autoptr(sample_t) first = numbered(1, 0);
	sample_put(store, first);
	struct connection *reader = store_begin_read(store, &error);
	gint64 n = 0;
	g_assert_no_error(error);
	g_assert_true(connection_query_int(reader, "SELECT count(*) FROM statement", &n, &error));
	g_autofree char *filler = g_strnfill(300000, 'z');
	for (guint i = 0; i < 60; i++) {
		g_autoptr(sample_t) sample = numbered(0, i);
		g_autofree char *text = g_strdup_printf("%u%s", i, filler);
		sample_attach(sample, "large.doc", "application/msword", text);
		sample_put(store, sample);
	}
	g_assert_true(connection_query_int(reader, "SELECT count(*) FROM statement", &n, &error));
	g_assert_cmpint(n, ==, 1);
	store_end_read(store, reader);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* Its last row cannot be written: of those before nothing is left, and its number is given to the next one. */
static void test_fails_alone(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	for (guint i = 0; i < 3; i++) {
		g_autoptr(sample_t) sample = sample_new("a@itu.example", "a");
		g_autoptr(GPtrArray) jobs = g_ptr_array_new();
		g_autoptr(GError) error = NULL;
		struct job_order good = { .kind = "convert", .statement = 0 }, wrong = { .kind = "convert", .statement = 1 };
		g_ptr_array_add(jobs, &good);
		if (i < 2)
			g_ptr_array_add(jobs, &wrong);
		sample->request.jobs = jobs;
		g_autoptr(store_receipt_t) receipt = store_put(store, &sample->request, &error);
		struct store_stats stats;
		g_assert_true(store_get_stats(store, &stats, NULL));
		g_assert_cmpint(stats.records, ==, i < 2 ? 0 : 1);
		g_assert_cmpuint(sample_count_faults(store), ==, 0);
		if (i < 2) {
			g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL);
			g_assert_null(receipt);
			continue;
		}
		g_assert_no_error(error);
		g_assert_true(receipt->fresh);
		g_assert_cmpint(g_array_index(receipt->ids, gint64, 0), ==, 1);
	}
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

int main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/threads/many", test_many);
	g_test_add_func("/store/threads/same", test_same);
	g_test_add_func("/store/threads/falls-alone", test_falls_alone);
	g_test_add_func("/store/threads/log-is-bounded", test_log_is_bounded);
	g_test_add_func("/store/threads/slow-reader", test_slow_reader);
	g_test_add_func("/store/threads/fails-alone", test_fails_alone);
	return g_test_run();
}
