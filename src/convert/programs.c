/* SPDX-License-Identifier: BSD-2-Clause
 *
 * programs.c - where the programs are that come with us
 *
 * Found from where the running program stands, so that a build tree and a relocated installation use their own.
 */
#include <config.h>
#include <liaison/convert.h>

static gpointer find(gpointer unused G_GNUC_UNUSED)
{
	static const char *const places[] = { "libexec", "../../libexec", "../libexec/liaison-milter" };
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = self ? g_path_get_dirname(self) : NULL;

	for (guint i = 0; folder && i < G_N_ELEMENTS(places); i++) {
		g_autofree char *joined = g_build_filename(folder, places[i], NULL);
		g_autofree char *path = g_canonicalize_filename(joined, NULL);
		g_autofree char *launcher = g_build_filename(path, "liaison-confine", NULL);

		if (g_file_test(launcher, G_FILE_TEST_IS_EXECUTABLE))
			return g_steal_pointer(&path);
	}
	return g_strdup(PKGLIBEXECDIR);
}

const char *convert_programs(void)
{
	static GOnce once = G_ONCE_INIT;

	return g_once(&once, find, NULL);
}
