/* SPDX-License-Identifier: BSD-2-Clause
 *
 * evidence_rows.c - where the values of a statement were found
 *
 * A statement has dozens of pieces of evidence, which are written once, read together and hardly ever searched. As rows of their own they
 * were a third of what a message costs to record. So they are one row, a JSON list; the view `evidence` shows them as rows.
 */
#include "config.h"
#include "internal.h"

#include <liaison/error.h>

static void append_text(GString *json, const char *text)
{
	if (!text) {
		g_string_append(json, "null");
		return;
	}
	g_string_append_c(json, '"');
	for (const char *p = text; *p; p++) {
		if ((guchar)*p < 0x20)
			g_string_append_printf(json, "\\u%04x", (guint)(guchar)*p);
		else if (*p == '"' || *p == '\\')
			g_string_append_printf(json, "\\%c", *p);
		else
			g_string_append_c(json, *p);
	}
	g_string_append_c(json, '"');
}

/* The order is that of the view. */
static void append_piece(GString *json, const struct evidence *evidence)
{
	const char *const texts[] = { field_key(evidence->field), evidence_source_name(evidence->source), evidence->where, evidence->label,
	                              evidence->layout, evidence->value };
	g_string_append_c(json, json->len > 1 ? ',' : ' ');
	g_string_append_c(json, '[');
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		append_text(json, texts[i]);
		g_string_append_c(json, ',');
	}
	g_string_append_printf(json, "%u,%d,%d]", evidence->line, evidence->sure, evidence->chosen != 0);
}

gboolean evidence_put(struct connection *connection, gint64 id, const GPtrArray *evidence, GError **error)
{
	if (evidence->len == 0)
		return TRUE;
	g_autoptr(GString) json = g_string_new("[");
	for (guint i = 0; i < evidence->len; i++)
		append_piece(json, g_ptr_array_index(evidence, i));
	g_string_append_c(json, ']');
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO statement_evidence (statement, list) VALUES (?, ?)", error);
	if (!query)
		return FALSE;
	query_int(query, id);
	query_text(query, json->str);
	return query_run(query, error);
}

gboolean evidence_replace(struct connection *connection, gint64 id, const GPtrArray *evidence, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "DELETE FROM statement_evidence WHERE statement = ?", error);
	if (!query)
		return FALSE;
	query_int(query, id);
	return query_run(query, error) && evidence_put(connection, id, evidence, error);
}

gboolean evidence_load(struct connection *connection, gint64 id, GPtrArray *evidence, GError **error)
{
	enum query_answer answer;
	/* not by the view: SQLite 3.40 holds its JSON functions for unsafe in one where the schema is not trusted (connection.c) */
	g_autoptr(query_t) query = query_begin(connection, "SELECT p.value ->> 0, p.value ->> 1, p.value ->> 2, p.value ->> 6, p.value ->> 3,"
	                                       " p.value ->> 4, p.value ->> 5, p.value ->> 7, p.value ->> 8 FROM statement_evidence e,"
	                                       " json_each(e.list) p WHERE e.statement = ? ORDER BY p.key", error);
	if (!query)
		return FALSE;
	query_int(query, id);
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		enum field field;
		enum evidence_source source;
		const char *text = query_get_word(query);
		if (!field_parse(text, &field))
			return record_is_damaged(id, "field of evidence", text, error);
		text = query_get_word(query);
		if (!evidence_source_parse(text, &source))
			return record_is_damaged(id, "source of evidence", text, error);
		struct evidence *piece = evidence_new(field, source, query_get_text(query), 0, NULL, NULL, 0);
		g_ptr_array_add(evidence, piece);
		piece->line = (guint)query_get_int(query);
		piece->label = query_dup_text(query);
		piece->layout = query_dup_text(query);
		piece->value = query_dup_text(query);
		piece->sure = (int)query_get_int(query);
		piece->chosen = query_get_int(query) != 0;
	}
	return answer == QUERY_DONE;
}
