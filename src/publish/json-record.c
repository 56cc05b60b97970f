/* SPDX-License-Identifier: BSD-2-Clause
 *
 * json-record.c - the shape of a statement in JSON
 *
 * One shape for what was read from a file and for what is on record: the keys that others rely on come first, in the order
 * of the field table, and are always there. What only one of the two knows is null in the other.
 */
#include <config.h>
#include <liaison/json.h>
#include <liaison/notice.h>

static void put_field(struct json *json, const struct statement *statement, enum field field)
{
	g_autoptr(GPtrArray) values = statement_values(statement, field);

	switch (field_shape(field)) {
	case FIELD_LIST:
		json_strings(json, field_key(field), values);
		return;
	case FIELD_FLAG:
		json_bool(json, field_key(field), field == FIELD_IS_REPLY && statement->is_reply);
		return;
	case FIELD_ONE:
		json_string(json, field_key(field), values->len ? g_ptr_array_index(values, 0) : NULL);
		return;
	}
}

static void put_doubts(struct json *json, const struct statement *statement)
{
	const GPtrArray *doubts = statement->doubts;

	json_begin_array(json, "doubts");
	for (int kind = 0; kind < DOUBT_N; kind++)
		if (doubts_have(doubts, (enum doubt_kind)kind))
			json_string(json, NULL, doubt_name((enum doubt_kind)kind));
	json_end_array(json);

	json_begin_array(json, "doubt_details");
	for (guint i = 0; i < doubts->len; i++) {
		const struct doubt *doubt = g_ptr_array_index(doubts, i);

		json_begin_object(json, NULL);
		json_string(json, "doubt", doubt_name(doubt->kind));
		json_string(json, "meaning", doubt_meaning(doubt->kind));
		json_string(json, "detail", doubt->detail);
		json_end_object(json);
	}
	json_end_array(json);
}

static void put_statement(struct json *json, const struct statement *statement)
{
	g_autofree char *received_from = statement->received_from ? address_format(statement->received_from) : NULL;

	for (int field = 0; field < FIELD_N; field++)
		put_field(json, statement, (enum field)field);
	json_string(json, "received_from", received_from);
	put_doubts(json, statement);
	json_string(json, "deadline_text", statement->deadline_text);
	json_string(json, "peer", statement->peer);
	json_strings(json, "our_bodies", statement->our_bodies);
	json_bool(json, "authenticated", statement->authenticated);
}

static void put_evidence(struct json *json, const struct statement *statement)
{
	json_begin_array(json, "evidence");
	for (guint i = 0; i < statement->evidence->len; i++) {
		const struct evidence *evidence = g_ptr_array_index(statement->evidence, i);

		json_begin_object(json, NULL);
		json_string(json, "field", field_key(evidence->field));
		json_string(json, "value", evidence->value);
		json_string(json, "source", evidence_source_name(evidence->source));
		json_string(json, "where", evidence->where);
		json_number(json, "line", evidence->line);
		json_string(json, "label", evidence->label);
		json_string(json, "layout", evidence->layout);
		json_int(json, "sure", evidence->sure);
		json_bool(json, "chosen", evidence->chosen);
		json_end_object(json);
	}
	json_end_array(json);
}

/* ---- what was read from a file ---- */

static void put_actions(struct json *json, const char *name, const GPtrArray *actions)
{
	json_begin_array(json, name);
	for (guint i = 0; i < actions->len; i++) {
		const struct action *action = g_ptr_array_index(actions, i);

		json_begin_object(json, NULL);
		json_string(json, "action", action_kind_name(action->kind));
		json_string(json, "name", action->name);
		json_string(json, "value", action->value);
		json_int(json, "index", action->index);
		json_string(json, "rule", action->rule);
		json_end_object(json);
	}
	json_end_array(json);
}

static void put_plan(struct json *json, const struct plan *plan)
{
	if (!plan) {
		json_string(json, "plan", NULL);
		return;
	}
	json_begin_object(json, "plan");
	json_string(json, "verdict", verdict_name(plan->verdict));
	json_bool(json, "record", plan->record);
	json_bool(json, "edit", plan->edit);
	json_string(json, "reason", plan->reason);
	put_actions(json, "actions", plan->actions);
	put_actions(json, "waiting", plan->waiting);
	json_strings(json, "rules", plan->rules);
	json_end_object(json);
}

static void put_inspected(struct json *json, const struct message *message, const struct statement *statement)
{
	put_statement(json, statement);
	json_string(json, "id", NULL);
	json_string(json, "state", NULL);
	json_string(json, "received", NULL);
	json_string(json, "message_id", message->message_id);
	put_evidence(json, statement);
}

static void put_notices(struct json *json, const GPtrArray *notices)
{
	json_begin_array(json, "notices");
	for (guint i = 0; notices && i < notices->len; i++) {
		const struct notice *notice = g_ptr_array_index(notices, i);

		json_begin_object(json, NULL);
		json_string(json, "kind", notice_kind_name(notice->kind));
		json_string(json, "to", notice->to);
		json_string(json, "rule", notice->rule);
		json_end_object(json);
	}
	json_end_array(json);
}

char *json_inspection(const struct message *message, const GPtrArray *statements, const struct plan *plan, const GPtrArray *notices)
{
	struct json *json = json_new(TRUE);

	json_begin_object(json, NULL);
	if (statements->len)
		put_inspected(json, message, g_ptr_array_index(statements, 0));
	json_begin_array(json, "also");
	for (guint i = 1; i < statements->len; i++) {
		json_begin_object(json, NULL);
		put_inspected(json, message, g_ptr_array_index(statements, i));
		json_strings(json, "also", NULL);
		json_end_object(json);
	}
	json_end_array(json);
	put_plan(json, plan);
	put_notices(json, notices);
	json_end_object(json);
	return json_finish(json);
}

/* ---- what is on record ---- */

static void put_results(struct json *json, const struct record_attachment *file)
{
	json_begin_array(json, "results");
	for (guint i = 0; file->results && i < file->results->len; i++) {
		const struct record_result *result = g_ptr_array_index(file->results, i);

		json_begin_object(json, NULL);
		json_string(json, "name", result->name);
		json_string(json, "content_type", result->content_type);
		json_int(json, "size", result->size);
		json_string(json, "sha256", result->digest);
		json_string(json, "tool", result->tool);
		json_string(json, "use", result->for_reading ? "reading" : "people");
		json_time(json, "time", result->time);
		json_end_object(json);
	}
	json_end_array(json);
}

static void put_files(struct json *json, const struct record *record)
{
	json_begin_array(json, "files");
	for (guint i = 0; record->attachments && i < record->attachments->len; i++) {
		const struct record_attachment *file = g_ptr_array_index(record->attachments, i);

		json_begin_object(json, NULL);
		json_string(json, "name", file->name);
		json_string(json, "content_type", file->content_type);
		json_int(json, "size", file->size);
		json_string(json, "sha256", file->digest);
		put_results(json, file);
		json_end_object(json);
	}
	json_end_array(json);
}

static void put_history(struct json *json, const struct record *record)
{
	json_begin_array(json, "events");
	for (guint i = 0; record->events && i < record->events->len; i++) {
		const struct record_event *event = g_ptr_array_index(record->events, i);

		json_begin_object(json, NULL);
		json_time(json, "time", event->time);
		json_string(json, "event", event_kind_name(event->kind));
		json_string(json, "by", event->by);
		json_string(json, "text", event->text);
		json_end_object(json);
	}
	json_end_array(json);

	json_begin_array(json, "relations");
	for (guint i = 0; record->relations && i < record->relations->len; i++) {
		const struct record_relation *relation = g_ptr_array_index(record->relations, i);

		json_begin_object(json, NULL);
		json_string(json, "relation", relation->kind);
		json_int(json, "id", relation->other);
		json_end_object(json);
	}
	json_end_array(json);
}

static void put_life(struct json *json, const struct record *record)
{
	json_string(json, "assignee", record->assignee);
	json_time(json, "posted", record->posted);
	json_time(json, "dead", record->dead);
	json_time(json, "redacted", record->redacted);
	json_time(json, "taken", record->taken);
	json_number(json, "taken_by", record->taken_by);
	json_string(json, "taken_url", record->taken_url);
}

static void put_envelope(struct json *json, const struct envelope *envelope)
{
	json_begin_object(json, "envelope");
	json_string(json, "from", envelope ? envelope->sender : NULL);
	json_begin_array(json, "rcpt");
	for (guint i = 0; envelope && i < envelope->recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(envelope->recipients, i);

		json_string(json, NULL, recipient->addr_spec);
	}
	json_end_array(json);
	json_string(json, "queue_id", envelope ? envelope->queue_id : NULL);
	json_end_object(json);
}

static void put_whole(struct json *json, const struct record *record)
{
	g_auto(GStrv) lines = g_strsplit(record->plan ? record->plan : "", "\n", -1);

	json_string(json, "body", record->statement->body);
	put_evidence(json, record->statement);
	put_envelope(json, record->envelope);
	json_begin_array(json, "decided");
	for (char **line = lines; *line; line++)
		if (**line)
			json_string(json, NULL, *line);
	json_end_array(json);
	json_string(json, "message_digest", record->message_digest);
	json_string(json, "raw_digest", record->raw_digest);
}

static void put_record(struct json *json, const struct record *record, const GPtrArray *also, gboolean whole)
{
	json_begin_object(json, NULL);
	put_statement(json, record->statement);
	json_int(json, "id", record->id);
	json_string(json, "state", state_name(record->state));
	json_time(json, "received", record->received);
	json_string(json, "message_id", record->message_id);
	put_life(json, record);
	put_files(json, record);
	put_history(json, record);
	if (whole)
		put_whole(json, record);
	json_begin_array(json, "also");
	for (guint i = 0; also && i < also->len; i++)
		put_record(json, g_ptr_array_index(also, i), NULL, whole);
	json_end_array(json);
	json_end_object(json);
}

char *json_record(const struct record *record, const GPtrArray *also, gboolean whole, gboolean pretty)
{
	struct json *json = json_new(pretty);

	put_record(json, record, also, whole);
	return json_finish(json);
}
