/* SPDX-License-Identifier: BSD-2-Clause
 *
 * organization-group.c - is this a group of ours by the way it is written, though nobody configured it?
 *
 * Our own name has to stand beside it, and what is left has to look like a group: "IETF FOO", "FOO WG of the IETF", "IETF Foo and
 * Bar Area". An office ("IETF liaison manager"), a meeting ("IETF 125"), a document ("IETF RFC 9000") and a peer's group do not.
 */
#include "body-name.h"
#include <liaison/organization.h>
#include <string.h>

enum { TEXT_MAX_BYTES = 200, WORDS_MAX = 10, ACRONYM_MAX_BYTES = 14, ACRONYM_DIGITS = 2 };

static gboolean is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (g_ascii_strcasecmp(word, *words) == 0)
			return TRUE;
	return FALSE;
}

/* "QUIC", "OAuth", "6lo", "DRIP"; not "125", "RFC9000" or "Chair". */
static gboolean is_acronym(const char *word)
{
	static const char *const others[] = { "rfc", "rfcs", "bcp", "std", "ls", "lss", "ad", "ads", "wg", "wgs", "rg", "rgs", "llc", "tbd", "i-d", NULL };
	guint upper = 0, digits = 0, letters = 0;

	if (strlen(word) > ACRONYM_MAX_BYTES || is_one_of(word, others))
		return FALSE;
	for (const char *p = word; *p; p++) {
		if (!g_ascii_isalnum(*p) && *p != '-')
			return FALSE;
		upper += g_ascii_isupper(*p) ? 1 : 0;
		digits += g_ascii_isdigit(*p) ? 1 : 0;
		letters += g_ascii_isalpha(*p) ? 1 : 0;
	}
	return letters > 0 && digits <= ACRONYM_DIGITS && (upper >= 2 || (upper + digits >= 2 && upper > 0) || g_ascii_isdigit(*word));
}

static gboolean is_capitals(const char *word)
{
	guint upper = 0;

	for (const char *p = word; *p; p++)
		upper += g_ascii_isupper(*p) ? 1 : 0;
	return upper >= 2 && upper == strlen(word);
}

/* "foo" before "WG", as mailing lists are called */
static gboolean is_list_name(const char *word)
{
	return g_ascii_islower(*word) && word[strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* How many words at the end say what kind of group it is. */
static guint kind_at_end(char **words, guint n)
{
	static const char *const kinds[] = { "wg", "rg", "area", "directorate", "bof", NULL }, *const groups[] = { "working", "research", NULL },
		*const teams[] = { "team", "group", NULL };

	if (n >= 2 && g_ascii_strcasecmp(words[n - 1], "group") == 0 && is_one_of(words[n - 2], groups))
		return 2;
	if (n >= 2 && is_one_of(words[n - 1], teams) && g_ascii_isupper(*words[n - 1]))
		return 1;
	return n >= 1 && is_one_of(words[n - 1], kinds) ? 1 : 0;
}

/* "WG FOO", "Working Group FOO" */
static guint kind_in_front(char **words, guint n)
{
	if (n == 2 && (g_ascii_strcasecmp(words[0], "wg") == 0 || g_ascii_strcasecmp(words[0], "rg") == 0))
		return 1;
	return n == 3 && kind_at_end(words, 2) == 2 ? 2 : 0;
}

/* "Applications and Real-Time", "Network Modeling": words as names have them; "FOO and BAR" are two groups. */
static gboolean is_title(char **words, guint n)
{
	static const char *const joining[] = { "and", "&", "of", "for", "the", "in", "to", "over", "with", "on", NULL };

	for (guint i = 0; i < n; i++) {
		gboolean joins = i > 0 && i + 1 < n && is_one_of(words[i], joining);

		if (joins && (strcmp(words[i], "&") == 0 || g_ascii_strcasecmp(words[i], "and") == 0) && is_capitals(words[i - 1]))
			return FALSE;
		if (!joins && !g_ascii_isupper(*words[i]) && !g_ascii_isdigit(*words[i]))
			return FALSE;
		if (words[i][strcspn(words[i], ".,;:/()@\"")] != '\0')
			return FALSE;
	}
	return n > 0;
}

/* "3GPP coordination" and "SG15" stay the peer's. */
static gboolean names_peer(const struct organization *organization, char **words)
{
	for (; *words; words++) {
		g_autofree char *tail = g_strjoinv(" ", words);

		if (organization_peer_by_name(organization, tail))
			return TRUE;
	}
	return FALSE;
}

/* What is left beside our own name; kind: it must say what kind of group it is. */
static gboolean is_group(const struct organization *organization, const char *text, gboolean kind)
{
	g_autofree char *outside = NULL, *inside = NULL;
	gboolean bracket = body_name_split(text, &outside, &inside);
	g_auto(GStrv) split = g_strsplit_set(bracket ? outside : text, " \t\n", WORDS_MAX + 3);
	char *words[WORDS_MAX + 1] = { NULL };
	guint n = 0, behind, front;

	for (guint i = 0; split[i]; i++) {
		if (!*split[i])
			continue;
		if (n == WORDS_MAX)
			return FALSE;
		words[n++] = split[i];
	}
	if (n == 0)                                           /* "IETF (FOO WG)" */
		return bracket && is_group(organization, inside, kind);
	if (names_peer(organization, words))
		return FALSE;
	behind = kind_at_end(words, n);
	front = behind ? 0 : kind_in_front(words, n);
	if (kind && !behind && !front)
		return FALSE;
	if (bracket && !is_acronym(inside) && !(n - behind == 1 && is_acronym(words[0])))
		return FALSE;                                 /* "Foo of Bar (FOOBAR)", "FOOBAR (Foo of Bar)" */
	if (!bracket && !behind && !front)
		return n == 1 && is_acronym(words[0]);
	if (front)
		return is_acronym(words[front]);
	if (n == 2 && is_list_name(words[0]) && g_ascii_strcasecmp(words[1], "area") != 0)
		return TRUE;
	return is_title(words, n - behind);
}

/* The rest of text behind name, or NULL. */
static const char *behind_name(const char *text, const char *name)
{
	gsize length = strlen(name);
	const char *rest = text + length;

	if (length == 0 || g_ascii_strncasecmp(text, name, length) != 0)
		return NULL;
	if (g_str_has_prefix(rest, "'s ") || g_str_has_prefix(rest, "\342\200\231s "))
		return strchr(rest, ' ');
	return *rest == ' ' || *rest == '/' || *rest == '(' ? rest + (*rest == '/') : NULL;
}

/* The text before "of the NAME", ", NAME" or "(NAME)", owned by the caller, or NULL. */
static char *before_name(const char *text, const char *name)
{
	static const struct { const char *join, *end; } ways[] = { { " of the ", "" }, { " of ", "" }, { " in the ", "" }, { ", ", "" }, { " (", ")" } };

	const gsize length = strlen(text), name_length = strlen(name);

	for (gsize i = 0; *name && i < G_N_ELEMENTS(ways); i++) {
		const gsize join = strlen(ways[i].join), tail = join + name_length + strlen(ways[i].end);
		const char *rest = length > tail ? text + length - tail : NULL;

		if (rest && g_ascii_strncasecmp(rest, ways[i].join, join) == 0 && g_ascii_strncasecmp(rest + join, name, name_length) == 0 &&
		    g_ascii_strcasecmp(rest + join + name_length, ways[i].end) == 0)
			return g_strndup(text, length - tail);
	}
	return NULL;
}

static gboolean is_group_of(const struct organization *organization, const char *text, const char *name)
{
	const char *rest = behind_name(text, name);
	g_autofree char *front = rest ? NULL : before_name(text, name);

	if (!rest)
		return front && is_group(organization, front, TRUE);
	rest += strspn(rest, " ");
	if (*rest == '(') {                                   /* "Internet Engineering Task Force (IETF) FOO WG" */
		const char *close = strchr(rest, ')');
		g_autofree char *inside = close && close[1] ? g_strndup(rest + 1, (gsize)(close - rest - 1)) : NULL;

		if (inside && organization_is_own_name(organization, inside))
			return is_group(organization, close + 1, FALSE);
	}
	return is_group(organization, rest, FALSE);
}

static gboolean is_group_of_any(const struct organization *organization, const char *text, const char *name, const GPtrArray *aliases)
{
	if (name && is_group_of(organization, text, name))
		return TRUE;
	for (guint i = 0; i < aliases->len; i++)
		if (is_group_of(organization, text, g_ptr_array_index(aliases, i)))
			return TRUE;
	return FALSE;
}

gboolean organization_is_own_group(const struct organization *organization, const char *text)
{
	if (!text || strnlen(text, TEXT_MAX_BYTES + 1) > TEXT_MAX_BYTES)
		return FALSE;
	text += strspn(text, " \t\n");
	if (g_ascii_strncasecmp(text, "the ", 4) == 0)
		text += 4;
	if (is_group_of_any(organization, text, organization->name, organization->aliases))
		return TRUE;
	for (guint i = 0; i < organization->bodies->len; i++) {
		const struct body *body = g_ptr_array_index(organization->bodies, i);

		/* research groups are named by the IRTF, not by the IETF */
		if (body->kind == BODY_KIND_IRTF && is_group_of_any(organization, text, body->name, body->aliases))
			return TRUE;
	}
	return FALSE;
}
