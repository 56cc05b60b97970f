/* SPDX-License-Identifier: BSD-2-Clause
 *
 * manual: liaison-worker(8) names every kind of job that there is, and no other
 */
#include <config.h>
#include <string.h>
#include <glib.h>
#include "src/worker/worker.h"

static char *page(void)
{
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "man", "liaison-worker.8", NULL);
	char *text = NULL;
	g_autoptr(GError) error = NULL;

	g_file_get_contents(path, &text, NULL, &error);
	g_assert_no_error(error);
	return text;
}

static void test_each_is_named(void)
{
	g_autofree char *text = page();

	for (guint i = 0; worker_kinds[i]; i++) {
		/* an item of a list; conversion has a section of its own */
		g_autofree char *item = g_strdup_printf("\n.It Ic %s\n", worker_kinds[i]->name), *job = g_strdup_printf("has a job of kind\n.Ic %s .\n", worker_kinds[i]->name);

		if (!strstr(text, item) && !strstr(text, job))
			g_test_fail_printf("no word of the kind '%s'", worker_kinds[i]->name);
	}
}

static void test_no_other_is_named(void)
{
	g_autofree char *text = page();
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	guint items = 0;

	for (char **line = lines; *line; line++) {
		gboolean known = FALSE;

		if (!g_str_has_prefix(*line, ".It Ic "))
			continue;
		items++;
		for (guint i = 0; worker_kinds[i]; i++)
			known |= strcmp(worker_kinds[i]->name, *line + strlen(".It Ic ")) == 0;
		if (!known)
			g_test_fail_printf("'%s' is no kind of job", *line);
	}
	g_assert_cmpuint(items, >, 0);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/manual/each-is-named", test_each_is_named);
	g_test_add_func("/manual/no-other-is-named", test_no_other_is_named);
	return g_test_run();
}
