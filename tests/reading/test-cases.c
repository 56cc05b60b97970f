/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-cases.c - whole messages of tests/data/reading: NAME.eml, and in NAME.expected what is stated
 *
 * "key = value" lines; a key stands once for each entry of a list. Every field that is not named must be empty; doubts that
 * are named must be there.
 */
#include <liaison/mail.h>
#include <liaison/reading.h>
#include <liaison/settings.h>
#include <string.h>
#include "organization.h"

static struct layouts *layouts;

static void add_value(GHashTable *table, const char *key, const char *value)
{
	GPtrArray *values = g_hash_table_lookup(table, key);

	if (!values) {
		values = g_ptr_array_new_with_free_func(g_free);
		g_hash_table_insert(table, g_strdup(key), values);
	}
	g_ptr_array_add(values, g_strdup(value));
}

static GHashTable *read_expected(const char *path)
{
	GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; lines[i]; i++) {
		char *equals = strstr(lines[i], " = ");

		if (lines[i][0] == '#' || !equals)
			continue;
		*equals = '\0';
		add_value(table, lines[i], equals + 3);
	}
	return table;
}

static char *joined(const GPtrArray *values)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; values && i < values->len; i++)
		g_string_append_printf(text, "%s%s", i ? " | " : "", (const char *)g_ptr_array_index(values, i));
	return g_string_free(text, FALSE);
}

static void compare(const char *name, GHashTable *expected, const char *key, const GPtrArray *got)
{
	g_autofree char *want = joined(g_hash_table_lookup(expected, key)), *have = joined(got);

	if (strcmp(want, have) != 0) {
		g_test_message("%s: %s: got \"%s\", expected \"%s\"", name, key, have, want);
		g_test_fail();
	}
}

static void compare_text(const char *name, GHashTable *expected, const char *key, const char *got)
{
	g_autoptr(GPtrArray) values = g_ptr_array_new();

	if (got)
		g_ptr_array_add(values, (gpointer)got);
	compare(name, expected, key, values);
}

static void compare_statement(const char *name, GHashTable *expected, const struct statement *statement)
{
	const GPtrArray *doubts = g_hash_table_lookup(expected, "doubt");

	for (int field = 0; field < FIELD_N; field++) {
		g_autoptr(GPtrArray) values = statement_values(statement, (enum field)field);

		if (statement->kind != KIND_STATEMENT && field > FIELD_TITLE)
			break;
		compare(name, expected, field_key((enum field)field), values);
	}
	if (statement->kind != KIND_STATEMENT)
		return;
	compare_text(name, expected, "authenticated", statement->authenticated ? "true" : "false");
	compare_text(name, expected, "peer", statement->peer);
	compare_text(name, expected, "deadline_text", statement->deadline_text);
	compare(name, expected, "our_bodies", statement->our_bodies);
	for (guint i = 0; doubts && i < doubts->len; i++) {
		enum doubt_kind kind = DOUBT_N;

		g_assert_true(doubt_kind_parse(g_ptr_array_index(doubts, i), &kind));
		if (!doubts_have(statement->doubts, kind)) {
			g_test_message("%s: no doubt %s", name, doubt_name(kind));
			g_test_fail();
		}
	}
}

static struct envelope *envelope_of(GHashTable *expected)
{
	struct envelope *envelope = envelope_new();
	const GPtrArray *from = g_hash_table_lookup(expected, "envelope.from");
	const GPtrArray *recipients = g_hash_table_lookup(expected, "envelope.rcpt");

	if (from)
		envelope_set_sender(envelope, g_ptr_array_index(from, 0));
	for (guint i = 0; recipients && i < recipients->len; i++)
		envelope_add_recipient(envelope, g_ptr_array_index(recipients, i));
	return envelope;
}

static void test_case(gconstpointer data)
{
	const char *name = data;
	static const struct limits limits = LIMITS_DEFAULT;
	g_autofree char *mail_name = g_strconcat(name, ".eml", NULL), *expected_name = g_strconcat(name, ".expected", NULL);
	g_autofree char *mail_path = g_test_build_filename(G_TEST_DIST, "data", "reading", mail_name, NULL);
	g_autofree char *expected_path = g_test_build_filename(G_TEST_DIST, "data", "reading", expected_name, NULL);
	g_autoptr(GHashTable) expected = read_expected(expected_path);
	struct organization *organization = test_organization();
	struct reading_context context = { .organization = organization, .limits = &limits, .layouts = layouts };
	g_autoptr(envelope_t) envelope = envelope_of(expected);
	g_autoptr(message_t) message = NULL;
	g_autoptr(GPtrArray) statements = NULL;
	g_autoptr(GBytes) bytes = NULL;
	char *raw;
	gsize length;

	g_assert_true(g_file_get_contents(mail_path, &raw, &length, NULL));
	bytes = g_bytes_new_take(raw, length);
	message = mail_parse(bytes, &limits);
	statements = reading_understand(&context, envelope, message);
	g_assert_cmpuint(statements->len, >=, 1);
	compare_statement(name, expected, g_ptr_array_index(statements, 0));
	organization_free(organization);
}

int main(int argc, char **argv)
{
	g_autofree char *folder = NULL;
	const char *file;
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	GDir *dir;
	int status;

	g_test_init(&argc, &argv, NULL);
	mail_init();
	layouts = settings_layouts(NULL, faults);
	g_assert_cmpuint(faults->len, ==, 0);
	g_assert_nonnull(layouts->general);
	folder = g_test_build_filename(G_TEST_DIST, "data", "reading", NULL);
	dir = g_dir_open(folder, 0, NULL);
	g_assert_nonnull(dir);
	while ((file = g_dir_read_name(dir))) {
		g_autofree char *name = NULL, *path = NULL;

		if (!g_str_has_suffix(file, ".eml"))
			continue;
		name = g_strndup(file, strlen(file) - 4);
		path = g_strconcat("/reading/cases/", name, NULL);
		g_test_add_data_func(path, g_intern_string(name), test_case);
	}
	g_dir_close(dir);
	status = g_test_run();
	layouts_free(layouts);
	return status;
}
