/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-settings.c - what a configuration becomes; defaults, included files, the sample and the manual page
 */
#include <config.h>
#include <glib/gstdio.h>
#include <string.h>
#include <liaison/network.h>
#include <liaison/settings.h>
#include "machine.h"

struct folder { char *path; };

static void folder_write(const struct folder *folder, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(folder->path, name, NULL);
	g_autoptr(GError) error = NULL;

	g_assert_true(g_file_set_contents(path, text, -1, &error));
}

static void folder_init(struct folder *folder)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *sub = NULL;

	folder->path = g_dir_make_tmp("liaison-conf-XXXXXX", &error);
	g_assert_no_error(error);
	sub = g_build_filename(folder->path, "sub", NULL);
	g_assert_cmpint(g_mkdir(sub, 0700), ==, 0);
}

static void folder_clear(struct folder *folder)
{
	static const char *const names[] = { "a.conf", "b.conf", "sub/c.conf", "sub/d.conf", "main.cf", "sub", "" };

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = g_build_filename(folder->path, names[i], NULL);
		g_remove(path);
	}
	g_free(folder->path);
}

static struct settings *folder_load(const struct folder *folder, const char *name, GPtrArray *faults)
{
	g_autofree char *path = g_build_filename(folder->path, name, NULL);

	return settings_load(path, faults);
}

static GPtrArray *faults_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
}

static void test_defaults(void)
{
	static const struct limits limits = LIMITS_DEFAULT;
	g_autoptr(GPtrArray) faults = faults_new();
	g_autoptr(settings_t) settings = NULL;
	struct folder folder;
	struct route_policy policy;

	folder_init(&folder);
	folder_write(&folder, "a.conf", "");
	settings = folder_load(&folder, "a.conf", faults);
	g_assert_nonnull(settings);
	g_assert_true(g_str_has_suffix(settings->path, "/a.conf"));
	g_assert_cmpstr(settings->milter.socket, ==, "unix:/run/liaison-milter/milter.sock");
	g_assert_cmpstr(settings->milter.socket_mode, ==, "0660");
	g_assert_null(settings->milter.socket_group);
	g_assert_null(settings->milter.socket_owner);
	g_assert_null(settings->milter.user);
	g_assert_null(settings->milter.pid_file);
	g_assert_null(settings->milter.temp_directory);
	g_assert_cmpstr(settings->milter.syslog_facility, ==, "mail");
	g_assert_cmpint(settings->milter.on_failure, ==, ON_FAILURE_TEMPFAIL);
	g_assert_cmpuint(settings->milter.drain_seconds, ==, 20);
	g_assert_cmpstr(settings->store.path, ==, "/var/lib/liaison-milter/record.db");
	g_assert_cmpuint(settings->store.busy_ms, ==, 10000);
	g_assert_cmpint(settings->outgoing.approval, ==, APPROVAL_HOLD);
	g_assert_cmpint(settings->outgoing.hold, ==, HOLD_DISCARD);
	g_assert_cmpuint(settings->outgoing.release->len, ==, 8);
	g_assert_cmpstr(g_ptr_array_index(settings->outgoing.release, 4), ==, ";");
	g_assert_cmpstr(settings->outgoing.released, ==, "%i: released from hold");
	g_assert_cmpuint(settings->outgoing.remove->len, ==, 4);
	g_assert_cmpstr(settings->outgoing.removed, ==, "%i: removed");
	g_assert_true(networks_contain(settings->outgoing.submission_clients, "127.0.0.1"));
	g_assert_false(networks_contain(settings->outgoing.submission_clients, "192.0.2.1"));
	g_assert_cmpint(settings->publish.auto_post, ==, AUTO_POST_TRUSTED);
	g_assert_cmpstr(settings->publish.contacts, ==, "roles");
	g_assert_null(settings->publish.base_url);
	g_assert_null(settings->publish.directory);
	g_assert_false(settings->observe);
	g_assert_cmpuint(settings->rules->len, ==, 0);
	g_assert_true(memcmp(&settings->limits, &limits, sizeof limits) == 0);
	policy = settings_policy(settings);
	g_assert_true(policy.organization == settings->organization && policy.rules == settings->rules);
	g_assert_cmpint(policy.approval, ==, APPROVAL_HOLD);
	folder_clear(&folder);
}

static void test_values(void)
{
	static const char text[] =
		"mode = \"observe\"; liaison_addresses = \"s@example.org\";\n"
		"organization: { name = \"Example\"; aliases = [ \"Ex\" ]; domains = ( \"example.org\" ); coordination = \"c@example.org\"; authserv_id = \"mx\"; };\n"
		"bodies: ( { name = \"A WG\"; kind = \"wg\"; contacts = [ \"a@example.org\" ]; cc = [ \"b@example.org\", \"c@x.example\" ]; approvers = [ \"d@example.org\" ]; } );\n"
		"peers: ( { name = \"P\"; domains = [ \"p.example\" ]; manager = \"p@example.org\"; send_to = \"l@p.example\"; layout = \"mef\"; } );\n"
		"milter: { socket = \"inet:8891@127.0.0.1\"; on_failure = \"accept\"; drain = \"2m\"; pid_file = \"/run/x.pid\"; temp_directory = \"/var/tmp\"; };\n"
		"store: { path = \"/x/record.db\"; busy = \"500ms\"; };\n"
		"outgoing: { approval = \"notify\"; submission_clients = [ \"2001:db8::/32\" ]; };\n"
		"settle = \"5m\"; review: { address = \"review@example.org\"; days = 3; };\n"
		"roles: ( { name = \"d@example.org\"; members = [ \"e@example.org\" ]; } );\n"
		"notify: { from = \"n@example.org\"; acknowledge = false; remind_days = [ 9, 1 ]; submit = [ \"/bin/submit\", \"%f\" ]; submit_timeout = \"2s\"; };\n"
		"limits: { message_size = \"10M\"; memory = 65536; parts = 7; text_size = \"2 M\"; };\n"
		"publish: { base_url = \"https://x.example/ls\"; auto_post = \"never\"; };\n"
		"routes: ( { match = { direction = \"incoming\"; from = \"P*\"; purpose = [ \"info\", \"unknown\" ]; authenticated = false; has_doubt = true; };\n"
		"            add = \"k@elsewhere.example\"; hold = false; },\n"
		"          { name = \"two\";\n"
		"            post = true; stop = true; } );\n";
	g_autoptr(GPtrArray) faults = faults_new();
	struct settings *settings;
	struct folder folder;
	const struct rule *rule;

	folder_init(&folder);
	folder_write(&folder, "a.conf", text);
	settings = folder_load(&folder, "a.conf", faults);
	g_assert_cmpuint(faults->len, ==, 0);
	g_assert_nonnull(settings);
	g_assert_true(settings_ref(settings) == settings);
	settings_unref(settings);
	g_assert_true(settings->observe);
	g_assert_true(organization_is_liaison_address(settings->organization, "S@example.org"));
	g_assert_true(organization_is_liaison_address(settings->organization, "p@example.org"));
	g_assert_cmpstr(settings->organization->authserv_id, ==, "mx");
	g_assert_cmpstr(organization_body_by_name(settings->organization, "a wg")->name, ==, "A WG");
	g_assert_cmpint(organization_body_by_name(settings->organization, "a wg")->kind, ==, BODY_KIND_WG);
	g_assert_cmpuint(organization_body_by_name(settings->organization, "a wg")->cc->len, ==, 2);
	g_assert_cmpstr(organization_peer_of_address(settings->organization, "x@sub.p.example")->layout, ==, "mef");
	g_assert_cmpint(settings->milter.on_failure, ==, ON_FAILURE_ACCEPT);
	g_assert_cmpuint(settings->milter.drain_seconds, ==, 120);
	g_assert_cmpuint(settings->store.busy_ms, ==, 500);
	g_assert_cmpint(settings->outgoing.approval, ==, APPROVAL_NOTIFY);
	/* what the file says takes the place of the default */
	g_assert_false(networks_contain(settings->outgoing.submission_clients, "127.0.0.1"));
	g_assert_true(networks_contain(settings->outgoing.submission_clients, "2001:db8::5"));
	g_assert_cmpuint(settings->settle_seconds, ==, 300);
	g_assert_cmpuint(settings->review_days, ==, 3);
	g_assert_true(organization_is_review_address(settings->organization, "review+abc@example.org"));
	g_assert_true(organization_may_answer(settings->organization, "D@example.org", "e@EXAMPLE.org"));
	g_assert_true(organization_may_answer(settings->organization, "x@example.org", "X@example.org"));
	g_assert_false(organization_may_answer(settings->organization, "e@example.org", "d@example.org"));
	g_assert_cmpstr(settings->notify.from, ==, "n@example.org");
	g_assert_false(settings->notify.acknowledge);
	g_assert_cmpuint(settings->notify.remind_days->len, ==, 2);
	g_assert_cmpuint(g_array_index(settings->notify.remind_days, guint, 0), ==, 9);
	g_assert_cmpuint(settings->notify.submit->len, ==, 2);
	g_assert_cmpstr(g_ptr_array_index(settings->notify.submit, 1), ==, "%f");
	g_assert_cmpuint(settings->notify.submit_timeout_ms, ==, 2000);
	g_assert_cmpuint(settings->limits.message_size, ==, 10 * 1024 * 1024);
	g_assert_cmpuint(settings->limits.memory, ==, 65536);
	g_assert_cmpuint(settings->limits.parts, ==, 7);
	g_assert_cmpuint(settings->limits.text_size, ==, 2 * 1024 * 1024);
	g_assert_cmpint(settings_policy(settings).auto_post, ==, AUTO_POST_NEVER);
	g_assert_cmpstr(settings_policy(settings).base_url, ==, "https://x.example/ls");
	g_assert_cmpuint(settings->rules->len, ==, 2);
	rule = g_ptr_array_index(settings->rules, 0);
	g_assert_cmpstr(rule->name, ==, "route 1");
	g_assert_cmpint(rule->direction, ==, DIRECTION_INCOMING);
	g_assert_cmpuint(rule->purposes->len, ==, 2);
	g_assert_cmpint(g_array_index(rule->purposes, enum purpose, 1), ==, PURPOSE_UNKNOWN);
	g_assert_cmpint(rule->authenticated, ==, 0);
	g_assert_cmpint(rule->has_doubt, ==, 1);
	g_assert_cmpint(rule->hold, ==, 0);
	g_assert_cmpint(rule->post, ==, -1);
	g_assert_false(rule->stop);
	rule = g_ptr_array_index(settings->rules, 1);
	g_assert_cmpstr(rule->name, ==, "two");
	g_assert_cmpuint(rule->line, ==, 15);
	g_assert_true(g_str_has_suffix(rule->file, "/a.conf"));
	g_assert_true(rule->stop);
	settings_unref(settings);
	settings_unref(NULL);
	folder_clear(&folder);
}

/* expected: one formatted fault a line, without the folder's path in front; "DIR" in a text stands for it */
static void assert_faults(const GPtrArray *faults, const char *folder, const char *expected)
{
	g_autoptr(GString) said = g_string_new(NULL);
	g_autofree char *before = g_strconcat(folder, "/", NULL);
	g_auto(GStrv) parts = NULL;
	g_autofree char *shown = NULL;

	for (guint i = 0; i < faults->len; i++) {
		g_autofree char *text = fault_format(g_ptr_array_index(faults, i));
		g_string_append_printf(said, "%s\n", g_str_has_prefix(text, before) ? text + strlen(before) : text);
	}
	parts = g_strsplit(said->str, folder, -1);
	shown = g_strjoinv("DIR", parts);
	g_assert_cmpstr(shown, ==, expected);
}

/* Relative to the file that says so, or absolute; a fault is told with its own file and line. */
static void test_include(void)
{
	g_autoptr(GPtrArray) faults = faults_new();
	g_autoptr(settings_t) settings = NULL;
	g_autofree char *text = NULL;
	struct folder folder;

	folder_init(&folder);
	text = g_strdup_printf("milter: { socket = \"inet:1@h\"; };\n@include \"sub/c.conf\"\n  @include \"%s/b.conf\"\npeers: (\n@include \"sub/none.conf\"\n);\n"
	                       "@include \"sub\"\nlimits: { parts = 0; };\n", folder.path);
	folder_write(&folder, "a.conf", text);
	folder_write(&folder, "b.conf", "mode = \"observe\";\n");
	folder_write(&folder, "sub/c.conf", "# c\n@include \"d.conf\"\nstore: { path = \"x\"; };\n");
	folder_write(&folder, "sub/d.conf", "organization: { domains = [ \"example.org\" ]; coordination = \"c@example.org\"; };\n\nsettle = \"x\";");
	settings = folder_load(&folder, "a.conf", faults);
	g_assert_null(settings);
	assert_faults(faults, folder.path,
	              "a.conf:5: error: cannot open 'DIR/sub/none.conf': No such file or directory\n"
	              "a.conf:7: error: cannot read 'DIR/sub': it is a folder\n"
	              "a.conf:8: error: limits.parts: 0 is not what may stand here; write a whole number from 1 to 100000\n"
	              "sub/d.conf:3: error: settle: \"x\" is not what may stand here; write a time with its unit (ms, s, m, h, d) from \"0ms\" to \"7d\"\n"
	              "sub/c.conf:3: error: store.path: \"x\" is not absolute; write the path from the root\n");

	g_ptr_array_set_size(faults, 0);
	folder_write(&folder, "a.conf", "@include \"a.conf\"\n");
	g_assert_null(folder_load(&folder, "a.conf", faults));
	g_assert_cmpuint(faults->len, >=, 1);
	g_assert_true(g_str_has_prefix(((struct fault *)g_ptr_array_index(faults, 0))->text, "'a.conf': files include each other more than"));

	g_ptr_array_set_size(faults, 0);
	folder_write(&folder, "a.conf", "milter: { socket = \"inet:1@h\"; };\n@include \"b.conf\"\n");
	folder_write(&folder, "b.conf", "mode = \"act\";\n\nstore: { path = \"/x\" \"y\";\n busy \"1s\"; };\n");
	g_assert_null(folder_load(&folder, "a.conf", faults));
	assert_faults(faults, folder.path, "b.conf:4: error: syntax error at 'busy \"1s\"; };'; is a ';', a quote or a bracket missing here or on the line before?\n");
	folder_clear(&folder);
}

static void test_bytes(void)
{
	g_autoptr(GPtrArray) faults = faults_new();
	g_autofree char *path = NULL;
	struct folder folder;

	folder_init(&folder);
	folder_write(&folder, "a.conf", "# fine\n# caf\xe9\nmode = \"act\";\n");
	g_assert_null(folder_load(&folder, "a.conf", faults));
	assert_faults(faults, folder.path, "a.conf:2: error: bytes that are not UTF-8; write the file in UTF-8\n");
	g_ptr_array_set_size(faults, 0);
	path = g_build_filename(folder.path, "a.conf", NULL);
	g_assert_true(g_file_set_contents(path, "mode = \"act\";\n\0", 15, NULL));
	g_assert_null(folder_load(&folder, "a.conf", faults));
	assert_faults(faults, folder.path, "a.conf:2: error: a NUL byte; this is no configuration\n");
	folder_clear(&folder);
}

/* A long file keeps its line numbers, and brackets nested without end are a fault and no crash. */
static void test_large(void)
{
	g_autoptr(GPtrArray) faults = faults_new();
	g_autoptr(GString) text = g_string_new("milter: { socket = \"inet:1@h\"; };\n");
	struct folder folder;

	folder_init(&folder);
	for (guint i = 0; i < 80000; i++)
		g_string_append(text, "# a comment\n");
	g_string_append(text, "modes = 1;\n");
	folder_write(&folder, "a.conf", text->str);
	g_assert_null(folder_load(&folder, "a.conf", faults));
	g_assert_cmpuint(((struct fault *)g_ptr_array_index(faults, faults->len - 1))->line, ==, 80002);
	g_ptr_array_set_size(faults, 0);
	g_string_assign(text, "mode = ");
	for (guint i = 0; i < 100000; i++)
		g_string_append_c(text, '(');
	folder_write(&folder, "a.conf", text->str);
	g_assert_null(folder_load(&folder, "a.conf", faults));
	g_assert_cmpuint(faults->len, ==, 1);
	folder_clear(&folder);
}

static void test_reach(void)
{
	static const struct { const char *socket, *group, *main_cf; const char *says; } rows[] = {
		{ "unix:/run/l/milter.sock", "postfix", NULL, "*/var/spool/postfix*unix:/var/spool/postfix/liaison-milter/milter.sock*tmpfiles.d*" },
		{ "local:/run/l/milter.sock", "postfix", NULL, "*/var/spool/postfix*" },
		{ "unix:/run/l/milter.sock", "mail", NULL, NULL },
		{ "unix:/run/l/milter.sock", NULL, NULL, NULL },
		{ "unix:/run/l/milter.sock", NULL, "", "*/var/spool/postfix*" },
		{ "unix:/run/l/milter.sock", NULL, "queue_directory = /q\n# queue_directory = /no\nqueue_directory_x = /no\n", "*\"d /q/liaison-milter 2750*" },
		{ "unix:/q/l/milter.sock", "postfix", "queue_directory=/q\n", NULL },
		{ "unix:/var/spool/postfix/l/milter.sock", "postfix", "", NULL },
		{ "unix:/var/spool/postfixed/milter.sock", "postfix", "", "*/var/spool/postfix*" },
		{ "inet:8891@127.0.0.1", "postfix", "", NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct folder folder;
		g_autofree char *path = NULL, *said = NULL;

		folder_init(&folder);
		path = g_build_filename(folder.path, "main.cf", NULL);
		if (rows[i].main_cf)
			folder_write(&folder, "main.cf", rows[i].main_cf);
		said = machine_socket_reach(rows[i].socket, rows[i].group, path);
		g_test_message("%s: %s", rows[i].socket, said ? said : "");
		if (rows[i].says)
			g_assert_true(said && g_pattern_match_simple(rows[i].says, said));
		else
			g_assert_null(said);
		folder_clear(&folder);
	}
	g_assert_true(machine_has_user("root"));
	g_assert_true(machine_has_group("root"));
	g_assert_false(machine_has_user("no-such-user"));
}

static char *source_text(const char *path)
{
	const char *top = g_getenv("top_srcdir");
	g_autofree char *file = NULL;
	g_autoptr(GError) error = NULL;
	char *text = NULL;

	file = top ? g_build_filename(top, path, NULL) : g_test_build_filename(G_TEST_DIST, "..", path, NULL);
	g_assert_true(g_file_get_contents(file, &text, NULL, &error));
	return text;
}

static void test_sample(void)
{
	g_autoptr(GPtrArray) faults = faults_new();
	g_autofree char *text = source_text("conf/liaison-milter.conf");
	g_autoptr(GString) open = g_string_new(NULL);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	struct folder folder;
	struct settings *settings;

	folder_init(&folder);
	folder_write(&folder, "a.conf", text);
	settings = folder_load(&folder, "a.conf", faults);
	g_assert_nonnull(settings);
	g_assert_true(settings->observe);
	settings_unref(settings);

	/* also with all that is commented out in it: lines of the form "# name = …;" and those of the rules */
	for (guint i = 0; lines[i]; i++) {
		char *mark = strstr(lines[i], "    # ");
		if (mark && (strstr(mark, "= ") || strstr(mark, "{ ")) && !strstr(mark, "says:"))
			memcpy(mark, "      ", strlen("    # "));
		g_string_append_printf(open, "%s\n", lines[i]);
	}
	folder_write(&folder, "a.conf", open->str);
	g_ptr_array_set_size(faults, 0);
	settings = folder_load(&folder, "a.conf", faults);
	for (guint i = 0; i < faults->len; i++)
		g_test_message("%s", ((struct fault *)g_ptr_array_index(faults, i))->text);
	g_assert_nonnull(settings);
	g_assert_cmpuint(settings->rules->len, ==, 2);
	settings_unref(settings);
	folder_clear(&folder);
}

/* The entry of a setting in the manual page: from its .It to the next one. */
static char *manual_entry(const char *manual, const char *section, const char *leaf)
{
	g_autofree char *head = g_strdup_printf("\n.Ss %s\n", section), *item = g_strdup_printf("\n.It Ic %s\n", leaf);
	const char *begin = strstr(manual, head), *next, *at, *end;

	if (!begin)
		return NULL;
	next = strstr(begin + 1, "\n.Ss ");
	at = strstr(begin, item);
	if (!at || (next && at > next))
		return NULL;
	at += strlen(item);
	end = strstr(at, "\n.It ");
	if (!end || (next && end > next))
		end = next ? next : at + strlen(at);
	return g_strndup(at, (gsize)(end - at));
}

/* "bodies[].name" stands under "bodies", "routes[].match.from" under "routes.match" */
static char *manual_section(const char *name)
{
	const char *dot = strrchr(name, '.');
	g_autofree char *section = dot ? g_strndup(name, (gsize)(dot - name)) : g_strdup("Outside of any group");
	g_auto(GStrv) parts = g_strsplit(section, "[]", -1);

	return g_strjoinv("", parts);
}

static void test_manual(void)
{
	g_autofree char *manual = source_text("man/liaison-milter.conf.5"), *table = settings_describe();
	g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
	guint count = 0;

	for (guint i = 0; *lines[i]; i++) {
		g_auto(GStrv) columns = g_strsplit(lines[i], "\t", -1);
		g_autofree char *section = manual_section(columns[0]), *entry = NULL, *standard = NULL;
		const char *dot = strrchr(columns[0], '.');

		g_assert_cmpuint(g_strv_length(columns), ==, 4);
		if (g_str_has_prefix(columns[1], "a group") || g_str_has_prefix(columns[1], "a list of groups"))
			continue;
		g_test_message("%s under %s", columns[0], section);
		entry = manual_entry(manual, section, dot ? dot + 1 : columns[0]);
		g_assert_nonnull(entry);
		standard = g_strdup_printf("\nDefault: %s.", columns[2]);
		g_assert_true(*columns[2] ? strstr(entry, standard) != NULL : strstr(entry, "Default:") == NULL);
		count++;
	}
	g_assert_cmpuint(count, >, 60);
}

/* Our own names and the corpus, where it lies beside the source. */
static void test_corpus(void)
{
	const char *top = g_getenv("top_srcdir"), *corpus = g_getenv("LIAISON_CORPUS");
	g_autofree char *path = corpus ? g_build_filename(corpus, "liaison-milter.conf", NULL) :
	                        top ? g_build_filename(top, "..", "shared", "corpus", "liaison-milter.conf", NULL) : NULL;
	g_autoptr(GPtrArray) faults = faults_new();
	g_autoptr(settings_t) settings = NULL;

	if (!path || !g_file_test(path, G_FILE_TEST_EXISTS)) {
		g_test_skip("no corpus");
		return;
	}
	settings = settings_load(path, faults);
	g_assert_nonnull(settings);
	g_assert_cmpuint(settings->organization->bodies->len, >, 40);
	g_assert_cmpuint(settings->organization->peers->len, ==, 12);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/conf/defaults", test_defaults);
	g_test_add_func("/conf/values", test_values);
	g_test_add_func("/conf/include", test_include);
	g_test_add_func("/conf/bytes", test_bytes);
	g_test_add_func("/conf/large", test_large);
	g_test_add_func("/conf/reach", test_reach);
	g_test_add_func("/conf/sample", test_sample);
	g_test_add_func("/conf/manual", test_manual);
	g_test_add_func("/conf/corpus", test_corpus);
	return g_test_run();
}
