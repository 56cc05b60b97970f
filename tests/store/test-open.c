/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-open.c - what may be opened, what becomes of an older file, and what is refused and left as it is
 */
#include "config.h"
#include "sample.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include <liaison/change.h>
#include <liaison/error.h>
#include "schema.h"

static struct connection *raw_connection(const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "record.db", NULL);
	struct connection *connection = g_new0(struct connection, 1);
	connection->path = g_steal_pointer(&path);
	connection->log = -1;
	g_assert_cmpint(sqlite3_open(connection->path, &connection->db), ==, SQLITE_OK);
	return connection;
}

static void execute(struct connection *connection, const char *sql)
{
	g_autoptr(GError) error = NULL;
	g_assert_true(connection_execute(connection, sql, &error));
	g_assert_no_error(error);
}

/* A file as an earlier program left it: the first steps only. */
static void make_version(const char *folder, guint version)
{
	struct connection *connection = raw_connection(folder);
	g_autoptr(GError) error = NULL;
	if (version > 0)
		g_assert_true(schema_migrate_by(connection, schema_steps(), version, &error));
	g_assert_no_error(error);
	connection_close(connection);
}

static void test_older(void)
{
	for (guint version = 0; version <= schema_version(); version++) {
		char *folder = sample_folder_new();
		make_version(folder, version);
		g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
		g_autoptr(sample_t) sample = sample_new("a@itu.example", "a");
		g_assert_cmpint(sample_put(store, sample), ==, 1);
		g_assert_cmpuint(sample_count_faults(store), ==, 0);
		g_clear_pointer(&store, store_close);
		sample_folder_remove(folder);
	}
}

/* The rows that programs of the first schema wrote, in a file as they left it. */
static void make_first(const char *folder)
{
	const char *top = g_getenv("top_srcdir"), rows[] = "tests/data/store/first-schema.sql";
	g_autofree char *path = top ? g_build_filename(top, rows, NULL) : g_test_build_filename(G_TEST_DIST, "..", rows, NULL), *sql = NULL;
	make_version(folder, 1);
	g_assert_true(g_file_get_contents(path, &sql, NULL, NULL));
	struct connection *connection = raw_connection(folder);
	execute(connection, sql);
	connection_close(connection);
}

static struct record *get(struct store *store, gint64 id)
{
	g_autoptr(GError) error = NULL;
	struct record *record = store_get(store, id, &error);
	g_assert_no_error(error);
	return record;
}

static void assert_first(struct store *store)
{
	static const enum state states[] = { STATE_POSTED, STATE_PENDING, STATE_PENDING, STATE_DEAD };
	static const guint events[] = { 1, 2, 2, 2 }, further[] = { 0, 1, 1, 0 };
	const gint64 when = G_GINT64_CONSTANT(1767225600000000);
	for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
		g_autoptr(record_t) record = get(store, i + 1);
		g_assert_cmpint(record->state, ==, states[i]);
		g_assert_cmpuint(record->events->len, ==, events[i]);
		g_assert_cmpuint(record->further->len, ==, further[i]);
		g_assert_cmpuint(record->quarantined->len, ==, 0);
		g_assert_cmpint(record->posted, ==, i == 0 ? when : 0);
		g_assert_cmpint(record->dead, ==, i == 3 ? when : 0);
		g_assert_nonnull(record->plan);
	}
	g_autoptr(record_t) posted = get(store, 1), held = get(store, 2), second = get(store, 3);
	struct statement *full[] = { sample_statement_full(0), sample_statement_full(1) };
	g_assert_true(sample_statements_equal(posted->statement, full[0]));
	g_assert_true(sample_statements_equal(second->statement, full[1]));
	statement_free(full[0]);
	statement_free(full[1]);
	g_assert_cmpuint(posted->attachments->len, ==, 1);
	const struct record_attachment *letter = g_ptr_array_index(posted->attachments, 0);
	g_assert_cmpstr(letter->name, ==, "letter.docx");
	g_assert_cmpuint(letter->results->len, ==, 0);
	g_assert_cmpuint(held->relations->len, ==, 1);
	g_assert_cmpint(((const struct record_relation *)g_ptr_array_index(held->relations, 0))->other, ==, 1);
	g_assert_true(g_str_has_prefix(held->plan, "hold"));
	g_assert_cmpuint(held->envelope->recipients->len, ==, 2);
}

/* Nothing is lost on the way from the first schema, and its records go on as those of today do. */
static void test_first(void)
{
	char *folder = sample_folder_new();
	make_first(folder);
	for (guint turn = 0; turn < 2; turn++) {
		g_autoptr(store_t) store = sample_open(folder, STORE_WRITE);
		assert_first(store);
		g_assert_cmpuint(sample_count_faults(store), ==, 0);
	}
	g_autoptr(store_t) store = sample_open(folder, STORE_WRITE);
	g_autoptr(sample_t) again = sample_new("third@itu.example", "third"), fresh = sample_new("a@itu.example", "a");
	g_assert_cmpint(sample_put(store, again), ==, 4);
	g_assert_cmpint(sample_put(store, fresh), ==, 5);
	g_autoptr(change_t) change = change_new(1, "sec@ietf.example", TRUE, fresh->request.received + 1);
	g_autoptr(GBytes) text = g_bytes_new_static("read", 4);
	change_typed(change, 0, "application/pdf");
	change_converted(change, 0, &(struct change_result){ "letter.txt", "text/plain", "a hook", text, TRUE });
	g_autoptr(GError) error = NULL;
	g_assert_true(store_change(store, change, NULL, &error));
	g_assert_no_error(error);
	g_autoptr(record_t) record = get(store, 1);
	const struct record_attachment *letter = g_ptr_array_index(record->attachments, 0);
	g_assert_cmpstr(letter->content_type, ==, "application/pdf");
	g_assert_true(((const struct record_result *)g_ptr_array_index(letter->results, 0))->for_reading);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- what is refused ---- */

static const struct refused_case {
	const char *name, *sql;         /* what makes the file; NULL: bytes */
	const char *bytes;
	enum store_mode mode;
	int code;
	const char *word;
} refused_cases[] = {
	{ "newer", "PRAGMA application_id = 1281974611; PRAGMA user_version = 9999; CREATE TABLE future (x);", NULL, STORE_CREATE, LIAISON_ERROR_SCHEMA, "9999" },
	{ "newer, reading", "PRAGMA application_id = 1281974611; PRAGMA user_version = 9999; CREATE TABLE future (x);", NULL, STORE_READ, LIAISON_ERROR_SCHEMA, "newer" },
	{ "older, reading", "PRAGMA application_id = 1281974611; PRAGMA user_version = 0; CREATE TABLE past (x);", NULL, STORE_READ, LIAISON_ERROR_SCHEMA, "older" },
	{ "negative", "PRAGMA application_id = 1281974611; PRAGMA user_version = -5; CREATE TABLE odd (x);", NULL, STORE_WRITE, LIAISON_ERROR_DATA, "negative" },
	{ "somebody else's", "PRAGMA application_id = 77; CREATE TABLE bookmarks (x);", NULL, STORE_CREATE, LIAISON_ERROR_DATA, "other program" },
	{ "nobody's", "CREATE TABLE bookmarks (x);", NULL, STORE_CREATE, LIAISON_ERROR_DATA, "other program" },
	{ "no database", NULL, "This is a letter and not a database. It is long enough to hold a header of one hundred bytes, all of them wrong.",
	  STORE_CREATE, LIAISON_ERROR_DATA, "damaged" },
	{ "short", NULL, "x", STORE_WRITE, LIAISON_ERROR_DATA, "record" },
	{ "empty, writing", NULL, "", STORE_WRITE, LIAISON_ERROR_DATA, "empty" },
	{ "empty, reading", NULL, "", STORE_READ, LIAISON_ERROR_DATA, "empty" },
};

static void test_refused(gconstpointer data)
{
	const struct refused_case *each = data;
	char *folder = sample_folder_new();
	g_autofree char *path = g_build_filename(folder, "record.db", NULL);
	g_autofree char *before = NULL, *after = NULL;
	gsize length_before = 0, length_after = 0;
	g_autoptr(GError) error = NULL;
	if (each->sql) {
		struct connection *connection = raw_connection(folder);
		execute(connection, each->sql);
		connection_close(connection);
	} else {
		g_assert_true(g_file_set_contents(path, each->bytes, -1, NULL));
	}
	g_assert_true(g_file_get_contents(path, &before, &length_before, NULL));
	g_assert_null(store_open(path, each->mode, 100, &error));
	g_assert_error(error, LIAISON_ERROR, each->code);
	g_assert_nonnull(strstr(error->message, each->word));
	g_assert_nonnull(strstr(error->message, path));
	g_assert_true(g_file_get_contents(path, &after, &length_after, NULL));
	g_assert_cmpuint(length_before, ==, length_after);
	g_assert_true(memcmp(before, after, length_before) == 0);
	sample_folder_remove(folder);
}

static void test_places(void)
{
	char *folder = sample_folder_new();
	g_autofree char *absent = g_build_filename(folder, "absent.db", NULL);
	g_autofree char *nowhere = g_build_filename(folder, "no", "such", "folder.db", NULL);
	static const enum store_mode modes[] = { STORE_READ, STORE_WRITE };
	g_autoptr(GError) error = NULL;
	for (guint i = 0; i < G_N_ELEMENTS(modes); i++) {
		g_assert_null(store_open(absent, modes[i], 100, &error));
		g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
		g_clear_error(&error);
	}
	g_assert_false(g_file_test(absent, G_FILE_TEST_EXISTS));
	g_assert_null(store_open(nowhere, STORE_CREATE, 100, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
	g_clear_error(&error);
	g_assert_null(store_open(folder, STORE_WRITE, 100, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA);
	g_clear_error(&error);
	/* private mail: nothing for others, whatever the umask */
	const mode_t mask = umask(0);
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	umask(mask);
	g_autofree char *path = g_build_filename(folder, "record.db", NULL);
	g_autofree char *log = g_strconcat(path, "-wal", NULL);
	struct stat status;
	g_assert_cmpint(stat(path, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 0777, ==, 0640);
	g_assert_cmpint(stat(log, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 0777, ==, 0640);
	/* what was opened for reading does not write */
	g_autoptr(store_t) reader = sample_open(folder, STORE_READ);
	g_autoptr(sample_t) sample = sample_new("a@itu.example", "a");
	g_assert_null(store_put(reader, &sample->request, &error));
	g_assert_nonnull(error);
	g_clear_pointer(&reader, store_close);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- without the right to write; tried by a child that is nobody ---- */

static int try_as_nobody(const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "record.db", NULL);
	g_autofree char *other = g_build_filename(folder, "other.db", NULL);
	g_autoptr(GError) error = NULL;
	if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
		return 1;
	if (store_open(path, STORE_WRITE, 100, &error) || !g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_PERMISSION))
		return 2;
	g_clear_error(&error);
	if (store_open(other, STORE_CREATE, 100, &error) || !g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_PERMISSION))
		return 3;
	g_clear_error(&error);
	/* a copy can be looked at where nothing may be written */
	g_autofree char *copy = g_build_filename(folder, "copy.db", NULL);
	g_autoptr(store_t) store = store_open(copy, STORE_READ, 100, &error);
	g_autoptr(record_t) record = store ? store_get(store, 1, &error) : NULL;
	return record ? 0 : 4;
}

static void test_read_only_folder(void)
{
	char *folder = sample_folder_new();
	g_autofree char *copy = g_build_filename(folder, "copy.db", NULL);
	g_autofree char *path = g_build_filename(folder, "record.db", NULL);
	struct store *store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) sample = sample_new("a@itu.example", "a");
	sample_put(store, sample);
	g_assert_true(store_backup(store, copy, NULL, NULL, NULL));
	store_close(store);
	g_chmod(copy, 0444);
	g_chmod(path, 0444);
	g_chmod(folder, 0555);
	const pid_t child = fork();
	g_assert_cmpint(child, >=, 0);
	if (child == 0)
		_exit(try_as_nobody(folder));
	int status = 0;
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFEXITED(status));
	g_assert_cmpint(WEXITSTATUS(status), ==, 0);
	g_chmod(folder, 0755);
	sample_folder_remove(folder);
}

/* ---- the machinery of steps ---- */

static void test_steps(void)
{
	static const char *const good[] = { "CREATE TABLE a (x);", "ALTER TABLE a ADD COLUMN y; INSERT INTO a VALUES (1, 2);", "CREATE TABLE b (x);" };
	static const char *const bad[] = { good[0], good[1], "CREATE TABLE b (x); CREATE TABLE a (again);" };
	char *folder = sample_folder_new();
	struct connection *connection = raw_connection(folder);
	g_autoptr(GError) error = NULL;
	gint64 value = 0;
	g_assert_true(schema_migrate_by(connection, good, 1, &error));
	/* one that fails leaves everything as it was, the version too */
	g_assert_false(schema_migrate_by(connection, bad, 3, &error));
	g_assert_nonnull(error);
	g_clear_error(&error);
	g_assert_true(connection_query_int(connection, "PRAGMA user_version", &value, &error));
	g_assert_cmpint(value, ==, 1);
	g_assert_true(connection_query_int(connection, "SELECT count(*) FROM sqlite_schema", &value, &error));
	g_assert_cmpint(value, ==, 1);
	g_assert_true(schema_migrate_by(connection, good, 3, &error));
	g_assert_true(schema_migrate_by(connection, good, 3, &error));
	g_assert_true(connection_query_int(connection, "SELECT count(*) FROM a", &value, &error));
	g_assert_cmpint(value, ==, 1);
	g_assert_true(connection_query_int(connection, "PRAGMA user_version", &value, &error));
	g_assert_cmpint(value, ==, 3);
	/* back is no way */
	g_assert_false(schema_migrate_by(connection, good, 2, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_SCHEMA);
	connection_close(connection);
	sample_folder_remove(folder);
}

/* What others see who look with sqlite3(1). */
static void test_views(void)
{
	char *folder = sample_folder_new();
	struct store *store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) sample = sample_new("a@itu.example", "a");
	g_ptr_array_set_size(sample->statements, 0);
	g_ptr_array_add(sample->statements, sample_statement_full(1));
	sample_put(store, sample);
	store_close(store);
	static const struct { const char *sql; gint64 value; } cases[] = {
		{ "SELECT count(*) FROM record WHERE id = 1 AND state = 'pending' AND received = '2026-01-01 00:00:00' AND deadline = '2027-02-28'", 1 },
		{ "SELECT count(*) FROM record WHERE \"from\" LIKE 'ITU-T SG15 0%; ITU-T SG15 1%' AND doubts LIKE 'deadline-vague, %'", 1 },
		{ "SELECT count(*) FROM evidence WHERE statement = 1 AND n = 0 AND field = 'kind' AND source = 'envelope' AND place = '1.1'"
		  " AND line = 8 AND label = 'For action to' AND layout = 'itu-t' AND value LIKE 'value%' AND sure = 60 AND chosen = 1", 1 },
		{ "SELECT count(*) FROM evidence WHERE statement = 1 AND place IS NULL", 16 },
	};
	struct connection *connection = raw_connection(folder);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		gint64 value = -1;
		g_assert_true(connection_query_int(connection, cases[i].sql, &value, &error));
		g_assert_no_error(error);
		g_test_message("%s", cases[i].sql);
		g_assert_cmpint(value, ==, cases[i].value);
	}
	connection_close(connection);
	sample_folder_remove(folder);
}

static gpointer open_and_close(gpointer folder)
{
	for (guint i = 0; i < 5; i++)
		store_close(sample_open(folder, STORE_CREATE));
	return NULL;
}

/* Milter, worker and a command start at the same moment on a machine without a record. */
static void test_all_at_once(void)
{
	char *folder = sample_folder_new();
	GThread *threads[6];
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("open", open_and_close, folder);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		g_thread_join(threads[i]);
	g_autoptr(store_t) store = sample_open(folder, STORE_WRITE);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

int main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_assert_cmpint(SCHEMA_APPLICATION_ID, ==, 1281974611);
	g_test_add_func("/store/open/older", test_older);
	g_test_add_func("/store/open/first-schema", test_first);
	for (guint i = 0; i < G_N_ELEMENTS(refused_cases); i++) {
		g_autofree char *name = g_strdup_printf("/store/open/refused/%s", refused_cases[i].name);
		g_test_add_data_func(name, &refused_cases[i], test_refused);
	}
	g_test_add_func("/store/open/places", test_places);
	g_test_add_func("/store/open/read-only-folder", test_read_only_folder);
	g_test_add_func("/store/open/steps", test_steps);
	g_test_add_func("/store/open/views", test_views);
	g_test_add_func("/store/open/all-at-once", test_all_at_once);
	return g_test_run();
}
