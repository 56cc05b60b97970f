/* SPDX-License-Identifier: BSD-2-Clause
 *
 * place.c - a configuration and a record of a test's own
 */
#include <config.h>
#include <glib/gstdio.h>
#include <unistd.h>
#include "place.h"

void place_open(struct place *place, const char *configuration)
{
	g_autofree char *path = NULL;
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	g_autoptr(GError) error = NULL;

	place->folder = g_dir_make_tmp("liaison-intake-XXXXXX", &error);
	g_assert_no_error(error);
	place->file = g_build_filename(place->folder, "test.conf", NULL);
	g_assert_true(g_file_set_contents(place->file, configuration, -1, NULL));
	place->settings = settings_load(place->file, faults);
	g_assert_nonnull(place->settings);
	path = g_build_filename(place->folder, "record.db", NULL);
	place->store = store_open(path, STORE_CREATE, 1000, &error);
	g_assert_no_error(error);
}

void place_close(struct place *place)
{
	GDir *folder;
	const char *name;

	store_close(place->store);
	settings_unref(place->settings);
	folder = g_dir_open(place->folder, 0, NULL);
	while ((name = g_dir_read_name(folder))) {
		g_autofree char *path = g_build_filename(place->folder, name, NULL);

		g_unlink(path);
	}
	g_dir_close(folder);
	g_assert_cmpint(g_rmdir(place->folder), ==, 0);
	g_free(place->file);
	g_free(place->folder);
}
