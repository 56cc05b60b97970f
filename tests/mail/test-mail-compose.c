/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-mail-compose.c - mail of ours, composed and read back: nothing in a value becomes what it should not
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/compose.h>
#include <liaison/mail.h>

static const struct limits limits = LIMITS_DEFAULT;

static GPtrArray *list(const char *first, ...)
{
	GPtrArray *list = g_ptr_array_new();
	va_list arguments;

	va_start(arguments, first);
	for (const char *p = first; p; p = va_arg(arguments, const char *))
		g_ptr_array_add(list, (gpointer)(guintptr)p);
	va_end(arguments);
	return list;
}

static struct draft draft_of(const GPtrArray *to)
{
	return (struct draft){ .from = "coordination@example.org", .from_name = "Example liaison statements", .to = to, .subject = "A subject",
	                       .text = "Text.\n", .message_id = "liaison.x@example.org", .date = G_GINT64_CONSTANT(1700000000000000) };
}

static char *text_of(GBytes *mail)
{
	return g_strndup(g_bytes_get_data(mail, NULL), g_bytes_get_size(mail));
}

static void check_lines(const char *mail)
{
	g_auto(GStrv) lines = g_strsplit(mail, "\n", -1);

	g_assert_null(strchr(mail, '\r'));
	for (guint i = 0; lines[i]; i++)
		g_assert_cmpuint(strlen(lines[i]), <=, 998);
}

/* Values that try to be more than they are: none of the fields beside it changes, and none comes along. */
static const struct { const char *name, *subject, *text; } hostile[] = {
	{ "line feed", "Hello\nBcc: thief@evil.example", "Body" },
	{ "carriage return", "Hello\r\n\r\nX-Injected: yes", "a\r\nb" },
	{ "encoded word", "=?utf-8?q?Hello=0ABcc:_thief@evil.example?=", "x" },
	{ "separators", "Hello\xe2\x80\xa8" "Bcc: x\xc2\x85y", "\n\n.\nFrom here\n" },
	{ "not UTF-8", "Gr\xfc\xdf" "e", "\xff\xfe\n" },
	{ "long", NULL, NULL },
	{ "empty", "", "" },
	{ "boundary", "x", "--00\n\n--\nContent-Type: text/html\n\n<b>\n" },
};

static void test_hostile(void)
{
	g_autoptr(GPtrArray) to = list("a@example.org", "b@example.org\nBcc: c@evil.example", "d@example.org", NULL);
	g_autofree char *long_text = g_strnfill(5000, 'x');

	for (guint i = 0; i < G_N_ELEMENTS(hostile); i++) {
		struct draft draft = draft_of(to);
		g_autoptr(GBytes) content = g_bytes_new_static("hello\n", 6);
		struct draft_file file = { "a\r\nX-Injected: yes\"; b=c.txt", "text/html\nX: y", content };
		g_autoptr(GBytes) mail = NULL;
		g_autofree char *text = NULL;
		const char *const parameters[] = { "to", "x\"; id=9\n y", NULL };
		struct message *message;

		g_test_message("%s", hostile[i].name);
		draft.from_name = draft.subject = hostile[i].subject ? hostile[i].subject : long_text;
		draft.text = hostile[i].text ? hostile[i].text : long_text;
		draft.in_reply_to = "a@b>\nX-Injected: yes";
		draft.reply_to = "c@example.org\nX: y";
		draft.notice = "receipt";
		draft.parameters = parameters;
		draft.record = 12;
		draft.files = &file;
		draft.file_count = 1;
		mail = compose_mail(&draft);
		text = text_of(mail);
		check_lines(text);
		message = mail_parse(mail, &limits);
		g_assert_cmpuint(message->defects->len, ==, 0);
		g_assert_null(message_header(message, "Bcc"));
		g_assert_null(message_header(message, "X-Injected"));
		g_assert_null(message_header(message, "X"));
		g_assert_null(message_header(message, "In-Reply-To"));
		g_assert_null(message_header(message, "Reply-To"));
		g_assert_cmpuint(message->to->len, ==, 2);
		g_assert_cmpuint(message->from->len, ==, 1);
		g_assert_cmpstr(((struct address *)g_ptr_array_index(message->from, 0))->addr_spec, ==, "coordination@example.org");
		g_assert_cmpstr(message->message_id, ==, "liaison.x@example.org");
		g_assert_true(g_str_has_prefix(message_header(message, "Liaison-Notice"), "receipt; id=12; to=\"x\\\"; id=9? y\""));
		g_assert_cmpuint(message->parts->len, ==, 2);
		g_assert_cmpint(message->date, ==, draft.date);
		message_free(message);
	}
}

static void test_round(void)
{
	static const char statement[] = "From: =?utf-8?q?J=C3=B6rg?= <j@itu.example>\r\nSubject: caf\xc3\xa9\r\n\r\nLine one\r\n\r\nLine two \xc3\xa9\r\n";
	g_autoptr(GPtrArray) to = list("a@example.org", NULL);
	struct draft draft = draft_of(to);
	g_autoptr(GBytes) original = g_bytes_new_static(statement, strlen(statement)), data = g_bytes_new_static("\0\1\2", 3);
	struct draft_file files[] = { { "statement.eml", "message/rfc822", original }, { "Zeichnung gr\xc3\xbc\xc3\x9f" "e.bin", "application/octet-stream", data } };
	g_autoptr(GBytes) mail = NULL, again = NULL;
	struct message *message;
	const struct part *part;

	draft.subject = "Gr\xc3\xbc\xc3\x9f" "e, ein Betreff, der so lang ist, dass er auf keine Zeile passt, und noch ein wenig l\xc3\xa4nger";
	draft.text = "Lib\xc3\xa9r\xc3\xa9" "e\n\ttab\n";
	draft.in_reply_to = "q@itu.example";
	draft.automatic = DRAFT_REPLIED;
	draft.notice = "receipt";
	draft.archived_at = "https://x.example/1/";
	draft.files = files;
	draft.file_count = 2;
	mail = compose_mail(&draft);
	again = compose_mail(&draft);
	g_assert_true(g_bytes_equal(mail, again));
	message = mail_parse(mail, &limits);
	g_assert_cmpstr(message->subject, ==, draft.subject);
	g_assert_cmpstr(message->in_reply_to, ==, "q@itu.example");
	g_assert_cmpstr(message_header(message, "Auto-Submitted"), ==, "auto-replied");
	g_assert_cmpstr(message_header(message, "Archived-At"), ==, "<https://x.example/1/>");
	g_assert_cmpuint(message->parts->len, ==, 3);
	part = g_ptr_array_index(message->parts, 0);
	g_assert_cmpint(part->kind, ==, PART_TEXT);
	g_assert_cmpstr(part->text, ==, draft.text);
	part = g_ptr_array_index(message->parts, 1);
	g_assert_cmpint(part->kind, ==, PART_MESSAGE);
	g_assert_cmpstr(part->message->subject, ==, "caf\xc3\xa9");
	part = g_ptr_array_index(message->parts, 2);
	g_assert_cmpstr(part->filename, ==, files[1].name);
	g_assert_true(g_bytes_equal(part->content, data));
	message_free(message);
}

static void test_content_digest(void)
{
	static const struct { const char *mail; gboolean same; } rows[] = {
		{ "From: a@x.example\nSubject: s\nDate: Tue, 24 Nov 2026 09:00:00 +0000\n\nHello\n", TRUE },
		{ "Received: by mx\r\nMessage-ID: <1@x>\r\nFrom: a@x.example\r\nSubject: s\r\n\r\nHello\r\n", TRUE },
		{ "From: a@x.example\nSubject: s\nContent-Transfer-Encoding: quoted-printable\nContent-Type: text/plain\n\nHell=6F\n", TRUE },
		{ "From: a@x.example\nSubject: s\n\nHello!\n", FALSE },
		{ "From: a@x.example\nSubject: t\n\nHello\n", FALSE },
		{ "From: b@x.example\nSubject: s\n\nHello\n", FALSE },
	};
	g_autofree char *first = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GBytes) raw = g_bytes_new_static(rows[i].mail, strlen(rows[i].mail));
		struct message *message = mail_parse(raw, &limits);
		g_autofree char *digest = mail_content_digest(message);

		if (!first)
			first = g_strdup(digest);
		g_test_message("%u", i);
		g_assert_true((strcmp(first, digest) == 0) == rows[i].same);
		message_free(message);
	}
}

static void test_tokens(void)
{
	g_autoptr(GBytes) secret = g_bytes_new_static("0123456789abcdef0123456789abcdef", 32), other = g_bytes_new_static("1123456789abcdef0123456789abcdef", 32);
	g_autofree char *bounce = compose_bounce_address(secret, "liaison-review@example.org", "d1");
	g_autofree char *upper = g_ascii_strup(bounce, -1), *id = compose_message_id(secret, "k", "example.org");
	g_autofree char *same = compose_message_id(secret, "k", "example.org"), *different = compose_message_id(secret, "l", "example.org");
	g_autofree char *long_bounce = compose_bounce_address(secret, "an-address-whose-local-part-is-already-longer-than-it-should-be@example.org", "d1");

	g_assert_true(address_is_valid(bounce));
	g_assert_true(address_is_valid(long_bounce));
	g_assert_true(compose_bounce_is_valid(secret, "an-address-whose-local-part-is-already-longer-than-it-should-be@example.org", long_bounce, "d1"));
	g_assert_true(g_str_has_prefix(bounce, "liaison-review+b"));
	g_assert_true(compose_is_bounce_address("liaison-review@example.org", bounce));
	g_assert_true(compose_bounce_is_valid(secret, "liaison-review@example.org", bounce, "d1"));
	g_assert_true(compose_bounce_is_valid(secret, "liaison-review@example.org", upper, "d1"));
	g_assert_false(compose_bounce_is_valid(secret, "liaison-review@example.org", bounce, "d2"));
	g_assert_false(compose_bounce_is_valid(other, "liaison-review@example.org", bounce, "d1"));
	g_assert_false(compose_bounce_is_valid(secret, "review@example.org", bounce, "d1"));
	g_assert_false(compose_is_bounce_address("liaison-review@example.org", "liaison-review@example.org"));
	g_assert_false(compose_is_bounce_address("liaison-review@example.org", "liaison-review+b@example.org"));
	g_assert_false(compose_is_bounce_address("liaison-review@example.org", ""));
	g_assert_false(compose_is_bounce_address(NULL, bounce));
	g_assert_cmpstr(id, ==, same);
	g_assert_cmpstr(id, !=, different);
}

/* RFC 4648 10, in lower case and without padding */
static void test_base32(void)
{
	static const char *const rows[][2] = { { "", "" }, { "f", "my" }, { "fo", "mzxq" }, { "foo", "mzxw6" }, { "foob", "mzxw6yq" }, { "fooba", "mzxw6ytb" }, { "foobar", "mzxw6ytboi" } };

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = compose_base32((const guint8 *)rows[i][0], strlen(rows[i][0]));

		g_assert_cmpstr(text, ==, rows[i][1]);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	mail_init();
	g_test_add_func("/mail/compose/hostile", test_hostile);
	g_test_add_func("/mail/compose/round", test_round);
	g_test_add_func("/mail/compose/content-digest", test_content_digest);
	g_test_add_func("/mail/compose/tokens", test_tokens);
	g_test_add_func("/mail/compose/base32", test_base32);
	return g_test_run();
}
