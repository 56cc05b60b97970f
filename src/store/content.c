/* SPDX-License-Identifier: BSD-2-Clause
 *
 * content.c - bytes under their digest: raw mails and attachments, each stored once, in pieces
 */
#include "config.h"
#include "internal.h"

#include <string.h>
#include <liaison/error.h>

struct found { gint64 id, size; gboolean redacted; };     /* id 0: nothing */

static gboolean find(struct connection *connection, const char *digest, struct found *ret_found, GError **error)
{
	struct found found = { 0 };
	g_autoptr(query_t) query = query_begin(connection, "SELECT id, size, redacted IS NOT NULL FROM content WHERE sha256 = ?", error);
	if (!query)
		return FALSE;
	query_text(query, digest);
	const enum query_answer answer = query_step(query, error);
	if (answer == QUERY_ROW) {
		found.id = query_get_int(query);
		found.size = query_get_int(query);
		found.redacted = query_get_int(query) != 0;
	}
	*ret_found = found;
	return answer != QUERY_ERROR;
}

static gboolean put_first(struct connection *connection, const char *digest, const guint8 *bytes, gsize size, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO content (sha256, size, data) VALUES (?, ?, ?)", error);
	if (!query)
		return FALSE;
	query_text(query, digest);
	query_int(query, (gint64)size);
	query_blob(query, bytes, MIN(size, (gsize)CHUNK_SIZE));
	return query_run(query, error);
}

static gboolean put_others(struct connection *connection, gint64 id, const guint8 *bytes, gsize size, GError **error)
{
	if (size <= CHUNK_SIZE)
		return TRUE;
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO content_chunk (content, n, data) VALUES (?, ?, ?)", error);
	if (!query)
		return FALSE;
	gint64 n = 1;
	for (gsize offset = CHUNK_SIZE; offset < size; offset += CHUNK_SIZE) {
		query_int(query, id);
		query_int(query, n++);
		query_blob(query, bytes + offset, MIN(size - offset, (gsize)CHUNK_SIZE));
		if (!query_run(query, error))
			return FALSE;
	}
	return TRUE;
}

/* Blanked for one mail, and another holds it: it is that one's. */
static gboolean restore_first(struct connection *connection, gint64 id, const guint8 *bytes, gsize size, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "UPDATE content SET redacted = NULL, data = ? WHERE id = ?", error);
	if (!query)
		return FALSE;
	query_blob(query, bytes, MIN(size, (gsize)CHUNK_SIZE));
	query_int(query, id);
	return query_run(query, error);
}

gboolean content_put(struct connection *connection, const char *digest, GBytes *bytes, gint64 *ret_id, GError **error)
{
	struct found found;
	gsize length = 0;
	const guint8 *data = g_bytes_get_data(bytes, &length);
	if (!find(connection, digest, &found, error))
		return FALSE;
	*ret_id = found.id;
	if (found.id != 0 && !found.redacted)
		return TRUE;
	if (found.id != 0)
		return restore_first(connection, found.id, data, length, error) && put_others(connection, found.id, data, length, error);
	if (!put_first(connection, digest, data, length, error))
		return FALSE;
	*ret_id = connection_last_id(connection);
	return put_others(connection, *ret_id, data, length, error);
}

gboolean content_redact(struct connection *connection, gint64 id, gint64 time, gboolean *ret_blanked, GError **error)
{
	static const char still_used[] = "UPDATE content SET redacted = ?, data = zeroblob(0) WHERE id = ?2 AND redacted IS NULL"
		" AND NOT EXISTS (SELECT 1 FROM message WHERE raw = ?2 AND redacted IS NULL)"
		" AND NOT EXISTS (SELECT 1 FROM attachment a JOIN message m ON m.id = a.message LEFT JOIN statement s ON s.id = a.statement"
		" WHERE a.content = ?2 AND CASE WHEN s.id IS NULL THEN m.redacted IS NULL ELSE s.redacted IS NULL END)"
		" AND NOT EXISTS (SELECT 1 FROM result r JOIN attachment a ON a.message = r.message AND a.n = r.attachment"
		" JOIN message m ON m.id = r.message LEFT JOIN statement s ON s.id = a.statement"
		" WHERE r.content = ?2 AND CASE WHEN s.id IS NULL THEN m.redacted IS NULL ELSE s.redacted IS NULL END) RETURNING 1";
	g_autoptr(query_t) query = query_begin(connection, still_used, error);
	if (!query)
		return FALSE;
	query_int(query, time);
	query_int(query, id);
	if (!query_any(query, ret_blanked, error))
		return FALSE;
	if (!*ret_blanked)
		return TRUE;
	g_autoptr(query_t) chunks = query_begin(connection, "DELETE FROM content_chunk WHERE content = ?", error);
	if (!chunks)
		return FALSE;
	query_int(chunks, id);
	return query_run(chunks, error);
}

/* Hands every piece to each(), in order; that one answers FALSE when it has had enough. */
typedef gboolean (*piece_function)(gconstpointer bytes, gsize length, gpointer data);

static gboolean walk(struct connection *connection, const char *sql, gint64 id, piece_function each, gpointer data, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, sql, error);
	if (!query)
		return FALSE;
	query_int(query, id);
	while ((answer = query_step(query, error)) == QUERY_ROW) {
		gsize length = 0;
		gconstpointer bytes = query_get_blob(query, &length);
		if (!each(bytes, length, data))
			return TRUE;
	}
	return answer == QUERY_DONE;
}

static gboolean walk_pieces(struct connection *connection, gint64 id, piece_function each, gpointer data, GError **error)
{
	return walk(connection, "SELECT data FROM content WHERE id = ?", id, each, data, error) &&
	       walk(connection, "SELECT data FROM content_chunk WHERE content = ? ORDER BY n", id, each, data, error);
}

struct filling { guint8 *buffer; gsize size, filled; gboolean too_long; };

static gboolean fill(gconstpointer bytes, gsize length, gpointer data)
{
	struct filling *filling = data;
	if (length > filling->size - filling->filled) {
		filling->too_long = TRUE;
		return FALSE;
	}
	if (length > 0)
		memcpy(filling->buffer + filling->filled, bytes, length);
	filling->filled += length;
	return TRUE;
}

GBytes *content_get(struct connection *connection, const char *digest, GError **error)
{
	struct found found;
	if (!find(connection, digest, &found, error))
		return NULL;
	const gint64 size = found.size;
	if (found.redacted) {
		store_set_error(error, LIAISON_ERROR_NOT_FOUND, "the content with the digest %s was redacted", digest);
		return NULL;
	}
	if (found.id == 0) {
		store_set_error(error, LIAISON_ERROR_NOT_FOUND, "there is no content with the digest %s on record", digest);
		return NULL;
	}
	g_autofree guint8 *buffer = size >= 0 ? g_try_malloc((gsize)size + 1) : NULL;
	if (!buffer) {
		store_set_error(error, size < 0 ? LIAISON_ERROR_DATA : LIAISON_ERROR_TEMPORARY,
		                "cannot read the record: content %s takes %" G_GINT64_FORMAT " bytes of memory", digest, size);
		return NULL;
	}
	struct filling filling = { .buffer = buffer, .size = (gsize)size };
	if (!walk_pieces(connection, found.id, fill, &filling, error))
		return NULL;
	if (filling.too_long || filling.filled != filling.size) {
		store_set_error(error, LIAISON_ERROR_DATA, "the record is damaged: content %s is not as long as it should be", digest);
		return NULL;
	}
	return g_bytes_new_take(g_steal_pointer(&buffer), (gsize)size);
}

struct measuring { GChecksum *checksum; gint64 size; };

static gboolean measure(gconstpointer bytes, gsize length, gpointer data)
{
	struct measuring *measuring = data;
	g_checksum_update(measuring->checksum, bytes, (gssize)length);
	measuring->size += (gint64)length;
	return TRUE;
}

gboolean content_measure(struct connection *connection, gint64 id, char **ret_digest, gint64 *ret_size, GError **error)
{
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
	struct measuring measuring = { .checksum = checksum };
	if (!walk_pieces(connection, id, measure, &measuring, error))
		return FALSE;
	*ret_digest = g_strdup(g_checksum_get_string(checksum));
	*ret_size = measuring.size;
	return TRUE;
}

GBytes *store_get_content(struct store *store, const char *digest, GError **error)
{
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return NULL;
	GBytes *bytes = content_get(connection, digest, error);
	store_end_read(store, connection);
	return bytes;
}

GBytes *store_get_raw(struct store *store, gint64 id, GError **error)
{
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return NULL;
	g_autofree char *digest = NULL;
	gboolean asked = FALSE;
	{
		g_autoptr(query_t) query = query_begin(connection, "SELECT c.sha256 FROM statement s JOIN message m ON m.id = s.message"
		                                       " JOIN content c ON c.id = m.raw WHERE s.id = ?", error);
		if (query) {
			query_int(query, id);
			const enum query_answer answer = query_step(query, error);
			asked = answer != QUERY_ERROR;
			digest = answer == QUERY_ROW ? query_dup_text(query) : NULL;
		}
	}
	GBytes *bytes = digest ? content_get(connection, digest, error) : NULL;
	if (asked && !digest)
		store_set_error(error, LIAISON_ERROR_NOT_FOUND, "there is no record %" G_GINT64_FORMAT, id);
	store_end_read(store, connection);
	return bytes;
}
