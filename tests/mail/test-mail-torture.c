/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-mail-torture.c - mail made to break a reader: it ends within its time and memory, and says what it left out
 */
#include <config.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <liaison/doubt.h>
#include <liaison/mail.h>
#include "cputime.h"
#include "describe.h"

#define MB (1024 * 1024)
#define TOP "From: a@sdo.example\nSubject: torture\nMIME-Version: 1.0\n"

enum expected { MAY_BE, BEYOND };

/* Resident memory at its highest, in bytes, since it was last reset; 0: the kernel does not say. */
static gsize peak(void)
{
	g_autofree char *status = NULL;
	const char *line;

	if (!g_file_get_contents("/proc/self/status", &status, NULL, NULL))
		return 0;
	line = strstr(status, "VmHWM:");
	return line ? g_ascii_strtoull(line + 6, NULL, 10) * 1024 : 0;
}

static gsize reset_peak(void)
{
	FILE *file = fopen("/proc/self/clear_refs", "w");
	gboolean reset = file && fputs("5", file) >= 0;

	if (file && fclose(file) != 0)
		reset = FALSE;
	return reset ? peak() : 0;
}

static gsize grown_since(gsize before)
{
	gsize now = peak();

	return now > before ? now - before : 0;
}

static void fill(GString *out, const char *unit, gsize length, gsize size)
{
	while (out->len < size)
		g_string_append_len(out, unit, (gssize)length);
}

static void make_deep(GString *out)
{
	for (int i = 0; i < 10000; i++)
		g_string_append_printf(out, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
}

static void make_deep_messages(GString *out)
{
	for (int i = 0; i < 10000; i++)
		g_string_append(out, "Content-Type: message/rfc822\n\n");
}

/* Every line may be one of fifty open boundaries, and is none. */
static void make_deep_with_lines(GString *out)
{
	for (int i = 0; i < 49; i++)
		g_string_append_printf(out, "Content-Type: multipart/mixed; boundary=%c\n\n--%c\n", 'A' + i, 'A' + i);
	g_string_append_c(out, '\n');
	fill(out, "--!\n", 4, 48 * MB);
}

static void make_parts(GString *out)
{
	g_string_append(out, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < 100000; i++)
		g_string_append(out, "--b\nContent-Type: text/plain\n\nhello\n");
}

static void make_empty_parts(GString *out)
{
	g_string_append(out, "Content-Type: multipart/mixed; boundary=b\n\n");
	fill(out, "--b\n", 4, 48 * MB);
}

static void make_multiparts(GString *out)
{
	g_string_append(out, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < 100000; i++)
		g_string_append(out, "--b\nContent-Type: multipart/mixed; boundary=never\n\n");
}

static void make_wrong_boundaries(GString *out)
{
	g_string_append(out, "Content-Type: multipart/mixed; boundary=no\n\n");
	for (int i = 0; i < 300; i++)
		g_string_append_printf(out, "--b%d\nContent-Type: multipart/mixed; boundary=no%d\n\n", i, i);
	fill(out, "--b\n", 4, 40 * MB);
}

static void make_field(GString *out)
{
	g_string_append(out, "X-Long: ");
	fill(out, "0123456789012345678901234567890123456789012345678901234567890\n ", 63, 60 * MB);
	g_string_append(out, "\n\nthe body\n");
}

static void make_fields(GString *out)
{
	fill(out, "X-Many: 9012345678901234567890123456789012345678901234567890123\n", 64, 60 * MB);
	g_string_append(out, "\nthe body\n");
}

static void make_field_names(GString *out)
{
	for (int i = 0; i < 1000000; i++)
		g_string_append_printf(out, "X%d:\n", i);
}

static void make_part_headers(GString *out)
{
	g_string_append(out, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < 200; i++) {
		g_string_append(out, "--b\n");
		fill(out, "X-Many: 012345678901234567890123456789\n", 39, out->len + 200000);
		g_string_append(out, "\nx\n");
	}
}

static void make_parameters(GString *out)
{
	g_string_append(out, "Content-Type: text/plain");
	for (int i = 0; i < 20000; i++)
		g_string_append_printf(out, ";\n name*%d*=%%41%%42", i);
	g_string_append(out, "\n\nx\n");
}

static void make_encoded_words(GString *out)
{
	g_string_append(out, "X-Words:");
	for (int i = 0; i < 10000; i++)
		g_string_append_printf(out, "\n =?x-%d?q?=41?=", i);
	g_string_append(out, "\n\nx\n");
}

/* A converter for each word, of charsets whose modules are loaded for it. */
static void make_charsets(GString *out)
{
	static const char *const names[] = { "big5", "gb18030", "euc-jp", "iso-2022-kr", "euc-tw", "iso-2022-cn-ext", "ibm1364", "koi8-r",
		"utf-7", "johab", "armscii-8", "viscii", "macintosh", "cp1255", "iso-8859-10", "utf-16", "shift_jis", "tscii", "ibm939" };
	guint word = 0;

	g_string_append(out, "Content-Type: multipart/digest; boundary=b\n\n");
	for (int i = 0; i < 6; i++) {
		gsize end = out->len + 250000;

		g_string_append(out, "--b\n\nX-Words:");
		while (out->len < end)
			g_string_append_printf(out, " =?%s?q?=41?=\n", names[word++ % G_N_ELEMENTS(names)]);
		g_string_append(out, "\n");
	}
}

static void make_groups(GString *out)
{
	g_string_append(out, "To: ");
	fill(out, "a:", 2, 200000);
	g_string_append(out, "\nCc: ");
	fill(out, "((((", 4, 250000);
	g_string_append(out, "\n\nx\n");
}

static void make_nuls(GString *out)
{
	fill(out, "\0\0\0\0\0\0\0\0", 8, 48 * MB);
}

static void make_nuls_in_body(GString *out)
{
	g_string_append(out, "\n");
	make_nuls(out);
}

static void make_nuls_in_field(GString *out)
{
	g_string_append(out, "X-Nul: ");
	make_nuls(out);
}

static void make_crs(GString *out)
{
	g_string_append(out, "\n");
	fill(out, "\r\r\r\r\n", 5, 48 * MB);
}

static void make_base64(GString *out)
{
	g_string_append(out, "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n");
	fill(out, "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoAQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoA\r\n", 74, 48 * MB);
}

static void make_base64_line(GString *out)
{
	g_string_append(out, "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n");
	fill(out, "6enp6enp", 8, 48 * MB);
}

static void make_latin1(GString *out)
{
	g_string_append(out, "Content-Type: text/plain; charset=windows-1251\n\n");
	fill(out, "\xe9\xe8\r\n", 4, 48 * MB);
}

static void make_texts(GString *out)
{
	g_string_append(out, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < 900; i++) {
		g_string_append(out, "--b\nContent-Type: text/html; charset=koi8-r\n\n");
		fill(out, "\xe9", 1, out->len + 50000);
		g_string_append_c(out, '\n');
	}
}

static void make_broken_charset(GString *out)
{
	g_string_append(out, "Content-Type: text/plain; charset=iso-2022-jp\n\n");
	fill(out, "\x1b$B\xff", 4, 48 * MB);
}

/* Each layer is decoded to look into the next. */
static void make_encoded_messages(GString *out)
{
	g_autoptr(GString) inner = g_string_new("Subject: inner\n\n");

	fill(inner, "text ", 5, MB);
	for (int i = 0; i < 12 && inner->len < 30 * MB; i++) {
		g_autofree char *encoded = g_base64_encode((const guchar *)inner->str, inner->len);

		g_string_assign(inner, "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n");
		g_string_append(inner, encoded);
	}
	g_string_append(out, inner->str);
}

/* Quoted-printable does not shrink: each of sixty layers is as large as the mail. */
static void make_quoted_messages(GString *out)
{
	for (int i = 0; i < 60; i++)
		g_string_append(out, "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n");
	fill(out, "text\n", 5, 40 * MB);
}

static const struct torture { const char *name; void (*make)(GString *out); enum expected expected; } tortures[] = {
	{ "deep-10000", make_deep, BEYOND },
	{ "deep-messages", make_deep_messages, BEYOND },
	{ "deep-with-lines", make_deep_with_lines, MAY_BE },
	{ "parts-100000", make_parts, BEYOND },
	{ "parts-empty", make_empty_parts, BEYOND },
	{ "multiparts-100000", make_multiparts, BEYOND },
	{ "wrong-boundaries", make_wrong_boundaries, MAY_BE },
	{ "field-60-mb", make_field, BEYOND },
	{ "fields-60-mb", make_fields, BEYOND },
	{ "field-names", make_field_names, BEYOND },
	{ "part-headers", make_part_headers, BEYOND },
	{ "parameters", make_parameters, BEYOND },
	{ "encoded-words", make_encoded_words, MAY_BE },
	{ "charsets", make_charsets, BEYOND },
	{ "groups", make_groups, BEYOND },
	{ "nuls", make_nuls, MAY_BE },
	{ "nuls-in-body", make_nuls_in_body, BEYOND },
	{ "nuls-in-field", make_nuls_in_field, BEYOND },
	{ "crs", make_crs, BEYOND },
	{ "base64", make_base64, MAY_BE },
	{ "base64-one-line", make_base64_line, BEYOND },
	{ "latin1", make_latin1, BEYOND },
	{ "texts", make_texts, BEYOND },
	{ "broken-charset", make_broken_charset, BEYOND },
	{ "encoded-messages", make_encoded_messages, BEYOND },
	{ "quoted-messages", make_quoted_messages, BEYOND },
};

static void test_torture(gconstpointer data)
{
	const struct torture *torture = data;
	const struct limits limits = LIMITS_DEFAULT;
	GString *text = g_string_new(TOP);
	g_autoptr(GBytes) raw = NULL;
	g_autoptr(message_t) message = NULL;
	gsize before;
	double began, took;

	torture->make(text);
	raw = g_string_free_to_bytes(text);
	before = reset_peak();
	began = cputime();
	message = mail_parse(raw, &limits);
	took = cputime() - began;
	g_test_message("%s: %" G_GSIZE_FORMAT " KB, %.2f s, %" G_GSIZE_FORMAT " KB more memory", torture->name,
	               g_bytes_get_size(raw) / 1024, took, grown_since(before) / 1024);
	g_assert_cmpfloat(took, <, SECONDS_PER_MESSAGE);
	if (before && !SANITIZED)
		g_assert_cmpuint(grown_since(before), <, 150 * MB);
	check_message(message, &limits);
	g_assert_true(message->raw == raw);
	if (torture->expected == BEYOND)
		g_assert_true(doubts_have(message->defects, DOUBT_BEYOND_LIMITS));
}

/* More than a message may have: read as far as that, and done. */
static void test_larger_than_allowed(void)
{
	struct limits limits = LIMITS_DEFAULT;
	g_autoptr(GString) text = g_string_new(TOP);
	g_autoptr(GBytes) raw = NULL;
	g_autoptr(message_t) message = NULL;

	make_base64(text);
	limits.message_size = MB;
	raw = g_bytes_new(text->str, text->len);
	message = mail_parse(raw, &limits);
	check_message(message, &limits);
	g_assert_true(doubts_have(message->defects, DOUBT_BEYOND_LIMITS));
	g_assert_cmpuint(g_bytes_get_size(((struct part *)g_ptr_array_index(message->parts, 0))->content), <, MB);
	g_assert_cmpuint(g_bytes_get_size(message->raw), ==, text->len);
}

/* Two mails that differ only in what was not read are two mails. */
static void test_unread_counts(void)
{
	const struct limits limits = LIMITS_DEFAULT;
	g_autofree char *first = NULL;

	for (int i = 0; i < 2; i++) {
		g_autoptr(GString) text = g_string_new(TOP);
		g_autoptr(GBytes) raw = NULL;
		g_autoptr(message_t) message = NULL;

		make_parts(text);
		g_string_append_printf(text, "--b\n\nthe last part %d\n", i);
		raw = g_bytes_new(text->str, text->len);
		message = mail_parse(raw, &limits);
		if (i)
			g_assert_cmpstr(first, !=, message->digest);
		else
			first = g_strdup(message->digest);
	}
}

/* A letter of 20 MB: decoding it takes less than its size again. */
static void test_memory(void)
{
	const struct limits limits = LIMITS_DEFAULT;
	GString *text = g_string_new(TOP "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nLetter attached.\n--b\n");
	g_autoptr(GBytes) raw = NULL;
	g_autoptr(message_t) message = NULL;
	gsize before, grown;

	g_string_append(text, "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n");
	fill(text, "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoAQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoA\r\n", 74, 20 * MB);
	g_string_append(text, "--b--\n");
	raw = g_string_free_to_bytes(text);
	before = reset_peak();
	if (!before || SANITIZED) {
		g_test_skip("memory cannot be measured here");
		return;
	}
	message = mail_parse(raw, &limits);
	grown = grown_since(before);
	g_test_message("20 MB mail: %" G_GSIZE_FORMAT " KB more memory", grown / 1024);
	g_assert_cmpuint(message->parts->len, ==, 2);
	g_assert_cmpuint(grown, <, 20 * MB);
}

/* Names that a stranger makes up are forgotten with his mail. GMime, given a charset's name, keeps it for ever. */
static void test_forgetting(void)
{
	const struct limits limits = LIMITS_DEFAULT;
	gsize before = 0, after;

	if (SANITIZED) {
		g_test_skip("memory cannot be measured here");
		return;
	}
	for (int mail = 0; mail < 120; mail++) {
		g_autoptr(GString) text = g_string_new(TOP);
		g_autoptr(GBytes) raw = NULL;

		if (mail == 20)
			before = mallinfo2().uordblks;
		for (int i = mail * 1000; i < mail * 1000 + 300; i++)
			g_string_append_printf(text, "X-Made-Up-%d: =?made-up-%d?q?a?=\nTo: =?made-up-to-%d?q?a?= <a@sdo.example>\n", i, i, i);
		g_string_append_printf(text, "Content-Type: multipart/x-%d; boundary=b; name*=made-up-name-%d''x\n\n", mail, mail);
		for (int i = mail * 1000; i < mail * 1000 + 300; i++)
			g_string_append_printf(text, "--b\nContent-Type: text/x-%d; charset=made-up-text-%d; name=\"=?made-up-word-%d?q?a?=\"\n"
			                       "Content-Disposition: x-%d; filename*0*=made-up-first-%d''%%41; filename*1*=%%42; f*=\"made-up-q-%d''x\"\n"
			                       "Content-Transfer-Encoding: x-%d\n\nx\n", i, i, i, i, i, i, i);
		raw = g_bytes_new(text->str, text->len);
		message_free(mail_parse(raw, &limits));
	}
	after = mallinfo2().uordblks;
	g_test_message("100 mails with 150,000 made-up names: %" G_GSIZE_FORMAT " bytes kept", after > before ? after - before : 0);
	g_assert_cmpuint(after, <, before + MB);
}

/* Limits of nothing at all leave a message with nothing in it. */
static void test_no_limits(void)
{
	const struct limits none = { .message_size = 0 };
	struct limits tiny = { .message_size = 4096, .memory = 16, .parts = 3, .depth = 1, .header_size = 200, .header_count = 5,
		.text_size = 10, .recipients = 1, .addresses = 1, .evidence = 1 };
	g_autoptr(GBytes) raw = g_bytes_new_static(TOP "\nhello, this is text\n", sizeof(TOP "\nhello, this is text\n") - 1);
	g_autoptr(message_t) empty = mail_parse(raw, &none), small = mail_parse(raw, &tiny);

	g_assert_true(doubts_have(empty->defects, DOUBT_BEYOND_LIMITS));
	g_assert_true(doubts_have(small->defects, DOUBT_BEYOND_LIMITS));
	g_assert_cmpstr(((struct part *)g_ptr_array_index(small->parts, 0))->text, ==, "hello, thi");
	check_message(small, &tiny);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	mail_init();
	for (gsize i = 0; i < G_N_ELEMENTS(tortures); i++) {
		g_autofree char *path = g_strconcat("/mail/torture/", tortures[i].name, NULL);

		g_test_add_data_func(path, &tortures[i], test_torture);
	}
	g_test_add_func("/mail/memory/20-mb", test_memory);
	g_test_add_func("/mail/memory/forgetting", test_forgetting);
	g_test_add_func("/mail/limits/larger", test_larger_than_allowed);
	g_test_add_func("/mail/limits/unread", test_unread_counts);
	g_test_add_func("/mail/limits/none", test_no_limits);
	return g_test_run();
}
