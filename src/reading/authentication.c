/* SPDX-License-Identifier: BSD-2-Clause
 *
 * authentication.c - Authentication-Results (RFC 8601)
 *
 * A signature's domain counts where it is the author's or above it (relaxed alignment without a list of public suffixes; the
 * other direction would trust a host that somebody rented below a shared name).
 */
#include "authentication.h"
#include <liaison/address.h>
#include <liaison/network.h>
#include <string.h>

#define FIELDS_MAX 50

/* Comments (RFC 5322 3.2.2) off, quoted strings kept as one word without their quotes. */
static char *without_comments(const char *value)
{
	GString *out = g_string_new(NULL);
	gboolean quoted = FALSE;
	int depth = 0;

	for (const char *p = value; *p; p++) {
		if (*p == '\\' && p[1]) {
			p++;
			if (depth == 0 && !strchr(";= \t", *p))
				g_string_append_c(out, *p);
			continue;
		}
		if (*p == '"' && depth == 0) {
			quoted = !quoted;
			continue;
		}
		if (!quoted && *p == '(')
			depth++;
		if (depth == 0)
			g_string_append_c(out, quoted && strchr(";= \t", *p) ? '_' : *p);
		if (!quoted && *p == ')' && depth > 0)
			depth--;
	}
	return g_string_free(out, FALSE);
}

static gboolean is_aligned(const char *signer, const char *domain)
{
	const char *at = strrchr(signer, '@');

	if (at)
		signer = at + 1;
	return strchr(signer, '.') && address_domain_within(domain, signer);
}

/* The value of one property ("header.d") in the words of a result, or NULL. */
static const char *property(char **words, const char *name)
{
	gsize length = strlen(name);

	for (guint i = 0; words[i]; i++)
		if (g_ascii_strncasecmp(words[i], name, length) == 0 && words[i][length] == '=')
			return words[i] + length + 1;
	return NULL;
}

struct verdicts { gboolean dkim_pass, dkim_fail, dmarc_pass, dmarc_fail; };

/* One result: "dkim=pass header.d=a.example header.s=x" */
static void read_result(const char *text, const char *domain, struct verdicts *verdicts)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \t\r\n", 64);
	const char *method = NULL, *signer;
	guint i = 0;

	while (words[i] && !*words[i])
		i++;
	method = words[i];
	if (!method)
		return;
	if (g_ascii_strncasecmp(method, "dmarc=", 6) == 0) {
		const char *from = property(words, "header.from");
		gboolean same = !from || g_ascii_strcasecmp(from, domain) == 0;

		verdicts->dmarc_pass |= g_ascii_strcasecmp(method + 6, "pass") == 0 && same;
		verdicts->dmarc_fail |= (g_ascii_strcasecmp(method + 6, "pass") != 0 && g_ascii_strcasecmp(method + 6, "none") != 0) || !same;
	} else if (g_ascii_strncasecmp(method, "dkim=", 5) == 0) {
		signer = property(words, "header.d");
		if (!signer)
			signer = property(words, "header.i");
		if (!signer || !is_aligned(signer, domain))
			return;                               /* a list's or a provider's own signature says nothing of the author */
		verdicts->dkim_pass |= g_ascii_strcasecmp(method + 5, "pass") == 0;
		verdicts->dkim_fail |= g_ascii_strcasecmp(method + 5, "fail") == 0;
	}
}

enum authentication_verdict authentication_of_field(const char *value, const char *authserv_id, const char *domain)
{
	g_autofree char *plain = without_comments(value);
	g_auto(GStrv) results = g_strsplit(plain, ";", 64);
	g_auto(GStrv) head = NULL;
	struct verdicts verdicts = { FALSE, FALSE, FALSE, FALSE };

	if (!results[0])
		return AUTHENTICATION_NEUTRAL;
	g_strstrip(results[0]);
	head = g_strsplit_set(results[0], " \t\r\n", 2);      /* a version may follow the name */
	if (!head[0] || g_ascii_strcasecmp(head[0], authserv_id) != 0)
		return AUTHENTICATION_NEUTRAL;
	for (guint i = 1; results[i]; i++) {
		char *equals = strchr(results[i], '=');

		/* "dkim = pass" is allowed */
		if (equals) {
			g_autofree char *name = g_strndup(results[i], (gsize)(equals - results[i]));
			g_autofree char *joined = NULL;

			g_strstrip(name);
			joined = g_strconcat(name, "=", equals + 1 + strspn(equals + 1, " \t\r\n"), NULL);
			read_result(joined, domain, &verdicts);
		}
	}
	if (verdicts.dmarc_fail)
		return AUTHENTICATION_FAIL;
	if (verdicts.dmarc_pass || verdicts.dkim_pass)
		return AUTHENTICATION_PASS;
	return verdicts.dkim_fail ? AUTHENTICATION_FAIL : AUTHENTICATION_NEUTRAL;
}

static gboolean by_results(const char *authserv_id, const struct message *message, const char *domain)
{
	guint passes = 0, fails = 0, fields = 0;

	if (!authserv_id)
		return FALSE;
	for (guint i = 0; i < message->headers->len && fields < FIELDS_MAX; i++) {
		const struct header_field *field = g_ptr_array_index(message->headers, i);
		enum authentication_verdict verdict;

		if (g_ascii_strcasecmp(field->name, "Authentication-Results") != 0)
			continue;
		fields++;
		verdict = authentication_of_field(field->value, authserv_id, domain);
		passes += verdict == AUTHENTICATION_PASS;
		fails += verdict == AUTHENTICATION_FAIL;
	}
	return passes > 0 && fails == 0 && fields < FIELDS_MAX;
}

/* One author in one From field: with more, RFC 7489 6.6.1 has no answer, and nor have we. */
static const char *author(const struct message *message)
{
	guint fields = 0;

	for (guint i = 0; i < message->headers->len; i++)
		fields += g_ascii_strcasecmp(((const struct header_field *)g_ptr_array_index(message->headers, i))->name, "From") == 0;
	if (fields > 1 || message->from->len != 1)
		return NULL;
	return ((const struct address *)g_ptr_array_index(message->from, 0))->addr_spec;
}

gboolean authentication_check(const struct reading_context *context, const struct envelope *envelope, const struct message *message)
{
	const char *from = author(message);

	g_autofree char *rewritten = from ? address_rewritten(from) : NULL;

	if (!from || !*address_domain(from) || rewritten)
		return FALSE;                                 /* what a list signs, and submits, proves nothing of the author whom it rewrote */
	if (envelope && organization_is_our_address(context->organization, from)) {
		if (envelope->auth_authen && *envelope->auth_authen)
			return TRUE;
		if (context->submission_clients && networks_contain(context->submission_clients, envelope->client_address))
			return TRUE;
	}
	return by_results(context->organization->authserv_id, message, address_domain(from));
}
