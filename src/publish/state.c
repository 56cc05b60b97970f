/* SPDX-License-Identifier: BSD-2-Clause
 *
 * state.c - what a run leaves for the next one
 *
 * The catalog is kept in files of 250 numbers each, so that a change rewrites one of them. Where anything is not as it should be
 * there is no state, and all is built anew: nothing here is needed to be right but for speed.
 */
#include <config.h>
#include <string.h>
#include <liaison/publish.h>
#include <liaison/text.h>
#include "assets.h"
#include "keys.h"
#include "state.h"

#define FORM "4"
#define PIECE 250

/* ---- options ---- */

static void add(GString *text, const char *value)
{
	g_string_append_printf(text, "%" G_GSIZE_FORMAT ":%s,", value ? strlen(value) : 0, value ? value : "");
}

static void add_list(GString *text, const GPtrArray *list)
{
	g_string_append_printf(text, "%u[", list->len);
	for (guint i = 0; i < list->len; i++)
		add(text, g_ptr_array_index(list, i));
}

char *state_fingerprint(const struct publish_options *options)
{
	const struct organization *organization = options->organization;
	g_autoptr(GString) text = g_string_new(FORM PACKAGE_VERSION);

	g_string_append_printf(text, " %d %d ", G_BYTE_ORDER, (int)options->contacts);
	add(text, asset_style);
	add(text, asset_search);
	add(text, options->base_url);
	add(text, organization->name);
	add(text, organization->coordination);
	add_list(text, organization->aliases);
	add_list(text, organization->domains);
	add_list(text, organization->liaison_addresses);
	for (guint i = 0; i < organization->bodies->len; i++) {
		const struct body *body = g_ptr_array_index(organization->bodies, i);

		add(text, body->name);
		add_list(text, body->aliases);
		add_list(text, body->contacts);
		add_list(text, body->cc);
		add_list(text, body->approvers);
	}
	for (guint i = 0; i < organization->peers->len; i++) {
		const struct peer *peer = g_ptr_array_index(organization->peers, i);

		add(text, peer->name);
		add_list(text, peer->aliases);
		add(text, peer->manager);
		add(text, peer->send_to);
	}
	return text_sha256(text->str, text->len);
}

/* ---- the catalog ---- */

static char *piece_path(gint64 piece)
{
	return g_strdup_printf(".liaison/catalog/%" G_GINT64_FORMAT, piece);
}

/* The numbers of the pieces, a line each, and the event that they go up to. NULL: there is no state of that fingerprint. */
static char **read_state(struct tree *tree, const char *fingerprint, gint64 *ret_event)
{
	gsize length = 0;
	g_autofree char *text = tree_get(tree, STATE_PATH, &length);
	g_auto(GStrv) lines = text ? g_strsplit(text, "\n", 3) : NULL;

	if (!lines || g_strv_length(lines) < 3 || strcmp(lines[0], fingerprint) != 0)
		return NULL;
	*ret_event = g_ascii_strtoll(lines[1], NULL, 10);
	return g_strsplit(lines[2], "\n", -1);
}

gboolean state_event(struct tree *tree, const char *fingerprint, gint64 *ret_event)
{
	g_auto(GStrv) pieces = read_state(tree, fingerprint, ret_event);

	return pieces != NULL;
}

gboolean state_load(struct tree *tree, const char *fingerprint, struct catalog *catalog, gint64 *ret_event)
{
	gsize length = 0;
	gint64 event = 0;
	g_auto(GStrv) pieces = read_state(tree, fingerprint, &event);

	if (!pieces)
		return FALSE;
	for (guint i = 0; pieces[i] && *pieces[i]; i++) {
		gint64 piece = g_ascii_strtoll(pieces[i], NULL, 10);
		g_autofree char *path = piece_path(piece);
		g_autofree char *bytes = tree_get(tree, path, &length);

		if (!bytes || !catalog_unpack(catalog, piece * PIECE, (piece + 1) * PIECE, g_steal_pointer(&bytes), length))
			return FALSE;
	}
	catalog_settle(catalog);
	*ret_event = event;
	return TRUE;
}

/* ---- putting ---- */

static gboolean has_changed(GHashTable *changed, gint64 piece)
{
	GHashTableIter iter;
	gpointer id;

	if (!changed)
		return TRUE;
	g_hash_table_iter_init(&iter, changed);
	while (g_hash_table_iter_next(&iter, &id, NULL))
		if (*(const gint64 *)id / PIECE == piece)
			return TRUE;
	return FALSE;
}

static GArray *pieces_of(const struct catalog *catalog)
{
	g_autoptr(GHashTable) pieces = numbers_new(NULL);

	for (guint i = 0; i < catalog->all->len; i++)
		numbers_add(pieces, ((const struct summary *)g_ptr_array_index(catalog->all, i))->id / PIECE);
	return numbers_sorted(pieces);
}

gboolean state_put(struct tree *tree, const char *fingerprint, const struct catalog *catalog, GHashTable *changed, gint64 event, GError **error)
{
	g_autoptr(GArray) pieces = pieces_of(catalog);
	g_autoptr(GString) text = g_string_new(fingerprint);

	g_string_append_printf(text, "\n%" G_GINT64_FORMAT "\n", event);
	for (guint i = 0; i < pieces->len; i++) {
		gint64 piece = g_array_index(pieces, gint64, i);
		g_autofree char *path = piece_path(piece);

		g_string_append_printf(text, "%" G_GINT64_FORMAT "\n", piece);
		if (has_changed(changed, piece)) {
			g_autoptr(GString) bytes = catalog_pack(catalog, piece * PIECE, (piece + 1) * PIECE);

			if (!tree_put_string(tree, path, bytes, error))
				return FALSE;
		}
	}
	return tree_put_string(tree, STATE_PATH, text, error);
}
