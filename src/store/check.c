/* SPDX-License-Identifier: BSD-2-Clause
 *
 * check.c - is everything on record what it was when it came?
 *
 * A fault is a line for people. What is damaged is a fault and does not end the check; only what keeps it from looking does.
 */
#include "config.h"
#include "internal.h"

#include <liaison/error.h>

struct check {
	struct store *store;
	GPtrArray *faults;
	void (*progress)(gint64 done, gint64 total, gpointer data);
	gpointer data;
	gint64 done, total;
};

G_GNUC_PRINTF(2, 3) static void add_fault(struct check *check, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	g_ptr_array_add(check->faults, g_strdup_vprintf(format, arguments));
	va_end(arguments);
}

static void advance(struct check *check, gint64 bytes)
{
	check->done += bytes;
	if (check->progress)
		check->progress(check->done, MAX(check->total, check->done), check->data);
}

/* TRUE: go on; what kept a step from its end is damage, and named. Takes error. */
static gboolean goes_on(struct check *check, gboolean ok, GError *cause, GError **error)
{
	if (ok)
		return TRUE;
	if (g_error_matches(cause, LIAISON_ERROR, LIAISON_ERROR_DATA)) {
		add_fault(check, "%s", cause->message);
		g_error_free(cause);
		return TRUE;
	}
	g_propagate_error(error, cause);
	return FALSE;
}

/* ---- by query: each row is a fault, its columns being number and text ---- */

static const struct fault_query { const char *sql, *format; } fault_queries[] = {
	{ "SELECT id, sha256 FROM content c WHERE NOT EXISTS (SELECT 1 FROM message WHERE raw = c.id)"
	  " AND NOT EXISTS (SELECT 1 FROM attachment WHERE content = c.id) AND NOT EXISTS (SELECT 1 FROM result WHERE content = c.id) LIMIT 100", "content %" G_GINT64_FORMAT " (%s) is used by nothing" },
	{ "SELECT id, ifnull(message_id, digest) FROM message m WHERE NOT EXISTS (SELECT 1 FROM statement WHERE message = m.id) LIMIT 100",
	  "message %" G_GINT64_FORMAT " (%s) has no record" },
	{ "SELECT id, ifnull(message_id, digest) FROM message m WHERE NOT EXISTS (SELECT 1 FROM delivery WHERE message = m.id) LIMIT 100",
	  "message %" G_GINT64_FORMAT " (%s) has no envelope" },
	{ "SELECT id, ifnull(title, '') FROM statement s WHERE NOT EXISTS (SELECT 1 FROM event WHERE statement = s.id) LIMIT 100",
	  "record %" G_GINT64_FORMAT " (%s) has no history" },
	{ "SELECT id, 'sequence' FROM statement WHERE id >= ifnull((SELECT next FROM sequence WHERE name ="
	  " iif(id < 1000000001, 'statement', 'other')), 0) LIMIT 1",
	  "record %" G_GINT64_FORMAT " has a number that would be given again (%s)" },
	{ "SELECT m.id, c.sha256 FROM message m LEFT JOIN content c ON c.id = m.raw WHERE c.id IS NULL LIMIT 100",
	  "message %" G_GINT64_FORMAT " has lost its raw mail%.0s" },
	{ "SELECT id, state FROM statement s WHERE (state = 'posted' AND posted IS NULL) OR (state = 'dead' AND dead IS NULL) LIMIT 100",
	  "record %" G_GINT64_FORMAT " is %s and does not say since when" },
	{ "SELECT id, title FROM statement WHERE redacted IS NOT NULL AND (title IS NOT NULL OR body IS NOT NULL) LIMIT 100",
	  "record %" G_GINT64_FORMAT " was redacted and has a title or a text (%s)" },
	{ "SELECT id, state FROM job WHERE state NOT IN ('waiting', 'running', 'done', 'failed') LIMIT 100",
	  "job %" G_GINT64_FORMAT " is damaged: its state is '%s'" },
	{ "SELECT id, kind FROM job WHERE (state = 'running') <> (lease IS NOT NULL) LIMIT 100",
	  "job %" G_GINT64_FORMAT " (%s) runs without a lease, or has a lease and does not run" },
	{ "SELECT id, kind FROM job WHERE (state IN ('done', 'failed')) <> (ended IS NOT NULL) LIMIT 100",
	  "job %" G_GINT64_FORMAT " (%s) has ended and does not say when, or the other way" },
	{ "SELECT a.message, ifnull(a.name, a.path) FROM attachment a LEFT JOIN content c ON c.id = a.content WHERE c.id IS NULL LIMIT 100",
	  "message %" G_GINT64_FORMAT ": the attachment '%s' has lost its content" },
};

static gboolean run_fault_query(struct check *check, struct connection *connection, const struct fault_query *each, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, each->sql, error);
	if (!query)
		return FALSE;
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		const gint64 number = query_get_int(query);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		add_fault(check, each->format, number, query_get_word(query));
#pragma GCC diagnostic pop
	}
	return answer == QUERY_DONE;
}

static gboolean check_engine(struct check *check, struct connection *connection, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "PRAGMA integrity_check(100)", error);
	if (!query)
		return FALSE;
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		const char *line = query_get_word(query);
		if (!g_str_equal(line, "ok"))
			add_fault(check, "database: %s", line);
	}
	return answer == QUERY_DONE;
}

static gboolean check_references(struct check *check, struct connection *connection, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT \"table\", parent, count(*), ifnull(min(rowid), 0)"
	                                       " FROM pragma_foreign_key_check GROUP BY \"table\", parent", error);
	if (!query)
		return FALSE;
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		const char *table = query_get_word(query), *parent = query_get_word(query);
		const gint64 n = query_get_int(query), row = query_get_int(query);
		if (n == 1 && row != 0)
			add_fault(check, "%s %" G_GINT64_FORMAT " refers to a %s that is not there", table, row, parent);
		else
			add_fault(check, "%" G_GINT64_FORMAT " of %s refer to a %s that is not there", n, table, parent);
	}
	return answer == QUERY_DONE;
}

/* ---- one by one: a short transaction each, so that a long check holds no old state ---- */

struct item { gint64 id, size; char *digest; };

static void item_clear(gpointer data)
{
	g_free(((struct item *)data)->digest);
}

static gboolean list_items(struct connection *connection, const char *sql, GArray *items, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, sql, error);
	if (!query)
		return FALSE;
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		struct item item = { .id = query_get_int(query) };
		item.size = query_get_int(query);
		item.digest = query_dup_text(query);
		g_array_append_val(items, item);
	}
	return answer == QUERY_DONE;
}

static gboolean check_content(struct check *check, struct connection *connection, const struct item *item, GError **error)
{
	g_autofree char *digest = NULL;
	gint64 size = 0;
	if (!content_measure(connection, item->id, &digest, &size, error)) {
		g_prefix_error(error, "content %" G_GINT64_FORMAT ": ", item->id);
		return FALSE;
	}
	if (size != item->size)
		add_fault(check, "content %" G_GINT64_FORMAT " holds %" G_GINT64_FORMAT " bytes and should hold %" G_GINT64_FORMAT,
		          item->id, size, item->size);
	else if (g_strcmp0(digest, item->digest) != 0)
		add_fault(check, "content %" G_GINT64_FORMAT " has the digest %s and should have %s", item->id, digest,
		          item->digest ? item->digest : "one");
	advance(check, size);
	return TRUE;
}

static gboolean check_record(struct check *check, struct connection *connection, const struct item *item, GError **error)
{
	(void)check;
	g_autoptr(record_t) record = record_load(connection, item->id, error);
	return record != NULL;
}

typedef gboolean (*item_function)(struct check *check, struct connection *connection, const struct item *item, GError **error);

static gboolean check_items(struct check *check, const GArray *items, item_function function, GError **error)
{
	for (guint i = 0; i < items->len; i++) {
		GError *cause = NULL;
		struct connection *connection = store_begin_read(check->store, error);
		if (!connection)
			return FALSE;
		const gboolean ok = function(check, connection, &g_array_index(items, struct item, i), &cause);
		store_end_read(check->store, connection);
		if (!goes_on(check, ok, cause, error))
			return FALSE;
	}
	return TRUE;
}

/* ---- the whole ---- */

static gboolean check_whole(struct check *check, struct connection *connection, GArray *contents, GArray *records, GError **error)
{
	GError *cause = NULL;
	gint64 database = 0, content = 0;
	gboolean ok = connection_query_int(connection, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", &database, &cause);
	if (!goes_on(check, ok, g_steal_pointer(&cause), error))
		return FALSE;
	ok = connection_query_int(connection, "SELECT ifnull(sum(max(size, 0)), 0) FROM content", &content, &cause);
	if (!goes_on(check, ok, g_steal_pointer(&cause), error))
		return FALSE;
	check->total = database + content;
	advance(check, 0);
	ok = check_engine(check, connection, &cause);
	if (!goes_on(check, ok, g_steal_pointer(&cause), error))
		return FALSE;
	ok = check_references(check, connection, &cause);
	if (!goes_on(check, ok, g_steal_pointer(&cause), error))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(fault_queries); i++) {
		ok = run_fault_query(check, connection, &fault_queries[i], &cause);
		if (!goes_on(check, ok, g_steal_pointer(&cause), error))
			return FALSE;
	}
	ok = list_items(connection, "SELECT id, size, sha256 FROM content WHERE redacted IS NULL ORDER BY id", contents, &cause);
	if (!goes_on(check, ok, g_steal_pointer(&cause), error))
		return FALSE;
	ok = list_items(connection, "SELECT id, 0, NULL FROM statement ORDER BY id", records, &cause);
	if (!goes_on(check, ok, g_steal_pointer(&cause), error))
		return FALSE;
	advance(check, database);
	return TRUE;
}

gboolean store_check(struct store *store, GPtrArray *faults, void (*progress)(gint64 done, gint64 total, gpointer data), gpointer data,
                     GError **error)
{
	struct check check = { .store = store, .faults = faults, .progress = progress, .data = data };
	g_autoptr(GArray) contents = g_array_new(FALSE, FALSE, sizeof(struct item));
	g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(struct item));
	g_array_set_clear_func(contents, item_clear);
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return FALSE;
	const gboolean ok = check_whole(&check, connection, contents, records, error);
	store_end_read(store, connection);
	return ok && check_items(&check, records, check_record, error) && check_items(&check, contents, check_content, error);
}
