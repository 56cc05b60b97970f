/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-mail-corpus.c - messages that torture readers, from public test suites: each is read within its time, and keeps its promises
 *
 * They are not part of this source: LIAISON_CORPUS or ../shared/corpus beside it has them, else this is skipped.
 */
#include <config.h>
#include <string.h>
#include <liaison/mail.h>
#include "cputime.h"
#include "describe.h"

static char *corpus(void)
{
	const char *named = g_getenv("LIAISON_CORPUS"), *source = g_getenv("top_srcdir");

	if (named)
		return g_build_filename(named, "mime", NULL);
	return g_build_filename(source ? source : ".", "..", "shared", "corpus", "mime", NULL);
}

static void list_files(const char *folder, GPtrArray *files)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		char *path = g_build_filename(folder, name, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_DIR))
			list_files(path, files);
		if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
			g_ptr_array_add(files, path);
		else
			g_free(path);
	}
}

static double read_twice(const char *path, GBytes *raw)
{
	const struct limits limits = LIMITS_DEFAULT;
	double began = cputime(), took;
	g_autoptr(message_t) message = mail_parse(raw, &limits), again = NULL;
	g_autofree char *one = NULL, *two = NULL;

	took = cputime() - began;
	g_test_message("%s", path);
	check_message(message, &limits);
	again = mail_parse(raw, &limits);
	one = describe_message(message);
	two = describe_message(again);
	g_assert_cmpstr(one, ==, two);
	g_assert_cmpstr(message->digest, ==, again->digest);
	g_assert_cmpfloat(took, <, SECONDS_PER_MESSAGE);
	return took;
}

static void test_corpus(void)
{
	g_autofree char *folder = corpus();
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	const char *slowest = "";
	double most = 0;

	list_files(folder, files);
	if (!files->len) {
		g_test_skip("no corpus here");
		return;
	}
	for (guint i = 0; i < files->len; i++) {
		const char *path = g_ptr_array_index(files, i);
		g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
		g_autoptr(GBytes) raw = file ? g_mapped_file_get_bytes(file) : g_bytes_new(NULL, 0);
		double took = read_twice(path, raw);

		if (took > most) {
			most = took;
			slowest = path;
		}
	}
	g_test_message("%u files, the slowest %s with %.3f s", files->len, slowest, most);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	mail_init();
	g_test_add_func("/mail/corpus", test_corpus);
	return g_test_run();
}
