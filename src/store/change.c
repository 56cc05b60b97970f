/* SPDX-License-Identifier: BSD-2-Clause
 *
 * change.c - a list of edits, and the one transaction that carries it out
 */
#include "config.h"
#include "changing.h"

#include <stdarg.h>
#include <string.h>
#include <liaison/error.h>
#include <liaison/text.h>

struct change {
	gint64 id, time;
	char *by;
	gboolean person;
	GPtrArray *edits;             /* struct edit * */
	GPtrArray *ends;              /* struct job_end *, texts owned; the jobs are the caller's */
	gsize weight;
};

static void edit_free(gpointer data)
{
	struct edit *edit = data;
	for (guint i = 0; i < G_N_ELEMENTS(edit->texts); i++)
		g_free(edit->texts[i]);
	g_strfreev(edit->values);
	g_clear_pointer(&edit->content, g_bytes_unref);
	g_free(edit);
}

static void end_free(gpointer data)
{
	struct job_end *end = data;
	g_free((gpointer)(guintptr)end->reason);
	g_free((gpointer)(guintptr)end->output);
	g_free(end);
}

struct change *change_new(gint64 id, const char *by, gboolean person, gint64 time)
{
	struct change *change = g_new0(struct change, 1);
	change->id = id;
	change->by = text_make_valid(by, strlen(by), 200, NULL);
	change->person = person;
	change->time = time;
	change->edits = g_ptr_array_new_with_free_func(edit_free);
	change->ends = g_ptr_array_new_with_free_func(end_free);
	change->weight = 16384;
	return change;
}

void change_free(struct change *change)
{
	if (!change)
		return;
	g_free(change->by);
	g_ptr_array_unref(change->edits);
	g_ptr_array_unref(change->ends);
	g_free(change);
}

/* ---- edits ---- */

static struct edit *add(struct change *change, edit_function apply)
{
	struct edit *edit = g_new0(struct edit, 1);
	edit->apply = apply;
	edit->of_record = TRUE;
	g_ptr_array_add(change->edits, edit);
	return edit;
}

static void set_content(struct change *change, struct edit *edit, const char *name, const char *content_type, GBytes *content)
{
	gsize length = 0;
	gconstpointer bytes = g_bytes_get_data(content, &length);
	edit->texts[0] = g_strdup(name);
	edit->texts[1] = g_strdup(content_type);
	edit->texts[4] = text_sha256(bytes, length);
	edit->content = g_bytes_ref(content);
	change->weight += length;
}

void change_event(struct change *change, enum event_kind kind, const char *text)
{
	struct edit *edit = add(change, edit_event);
	edit->kind = (int)kind;
	edit->texts[0] = g_strdup(text);
}

void change_set(struct change *change, enum field field, const char *const *values)
{
	struct edit *edit = add(change, edit_set);
	edit->kind = (int)field;
	edit->values = g_strdupv((char **)(guintptr)values);
}

void change_set_body(struct change *change, const char *body)
{
	add(change, edit_set_body)->texts[0] = g_strdup(body);
}

void change_set_sides(struct change *change, const char *peer, const char *const *our_bodies)
{
	struct edit *edit = add(change, edit_set_sides);
	edit->texts[0] = g_strdup(peer);
	edit->values = g_strdupv((char **)(guintptr)our_bodies);
}

void change_reread(struct change *change, const struct statement *again)
{
	add(change, edit_reread)->again = again;
}

void change_doubt(struct change *change, enum doubt_kind kind, const char *detail)
{
	struct edit *edit = add(change, edit_doubt);
	edit->kind = (int)kind;
	edit->texts[0] = g_strdup(detail);
}

void change_relate(struct change *change, gint64 other, const char *kind)
{
	struct edit *edit = add(change, edit_relate);
	edit->number = other;
	edit->texts[0] = g_strdup(kind);
}

void change_assign(struct change *change, const char *who)
{
	add(change, edit_assign)->texts[0] = g_strdup(who);
}

void change_taken(struct change *change, gint64 by_record, const char *url, const char *note)
{
	struct edit *edit = add(change, edit_taken);
	edit->number = by_record;
	edit->texts[0] = g_strdup(url);
	edit->texts[1] = g_strdup(note);
}

void change_converted(struct change *change, guint attachment, const struct change_result *result)
{
	struct edit *edit = add(change, edit_converted);
	edit->number = attachment;
	edit->kind = result->for_reading;
	edit->texts[2] = g_strdup(result->tool);
	set_content(change, edit, result->name, result->content_type, result->content);
}

void change_typed(struct change *change, guint attachment, const char *content_type)
{
	struct edit *edit = add(change, edit_typed);
	edit->number = attachment;
	edit->texts[0] = g_strdup(content_type);
}

void change_attach(struct change *change, const char *name, const char *content_type, GBytes *content)
{
	set_content(change, add(change, edit_attach), name, content_type, content);
}

void change_ledger(struct change *change, const char *addr_spec, const char *how)
{
	struct edit *edit = add(change, edit_ledger);
	edit->texts[0] = address_key(addr_spec);
	edit->texts[1] = g_strdup(how);
}

void change_leave_quarantine(struct change *change, const char *queue_id)
{
	add(change, edit_leave_quarantine)->texts[0] = g_strdup(queue_id);
}

void change_redact(struct change *change, const char *reason)
{
	add(change, edit_redact)->texts[0] = g_strdup(reason);
}

static void set_order(struct edit *edit, const struct job_order *order)
{
	edit->number = order->statement;
	edit->time = order->due;
	edit->texts[0] = g_strdup(order->kind);
	edit->texts[1] = g_strdup(order->key);
	edit->texts[2] = g_strdup(order->argument);
}

void change_order(struct change *change, const struct job_order *order)
{
	struct edit *edit = add(change, edit_order);
	edit->of_record = FALSE;
	set_order(edit, order);
}

void change_went_out(struct change *change, gboolean post, const char *dead, const struct job_order *order)
{
	struct edit *edit = add(change, edit_went_out);
	edit->kind = post;
	edit->texts[3] = g_strdup(dead);
	if (order)
		set_order(edit, order);
}

void change_end_job(struct change *change, const struct job_end *end)
{
	struct job_end *copy = g_new0(struct job_end, 1);
	*copy = *end;
	copy->reason = g_strdup(end->reason);
	copy->output = g_strdup(end->output);
	g_ptr_array_add(change->ends, copy);
}

void change_use_token(struct change *change, const char *digest)
{
	add(change, edit_use_token)->texts[0] = g_strdup(digest);
}

void change_add_token(struct change *change, const char *digest, const char *purpose, const char *holder, gint64 expires)
{
	struct edit *edit = add(change, edit_add_token);
	edit->time = expires;
	edit->texts[0] = g_strdup(digest);
	edit->texts[1] = g_strdup(purpose);
	edit->texts[2] = g_strdup(holder);
}

/* ---- for the edits ---- */

gboolean changing_event(struct changing *changing, enum event_kind kind, const char *text, GError **error)
{
	g_autofree char *valid = text ? text_make_valid(text, strlen(text), 64 * 1024, NULL) : NULL;
	changing->changed = TRUE;
	return event_put(changing->connection, changing->id, changing->time, kind, changing->by, valid, error);
}

gboolean changing_eventf(struct changing *changing, enum event_kind kind, GError **error, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	g_autofree char *text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	return changing_event(changing, kind, text, error);
}

struct statement *changing_statement(struct changing *changing, GError **error)
{
	if (changing->statement)
		return changing->statement;
	g_autoptr(statement_t) statement = statement_new();
	if (!statement_load(changing->connection, changing->id, statement, error))
		return NULL;
	return changing->statement = g_steal_pointer(&statement);
}

gboolean changing_run(struct changing *changing, const char *sql, const char *one, const char *two, gint64 three, gint64 four,
                      gboolean *ret_any, GError **error)
{
	gboolean any;
	g_autoptr(query_t) query = query_begin(changing->connection, sql, error);
	if (!query)
		return FALSE;
	query_text(query, one);
	query_text(query, two);
	if (three != 0)
		query_int(query, three);
	else
		query_null(query);
	if (four != 0)
		query_int(query, four);
	else
		query_null(query);
	return query_any(query, ret_any ? ret_any : &any, error);
}

/* ---- the whole ---- */

struct write_change { const struct change *change; gboolean changed, redacted; };

static gboolean find_record(struct changing *changing, GError **error)
{
	g_autoptr(query_t) query = query_begin(changing->connection, "SELECT ifnull(message, 0) FROM statement WHERE id = ?", error);
	if (!query)
		return FALSE;
	query_int(query, changing->id);
	const enum query_answer answer = query_step(query, error);
	if (answer == QUERY_DONE)
		return store_set_error(error, LIAISON_ERROR_NOT_FOUND, "there is no record %" G_GINT64_FORMAT, changing->id);
	if (answer == QUERY_ROW)
		changing->message = query_get_int(query);
	return answer == QUERY_ROW;
}

static gboolean apply_all(struct changing *changing, const struct change *change, GError **error)
{
	/* first of all: a worker that lost its job has done nothing */
	for (guint i = 0; i < change->ends->len; i++)
		if (!job_put_end(changing->connection, g_ptr_array_index(change->ends, i), change->time, error))
			return FALSE;
	if (change->id != 0 && !find_record(changing, error))
		return FALSE;
	for (guint i = 0; i < change->edits->len; i++) {
		const struct edit *edit = g_ptr_array_index(change->edits, i);
		if (edit->of_record && change->id == 0)
			return store_set_error(error, LIAISON_ERROR_INTERNAL, "cannot change a record that is not named");
		if (!edit->apply(changing, edit, error))
			return FALSE;
	}
	gboolean shows = FALSE;
	if (!changing->changed || change->id == 0)
		return TRUE;
	return changing_run(changing, "SELECT 1 FROM statement WHERE id = ?4 AND posted IS NOT NULL", NULL, NULL, 0, change->id, &shows, error) &&
	       (!shows || job_put_publish(changing->connection, change->id, change->time, error));
}

static gboolean write_change(struct connection *connection, gpointer data, GError **error)
{
	struct write_change *write = data;
	const struct change *change = write->change;
	struct changing changing = {
		.connection = connection, .change = change, .id = change->id, .by = change->by, .person = change->person, .time = change->time,
	};
	const gboolean ok = apply_all(&changing, change, error);
	statement_free(changing.statement);
	write->changed = changing.changed;
	write->redacted = changing.redacted;
	return ok;
}

/* What was blanked still stands in the log until that is taken in and cut off. Nothing is lost where a reader is in the way: the
 * checkpoints that come anyhow do the same later. */
static void settle_log(gpointer data)
{
	struct store *store = data;
	if (store->writer)
		sqlite3_wal_checkpoint_v2(store->writer->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

gboolean store_change(struct store *store, const struct change *change, gboolean *ret_changed, GError **error)
{
	struct write_change write = { .change = change };
	if (!store_write(store, write_change, &write, change->weight, error))
		return FALSE;
	if (write.redacted)
		store_exclude_writers(store, settle_log, store);
	if (ret_changed)
		*ret_changed = write.changed;
	return TRUE;
}
