/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-layouts.c - the folder of layouts: what is said of faulty files, and that those that come with us have none
 */
#include <config.h>
#include <glib/gstdio.h>
#include <string.h>
#include <liaison/layout.h>
#include <liaison/settings.h>

struct row { const char *text, *faults; };

#define KNOWN "known: { names = \"Norm Board\"; };\n"
static const struct row rows[] = {
	{ KNOWN, "" },
	{ "", "0 warning: known: nothing is said by which a letter of this layout is known; only a peer that names it will be read by it\n" },
	{ KNOWN "label: ( );", "2 error: label: there is no such setting; did you mean \"labels\"?\n" },
	{ KNOWN "frobnicate = 1;", "2 error: frobnicate: there is no such setting; liaison-layouts(5) lists them\n" },
	{ KNOWN "labels: (\n { field = \"titel\"; spellings = \"Betreff\"; } );",
	  "3 error: labels[1].field: \"titel\" is not what may stand here; write \"title\", \"subject\", \"from\", \"from_contacts\", \"from_liaison_contact\", \"to\", "
	  "\"to_contacts\", \"to_liaison_contact\", \"cc\", \"purpose\", \"action_to\", \"comment_to\", \"info_to\", \"deadline\", \"refers_to\", \"identifiers\", "
	  "\"response_contact\", \"technical_contact\", \"contact\", \"contact_name\", \"contact_mailbox\", \"attachments\", \"distribution\", \"record\", \"body\", "
	  "\"section\", \"other\" or \"text\"\n" },
	{ KNOWN "labels: ( { spellings = \"Betreff\"; },\n { field = \"title\"; } );",
	  "2 error: labels[1].field: is not set; every entry of this list needs it\n3 error: labels[2].spellings: is not set; every entry of this list needs it\n" },
	{ KNOWN "labels: ( { field = \"title\"; spellings = [ \"Thema:\",\n \"Über\", \"\" ]; } );",
	  "2 error: labels[1].spellings[1]: \"Thema:\": write the label without what follows it\n"
	  "3 error: labels[1].spellings[2]: \"Über\" is not ASCII; labels are compared as ASCII\n"
	  "3 error: labels[1].spellings[3]: is empty; write a name\n" },
	{ KNOWN "labels: ( { field = \"title\"; spellings = \"123456789 123456789 123456789 123456789 12345678\"; } );",
	  "2 error: labels[1].spellings: is longer than 47 bytes; no label is\n" },
	{ KNOWN "labels: ( { field = \"title\"; spellings = \"About\"; },\n { field = \"from\"; spellings = \"about\"; } );",
	  "3 error: labels[2].spellings[1]: \"about\" is given twice; a label means one field\n" },
	{ KNOWN "numbers: { forms = [ \"NB-[0-9+\" ]; };", "2 error: numbers.forms[1]: *\n" },
	{ KNOWN "groups = \"x*\";", "2 error: groups: 'x*' matches everything, even nothing\n" },
	{ KNOWN "groups = \"(a)\\\\1\";", "2 error: groups: '(a)\\1': back references are not taken\n" },
	{ KNOWN "groups = \"(*UTF8)a\";", "2 error: groups: '(*UTF8)a': verbs, named groups, looking behind and line ends are not taken\n" },
	{ KNOWN "groups = \"(?<!a)b\";", "2 error: groups: '(?<!a)b': verbs, named groups, looking behind and line ends are not taken\n" },
	{ KNOWN "dates = \"any\";", "2 error: dates: \"any\" is not what may stand here; write \"day-month\" or \"month-day\"\n" },
	{ KNOWN "enough = [ \"from\", \"too\" ];", "2 error: enough[2]: \"too\" is not what may stand here; *\n" },
	{ KNOWN "purposes: ( { purpose = \"fun\"; words = \"FUN\"; } );",
	  "2 error: purposes[1].purpose: \"fun\" is not what may stand here; write \"info\", \"action\", \"response\" or \"comment\"\n" },
	{ "known: { markers = \"x\"; domains = \"norm\"; };", "1 error: known.markers: \"x\" would be found everywhere; write at least two letters\n"
	  "1 error: known.domains: \"norm\" is no domain; write for example \"example.org\"\n" },
	{ KNOWN "title: { from = \"mail\"; };", "2 error: title.from: \"mail\" is not what may stand here; write \"label\" or \"line\"\n" },
	{ KNOWN "letter: { letterhead = 1; };", "2 error: letter.letterhead: a number cannot stand here; write true or false\n" },
	{ KNOWN "known: { };", "2 error: duplicate setting name at 'known: { };'; each setting may be set once\n" },
};

struct folder { char *path; };

static struct folder folder_make(void)
{
	g_autoptr(GError) error = NULL;
	struct folder folder = { g_dir_make_tmp("liaison-layouts-XXXXXX", &error) };

	g_assert_no_error(error);
	return folder;
}

static void folder_write(const struct folder *folder, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(folder->path, name, NULL);

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void folder_clear(struct folder *folder)
{
	GDir *dir = g_dir_open(folder->path, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder->path, name, NULL);

		g_unlink(path);
	}
	g_dir_close(dir);
	g_rmdir(folder->path);
	g_free(folder->path);
}

static char *told(const GPtrArray *faults, const char *path)
{
	GString *said = g_string_new(NULL);

	for (guint i = 0; i < faults->len; i++) {
		const struct fault *fault = g_ptr_array_index(faults, i);

		g_assert_cmpstr(fault->file, ==, path);
		g_string_append_printf(said, "%u %s: %s\n", fault->line, fault->warning ? "warning" : "error", fault->text);
	}
	return g_string_free(said, FALSE);
}

static void test_faults(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct folder folder = folder_make();
		g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
		g_autofree char *path = g_build_filename(folder.path, "norm.conf", NULL), *said = NULL;
		struct layouts *layouts;

		g_test_message("%s", rows[i].text);
		folder_write(&folder, "norm.conf", rows[i].text);
		layouts = settings_layouts(folder.path, faults);
		said = told(faults, path);
		if (!g_pattern_match_simple(rows[i].faults, said))
			g_assert_cmpstr(said, ==, rows[i].faults);
		g_assert_true((layouts_find(layouts, "norm") != NULL) == !strstr(said, " error: "));
		layouts_free(layouts);
		folder_clear(&folder);
	}
}

/* Too much of everything is told, and nothing of it is taken. */
static void test_limits(void)
{
	struct folder folder = folder_make();
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	g_autoptr(GString) many = g_string_new(KNOWN "labels: (\n");
	g_autofree char *deep = g_strnfill(LAYOUT_REGEX_MAX + 1, 'a'), *expression = g_strdup_printf(KNOWN "stops = \"%s\";", deep);
	struct layouts *layouts;

	for (guint i = 0; i < 101; i++)
		g_string_append_printf(many, "%s{ field = \"other\"; spellings = \"word %u\"; }\n", i ? "," : "", i);
	g_string_append(many, ");\n");
	folder_write(&folder, "many.conf", many->str);
	folder_write(&folder, "long.conf", expression);
	folder_write(&folder, "readme.txt", "no layout");
	layouts = settings_layouts(folder.path, faults);
	g_assert_cmpuint(layouts->list->len, ==, 0);
	g_assert_cmpuint(faults->len, ==, 2);
	g_assert_cmpstr(((struct fault *)g_ptr_array_index(faults, 0))->text, ==, "stops: an expression has 1 to 500 bytes");
	g_assert_cmpstr(((struct fault *)g_ptr_array_index(faults, 1))->text, ==, "labels: holds 101 entries; at most 100 are taken");
	layouts_free(layouts);
	for (guint i = 0; i <= LAYOUTS_MAX; i++) {
		g_autofree char *name = g_strdup_printf("l%u.conf", i);

		folder_write(&folder, name, KNOWN);
	}
	g_ptr_array_set_size(faults, 0);
	layouts = settings_layouts(folder.path, faults);
	g_assert_cmpuint(layouts->list->len, ==, 0);
	g_assert_cmpuint(faults->len, ==, 1);
	g_assert_nonnull(strstr(((struct fault *)g_ptr_array_index(faults, 0))->text, "at most 200 are taken"));
	layouts_free(layouts);
	folder_clear(&folder);
}

/* Through the configuration: where the folder is named, and what peers name in it. */
static void test_configuration(void)
{
	struct folder folder = folder_make();
	g_autofree char *path = g_build_filename(folder.path, "main", NULL);
	static const struct { const char *layouts, *layout, *fault; } table[] = {
		{ NULL, "norm", NULL },
		{ NULL, "nrom", "peers[1].layout: there is no layout \"nrom\" in '*'; write the name of a file there, without \".conf\"" },
		{ "/nonexistent/layouts", "norm", "layouts: *No such file or directory; write the folder of the layouts, liaison-layouts(5)" },
		{ "layouts", "norm", "layouts: \"layouts\" is not absolute; write the path from the root" },
	};

	folder_write(&folder, "norm.conf", KNOWN);
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
		g_autoptr(settings_t) settings = NULL;
		g_autofree char *text = g_strdup_printf("organization: { domains = [ \"example.org\" ]; coordination = \"c@example.org\"; };\n"
			"milter: { socket = \"inet:8891@127.0.0.1\"; };\nlayouts = \"%s\";\npeers: ( { name = \"Norm\";\n layout = \"%s\"; } );\n",
			table[i].layouts ? table[i].layouts : folder.path, table[i].layout);

		folder_write(&folder, "main", text);
		settings = settings_load(path, faults);
		g_assert_true((settings != NULL) == (table[i].fault == NULL));
		if (!table[i].fault)
			continue;
		g_test_message("%s", ((struct fault *)g_ptr_array_index(faults, 0))->text);
		g_assert_true(g_pattern_match_simple(table[i].fault, ((struct fault *)g_ptr_array_index(faults, 0))->text));
		g_assert_cmpuint(((struct fault *)g_ptr_array_index(faults, 0))->line, ==, i == 1 ? 5 : 3);
	}
	folder_clear(&folder);
}

static void test_ours(void)
{
	static const char *const names[] = { "3gpp", "bbf", "datatracker", "etsi", "general", "gsma", "ieee802", "ietf", "itu-d", "itu-r", "itu-t", "jtc1", "mef", "oif",
		"onem2m", "w3c" };
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	struct layouts *layouts = settings_layouts(NULL, faults);

	for (guint i = 0; i < faults->len; i++)
		g_test_message("%s", ((struct fault *)g_ptr_array_index(faults, i))->text);
	g_assert_cmpuint(faults->len, ==, 0);
	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		g_assert_nonnull(layouts_find(layouts, names[i]));
	g_assert_true(layouts->general == layouts_find(layouts, "general"));
	layouts_free(layouts);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/conf/layouts/faults", test_faults);
	g_test_add_func("/conf/layouts/limits", test_limits);
	g_test_add_func("/conf/layouts/configuration", test_configuration);
	g_test_add_func("/conf/layouts/ours", test_ours);
	return g_test_run();
}
