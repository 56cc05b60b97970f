/* SPDX-License-Identifier: BSD-2-Clause
 *
 * change_reread.c - a letter was read again, with text that was not there the first time: what nobody knew is filled
 */
#include "config.h"
#include "changing.h"

#include <liaison/error.h>

static gboolean may_fill(struct changing *changing, const struct statement *statement, const struct statement *again, enum field field,
                         gboolean *ret_may, GError **error)
{
	gboolean persons = FALSE;
	*ret_may = FALSE;
	/* which files were sent is known since they came */
	if (field == FIELD_ATTACHMENTS || statement_knows(statement, field) || !statement_knows(again, field))
		return TRUE;
	if (!changing_is_persons(changing, field_key(field), &persons, error))
		return FALSE;
	*ret_may = !persons;
	return TRUE;
}

/* The pieces of evidence for one field come behind those that are there. */
static void take_evidence(struct statement *statement, const struct statement *again, enum field field)
{
	guint at = 0;
	for (guint i = 0; i < statement->evidence->len; i++) {
		struct evidence *piece = g_ptr_array_index(statement->evidence, i);
		if (piece->field == field)
			piece->chosen = FALSE;
		if (piece->field < field)
			at = i + 1;
	}
	for (guint i = 0; i < again->evidence->len; i++) {
		const struct evidence *piece = g_ptr_array_index(again->evidence, i);
		if (piece->field != field)
			continue;
		struct evidence *copy = evidence_new(field, piece->source, piece->where, piece->line, piece->label, piece->value, piece->sure);
		copy->layout = g_strdup(piece->layout);
		copy->chosen = piece->chosen;
		g_ptr_array_insert(statement->evidence, (gint)at++, copy);
	}
}

/* Of the doubts about a field that was filled those count that the second reading has. */
static gboolean take_doubts(struct changing *changing, const struct statement *again, enum field field, GError **error)
{
	for (const enum doubt_kind *kind = doubts_about(field); *kind != DOUBT_N; kind++)
		if (!doubts_have(again->doubts, *kind) && !changing_withdraw_doubt(changing, *kind, error))
			return FALSE;
	for (guint i = 0; i < again->doubts->len; i++) {
		const struct doubt *doubt = g_ptr_array_index(again->doubts, i);
		gboolean about = FALSE;
		for (const enum doubt_kind *kind = doubts_about(field); *kind != DOUBT_N; kind++)
			about |= doubt->kind == *kind;
		if (about && !changing_add_doubt(changing, doubt->kind, doubt->detail, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean fill(struct changing *changing, struct statement *statement, const struct statement *again, enum field field,
                     GString *text, GError **error)
{
	g_autoptr(GPtrArray) values = statement_values(again, field);
	g_ptr_array_add(values, NULL);
	if (!statement_set(statement, field, (const char *const *)values->pdata, NULL))
		return TRUE;          /* beyond what a field may hold: it stays unknown */
	g_autofree char *after = field_text(statement, field);
	g_string_append_printf(text, "%s%s: unknown -> %s", text->len > 0 ? "\n" : "", field_key(field), after);
	take_evidence(statement, again, field);
	return statement_put_field(changing->connection, changing->id, statement, field, error) && take_doubts(changing, again, field, error);
}

/* Words instead of a day, where there was neither. */
static gboolean fill_deadline_text(struct changing *changing, struct statement *statement, const struct statement *again, GString *text,
                                   GError **error)
{
	gboolean persons = FALSE;
	if (statement_knows(statement, FIELD_DEADLINE) || statement->deadline_text || !again->deadline_text)
		return TRUE;
	if (!changing_is_persons(changing, field_key(FIELD_DEADLINE), &persons, error))
		return FALSE;
	if (persons)
		return TRUE;
	statement->deadline_text = g_strdup(again->deadline_text);
	g_string_append_printf(text, "%sdeadline: unknown -> '%s'", text->len > 0 ? "\n" : "", again->deadline_text);
	take_evidence(statement, again, FIELD_DEADLINE);
	return statement_put_field(changing->connection, changing->id, statement, FIELD_DEADLINE, error) &&
	       take_doubts(changing, again, FIELD_DEADLINE, error);
}

static gboolean fill_body(struct changing *changing, const struct statement *statement, const struct statement *again, GString *text,
                          GError **error)
{
	gboolean persons = FALSE;
	if (statement->body || !again->body)
		return TRUE;
	if (!changing_is_persons(changing, "body", &persons, error))
		return FALSE;
	if (persons)
		return TRUE;
	g_string_append_printf(text, "%stext: found", text->len > 0 ? "\n" : "");
	return changing_put_body(changing, again->body, error);
}

/* Who is on which side, as far as nobody knew. */
static gboolean fill_sides(struct changing *changing, struct statement *statement, const struct statement *again, GError **error)
{
	if (!statement->peer && again->peer &&
	    !changing_run(changing, "UPDATE statement SET peer = ?1 WHERE id = ?4", again->peer, NULL, 0, changing->id, NULL, error))
		return FALSE;
	const enum field side = statement->direction == DIRECTION_OUTGOING ? FIELD_FROM : FIELD_TO;
	gboolean persons = FALSE;
	if (statement->our_bodies->len > 0 || again->our_bodies->len == 0)
		return TRUE;
	if (!changing_is_persons(changing, field_key(side), &persons, error))
		return FALSE;
	for (guint i = 0; !persons && i < again->our_bodies->len; i++)
		g_ptr_array_add(statement->our_bodies, g_strdup(g_ptr_array_index(again->our_bodies, i)));
	return persons || statement_put_our_bodies(changing->connection, changing->id, statement, error);
}

static gboolean has_doubt(const GPtrArray *doubts, const struct doubt *wanted)
{
	for (guint i = 0; i < doubts->len; i++) {
		const struct doubt *doubt = g_ptr_array_index(doubts, i);
		if (doubt->kind == wanted->kind && g_strcmp0(doubt->detail, wanted->detail) == 0)
			return TRUE;
	}
	return FALSE;
}

/* What could not be read with time is what could not be read: "no time was left" no longer counts. */
static gboolean settle_unreadable(struct changing *changing, const struct statement *statement, const struct statement *again, GError **error)
{
	gboolean stale = FALSE;
	for (guint i = 0; i < statement->doubts->len; i++) {
		const struct doubt *doubt = g_ptr_array_index(statement->doubts, i);
		stale |= doubt->kind == DOUBT_UNREADABLE_ATTACHMENT && !has_doubt(again->doubts, doubt);
	}
	if (stale && !changing_withdraw_doubt(changing, DOUBT_UNREADABLE_ATTACHMENT, error))
		return FALSE;
	for (guint i = 0; i < again->doubts->len; i++) {
		const struct doubt *doubt = g_ptr_array_index(again->doubts, i);
		if (doubt->kind == DOUBT_UNREADABLE_ATTACHMENT && !changing_add_doubt(changing, doubt->kind, doubt->detail, error))
			return FALSE;
	}
	return TRUE;
}

/* A letter that could not be read then and could now; an action that is now known to have no deadline. */
static gboolean settle_reading(struct changing *changing, const struct statement *statement, const struct statement *again, GError **error)
{
	if (!doubts_have(again->doubts, DOUBT_NOT_UNDERSTOOD) && !changing_withdraw_doubt(changing, DOUBT_NOT_UNDERSTOOD, error))
		return FALSE;
	if (!settle_unreadable(changing, statement, again, error))
		return FALSE;
	if (statement->purpose == PURPOSE_ACTION && !statement_knows(statement, FIELD_DEADLINE) && !statement->deadline_text &&
	    doubts_have(again->doubts, DOUBT_NO_DEADLINE))
		return changing_add_doubt(changing, DOUBT_NO_DEADLINE, NULL, error);
	return TRUE;
}

gboolean edit_reread(struct changing *changing, const struct edit *edit, GError **error)
{
	const struct statement *again = edit->again;
	gboolean redacted = FALSE;
	g_autoptr(GString) text = g_string_new(NULL);
	struct statement *statement = changing_statement(changing, error);
	if (!statement || !changing_is_redacted(changing, &redacted, error))
		return FALSE;
	if (redacted)
		return TRUE;
	for (guint f = 0; f < FIELD_N; f++) {
		gboolean may = FALSE;
		if (!may_fill(changing, statement, again, (enum field)f, &may, error) ||
		    (may && !fill(changing, statement, again, (enum field)f, text, error)))
			return FALSE;
	}
	if (!fill_deadline_text(changing, statement, again, text, error) || !fill_body(changing, statement, again, text, error) ||
	    !fill_sides(changing, statement, again, error) || !settle_reading(changing, statement, again, error))
		return FALSE;
	if (text->len == 0)
		return TRUE;
	return evidence_replace(changing->connection, changing->id, statement->evidence, error) &&
	       changing_event(changing, EVENT_MODIFIED, text->str, error);
}
