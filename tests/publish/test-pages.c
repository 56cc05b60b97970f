/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-pages.c - the public tree: incremental is full, nothing private shows, hostile text is text, older pages stay
 */
#include <config.h>
#include <string.h>
#include <sys/stat.h>
#include <glib/gstdio.h>
#include "../store/sample.h"
#include "fixture.h"

/* ---- changes and full builds ---- */

static void random_change(struct fixture *f, GRand *random, GArray *ids, guint *n)
{
	gint64 id = ids->len ? g_array_index(ids, gint64, g_rand_int_range(random, 0, (gint)ids->len)) : 0;
	g_autoptr(record_t) record = id ? store_get(f->store, id, NULL) : NULL;
	gint what = g_rand_int_range(random, 0, 16);
	struct change *change;

	if (!record || what < 6) {
		static const enum state states[] = { STATE_POSTED, STATE_POSTED, STATE_PENDING };

		id = record_put(f->store, *n, states[*n % 3], *n % 13 == 7);
		g_array_append_val(ids, id);
		/* numbers do not follow the calendar: some come late, of another year */
		*n += (guint)g_rand_int_range(random, 1, 40);
		return;
	}
	change = record_change(id);
	switch (what) {
	case 6: change_event(change, record->state == STATE_DEAD ? EVENT_RESURRECTED : EVENT_KILLED, PRIVATE_MARK); break;
	case 7: change_event(change, record->state == STATE_PENDING ? EVENT_POSTED : EVENT_RESENT, NULL); break;
	case 8: change_set(change, FIELD_TITLE, (const char *const[]){ g_rand_boolean(random) ? "Another title" : "One more title", NULL }); break;
	case 9: change_set(change, FIELD_FROM, (const char *const[]){ g_rand_boolean(random) ? "ITU-T SG 15" : "itu-t study group 15", NULL }); break;
	case 10: change_set(change, FIELD_TO, (const char *const[]){ g_rand_boolean(random) ? "Somebody Else" : "somebody else", "BETA WG", NULL }); break;
	case 11: change_set(change, FIELD_DEADLINE, (const char *const[]){ g_rand_boolean(random) ? "2027-02-28" : "2031-12-31", NULL }); break;
	case 12: change_relate(change, g_array_index(ids, gint64, g_rand_int_range(random, 0, (gint)ids->len)), "refold"); break;
	case 13: change_taken(change, 0, NULL, PRIVATE_MARK); break;
	case 14: change_event(change, EVENT_PRIVATE_COMMENT, PRIVATE_MARK); break;
	default:
		if (g_rand_int_range(random, 0, 3) == 0)
			change_redact(change, PRIVATE_MARK);
		else
			change_event(change, EVENT_COMMENT, "a word for everybody");
	}
	if (what == 12 || record->redacted) {
		g_autoptr(GError) error = NULL;

		if (!store_change(f->store, change, NULL, &error))     /* to itself, or what is no longer possible */
			g_test_message("not done: %s", error->message);
		change_free(change);
		return;
	}
	record_apply(f->store, change);
}

static void test_same_bytes(struct fixture *f, gconstpointer data)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(GPOINTER_TO_UINT(data));
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	guint n = 0;

	publish(f, f->tree, FALSE);
	for (guint round = 0; round < 40; round++) {
		guint changes = (guint)g_rand_int_range(random, 1, 6);
		g_autofree char *when = g_strdup_printf("seed %u, round %u", GPOINTER_TO_UINT(data), round);

		for (guint i = 0; i < changes; i++)
			random_change(f, random, ids, &n);
		g_assert_false(publish(f, f->tree, FALSE).full);
		if (round % 5 == 4) {
			publish(f, f->whole, TRUE);
			assert_same_trees(f->tree, f->whole, when);
		}
	}
	g_assert_cmpuint(publish(f, f->tree, FALSE).written, ==, 0);
}

/* A year of more than one page: its pages come and go at its end, and shift only behind what is taken out. */
static void test_paging(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	g_autofree char *before = NULL;

	for (guint i = 0; i < 118; i++) {
		gint64 id = record_put(f->store, i, STATE_POSTED, FALSE);

		g_array_append_val(ids, id);
		if (i % 7 == 0)
			publish(f, f->tree, FALSE);
		if (i == 105)
			before = file_of(f, "year/2006/1/index.html");
	}
	publish(f, f->tree, FALSE);
	g_assert_true(is_there(f, "year/2006/index.html"));
	g_assert_true(is_there(f, "year/2006/1/index.html"));
	g_assert_true(is_there(f, "year/2006/2/index.html"));
	g_assert_false(is_there(f, "year/2006/3/index.html"));
	g_autofree char *after = file_of(f, "year/2006/1/index.html");
	g_assert_true(before && after && strcmp(before, after) == 0);
	for (guint i = 99; i < 118; i++) {
		record_event(f->store, g_array_index(ids, gint64, i), EVENT_KILLED, "a reason");
		publish(f, f->tree, FALSE);
	}
	g_assert_false(is_there(f, "year/2006/2/index.html"));
	publish(f, f->whole, TRUE);
	assert_same_trees(f->tree, f->whole, "after the end of a year was taken out");
	record_event(f->store, g_array_index(ids, gint64, 3), EVENT_KILLED, "a reason");
	publish(f, f->tree, FALSE);
	publish(f, f->whole, TRUE);
	assert_same_trees(f->tree, f->whole, "after an old one was taken out");
}

/* What one new statement touches does not grow with the record. */
static void test_constant_work(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	guint written[2];
	gsize bytes[2];

	for (guint side = 0; side < 2; side++) {
		for (guint i = side * 250; i < 250 + side * 350; i++)
			record_put(f->store, i, STATE_POSTED, FALSE);
		publish(f, f->tree, FALSE);
		record_put(f->store, 2000 + side, STATE_POSTED, FALSE);
		struct publish_report report = publish(f, f->tree, FALSE);
		written[side] = report.written;
		bytes[side] = report.bytes;
	}
	g_test_message("written for one statement: %u files, %" G_GSIZE_FORMAT " bytes of 250; %u files, %" G_GSIZE_FORMAT " bytes of 600",
	               written[0], bytes[0], written[1], bytes[1]);
	g_assert_cmpuint(written[1], <, written[0] + 60);
	g_assert_cmpuint(written[1], <, 250);
	g_assert_cmpuint(bytes[1], <, bytes[0] / 2 * 3);
}

/* A folder whose parent may not be written to is rebuilt in place. */
static void test_in_place(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autofree char *blocked = g_build_filename(f->folder, ".public.liaison-new", NULL), *stray = g_build_filename(f->tree, "stray.html", NULL);
	g_autofree char *inside = g_build_filename(blocked, "x", NULL);

	for (guint i = 0; i < 20; i++)
		record_put(f->store, i, i % 4 ? STATE_POSTED : STATE_PENDING, FALSE);
	publish(f, f->tree, FALSE);
	g_assert_true(g_file_set_contents(stray, "old", -1, NULL));
	g_assert_true(g_file_set_contents(blocked, "a file where the new folder would be", -1, NULL));
	record_put(f->store, 30, STATE_POSTED, FALSE);
	g_assert_true(publish(f, f->tree, TRUE).full);
	g_assert_false(is_there(f, "stray.html"));
	g_assert_cmpint(g_unlink(blocked), ==, 0);
	publish(f, f->whole, TRUE);
	assert_same_trees(f->tree, f->whole, "in place");
}

static void test_modes(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	static const struct { const char *path; mode_t mode; } cases[] = {
		{ "", 0755 }, { "1", 0755 }, { "1/index.html", 0644 }, { "assets", 0755 }, { "index.html", 0644 }, { "1/files", 0755 }, { ".liaison", 0700 },
	};
	mode_t old = umask(077);

	record_put(f->store, 0, STATE_POSTED, FALSE);
	publish(f, f->tree, FALSE);
	record_put(f->store, 3, STATE_POSTED, FALSE);
	publish(f, f->tree, FALSE);
	umask(old);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_build_filename(f->tree, cases[i].path, NULL);
		struct stat status;

		g_assert_cmpint(stat(path, &status), ==, 0);
		g_test_message("%s", path);
		g_assert_cmphex(status.st_mode & 07777, ==, cases[i].mode);
	}
}

/* ---- what shows ---- */

static void assert_nothing_private(const char *tree)
{
	g_autoptr(GHashTable) files = files_of(tree);
	GHashTableIter iter;
	gpointer path, bytes;

	g_hash_table_iter_init(&iter, files);
	while (g_hash_table_iter_next(&iter, &path, &bytes)) {
		gsize length;
		const char *text = g_bytes_get_data(bytes, &length);

		g_assert_null(strstr(path, PRIVATE_MARK));
		g_assert_true(!length || !memmem(text, length, PRIVATE_MARK, strlen(PRIVATE_MARK)));
	}
}

static guint count_files(const char *tree, const char *what)
{
	g_autoptr(GHashTable) files = files_of(tree);
	GHashTableIter iter;
	gpointer bytes;
	guint n = 0;

	g_hash_table_iter_init(&iter, files);
	while (g_hash_table_iter_next(&iter, NULL, &bytes)) {
		gsize length;
		const char *text = g_bytes_get_data(bytes, &length);

		n += length && memmem(text, length, what, strlen(what));
	}
	return n;
}

static void test_nothing_private(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	gint64 posted = record_put(f->store, 0, STATE_POSTED, FALSE), killed = record_put(f->store, 3, STATE_POSTED, FALSE);
	gint64 pending = record_put(f->store, 6, STATE_PENDING, FALSE), dead = record_put(f->store, 9, STATE_DEAD, FALSE);
	g_autofree char *removed = NULL, *page = NULL;
	struct change *change;

	publish(f, f->tree, FALSE);
	record_event(f->store, posted, EVENT_PRIVATE_COMMENT, PRIVATE_MARK);
	record_event(f->store, posted, EVENT_MSGOUT, "sent to " PRIVATE_MARK "@example.org");
	record_event(f->store, killed, EVENT_KILLED, PRIVATE_MARK);
	change = record_change(posted);
	change_relate(change, pending, "refold");
	change_relate(change, killed, "refold");
	record_apply(f->store, change);
	publish(f, f->tree, FALSE);
	assert_nothing_private(f->tree);
	publish(f, f->whole, TRUE);
	assert_nothing_private(f->whole);

	g_assert_true(is_there(f, "1/index.html"));
	removed = file_of(f, "2/index.html");
	g_assert_nonnull(strstr(removed, "Removed"));
	g_assert_nonnull(strstr(removed, "noindex"));
	g_assert_null(strstr(removed, "LS on"));
	g_assert_false(is_there(f, "2/statement.json"));
	g_assert_false(is_there(f, "2/files"));
	g_assert_cmpint(pending, ==, 3);
	g_assert_false(is_there(f, "3"));
	g_assert_cmpint(dead, ==, 4);
	g_assert_false(is_there(f, "4"));
	page = file_of(f, "1/index.html");
	g_assert_nonnull(strstr(page, "Ines Moreau"));
	g_assert_nonnull(strstr(page, "alpha-chairs@example.org"));
	g_assert_nonnull(strstr(page, "liaison@itu.example"));
	g_assert_null(strstr(page, "../3/"));
	g_assert_null(strstr(page, "../2/"));
}

/* ---- a life ---- */

static char *body_line(struct fixture *f, gint64 id)
{
	g_autoptr(record_t) record = store_get(f->store, id, NULL);

	return g_strndup(record->statement->body, strcspn(record->statement->body, "\n"));
}

/* Blanked is blanked everywhere: pages, data, feeds, search, files. Others that say the same keep it. */
static void test_redacted(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	static const char title[] = "Unspeakable patients";
	gint64 id = record_put(f->store, 3, STATE_POSTED, FALSE), other = record_put(f->store, 4, STATE_POSTED, FALSE);
	g_autofree char *line = body_line(f, id), *page = NULL, *history = NULL;
	const char *traces[] = { title, "unspeakable", line, "contents of file 3" };
	struct change *change;

	change = record_change(id);
	change_set(change, FIELD_TITLE, (const char *const[]){ title, NULL });
	record_apply(f->store, change);
	change = record_change(other);
	change_relate(change, id, "refold");
	record_apply(f->store, change);
	publish(f, f->tree, FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(traces); i++)
		g_assert_cmpuint(count_files(f->tree, traces[i]), >, 0);
	change = record_change(id);
	change_redact(change, "names of patients");
	record_apply(f->store, change);
	publish(f, f->tree, FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(traces); i++)
		g_assert_cmpuint(count_files(f->tree, traces[i]), ==, 0);
	page = g_strdup_printf("%" G_GINT64_FORMAT "/index.html", id);
	history = file_of(f, page);
	g_assert_nonnull(strstr(history, "(content removed)"));
}

static void assert_has(struct fixture *f, gint64 id, const char *path, const char *what)
{
	g_autofree char *whole = g_strdup_printf("%" G_GINT64_FORMAT "/%s", id, path), *text = file_of(f, whole);

	g_test_message("%s: %s", whole, what);
	g_assert_nonnull(text);
	g_assert_nonnull(strstr(text, what));
}

/* What liaisonctl taken, attach, link and forward do is there to see. */
static void test_life(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	gint64 asks = record_put(f->store, 1, STATE_POSTED, FALSE), answers = record_put(f->store, 5, STATE_POSTED, FALSE);
	gint64 pending = record_put(f->store, 7, STATE_PENDING, FALSE);
	g_autoptr(GBytes) content = g_bytes_new_static("the minutes", 11);
	struct change *change = record_change(asks);

	change_attach(change, "minutes.txt", "text/plain", content);
	record_apply(f->store, change);
	publish(f, f->tree, FALSE);
	assert_has(f, asks, "index.html", "minutes.txt");
	assert_has(f, asks, "index.html", "Action needed");
	assert_has(f, asks, "history/index.html", "Changed");
	change = record_change(asks);
	change_taken(change, pending, "https://www.example.org/\"<done>", "Discussed & <done>");
	change_event(change, EVENT_MSGOUT, "sent to " PRIVATE_MARK "@example.org");
	record_apply(f->store, change);
	publish(f, f->tree, FALSE);
	assert_has(f, asks, "index.html", "Action taken</span> on <time>2026-");
	assert_has(f, asks, "index.html", "<a href=\"https://www.example.org/&quot;&lt;done&gt;\"");
	assert_has(f, asks, "history/index.html", "Action taken: Discussed &amp; &lt;done&gt;");
	assert_has(f, asks, "history/index.html", "Message sent");
	change = record_change(answers);
	change_relate(change, asks, "refold");
	record_apply(f->store, change);
	publish(f, f->tree, FALSE);
	assert_has(f, answers, "index.html", "href=\"../1/\"");
	assert_has(f, asks, "index.html", "Answered by");
	assert_nothing_private(f->tree);
}

static void test_contacts(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	static const struct { enum publish_contacts contacts; gboolean name, role, person; } cases[] = {
		{ PUBLISH_CONTACTS_NONE, FALSE, FALSE, FALSE }, { PUBLISH_CONTACTS_ROLES, TRUE, TRUE, FALSE }, { PUBLISH_CONTACTS_ALL, TRUE, TRUE, TRUE },
	};

	record_put(f->store, 0, STATE_POSTED, FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		static const char *const paths[] = { "1/index.html", "1/statement.json", "data/2006.jsonl" };

		f->options.contacts = cases[i].contacts;
		publish(f, f->tree, FALSE);
		for (guint j = 0; j < G_N_ELEMENTS(paths); j++) {
			g_autofree char *text = file_of(f, paths[j]);

			g_assert_cmpint(strstr(text, "Ines Moreau") != NULL, ==, cases[i].name);
			g_assert_cmpint(strstr(text, "alpha-chairs@example.org") != NULL, ==, cases[i].role);
			g_assert_cmpint(strstr(text, PRIVATE_MARK ".ines@itu.example") != NULL, ==, cases[i].person);
		}
	}
}

/* ---- hostile text ---- */

static void assert_harmless(const char *path, GBytes *bytes)
{
	static const char *const never[] = { "<script>", "<img", "<x/>", "onerror=alert(1)>", "<b>", "\xe2\x80\xae" };
	gsize length;
	const char *text = g_bytes_get_data(bytes, &length);
	gboolean page = g_str_has_suffix(path, ".html"), xml = g_str_has_suffix(path, ".xml") || g_str_has_suffix(path, ".atom");

	for (const char *p = path; *p; p++)
		g_assert_true(g_ascii_islower(*p) || g_ascii_isdigit(*p) || strchr("./-", *p));
	if (strstr(path, "/files/")) {
		g_assert_false(page);
		return;
	}
	g_assert_true(g_utf8_validate(text, (gssize)length, NULL));
	for (gsize i = 0; i < length; i++)
		g_assert_false((guchar)text[i] < 0x20 && text[i] != '\n' && text[i] != '\t' && text[i] != '\r');
	for (guint i = 0; (page || xml) && i < G_N_ELEMENTS(never); i++)
		g_assert_null(g_strstr_len(text, (gssize)length, never[i]));
	if (page && length >= 100000)
		g_error("%s has %" G_GSIZE_FORMAT " bytes", path, length);
}

static void test_hostile(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autoptr(GHashTable) files = NULL;
	GHashTableIter iter;
	gpointer path, bytes;

	for (guint i = 0; i < 30; i++)
		record_put(f->store, i, STATE_POSTED, TRUE);
	publish(f, f->tree, FALSE);
	files = files_of(f->tree);
	g_hash_table_iter_init(&iter, files);
	while (g_hash_table_iter_next(&iter, &path, &bytes))
		assert_harmless(path, bytes);
}

static void test_settings(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *file = g_build_filename(f->folder, "record.db", "x", NULL);

	f->options.directory = NULL;
	g_assert_false(publish_run(f->store, &f->options, FALSE, NULL, &error));
	g_assert_cmpstr(error->message, ==, "publish.directory and publish.base_url have to be set, so that there is a place and an address for the public record");
	g_clear_error(&error);
	f->options.directory = file;
	g_assert_false(publish_run(f->store, &f->options, FALSE, NULL, &error));
	g_assert_nonnull(error);
}

static void test_signature(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autoptr(GPtrArray) sign = g_ptr_array_new();
	g_autoptr(GError) error = NULL;
	g_autofree char *manifest = NULL, *signature = NULL;

	g_ptr_array_add(sign, (gpointer)"cp");
	g_ptr_array_add(sign, (gpointer)"%i");
	g_ptr_array_add(sign, (gpointer)"%o");
	f->options.sign = sign;
	record_put(f->store, 1, STATE_POSTED, FALSE);
	publish(f, f->tree, FALSE);
	record_put(f->store, 2, STATE_POSTED, FALSE);
	publish(f, f->tree, FALSE);
	manifest = file_of(f, "manifest.txt");
	signature = file_of(f, "manifest.txt.sig");
	g_assert_true(manifest && signature && strcmp(manifest, signature) == 0);
	g_ptr_array_index(sign, 0) = (gpointer)"false";
	record_put(f->store, 3, STATE_POSTED, FALSE);
	f->options.directory = f->tree;
	g_assert_false(publish_run(f->store, &f->options, FALSE, NULL, &error));
	g_assert_nonnull(strstr(error->message, "publish.sign: no signature came of it (exit 1)"));
	g_assert_false(is_there(f, "3"));
}

#define ADD(path, data, test) g_test_add(path, struct fixture, data, fixture_set_up, test, fixture_tear_down)

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/publish/same-bytes/1", GUINT_TO_POINTER(1), test_same_bytes);
	ADD("/publish/same-bytes/2", GUINT_TO_POINTER(2), test_same_bytes);
	ADD("/publish/same-bytes/3", GUINT_TO_POINTER(3), test_same_bytes);
	ADD("/publish/paging", NULL, test_paging);
	ADD("/publish/constant-work", NULL, test_constant_work);
	ADD("/publish/in-place", NULL, test_in_place);
	ADD("/publish/modes", NULL, test_modes);
	ADD("/publish/nothing-private", NULL, test_nothing_private);
	ADD("/publish/redacted", NULL, test_redacted);
	ADD("/publish/life", NULL, test_life);
	ADD("/publish/contacts", NULL, test_contacts);
	ADD("/publish/hostile", NULL, test_hostile);
	ADD("/publish/settings", NULL, test_settings);
	ADD("/publish/signature", NULL, test_signature);
	return g_test_run();
}
