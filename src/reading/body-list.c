/* SPDX-License-Identifier: BSD-2-Clause
 *
 * body-list.c - where a list of bodies is divided
 */
#include "body-list.h"
#include <string.h>
#include "bodies.h"
#include "pattern.h"

/* "ccNSO", "i3forum": small letters in front */
#define SMALL_FIRST "[a-z]{1,3}(?:[0-9][A-Za-z]{2,12}|[A-Z][A-Z0-9][A-Za-z0-9]{0,9})"
PATTERN_CASE(acronym, "^[A-Z0-9][A-Za-z0-9./&-]{0,11}( [A-Z0-9][A-Za-z0-9./&-]{0,11}| " SMALL_FIRST "){0,4}$")
PATTERN_CASE(small_first, "^" SMALL_FIRST "$")
/* "GlobalPlatform", but not "McBrannigan" */
PATTERN_CASE(camel, "^(?!Ma?c[A-Z])[A-Z][a-z]{2,}[A-Z][A-Za-z0-9]{1,20}$")
#define JOINT "(?:,? and |,? & |, ?)"
PATTERN(joint, JOINT)
PATTERN(plural, "(^|[,;] ?)((?:ITU(?:-[TRD])? )?(?:SG|Study Group|WP|Working Partie))s (\\d{1,2}[A-D]?(?:" JOINT "\\d{1,2}[A-D]?\\b)+)(?=$|[,;])")
PATTERN(projects, "(?:" JOINT "| ?/ ?)(802\\.\\d{1,2}\\b)")
PATTERN(kind_behind, " (area|group|board|committee|office|team)$")
PATTERN(groups_behind, " (?:wg|working group)s?$")

/* "SG2" of "SGs 2 and 3", "Study Group 2" of "Study Groups 2 and 3" */
static gboolean expand_one(const GMatchInfo *match, GString *out, gpointer data)
{
	g_autofree char *before = g_match_info_fetch(match, 1), *kind = g_match_info_fetch(match, 2), *list = g_match_info_fetch(match, 3);
	g_auto(GStrv) numbers = g_regex_split(pattern_joint(), list, 0);
	const char *blank = g_str_has_suffix(kind, "SG") ? "" : " ";

	(void)data;
	if (g_str_has_suffix(kind, "ie"))
		strcpy(kind + strlen(kind) - 2, "y");         /* "Working Parties" */
	for (guint i = 0; numbers[i]; i++)
		g_string_append_printf(out, "%s%s%s%s", i ? ", " : before, kind, blank, numbers[i]);
	return FALSE;
}

char *body_list_expand(const char *value)
{
	g_autofree char *groups = NULL;

	if (strstr(value, "IEEE 802."))
		return g_regex_replace(pattern_projects(), value, -1, 0, ", IEEE \\1", 0, NULL);
	if (!strstr(value, "s "))
		return g_strdup(value);
	groups = g_regex_replace_eval(pattern_plural(), value, -1, 0, 0, expand_one, NULL, NULL);
	return groups ? g_steal_pointer(&groups) : g_strdup(value);
}

gboolean body_is_acronym(const char *text)
{
	guint upper = 0;

	if (!pattern_matches(pattern_acronym(), text))
		return pattern_matches(pattern_camel(), text) || pattern_matches(pattern_small_first(), text);
	for (const char *p = text; *p && upper < 2; p++)
		upper = *p == ' ' ? 0 : upper + (g_ascii_isupper(*p) || g_ascii_isdigit(*p) ? 1 : 0);
	return upper >= 2;
}

static const char *find_bracket(const char *text)
{
	gsize length = strlen(text);
	int depth = 0;

	if (length < 3 || text[length - 1] != ')')
		return NULL;
	for (const char *p = text + length - 1; p > text; p--) {
		depth += (*p == ')') - (*p == '(');
		if (depth == 0)
			return p;
	}
	return NULL;
}

char *body_list_head(const char *text, char **inside)
{
	const char *bracket = find_bracket(text);

	if (!bracket)
		return NULL;
	if (inside)
		*inside = g_strndup(bracket + 1, strlen(bracket + 1) - 1);
	return g_strstrip(g_strndup(text, (gsize)(bracket - text)));
}

/* What has no letter is not a name, but goes on with the one before. Takes piece. */
static void add_piece(GPtrArray *pieces, char *piece)
{
	gboolean letter = FALSE;

	for (const char *p = piece; *p; p++)
		letter |= g_ascii_isalpha(*p) || (guchar)*p >= 0x80;
	if (letter) {
		g_ptr_array_add(pieces, piece);
		return;
	}
	if (*piece && pieces->len > 0) {
		char *before = g_ptr_array_index(pieces, pieces->len - 1);

		pieces->pdata[pieces->len - 1] = g_strconcat(before, ", ", piece, NULL);
		g_free(before);
	}
	g_free(piece);
}

GPtrArray *body_list_split(const char *value, const char *separators)
{
	GPtrArray *pieces = g_ptr_array_new_with_free_func(g_free);
	const char *begin = value;
	gboolean quoted = FALSE;
	int depth = 0;

	for (const char *p = value;; p++) {
		if (*p == '"')
			quoted = !quoted;
		if (*p && strchr("([<", *p))
			depth++;
		if (*p && strchr(")]>", *p) && depth > 0)
			depth--;
		if (*p && (quoted || depth > 0 || !strchr(separators, *p)))
			continue;
		if (p > begin && pieces->len < BODIES_MAX)
			add_piece(pieces, g_strstrip(g_strndup(begin, (gsize)(p - begin))));
		if (!*p)
			break;
		begin = p + 1;
	}
	return pieces;
}

/* The length of "and" or "&" between blanks at p, or 0. */
static gsize and_at(const char *p)
{
	if (g_str_has_prefix(p, " & "))
		return 3;
	return g_ascii_strncasecmp(p, " and ", 5) == 0 ? 5 : 0;
}

static void add_part(GPtrArray *parts, const char *begin, gsize length)
{
	char *part = g_strndup(begin, length), *text = part;

	g_strstrip(part);
	if (g_ascii_strncasecmp(part, "the ", 4) == 0)
		text += 4;
	g_ptr_array_add(parts, g_strdup(text));
	g_free(part);
}

/* The length of an opening quotation mark at p with its partner behind it, up to and with that one; 0: none. */
static gsize quoted_at(const char *p)
{
	static const struct { const char *open, *close; } quotes[] = { { "\"", "\"" }, { "\u201c", "\u201d" }, { "\u201e", "\u201c" }, { "\u00ab", "\u00bb" } };

	for (gsize i = 0; i < G_N_ELEMENTS(quotes); i++) {
		const char *close = g_str_has_prefix(p, quotes[i].open) ? strstr(p + strlen(quotes[i].open), quotes[i].close) : NULL;

		if (close)
			return (gsize)(close - p) + strlen(quotes[i].close);
	}
	return 0;
}

/* "WG3 "Tools and Methods"": what a group with a number is called besides is cut off. */
static void cut_quoted(char *part)
{
	for (char *p = part + 1; *part && *p; p++) {
		if (p[-1] != ' ' || quoted_at(p) != strlen(p))
			continue;
		p[-1] = '\0';
		return;
	}
}

/* "CCAMP and MPLS WGs": the last one is an MPLS WG. */
static GPtrArray *divide_by_and(const char *name)
{
	GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *plain = g_strdup(name);
	const char *begin = plain;
	gsize length = strlen(plain);
	int depth = 0;

	if (length > 4 && g_ascii_tolower(plain[length - 1]) == 's' && pattern_matches(pattern_groups_behind(), plain))
		plain[length - 1] = '\0';
	for (const char *p = plain; *p && parts->len < BODIES_MAX; p++) {
		gsize and = depth == 0 ? and_at(p) : 0, quoted = quoted_at(p);

		if (quoted) {
			p += quoted - 1;
			continue;
		}
		depth += (*p == '(') - (*p == ')' && depth > 0);
		if (!and)
			continue;
		add_part(parts, begin, (gsize)(p - begin));
		begin = p + and;
		p = begin - 1;
	}
	add_part(parts, begin, strlen(begin));
	return parts;
}

/* One of ours, or what may be one that nobody configured; "Real-Time Area" may be the end of a longer name. */
static gboolean may_be_own(const struct organization *organization, const char *name, gboolean divided)
{
	g_autofree char *front = g_regex_replace(pattern_groups_behind(), name, -1, 0, "", 0, NULL);

	if (organization_body_by_name(organization, name))
		return TRUE;
	return front && body_is_acronym(front) && (!divided || !pattern_matches(pattern_kind_behind(), front));
}

GPtrArray *body_list_own(const struct organization *organization, const char *head, const char *inside)
{
	g_autoptr(GPtrArray) pieces = NULL;
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	if (!organization_is_own_name(organization, head))
		return NULL;
	pieces = body_list_split(inside, ",;/");
	for (guint i = 0; i < pieces->len; i++) {
		const char *piece = g_ptr_array_index(pieces, i);
		g_autoptr(GPtrArray) parts = NULL;

		if (g_ascii_strncasecmp(piece, "and ", 4) == 0)
			piece += 4;
		if (organization_body_by_name(organization, piece)) {
			g_ptr_array_add(names, g_strdup(piece));
			continue;
		}
		parts = divide_by_and(piece);
		for (guint p = 0; p < parts->len; p++) {
			const char *part = g_ptr_array_index(parts, p);

			if (!may_be_own(organization, part, parts->len > 1))
				return NULL;
			g_ptr_array_add(names, g_strdup(part));
		}
	}
	return names->len ? g_steal_pointer(&names) : NULL;
}

gboolean body_stands_alone(const struct organization *organization, const char *name)
{
	g_autofree char *inside = NULL;
	g_autofree char *head = body_list_head(name, &inside);
	g_autoptr(GPtrArray) own = head ? body_list_own(organization, head, inside) : NULL;

	return own || body_is_ours(organization, name) || organization_peer_by_name(organization, name) || body_holds_group(name) ||
	       (body_is_acronym(name) && !pattern_matches(pattern_kind_behind(), name));
}

/* Does a bracket close before an "and"? Then the name goes no further, whatever it is taken for as a whole. */
static gboolean is_closed(const GPtrArray *parts)
{
	for (guint i = 0; i + 1 < parts->len; i++)
		if (g_str_has_suffix(g_ptr_array_index(parts, i), ")"))
			return TRUE;
	return FALSE;
}

static gboolean holds_and(const char *name)
{
	for (const char *p = name; (p = strchr(p, ' ')); p++)
		if (and_at(p))
			return TRUE;
	return FALSE;
}

GPtrArray *body_list_by_and(const struct organization *organization, const char *name)
{
	g_autoptr(GPtrArray) parts = holds_and(name) ? divide_by_and(name) : NULL;
	const char *last = parts ? g_ptr_array_index(parts, parts->len - 1) : NULL;

	if (!parts || parts->len < 2 || (body_is_ours(organization, name) && !is_closed(parts)))
		return NULL;
	for (guint i = 0; i < parts->len; i++) {
		char *part = g_ptr_array_index(parts, i);

		cut_quoted(part);
		if (part[strcspn(part, "(")] == '\0')
			g_strstrip(g_strdelimit(part, ",", ' '));
		if (!body_stands_alone(organization, part))
			return NULL;
	}
	/* "IEEE 802 and ITU-T SG15" also begins like a group of IEEE 802 */
	if (organization_peer_by_name(organization, name) && !organization_peer_by_name(organization, last) && !body_is_ours(organization, last))
		return NULL;
	return g_steal_pointer(&parts);
}
