/* SPDX-License-Identifier: BSD-2-Clause
 *
 * stats.c - how much is on record, of what
 */
#include "config.h"
#include "internal.h"

#include <liaison/error.h>

static gboolean count_single(struct connection *connection, struct store_stats *stats, GError **error)
{
	return connection_query_int(connection, "SELECT count(*) FROM statement", &stats->records, error) &&
	       connection_query_int(connection, "SELECT count(*) FROM message", &stats->messages, error) &&
	       connection_query_int(connection, "SELECT count(*) FROM attachment", &stats->attachments, error) &&
	       connection_query_int(connection, "SELECT ifnull(sum(size), 0) FROM content", &stats->content_bytes, error) &&
	       connection_query_int(connection, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
	                            &stats->database_bytes, error) &&
	       connection_query_int(connection, "SELECT count(*) FROM event WHERE kind = 'resent'", &stats->resent, error) &&
	       connection_query_int(connection, "SELECT count(DISTINCT statement) FROM doubt WHERE withdrawn IS NULL", &stats->with_doubts, error) &&
	       connection_query_int(connection, "SELECT ifnull(min(received), 0) FROM statement", &stats->oldest, error) &&
	       connection_query_int(connection, "SELECT ifnull(max(received), 0) FROM statement", &stats->newest, error);
}

/* The four things that are counted by, in one pass. What a newer program may have named otherwise is counted by none. */
static gboolean count_groups(struct connection *connection, struct store_stats *stats, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT count(*), state, kind, purpose, direction FROM statement"
	                                       " GROUP BY state, kind, purpose, direction", error);
	if (!query)
		return FALSE;
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		const gint64 n = query_get_int(query);
		const char *state = query_get_word(query), *kind = query_get_word(query);
		const char *purpose = query_get_text(query), *direction = query_get_text(query);
		enum state s;
		enum kind k;
		enum purpose p = PURPOSE_UNKNOWN;
		enum direction d = DIRECTION_UNKNOWN;
		if (state_parse(state, &s))
			stats->by_state[s] += n;
		if (kind_parse(kind, &k))
			stats->by_kind[k] += n;
		if (!purpose || purpose_parse(purpose, &p))
			stats->by_purpose[p] += n;
		if (!direction || direction_parse(direction, &d))
			stats->by_direction[d] += n;
	}
	return answer == QUERY_DONE;
}

gboolean store_get_stats(struct store *store, struct store_stats *ret_stats, GError **error)
{
	struct store_stats stats = { 0 };
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return FALSE;
	const gboolean ok = count_single(connection, &stats, error) && count_groups(connection, &stats, error);
	store_end_read(store, connection);
	if (ok)
		*ret_stats = stats;
	return ok;
}
