/* SPDX-License-Identifier: BSD-2-Clause
 *
 * decisions.c - approve, post, kill, forward: the event and what follows from it
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/clock.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include <liaison/mail.h>
#include <liaison/plan.h>

#define QUEUE_LATE (15 * 60 * (gint64)G_USEC_PER_SEC)      /* after that nobody seems to release what is approved */

struct plan *decision_held_plan(const char *decided)
{
	g_autoptr(plan_t) plan = plan_parse(decided);

	return plan && plan_holds(plan) ? g_steal_pointer(&plan) : NULL;
}

struct plan *decision_first_held(const struct record *record)
{
	struct plan *plan = decision_held_plan(record->plan);

	for (guint i = 0; !plan && i < record->further->len; i++)
		plan = decision_held_plan(((const struct record_delivery *)g_ptr_array_index(record->further, i))->plan);
	return plan;
}

static gboolean was_held(const struct record *record)
{
	g_autoptr(plan_t) plan = decision_first_held(record);

	return plan != NULL;
}

gboolean decision_is_held(const struct record *record)
{
	return record->state == STATE_PENDING && was_held(record);
}

static gboolean allowed(const struct record *record, enum event_kind kind, const char *verb, GError **error)
{
	enum state next;

	if (lifecycle_apply(record->state, kind, &next))
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " is %s and cannot be %s", record->id,
	            state_name(record->state), verb);
	return FALSE;
}

static void order(struct change *change, const struct record *record, const char *kind, const char *argument)
{
	change_order(change, &(struct job_order){ .kind = kind, .statement = record->id, .argument = argument });
}

gboolean decision_answers(const struct record *record)
{
	for (guint i = 0; i < record->relations->len; i++)
		if (g_strcmp0(((const struct record_relation *)g_ptr_array_index(record->relations, i))->kind, "refold") == 0)
			return TRUE;
	return FALSE;
}

void decision_follow_posting(const struct record *record, struct change *change)
{
	if (record->statement->direction == DIRECTION_OUTGOING && decision_answers(record))
		order(change, record, "taken", NULL);
}

/* One of the other statements of the mail that is in that state: its number, or 0. */
static gboolean find_other(struct store *store, const struct record *record, enum state state, gint64 *ret_id, GError **error)
{
	*ret_id = 0;
	for (guint i = 0; !*ret_id && record->also && i < record->also->len; i++) {
		g_autoptr(record_t) other = store_get(store, g_array_index(record->also, gint64, i), error);

		if (!other)
			return FALSE;
		*ret_id = other->state == state ? other->id : 0;
	}
	return TRUE;
}

gboolean decision_may_go(struct store *store, const struct record *record, GError **error)
{
	gint64 dead;

	if (!find_other(store, record, STATE_DEAD, &dead, error))
		return FALSE;
	if (!dead)
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " cannot go out: its mail holds statement %" G_GINT64_FORMAT
	            " as well, which is dead; resurrect and approve that one, or have the rest sent anew", record->id, dead);
	return FALSE;
}

/* A release is ordered once for each approval: one that was killed, resurrected and approved again goes out if it did not before. */
static gboolean release(struct store *store, const struct record *record, struct change *change, GError **error)
{
	gint64 waits;

	if (!decision_may_go(store, record, error) || !find_other(store, record, STATE_PENDING, &waits, error))
		return FALSE;
	if (waits)
		return TRUE;
	order(change, record, record->quarantined->len ? "queue-release" : "release", NULL);
	if (record->quarantined->len)
		change_order(change, &(struct job_order){ .kind = "queue-late", .statement = record->id, .due = clock_now() + QUEUE_LATE });
	return TRUE;
}

void decision_leave_quarantine(const struct record *record, struct change *change)
{
	g_autoptr(GString) queue_ids = g_string_new(NULL);

	for (guint i = 0; i < record->quarantined->len; i++) {
		const char *queue_id = g_ptr_array_index(record->quarantined, i);

		g_string_append_printf(queue_ids, "%s%s", i ? " " : "", queue_id);
		change_leave_quarantine(change, queue_id);
	}
	if (queue_ids->len)
		order(change, record, "queue-remove", queue_ids->str);
}

static gboolean is_on_its_way(const struct record *record, GError **error)
{
	if (record->state == STATE_APPROVED && was_held(record))
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " is %s; this is for one that was held and is approved", record->id,
	            state_name(record->state));
	return FALSE;
}

gboolean decision_resubmit(struct store *store, const struct record *record, struct change *change, GError **error)
{
	if (!is_on_its_way(record, error) || !decision_may_go(store, record, error))
		return FALSE;
	decision_leave_quarantine(record, change);
	order(change, record, "release", NULL);
	return TRUE;
}

gboolean decision_sent(const struct record *record, struct change *change, GError **error)
{
	if (!is_on_its_way(record, error))
		return FALSE;
	change_event(change, EVENT_PRIVATE_COMMENT, "went out otherwise");
	change_event(change, EVENT_POSTED, NULL);
	decision_leave_quarantine(record, change);
	decision_follow_posting(record, change);
	return TRUE;
}

#define AGREED "agreed: "      /* of events `modified`, which nobody writes by a note */

static gboolean answers_for_any(const struct organization *organization, const GPtrArray *approvers, const GPtrArray *agreed)
{
	for (guint i = 0; i < approvers->len; i++)
		for (guint k = 0; k < agreed->len; k++)
			if (organization_may_answer(organization, g_ptr_array_index(approvers, i), g_ptr_array_index(agreed, k)))
				return TRUE;
	return FALSE;
}

/* Who has agreed so far: the author, those noted, and now holder (or NULL). */
static GPtrArray *agreed_by(const struct record *record, const char *holder)
{
	const struct statement *statement = record->statement;
	GPtrArray *agreed = g_ptr_array_new_with_free_func(g_free);

	if (holder)
		g_ptr_array_add(agreed, g_strdup(holder));
	if (statement->authenticated && statement->received_from)
		g_ptr_array_add(agreed, g_strdup(statement->received_from->addr_spec));
	for (guint i = 0; i < record->events->len; i++) {
		const struct record_event *event = g_ptr_array_index(record->events, i);

		if (event->kind == EVENT_MODIFIED && event->text && g_str_has_prefix(event->text, AGREED))
			g_ptr_array_add(agreed, g_strdup(event->text + strlen(AGREED)));
	}
	return agreed;
}

/* The From bodies (approval.c asks the same of a mail) of whose approvers none has agreed: their names, or NULL. */
static char *still_waits(const struct settings *settings, const struct record *record, const GPtrArray *agreed)
{
	const struct organization *organization = settings->organization;
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < record->statement->our_bodies->len; i++) {
		const struct body *body = organization_body_by_name(organization, g_ptr_array_index(record->statement->our_bodies, i));

		if (body && body->kind != BODY_KIND_IRTF && body->approvers->len > 0 && !answers_for_any(organization, body->approvers, agreed))
			g_string_append_printf(names, "%s%s", names->len ? ", " : "", body->name);
	}
	return names->len ? g_string_free(g_steal_pointer(&names), FALSE) : NULL;
}

gboolean decision_approve(const struct settings *settings, struct store *store, const struct record *record, const char *holder, struct change *change,
                          char **ret_waits, GError **error)
{
	g_autoptr(GPtrArray) agreed = agreed_by(record, holder);
	g_autofree char *waits = still_waits(settings, record, agreed), *text = NULL;

	if (ret_waits)
		*ret_waits = NULL;
	if (record->statement->kind != KIND_STATEMENT) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " is no statement; nothing of it can be approved", record->id);
		return FALSE;
	}
	if (!allowed(record, EVENT_APPROVED, "approved", error))
		return FALSE;
	if (!was_held(record) && record->statement->direction != DIRECTION_OUTGOING)
		return decision_post(settings, store, record, change, error);
	if (waits && record->statement->direction == DIRECTION_OUTGOING) {
		text = g_strconcat(AGREED, holder, NULL);
		change_event(change, EVENT_MODIFIED, text);
		if (ret_waits)
			*ret_waits = g_steal_pointer(&waits);
		return TRUE;
	}
	change_event(change, EVENT_APPROVED, NULL);
	if (was_held(record))
		return release(store, record, change, error);
	change_event(change, EVENT_POSTED, NULL);
	decision_follow_posting(record, change);
	return TRUE;
}

/* Ours is shown when it is approved, and what is held goes out before that. What came by no mail went out otherwise, and a person says so. */
static gboolean may_be_posted(const struct settings *settings, const struct record *record, GError **error)
{
	g_autoptr(GPtrArray) agreed = agreed_by(record, NULL);
	g_autofree char *waits = NULL;

	if (record->statement->direction != DIRECTION_OUTGOING || !record->envelope->sender || record->state == STATE_POSTED || record->state == STATE_DEAD)
		return TRUE;
	if (was_held(record) && record->state == STATE_APPROVED) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " is approved and goes out, which posts it; see 'liaisonctl jobs'",
		            record->id);
		return FALSE;
	}
	if (settings->outgoing.approval != APPROVAL_OFF)
		waits = still_waits(settings, record, agreed);
	if (!was_held(record) && !waits)
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " is ours and waits for the approval of %s; approve it, which posts it",
	            record->id, waits ? waits : "a person");
	return FALSE;
}

gboolean decision_post(const struct settings *settings, struct store *store, const struct record *record, struct change *change, GError **error)
{
	if (!may_be_posted(settings, record, error))
		return FALSE;
	if (!allowed(record, EVENT_POSTED, "posted", error))
		return FALSE;
	if (decision_is_held(record)) {
		change_event(change, EVENT_APPROVED, NULL);
		return release(store, record, change, error);
	}
	change_event(change, EVENT_POSTED, NULL);
	if (record->statement->direction == DIRECTION_INCOMING)
		order(change, record, "distribute", NULL);
	decision_follow_posting(record, change);
	return TRUE;
}

struct plan *decision_plan(const struct settings *settings, const struct route_policy *policy, const struct record *record, GBytes *raw)
{
	g_autoptr(message_t) message = mail_parse(raw, &settings->limits);
	g_autoptr(GPtrArray) statements = g_ptr_array_new();

	g_ptr_array_add(statements, record->statement);
	return route_decide(policy, INTEREST_OURS, record->envelope, message, statements, NULL);
}

GPtrArray *decision_approvers(const struct settings *settings, struct store *store, const struct record *record, GError **error)
{
	struct route_policy policy = settings_policy(settings);
	g_autoptr(GBytes) raw = store_get_raw(store, record->id, error);
	g_autoptr(plan_t) plan = NULL;

	if (!raw)
		return NULL;
	policy.approval = APPROVAL_HOLD;
	plan = decision_plan(settings, &policy, record, raw);
	if (plan->asked->len == 0 && settings->organization->coordination)
		g_ptr_array_add(plan->asked, g_strdup(settings->organization->coordination));
	return g_ptr_array_ref(plan->asked);
}

guint decision_bit(enum field field)
{
	return 1u << (guint)field;
}

static void settle_peer(const struct organization *organization, struct statement *statement, const GPtrArray *names)
{
	const struct peer *peer = NULL;

	for (guint i = 0; i < names->len && !peer; i++)
		peer = organization_peer_by_name(organization, g_ptr_array_index(names, i));
	g_free(statement->peer);
	statement->peer = peer ? g_strdup(peer->name) : NULL;
}

void decision_settle_sides(const struct organization *organization, struct statement *statement, guint fields, struct change *change)
{
	const gboolean outgoing = statement->direction == DIRECTION_OUTGOING, all = (fields & decision_bit(FIELD_DIRECTION)) != 0;
	const gboolean theirs = all || (fields & decision_bit(outgoing ? FIELD_TO : FIELD_FROM)) != 0;
	const gboolean ours = all || (fields & decision_bit(outgoing ? FIELD_FROM : FIELD_TO)) != 0;
	g_autoptr(GPtrArray) bodies = g_ptr_array_new();

	if (theirs)
		settle_peer(organization, statement, outgoing ? statement->to : statement->from);
	if (ours) {
		g_ptr_array_set_size(statement->our_bodies, 0);
		organization_add_bodies(organization, outgoing ? statement->from : statement->to, statement->our_bodies);
	}
	g_ptr_array_extend(bodies, statement->our_bodies, NULL, NULL);
	g_ptr_array_add(bodies, NULL);
	if (change && (theirs || ours))
		change_set_sides(change, theirs ? (statement->peer ? statement->peer : "") : NULL, ours ? (const char *const *)bodies->pdata : NULL);
}

gboolean decision_kill(struct store *store, const struct record *record, struct change *change, const char *reason, GError **error)
{
	gint64 approved;

	if (!allowed(record, EVENT_KILLED, "killed", error) || !find_other(store, record, STATE_APPROVED, &approved, error))
		return FALSE;
	change_event(change, EVENT_KILLED, reason);
	decision_leave_quarantine(record, change);
	/* the statement beside it waited for this one: its release now fails, and says why */
	if (approved && was_held(record))
		change_order(change, &(struct job_order){ .kind = "release", .statement = approved });
	return TRUE;
}

void decision_forward(const struct record *record, struct change *change, const GPtrArray *recipients, gboolean again)
{
	g_autoptr(GString) argument = g_string_new(again ? "again" : "new");

	for (guint i = 0; i < recipients->len; i++)
		g_string_append_printf(argument, "\n%s", (const char *)g_ptr_array_index(recipients, i));
	order(change, record, "distribute", argument->str);
}
