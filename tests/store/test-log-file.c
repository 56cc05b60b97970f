/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-log-file.c - a transaction is in the log when its COMMIT has answered, whole and not before, in few calls
 */
#include "config.h"
#include "sample.h"

#include <glib/gstdio.h>
#include "faulty-vfs.h"
#include "internal.h"
#include "log_file.h"

static sqlite3 *open_with(const char *path, const char *vfs, const char *pragmas)
{
	sqlite3 *db = NULL;
	g_assert_cmpint(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(db, pragmas, NULL, NULL, NULL), ==, SQLITE_OK);
	return db;
}

static void execute(sqlite3 *db, const char *sql)
{
	char *why = NULL;
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		g_error("%s: %s", sql, why);
}

static gint64 ask(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *query = NULL;
	g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &query, NULL), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_step(query), ==, SQLITE_ROW);
	const gint64 value = sqlite3_column_int64(query, 0);
	sqlite3_finalize(query);
	return value;
}

static void copy(const char *from, const char *to)
{
	g_autofree char *bytes = NULL;
	gsize length = 0;
	g_assert_true(g_file_get_contents(from, &bytes, &length, NULL));
	g_assert_true(g_file_set_contents(to, bytes, (gssize)length, NULL));
}

/* What is found after a power failure now: the files as they are, without the index that lies in memory, seen by the engine's own disk. */
static gint64 rows_on_disk(const char *folder, const char *path)
{
	g_autofree char *other = g_build_filename(folder, "copy.db", NULL), *log = g_strconcat(path, "-wal", NULL);
	g_autofree char *other_log = g_strconcat(other, "-wal", NULL), *other_index = g_strconcat(other, "-shm", NULL);
	copy(path, other);
	copy(log, other_log);
	g_unlink(other_index);
	sqlite3 *db = open_with(other, NULL, "");
	g_assert_cmpint(ask(db, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), ==, 1);
	const gint64 rows = ask(db, "SELECT count(*) FROM t");
	sqlite3_close(db);
	g_unlink(other);
	g_unlink(other_log);
	g_unlink(other_index);
	return rows;
}

static const struct sizes { const char *name, *pragmas; guint rows; } sizes[] = {
	{ "one page", "PRAGMA cache_size = 1000", 1 },
	{ "many pages", "PRAGMA cache_size = 1000", 200 },
	{ "more than is gathered", "PRAGMA cache_size = 1000", 900 },
	{ "more than the cache, which is written before the end", "PRAGMA cache_size = 10", 900 },
	{ "large pages", "PRAGMA cache_size = 10", 900 },
};

/* Rows, others that are taken back, the first ones changed again: frames of a transaction that are read, and written anew where they stand. */
static void fill(sqlite3 *db, guint rows)
{
	for (guint i = 0; i < rows; i++) {
		execute(db, "INSERT INTO t (text) VALUES (hex(randomblob(1500)))");
		if (i % 50 != 0)
			continue;
		execute(db, "SAVEPOINT s; INSERT INTO t (text) VALUES (hex(randomblob(60000))); UPDATE t SET text = 'lost'; ROLLBACK TO s; RELEASE s;"
		        "UPDATE t SET text = text || 'x' WHERE id % 7 = 0");
	}
}

static void test_size(gconstpointer data)
{
	const struct sizes *each = data;
	char *folder = sample_folder_new();
	g_autofree char *path = g_build_filename(folder, "t.db", NULL);
	const char *page_size = g_str_equal(each->name, "large pages") ? "PRAGMA page_size = 65536; PRAGMA journal_mode = WAL;" : "PRAGMA journal_mode = WAL;";
	sqlite3 *db = open_with(path, log_file_vfs(), page_size);
	execute(db, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO t (text) VALUES ('first')");
	execute(db, each->pragmas);
	sqlite3 *reader = open_with(path, log_file_vfs(), "");
	for (guint round = 0; round < 3; round++) {
		const gint64 before = ask(reader, "SELECT count(*) FROM t");
		execute(db, "BEGIN IMMEDIATE");
		fill(db, each->rows);
		g_assert_cmpint(ask(reader, "SELECT count(*) FROM t"), ==, before);
		g_assert_cmpint(rows_on_disk(folder, path), ==, before);
		execute(db, round == 1 ? "ROLLBACK" : "COMMIT");
		const gint64 after = before + (round == 1 ? 0 : (gint64)each->rows);
		g_assert_cmpint(rows_on_disk(folder, path), ==, after);
		g_assert_cmpint(ask(reader, "SELECT count(*) FROM t"), ==, after);
		g_assert_cmpint(ask(db, "SELECT count(*) FROM t WHERE text = 'lost'"), ==, 0);
		if (round == 1)
			execute(db, "PRAGMA wal_checkpoint(TRUNCATE)");
	}
	sqlite3_close(reader);
	sqlite3_close(db);
	sample_folder_remove(folder);
}

/* Also where nothing is synced: whoever is told by the index that a transaction is there must find it in the file. */
static void test_unsynced(void)
{
	char *folder = sample_folder_new();
	g_autofree char *path = g_build_filename(folder, "t.db", NULL);
	sqlite3 *db = open_with(path, log_file_vfs(), "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)");
	sqlite3 *reader = open_with(path, NULL, "");
	for (gint64 i = 1; i <= 50; i++) {
		execute(db, "INSERT INTO t (text) VALUES (hex(randomblob(5000)))");
		g_assert_cmpint(ask(reader, "SELECT count(*) FROM t WHERE length(text) = 10000"), ==, i);
	}
	sqlite3_close(reader);
	sqlite3_close(db);
	sample_folder_remove(folder);
}

/* A message is some twenty pages. */
static void test_calls(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	for (guint i = 0; i < 5; i++) {
		g_autofree char *id = g_strdup_printf("%u@itu.example", i);
		g_autoptr(sample_t) sample = sample_new(id, id);
		g_autoptr(GError) error = NULL;
		faulty_arm(FAULTY_WRITE, 3, SQLITE_IOERR_WRITE, FALSE);
		g_autoptr(store_receipt_t) receipt = store_put(store, &sample->request, &error);
		g_assert_no_error(error);
		g_assert_false(faulty_disarm());
	}
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

int main(int argc, char *argv[])
{
	faulty_install();
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
		g_autofree char *path = g_strdup_printf("/log-file/size/%s", sizes[i].name);
		g_test_add_data_func(path, &sizes[i], test_size);
	}
	g_test_add_func("/log-file/not-synced", test_unsynced);
	g_test_add_func("/log-file/calls", test_calls);
	return g_test_run();
}
