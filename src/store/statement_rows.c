/* SPDX-License-Identifier: BSD-2-Clause
 *
 * statement_rows.c - one statement to rows, and back
 *
 * The lists stand in one table here (lists[]), which both ways follow, so that none is written and then not read.
 */
#include "config.h"
#include "internal.h"

#include <liaison/error.h>
#include <liaison/text.h>

enum list_shape { LIST_TEXT, LIST_ADDRESS, LIST_IDENTIFIER };

/* field: the key of the JSON, which is also what SQL users write */
static const struct list { enum field which; const char *field; enum list_shape shape; gsize offset; } lists[] = {
	{ FIELD_FROM, "from", LIST_TEXT, G_STRUCT_OFFSET(struct statement, from) },
	{ FIELD_FROM_CONTACTS, "from_contacts", LIST_ADDRESS, G_STRUCT_OFFSET(struct statement, from_contacts) },
	{ FIELD_TO, "to", LIST_TEXT, G_STRUCT_OFFSET(struct statement, to) },
	{ FIELD_TO_CONTACTS, "to_contacts", LIST_ADDRESS, G_STRUCT_OFFSET(struct statement, to_contacts) },
	{ FIELD_CC, "cc", LIST_TEXT, G_STRUCT_OFFSET(struct statement, cc) },
	{ FIELD_REFERS_TO, "refers_to", LIST_TEXT, G_STRUCT_OFFSET(struct statement, refers_to) },
	{ FIELD_IDENTIFIERS, "identifiers", LIST_IDENTIFIER, G_STRUCT_OFFSET(struct statement, identifiers) },
	{ FIELD_ATTACHMENTS, "attachments", LIST_TEXT, G_STRUCT_OFFSET(struct statement, attachments) },
	{ FIELD_N, "our_bodies", LIST_TEXT, G_STRUCT_OFFSET(struct statement, our_bodies) },
};

static GPtrArray *list_of(const struct statement *statement, const struct list *list)
{
	return G_STRUCT_MEMBER(GPtrArray *, statement, list->offset);
}

char *identifier_key(const char *identifier)
{
	g_autofree char *folded = text_fold_name(identifier);
	GString *key = g_string_new(NULL);
	for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
		const gunichar c = g_utf8_get_char(p);
		if (g_unichar_isalnum(c) || c == '.')
			g_string_append_unichar(key, c);
	}
	return g_string_free(key, key->len == 0);
}

/* ---- to rows ---- */

static gboolean put_value(struct query *query, gint64 id, const struct list *list, guint n, gpointer item, GError **error)
{
	const struct address *address = list->shape == LIST_ADDRESS ? item : NULL;
	g_autofree char *key = list->shape == LIST_IDENTIFIER ? identifier_key(item) : NULL;
	query_int(query, id);
	query_text(query, list->field);
	query_int(query, n);
	query_text(query, address ? address->addr_spec : item);
	query_text(query, address ? address->name : NULL);
	query_text(query, key);
	return query_run(query, error);
}

static gboolean put_list(struct connection *connection, gint64 id, const struct statement *statement, const struct list *list, GError **error)
{
	GPtrArray *items = list_of(statement, list);
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO statement_value (statement, field, n, value, name, key)"
	                                       " VALUES (?, ?, ?, ?, ?, ?)", error);
	if (!query)
		return FALSE;
	for (guint n = 0; n < items->len; n++)
		if (!put_value(query, id, list, n, g_ptr_array_index(items, n), error))
			return FALSE;
	return TRUE;
}

static gboolean put_lists(struct connection *connection, gint64 id, const struct statement *statement, GError **error)
{
	for (guint l = 0; l < G_N_ELEMENTS(lists); l++)
		if (!put_list(connection, id, statement, &lists[l], error))
			return FALSE;
	return TRUE;
}

gboolean doubt_put(struct connection *connection, gint64 id, guint n, enum doubt_kind kind, const char *detail, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO doubt (statement, n, kind, detail) VALUES (?, ?, ?, ?)", error);
	if (!query)
		return FALSE;
	query_int(query, id);
	query_int(query, n);
	query_text(query, doubt_name(kind));
	query_text(query, detail);
	return query_run(query, error);
}

static gboolean put_doubts(struct connection *connection, gint64 id, const struct statement *statement, GError **error)
{
	for (guint n = 0; n < statement->doubts->len; n++) {
		const struct doubt *doubt = g_ptr_array_index(statement->doubts, n);
		if (!doubt_put(connection, id, n, doubt->kind, doubt->detail, error))
			return FALSE;
	}
	return TRUE;
}

static void bind_address(struct query *query, const struct address *address)
{
	query_text(query, address ? address->addr_spec : NULL);
	query_text(query, address ? address->name : NULL);
}

static gboolean put_fields(struct connection *connection, const struct statement_row *row, const struct statement *statement,
                           GError **error)
{
	g_autofree char *deadline = date_format(statement->deadline);
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO statement (id, message, n, state, received, kind, direction, title,"
	                                       " from_liaison_contact, from_liaison_contact_name, to_liaison_contact, to_liaison_contact_name,"
	                                       " purpose, deadline, deadline_text, is_reply, received_from, received_from_name, peer,"
	                                       " authenticated, body, posted, dead) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
	                                       " ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, iif(?4 = 'posted', ?5, NULL), iif(?4 = 'dead', ?5, NULL))",
	                                       error);
	if (!query)
		return FALSE;
	query_int(query, row->id);
	query_int(query, row->message);
	query_int(query, row->n);
	query_text(query, state_name(row->state));
	query_int(query, row->received);
	query_text(query, kind_name(statement->kind));
	query_text(query, direction_name(statement->direction));
	query_text(query, statement->title);
	bind_address(query, statement->from_liaison_contact);
	bind_address(query, statement->to_liaison_contact);
	query_text(query, purpose_name(statement->purpose));
	query_text(query, deadline);
	query_text(query, statement->deadline_text);
	query_int(query, statement->is_reply != 0);
	bind_address(query, statement->received_from);
	query_text(query, statement->peer);
	query_int(query, statement->authenticated != 0);
	query_text(query, statement->body);
	return query_run(query, error);
}

gboolean statement_put(struct connection *connection, const struct statement_row *row, const struct statement *statement, GError **error)
{
	return put_fields(connection, row, statement, error) && put_lists(connection, row->id, statement, error) &&
	       evidence_put(connection, row->id, statement->evidence, error) && put_doubts(connection, row->id, statement, error);
}

/* ---- one field anew ---- */

static gboolean replace_list(struct connection *connection, gint64 id, const struct statement *statement, enum field field, GError **error)
{
	const struct list *list = lists;
	while (list->which != field)
		list++;
	g_autoptr(query_t) query = query_begin(connection, "DELETE FROM statement_value WHERE statement = ? AND field = ?", error);
	if (!query)
		return FALSE;
	query_int(query, id);
	query_text(query, list->field);
	return query_run(query, error) && put_list(connection, id, statement, list, error);
}

static gboolean update(struct connection *connection, gint64 id, const char *sql, const char *one, const char *two, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, sql, error);
	if (!query)
		return FALSE;
	query_text(query, one);
	query_text(query, two);
	query_int(query, id);
	return query_run(query, error);
}

static gboolean update_address(struct connection *connection, gint64 id, const char *sql, const struct address *address, GError **error)
{
	return update(connection, id, sql, address ? address->addr_spec : NULL, address ? address->name : NULL, error);
}

gboolean statement_put_our_bodies(struct connection *connection, gint64 id, const struct statement *statement, GError **error)
{
	return replace_list(connection, id, statement, FIELD_N, error);
}

gboolean statement_put_field(struct connection *connection, gint64 id, const struct statement *statement, enum field field, GError **error)
{
	g_autofree char *deadline = date_format(statement->deadline);
	switch (field) {
	case FIELD_KIND:
		return update(connection, id, "UPDATE statement SET kind = ?1 WHERE id = ?3", kind_name(statement->kind), NULL, error);
	case FIELD_DIRECTION:
		return update(connection, id, "UPDATE statement SET direction = ?1 WHERE id = ?3", direction_name(statement->direction), NULL, error);
	case FIELD_TITLE:
		return update(connection, id, "UPDATE statement SET title = ?1 WHERE id = ?3", statement->title, NULL, error);
	case FIELD_PURPOSE:
		return update(connection, id, "UPDATE statement SET purpose = ?1 WHERE id = ?3", purpose_name(statement->purpose), NULL, error);
	case FIELD_DEADLINE:
		return update(connection, id, "UPDATE statement SET deadline = ?1, deadline_text = ?2 WHERE id = ?3", deadline,
		              statement->deadline_text, error);
	case FIELD_IS_REPLY:
		return update(connection, id, "UPDATE statement SET is_reply = ?1 IS NOT NULL WHERE id = ?3", statement->is_reply ? "" : NULL, NULL, error);
	case FIELD_FROM_LIAISON_CONTACT:
		return update_address(connection, id, "UPDATE statement SET from_liaison_contact = ?1, from_liaison_contact_name = ?2 WHERE id = ?3",
		                      statement->from_liaison_contact, error);
	case FIELD_TO_LIAISON_CONTACT:
		return update_address(connection, id, "UPDATE statement SET to_liaison_contact = ?1, to_liaison_contact_name = ?2 WHERE id = ?3",
		                      statement->to_liaison_contact, error);
	default:
		return replace_list(connection, id, statement, field, error);
	}
}

/* ---- from rows ---- */

gboolean record_is_damaged(gint64 id, const char *what, const char *value, GError **error)
{
	return store_set_error(error, LIAISON_ERROR_DATA, "record %" G_GINT64_FORMAT " is damaged: its %s is '%s'", id, what, value ? value : "");
}

static const struct list *find_list(const char *field)
{
	for (guint l = 0; l < G_N_ELEMENTS(lists); l++)
		if (g_str_equal(lists[l].field, field))
			return &lists[l];
	return NULL;
}

static gboolean load_lists(struct connection *connection, gint64 id, struct statement *statement, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT field, value, name FROM statement_value WHERE statement = ?"
	                                       " ORDER BY field, n", error);
	if (!query)
		return FALSE;
	query_int(query, id);
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		const char *field = query_get_word(query);
		const char *value = query_get_word(query);
		const struct list *list = find_list(field);
		if (!list)
			return record_is_damaged(id, "list", field, error);
		g_ptr_array_add(list_of(statement, list), list->shape == LIST_ADDRESS ? (gpointer)address_new(query_get_text(query), value)
		                                                                      : (gpointer)g_strdup(value));
	}
	return answer == QUERY_DONE;
}

static gboolean load_doubts(struct connection *connection, gint64 id, struct statement *statement, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT kind, detail FROM doubt WHERE statement = ? AND withdrawn IS NULL"
	                                       " ORDER BY n", error);
	if (!query)
		return FALSE;
	query_int(query, id);
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		const char *name = query_get_word(query);
		enum doubt_kind kind;
		if (!doubt_kind_parse(name, &kind))
			return record_is_damaged(id, "doubt", name, error);
		const char *detail = query_get_text(query);
		doubts_add(statement->doubts, kind, detail ? "%s" : NULL, detail);
	}
	return answer == QUERY_DONE;
}

static struct address *fetch_address(struct query *query)
{
	const char *addr_spec = query_get_text(query);
	const char *name = query_get_text(query);
	return addr_spec ? address_new(name, addr_spec) : NULL;
}

static gboolean load_fields(struct connection *connection, gint64 id, struct statement *statement, GError **error)
{
	const char *text;
	g_autoptr(query_t) query = query_begin(connection, "SELECT kind, direction, title, from_liaison_contact, from_liaison_contact_name,"
	                                       " to_liaison_contact, to_liaison_contact_name, purpose, deadline, deadline_text, is_reply,"
	                                       " received_from, received_from_name, peer, authenticated, body FROM statement WHERE id = ?", error);
	if (!query)
		return FALSE;
	query_int(query, id);
	const enum query_answer answer = query_step(query, error);
	if (answer == QUERY_DONE)
		return store_set_error(error, LIAISON_ERROR_NOT_FOUND, "there is no record %" G_GINT64_FORMAT, id);
	if (answer == QUERY_ERROR)
		return FALSE;
	text = query_get_text(query);
	if (!text || !kind_parse(text, &statement->kind))
		return record_is_damaged(id, "kind", text, error);
	text = query_get_text(query);
	if (text && !direction_parse(text, &statement->direction))
		return record_is_damaged(id, "direction", text, error);
	statement->title = query_dup_text(query);
	statement->from_liaison_contact = fetch_address(query);
	statement->to_liaison_contact = fetch_address(query);
	text = query_get_text(query);
	if (text && !purpose_parse(text, &statement->purpose))
		return record_is_damaged(id, "purpose", text, error);
	text = query_get_text(query);
	if (text && !date_parse_iso(text, &statement->deadline))
		return record_is_damaged(id, "deadline", text, error);
	statement->deadline_text = query_dup_text(query);
	statement->is_reply = query_get_int(query) != 0;
	statement->received_from = fetch_address(query);
	statement->peer = query_dup_text(query);
	statement->authenticated = query_get_int(query) != 0;
	statement->body = query_dup_text(query);
	return TRUE;
}

gboolean statement_load(struct connection *connection, gint64 id, struct statement *statement, GError **error)
{
	return load_fields(connection, id, statement, error) && load_lists(connection, id, statement, error) &&
	       evidence_load(connection, id, statement->evidence, error) && load_doubts(connection, id, statement, error);
}
