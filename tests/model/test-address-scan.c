/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-address-scan.c - the mailboxes in what people write, and nothing that is none
 */
#include <liaison/address.h>
#include <string.h>
#include <time.h>

#define ZANON "Jo\xc3\xa3o Alexandre ZANON"

/* found: "name <addr-spec>" or "addr-spec", several with " | " between them */
static const struct { const char *text, *found; } rows[] = {
	/* as RFC 5322 has them */
	{ "", "" },
	{ "a@b.example", "a@b.example" },
	{ "<a@b.example>", "a@b.example" },
	{ "Ada Byron <a@b.example>", "Ada Byron <a@b.example>" },
	{ "Ada Byron<a@b.example>", "Ada Byron <a@b.example>" },
	{ "\"Ada Byron\" <a@b.example>", "Ada Byron <a@b.example>" },
	{ "\"Okonkwo, Daniel (MEF)\" <d@x.example>", "Okonkwo, Daniel (MEF) <d@x.example>" },
	{ "\"Dan \\\"D\\\" O\" <d@x.example>", "Dan \"D\" O <d@x.example>" },
	{ "\"d@x.example\" <d@x.example>", "d@x.example <d@x.example>" },
	{ "\"other@y.example\" <d@x.example>", "other@y.example <d@x.example>" },
	{ "'Dan O' <d@x.example>", "Dan O <d@x.example>" },
	{ "\"Dan\"\n <d@x.example>", "Dan <d@x.example>" },
	{ "Dan O (his comment) <d@x.example>", "Dan O <d@x.example>" },
	{ "Dan O (was old@x.example) <d@x.example>", "Dan O <d@x.example>" },
	{ "\"Dan O\" (was old@x.example) <d@x.example>", "Dan O <d@x.example>" },
	{ "d@x.example (Dan O)", "Dan O <d@x.example>" },
	{ "a@b.example, c@d.example", "a@b.example | c@d.example" },
	{ "a@b.example,c@d.example;e@f.example e@g.example", "a@b.example | c@d.example | e@f.example | e@g.example" },
	{ "Ada Byron <a@b.example>, Carl Dee <c@d.example>", "Ada Byron <a@b.example> | Carl Dee <c@d.example>" },
	{ "Chairs: Ada Byron <a@b.example>, Carl Dee <c@d.example>;", "Ada Byron <a@b.example> | Carl Dee <c@d.example>" },
	{ "undisclosed-recipients:;", "" },
	{ "\"odd,local\"@b.example", "\"odd,local\"@b.example" },
	{ "\"odd local\"@b.example", "" },
	{ "\"a\\\"b\"@[IPv6:2001:db8::1]", "\"a\\\"b\"@[IPv6:2001:db8::1]" },
	{ "\"a\"@b.example@c.example", "" },
	{ "\"a\"@b.example.", "\"a\"@b.example" },
	{ "a@[192.0.2.1]", "a@[192.0.2.1]" },
	{ "<@r.example,@s.example:a@b.example>", "a@b.example" },
	{ "< a @ b.example >", "a@b.example" },
	{ "<a@b.example, c@d.example>", "a@b.example | c@d.example" },
	/* as letters have them */
	{ ZANON " (zanon@anatel.example);", ZANON " <zanon@anatel.example>" },
	{ "ITU-T Study Group 11\n  " ZANON " (zanon@anatel.example);\n  Ada Byron (a@b.example)",
	  ZANON " <zanon@anatel.example> | Ada Byron <a@b.example>" },
	{ "Ada Byron (a@b.example ), Carl Dee (c@d.example )", "Ada Byron <a@b.example> | Carl Dee <c@d.example>" },
	{ "Carl Dee ( c@d.example ), ...", "Carl Dee <c@d.example>" },
	{ "Ada Byron [a@b.example]", "Ada Byron <a@b.example>" },
	{ "Ada Byron [mailto:a@b.example]", "Ada Byron <a@b.example>" },
	{ "mailto:a@b.example", "a@b.example" },
	{ "MAILTO:a@b.example?cc=c@d.example e@f.example", "a@b.example | e@f.example" },
	{ "<mailto:a@b.example?subject=reply>", "a@b.example" },
	{ "Liaisons Coordinator, mailto:a@b.example", "Liaisons Coordinator <a@b.example>" },
	{ "a@b.example<mailto:a@b.example>", "a@b.example" },
	{ "Ada Byron a@b.example <mailto:a@b.example>", "Ada Byron <a@b.example>" },
	{ "E-mail: a@b.example", "a@b.example" },
	{ "E-mail Address:\ta@b.example", "a@b.example" },
	{ "Tel: +41 22 730 5111 Email: a@b.example", "a@b.example" },
	{ "Ada Byron, a@b.example", "Ada Byron <a@b.example>" },
	{ "Ada Byron: a@b.example", "a@b.example" },
	{ "Ada Byron a@b.example", "Ada Byron <a@b.example>" },
	{ "Ada van der Byron a@b.example", "Ada van der Byron <a@b.example>" },
	{ "Ada Byron\na@b.example", "a@b.example" },
	{ "Ada Byron\n<a@b.example>", "Ada Byron <a@b.example>" },
	{ "Byron, Ada <a@b.example>; Dee, Carl <c@d.example>", "Byron, Ada <a@b.example> | Dee, Carl <c@d.example>" },
	{ "MPLS Group, Ada Byron <a@b.example>", "Ada Byron <a@b.example>" },
	{ "3GPP TSG SA WG4 (Ada Byron <a@b.example>)", "Ada Byron <a@b.example>" },
	{ "3GPP TSG SA WG4 (a@b.example, c@d.example)", "a@b.example | c@d.example" },
	{ "- Ada Byron <a@b.example>\n- Carl Dee <c@d.example>", "Ada Byron <a@b.example> | Carl Dee <c@d.example>" },
	{ "1. Ada Byron <a@b.example>", "Ada Byron <a@b.example>" },
	{ "\xe2\x80\xa2 Ada Byron <a@b.example>", "Ada Byron <a@b.example>" },
	{ "Ada Byron <a@b.example> and Carl Dee <c@d.example>", "Ada Byron <a@b.example> | Carl Dee <c@d.example>" },
	{ "\xe2\x80\x9c" "Ada Byron\xe2\x80\x9d <a@b.example>", "Ada Byron <a@b.example>" },
	{ "\xe2\x80\x9c" "a@b.example\xe2\x80\x9d", "a@b.example" },
	{ "Ada Byron|Difference Ltd|London|+44|a@b.example|", "a@b.example" },
	{ "Ada Byron\tDifference Ltd\ta@b.example", "a@b.example" },
	{ "**a@b.example**", "a@b.example" },
	{ "Please send any reply to Ada Byron (a@b.example).", "Ada Byron <a@b.example>" },
	{ "Please send any reply to a@b.example.", "a@b.example" },
	{ "Please address it to a@b.example, or else to c@d.example...", "a@b.example | c@d.example" },
	{ "Ada Byron <a@b.example.>", "Ada Byron <a@b.example>" },
	{ "liaison statements <a@b.example>", "liaison statements <a@b.example>" },
	{ "3GPP Liaison Co-ordinator <a@b.example>", "3GPP Liaison Co-ordinator <a@b.example>" },
	{ "O'Neil <o'neil@b.example>", "O'Neil <o'neil@b.example>" },
	{ "'a@b.example'", "a@b.example" },
	{ "john@x.example/jane@y.example", "john@x.example | jane@y.example" },
	/* twice is once; a name may come later */
	{ "a@b.example, A@B.example, <a@b.example>", "a@b.example" },
	{ "a@b.example, Ada Byron <A@b.example>", "Ada Byron <a@b.example>" },
	{ "a@b.example <a@b.example>", "a@b.example" },
	{ "a@b.example <c@d.example>", "c@d.example" },
	/* outside of ASCII */
	{ "J\xc3\xb6rg <j\xc3\xb6rg@b\xc3\xbc" "cher.example>", "J\xc3\xb6rg <j\xc3\xb6rg@b\xc3\xbc" "cher.example>" },
	{ "\xe4\xbd\xa0\xe5\xa5\xbd@\xe4\xbe\x8b\xe5\xad\x90.\xe6\xb5\x8b\xe8\xaf\x95", "\xe4\xbd\xa0\xe5\xa5\xbd@\xe4\xbe\x8b\xe5\xad\x90.\xe6\xb5\x8b\xe8\xaf\x95" },
	{ "a@b.xn--p1ai", "a@b.xn--p1ai" },
	{ "\xe2\x80\x8e" "a@b.example\xe2\x80\x8e", "a@b.example" },
	{ "a@b.example\xc2\xa0(Ada Byron)", "a@b.example" },
	{ "ada\xe2\x80\x8b" "byron@b.example", "" },
	{ "j\xef\xbf\xbdrg@b.example", "" },
	{ "a@b\xef\xbf\xbdx.example", "" },
	{ "a@b.example\xef\xbf\xbdx", "" },
	/* broken, or something else */
	{ "dstanley@arub anetworks.example", "" },
	{ "<dstanley@arub anetworks.example>", "" },
	{ "<dstan ley@arubanetworks.example>", "" },
	{ "dstanley@arubanetworks.c om", "" },
	{ "dstanley@aruba-\nnetworks.example", "" },
	{ "ada .byron@b.example", "" },
	{ "a@mail.example. com", "" },
	{ "a@b.example. Computers are", "a@b.example" },
	{ "a@b", "" },
	{ "@b.example", "" },
	{ "a@", "" },
	{ "@", "" },
	{ "a@b@c.example", "" },
	{ "a@b.example@c.example", "" },
	{ "a@b.example_x", "" },
	{ "{a,b}@c.example", "" },
	{ "a@192.0.2.1", "" },
	{ "a@b.c", "" },
	{ "a@b.123", "" },
	{ "https://a@b.example/", "" },
	{ "https://a:secret@b.example/", "" },
	{ "see https://c.example/@a and https://c.example/x@b.example", "" },
	{ "sip:a@b.example", "" },
	{ "git@b.example:x/y.git", "" },
	{ "a@b.example:25", "" },
	{ "DOM\\a@b.example", "" },
	{ "<b>Ada</b> <a@b.example>", "a@b.example" },
	{ "a < b and c > d", "" },
	{ "\"", "" }, { "\"@", "" }, { "<", "" }, { "<<<<@>>>>", "" }, { "()", "" }, { "(@)", "" }, { "\\", "" },
	/* in words */
	{ "Lionel dot Morand at Orange dot example", "Lionel.Morand@Orange.example" },
	{ "E-mail Address:\ttomas dot lind at cable dot example", "tomas.lind@cable.example" },
	{ "Ada Byron ada at mail dot b dot example", "Ada Byron <ada@mail.b.example>" },
	{ "Ada Byron (ada at b dot example)", "Ada Byron <ada@b.example>" },
	{ "Ada Byron <ada at b dot example>", "Ada Byron <ada@b.example>" },
	{ "a.b at c.example", "a.b@c.example" },
	{ "Ada Byron (a.b at c.example);", "Ada Byron <a.b@c.example>" },
	{ "ada [at] qti.b.example", "ada@qti.b.example" },
	{ "ada[at]b.example", "ada@b.example" },
	{ "ada (at) b (dot) example", "ada@b.example" },
	{ "ada{at}b[dot]example", "ada@b.example" },
	{ "ada <at> b.example", "ada@b.example" },
	{ "ada [ AT ] b DOT example", "ada@b.example" },
	{ "ada [@] b[.]example", "ada@b.example" },
	{ "ada dot byron [at] b dot example", "ada.byron@b.example" },
	{ "Ada Byron ada [at] b.example", "Ada Byron <ada@b.example>" },
	{ "Ada Byron (ada [at] b.example), Carl Dee (carl [at] d.example)", "Ada Byron <ada@b.example> | Carl Dee <carl@d.example>" },
	{ "please write to ada [at] b.example for more", "ada@b.example" },
	{ "ada @ b.example", "ada@b.example" },
	{ "ada at b dot example\ncarl at d dot example", "ada@b.example | carl@d.example" },
	{ "ada at b dot example, carl at d dot example.", "ada@b.example | carl@d.example" },
	/* prose */
	{ "meet at example dot", "" },
	{ "look at ietf.org", "" },
	{ "Look at ietf dot org", "" },
	{ "we met at ietf dot org", "" },
	{ "We met at ietf dot org", "" },
	{ "IETF Meeting at ietf dot org", "" },
	{ "the list is at lists.example.org", "" },
	{ "see section 4.1 at ietf.org", "" },
	{ "4.1 at ietf.org", "" },
	{ "ada at b.example", "" },
	{ "ada at b dot example is the person to ask", "" },
	{ "please write to ada at b dot example", "" },
	{ "a dot at the end of it", "" },
	{ "We arrive at 10.30 in Geneva.", "" },
	{ "meet @ b.example", "" },
	{ "at dot at dot at", "" },
	{ "at", "" }, { " at ", "" }, { "at at at", "" }, { "[at]", "" }, { "[at] b.example", "" }, { "ada [at]", "" }, { "(dot)", "" },
	{ "Bob looked @ it", "" },
};

static char *describe(const GPtrArray *list)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < list->len; i++) {
		const struct address *address = g_ptr_array_index(list, i);
		if (i > 0)
			g_string_append(out, " | ");
		if (address->name)
			g_string_append_printf(out, "%s <%s>", address->name, address->addr_spec);
		else
			g_string_append(out, address->addr_spec);
	}
	return g_string_free(out, FALSE);
}

static GPtrArray *list_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify) address_free);
}

static void test_rows(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) list = list_new();
		guint n = address_scan(rows[i].text, 100, list);
		g_autofree char *found = describe(list);

		if (strcmp(found, rows[i].found) != 0) {
			g_test_message("\"%s\"\n# gives    \"%s\",\n# expected \"%s\"", rows[i].text, found, rows[i].found);
			g_test_fail();
		}
		g_assert_cmpuint(n, ==, list->len);
	}
}

/* What address_format() writes is read again. */
static void test_round_trip(void)
{
	static const char *const names[] = { "Ada Byron", "Byron, Ada (X)", "A \"B\" C\\", "a@b.example", "\xc3\x84" "da", "x:y;z", "<>" };

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(GPtrArray) list = list_new();
		g_autoptr(address_t) address = address_new(names[i], "a@c.example");
		g_autofree char *text = address_format(address);

		g_test_message("%s", text);
		g_assert_cmpuint(address_scan(text, 5, list), ==, 1);
		const struct address *read = g_ptr_array_index(list, 0);
		g_assert_cmpstr(read->name, ==, names[i]);
		g_assert_cmpstr(read->addr_spec, ==, "a@c.example");
	}
}

static void test_limits(void)
{
	g_autoptr(GPtrArray) list = list_new();

	g_assert_cmpuint(address_scan("a@b.example, c@d.example, e@f.example", 2, list), ==, 2);
	g_assert_cmpuint(address_scan("C@d.example, e@f.example", 2, list), ==, 1);    /* what is in the list already counts as found */
	g_assert_cmpuint(list->len, ==, 3);
	g_assert_cmpuint(address_scan("g@h.example", 0, list), ==, 0);
	g_assert_cmpuint(address_scan(NULL, 5, list), ==, 0);
	g_assert_cmpuint(address_scan("caf\xe9 g@h.example \xff", 5, list), ==, 1);
}

/* Text made to be slow: a megabyte of each must not take longer than a moment. */
static void test_linear(void)
{
	static const char *const parts[] = {
		"a@b.example ", "a@b.example,", "@", "a@", "a@a", "\"", "\"\"", "\"a\" ", "\\\"", "<", "<@", "<a@b.example", "(", "(a@b.example", "()", "[at]",
		" at ", "a at b dot ", "dot ", " dot dot", "at at", "a dot ", ". ", "a@b.example <", "\"a\" (", "mailto:", "//", "a", "\xc3\xbc", "\xff",
		"Ada ", "Ada, ", "x [at] y dot ", "{[(<", "a@b.example (", " ", "\n", "d@",
	};

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autoptr(GPtrArray) list = list_new();
		g_autoptr(GString) text = g_string_new(NULL);
		clock_t start = clock();

		while (text->len < 1000 * 1000)
			g_string_append(text, parts[i]);
		address_scan(text->str, 500, list);
		clock_t taken = clock() - start;                  /* of the processor, so that a busy machine does not matter */
		g_test_message("\"%s\": %ld ms", parts[i], (long) (taken * 1000 / CLOCKS_PER_SEC));
		g_assert_cmpint(taken, <, 10 * CLOCKS_PER_SEC);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/address-scan/rows", test_rows);
	g_test_add_func("/address-scan/round-trip", test_round_trip);
	g_test_add_func("/address-scan/limits", test_limits);
	g_test_add_func("/address-scan/linear", test_linear);
	return g_test_run();
}
