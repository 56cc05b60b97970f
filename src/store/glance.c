/* SPDX-License-Identifier: BSD-2-Clause
 *
 * glance.c - earlier statements between us and one peer, by what one remembers of them: a day, a title
 */
#include "config.h"
#include "internal.h"

/* The index is named, so that a query that no longer fits it fails, and does not read the whole record while a mail waits. */
static const char glance_back[] = "SELECT s.id, CASE WHEN m.date >= 0 THEN m.date ELSE s.received END, s.title, m.digest"
	" FROM statement s INDEXED BY statement_by_peer LEFT JOIN message m ON m.id = s.message"
	" WHERE s.kind = 'statement' AND s.direction = ? AND s.peer = ? AND s.state <> 'dead' ORDER BY s.id DESC";

gboolean store_glance_back(struct store *store, const char *peer, enum direction direction,
                           gboolean (*each)(const struct store_glance *glance, gpointer data), gpointer data, GError **error)
{
	struct connection *connection = store_begin_read(store, error);
	enum query_answer answer = QUERY_ERROR;
	if (!connection)
		return FALSE;
	{
		g_autoptr(query_t) query = query_begin(connection, glance_back, error);
		if (query) {
			query_text(query, direction_name(direction));
			query_text(query, peer);
			while ((answer = query_step(query, error)) == QUERY_ROW) {
				const gint64 id = query_get_int(query), date = query_get_int(query);
				const char *title = query_get_text(query), *digest = query_get_text(query);
				const struct store_glance glance = { .id = id, .date = date, .title = title, .digest = digest };
				if (!each(&glance, data)) {
					answer = QUERY_DONE;
					break;
				}
			}
		}
	}
	store_end_read(store, connection);
	return answer == QUERY_DONE;
}
