/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fixture.c - a record and its public tree in a temporary folder
 */
#include <config.h>
#include <string.h>
#include <glib/gstdio.h>
#include "../store/sample.h"
#include "fixture.h"

void fixture_set_up(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	f->folder = sample_folder_new();
	f->tree = g_build_filename(f->folder, "public", NULL);
	f->whole = g_build_filename(f->folder, "whole", NULL);
	f->store = sample_open(f->folder, STORE_CREATE);
	f->organization = record_organization();
	f->no_sign = g_ptr_array_new();
	f->options = (struct publish_options){ f->tree, "http://liaison.example/liaison/", PUBLISH_CONTACTS_ROLES, f->organization, f->no_sign };
}

static void remove_tree(const char *path)
{
	GDir *dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);

	for (const char *name; dir && (name = g_dir_read_name(dir));) {
		g_autofree char *below = g_build_filename(path, name, NULL);

		remove_tree(below);
	}
	g_clear_pointer(&dir, g_dir_close);
	g_remove(path);
}

void fixture_tear_down(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	store_close(f->store);
	organization_free(f->organization);
	g_ptr_array_unref(f->no_sign);
	remove_tree(f->folder);
	g_free(f->folder);
	g_free(f->tree);
	g_free(f->whole);
}

struct publish_report publish(struct fixture *f, const char *directory, gboolean full)
{
	struct publish_report report = { 0 };
	g_autoptr(GError) error = NULL;

	f->options.directory = directory;
	g_assert_true(publish_run(f->store, &f->options, full, &report, &error));
	g_assert_no_error(error);
	return report;
}

/* ---- looking at a tree ---- */

static void read_tree(const char *root, const char *below, GHashTable *files)
{
	g_autofree char *path = g_build_filename(root, below, NULL);
	GDir *dir = g_dir_open(path, 0, NULL);

	g_assert_nonnull(dir);
	for (const char *name; (name = g_dir_read_name(dir));) {
		g_autofree char *relative = *below ? g_strconcat(below, "/", name, NULL) : g_strdup(name), *whole = g_build_filename(root, relative, NULL);
		char *contents;
		gsize length;

		if (strcmp(name, ".liaison") == 0)
			continue;
		if (g_file_test(whole, G_FILE_TEST_IS_DIR)) {
			read_tree(root, relative, files);
			continue;
		}
		g_assert_true(g_file_get_contents(whole, &contents, &length, NULL));
		g_hash_table_insert(files, g_steal_pointer(&relative), g_bytes_new_take(contents, length));
	}
	g_dir_close(dir);
}

GHashTable *files_of(const char *root)
{
	GHashTable *files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);

	read_tree(root, "", files);
	return files;
}

void assert_same_trees(const char *a, const char *b, const char *when)
{
	g_autoptr(GHashTable) x = files_of(a), y = files_of(b);
	GHashTableIter iter;
	gpointer path, bytes;
	guint faults = 0;

	g_hash_table_iter_init(&iter, x);
	while (g_hash_table_iter_next(&iter, &path, &bytes)) {
		const GBytes *other = g_hash_table_lookup(y, path);

		if (!other || !g_bytes_equal(bytes, other)) {
			g_test_message("%s: %s %s", when, (const char *)path, other ? "differs" : "is there by changes only");
			faults++;
		}
	}
	g_hash_table_iter_init(&iter, y);
	while (g_hash_table_iter_next(&iter, &path, NULL))
		if (!g_hash_table_contains(x, path)) {
			g_test_message("%s: %s is there in a full build only", when, (const char *)path);
			faults++;
		}
	g_assert_cmpuint(faults, ==, 0);
}

char *file_of(struct fixture *f, const char *path)
{
	g_autofree char *whole = g_build_filename(f->tree, path, NULL);
	char *text = NULL;

	g_file_get_contents(whole, &text, NULL, NULL);
	return text;
}

gboolean is_there(struct fixture *f, const char *path)
{
	g_autofree char *whole = g_build_filename(f->tree, path, NULL);

	return g_file_test(whole, G_FILE_TEST_EXISTS);
}
