/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-authentication.c - RFC 8601 fields, and our own clients
 */
#include <liaison/network.h>
#include <string.h>
#include "../../src/reading/authentication.h"
#include "organization.h"

#define ID "mail.ietf.org; "

static void test_field(void)
{
	static const struct { const char *value; enum authentication_verdict verdict; } rows[] = {
		{ ID "dmarc=pass header.from=itu.int", AUTHENTICATION_PASS },
		{ ID "dmarc=pass (p=reject dis=none) header.from=itu.int", AUTHENTICATION_PASS },
		{ ID "dmarc=pass header.from=other.example", AUTHENTICATION_FAIL },
		{ ID "dmarc=fail header.from=itu.int; dkim=pass header.d=itu.int", AUTHENTICATION_FAIL },
		{ ID "dkim=pass header.d=itu.int header.s=x", AUTHENTICATION_PASS },
		{ ID "dkim=pass header.i=@itu.int", AUTHENTICATION_PASS },
		{ ID "dkim = pass header.d=\"itu.int\"", AUTHENTICATION_PASS },
		{ ID "dkim=pass header.d=mail.itu.int", AUTHENTICATION_NEUTRAL },
		{ ID "dkim=pass header.d=int", AUTHENTICATION_NEUTRAL },
		{ ID "dkim=pass header.d=xitu.int", AUTHENTICATION_NEUTRAL },
		{ ID "dkim=pass header.d=esp.example", AUTHENTICATION_NEUTRAL },
		{ ID "dkim=fail header.d=itu.int", AUTHENTICATION_FAIL },
		{ ID "dkim=fail header.d=itu.int; dkim=pass header.d=itu.int", AUTHENTICATION_PASS },
		{ ID "spf=pass smtp.mailfrom=itu.int", AUTHENTICATION_NEUTRAL },
		{ ID "none", AUTHENTICATION_NEUTRAL },
		{ "mail.ietf.org 1; dmarc=pass header.from=itu.int", AUTHENTICATION_PASS },
		{ "MAIL.ietf.org; dmarc=pass", AUTHENTICATION_PASS },
		{ "other.example; dmarc=pass header.from=itu.int", AUTHENTICATION_NEUTRAL },
		{ "mail.ietf.org.evil.example; dmarc=pass header.from=itu.int", AUTHENTICATION_NEUTRAL },
		{ "evil.example (mail.ietf.org); dmarc=pass", AUTHENTICATION_NEUTRAL },
		{ ID "x=y (; dmarc=pass header.from=itu.int)", AUTHENTICATION_NEUTRAL },
		{ ID "spf=pass reason=\"; dmarc=pass\"", AUTHENTICATION_NEUTRAL },
		{ "", AUTHENTICATION_NEUTRAL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_test_message("%s", rows[i].value);
		g_assert_cmpint(authentication_of_field(rows[i].value, "mail.ietf.org", "itu.int"), ==, rows[i].verdict);
	}
}

static void add_header(struct message *message, const char *name, const char *value)
{
	struct header_field *field = g_new0(struct header_field, 1);

	field->name = g_strdup(name);
	field->value = g_strdup(value);
	field->occurrence = 1;
	g_ptr_array_add(message->headers, field);
}

static gboolean check(const char *from, const char *first, const char *second, const char *user, const char *client, gboolean two_from)
{
	static const struct limits limits = LIMITS_DEFAULT;
	struct organization *organization = test_organization();
	g_autoptr(GPtrArray) clients = g_ptr_array_new_with_free_func((GDestroyNotify)network_free);
	struct reading_context context = { .organization = organization, .limits = &limits, .submission_clients = clients };
	g_autoptr(message_t) message = message_new();
	g_autoptr(envelope_t) envelope = envelope_new();
	gboolean answer;

	g_ptr_array_add(clients, network_parse("127.0.0.0/8", NULL));
	add_header(message, "From", from);
	if (two_from)
		add_header(message, "from", from);
	g_ptr_array_add(message->from, address_new(NULL, from));
	if (first)
		add_header(message, "Authentication-Results", first);
	if (second)
		add_header(message, "Authentication-Results", second);
	envelope->auth_authen = g_strdup(user);
	envelope->client_address = g_strdup(client);
	answer = authentication_check(&context, envelope, message);
	organization_free(organization);
	return answer;
}

static void test_message(void)
{
	static const char pass[] = ID "dmarc=pass header.from=itu.int", fail[] = ID "dmarc=fail header.from=itu.int";

	g_assert_true(check("a@itu.int", pass, NULL, NULL, NULL, FALSE));
	g_assert_false(check("a@itu.int", NULL, NULL, NULL, NULL, FALSE));
	g_assert_false(check("a@itu.int", pass, fail, NULL, NULL, FALSE));
	g_assert_false(check("a@itu.int", fail, pass, NULL, NULL, FALSE));
	g_assert_true(check("a@itu.int", pass, ID "spf=fail", NULL, NULL, FALSE));
	g_assert_true(check("a@itu.int", pass, "other.example; dmarc=fail", NULL, NULL, FALSE));
	g_assert_false(check("a@itu.int", pass, NULL, NULL, NULL, TRUE));
	/* our own: a user or a client of ours; a peer is not believed for that */
	g_assert_true(check("a@ietf.org", NULL, NULL, "alice", "192.0.2.1", FALSE));
	g_assert_true(check("a@ietf.org", NULL, NULL, NULL, "127.0.0.1", FALSE));
	g_assert_false(check("a@ietf.org", NULL, NULL, NULL, "192.0.2.1", FALSE));
	g_assert_true(check("a@ietf.org", ID "dmarc=pass header.from=ietf.org", NULL, NULL, "192.0.2.1", FALSE));
	g_assert_false(check("a@itu.int", NULL, NULL, "alice", "127.0.0.1", FALSE));
	/* rewritten by a list of ours, which also signed and submitted it */
	g_assert_false(check("a=40itu.int@dmarc.ietf.org", ID "dmarc=pass header.from=dmarc.ietf.org", NULL, NULL, "127.0.0.1", FALSE));
	g_assert_false(check("a=40itu.int@dmarc.ietf.org", ID "dmarc=pass", NULL, "lists", "127.0.0.1", FALSE));
	g_assert_false(check("a=40ietf.org@dmarc.ietf.org", NULL, NULL, "lists", "127.0.0.1", FALSE));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/reading/authentication-field", test_field);
	g_test_add_func("/reading/authentication-message", test_message);
	return g_test_run();
}
