/* SPDX-License-Identifier: BSD-2-Clause
 *
 * place.c - bodies as they are stated, and the addresses of their pages
 */
#include <config.h>
#include <string.h>
#include <liaison/text.h>
#include "public.h"

#define SLUG_MAX 60

char *place_canonical(const struct organization *organization, const char *name)
{
	const struct body *body = organization_body_by_name(organization, name);
	const struct peer *peer = body ? NULL : organization_peer_by_name(organization, name);

	if (body)
		return g_strdup(body->name);
	if (organization_is_own_name(organization, name))
		return g_strdup(organization->name);
	if (peer) {
		g_autofree char *wanted = text_fold_name(name), *own = text_fold_name(peer->name);
		gboolean same = strcmp(wanted, own) == 0;

		for (guint i = 0; i < peer->aliases->len && !same; i++) {
			g_autofree char *alias = text_fold_name(g_ptr_array_index(peer->aliases, i));

			same = strcmp(wanted, alias) == 0;
		}
		if (same)
			return g_strdup(peer->name);
	}
	return g_strdup(name);
}

static char *replace(char *text, const char *from, const char *to)
{
	g_auto(GStrv) pieces = g_strsplit(text, from, -1);

	g_free(text);
	return g_strjoinv(to, pieces);
}

/* "ITU-T Study Group 15" and "ITU-T SG 15" are one body. */
static char *short_form(const char *name)
{
	char *folded = text_fold_name(name);

	folded = replace(folded, "study group ", "sg");
	folded = replace(folded, "working party ", "wp");
	folded = replace(folded, "working group", "wg");
	folded = replace(folded, " sg ", " sg");
	return folded;
}

/* What cannot be written in ASCII, or is too long, is told apart by a digest of the whole. */
char *place_slug(const char *name)
{
	g_autofree char *folded = short_form(name);
	GString *slug = g_string_new(NULL);
	gboolean whole = TRUE;

	for (const char *p = folded; *p; p++) {
		if (slug->len >= SLUG_MAX || (guchar)*p >= 0x80)
			whole = FALSE;
		else if (g_ascii_isalnum(*p))
			g_string_append_c(slug, *p);
		else if (slug->len && slug->str[slug->len - 1] != '-')
			g_string_append_c(slug, '-');
	}
	if (slug->len && slug->str[slug->len - 1] == '-')
		g_string_truncate(slug, slug->len - 1);
	if (!whole || !slug->len) {
		g_autofree char *digest = text_sha256(folded, strlen(folded));

		g_string_append_printf(slug, "%s%.8s", slug->len ? "-" : "body-", digest);
	}
	return g_string_free(slug, FALSE);
}
