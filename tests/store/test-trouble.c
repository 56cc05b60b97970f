/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-trouble.c - disk full, I/O errors at every step, locked by another process, taken away or replaced: never a success that is
 * not on disk, and the same handle goes on once the cause is gone
 */
#include "config.h"
#include "sample.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include "faulty-vfs.h"
#include "internal.h"

static gboolean try_put(struct store *store, const char *id, const char *content, gboolean *ret_fresh, GError **error)
{
	g_autoptr(sample_t) sample = sample_new(id, content);
	g_autoptr(store_receipt_t) receipt = store_put(store, &sample->request, error);
	if (receipt)
		*ret_fresh = receipt->fresh;
	return receipt != NULL;
}

static void assert_put(struct store *store, const char *id)
{
	g_autoptr(GError) error = NULL;
	gboolean fresh = FALSE;
	g_assert_true(try_put(store, id, id, &fresh, &error));
	g_assert_no_error(error);
}

static gint64 count_records(struct store *store)
{
	struct store_stats stats;
	g_autoptr(GError) error = NULL;
	g_assert_true(store_get_stats(store, &stats, &error));
	g_assert_no_error(error);
	return stats.records;
}

static void assert_temporary(const GError *error, const char *word)
{
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY);
	if (!strstr(error->message, word))
		g_error("'%s' does not name '%s'", error->message, word);
}

/* ---- each call to the disk fails once, or from then on ---- */

static const struct io_case { const char *name; enum faulty_call call; int code; gboolean lasting; const char *word; } io_cases[] = {
	{ "write fails once", FAULTY_WRITE, SQLITE_IOERR_WRITE, FALSE, "cannot write" },
	{ "disk full once", FAULTY_WRITE, SQLITE_FULL, FALSE, "full" },
	{ "sync fails once", FAULTY_SYNC, SQLITE_IOERR_FSYNC, FALSE, "cannot write" },
	{ "write fails for long", FAULTY_WRITE, SQLITE_IOERR_WRITE, TRUE, "cannot write" },
	{ "disk full for long", FAULTY_WRITE, SQLITE_FULL, TRUE, "full" },
	{ "sync fails for long", FAULTY_SYNC, SQLITE_IOERR_FSYNC, TRUE, "cannot write" },
};

static void test_io(gconstpointer data)
{
	const struct io_case *each = data;
	gboolean failed = TRUE;
	guint n = 0;
	while (failed) {
		char *folder = sample_folder_new();
		struct store *store = sample_open(folder, STORE_CREATE);
		g_autoptr(GError) error = NULL;
		gboolean fresh = FALSE;
		assert_put(store, "a@itu.example");
		faulty_arm(each->call, ++n, each->code, each->lasting);
		const gboolean told = try_put(store, "b@itu.example", "b", &fresh, &error);
		failed = faulty_disarm();
		if (!told)
			assert_temporary(error, each->word);
		g_assert_true(told || failed);
		assert_put(store, "c@itu.example");
		g_assert_true(try_put(store, "b@itu.example", "b", &fresh, NULL));
		if (told)
			g_assert_false(fresh);
		for (guint i = 0; i < 2; i++) {
			g_assert_cmpint(count_records(store), ==, 3);
			g_assert_cmpuint(sample_count_faults(store), ==, 0);
			store_close(store);
			store = i == 0 ? sample_open(folder, STORE_WRITE) : NULL;
		}
		sample_folder_remove(folder);
		g_assert_cmpuint(n, <, 500);
	}
	g_test_message("%u calls", n - 1);
	g_assert_cmpuint(n, >, 1);
}

/* In a shared transaction that falls, whoever can stand alone does. */
static gpointer put_thread(gpointer data)
{
	struct store *store = data;
	guint told = 0;
	static gint number;
	for (guint i = 0; i < 50; i++) {
		g_autofree char *id = g_strdup_printf("t%d@itu.example", g_atomic_int_add(&number, 1));
		g_autoptr(GError) error = NULL;
		gboolean fresh = FALSE;
		/* not fresh: the commit failed and was there all the same, which the second try then found */
		if (try_put(store, id, id, &fresh, &error))
			told++;
		else
			assert_temporary(error, "record");
	}
	return GUINT_TO_POINTER(told);
}

static void test_io_many(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	GThread *threads[6];
	guint told = 0, faults = 0;
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("put", put_thread, store);
	for (guint i = 0; i < 60; i++) {
		faulty_arm(i % 2 ? FAULTY_WRITE : FAULTY_SYNC, 1 + i % 7, i % 3 ? SQLITE_IOERR_WRITE : SQLITE_FULL, FALSE);
		g_usleep(3000);
		faults += faulty_disarm() != FALSE;
	}
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		told += GPOINTER_TO_UINT(g_thread_join(threads[i]));
	g_test_message("%u of 300 told, %u faults of the disk", told, faults);
	/* a failed sync may leave a record that nobody was told of; never the other way round */
	g_assert_cmpint(count_records(store), >=, told);
	g_assert_cmpuint(told, >, 0);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	assert_put(store, "after@itu.example");
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- locked by another process ---- */

static void test_locked(void)
{
	char *folder = sample_folder_new();
	g_autofree char *path = g_build_filename(folder, "record.db", NULL);
	store_close(sample_open(folder, STORE_CREATE));
	int ready[2], leave[2];
	char byte = 0;
	g_assert_cmpint(pipe(ready), ==, 0);
	g_assert_cmpint(pipe(leave), ==, 0);
	const pid_t child = fork();
	g_assert_cmpint(child, >=, 0);
	if (child == 0) {
		struct connection *connection = connection_open(path, STORE_WRITE, 1000, NULL);
		close(leave[1]);
		if (!connection || !connection_execute(connection, "BEGIN IMMEDIATE", NULL) || write(ready[1], "x", 1) != 1 ||
		    read(leave[0], &byte, 1) < 0)
			_exit(1);
		_exit(connection_execute(connection, "ROLLBACK", NULL) ? 0 : 1);
	}
	g_assert_cmpint((gint64)read(ready[0], &byte, 1), ==, 1);
	g_autoptr(GError) error = NULL;
	g_autoptr(store_t) store = store_open(path, STORE_WRITE, 200, &error);
	g_assert_no_error(error);
	gboolean fresh = FALSE;
	const gint64 began = clock_monotonic();
	g_assert_false(try_put(store, "a@itu.example", "a", &fresh, &error));
	assert_temporary(error, "locked");
	g_assert_cmpint(clock_monotonic() - began, >=, 150000);
	g_assert_cmpint(clock_monotonic() - began, <, 3000000);
	g_assert_cmpint(count_records(store), ==, 0);        /* reading goes on */
	close(leave[1]);
	int status = 0;
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_cmpint(status, ==, 0);
	assert_put(store, "a@itu.example");
	close(ready[0]), close(ready[1]), close(leave[0]);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- the file is taken away, or another put in its place ---- */

static void test_moved(void)
{
	char *folder = sample_folder_new();
	g_autofree char *path = g_build_filename(folder, "record.db", NULL);
	g_autofree char *aside = g_build_filename(folder, "aside.db", NULL);
	g_autofree char *copy = g_build_filename(folder, "copy.db", NULL);
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(GError) error = NULL;
	gboolean fresh = FALSE;
	assert_put(store, "a@itu.example");
	g_assert_true(store_backup(store, copy, NULL, NULL, &error));
	assert_put(store, "b@itu.example");

	g_assert_cmpint(g_rename(path, aside), ==, 0);
	g_assert_false(try_put(store, "c@itu.example", "c", &fresh, &error));
	g_assert_nonnull(error);
	g_assert_false(g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL));
	g_clear_error(&error);
	g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));     /* never begun anew */

	g_assert_cmpint(g_rename(aside, path), ==, 0);             /* brought back */
	assert_put(store, "c@itu.example");
	g_assert_cmpint(count_records(store), ==, 3);

	/* A copy put there beside the log of the former one: the two must not be mixed. */
	g_assert_cmpint(g_rename(copy, path), ==, 0);
	g_assert_false(try_put(store, "d@itu.example", "d", &fresh, &error));
	assert_temporary(error, "-wal");
	g_clear_error(&error);
	g_assert_null(store_get(store, 1, &error));
	assert_temporary(error, "-wal");
	g_clear_error(&error);
	g_autofree char *log = g_strconcat(path, "-wal", NULL);
	g_autofree char *shared = g_strconcat(path, "-shm", NULL);
	g_unlink(log);
	g_unlink(shared);
	assert_put(store, "d@itu.example");
	g_assert_cmpint(count_records(store), ==, 2);
	g_assert_cmpint(store_find(store, "d@itu.example", NULL, &error), ==, 2);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	g_autoptr(store_t) again = sample_open(folder, STORE_WRITE);
	g_assert_cmpint(count_records(again), ==, 2);
	g_assert_cmpuint(sample_count_faults(again), ==, 0);
	g_clear_pointer(&again, store_close);
	sample_folder_remove(folder);
}

/* ---- a disk that is really full ---- */

static void fill_up(const char *path)
{
	FILE *file = fopen(path, "w");
	g_assert_nonnull(file);
	static const char block[4096];
	while (fwrite(block, sizeof block, 1, file) == 1 && fflush(file) == 0)
		;
	fclose(file);
}

static void test_full(void)
{
	char *folder = sample_folder_new();
	/* in a name space of our own: the disk goes away with us, however we end */
	if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mount("none", folder, "tmpfs", 0, "size=2m") != 0) {
		g_test_skip("a small disk can only be mounted by root");
		sample_folder_remove(folder);
		return;
	}
	g_autofree char *filler = g_build_filename(folder, "filler", NULL);
	g_autoptr(GError) error = NULL;
	struct store *store = sample_open(folder, STORE_CREATE);
	gboolean fresh = FALSE;
	guint told = 0;
	g_autofree char *large = g_strnfill(100000, 'x');
	for (; told < 1000; told++) {
		g_autofree char *id = g_strdup_printf("%u@itu.example", told);
		g_autofree char *content = g_strconcat(id, large, NULL);
		if (!try_put(store, id, content, &fresh, &error))
			break;
	}
	assert_temporary(error, "full");
	g_clear_error(&error);
	g_assert_cmpuint(told, >, 0);
	g_assert_cmpint(count_records(store), ==, told);
	fill_up(filler);
	g_assert_false(try_put(store, "more@itu.example", large, &fresh, &error));
	assert_temporary(error, "full");
	g_clear_error(&error);
	g_assert_cmpint(count_records(store), ==, told);

	/* room again: the same handle goes on */
	g_unlink(filler);
	g_assert_cmpint(mount("none", folder, "tmpfs", MS_REMOUNT, "size=20m"), ==, 0);
	assert_put(store, "after@itu.example");
	g_assert_true(try_put(store, "more@itu.example", large, &fresh, NULL));
	g_assert_cmpint(count_records(store), ==, told + 2);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	store_close(store);
	store = sample_open(folder, STORE_WRITE);
	g_assert_cmpint(count_records(store), ==, told + 2);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	store_close(store);

	/* nor can one be begun there, nor copied to */
	fill_up(filler);
	g_autofree char *other = g_build_filename(folder, "other.db", NULL);
	g_assert_null(store_open(other, STORE_CREATE, 100, &error));
	assert_temporary(error, "full");
	g_assert_cmpint(umount(folder), ==, 0);
	sample_folder_remove(folder);
}

int main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	faulty_install();
	for (guint i = 0; i < G_N_ELEMENTS(io_cases); i++) {
		g_autofree char *name = g_strdup_printf("/store/trouble/%s", io_cases[i].name);
		g_test_add_data_func(name, &io_cases[i], test_io);
	}
	g_test_add_func("/store/trouble/io-many", test_io_many);
	g_test_add_func("/store/trouble/locked", test_locked);
	g_test_add_func("/store/trouble/moved", test_moved);
	g_test_add_func("/store/trouble/full", test_full);
	return g_test_run();
}
