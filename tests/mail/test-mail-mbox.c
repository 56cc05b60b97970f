/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-mail-mbox.c - splitting an mbox, and telling a mail from another file
 */
#include <config.h>
#include <string.h>
#include <liaison/mail.h>

#define SEPARATOR "From lin@sdo.example Tue Mar  3 10:00:00 2026\n"

static const struct { const char *name, *mbox, *messages[4]; } boxes[] = {
	{ "empty", "", { NULL } },
	{ "one", SEPARATOR "Subject: a\n\ntext\n", { "Subject: a\n\ntext\n" } },
	{ "two", SEPARATOR "Subject: a\n\ntext\n\n" SEPARATOR "Subject: b\n\nmore\n", { "Subject: a\n\ntext\n", "Subject: b\n\nmore\n" } },
	{ "no line end at the end", SEPARATOR "Subject: a\n\ntext", { "Subject: a\n\ntext" } },
	{ "empty lines stay", SEPARATOR "Subject: a\n\ntext\n\n\n" SEPARATOR "Subject: b\n\n", { "Subject: a\n\ntext\n\n", "Subject: b\n\n" } },
	{ "quoted", SEPARATOR "Subject: a\n\n>From here on\n>>From twice\n> From no\n", { "Subject: a\n\nFrom here on\n>From twice\n> From no\n" } },
	{ "From in text", SEPARATOR "Subject: a\n\ntext\n\nFrom next week on\n", { "Subject: a\n\ntext\n\nFrom next week on\n" } },
	{ "no empty line before", SEPARATOR "Subject: a\n\ntext\n" SEPARATOR "more\n", { "Subject: a\n\ntext\n" SEPARATOR "more\n" } },
	{ "with a zone", "From a@b Tue Mar  3 10:00:00 +0100 2026\nSubject: a\n\n", { "Subject: a\n\n" } },
	{ "CRLF", "From a@b Tue Mar  3 10:00:00 2026\r\nSubject: a\r\n\r\nx\r\n\r\nFrom a@b Tue Mar  3 10:00:00 2026\r\nSubject: b\r\n\r\n",
		{ "Subject: a\r\n\r\nx\r\n", "Subject: b\r\n\r\n" } },
	{ "no mbox", "Subject: a\n\ntext\n", { NULL } },
	{ "nothing inside", SEPARATOR "\n" SEPARATOR "\n", { "", "\n" } },
};

static gboolean collect(GBytes *message, gpointer data)
{
	g_ptr_array_add(data, g_strndup(g_bytes_get_data(message, NULL), g_bytes_get_size(message)));
	return TRUE;
}

static void test_split(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(boxes); i++) {
		g_autoptr(GBytes) mbox = g_bytes_new(boxes[i].mbox, strlen(boxes[i].mbox));
		g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
		guint n = 0;

		g_test_message("%s", boxes[i].name);
		g_assert_true(mail_split_mbox(mbox, collect, found));
		for (; boxes[i].messages[n]; n++) {
			g_assert_cmpuint(found->len, >, n);
			g_assert_cmpstr(g_ptr_array_index(found, n), ==, boxes[i].messages[n]);
		}
		g_assert_cmpuint(found->len, ==, n);
	}
}

static gboolean stop_at_second(GBytes *message, gpointer data)
{
	(void)message;
	return ++*(guint *)data < 2;
}

static void test_stop(void)
{
	g_autoptr(GBytes) mbox = g_bytes_new_static(SEPARATOR "a: b\n\n" SEPARATOR "a: b\n\n" SEPARATOR "a: b\n", strlen(SEPARATOR) * 3 + 17);
	guint calls = 0;

	g_assert_false(mail_split_mbox(mbox, stop_at_second, &calls));
	g_assert_cmpuint(calls, ==, 2);
}

/* What is not quoted is not copied: a box of gigabytes is mapped, not read. */
static gboolean is_slice(GBytes *message, gpointer data)
{
	gsize size, whole;
	const char *bytes = g_bytes_get_data(message, &size), *mbox = g_bytes_get_data(data, &whole);

	return bytes >= mbox && bytes + size <= mbox + whole;
}

static void test_slices(void)
{
	g_autoptr(GBytes) mbox = g_bytes_new_static(SEPARATOR "a: b\n\nx\n\n" SEPARATOR "a: b\n\n> From\n", strlen(SEPARATOR) * 2 + 22);

	g_assert_true(mail_split_mbox(mbox, is_slice, mbox));
}

static void test_looks_like(void)
{
	static const struct { const char *bytes; gboolean mail; } table[] = {
		{ "From: a@b\n", TRUE }, { "Received: from x\r\n\tby y\r\n", TRUE }, { "Subject : old blanks\n", TRUE },
		{ SEPARATOR "Subject: x\n", TRUE }, { ">From a@b Tue\nTo: x\n", TRUE }, { "X-1_2.3:\n", TRUE },
		{ "", FALSE }, { "\n", FALSE }, { "Dear all,\n", FALSE }, { "%PDF-1.4\n", FALSE }, { "PK\003\004", FALSE }, { ": x\n", FALSE },
		{ " From: folded\n", FALSE }, { "No colon: in a name\n", FALSE }, { "{\"a\": 1}\n", FALSE }, { "\xef\xbb\xbfSubject: x\n", FALSE },
		{ SEPARATOR, FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		g_test_message("row %" G_GSIZE_FORMAT, i);
		g_assert_cmpint(mail_looks_like(table[i].bytes, strlen(table[i].bytes)), ==, table[i].mail);
	}
	g_assert_false(mail_looks_like("\0\0\0:\n", 5));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	mail_init();
	g_test_add_func("/mail/mbox/split", test_split);
	g_test_add_func("/mail/mbox/stop", test_stop);
	g_test_add_func("/mail/mbox/slices", test_slices);
	g_test_add_func("/mail/looks-like", test_looks_like);
	return g_test_run();
}
