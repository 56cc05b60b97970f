/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-address.c - single mailboxes: valid, equal, formatted, out of an envelope
 */
#include <liaison/address.h>
#include <string.h>

#define A10 "aaaaaaaaaa"
#define A60 A10 A10 A10 A10 A10 A10
#define L60 A60 "."

static const char *const valid[] = {
	"a@b.example", "A.B+c=d_e-f@Sub.B.example", "o'brien@b.example", "a%b@c.example", "!#$%&'*+-/=?^_`{|}~@b.example",
	"\"a\"@b.example", "\"a,b\"@c.example", "\"a\\\"b\"@c.example", "\"a\\\\\"@c.example", "a@[192.0.2.1]", "a@[IPv6:2001:db8::1]",
	"a@b-c.example", "a@1.example", "a@3com.example", "a@b.xn--p1ai", "j\xc3\xbcrg@b.example", "a@b\xc3\xbc" "cher.example",
	"\xe4\xbd\xa0\xe5\xa5\xbd@\xe4\xbe\x8b.example", A60 "aaaa@b.example", "a@" A60 "aaa.example",
	"a@" L60 L60 L60 A60 ".aaaaaaaa",    /* 254 in all */
};

static const char *const invalid[] = {
	"", "a", "@", "a@", "@b.example", "a@b", "a@.example", "a@b..example", "a@b.example.", "a@b.", "a@-b.example", "a@b-.example",
	"a@b.-example", "a@b.example-", ".a@b.example", "a.@b.example", "a..b@c.example", "a@b@c.example", "a b@c.example", "a@b c.example",
	" a@b.example", "a@b.example ", "a@b.example\n", "a@b.example\r\nBcc: x@y.example", "a\t@b.example", "a\x01@b.example",
	"a@b.example\x7f", "<a@b.example>", "a@b.example>", "<a@b.example", "a@b.example,c@d.example", "a,b@c.example", "a;b@c.example",
	"a:b@c.example", "(x)a@b.example", "a(x)@b.example", "a@b.example(x)", "a[b]@c.example", "a\\b@c.example", "a\"b@c.example",
	"\"a@b.example", "\"\"@b.example", "\"a\"b@c.example", "\"a b\"@c.example", "\"a<b\"@c.example", "\"a>b\"@c.example",
	"\"a@b\"@c.example", "\"a\n\"@b.example", "\"a\\\"@b.example", "\"a\x01\"@b.example", "\"a\"b\"@c.example", "@x.example:a@b.example",
	"a@192.0.2.1", "a@b.1", "a@[192.0.2.1", "a@192.0.2.1]", "a@[]", "a@[x]", "a@[192.0.2.256]", "a@[IPv6:x]", "a@[2001:db8::1]",
	"a@b_c.example", "a@b/c.example", "a@b%c.example", "a@b.example/", "a@b.ex ample", "a@b.\xff", "\xff@b.example", "\xc3@b.example",
	"a\xc2\xa0@b.example",               /* NBSP */
	"a\xe2\x80\x8b@b.example",           /* zero width space */
	"a\xe2\x80\xae" "b@c.example",       /* right-to-left override */
	"a\xef\xbc\xa0" "b@c.example",       /* fullwidth @ */
	"a\xef\xbc\x8c" "b@c.example",       /* fullwidth comma */
	"a@b\xe3\x80\x82" "example",         /* ideographic full stop, a dot to IDNA */
	"a@b\xe2\x80\xa4" "example.org",     /* one dot leader */
	"a\xef\xbf\xbd@b.example",           /* U+FFFD */
	"a@b\xef\xbf\xbd.example", "a@b\xe2\x80\xa8.example",
	A60 "aaaaa@b.example", "a@" A60 "aaaa.example", "a@" L60 L60 L60 A60 ".aaaaaaaaa", "a@" L60 L60 L60 L60 "exampleexample",
};

static void test_valid(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(valid); i++) {
		g_test_message("%s", valid[i]);
		g_assert_true(address_is_valid(valid[i]));
	}
	for (guint i = 0; i < G_N_ELEMENTS(invalid); i++) {
		g_test_message("%s", invalid[i]);
		g_assert_false(address_is_valid(invalid[i]));
	}
	g_assert_false(address_is_valid(NULL));

	g_autofree char *huge = g_strnfill(1000000, 'a');
	g_assert_false(address_is_valid(huge));
}

/* No ASCII character but these may stand in a local part, none but letters, digits, "-" and "." in a domain. */
static void test_every_character(void)
{
	for (int c = 1; c < 128; c++) {
		g_autofree char *local = g_strdup_printf("a%cb@c.example", c);
		g_autofree char *domain = g_strdup_printf("a@b%cc.example", c);
		gboolean letter = g_ascii_isalnum((char) c);

		g_assert_cmpint(address_is_valid(local), ==, letter || strchr("!#$%&'*+-/=?^_`{|}~.", c) != NULL);
		g_assert_cmpint(address_is_valid(domain), ==, letter || c == '-' || c == '.');
	}
}

static const struct { const char *argument, *addr_spec; } envelopes[] = {
	{ "<a@b.example>", "a@b.example" },
	{ "a@b.example", "a@b.example" },
	{ " <a@b.example> ", "a@b.example" },
	{ "<a@b.example> SMTPUTF8", "a@b.example" },
	{ "a@b.example SMTPUTF8 SIZE=1", "a@b.example" },
	{ "< a@b.example >", "a@b.example" },
	{ "<@x.example,@y.example:a@b.example>", "a@b.example" },
	{ "@x.example:a@b.example", "a@b.example" },
	{ "<@x.example>", "@x.example" },
	{ "<\"a>b\"@c.example>", "\"a>b\"@c.example" },
	{ "<\"a b\"@c.example>", "\"a b\"@c.example" },
	{ "<\"a\\\" b\"@c.example> X", "\"a\\\" b\"@c.example" },
	{ "<>", "" },
	{ "", "" },
	{ "<> BODY=8BITMIME", "" },
	{ "<postmaster>", "postmaster" },
	{ "<a@b.example", "a@b.example" },
	{ "a@b.example>", "a@b.example>" },
	{ "<", "" },
	{ "<\"a", "\"a" },
	{ "<a\\", "a\\" },
	{ "<j\xc3\xbcrg@b.example>", "j\xc3\xbcrg@b.example" },
	{ "<j\xfcrg@b.example>", "j\xef\xbf\xbdrg@b.example" },
};

static void test_envelope(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(envelopes); i++) {
		g_autofree char *got = address_from_envelope(envelopes[i].argument);
		g_test_message("%s", envelopes[i].argument);
		g_assert_cmpstr(got, ==, envelopes[i].addr_spec);
	}
	g_autofree char *null = address_from_envelope(NULL);
	g_assert_cmpstr(null, ==, "");
}

static const struct { const char *a, *b; gboolean equal; } pairs[] = {
	{ "a@b.example", "a@b.example", TRUE },
	{ "A@B.Example", "a@b.example", TRUE },
	{ "a@b.example", "a@c.example", FALSE },
	{ "a@b.example", "b@b.example", FALSE },
	{ "a@b.example", "a@b.example.", TRUE },
	{ "\"a\"@b.example", "a@b.example", TRUE },
	{ "\"A.b\"@b.example", "a.B@b.example", TRUE },
	{ "\"a b\"@b.example", "a b@b.example", FALSE },
	{ "\"a\"\"@b.example", "a\"@b.example", FALSE },
	{ "a@B\xc3\x9c" "CHER.example", "a@xn--bcher-kva.example", TRUE },
	{ "a@b\xc3\xbc" "cher.example", "A@XN--BCHER-KVA.EXAMPLE", TRUE },
	{ "J\xc3\x9cRG@b.example", "j\xc3\xbcrg@b.example", TRUE },
	{ "ju\xcc\x88rg@b.example", "j\xc3\xbcrg@b.example", TRUE },
	{ "j\xc3\xbcrg@b.example", "jurg@b.example", FALSE },
	{ "", "", TRUE },
	{ "", "a@b.example", FALSE },
	{ "a", "A", TRUE },
	{ "a@b.example", "a", FALSE },
	{ "a@[IPv6:2001:DB8::1]", "a@[ipv6:2001:db8::1]", TRUE },
	{ "\xff@b.example", "\xff@b.example", TRUE },
	{ "\xff@b.example", "\xfe@b.example", FALSE },
};

static void test_equal(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autofree char *key_a = address_key(pairs[i].a);
		g_autofree char *key_b = address_key(pairs[i].b);

		g_test_message("%s %s", pairs[i].a, pairs[i].b);
		g_assert_cmpint(address_equal(pairs[i].a, pairs[i].b), ==, pairs[i].equal);
		g_assert_cmpint(address_equal(pairs[i].b, pairs[i].a), ==, pairs[i].equal);
		g_assert_cmpint(strcmp(key_a, key_b) == 0, ==, pairs[i].equal);
	}
	g_assert_true(address_equal(NULL, NULL));
	g_assert_false(address_equal(NULL, ""));
}

static void test_list(void)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);

	g_assert_true(addresses_add(list, "A@b.example"));
	g_assert_true(addresses_add(list, "c@b.example"));
	g_assert_false(addresses_add(list, "a@B.example"));
	g_assert_false(addresses_add(list, NULL));
	g_assert_cmpuint(list->len, ==, 2);
	g_assert_cmpstr(g_ptr_array_index(list, 0), ==, "A@b.example");
	g_assert_true(addresses_have(list, "C@b.example"));
	g_assert_false(addresses_have(list, "d@b.example"));
	g_assert_false(addresses_have(list, NULL));
}

static const struct { const char *domain, *of; gboolean within; } domains[] = {
	{ "ietf.org", "ietf.org", TRUE },
	{ "IETF.org", "ietf.ORG", TRUE },
	{ "lists.ietf.org", "ietf.org", TRUE },
	{ "a.b.ietf.org", "ietf.org", TRUE },
	{ "xietf.org", "ietf.org", FALSE },
	{ "ietf.org", "lists.ietf.org", FALSE },
	{ "ietf.org.example", "ietf.org", FALSE },
	{ "org", "ietf.org", FALSE },
	{ "ietf.org.", "ietf.org", TRUE },
	{ "ietf.org", "ietf.org.", TRUE },
	{ ".ietf.org", "ietf.org", TRUE },
	{ "mail.b\xc3\xbc" "cher.example", "xn--bcher-kva.example", TRUE },
	{ "xn--bcher-kva.example", "B\xc3\x9c" "CHER.example", TRUE },
	{ "", "ietf.org", FALSE },
	{ "ietf.org", "", FALSE },
	{ "", "", FALSE },
};

static void test_domains(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(domains); i++) {
		g_test_message("%s in %s", domains[i].domain, domains[i].of);
		g_assert_cmpint(address_domain_within(domains[i].domain, domains[i].of), ==, domains[i].within);
	}
	g_assert_false(address_domain_within(NULL, "ietf.org"));
	g_assert_false(address_domain_within("ietf.org", NULL));
	g_assert_cmpstr(address_domain("a@b.example"), ==, "b.example");
	g_assert_cmpstr(address_domain("\"a@b\"@c.example"), ==, "c.example");
	g_assert_cmpstr(address_domain("a"), ==, "");
	g_assert_cmpstr(address_domain(""), ==, "");
	g_assert_cmpstr(address_domain(NULL), ==, "");
}

static const struct { const char *name, *text; } formats[] = {
	{ NULL, "a@b.example" },
	{ "", "a@b.example" },
	{ "Ada Lovelace", "Ada Lovelace <a@b.example>" },
	{ "Jos\xc3\xa9 O'Neil-Smith", "Jos\xc3\xa9 O'Neil-Smith <a@b.example>" },
	{ "Okonkwo, Daniel (MEF)", "\"Okonkwo, Daniel (MEF)\" <a@b.example>" },
	{ "J. Doe", "\"J. Doe\" <a@b.example>" },
	{ "a@c.example", "\"a@c.example\" <a@b.example>" },
	{ "say \"hi\" \\o", "\"say \\\"hi\\\" \\\\o\" <a@b.example>" },
	{ "x\r\nBcc: y@z.example", "\"x  Bcc: y@z.example\" <a@b.example>" },
	{ " x", "\" x\" <a@b.example>" },
};

static void test_format(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
		g_autoptr(address_t) address = address_new(formats[i].name, "a@b.example");
		g_autoptr(address_t) copy = address_copy(address);
		g_autofree char *text = address_format(copy);
		g_assert_cmpstr(text, ==, formats[i].text);
	}
	g_assert_null(address_copy(NULL));
	address_free(NULL);
}

static void test_rewritten(void)
{
	static const struct { const char *address, *author; } rows[] = {
		{ "jane=40d.example@dmarc.ietf.org", "jane@d.example" },
		{ "jane.doe+x=40mail.d.example@DMARC.lists.example", "jane.doe+x@mail.d.example" },
		{ "a=40b=40d.example@dmarc.ietf.org", "a=40b@d.example" },
		{ "jane=40d.example@ietf.org", NULL },
		{ "jane=40d.example@xdmarc.ietf.org", NULL },
		{ "jane@dmarc.ietf.org", NULL },
		{ "jane=40@dmarc.ietf.org", NULL },
		{ "=40d.example@dmarc.ietf.org", NULL },
		{ "", NULL },
		{ NULL, NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *author = address_rewritten(rows[i].address);

		g_test_message("%s", rows[i].address ? rows[i].address : "NULL");
		g_assert_cmpstr(author, ==, rows[i].author);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/address/valid", test_valid);
	g_test_add_func("/address/every-character", test_every_character);
	g_test_add_func("/address/envelope", test_envelope);
	g_test_add_func("/address/equal", test_equal);
	g_test_add_func("/address/list", test_list);
	g_test_add_func("/address/domains", test_domains);
	g_test_add_func("/address/rewritten", test_rewritten);
	g_test_add_func("/address/format", test_format);
	return g_test_run();
}
