/* SPDX-License-Identifier: BSD-2-Clause
 *
 * places.c - where the files are that come with us
 */
#include <config.h>
#include <liaison/places.h>

char *places_find(const char *const *places, const char *probe, const char *fallback)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = self ? g_path_get_dirname(self) : NULL;

	for (guint i = 0; folder && places[i]; i++) {
		g_autofree char *joined = g_build_filename(folder, places[i], NULL);
		g_autofree char *path = g_canonicalize_filename(joined, NULL);
		g_autofree char *file = g_build_filename(path, probe, NULL);

		if (g_file_test(file, G_FILE_TEST_EXISTS))
			return g_steal_pointer(&path);
	}
	return g_strdup(fallback);
}
