/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-layouts.c - an organisation that only a file knows: the example of liaison-layouts(5), as it stands there
 */
#include <config.h>
#include <glib/gstdio.h>
#include <liaison/mail.h>
#include <liaison/reading.h>
#include <liaison/settings.h>
#include <string.h>
#include "joined.h"
#include "organization.h"

#define HEAD "From: Ilsabe Thorn <ithorn@norm.example>\nTo: statements@ietf.org\nSubject: from us\n" \
	"Date: Mon, 12 Jan 2026 10:00:00 +0000\nMessage-ID: <1@norm.example>\nContent-Type: text/plain\n\n"

/* The n-th literal block of EXAMPLES, as a reader sees it. */
static char *example(guint n)
{
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "man", "liaison-layouts.5", NULL), *text = NULL;
	const char *begin, *end;
	g_autoptr(GString) plain = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	begin = strstr(text, "\n.Sh EXAMPLES\n");
	for (guint i = 0; begin && i <= n; i++)
		begin = strstr(begin + 1, "\n.Bd -literal");
	g_assert_nonnull(begin);
	begin = strchr(begin + 1, '\n') + 1;
	end = strstr(begin, ".Ed\n");
	g_assert_nonnull(end);
	plain = g_string_new_len(begin, end - begin);
	g_string_replace(plain, "\\e", "\\", 0);
	return g_string_free(g_steal_pointer(&plain), FALSE);
}

struct fixture { char *folder, *file; struct organization *organization; struct layouts *layouts; };

static void set_up(struct fixture *fixture, const char *layout)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);

	fixture->folder = g_dir_make_tmp("liaison-layouts-XXXXXX", NULL);
	fixture->file = g_build_filename(fixture->folder, "norm-board.conf", NULL);
	g_assert_true(g_file_set_contents(fixture->file, layout, -1, NULL));
	fixture->organization = test_organization();
	fixture->layouts = settings_layouts(fixture->folder, faults);
	for (guint i = 0; i < faults->len; i++)
		g_test_message("%s", ((struct fault *)g_ptr_array_index(faults, i))->text);
	g_assert_cmpuint(faults->len, ==, 0);
}

static void tear_down(struct fixture *fixture)
{
	layouts_free(fixture->layouts);
	organization_free(fixture->organization);
	g_unlink(fixture->file);
	g_rmdir(fixture->folder);
	g_free(fixture->file);
	g_free(fixture->folder);
}

static GPtrArray *read_mail(const struct fixture *fixture, const struct layouts *layouts, const char *body)
{
	static const struct limits limits = LIMITS_DEFAULT;
	struct reading_context context = { .organization = fixture->organization, .limits = &limits, .layouts = layouts };
	g_autofree char *mail = g_strconcat(HEAD, body, "\nWe ask you to say how long keys live.\n", NULL);
	g_autoptr(GBytes) bytes = g_bytes_new(mail, strlen(mail));
	g_autoptr(message_t) message = mail_parse(bytes, &limits);

	return reading_understand(&context, NULL, message);
}

static void assert_values(const struct statement *statement, enum field field, const char *expected)
{
	g_autoptr(GPtrArray) values = statement_values(statement, field);
	g_autofree char *found = joined(values);

	g_assert_cmpstr(found, ==, expected);
}

static void test_example(void)
{
	g_autofree char *letter = example(0), *layout = example(1);
	struct fixture fixture;
	g_autoptr(GPtrArray) with = NULL;
	g_autoptr(GPtrArray) without = NULL;
	const struct statement *statement;
	gboolean named = FALSE;

	set_up(&fixture, layout);
	with = read_mail(&fixture, fixture.layouts, letter);
	statement = g_ptr_array_index(with, 0);
	assert_values(statement, FIELD_KIND, "statement");
	assert_values(statement, FIELD_TITLE, "Lifetimes of keys");
	assert_values(statement, FIELD_FROM, "Norm Board Panel 3");
	assert_values(statement, FIELD_TO, "IETF QUIC WG");
	assert_values(statement, FIELD_REFERS_TO, "NB-0388");
	assert_values(statement, FIELD_IDENTIFIERS, "NB-0412");
	assert_values(statement, FIELD_PURPOSE, "action");
	assert_values(statement, FIELD_DEADLINE, "2026-03-01");
	assert_values(statement, FIELD_FROM_LIAISON_CONTACT, "despatch@norm.example");
	for (guint i = 0; i < statement->evidence->len; i++)
		named |= g_strcmp0(((struct evidence *)g_ptr_array_index(statement->evidence, i))->layout, "norm-board") == 0;
	g_assert_true(named);
	/* it was the file: without it nothing of this is known */
	without = read_mail(&fixture, NULL, letter);
	assert_values(g_ptr_array_index(without, 0), FIELD_KIND, "correspondence");
	tear_down(&fixture);
}

/* What a layout can say besides. */
static void test_rows(void)
{
	static const struct { const char *layout, *letter; enum field field; const char *value; } rows[] = {
		{ "dates = \"day-month\";", "Title: A\nSource: Norm Board\nTo: QUIC WG\nDeadline: 03/04/2026\n", FIELD_DEADLINE, "2026-04-03" },
		{ "dates = \"month-day\";", "Title: A\nSource: Norm Board\nTo: QUIC WG\nDeadline: 03/04/2026\n", FIELD_DEADLINE, "2026-03-04" },
		{ "", "Title: A\nSource: Norm Board\nTo: QUIC WG\nDeadline: 03/04/2026\n", FIELD_DEADLINE, "" },
		{ "dates = \"day-month\";", "Title: A\nSource: Other Board\nTo: QUIC WG\nDeadline: 03/04/2026\n", FIELD_DEADLINE, "2026-04-03" },
		{ "labels: ( { field = \"other\"; spellings = \"Purpose\"; } );", "Title: A\nSource: Norm Board\nTo: QUIC WG\nPurpose: information\n", FIELD_PURPOSE, "action" },
		{ "labels: ( { field = \"text\"; spellings = \"Deadline\"; } );", "Title: A\nSource: Norm Board\nTo: QUIC WG\nDeadline: 2026-04-03\n", FIELD_DEADLINE, "" },
		{ "stops = \"^sheet \\\\d\";", "Title: A\nSource: Norm Board\nTo:\nQUIC WG,\nsheet 1 of 2\n", FIELD_TO, "QUIC WG" },
		{ "title: { strip = \"\\\\[final\\\\]\\\\s*\"; };", "Title: [Final] A\nSource: Norm Board\nTo: QUIC WG\n", FIELD_TITLE, "A" },
		{ "enough = [ \"from\", \"to\" ]; title: { from = \"line\"; };", "Source: Norm Board\nTo: QUIC WG\n\nHow long keys live\n\n", FIELD_TITLE, "How long keys live" },
		{ "labels: ( { field = \"distribution\"; spellings = \"Goes to\"; } );", "Title: A\nSource: Norm Board\nGoes to: members, QUIC WG\nPurpose: info\n", FIELD_TO, "QUIC WG" },
		{ "reply_to = \"our postbox is\";", "Title: A\nSource: Norm Board\nTo: QUIC WG\n\nFor that our postbox is box@norm.example.\n", FIELD_FROM_LIAISON_CONTACT, "box@norm.example" },
		{ "", "Title: LS/r on keys (reply to\n       https://datatracker.ietf.org/liaison/2107/)\nSource: Norm Board\nTo: QUIC WG\n", FIELD_REFERS_TO,
		  "https://datatracker.ietf.org/liaison/2107/" },
		{ "", "Title: Response to your liaison\n       https://datatracker.ietf.org/liaison/2107/ on keys\nSource: Norm Board\nTo: QUIC WG\n", FIELD_REFERS_TO,
		  "https://datatracker.ietf.org/liaison/2107/" },
		{ "", "Title: LS on keys (see https://datatracker.ietf.org/liaison/2107/)\nSource: Norm Board\nTo: QUIC WG\n", FIELD_REFERS_TO, "" },
		{ "", "Title: LS/r on keys (reply to https://norm.example/letters/2107/)\nSource: Norm Board\nTo: QUIC WG\n", FIELD_REFERS_TO, "" },
		{ "", "Title: A\nSource: Norm Board\nTo: QUIC WG\nDocument number: NB#24 Doc 031 rev 1\n", FIELD_IDENTIFIERS, "NB#24 Doc 031 rev 1" },
		{ "", "Title: A\nSource: Norm Board\nTo: QUIC WG\nDocument: Draft Recommendation 12\n", FIELD_IDENTIFIERS, "" },
		{ "", "Title: A\nSource: Norm Board\nTo: QUIC WG\nReference: NB-LS-12\n", FIELD_IDENTIFIERS, "" },
		{ "numbers: { forms = \"NB ?- ?\\\\d+\"; squeeze = true; };", "NB - 12 of LS99\n\nTitle: A\nSource: Norm Board\nTo: QUIC WG\n", FIELD_IDENTIFIERS, "NB-12" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *layout = g_strconcat("known: { names = \"Norm Board\"; domains = \"norm.example\"; };\n", rows[i].layout, NULL);
		struct fixture fixture;
		GPtrArray *statements;

		g_test_message("%s %s", rows[i].layout, rows[i].letter);
		set_up(&fixture, layout);
		statements = read_mail(&fixture, fixture.layouts, rows[i].letter);
		assert_values(g_ptr_array_index(statements, 0), rows[i].field, rows[i].value);
		g_ptr_array_unref(statements);
		tear_down(&fixture);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	mail_init();
	g_test_add_func("/reading/layouts/example", test_example);
	g_test_add_func("/reading/layouts/rows", test_rows);
	return g_test_run();
}
