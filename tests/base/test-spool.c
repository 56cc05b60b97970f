/* SPDX-License-Identifier: BSD-2-Clause
 *
 * spool: the bytes come back, in memory or not, and the bounds hold
 */
#include <config.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <liaison/error.h>
#include <liaison/spool.h>

static void test_round_trip(void)
{
	static const struct { gsize in_memory, total, step; } table[] = {
		{ 1000, 0, 1 }, { 1000, 1, 1 }, { 1000, 1000, 7 }, { 1000, 1001, 7 }, { 1000, 5000, 4999 }, { 0, 10, 3 }, { 10, 100000, 65535 }, { 65536, 300000, 40000 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		struct spool *spool = spool_new(table[i].in_memory, 1000000, NULL);
		gsize total = table[i].total, size;
		const void *got;
		g_autofree guint8 *in = g_malloc(total + 1);
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) out = NULL;

		for (gsize k = 0; k < table[i].total; k++)
			in[k] = (guint8)(k * 31 + i);
		for (gsize k = 0; k < table[i].total; k += table[i].step) {
			g_assert_true(spool_append(spool, in + k, MIN(table[i].step, table[i].total - k), &error));
			g_assert_no_error(error);
		}
		g_assert_cmpuint(spool_size(spool), ==, table[i].total);
		out = spool_steal(spool, &error);
		g_assert_no_error(error);
		spool_free(spool);
		got = g_bytes_get_data(out, &size);
		g_assert_cmpuint(size, ==, total);
		g_assert_true(memcmp(in, got ? got : "", total) == 0);
	}
}

static void test_limit(void)
{
	struct spool *spool = spool_new(10, 20, NULL);
	g_autoptr(GError) error = NULL;

	g_assert_true(spool_append(spool, "01234567890123456789", 20, &error));
	g_assert_false(spool_append(spool, "x", 1, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_LIMIT);
	g_clear_error(&error);
	g_assert_false(spool_append(spool, "", 0, &error));      /* sticky */
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_LIMIT);
	spool_free(spool);
}

static void test_no_directory(void)
{
	struct spool *spool = spool_new(1, 100, "/nonexistent/folder");
	g_autoptr(GError) error = NULL;

	g_assert_true(spool_append(spool, "a", 1, &error));
	g_assert_false(spool_append(spool, "bc", 2, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY);
	g_assert_nonnull(strstr(error->message, "/nonexistent/folder"));
	spool_free(spool);
}

static void test_write_all(void)
{
	const gsize size = 30000;      /* what a pipe holds */
	g_autofree char *read_back = g_malloc(size), *bytes = g_malloc(size);
	int ends[2], full = open("/dev/full", O_WRONLY | O_CLOEXEC);

	memset(bytes, 'x', size);
	g_assert_cmpint(pipe(ends), ==, 0);
	g_assert_cmpint(spool_write_all(ends[1], bytes, size), ==, 0);
	g_assert_cmpint(spool_write_all(ends[1], NULL, 0), ==, 0);
	g_assert_cmpint(read(ends[0], read_back, size), ==, (gssize)size);
	g_assert_cmpint(memcmp(read_back, bytes, size), ==, 0);
	g_assert_cmpint(full, >=, 0);
	g_assert_cmpint(spool_write_all(full, bytes, 1), ==, ENOSPC);
	close(full);
	close(ends[0]);
	close(ends[1]);
	g_assert_cmpint(spool_write_all(-1, bytes, 1), ==, EBADF);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/spool/round-trip", test_round_trip);
	g_test_add_func("/spool/limit", test_limit);
	g_test_add_func("/spool/no-directory", test_no_directory);
	g_test_add_func("/spool/write-all", test_write_all);
	return g_test_run();
}
