/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-mail-files.c - each tests/data/mail/NAME.eml is read as NAME.expect says
 *
 * The first line of NAME.expect names the rule of mail that the file breaks. LIAISON_REWRITE=1 writes what is read now behind
 * that line, to be looked at before it is kept.
 */
#include <config.h>
#include <string.h>
#include <liaison/mail.h>
#include "describe.h"

static GBytes *read_data(const char *name, const char *suffix, gboolean needed)
{
	g_autofree char *file = g_strconcat(name, suffix, NULL);
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "data", "mail", file, NULL);
	char *bytes = NULL;
	gsize length = 0;

	if (!g_file_get_contents(path, &bytes, &length, NULL)) {
		if (needed)
			g_error("cannot read '%s'", path);
		return NULL;
	}
	return g_bytes_new_take(bytes, length);
}

static void rewrite(const char *name, const char *first, gsize length, const char *found)
{
	g_autofree char *file = g_strconcat(name, ".expect", NULL);
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "data", "mail", file, NULL);
	g_autofree char *text = g_strdup_printf("%.*s\n%s", (int)length, first, found);

	g_file_set_contents(path, text, -1, NULL);
}

static void test_file(gconstpointer data)
{
	const char *name = data;
	const struct limits limits = LIMITS_DEFAULT;
	g_autoptr(GBytes) raw = read_data(name, ".eml", TRUE), expected = read_data(name, ".expect", TRUE);
	g_autoptr(message_t) message = mail_parse(raw, &limits);
	g_autofree char *found = describe_message(message);
	g_autofree char *text = g_strndup(g_bytes_get_data(expected, NULL), g_bytes_get_size(expected));
	gsize first = strcspn(text, "\n");

	check_message(message, &limits);
	g_assert_true(g_bytes_equal(message->raw, raw));
	if (g_getenv("LIAISON_REWRITE"))
		rewrite(name, text, first, found);
	else
		g_assert_cmpstr(found, ==, text[first] ? text + first + 1 : text + first);
}

/* A mail is the same with CRLF and with LF: same digest, same text. */
static void test_line_ends(gconstpointer data)
{
	const struct limits limits = LIMITS_DEFAULT;
	g_autoptr(GBytes) raw = read_data(data, ".eml", TRUE), other = NULL;
	g_autoptr(message_t) message = mail_parse(raw, &limits), again = NULL;
	g_autoptr(GString) crlf = g_string_new(NULL);
	const char *bytes = g_bytes_get_data(raw, NULL);
	gsize length = g_bytes_get_size(raw);

	if (length && (memchr(bytes, '\r', length) || memchr(bytes, '\0', length))) {
		g_test_skip("has CR of its own, or is binary");
		return;
	}
	for (gsize i = 0; i < length; i++) {
		if (bytes[i] == '\n')
			g_string_append_c(crlf, '\r');
		g_string_append_c(crlf, bytes[i]);
	}
	other = g_bytes_new(crlf->str, crlf->len);
	again = mail_parse(other, &limits);
	g_test_message("%s", (const char *)data);
	g_assert_cmpstr(again->digest, ==, message->digest);
	g_assert_cmpuint(again->parts->len, ==, message->parts->len);
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *one = g_ptr_array_index(message->parts, i), *two = g_ptr_array_index(again->parts, i);

		g_assert_cmpstr(one->text, ==, two->text);
	}
}

int main(int argc, char **argv)
{
	g_autofree char *folder = NULL;
	g_autoptr(GDir) dir = NULL;
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const char *file;
	int status;

	g_test_init(&argc, &argv, NULL);
	mail_init();
	folder = g_test_build_filename(G_TEST_DIST, "data", "mail", NULL);
	dir = g_dir_open(folder, 0, NULL);
	while (dir && (file = g_dir_read_name(dir))) {
		g_autofree char *path = NULL;

		if (!g_str_has_suffix(file, ".eml"))
			continue;
		g_ptr_array_add(names, g_strndup(file, strlen(file) - 4));
		path = g_strconcat("/mail/files/", g_ptr_array_index(names, names->len - 1), NULL);
		g_test_add_data_func(path, g_ptr_array_index(names, names->len - 1), test_file);
		g_free(path);
		path = g_strconcat("/mail/line-ends/", g_ptr_array_index(names, names->len - 1), NULL);
		g_test_add_data_func(path, g_ptr_array_index(names, names->len - 1), test_line_ends);
	}
	g_assert_cmpuint(names->len, >=, 40);
	status = g_test_run();
	return status;
}
