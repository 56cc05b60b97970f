/* SPDX-License-Identifier: BSD-2-Clause
 *
 * quarantine.c - which messages of the MTA's own quarantine belong to a record
 *
 * A mail may lie there more than once: it came again, or the MTA gave it a new queue ID. A row is made before the MTA is asked, so one may
 * also name a message that is not there.
 */
#include "config.h"
#include "changing.h"
#include "put.h"

gboolean quarantine_put(struct connection *connection, const struct put *put, gint64 message, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO quarantine (message, queue_id, time) VALUES (?, ?, ?)"
	                                       " ON CONFLICT DO UPDATE SET time = excluded.time, ended = NULL", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	query_text(query, put->request->quarantine);
	query_int(query, put->request->received);
	return query_run(query, error);
}

gboolean quarantine_load(struct connection *connection, gint64 message, GPtrArray *queue_ids, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT queue_id FROM quarantine WHERE message = ? AND ended IS NULL"
	                                       " ORDER BY time DESC, queue_id DESC", error);
	if (!query)
		return FALSE;
	query_int(query, message);
	while ((answer = query_step(query, error)) == QUERY_ROW)
		g_ptr_array_add(queue_ids, query_dup_text(query));
	return answer == QUERY_DONE;
}

gboolean edit_leave_quarantine(struct changing *changing, const struct edit *edit, GError **error)
{
	return changing_run(changing, "UPDATE quarantine SET ended = ?3 WHERE message = ?4 AND queue_id = ?1 AND ended IS NULL", edit->texts[0], NULL,
	                    changing->time, changing->message, NULL, error);
}
