/* SPDX-License-Identifier: BSD-2-Clause
 *
 * manifest.c - the digests of all files of the tree
 */
#include <config.h>
#include <string.h>
#include "keys.h"
#include "manifest.h"

#define IDS_A_FILE 200
#define DOCS_A_FILE 100

/* Which manifest a file stands in: a function of its path alone. */
static char *shard_of(const char *path)
{
	const char *slash = strchr(path, '/'), *second = slash ? strchr(slash + 1, '/') : NULL;

	if (!slash)
		return g_strdup(MANIFEST_PATH);
	if (g_str_has_prefix(path, "manifest/"))
		return g_strdup(MANIFEST_PATH);
	if (g_ascii_isdigit(*path))
		return g_strdup_printf("manifest/statements-%" G_GUINT64_FORMAT ".txt", g_ascii_strtoull(path, NULL, 10) / IDS_A_FILE * IDS_A_FILE);
	if (g_str_has_prefix(path, "search/docs/"))
		return g_strdup_printf("manifest/search-docs-%" G_GUINT64_FORMAT ".txt", g_ascii_strtoull(path + strlen("search/docs/"), NULL, 10) / DOCS_A_FILE * DOCS_A_FILE);
	if (second && g_ascii_isdigit(slash[1]) && !g_str_has_prefix(path, "search/"))     /* lists of all: year/2026/, incoming/2026/ … */
		return g_strdup_printf("manifest/year-%.*s.txt", (int)(second - slash - 1), slash + 1);
	if (second && (g_str_has_prefix(path, "from/") || g_str_has_prefix(path, "to/")))
		return g_strdup_printf("manifest/body-%.*s.txt", (int)(second - slash - 1), slash + 1);
	if (second)
		return g_strdup_printf("manifest/%.*s-%.*s.txt", (int)(slash - path), path, (int)(second - slash - 1), slash + 1);
	return g_strdup_printf("manifest/%.*s.txt", (int)(slash - path), path);
}

static int compare_paths(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GHashTable *parse(char *text)
{
	GHashTable *lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	for (char *line = text, *end; line && (end = strchr(line, '\n')); line = end + 1) {
		*end = '\0';
		if (end - line > 66)
			g_hash_table_replace(lines, g_strdup(line + 66), g_strndup(line, 64));
	}
	return lines;
}

static GString *format(GHashTable *lines)
{
	g_autoptr(GPtrArray) paths = keys_of(lines);
	GString *out = g_string_new(NULL);

	g_ptr_array_sort(paths, compare_paths);
	for (guint i = 0; i < paths->len; i++) {
		const char *path = g_ptr_array_index(paths, i);

		g_string_append_printf(out, "%s  %s\n", (const char *)g_hash_table_lookup(lines, path), path);
	}
	return out;
}

/* changes: path -> digest, all of this shard. */
static gboolean update_shard(struct tree *tree, const char *shard, GHashTable *changes, GError **error)
{
	gsize length = 0;
	g_autofree char *old = tree_get(tree, shard, &length);
	g_autoptr(GHashTable) lines = parse(old);
	g_autoptr(GString) text = NULL;
	GHashTableIter iter;
	gpointer path, digest;

	g_hash_table_iter_init(&iter, changes);
	while (g_hash_table_iter_next(&iter, &path, &digest)) {
		if (*(const char *)digest)
			g_hash_table_replace(lines, g_strdup(path), g_strdup(digest));
		else
			g_hash_table_remove(lines, path);
	}
	if (!g_hash_table_size(lines)) {
		tree_remove(tree, shard);
		return TRUE;
	}
	text = format(lines);
	return tree_put_string(tree, shard, text, error);
}

/* shard -> (path -> digest); what concerns the manifest itself comes in a second round. */
static GHashTable *group(struct tree *tree, gboolean of_manifests)
{
	GHashTable *shards = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
	GHashTableIter iter;
	gpointer path, digest;

	g_hash_table_iter_init(&iter, tree_changes(tree));
	while (g_hash_table_iter_next(&iter, &path, &digest)) {
		g_autofree char *shard = shard_of(path);
		GHashTable *changes;

		if ((strcmp(shard, MANIFEST_PATH) == 0) != of_manifests || g_str_has_prefix(path, MANIFEST_PATH))
			continue;
		changes = g_hash_table_lookup(shards, shard);
		if (!changes) {
			changes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
			g_hash_table_insert(shards, g_steal_pointer(&shard), changes);
		}
		g_hash_table_insert(changes, g_strdup(path), g_strdup(digest));
	}
	return shards;
}

static gboolean update(struct tree *tree, gboolean of_manifests, GError **error)
{
	g_autoptr(GHashTable) shards = group(tree, of_manifests);
	GHashTableIter iter;
	gpointer shard, changes;

	g_hash_table_iter_init(&iter, shards);
	while (g_hash_table_iter_next(&iter, &shard, &changes))
		if (!update_shard(tree, shard, changes, error))
			return FALSE;
	return TRUE;
}

gboolean manifest_update(struct tree *tree, GError **error)
{
	return update(tree, FALSE, error) && update(tree, TRUE, error);
}
