/* SPDX-License-Identifier: BSD-2-Clause
 *
 * change_state.c - what happens to a record as a whole: its state, doubts, relations, who looks after it, what it led to
 */
#include "config.h"
#include "changing.h"

#include <liaison/error.h>

static gboolean get_state(struct changing *changing, enum state *ret_state, GError **error)
{
	g_autoptr(query_t) query = query_begin(changing->connection, "SELECT state FROM statement WHERE id = ?", error);
	if (!query)
		return FALSE;
	query_int(query, changing->id);
	if (query_step(query, error) != QUERY_ROW)
		return FALSE;
	const char *name = query_get_word(query);
	return state_parse(name, ret_state) || record_is_damaged(changing->id, "state", name, error);
}

gboolean edit_event(struct changing *changing, const struct edit *edit, GError **error)
{
	const enum event_kind kind = (enum event_kind)edit->kind;
	enum state state = STATE_PENDING, next = STATE_PENDING;
	if (!get_state(changing, &state, error))
		return FALSE;
	if (!lifecycle_apply(state, kind, &next))
		return store_set_error(error, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " is %s: it cannot be %s", changing->id,
		                       state_name(state), event_kind_name(kind));
	const char *sql = next == STATE_POSTED ? "UPDATE statement SET state = ?1, posted = ?3 WHERE id = ?4"
	                : next == STATE_DEAD ? "UPDATE statement SET state = ?1, dead = ?3 WHERE id = ?4"
	                : "UPDATE statement SET state = ?1 WHERE id = ?4";
	if (next != state && !changing_run(changing, sql, state_name(next), NULL, changing->time, changing->id, NULL, error))
		return FALSE;
	return changing_event(changing, kind, edit->texts[0], error);
}

/* ---- doubts: who looks at the public history does not see them ---- */

gboolean changing_add_doubt(struct changing *changing, enum doubt_kind kind, const char *detail, GError **error)
{
	gboolean added = FALSE;
	if (!changing_run(changing, "INSERT INTO doubt (statement, n, kind, detail) SELECT ?4, (SELECT ifnull(max(n), -1) + 1 FROM doubt"
	                  " WHERE statement = ?4), ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM doubt WHERE statement = ?4 AND kind = ?1"
	                  " AND detail IS ?2 AND withdrawn IS NULL) RETURNING 1", doubt_name(kind), detail, 0, changing->id, &added, error))
		return FALSE;
	if (added && changing->statement)
		doubts_add(changing->statement->doubts, kind, detail ? "%s" : NULL, detail);
	return !added || changing_eventf(changing, EVENT_PRIVATE_COMMENT, error, "doubt: %s%s%s", doubt_name(kind), detail ? ", " : "",
	                                 detail ? detail : "");
}

gboolean changing_withdraw_doubt(struct changing *changing, enum doubt_kind kind, GError **error)
{
	gboolean any = FALSE;
	if (!changing_run(changing, "UPDATE doubt SET withdrawn = ?3 WHERE statement = ?4 AND kind = ?1 AND withdrawn IS NULL RETURNING 1",
	                  doubt_name(kind), NULL, changing->time, changing->id, &any, error))
		return FALSE;
	if (any && changing->statement)
		doubts_remove(changing->statement->doubts, kind);
	return !any || changing_eventf(changing, EVENT_PRIVATE_COMMENT, error, "doubt settled: %s", doubt_name(kind));
}

gboolean edit_doubt(struct changing *changing, const struct edit *edit, GError **error)
{
	return changing_add_doubt(changing, (enum doubt_kind)edit->kind, edit->texts[0], error);
}

/* ---- relations ---- */

static gboolean must_exist(struct changing *changing, gint64 id, GError **error)
{
	gboolean any = FALSE;
	if (!changing_run(changing, "SELECT 1 FROM statement WHERE id = ?4", NULL, NULL, 0, id, &any, error))
		return FALSE;
	return any || store_set_error(error, LIAISON_ERROR_NOT_FOUND, "there is no record %" G_GINT64_FORMAT, id);
}

gboolean edit_relate(struct changing *changing, const struct edit *edit, GError **error)
{
	const char *kind = edit->texts[0];
	gboolean added = FALSE;
	if (!g_str_equal(kind, "refold") && !g_str_equal(kind, "supersedes") && !g_str_equal(kind, "also"))
		return store_set_error(error, LIAISON_ERROR_USAGE, "'%s' is no relation: it is refold, supersedes or also", kind);
	if (edit->number == changing->id)
		return store_set_error(error, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " cannot be related to itself", changing->id);
	if (!must_exist(changing, edit->number, error))
		return FALSE;
	g_autoptr(query_t) query = query_begin(changing->connection, "INSERT INTO relation (statement, other, kind, time) VALUES (?, ?, ?, ?)"
	                                       " ON CONFLICT DO NOTHING RETURNING 1", error);
	if (!query)
		return FALSE;
	query_int(query, changing->id);
	query_int(query, edit->number);
	query_text(query, kind);
	query_int(query, changing->time);
	if (!query_any(query, &added, error))
		return FALSE;
	if (g_str_equal(kind, "refold") && !changing_withdraw_doubt(changing, DOUBT_UNCLEAR_REFERENCE, error))
		return FALSE;
	return !added || changing_eventf(changing, EVENT_MODIFIED, error, "relation: %s %" G_GINT64_FORMAT, kind, edit->number);
}

/* ---- who looks after it, and what it led to ---- */

static char *get_text(struct changing *changing, const char *sql, GError **error)
{
	g_autoptr(query_t) query = query_begin(changing->connection, sql, error);
	if (!query)
		return NULL;
	query_int(query, changing->id);
	return query_step(query, error) == QUERY_ROW ? g_strdup(query_get_word(query)) : NULL;
}

gboolean edit_assign(struct changing *changing, const struct edit *edit, GError **error)
{
	const char *who = edit->texts[0] && *edit->texts[0] ? edit->texts[0] : NULL;
	g_autofree char *before = get_text(changing, "SELECT assignee FROM statement WHERE id = ?", error);
	if (!before)
		return FALSE;
	if (g_str_equal(before, who ? who : ""))
		return TRUE;
	/* no business of the public */
	return changing_run(changing, "UPDATE statement SET assignee = ?1 WHERE id = ?4", who, NULL, 0, changing->id, NULL, error) &&
	       changing_eventf(changing, EVENT_PRIVATE_COMMENT, error, "assignee: %s -> %s", *before ? before : "nobody", who ? who : "nobody");
}

gboolean edit_taken(struct changing *changing, const struct edit *edit, GError **error)
{
	gboolean any = FALSE;
	if (edit->number == changing->id)
		return store_set_error(error, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " cannot do what it asks for itself", changing->id);
	/* a program does not say again, and otherwise, what was said */
	const char *sql = changing->person
		? "UPDATE statement SET taken = ?3, taken_url = ?1 WHERE id = ?4 RETURNING 1"
		: "UPDATE statement SET taken = ?3, taken_url = ?1 WHERE id = ?4 AND taken IS NULL RETURNING 1";
	if ((edit->number != 0 && !must_exist(changing, edit->number, error)) ||
	    !changing_run(changing, sql, edit->texts[0], NULL, changing->time, changing->id, &any, error))
		return FALSE;
	if (!any)
		return TRUE;
	g_autoptr(GString) text = g_string_new(STORE_TAKEN);
	if (edit->number != 0)
		g_string_append_printf(text, " by record %" G_GINT64_FORMAT, edit->number);
	if (edit->texts[0])
		g_string_append_printf(text, ", %s", edit->texts[0]);
	if (edit->texts[1])
		g_string_append_printf(text, ": %s", edit->texts[1]);
	return changing_run(changing, "UPDATE statement SET taken_by = ?3 WHERE id = ?4", NULL, NULL, edit->number, changing->id, NULL, error) &&
	       changing_event(changing, EVENT_MODIFIED, text->str, error);
}

gboolean edit_ledger(struct changing *changing, const struct edit *edit, GError **error)
{
	gboolean added = FALSE;
	if (changing->message == 0)
		return TRUE;
	if (!changing_run(changing, "INSERT INTO ledger (message, recipient, how, delivery, time) VALUES (?4, ?1, ?2, NULL, ?3)"
	                  " ON CONFLICT DO NOTHING RETURNING 1", edit->texts[0], edit->texts[1], changing->time, changing->message, &added, error))
		return FALSE;
	changing->changed |= added;
	return TRUE;
}

gboolean edit_went_out(struct changing *changing, const struct edit *edit, GError **error)
{
	const struct edit post = { .kind = EVENT_POSTED };
	enum state state = STATE_PENDING;
	if (!get_state(changing, &state, error))
		return FALSE;
	if (state != STATE_DEAD)
		return !edit->kind || state == STATE_POSTED || edit_event(changing, &post, error);
	return changing_event(changing, EVENT_PRIVATE_COMMENT, edit->texts[3], error) && (!edit->texts[0] || edit_order(changing, edit, error));
}

gboolean edit_order(struct changing *changing, const struct edit *edit, GError **error)
{
	gboolean added = FALSE;
	const struct job_order order = {
		.kind = edit->texts[0], .key = edit->texts[1], .argument = edit->texts[2], .due = edit->time, .statement = edit->number,
	};
	if (!job_put(changing->connection, &order, order.statement, order.key, changing->time, &added, error))
		return FALSE;
	changing->changed |= added;
	return TRUE;
}
