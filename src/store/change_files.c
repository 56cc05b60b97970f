/* SPDX-License-Identifier: BSD-2-Clause
 *
 * change_files.c - files that were made or added, and the blanking of what should never have been on record
 */
#include "config.h"
#include "changing.h"

#include <string.h>
#include <liaison/error.h>
#include <liaison/text.h>

#define NAME_MAX_BYTES 1000

static char *clean_name(const char *name)
{
	if (!name || !*name)
		return NULL;
	g_autofree char *valid = text_make_valid(name, strlen(name), NAME_MAX_BYTES, NULL);
	g_autofree char *folded = text_fold_space(valid);
	return text_escape_control(folded);
}

static gboolean must_have_mail(const struct changing *changing, GError **error)
{
	return changing->message != 0 || store_set_error(error, LIAISON_ERROR_NOT_FOUND, "record %" G_GINT64_FORMAT " has no mail", changing->id);
}

/* The row number and name of what is record->attachments[index]. */
static gboolean find_attachment(struct changing *changing, gint64 index, gint64 *ret_n, char **ret_name, GError **error)
{
	g_autoptr(query_t) query = query_begin(changing->connection, "SELECT n, ifnull(name, path) FROM attachment WHERE message = ?1"
	                                       " AND ifnull(statement, ?2) = ?2 ORDER BY n LIMIT 1 OFFSET ?3", error);
	if (!query)
		return FALSE;
	query_int(query, changing->message);
	query_int(query, changing->id);
	query_int(query, index);
	const enum query_answer answer = query_step(query, error);
	if (answer == QUERY_DONE)
		return store_set_error(error, LIAISON_ERROR_NOT_FOUND, "record %" G_GINT64_FORMAT " has no attachment %" G_GINT64_FORMAT,
		                       changing->id, index);
	if (answer == QUERY_ERROR)
		return FALSE;
	*ret_n = query_get_int(query);
	*ret_name = g_strdup(query_get_word(query));
	return TRUE;
}

static gboolean is_redacted(struct changing *changing, gboolean *ret_redacted, GError **error)
{
	return changing_run(changing, "SELECT 1 FROM statement s LEFT JOIN message m ON m.id = s.message WHERE s.id = ?4"
	                    " AND (s.redacted IS NOT NULL OR m.redacted IS NOT NULL)", NULL, NULL, 0, changing->id, ret_redacted, error);
}

gboolean edit_converted(struct changing *changing, const struct edit *edit, GError **error)
{
	g_autofree char *name = clean_name(edit->texts[0]), *source = NULL;
	gint64 n = 0, content = 0;
	gboolean redacted = FALSE, added = FALSE;
	if (!must_have_mail(changing, error) || !is_redacted(changing, &redacted, error) ||
	    !find_attachment(changing, edit->number, &n, &source, error))
		return FALSE;
	if (redacted)
		return TRUE;          /* what was blanked meanwhile stays so */
	if (!content_put(changing->connection, edit->texts[4], edit->content, &content, error))
		return FALSE;
	g_autoptr(query_t) query = query_begin(changing->connection, "INSERT INTO result (message, attachment, n, name, content_type, content, tool,"
	                                       " time, reading) SELECT ?1, ?2, (SELECT ifnull(max(n), -1) + 1 FROM result WHERE message = ?1 AND attachment"
	                                       " = ?2), ?3, ?4, ?5, ?6, ?7, ?8 WHERE NOT EXISTS (SELECT 1 FROM result WHERE message = ?1 AND"
	                                       " attachment = ?2 AND content = ?5 AND tool IS ?6) RETURNING 1", error);
	if (!query)
		return FALSE;
	query_int(query, changing->message);
	query_int(query, n);
	query_text(query, name);
	query_text(query, edit->texts[1]);
	query_int(query, content);
	query_text(query, edit->texts[2]);
	query_int(query, changing->time);
	query_int(query, edit->kind);
	if (!query_any(query, &added, error))
		return FALSE;
	return !added || edit->kind || changing_eventf(changing, EVENT_MODIFIED, error, "file: '%s' -> '%s'", source, name ? name : edit->texts[1]);
}

gboolean edit_typed(struct changing *changing, const struct edit *edit, GError **error)
{
	g_autofree char *name = NULL;
	gint64 n = 0;
	gboolean any = FALSE;
	return must_have_mail(changing, error) && find_attachment(changing, edit->number, &n, &name, error) &&
		changing_run(changing, "UPDATE attachment SET content_type = ?1 WHERE message = ?3 AND n = ?4 - 1 AND content_type = ?2 RETURNING 1",
		             edit->texts[0], "application/octet-stream", changing->message, n + 1, &any, error) &&
		(!any || changing_eventf(changing, EVENT_MODIFIED, error, "file: '%s' is %s", name, edit->texts[0]));
}

gboolean edit_attach(struct changing *changing, const struct edit *edit, GError **error)
{
	g_autofree char *name = clean_name(edit->texts[0]);
	gint64 content = 0;
	gboolean redacted = FALSE;
	if (!must_have_mail(changing, error) || !is_redacted(changing, &redacted, error))
		return FALSE;
	if (redacted)
		return store_set_error(error, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " was redacted: it takes no files", changing->id);
	if (!content_put(changing->connection, edit->texts[4], edit->content, &content, error))
		return FALSE;
	g_autoptr(query_t) query = query_begin(changing->connection, "INSERT INTO attachment (message, n, path, name, content_type, content,"
	                                       " statement) SELECT ?1, ifnull(max(n), -1) + 1, 'added', ?2, ?3, ?4, ?5 FROM attachment"
	                                       " WHERE message = ?1", error);
	if (!query)
		return FALSE;
	query_int(query, changing->message);
	query_text(query, name);
	query_text(query, edit->texts[1]);
	query_int(query, content);
	query_int(query, changing->id);
	return query_run(query, error) && changing_eventf(changing, EVENT_MODIFIED, error, "file: added '%s'", name ? name : edit->texts[1]);
}

/* ---- blanking ---- */

/* Of an event's text the lines that quote what is blanked. */
static char *blank_lines(const char *text)
{
	static const char *const quoting[] = { "title: ", "text: ", "file: ", "attachments: ", "doubt: " };
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; lines[i]; i++) {
		for (guint q = 0; q < G_N_ELEMENTS(quoting); q++) {
			if (!g_str_has_prefix(lines[i], quoting[q]))
				continue;
			g_free(lines[i]);
			lines[i] = g_strconcat(quoting[q], "(redacted)", NULL);
		}
	}
	return g_strjoinv("\n", lines);
}

static void blank(sqlite3_context *context, int n_values, sqlite3_value **values)
{
	(void)n_values;
	const char *text = (const char *)sqlite3_value_text(values[0]);
	if (text)
		sqlite3_result_text(context, blank_lines(text), -1, g_free);
}

static gboolean blank_rows(struct changing *changing, GError **error)
{
	static const char *const of_statement[] = {
		"UPDATE statement SET title = NULL, body = NULL, deadline_text = NULL, redacted = ?3 WHERE id = ?4",
		"DELETE FROM statement_value WHERE statement = ?4 AND field = 'attachments'",
		"DELETE FROM statement_evidence WHERE statement = ?4",
		"UPDATE doubt SET detail = NULL WHERE statement = ?4",
		"UPDATE event SET text = blank(text) WHERE statement = ?4 AND kind IN ('modified', 'private_comment')",
		"UPDATE job SET output = NULL, reason = NULL WHERE statement = ?4",
	};
	static const char *const of_message[] = {
		"UPDATE message SET subject = NULL, redacted = ?3 WHERE id = ?4",
		"UPDATE result SET name = NULL WHERE message = ?4",
	};
	const int code = sqlite3_create_function(changing->connection->db, "blank", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, blank, NULL, NULL);
	if (code != SQLITE_OK) {
		connection_set_error(changing->connection, code, error);
		return FALSE;
	}
	for (guint i = 0; i < G_N_ELEMENTS(of_statement); i++)
		if (!changing_run(changing, of_statement[i], NULL, NULL, changing->time, changing->id, NULL, error))
			return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(of_message); i++)
		if (!changing_run(changing, of_message[i], NULL, NULL, changing->time, changing->message, NULL, error))
			return FALSE;
	/* what was added to another statement of the same mail is that one's */
	return changing_run(changing, "UPDATE attachment SET name = NULL WHERE message = ?3 AND ifnull(statement, ?4) = ?4", NULL, NULL,
	                    changing->message, changing->id, NULL, error);
}

static gboolean list_contents(struct changing *changing, GArray *contents, GError **error)
{
	g_autoptr(query_t) query = query_begin(changing->connection, "SELECT raw FROM message WHERE id = ?1 UNION SELECT content FROM attachment"
	                                       " WHERE message = ?1 UNION SELECT content FROM result WHERE message = ?1", error);
	if (!query)
		return FALSE;
	query_int(query, changing->message);
	return query_numbers(query, contents, error);
}

/* The other statements of the mail lose their files with it: their history says why. */
static gboolean tell_others(struct changing *changing, GError **error)
{
	g_autofree char *text = g_strdup_printf("the mail was redacted with record %" G_GINT64_FORMAT, changing->id);
	g_autoptr(query_t) query = query_begin(changing->connection, "INSERT INTO event (statement, time, kind, who, text)"
	                                       " SELECT id, ?1, 'modified', ?2, ?3 FROM statement WHERE message = ?4 AND id <> ?5", error);
	if (!query)
		return FALSE;
	query_int(query, changing->time);
	query_text(query, changing->by);
	query_text(query, text);
	query_int(query, changing->message);
	query_int(query, changing->id);
	return query_run(query, error);
}

gboolean edit_redact(struct changing *changing, const struct edit *edit, GError **error)
{
	g_autoptr(GArray) contents = g_array_new(FALSE, FALSE, sizeof(gint64));
	if (!list_contents(changing, contents, error) || !blank_rows(changing, error))
		return FALSE;
	for (guint i = 0; i < contents->len; i++) {
		gboolean blanked = FALSE;
		if (!content_redact(changing->connection, g_array_index(contents, gint64, i), changing->time, &blanked, error))
			return FALSE;
	}
	/* what was loaded before is not what stands there now */
	g_clear_pointer(&changing->statement, statement_free);
	changing->redacted = TRUE;
	return tell_others(changing, error) && changing_eventf(changing, EVENT_MODIFIED, error, "redacted%s%s", edit->texts[0] ? ": " : "",
	                                                       edit->texts[0] ? edit->texts[0] : "");
}
