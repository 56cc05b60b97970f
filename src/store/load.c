/* SPDX-License-Identifier: BSD-2-Clause
 *
 * load.c - one record out of its rows
 */
#include "config.h"
#include "internal.h"

#include <string.h>
#include <liaison/error.h>

static void event_free(gpointer data)
{
	struct record_event *event = data;
	g_free(event->by);
	g_free(event->text);
	g_free(event);
}

static void attachment_free(gpointer data)
{
	struct record_attachment *attachment = data;
	g_free(attachment->name);
	g_free(attachment->content_type);
	g_free(attachment->digest);
	g_ptr_array_unref(attachment->results);
	g_free(attachment);
}

static void result_free(gpointer data)
{
	struct record_result *result = data;
	g_free(result->name);
	g_free(result->content_type);
	g_free(result->digest);
	g_free(result->tool);
	g_free(result);
}

static void relation_free(gpointer data)
{
	struct record_relation *relation = data;
	g_free(relation->kind);
	g_free(relation);
}

static void delivery_free(gpointer data)
{
	struct record_delivery *delivery = data;

	envelope_free(delivery->envelope);
	g_free(delivery->plan);
	g_free(delivery);
}

static struct record *record_new(gint64 id)
{
	struct record *record = g_new0(struct record, 1);
	record->id = id;
	record->statement = statement_new();
	record->envelope = envelope_new();
	record->further = g_ptr_array_new_with_free_func(delivery_free);
	record->quarantined = g_ptr_array_new_with_free_func(g_free);
	record->attachments = g_ptr_array_new_with_free_func(attachment_free);
	record->events = g_ptr_array_new_with_free_func(event_free);
	record->relations = g_ptr_array_new_with_free_func(relation_free);
	record->related = g_ptr_array_new_with_free_func(relation_free);
	record->also = g_array_new(FALSE, FALSE, sizeof(gint64));
	return record;
}

void record_free(struct record *record)
{
	if (!record)
		return;
	g_free(record->message_id);
	g_free(record->message_digest);
	g_free(record->raw_digest);
	statement_free(record->statement);
	envelope_free(record->envelope);
	g_ptr_array_unref(record->further);
	g_ptr_array_unref(record->quarantined);
	g_free(record->plan);
	g_ptr_array_unref(record->attachments);
	g_ptr_array_unref(record->events);
	g_ptr_array_unref(record->relations);
	g_ptr_array_unref(record->related);
	g_array_unref(record->also);
	g_free(record->assignee);
	g_free(record->taken_url);
	g_free(record);
}

static gboolean load_head(struct connection *connection, struct record *record, gint64 *ret_message, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "SELECT s.state, s.received, m.id, m.message_id, m.digest, c.sha256, s.assignee,"
	                                       " ifnull(s.posted, 0), ifnull(s.dead, 0), ifnull(s.taken, 0), ifnull(s.taken_by, 0), s.taken_url,"
	                                       " ifnull(s.redacted, 0) FROM statement s"
	                                       " LEFT JOIN message m ON m.id = s.message LEFT JOIN content c ON c.id = m.raw WHERE s.id = ?", error);
	if (!query)
		return FALSE;
	query_int(query, record->id);
	const enum query_answer answer = query_step(query, error);
	if (answer == QUERY_DONE)
		return store_set_error(error, LIAISON_ERROR_NOT_FOUND, "there is no record %" G_GINT64_FORMAT, record->id);
	if (answer == QUERY_ERROR)
		return FALSE;
	const char *state = query_get_word(query);
	if (!state_parse(state, &record->state))
		return store_set_error(error, LIAISON_ERROR_DATA, "record %" G_GINT64_FORMAT " is damaged: its state is '%s'", record->id, state);
	record->received = query_get_int(query);
	*ret_message = query_get_int(query);
	record->message_id = query_dup_text(query);
	record->message_digest = query_dup_text(query);
	record->raw_digest = query_dup_text(query);
	record->assignee = query_dup_text(query);
	record->posted = query_get_int(query);
	record->dead = query_get_int(query);
	record->taken = query_get_int(query);
	record->taken_by = query_get_int(query);
	record->taken_url = query_dup_text(query);
	record->redacted = query_get_int(query);
	return TRUE;
}

static void read_envelope(query_t *query, struct envelope *envelope)
{
	envelope->queue_id = query_dup_text(query);
	envelope->client_address = query_dup_text(query);
	envelope->auth_authen = query_dup_text(query);
	envelope->sender = query_dup_text(query);
	g_auto(GStrv) recipients = g_strsplit(query_get_word(query), "\n", -1);
	for (guint i = 0; recipients[i]; i++)
		if (*recipients[i])
			envelope_add_recipient(envelope, recipients[i]);
}

/* Its envelopes and what was decided on them; the first one is the record's. */
static gboolean load_deliveries(struct connection *connection, struct record *record, gint64 message, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT queue_id, client_address, auth_authen, sender, recipients, plan FROM delivery"
	                                       " WHERE message = ? ORDER BY n", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	for (gboolean first = TRUE; (answer = query_step(query, error)) == QUERY_ROW; first = FALSE) {
		struct record_delivery *delivery = NULL;
		if (!first) {
			delivery = g_new0(struct record_delivery, 1);
			delivery->envelope = envelope_new();
			g_ptr_array_add(record->further, delivery);
		}
		read_envelope(query, delivery ? delivery->envelope : record->envelope);
		*(delivery ? &delivery->plan : &record->plan) = query_dup_text(query);
	}
	return answer == QUERY_DONE;
}

static gboolean load_results(struct connection *connection, struct record_attachment *attachment, gint64 message, gint64 n, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT r.name, r.content_type, c.sha256, r.tool, c.size, r.time, r.reading FROM result r"
	                                       " JOIN content c ON c.id = r.content WHERE r.message = ? AND r.attachment = ? ORDER BY r.n", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	query_int(query, n);
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		struct record_result *result = g_new0(struct record_result, 1);
		result->name = query_dup_text(query);
		result->content_type = query_dup_text(query);
		result->digest = query_dup_text(query);
		result->tool = query_dup_text(query);
		result->size = query_get_int(query);
		result->time = query_get_int(query);
		result->for_reading = query_get_int(query) != 0;
		g_ptr_array_add(attachment->results, result);
	}
	return answer == QUERY_DONE;
}

/* Those of the mail, and those that were added to this record. */
static gboolean load_attachments(struct connection *connection, struct record *record, gint64 message, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT a.name, a.content_type, c.sha256, c.size, a.n FROM attachment a"
	                                       " JOIN content c ON c.id = a.content WHERE a.message = ? AND ifnull(a.statement, ?2) = ?2"
	                                       " ORDER BY a.n", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	query_int(query, record->id);
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		struct record_attachment *attachment = g_new0(struct record_attachment, 1);
		attachment->name = query_dup_text(query);
		attachment->content_type = query_dup_text(query);
		attachment->digest = query_dup_text(query);
		attachment->size = query_get_int(query);
		attachment->results = g_ptr_array_new_with_free_func(result_free);
		g_ptr_array_add(record->attachments, attachment);
		if (!load_results(connection, attachment, message, query_get_int(query), error))
			return FALSE;
	}
	return answer == QUERY_DONE;
}

static gboolean load_also(struct connection *connection, struct record *record, gint64 message, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "SELECT id FROM statement WHERE message = ? AND id <> ? ORDER BY n", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	query_int(query, record->id);
	return query_numbers(query, record->also, error);
}

static gboolean load_events(struct connection *connection, struct record *record, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT id, time, kind, who, text FROM event WHERE statement = ? ORDER BY id", error);
	if (!query)
		return FALSE;
	query_int(query, record->id);
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		const gint64 id = query_get_int(query), time = query_get_int(query);
		const char *name = query_get_word(query);
		enum event_kind kind;
		if (!event_kind_parse(name, &kind))
			return store_set_error(error, LIAISON_ERROR_DATA, "record %" G_GINT64_FORMAT " is damaged: it has an event '%s'",
			                       record->id, name);
		struct record_event *event = g_new0(struct record_event, 1);
		event->id = id;
		event->time = time;
		event->kind = kind;
		event->by = query_dup_text(query);
		event->text = query_dup_text(query);
		g_ptr_array_add(record->events, event);
	}
	return answer == QUERY_DONE;
}

static gboolean load_relations(struct connection *connection, gint64 id, const char *sql, GPtrArray *relations, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, sql, error);
	if (!query)
		return FALSE;
	query_int(query, id);
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		struct record_relation *relation = g_new0(struct record_relation, 1);
		relation->other = query_get_int(query);
		relation->kind = query_dup_text(query);
		g_ptr_array_add(relations, relation);
	}
	return answer == QUERY_DONE;
}

struct record *record_load(struct connection *connection, gint64 id, GError **error)
{
	g_autoptr(record_t) record = record_new(id);
	gint64 message = 0;
	if (!load_head(connection, record, &message, error) || !statement_load(connection, id, record->statement, error) ||
	    !load_deliveries(connection, record, message, error) || !quarantine_load(connection, message, record->quarantined, error) ||
	    !load_attachments(connection, record, message, error) ||
	    !load_also(connection, record, message, error) || !load_events(connection, record, error) ||
	    !load_relations(connection, id, "SELECT other, kind FROM relation WHERE statement = ? ORDER BY kind, other", record->relations, error) ||
	    !load_relations(connection, id, "SELECT statement, kind FROM relation WHERE other = ? ORDER BY kind, statement", record->related, error))
		return NULL;
	return g_steal_pointer(&record);
}

struct record *store_get(struct store *store, gint64 id, GError **error)
{
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return NULL;
	struct record *record = record_load(connection, id, error);
	store_end_read(store, connection);
	return record;
}
