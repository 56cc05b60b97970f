/* SPDX-License-Identifier: BSD-2-Clause
 *
 * changing.h - a change on its way into the record: one function an edit
 *
 * Private to src/store. An edit is kept as what it will be called with; the functions run in order, inside one transaction, and
 * each leaves its own event.
 */
#pragma once
#include "internal.h"
#include "jobs.h"
#include <liaison/change.h>

struct edit;

/* What is known of the record while its edits are carried out. */
struct changing {
	struct connection *connection;
	const struct change *change;
	gint64 id, message;               /* message 0: none */
	const char *by;
	gboolean person;
	gint64 time;
	struct statement *statement;      /* loaded when first asked for; as it is after the edits so far */
	gboolean changed, redacted;
};

typedef gboolean (*edit_function)(struct changing *changing, const struct edit *edit, GError **error);
struct edit {
	edit_function apply;
	gboolean of_record;               /* needs one */
	int kind;                         /* an enum, by the edit */
	gint64 number, time;
	char *texts[5];
	char **values;                    /* or NULL */
	GBytes *content;                  /* or NULL, with its digest in texts[4] */
	const struct statement *again;
};

/* change.c */
gboolean changing_event(struct changing *changing, enum event_kind kind, const char *text, GError **error);   /* counts as a change */
G_GNUC_PRINTF(4, 5) gboolean changing_eventf(struct changing *changing, enum event_kind kind, GError **error, const char *format, ...);
struct statement *changing_statement(struct changing *changing, GError **error);
/* An UPDATE or INSERT with RETURNING: binds text, text, int, int as ?1 to ?4 (0 is NULL). *ret_any: whether it touched a row. */
gboolean changing_run(struct changing *changing, const char *sql, const char *one, const char *two, gint64 three, gint64 four,
                      gboolean *ret_any, GError **error);

/* change_state.c */
gboolean edit_event(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_went_out(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_doubt(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_relate(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_assign(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_taken(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_ledger(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_leave_quarantine(struct changing *changing, const struct edit *edit, GError **error);   /* quarantine.c */
gboolean edit_order(struct changing *changing, const struct edit *edit, GError **error);
gboolean changing_add_doubt(struct changing *changing, enum doubt_kind kind, const char *detail, GError **error);
gboolean changing_withdraw_doubt(struct changing *changing, enum doubt_kind kind, GError **error);

/* change_fields.c, change_reread.c */
gboolean edit_set(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_set_body(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_set_sides(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_reread(struct changing *changing, const struct edit *edit, GError **error);
/* "'a'; 'b'", or "unknown": as events show a field */
char *field_text(const struct statement *statement, enum field field);
/* Did a person set it? name: a field's key, or "body". */
gboolean changing_is_persons(struct changing *changing, const char *name, gboolean *ret_persons, GError **error);
gboolean changing_is_redacted(struct changing *changing, gboolean *ret_redacted, GError **error);
gboolean changing_put_body(struct changing *changing, const char *body, GError **error);
/* The doubts that are about a field; DOUBT_N ends them. */
const enum doubt_kind *doubts_about(enum field field);

/* change_files.c */
gboolean edit_typed(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_converted(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_attach(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_redact(struct changing *changing, const struct edit *edit, GError **error);

/* tokens.c */
gboolean edit_use_token(struct changing *changing, const struct edit *edit, GError **error);
gboolean edit_add_token(struct changing *changing, const struct edit *edit, GError **error);
