/* SPDX-License-Identifier: BSD-2-Clause
 *
 * plan.h - what shall be done with a message, decided before anything is done
 *
 * Made by route_decide() (route.h); carried out by the milter, printed by inspect, kept by the store. A plan never holds
 * two actions for one recipient, and never leaves an envelope without recipients unless it is a hold. Plain values, built by one thread and then
 * only read; all texts are copied, and the plan's. Names are static.
 */
#pragma once
#include <glib.h>

enum verdict {
	VERDICT_LET_GO,       /* none of our business, nothing recorded, nothing edited */
	VERDICT_ACCEPT,       /* recorded, edited, accepted */
	VERDICT_HOLD,         /* recorded, then taken out of the SMTP flow */
	VERDICT_TEMPFAIL,     /* cannot tell now: 451 */
	VERDICT_ANSWERED,     /* for the review address alone: obeyed or not, then taken out of the SMTP flow */
};
const char *verdict_name(enum verdict verdict);

enum action_kind {
	ACTION_ADD_RECIPIENT,     /* address */
	ACTION_REMOVE_RECIPIENT,  /* address: the exact envelope argument */
	ACTION_REMOVE_HEADER,     /* header name, index (occurrence): forged ones; highest first */
	ACTION_ADD_HEADER,        /* header name, value; "%u" in value is the record's address, "%d" its number, "%%" a percent sign */
	ACTION_CHANGE_HEADER,     /* header name, index, value */
	ACTION_POST,              /* the record is posted */
};
const char *action_kind_name(enum action_kind kind);

struct action {
	enum action_kind kind;
	char *name;          /* address, or header name; NULL for ACTION_POST */
	char *value;         /* or NULL */
	guint index;
	char *rule;          /* who wanted it: "to-contact", "body DETNET WG", "route 'quantum to the IRTF'", "send-to"; never NULL */
};

struct plan {
	enum verdict verdict;
	gboolean record;         /* put it on record (statements and correspondence at a liaison address; not the rest) */
	gboolean edit;           /* FALSE in mode "observe": recorded and logged, but neither edited nor held; the plan says what would be done */
	GPtrArray *actions;      /* struct action *, in the order in which they are to be carried out */
	GPtrArray *waiting;      /* struct action *: additions that wait until a person posts the record */
	GPtrArray *asked;        /* char *, addr-specs: who may approve what is held; not kept in its written form */
	GPtrArray *rules;        /* char *: every rule that shaped it, in order */
	guint64 look;            /* why a person has to look, mark_bit()s of mark.h; 0: no need. Not kept in its written form, but for the header field */
	char *reason;            /* why held, let go or failed, for people; or NULL */
};
struct plan *plan_new(void);
void plan_free(struct plan *plan);
typedef struct plan plan_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(plan_t, plan_free)
void action_free(struct action *action);
/* Appended; the action is the plan's. value may be NULL. */
struct action *plan_add(struct plan *plan, enum action_kind kind, const char *name, const char *value, guint index, const char *rule);

/* One line an action, for people and for tests. Owned by the caller. */
char *plan_format(const struct plan *plan);
/* Reads plan_format() back: verdict, record, edit, reason, actions and waiting. What is no plan gives NULL. Owned by the caller. */
struct plan *plan_parse(const char *text);
/* Does it keep the mail out of the SMTP flow until a person approves? */
gboolean plan_holds(const struct plan *plan);
/* Which of the actions (struct action *) takes that recipient, an exact envelope argument, out of the envelope? NULL: it stays. The list's. */
const struct action *plan_removal(const GPtrArray *actions, const char *argument);
/* Whose rule posts the record at once; NULL: nobody's. The plan's. */
const char *plan_post_rule(const struct plan *plan);
/* A header value with its "%u", "%d", "%%" replaced. base_url ends before the number, with or without "/". Owned by the caller. */
char *plan_expand(const char *value, const char *base_url, gint64 id);
