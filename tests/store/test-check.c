/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-check.c - each planted fault is found and named; copies are whole
 */
#include "config.h"
#include "sample.h"

#include <string.h>
#include <glib/gstdio.h>
#include <liaison/error.h>
#include "connection.h"

static void fill(struct store *store)
{
	for (guint i = 0; i < 3; i++) {
		g_autofree char *id = g_strdup_printf("%u@itu.example", i);
		g_autofree char *text = g_strnfill(300000 + i, 'x');
		g_autoptr(sample_t) sample = sample_new(id, id);
		g_ptr_array_set_size(sample->statements, 0);
		g_ptr_array_add(sample->statements, sample_statement_full(i));
		((struct statement *)g_ptr_array_index(sample->statements, 0))->kind = KIND_STATEMENT;
		sample_attach(sample, "a.doc", "application/msword", text);
		sample_put(store, sample);
	}
}

/* ---- planted faults ---- */

static const struct planted { const char *name, *sql, *line; } planted[] = {
	{ "nothing", "", NULL },
	{ "a raw mail changed", "UPDATE content SET data = zeroblob(length(data)) WHERE id = 1", "content 1 has the digest" },
	{ "a piece changed", "UPDATE content_chunk SET data = zeroblob(length(data)) WHERE content = 2 AND n = 1", "content 2 has the digest" },
	{ "a piece cut", "UPDATE content_chunk SET data = substr(data, 1, 10) WHERE content = 2 AND n = 1", "content 2 holds" },
	{ "a piece lost", "DELETE FROM content_chunk WHERE content = 2 AND n = 1", "content 2 holds" },
	{ "a digest changed", "UPDATE content SET sha256 = 'abc' WHERE id = 1", "content 1 has the digest" },
	{ "a size changed", "UPDATE content SET size = -1 WHERE id = 1", "should hold -1" },
	{ "content of an attachment lost", "DELETE FROM content_chunk WHERE content = 2; DELETE FROM content WHERE id = 2", "'a.doc' has lost its content" },
	{ "raw mail lost", "DELETE FROM content_chunk WHERE content = 1; DELETE FROM content WHERE id = 1", "message 1 has lost its raw mail" },
	{ "content of nothing", "INSERT INTO content (id, sha256, size, data)"
	  " VALUES (99, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 0, x'')", "content 99" },
	{ "pieces of nothing", "INSERT INTO content_chunk VALUES (77, 0, x'00')", "content_chunk" },
	{ "a message without record", "DELETE FROM statement_value WHERE statement = 1; DELETE FROM statement_evidence WHERE statement = 1;"
	  "DELETE FROM doubt WHERE statement = 1; DELETE FROM event WHERE statement = 1; DELETE FROM statement WHERE id = 1", "message 1 (0@itu.example) has no record" },
	{ "a record without message", "DELETE FROM message WHERE id = 2", "statement 2 refers to a message" },
	{ "a message without envelope", "DELETE FROM delivery WHERE message = 1", "message 1 (0@itu.example) has no envelope" },
	{ "a record without history", "DELETE FROM event WHERE statement = 2", "record 2" },
	{ "history of nothing", "UPDATE event SET statement = 55 WHERE statement = 2", "event" },
	{ "values of nothing", "UPDATE statement_value SET statement = 55 WHERE statement = 2", "statement_value" },
	{ "a number given again", "UPDATE sequence SET next = 2", "given again" },
	{ "posted, nobody knows when", "UPDATE statement SET state = 'posted' WHERE id = 3", "record 3 is posted and does not say since when" },
	{ "redacted, and there", "UPDATE statement SET redacted = 1, title = 'there' WHERE id = 3", "record 3 was redacted" },
	{ "an unknown state of a job", "INSERT INTO job (kind, state, created, due, tries, claim) VALUES ('x', 'lost', 1, 1, 0, 0)", "its state is 'lost'" },
	{ "a job without a lease", "INSERT INTO job (kind, state, created, due, tries, claim) VALUES ('x', 'running', 1, 1, 0, 0)", "runs without a lease" },
	{ "a job without an end", "INSERT INTO job (kind, state, created, due, tries, claim) VALUES ('x', 'done', 1, 1, 0, 0)", "does not say when" },
	{ "a job of nothing", "INSERT INTO job (kind, statement, state, created, due, tries, claim) VALUES ('x', 77, 'waiting', 1, 1, 0, 0)",
	  "refers to a statement" },
	{ "a result of nothing", "INSERT INTO result (message, attachment, n, name, content_type, content, tool, time) VALUES (1, 9, 0, 'x', 'text/plain', 1, 'x', 1)", "result" },
	{ "a result without content", "INSERT INTO result (message, attachment, n, name, content_type, content, tool, time) VALUES (1, 0, 0, 'x', 'text/plain', 99, 'x', 1)", "refer" },
	{ "a token of nothing", "INSERT INTO token VALUES ('d', 77, 'x', NULL, 1, 1, NULL)", "token" },
	{ "a person's field of nothing", "INSERT INTO person_field VALUES (77, 'title', 'x', 1)", "person_field" },
	{ "an unknown state", "UPDATE statement SET state = 'lost' WHERE id = 3", "its state is 'lost'" },
	{ "an unknown kind", "UPDATE statement SET kind = 'letter' WHERE id = 3", "its kind is 'letter'" },
	{ "an impossible day", "UPDATE statement SET deadline = '2027-02-30' WHERE id = 3", "its deadline is '2027-02-30'" },
	{ "an unknown doubt", "UPDATE doubt SET kind = 'hm' WHERE statement = 2", "its doubt is 'hm'" },
	{ "an unknown event", "UPDATE event SET kind = 'lost' WHERE statement = 2", "it has an event 'lost'" },
	{ "an unknown list", "UPDATE statement_value SET field = 'bcc' WHERE statement = 2 AND field = 'cc'", "its list is 'bcc'" },
	{ "evidence of an unknown field", "UPDATE statement_evidence SET list = json_replace(list, '$[0][0]', 'x') WHERE statement = 2", "its field of evidence is 'x'" },
	{ "evidence from nowhere", "UPDATE statement_evidence SET list = json_replace(list, '$[0][1]', 'x') WHERE statement = 2", "its source of evidence is 'x'" },
	{ "evidence that is no list", "UPDATE statement_evidence SET list = '[[' WHERE statement = 2", "malformed JSON" },
};

static void plant(const char *folder, const char *sql)
{
	g_autofree char *path = g_build_filename(folder, "record.db", NULL);
	g_autoptr(GError) error = NULL;
	struct connection *connection = connection_open(path, STORE_WRITE, 1000, &error);
	g_assert_no_error(error);
	g_assert_true(connection_execute(connection, "PRAGMA foreign_keys = OFF", &error));
	g_assert_true(connection_execute(connection, sql, &error));
	g_assert_no_error(error);
	connection_close(connection);
}

static gboolean has_line(const GPtrArray *faults, const char *line)
{
	for (guint i = 0; i < faults->len; i++)
		if (strstr(g_ptr_array_index(faults, i), line))
			return TRUE;
	return FALSE;
}

static void test_planted(gconstpointer data)
{
	const struct planted *each = data;
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	fill(store);
	plant(folder, each->sql);
	g_assert_true(store_check(store, faults, NULL, NULL, &error));
	g_assert_no_error(error);
	for (guint i = 0; i < faults->len; i++)
		g_test_message("%s", (const char *)g_ptr_array_index(faults, i));
	if (each->line)
		g_assert_true(has_line(faults, each->line));
	else
		g_assert_cmpuint(faults->len, ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- bytes of the file itself ---- */

/* Whatever is broken: faults or an error of kind DATA, never a crash, and never an all clear. */
static void test_broken_pages(void)
{
	char *folder = sample_folder_new();
	g_autofree char *path = g_build_filename(folder, "record.db", NULL);
	g_autofree char *bytes = NULL;
	gsize length = 0;
	guint found = 0, silent = 0;
	struct store *store = sample_open(folder, STORE_CREATE);
	fill(store);
	store_close(store);
	g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
	for (gsize page = 1; page * 4096 < length && page < 60; page++) {
		g_autofree char *broken = g_memdup2(bytes, length);
		g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
		g_autoptr(GError) error = NULL;
		memset(broken + page * 4096, 0xa5, 2048);
		g_assert_true(g_file_set_contents(path, broken, (gssize)length, NULL));
		g_autoptr(store_t) other = store_open(path, STORE_WRITE, 100, &error);
		if (other && store_check(other, faults, NULL, NULL, &error)) {
			found += faults->len > 0;
			silent += faults->len == 0;
		} else {
			g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA);
			found++;
		}
	}
	g_test_message("%u of %u broken pages found", found, found + silent);
	g_assert_cmpuint(silent, ==, 0);
	g_assert_cmpuint(found, >, 20);
	/* cut short */
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	g_assert_true(g_file_set_contents(path, bytes, (gssize)length / 2, NULL));
	g_autoptr(store_t) cut = store_open(path, STORE_WRITE, 100, &error);
	if (!cut || !store_check(cut, faults, NULL, NULL, &error))
		g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA);
	else
		g_assert_cmpuint(faults->len, >, 0);
	g_clear_pointer(&cut, store_close);
	sample_folder_remove(folder);
}

/* ---- copies, progress ---- */

struct watched { gint64 last, total; guint calls; };

static void watch(gint64 done, gint64 total, gpointer data)
{
	struct watched *watched = data;
	g_assert_cmpint(done, >=, watched->last);
	g_assert_cmpint(done, <=, total);
	watched->last = done;
	watched->total = total;
	watched->calls++;
}

static void test_backup(void)
{
	char *folder = sample_folder_new();
	g_autofree char *copy = g_build_filename(folder, "copy.db", NULL);
	g_autofree char *path = g_build_filename(folder, "record.db", NULL);
	g_autofree char *nowhere = g_build_filename(folder, "no", "copy.db", NULL);
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(GError) error = NULL;
	struct watched watched = { 0 };
	fill(store);
	for (guint i = 0; i < 2; i++) {                /* over an older copy too */
		watched = (struct watched){ 0 };
		g_assert_true(store_backup(store, copy, watch, &watched, &error));
		g_assert_no_error(error);
		g_assert_cmpint(watched.last, ==, watched.total);
		g_assert_cmpuint(watched.calls, >, 0);
	}
	watched = (struct watched){ 0 };
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	g_assert_true(store_check(store, faults, watch, &watched, &error));
	g_assert_cmpint(watched.last, ==, watched.total);

	/* one file, nothing beside it, and all in it */
	g_autoptr(store_t) other = store_open(copy, STORE_READ, 100, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(sample_count_faults(other), ==, 0);
	g_autoptr(record_t) record = store_get(other, 2, &error);
	g_autoptr(statement_t) expected = sample_statement_full(1);
	g_assert_true(sample_statements_equal(record->statement, expected));
	g_clear_pointer(&other, store_close);
	GDir *dir = g_dir_open(folder, 0, NULL);
	for (const char *name; (name = g_dir_read_name(dir));)
		g_assert_true(g_str_equal(name, "copy.db") || g_str_has_prefix(name, "record.db"));
	g_dir_close(dir);

	/* and becomes a live one */
	g_autoptr(store_t) live = store_open(copy, STORE_WRITE, 100, &error);
	g_autoptr(sample_t) sample = sample_new("new@itu.example", "new");
	g_assert_cmpint(sample_put(live, sample), ==, 4);

	/* not over itself, nor over a record in use, nor where nothing is */
	static const char *const same_names[] = { "record.db", "./record.db" };
	for (guint i = 0; i < G_N_ELEMENTS(same_names); i++) {
		g_autofree char *same = g_build_filename(folder, same_names[i], NULL);
		g_assert_false(store_backup(store, same, NULL, NULL, &error));
		g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE);
		g_clear_error(&error);
	}
	g_assert_false(store_backup(store, copy, NULL, NULL, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE);
	g_clear_error(&error);
	g_assert_false(store_backup(store, nowhere, NULL, NULL, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
	g_clear_pointer(&live, store_close);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

int main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(planted); i++) {
		g_autofree char *name = g_strdup_printf("/store/check/%s", planted[i].name);
		g_test_add_data_func(name, &planted[i], test_planted);
	}
	g_test_add_func("/store/check/broken-pages", test_broken_pages);
	g_test_add_func("/store/check/backup", test_backup);
	return g_test_run();
}
