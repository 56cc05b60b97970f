/* SPDX-License-Identifier: BSD-2-Clause
 *
 * change_fields.c - what is stated: by a person, who is always right, or by a program, which only fills what nobody knows
 */
#include "config.h"
#include "changing.h"

#include <string.h>
#include <liaison/error.h>
#include <liaison/text.h>

#define SHOWN_MAX 2000        /* bytes of one side of "before -> after" */

const enum doubt_kind *doubts_about(enum field field)
{
	static const enum doubt_kind none[] = { DOUBT_N };
	static const enum doubt_kind title[] = { DOUBT_NO_TITLE, DOUBT_CONFLICTING_TITLE, DOUBT_N };
	static const enum doubt_kind from[] = { DOUBT_NO_FROM, DOUBT_CONFLICTING_FROM, DOUBT_N };
	static const enum doubt_kind to[] = { DOUBT_NO_TO, DOUBT_CONFLICTING_TO, DOUBT_UNKNOWN_BODY, DOUBT_N };
	static const enum doubt_kind purpose[] = { DOUBT_NO_PURPOSE, DOUBT_CONFLICTING_PURPOSE, DOUBT_N };
	static const enum doubt_kind deadline[] = {
		DOUBT_NO_DEADLINE, DOUBT_DEADLINE_VAGUE, DOUBT_DEADLINE_AMBIGUOUS, DOUBT_DEADLINE_PAST, DOUBT_CONFLICTING_DEADLINE, DOUBT_N,
	};
	static const enum doubt_kind kind[] = { DOUBT_NOT_UNDERSTOOD, DOUBT_N };

	switch (field) {
	case FIELD_KIND: return kind;
	case FIELD_TITLE: return title;
	case FIELD_FROM: return from;
	case FIELD_TO: return to;
	case FIELD_PURPOSE: return purpose;
	case FIELD_DEADLINE: return deadline;
	default: return none;
	}
}

static char *values_text(const GPtrArray *values)
{
	GString *text = g_string_new(values->len == 0 ? "unknown" : NULL);
	for (guint i = 0; i < values->len; i++)
		g_string_append_printf(text, "%s'%s'", i == 0 ? "" : "; ", (const char *)g_ptr_array_index(values, i));
	if (text->len <= SHOWN_MAX)
		return g_string_free(text, FALSE);
	char *cut = text_make_valid(text->str, text->len, SHOWN_MAX, NULL);
	g_string_free(text, TRUE);
	return cut;
}

char *field_text(const struct statement *statement, enum field field)
{
	g_autoptr(GPtrArray) values = statement_values(statement, field);
	return values_text(values);
}

/* ---- what a person set ---- */

gboolean changing_is_persons(struct changing *changing, const char *name, gboolean *ret_persons, GError **error)
{
	return changing_run(changing, "SELECT 1 FROM person_field WHERE field = ?1 AND statement = ?4", name, NULL, 0, changing->id, ret_persons,
	                    error);
}

gboolean changing_is_redacted(struct changing *changing, gboolean *ret_redacted, GError **error)
{
	return changing_run(changing, "SELECT 1 FROM statement WHERE id = ?4 AND redacted IS NOT NULL", NULL, NULL, 0, changing->id, ret_redacted,
	                    error);
}

static gboolean note_person(struct changing *changing, const char *name, GError **error)
{
	return changing_run(changing, "INSERT INTO person_field (statement, field, who, time) VALUES (?4, ?1, ?2, ?3)"
	                    " ON CONFLICT DO UPDATE SET who = excluded.who, time = excluded.time",
	                    name, changing->by, changing->time, changing->id, NULL, error);
}

/* The person's word becomes the evidence that counts; what was found before stays to be seen. */
static gboolean note_evidence(struct changing *changing, struct statement *statement, enum field field, GError **error)
{
	g_autoptr(GPtrArray) values = statement_values(statement, field);
	g_autoptr(GPtrArray) others = g_ptr_array_new();
	GPtrArray *evidence = statement->evidence;
	guint at = 0;
	while (at < evidence->len && ((struct evidence *)g_ptr_array_index(evidence, at))->field < field)
		at++;
	for (guint i = 0; i < evidence->len; i++) {
		struct evidence *piece = g_ptr_array_index(evidence, i);
		if (piece->field == field)
			piece->chosen = FALSE;
	}
	for (guint i = 0; i < values->len; i++) {
		struct evidence *piece = evidence_new(field, EVIDENCE_PERSON, changing->by, 0, NULL, g_ptr_array_index(values, i), 100);
		piece->chosen = TRUE;
		g_ptr_array_insert(evidence, (gint)(at + i), piece);
	}
	return evidence_replace(changing->connection, changing->id, evidence, error);
}

static gboolean settle_doubts(struct changing *changing, const struct statement *statement, enum field field, GError **error)
{
	/* what asks for no action needs no deadline */
	if (field == FIELD_PURPOSE && statement->purpose != PURPOSE_ACTION && !changing_withdraw_doubt(changing, DOUBT_NO_DEADLINE, error))
		return FALSE;
	for (const enum doubt_kind *kind = doubts_about(field); *kind != DOUBT_N; kind++)
		if (!changing_withdraw_doubt(changing, *kind, error))
			return FALSE;
	return TRUE;
}

/* TRUE in *ret_passed: a program comes after a person, or after itself. */
static gboolean is_passed_over(struct changing *changing, const struct statement *statement, enum field field, gboolean *ret_passed,
                               GError **error)
{
	*ret_passed = FALSE;
	if (changing->person)
		return TRUE;
	*ret_passed = statement_knows(statement, field);
	return *ret_passed || changing_is_persons(changing, field_key(field), ret_passed, error);
}

static gboolean redacted_title(struct changing *changing, enum field field, GError **error)
{
	gboolean redacted = FALSE;
	if (field != FIELD_TITLE && field != FIELD_ATTACHMENTS)
		return TRUE;
	if (!changing_is_redacted(changing, &redacted, error))
		return FALSE;
	return !redacted || store_set_error(error, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " was redacted: its %s stays blank",
	                                    changing->id, field_key(field));
}

gboolean edit_set(struct changing *changing, const struct edit *edit, GError **error)
{
	const enum field field = (enum field)edit->kind;
	gboolean passed = FALSE;
	struct statement *statement = changing_statement(changing, error);
	if (!statement || !is_passed_over(changing, statement, field, &passed, error))
		return FALSE;
	if (passed)
		return TRUE;
	const gboolean had_words = field == FIELD_DEADLINE && statement->deadline_text;
	g_autofree char *before = had_words ? g_strdup_printf("'%s'", statement->deadline_text) : field_text(statement, field);
	if (!redacted_title(changing, field, error) || !statement_set(statement, field, (const char *const *)edit->values, error))
		return FALSE;
	g_autofree char *after = field_text(statement, field);
	const gboolean differs = !g_str_equal(before, after);
	if (differs && !(statement_put_field(changing->connection, changing->id, statement, field, error) &&
	                 changing_eventf(changing, EVENT_MODIFIED, error, "%s: %s -> %s", field_key(field), before, after)))
		return FALSE;
	if (!changing->person)
		return TRUE;
	return note_person(changing, field_key(field), error) && note_evidence(changing, statement, field, error) &&
	       settle_doubts(changing, statement, field, error);
}

/* ---- what stands beside the fields ---- */

gboolean changing_put_body(struct changing *changing, const char *body, GError **error)
{
	struct statement *statement = changing_statement(changing, error);
	if (!statement)
		return FALSE;
	g_free(statement->body);
	statement->body = g_strdup(body);
	return changing_run(changing, "UPDATE statement SET body = ?1 WHERE id = ?4 AND redacted IS NULL", body, NULL, 0, changing->id, NULL, error);
}

gboolean edit_set_body(struct changing *changing, const struct edit *edit, GError **error)
{
	gboolean persons = FALSE;
	const char *text = edit->texts[0] && *edit->texts[0] ? edit->texts[0] : NULL;
	g_autofree char *body = text ? text_make_valid(text, strlen(text), G_MAXSIZE, NULL) : NULL;
	struct statement *statement = changing_statement(changing, error);
	if (!statement || !changing_is_persons(changing, "body", &persons, error))
		return FALSE;
	if (!changing->person && (persons || statement->body))
		return TRUE;
	const gsize before = statement->body ? strlen(statement->body) : 0, after = body ? strlen(body) : 0;
	const gboolean differs = g_strcmp0(statement->body, body) != 0;
	if (differs && !(changing_put_body(changing, body, error) &&
	                 changing_eventf(changing, EVENT_MODIFIED, error, "text: %" G_GSIZE_FORMAT " -> %" G_GSIZE_FORMAT " bytes", before, after)))
		return FALSE;
	return !changing->person || note_person(changing, "body", error);
}

gboolean edit_set_sides(struct changing *changing, const struct edit *edit, GError **error)
{
	struct statement *statement = changing_statement(changing, error);
	if (!statement)
		return FALSE;
	if (edit->texts[0] && !changing_run(changing, "UPDATE statement SET peer = nullif(?1, '') WHERE id = ?4", edit->texts[0], NULL, 0,
	                                    changing->id, NULL, error))
		return FALSE;
	if (!edit->values)
		return TRUE;
	g_ptr_array_set_size(statement->our_bodies, 0);
	for (guint i = 0; edit->values[i]; i++)
		g_ptr_array_add(statement->our_bodies, g_strdup(edit->values[i]));
	return statement_put_our_bodies(changing->connection, changing->id, statement, error);
}
