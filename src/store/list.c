/* SPDX-License-Identifier: BSD-2-Clause
 *
 * list.c - walking over the record, and finding one by what others call it
 *
 * A walk takes the numbers first and then one record at a time, each in a short transaction: whoever looks at records slowly holds no old
 * state of the database, so that the log can go on being taken in. Records never go away, so nothing is missed by that.
 */
#include "config.h"
#include "internal.h"

#include <string.h>
#include <liaison/error.h>
#include <liaison/text.h>

/* ---- walking ---- */

/* Text is looked for without case in all scripts, which LIKE cannot do. */
static void contains(sqlite3_context *context, int n_values, sqlite3_value **values)
{
	(void)n_values;
	const char *text = (const char *)sqlite3_value_text(values[0]);
	const char *needle = (const char *)sqlite3_value_text(values[1]);
	if (!text || !needle) {
		sqlite3_result_int(context, 0);
		return;
	}
	g_autofree char *folded = text_fold_name(text);
	sqlite3_result_int(context, strstr(folded, needle) != NULL);
}

#define LIST_WHERE \
	" FROM statement s WHERE (?1 IS NULL OR s.state = ?1) AND (?2 IS NULL OR s.kind = ?2) AND (?3 IS NULL OR ifnull(s.direction, '') = ?3)" \
	" AND (?4 IS NULL OR ifnull(s.purpose, '') = ?4) AND s.id > ?5" \
	" AND (?6 IS NULL OR contains(s.title, ?6) OR contains(s.body, ?6) OR EXISTS (SELECT 1 FROM result r JOIN content c" \
	" ON c.id = r.content WHERE r.message = s.message AND r.reading AND contains(c.data, ?6)) OR EXISTS (SELECT 1 FROM statement_value v" \
	" WHERE v.statement = s.id AND v.field IN ('from', 'to', 'cc', 'identifiers', 'refers_to') AND contains(v.value, ?6)))" \
	" AND (?8 IS NULL OR (s.direction = 'incoming' AND contains(s.peer, ?8)) OR EXISTS (SELECT 1 FROM statement_value v" \
	" WHERE v.statement = s.id AND v.field IN ('from', 'from_contacts') AND (contains(v.value, ?8) OR contains(v.name, ?8))))" \
	" AND (?9 IS NULL OR (s.direction = 'outgoing' AND contains(s.peer, ?9)) OR EXISTS (SELECT 1 FROM statement_value v" \
	" WHERE v.statement = s.id AND v.field IN ('to', 'to_contacts') AND (contains(v.value, ?9) OR contains(v.name, ?9))))" \
	" AND (?10 = 0 OR (s.direction = 'incoming' AND s.purpose = 'action' AND s.taken IS NULL AND s.state <> 'dead'))" \
	" AND (?11 IS NULL OR s.deadline < ?11) AND (?12 IS NULL OR ifnull(s.assignee, '') = ?12)"
#define SORT_KEY "CASE ?13 WHEN 1 THEN s.received WHEN 2 THEN ifnull(s.deadline, '9999') WHEN 3 THEN ifnull(lower(s.title), '') END"
static const char list_up[] = "SELECT s.id" LIST_WHERE " ORDER BY s.id LIMIT ?7";
static const char list_down[] = "SELECT s.id" LIST_WHERE " ORDER BY s.id DESC LIMIT ?7";
static const char list_up_by[] = "SELECT s.id" LIST_WHERE " ORDER BY " SORT_KEY ", s.id LIMIT ?7";
static const char list_down_by[] = "SELECT s.id" LIST_WHERE " ORDER BY " SORT_KEY " DESC, s.id DESC LIMIT ?7";

static const char *list_query(const struct store_filter *filter)
{
	if (filter->sort == STORE_SORT_ID)
		return filter->newest_first ? list_down : list_up;
	return filter->newest_first ? list_down_by : list_up_by;
}

static char *folded_or_null(const char *text)
{
	return text && *text ? text_fold_name(text) : NULL;
}

static const char *or_empty(const char *name)
{
	return name ? name : "";
}

static gboolean list_ids(struct connection *connection, const struct store_filter *filter, GArray *ids, GError **error)
{
	const int code = sqlite3_create_function(connection->db, "contains", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
	                                         NULL, contains, NULL, NULL);
	if (code != SQLITE_OK) {
		connection_set_error(connection, code, error);
		return FALSE;
	}
	g_autofree char *text = folded_or_null(filter->text), *from = folded_or_null(filter->from), *to = folded_or_null(filter->to);
	g_autoptr(query_t) query = query_begin(connection, list_query(filter), error);
	if (!query)
		return FALSE;
	query_text(query, filter->state >= 0 && filter->state < STATE_N ? state_name((enum state)filter->state) : NULL);
	query_text(query, filter->kind >= 0 && filter->kind < KIND_N ? kind_name((enum kind)filter->kind) : NULL);
	query_text(query, filter->direction >= 0 && filter->direction < DIRECTION_N ? or_empty(direction_name((enum direction)filter->direction)) : NULL);
	query_text(query, filter->purpose >= 0 && filter->purpose < PURPOSE_N ? or_empty(purpose_name((enum purpose)filter->purpose)) : NULL);
	query_int(query, filter->after);
	query_text(query, text);
	query_int(query, filter->limit > 0 ? filter->limit : -1);
	query_text(query, from);
	query_text(query, to);
	query_int(query, filter->open != 0);
	query_text(query, filter->due_before);
	query_text(query, filter->assignee);
	if (filter->sort != STORE_SORT_ID)
		query_int(query, (gint64)filter->sort);
	return query_numbers(query, ids, error);
}

gboolean store_list(struct store *store, const struct store_filter *filter,
                    gboolean (*each)(const struct record *record, gpointer data), gpointer data, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return FALSE;
	gboolean ok = list_ids(connection, filter, ids, error);
	store_end_read(store, connection);
	for (guint i = 0; ok && i < ids->len; i++) {
		g_autoptr(record_t) record = store_get(store, g_array_index(ids, gint64, i), error);
		ok = record != NULL;
		if (ok && !each(record, data))
			break;
	}
	return ok;
}

static gboolean changed_ids(struct connection *connection, gint64 after, GArray *ids, GError **error)
{
	/* by the key: left to itself, SQLite would walk the index by statement, and so all events that ever were */
	g_autoptr(query_t) query = query_begin(connection, "SELECT DISTINCT statement FROM event NOT INDEXED WHERE id > ? ORDER BY statement", error);
	if (!query)
		return FALSE;
	query_int(query, after);
	return query_numbers(query, ids, error);
}

static gboolean last_event(struct connection *connection, gint64 *ret_last, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "SELECT ifnull(max(id), 0) FROM event", error);
	return query && query_number(query, ret_last, error);
}

/* One transaction for both: an event that comes between belongs to the next time. */
gboolean store_changed(struct store *store, gint64 after, GArray *ids, gint64 *ret_last, GError **error)
{
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return FALSE;
	const gboolean ok = changed_ids(connection, after, ids, error) && last_event(connection, ret_last, error);
	store_end_read(store, connection);
	return ok;
}

/* ---- finding ---- */

/* One column that is a number, for one text; 0 if there is no row, -1 with error. */
static gint64 find_by(struct connection *connection, const char *sql, const char *text, GError **error)
{
	gint64 number = 0;
	g_autoptr(query_t) query = query_begin(connection, sql, error);
	if (!query)
		return -1;
	query_text(query, text);
	return query_number(query, &number, error) ? number : -1;
}

/* base_url/N or base_url/N/ ; 0: it is no such address */
static gint64 number_in_address(const char *reference, const char *base_url)
{
	const char *rest;
	char *end = NULL;
	gsize length = base_url ? strlen(base_url) : 0;
	while (length > 0 && base_url[length - 1] == '/')
		length--;
	if (length == 0 || g_ascii_strncasecmp(reference, base_url, length) != 0 || reference[length] != '/')
		return 0;
	rest = reference + length + 1;
	if (!g_ascii_isdigit(*rest))
		return 0;
	const guint64 number = g_ascii_strtoull(rest, &end, 10);
	if (*end == '/')
		end++;
	return *end == '\0' && number > 0 && number < G_MAXINT64 ? (gint64)number : 0;
}

/* Dead records answer only where nothing else does; of several alive the first mail with that id, but the newest with that number. */
static const char by_number[] = "SELECT id FROM statement WHERE id = CAST(? AS INTEGER)";
static const char by_message_id[] = "SELECT s.id FROM message m JOIN statement s ON s.message = m.id WHERE m.message_id = ?"
	" ORDER BY s.state = 'dead', m.id, s.n LIMIT 1";
static const char by_identifier[] = "SELECT CASE WHEN count(DISTINCT ifnull(s.peer, '')) = 1 THEN"
	" ifnull(max(CASE WHEN s.state <> 'dead' THEN s.id END), max(s.id)) ELSE 0 END"
	" FROM statement_value v JOIN statement s ON s.id = v.statement WHERE v.key = ? AND v.field = 'identifiers' AND s.kind = 'statement'";

static gint64 find_any(struct connection *connection, const char *reference, const char *base_url, GError **error)
{
	const gint64 number = number_in_address(reference, base_url);
	if (number != 0) {
		g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, number);
		return find_by(connection, by_number, text, error);
	}
	const gsize length = strlen(reference);
	const gboolean bracketed = length > 2 && reference[0] == '<' && reference[length - 1] == '>';
	g_autofree char *bare = bracketed ? g_strndup(reference + 1, length - 2) : g_strdup(reference);
	const gint64 id = find_by(connection, by_message_id, bare, error);
	if (id != 0 || bracketed)
		return id;
	g_autofree char *key = identifier_key(reference);
	return key ? find_by(connection, by_identifier, key, error) : 0;
}

gint64 store_find(struct store *store, const char *reference, const char *base_url, GError **error)
{
	g_autofree char *stripped = g_strstrip(g_strdup(reference));
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return -1;
	const gint64 id = find_any(connection, stripped, base_url, error);
	store_end_read(store, connection);
	return id;
}
