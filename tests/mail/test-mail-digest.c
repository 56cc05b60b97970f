/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-mail-digest.c - when two mails are the same: digest.h's recipe
 */
#include <config.h>
#include <string.h>
#include <liaison/mail.h>
#include <liaison/text.h>

#define FROM "From: Lin <lin@sdo.example>\n"
#define DATE "Date: Tue, 3 Mar 2026 10:00:00 +0100\n"
#define SUBJECT "Subject: LS on path MTU discovery\n"
#define TYPE "Content-Type: text/plain; charset=utf-8\n"
#define HEADER FROM DATE SUBJECT TYPE
#define BASE HEADER "\nGr\xc3\xbc\xc3\x9f" "e\nLin\n"

static const struct { const char *name, *mail; gboolean same; } table[] = {
	{ "itself", BASE, TRUE },
	{ "another way", "Received: from a by b\nList-Id: <x.ietf.example>\nX-Loop: y\nMessage-ID: <other@x>\n" BASE, TRUE },
	{ "order of fields", SUBJECT TYPE DATE FROM "\nGr\xc3\xbc\xc3\x9f" "e\nLin\n", TRUE },
	{ "folded again", FROM DATE "Subject: LS on\n path  MTU\n\tdiscovery\n" TYPE "\nGr\xc3\xbc\xc3\x9f" "e\nLin\n", TRUE },
	{ "encoded subject", FROM DATE "Subject: =?utf-8?q?LS_on_path?= MTU discovery\n" TYPE "\nGr\xc3\xbc\xc3\x9f" "e\nLin\n", TRUE },
	{ "quoted-printable", HEADER "Content-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe\nL=\nin\n", TRUE },
	{ "base64", HEADER "Content-Transfer-Encoding: base64\n\nR3LDvMOfZQ0KTGluDQo=\n", TRUE },
	{ "no line end at the end", HEADER "\nGr\xc3\xbc\xc3\x9f" "e\nLin", TRUE },
	{ "empty lines at the end", HEADER "\nGr\xc3\xbc\xc3\x9f" "e\nLin\n\n\n", TRUE },
	{ "in a multipart", FROM DATE SUBJECT "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nGr\xc3\xbc\xc3\x9f" "e\nLin\n--b--\n", TRUE },
	{ "other text", HEADER "\nGr\xc3\xbc\xc3\x9f" "e\nLina\n", FALSE },
	{ "an empty line inside", HEADER "\nGr\xc3\xbc\xc3\x9f" "e\n\nLin\n", FALSE },
	{ "a footer", BASE "--\nlist footer\n", FALSE },
	{ "other subject", FROM DATE "Subject: LS on path MTU\n" TYPE "\nGr\xc3\xbc\xc3\x9f" "e\nLin\n", FALSE },
	{ "other date", FROM "Date: Tue, 3 Mar 2026 10:00:01 +0100\n" SUBJECT TYPE "\nGr\xc3\xbc\xc3\x9f" "e\nLin\n", FALSE },
	{ "other author", "From: Lin <lin@other.example>\n" DATE SUBJECT TYPE "\nGr\xc3\xbc\xc3\x9f" "e\nLin\n", FALSE },
	{ "another part", FROM DATE SUBJECT "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nGr\xc3\xbc\xc3\x9f" "e\nLin\n--b\n\nx\n--b--\n", FALSE },
	{ "nothing", "", FALSE },
};

static char *digest_of(const char *mail)
{
	const struct limits limits = LIMITS_DEFAULT;
	g_autoptr(GBytes) raw = g_bytes_new(mail, strlen(mail));
	g_autoptr(message_t) message = mail_parse(raw, &limits);

	return g_strdup(message->digest);
}

static void test_same(void)
{
	g_autofree char *base = digest_of(BASE);

	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *digest = digest_of(table[i].mail);

		g_test_message("%s", table[i].name);
		g_assert_cmpint(g_str_equal(digest, base), ==, table[i].same);
	}
}

/* The recipe, step by step, so that nobody changes it unaware: records are found by it. */
static void test_recipe(void)
{
	g_autofree char *part = text_sha256("two\nlines", 9);
	g_autofree char *recipe = g_strdup_printf("liaison-message-1\nfrom Lin <lin@sdo.example>\ndate Tue, 3 Mar 2026 10:00:00 +0100\n"
	                                          "subject LS on path MTU discovery\npart %s\n", part);
	g_autofree char *expected = text_sha256(recipe, strlen(recipe));
	g_autofree char *digest = digest_of(FROM DATE SUBJECT "\ntwo\r\nlines\r\n");

	g_assert_cmpstr(digest, ==, expected);
}

/* Bytes that are no text count as they are. */
static void test_binary(void)
{
	g_autofree char *one = digest_of("Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\nAA0KAA==\n");
	g_autofree char *two = digest_of("Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\nAAoA\n");

	g_assert_cmpstr(one, !=, two);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	mail_init();
	g_test_add_func("/mail/digest/same", test_same);
	g_test_add_func("/mail/digest/recipe", test_recipe);
	g_test_add_func("/mail/digest/binary", test_binary);
	return g_test_run();
}
