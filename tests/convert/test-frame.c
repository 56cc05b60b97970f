/* SPDX-License-Identifier: BSD-2-Clause
 *
 * frame: only whole frames are believed
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include "../../src/convert/frame.h"

#define ROW(text) text, sizeof text - 1

static void test_frames(void)
{
	static const struct { const char *text; gsize size; int exit, signal, files; const char *name, *content; } table[] = {
		{ ROW("exit 0\nend\n"), 0, 0, 0, NULL, NULL },
		{ ROW("exit 0\nfile 1 3\naxyzend\n"), 0, 0, 1, "a", "xyz" },
		{ ROW("exit 0\nfile 1 0\naend\n"), 0, 0, 1, "a", "" },
		{ ROW("exit 0\nfile 3 1\n../xend\n"), 0, 0, 1, ".._", "x" },
		{ ROW("exit 0\nfile 2 1\na\nxend\n"), 0, 0, 1, "a_x0A", "x" },
		{ ROW("exit 0\nfile 1 5\nbend\n1end\n"), 0, 0, 1, "b", "end\n1" },
		{ ROW("exit 3\n"), 3, 0, 0, NULL, NULL },
		{ ROW("signal 11\n"), -1, 11, 0, NULL, NULL },
		/* none of these is a whole frame: files -1 */
		{ ROW(""), 0, 0, -1, NULL, NULL },
		{ ROW("exit 0\n"), 0, 0, -1, NULL, NULL },
		{ ROW("exit 0"), 0, 0, -1, NULL, NULL },
		{ ROW("exit 256\n"), 0, 0, -1, NULL, NULL },
		{ ROW("exit -1\n"), 0, 0, -1, NULL, NULL },
		{ ROW("exit 0 \nend\n"), 0, 0, -1, NULL, NULL },
		{ ROW("exit 3\nmore"), 0, 0, -1, NULL, NULL },
		{ ROW("exit 0\nend\nmore"), 0, 0, -1, NULL, NULL },
		{ ROW("exit 0\nfile 1 4\naxyz"), 0, 0, -1, NULL, NULL },
		{ ROW("exit 0\nfile 0 1\nxend\n"), 0, 0, -1, NULL, NULL },
		{ ROW("exit 0\nfile 256 1\nxend\n"), 0, 0, -1, NULL, NULL },
		{ ROW("exit 0\nfile 1 18446744073709551615\naend\n"), 0, 0, -1, NULL, NULL },
		{ ROW("exit 0\nfile 1 99999999999999999999999999\naend\n"), 0, 0, -1, NULL, NULL },
		{ ROW("exit 0\nfile 1\naend\n"), 0, 0, -1, NULL, NULL },
		{ ROW("exit 0\nfile 1 1\naxfile 1 1\nbxfile 1 1\ncxend\n"), 0, 0, -1, NULL, NULL },      /* one file more than allowed */
		{ ROW("garbage\n"), 0, 0, -1, NULL, NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(GBytes) bytes = g_bytes_new(table[i].text, table[i].size);
		g_autoptr(GError) error = NULL;
		struct frame frame = { 0 };
		gboolean whole = frame_parse(bytes, 2, &frame, &error);

		g_test_message("row %u", i);
		g_assert_cmpint(whole, ==, table[i].files >= 0);
		if (!whole) {
			g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA);
			g_assert_null(frame.files);
			continue;
		}
		g_assert_cmpint(frame.exit_status, ==, table[i].exit);
		g_assert_cmpint(frame.signal, ==, table[i].signal);
		g_assert_cmpuint(frame.files->len, ==, (guint)table[i].files);
		if (table[i].files) {
			struct converted_file *file = frame.files->pdata[0];

			g_assert_cmpstr(file->name, ==, table[i].name);
			g_assert_cmpuint(g_bytes_get_size(file->content), ==, strlen(table[i].content));
			g_assert_true(strlen(table[i].content) == 0 || memcmp(g_bytes_get_data(file->content, NULL), table[i].content, strlen(table[i].content)) == 0);
		}
		frame_clear(&frame);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/frame", test_frames);
	return g_test_run();
}
