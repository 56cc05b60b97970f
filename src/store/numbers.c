/* SPDX-License-Identifier: BSD-2-Clause
 *
 * numbers.c - each number is given once, whatever becomes of its record
 */
#include "config.h"
#include "numbers.h"

#include <liaison/error.h>

/* One mail, one row of numbers: what came with a statement stands beside it. */
static const char *sequence_of(const struct store_request *request)
{
	for (guint i = 0; i < request->statements->len; i++)
		if (((const struct statement *)g_ptr_array_index(request->statements, i))->kind == KIND_STATEMENT)
			return "statement";
	return "other";
}

static gboolean next(struct connection *connection, const char *sequence, gint64 *ret_id, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "UPDATE sequence SET next = next + 1 WHERE name = ? RETURNING next - 1", error);
	if (!query)
		return FALSE;
	query_text(query, sequence);
	const enum query_answer answer = query_step(query, error);
	if (answer == QUERY_ERROR)
		return FALSE;
	if (answer == QUERY_DONE)
		return store_set_error(error, LIAISON_ERROR_DATA, "the record '%s' is damaged: it has lost its sequence of numbers", connection->path);
	*ret_id = query_get_int(query);
	return query_step(query, error) == QUERY_DONE;
}

static gboolean raise_to(struct connection *connection, const char *sequence, gint64 number, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "UPDATE sequence SET next = ? WHERE name = ? AND next < ?1", error);
	if (!query)
		return FALSE;
	query_int(query, number);
	query_text(query, sequence);
	return query_run(query, error);
}

static gboolean is_taken(struct connection *connection, gint64 number, gboolean *ret_taken, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "SELECT 1 FROM statement WHERE id = ?", error);
	if (!query)
		return FALSE;
	query_int(query, number);
	return query_any(query, ret_taken, error);
}

static gboolean take(struct connection *connection, const struct store_request *request, gint64 *ret_id, GError **error)
{
	gboolean taken = FALSE;
	const gint64 number = request->number;
	if (number < 0 || number >= STORE_FIRST_OTHER)
		return store_set_error(error, LIAISON_ERROR_USAGE, "%" G_GINT64_FORMAT " cannot be the number of a statement", number);
	if (request->statements->len > 1)
		return store_set_error(error, LIAISON_ERROR_USAGE, "cannot give a mail with %u statements one number", request->statements->len);
	if (!is_taken(connection, number, &taken, error))
		return FALSE;
	if (taken)
		return store_set_error(error, LIAISON_ERROR_USAGE, "the number %" G_GINT64_FORMAT " is another record's", number);
	*ret_id = number;
	return raise_to(connection, "statement", number + 1, error);
}

gboolean number_give(struct connection *connection, const struct store_request *request, gint64 *ret_id, GError **error)
{
	return request->number != 0 ? take(connection, request, ret_id, error) : next(connection, sequence_of(request), ret_id, error);
}

static gboolean write_start(struct connection *connection, gpointer data, GError **error)
{
	return raise_to(connection, "statement", *(const gint64 *)data, error);
}

gboolean store_start_numbers(struct store *store, gint64 first, GError **error)
{
	if (first < 1 || first >= STORE_FIRST_OTHER)
		return store_set_error(error, LIAISON_ERROR_USAGE, "%" G_GINT64_FORMAT " cannot be the number of a statement", first);
	return store_write(store, write_start, &first, 4096, error);
}
