/* SPDX-License-Identifier: BSD-2-Clause
 *
 * tokens.c - one-time tokens, secrets, marks, and who is in the ledger
 */
#include "config.h"
#include "changing.h"

#include <errno.h>
#include <sys/random.h>
#include <liaison/error.h>

#define SECRET_SIZE 32

/* ---- tokens ---- */

gboolean edit_use_token(struct changing *changing, const struct edit *edit, GError **error)
{
	gboolean any = FALSE;
	g_autoptr(query_t) query = query_begin(changing->connection, "UPDATE token SET used = ?1 WHERE digest = ?2 AND statement = ?3"
	                                       " AND used IS NULL AND expires > ?1 RETURNING 1", error);
	if (!query)
		return FALSE;
	query_int(query, changing->time);
	query_text(query, edit->texts[0]);
	query_int(query, changing->id);
	if (!query_any(query, &any, error))
		return FALSE;
	return any || store_set_error(error, LIAISON_ERROR_USAGE, "the token is unknown, was used, or is too old");
}

gboolean edit_add_token(struct changing *changing, const struct edit *edit, GError **error)
{
	g_autoptr(query_t) query = query_begin(changing->connection, "INSERT INTO token (digest, statement, purpose, holder, created, expires)"
	                                       " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", error);
	if (!query)
		return FALSE;
	query_text(query, edit->texts[0]);
	query_int(query, changing->id);
	query_text(query, edit->texts[1]);
	query_text(query, edit->texts[2]);
	query_int(query, changing->time);
	query_int(query, edit->time);
	changing->changed = TRUE;
	return query_run(query, error);
}

void store_token_free(struct store_token *token)
{
	if (!token)
		return;
	g_free(token->purpose);
	g_free(token->holder);
	g_free(token);
}

static struct store_token *load_token(struct connection *connection, const char *digest, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "SELECT ifnull(statement, 0), purpose, holder, created, expires, ifnull(used, 0)"
	                                       " FROM token WHERE digest = ?", error);
	if (!query)
		return NULL;
	query_text(query, digest);
	const enum query_answer answer = query_step(query, error);
	if (answer == QUERY_DONE)
		store_set_error(error, LIAISON_ERROR_NOT_FOUND, "there is no such token");
	if (answer != QUERY_ROW)
		return NULL;
	struct store_token *token = g_new0(struct store_token, 1);
	token->statement = query_get_int(query);
	token->purpose = query_dup_text(query);
	token->holder = query_dup_text(query);
	token->created = query_get_int(query);
	token->expires = query_get_int(query);
	token->used = query_get_int(query);
	return token;
}

struct store_token *store_token_get(struct store *store, const char *digest, GError **error)
{
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return NULL;
	struct store_token *token = load_token(connection, digest, error);
	store_end_read(store, connection);
	return token;
}

/* ---- secrets ---- */

struct secret { const char *name; guint8 fresh[SECRET_SIZE]; GBytes *value; };

static gboolean load_secret(struct connection *connection, struct secret *secret, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "SELECT value FROM secret WHERE name = ?", error);
	if (!query)
		return FALSE;
	query_text(query, secret->name);
	const enum query_answer answer = query_step(query, error);
	g_clear_pointer(&secret->value, g_bytes_unref);
	if (answer == QUERY_ROW) {
		gsize length = 0;
		gconstpointer bytes = query_get_blob(query, &length);
		secret->value = g_bytes_new(bytes, length);
	}
	return answer != QUERY_ERROR;
}

/* Several processes may ask for the first time at once: one makes it, all get that. */
static gboolean write_secret(struct connection *connection, gpointer data, GError **error)
{
	struct secret *secret = data;
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO secret (name, value, created)"
	                                       " VALUES (?, ?, CAST(strftime('%s', 'now') AS INTEGER) * 1000000) ON CONFLICT DO NOTHING", error);
	if (!query)
		return FALSE;
	query_text(query, secret->name);
	query_blob(query, secret->fresh, sizeof secret->fresh);
	return query_run(query, error) && load_secret(connection, secret, error);
}

GBytes *store_secret(struct store *store, const char *name, GError **error)
{
	struct secret secret = { .name = name };
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return NULL;
	const gboolean asked = load_secret(connection, &secret, error);
	store_end_read(store, connection);
	if (!asked || secret.value)
		return secret.value;
	if (getrandom(secret.fresh, sizeof secret.fresh, 0) != (ssize_t)sizeof secret.fresh) {
		store_set_error(error, LIAISON_ERROR_TEMPORARY, "cannot make the secret '%s': %s", name, g_strerror(errno));
		return NULL;
	}
	if (store_write(store, write_secret, &secret, 4096, error))
		return secret.value;
	g_clear_pointer(&secret.value, g_bytes_unref);
	return NULL;
}

/* ---- marks ---- */

static gboolean load_mark(struct connection *connection, const char *name, char **ret_value, GError **error)
{
	g_autoptr(query_t) query = query_begin(connection, "SELECT value FROM mark WHERE name = ?", error);
	if (!query)
		return FALSE;
	query_text(query, name);
	const enum query_answer answer = query_step(query, error);
	*ret_value = answer == QUERY_ROW ? query_dup_text(query) : NULL;
	return answer != QUERY_ERROR;
}

char *store_mark_get(struct store *store, const char *name, GError **error)
{
	char *value = NULL;
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return NULL;
	load_mark(connection, name, &value, error);
	store_end_read(store, connection);
	return value;
}

struct mark { const char *name, *value; };

static gboolean write_mark(struct connection *connection, gpointer data, GError **error)
{
	const struct mark *mark = data;
	g_autoptr(query_t) query = query_begin(connection, "INSERT INTO mark (name, value) VALUES (?, ?)"
	                                       " ON CONFLICT DO UPDATE SET value = excluded.value", error);
	if (!query)
		return FALSE;
	query_text(query, mark->name);
	query_text(query, mark->value);
	return query_run(query, error);
}

gboolean store_mark_set(struct store *store, const char *name, const char *value, GError **error)
{
	struct mark mark = { .name = name, .value = value };
	return store_write(store, write_mark, &mark, 4096, error);
}

/* ---- the ledger ---- */

static gboolean load_ledger(struct connection *connection, gint64 id, GPtrArray *recipients, GError **error)
{
	enum query_answer answer;
	g_autoptr(query_t) query = query_begin(connection, "SELECT l.recipient FROM statement s JOIN ledger l ON l.message = s.message WHERE s.id = ?"
	                                       " ORDER BY l.recipient", error);
	if (!query)
		return FALSE;
	query_int(query, id);
	while ((answer = query_step(query, error)) == QUERY_ROW)
		g_ptr_array_add(recipients, query_dup_text(query));
	return answer == QUERY_DONE;
}

GPtrArray *store_ledger(struct store *store, gint64 id, GError **error)
{
	g_autoptr(GPtrArray) recipients = g_ptr_array_new_with_free_func(g_free);
	struct connection *connection = store_begin_read(store, error);
	if (!connection)
		return NULL;
	const gboolean ok = load_ledger(connection, id, recipients, error);
	store_end_read(store, connection);
	return ok ? g_steal_pointer(&recipients) : NULL;
}
