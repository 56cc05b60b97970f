/* SPDX-License-Identifier: BSD-2-Clause
 *
 * put.c - a mail and its statements go on record
 */
#include "config.h"
#include "jobs.h"
#include "numbers.h"
#include "put.h"

#include <string.h>
#include <liaison/error.h>
#include <liaison/text.h>

void store_receipt_free(struct store_receipt *receipt)
{
	if (!receipt)
		return;
	g_array_unref(receipt->ids);
	g_ptr_array_unref(receipt->additions);
	g_free(receipt);
}

static struct store_receipt *receipt_new(void)
{
	struct store_receipt *receipt = g_new0(struct store_receipt, 1);
	receipt->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	receipt->additions = g_ptr_array_new_with_free_func(g_free);
	return receipt;
}

/* ---- beforehand ---- */

static void collect_parts(struct put *put, const struct message *message)
{
	for (guint i = 0; i < message->parts->len; i++) {
		struct part *part = g_ptr_array_index(message->parts, i);
		if (part->message)
			collect_parts(put, part->message);
		if (part->kind != PART_ATTACHMENT || !part->content)
			continue;
		gsize length = 0;
		gconstpointer bytes = g_bytes_get_data(part->content, &length);
		g_ptr_array_add(put->parts, part);
		g_ptr_array_add(put->digests, part->digest ? g_strdup(part->digest) : text_sha256(bytes, length));
		put->weight += length;
	}
}

static char *join_recipients(const struct envelope *envelope)
{
	GString *text = g_string_new(NULL);
	for (guint i = 0; i < envelope->recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(envelope->recipients, i);
		g_string_append_printf(text, "%s%s", i == 0 ? "" : "\n", recipient->argument);
	}
	return g_string_free(text, FALSE);
}

static void prepare(struct put *put, const struct store_request *request)
{
	gsize length = 0;
	gconstpointer raw = g_bytes_get_data(request->message->raw, &length);
	put->request = request;
	put->raw_digest = text_sha256(raw, length);
	put->envelope_digest = envelope_digest(request->envelope);
	put->plan = plan_format(request->plan);
	put->recipients = join_recipients(request->envelope);
	put->parts = g_ptr_array_new();
	put->digests = g_ptr_array_new_with_free_func(g_free);
	put->weight = length + 65536;
	collect_parts(put, request->message);
}

static void put_clear(struct put *put)
{
	g_free(put->raw_digest);
	g_free(put->envelope_digest);
	g_free(put->plan);
	g_free(put->recipients);
	g_ptr_array_unref(put->parts);
	g_ptr_array_unref(put->digests);
	store_receipt_free(put->receipt);
}

char *put_queue_text(const struct put *put)
{
	const char *queue_id = put->request->envelope->queue_id;
	return queue_id ? g_strdup_printf("queue ID %s", queue_id) : g_strdup("no queue ID");
}

/* ---- rows ---- */

gboolean event_put(struct connection *connection, gint64 id, gint64 time, enum event_kind kind, const char *who, const char *text,
                   GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO event (statement, time, kind, who, text) VALUES (?, ?, ?, ?, ?)", error);
	if (!query)
		return FALSE;
	query_int(query, id);
	query_int(query, time);
	query_text(query, event_kind_name(kind));
	query_text(query, who);
	query_text(query, text);
	return query_run(query, error);
}

gboolean put_event(struct connection *connection, const struct put *put, gint64 id, enum event_kind kind, const char *text, GError **error)
{
	return event_put(connection, id, put->request->received, kind, put->request->by, text, error);
}

/* Not before it is likely that the MTA has accepted what the filter took. */
static gboolean order_post(struct connection *connection, const struct put *put, gint64 id, GError **error)
{
	g_autofree char *key = g_strdup_printf("settle:%" G_GINT64_FORMAT, id);
	const struct job_order order = { .kind = "settle", .argument = plan_post_rule(put->request->plan), .due = put->request->settle };
	return job_put(connection, &order, id, key, put->request->received, NULL, error);
}

gboolean put_post(struct connection *connection, const struct put *put, gint64 id, enum state state, GError **error)
{
	enum state next = state;
	if (!lifecycle_apply(state, EVENT_POSTED, &next))
		return TRUE;
	if (put->request->settle > 0)
		return order_post(connection, put, id, error);
	g_autoptr(query_t) query = query_begin(connection, "UPDATE statement SET state = ?, posted = ? WHERE id = ?", error);
	if (!query)
		return FALSE;
	query_text(query, state_name(next));
	query_int(query, put->request->received);
	query_int(query, id);
	return query_run(query, error) && put_event(connection, put, id, EVENT_POSTED, plan_post_rule(put->request->plan), error) &&
	       job_put_publish(connection, id, put->request->received, error);
}

static gboolean put_message(struct connection *connection, const struct put *put, gint64 *ret_id, GError **error)
{
	const struct message *message = put->request->message;
	const struct address *sender = message->from->len > 0 ? g_ptr_array_index(message->from, 0) : NULL;
	gint64 raw = 0;
	if (!content_put(connection, put->raw_digest, message->raw, &raw, error))
		return FALSE;
	g_autoptr(GString) references = g_string_new(NULL);
	for (guint i = 0; i < message->references->len; i++)
		g_string_append_printf(references, "%s%s", i == 0 ? "" : " ", (const char *)g_ptr_array_index(message->references, i));
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO message (digest, message_id, raw, received, subject, sender, date,"
	                                       " in_reply_to, refs) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
	if (!query)
		return FALSE;
	query_text(query, message->digest);
	query_text(query, message->message_id);
	query_int(query, raw);
	query_int(query, put->request->received);
	query_text(query, message->subject);
	query_text(query, sender ? sender->addr_spec : NULL);
	if (message->date >= 0)
		query_int(query, message->date);
	else
		query_null(query);
	query_text(query, message->in_reply_to);
	query_text(query, references->len > 0 ? references->str : NULL);
	if (!query_run(query, error))
		return FALSE;
	*ret_id = connection_last_id(connection);
	return TRUE;
}

static gboolean put_attachments(struct connection *connection, const struct put *put, gint64 message, GError **error)
{
	for (guint i = 0; i < put->parts->len; i++) {
		const struct part *part = g_ptr_array_index(put->parts, i);
		gint64 content = 0;
		if (!content_put(connection, g_ptr_array_index(put->digests, i), part->content, &content, error))
			return FALSE;
		g_autoptr(query_t) query = query_begin(connection, "INSERT INTO attachment (message, n, path, name, content_type, content)"
		                                       " VALUES (?, ?, ?, ?, ?, ?)", error);
		if (!query)
			return FALSE;
		query_int(query, message);
		query_int(query, i);
		query_text(query, part->path);
		query_text(query, part->filename);
		query_text(query, part->content_type);
		query_int(query, content);
		if (!query_run(query, error))
			return FALSE;
	}
	return TRUE;
}

/* A number that is not on record relates to nothing. */
static gboolean put_relation(struct connection *connection, const struct put *put, gint64 id, const struct store_relation *relation, GError **error)
{
	gboolean added = FALSE;
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO relation (statement, other, kind, time)"
	                                       " SELECT ?, id, ?, ? FROM statement WHERE id = ? ON CONFLICT DO NOTHING RETURNING 1", error);
	if (!query)
		return FALSE;
	query_int(query, id);
	query_text(query, relation->kind);
	query_int(query, put->request->received);
	query_int(query, relation->other);
	if (!query_any(query, &added, error))
		return FALSE;
	if (!added || !relation->why)
		return TRUE;
	g_autofree char *text = g_strdup_printf("relation: %s %" G_GINT64_FORMAT ", %s", relation->kind, relation->other, relation->why);
	return put_event(connection, put, id, EVENT_PRIVATE_COMMENT, text, error);
}

static gboolean put_relations(struct connection *connection, const struct put *put, gint64 id, guint n, GError **error)
{
	const GArray *relations = put->request->relations;
	for (guint i = 0; relations && i < relations->len; i++) {
		const struct store_relation *relation = &g_array_index(relations, struct store_relation, i);
		if (relation->n == n && !put_relation(connection, put, id, relation, error))
			return FALSE;
	}
	return TRUE;
}

/* ---- the whole ---- */

static gboolean first_record(struct connection *connection, const char *sql, const char *value, gint64 *ret_id, GError **error)
{
	*ret_id = 0;
	if (!value)
		return TRUE;
	g_autoptr(query_t) query = query_begin(connection, sql, error);
	if (!query)
		return FALSE;
	query_text(query, value);
	return query_number(query, ret_id, error);
}

/* A letter that somebody sends over and over is not compared with each of its copies. */
#define COPIES_LOOKED_AT "100"

/* *ret_detail: what another record has in common with a mail that is not on record; NULL: nothing */
static gboolean find_duplicate(struct connection *connection, const struct message *message, char **ret_detail, GError **error)
{
	gint64 same_id = 0, same_content = 0;
	if (!first_record(connection, "SELECT s.id FROM message m JOIN statement s ON s.message = m.id WHERE m.message_id = ?"
	                  " ORDER BY m.id, s.n LIMIT 1", message->message_id, &same_id, error) ||
	    !first_record(connection, "SELECT s.id FROM (SELECT id FROM message WHERE digest = ? LIMIT " COPIES_LOOKED_AT ") m"
	                  " JOIN statement s ON s.message = m.id ORDER BY m.id, s.n LIMIT 1", message->digest, &same_content, error))
		return FALSE;
	if (same_id != 0)
		*ret_detail = g_strdup_printf("record %" G_GINT64_FORMAT " has the same Message-ID and other content", same_id);
	else if (same_content != 0)
		*ret_detail = g_strdup_printf("record %" G_GINT64_FORMAT " has the same content under another Message-ID", same_content);
	return TRUE;
}

static char *submitted_text(const struct put *put)
{
	if (!put->request->envelope->sender)
		return g_strdup(put->request->origin ? put->request->origin : "imported");
	g_autofree char *queue = put_queue_text(put);
	return g_strdup_printf("taken by the filter, %s%s%s", queue, put->request->plan->verdict == VERDICT_HOLD ? ", held" : "",
	                       put->request->quarantine ? " in its quarantine" : "");
}

static gboolean put_statement(struct connection *connection, const struct put *put, gint64 message, guint n, const char *duplicate,
                              GError **error)
{
	const struct statement *statement = g_ptr_array_index(put->request->statements, n);
	const char *rule = plan_post_rule(put->request->plan);
	struct statement_row row = { .message = message, .n = n, .received = put->request->received, .state = put->request->state };
	g_autofree char *submitted = submitted_text(put);
	if (!number_give(connection, put->request, &row.id, error) || !statement_put(connection, &row, statement, error) ||
	    !put_event(connection, put, row.id, EVENT_SUBMITTED, submitted, error))
		return FALSE;
	g_array_append_val(put->receipt->ids, row.id);
	if (!put_relations(connection, put, row.id, n, error))
		return FALSE;
	if (!duplicate)
		return !rule || put_post(connection, put, row.id, row.state, error);
	/* What is posted without a person must be free of doubt, and this doubt nobody could know before. */
	g_autofree char *text = g_strdup_printf("possible duplicate: %s%s", duplicate, rule ? "; not posted by rule" : "");
	return doubt_put(connection, row.id, statement->doubts->len, DOUBT_POSSIBLE_DUPLICATE, duplicate, error) &&
	       put_event(connection, put, row.id, EVENT_PRIVATE_COMMENT, text, error);
}

static gboolean put_fresh(struct connection *connection, const struct put *put, GError **error)
{
	g_autofree char *duplicate = NULL;
	gint64 message = 0;
	if (!find_duplicate(connection, put->request->message, &duplicate, error) || !put_message(connection, put, &message, error) ||
	    !put_attachments(connection, put, message, error))
		return FALSE;
	put->receipt->fresh = TRUE;
	put->receipt->possible_duplicate = duplicate != NULL;
	for (guint n = 0; n < put->request->statements->len; n++)
		if (!put_statement(connection, put, message, n, duplicate, error))
			return FALSE;
	return delivery_put(connection, put, message, 1, error) &&
	       (!put->request->quarantine || quarantine_put(connection, put, message, error)) &&
	       job_put_all(connection, put->request->jobs, put->receipt->ids, put->request->received, error) &&
	       (!duplicate || job_put_all(connection, put->request->duplicate_jobs, put->receipt->ids, put->request->received, error));
}

static gboolean find_message(struct connection *connection, const struct message *message, gint64 *ret_id, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "SELECT id FROM message WHERE digest = ? AND ifnull(message_id, '') = ifnull(?, '')", error);
	if (!query)
		return FALSE;
	query_text(query, message->digest);
	query_text(query, message->message_id);
	return query_number(query, ret_id, error);
}

static gboolean write_put(struct connection *connection, gpointer data, GError **error)
{
	struct put *put = data;
	gint64 message = 0;
	store_receipt_free(put->receipt);
	put->receipt = receipt_new();
	if (!find_message(connection, put->request->message, &message, error))
		return FALSE;
	return message != 0 ? put_again(connection, put, message, error) : put_fresh(connection, put, error);
}

struct store_receipt *store_put(struct store *store, const struct store_request *request, GError **error)
{
	if (request->statements->len == 0) {
		store_set_error(error, LIAISON_ERROR_INTERNAL, "cannot record a message without statements");
		return NULL;
	}
	struct put put = { .request = NULL };
	struct store_receipt *receipt = NULL;
	prepare(&put, request);
	if (store_write(store, write_put, &put, put.weight, error))
		receipt = g_steal_pointer(&put.receipt);
	put_clear(&put);
	return receipt;
}
