/* SPDX-License-Identifier: BSD-2-Clause
 *
 * bodies.c - the bodies and people that a value names
 */
#include "bodies.h"
#include <liaison/address.h>
#include <liaison/text.h>
#include <string.h>
#include "body-list.h"
#include "labels.h"
#include "party-name.h"
#include "pattern.h"

/* What a body is called, where nobody configured it. */
PATTERN(body_word, "\\b(wg|sg|tsg|working groups?|study groups?|task force|focus group|committee|sub-?committee|forum|alliance|consortium|union|"
	"association|institute|council|organi[sz]ation|board|secretariat|office|area|group|partnership|project|foundation|society|"
	"sector|bureau|plenary|working part(y|ies)|wps?|task group|jca[-\\w]*|questions?|experts|participants)\\b")
PATTERN(unit, "^(the )?(?:rapporteurs?['\u2019]?s?|correspondence|drafting|ad[- ]?hoc|editing|coordination) groups?\\b|^(the )?(working group|technical committee|committee|sub-?committee|division|department|directorate|direction|task force|study group|project|section|unit|referat|abteilung|dezernat|bureau|service) ?[\\w/&-]{0,12}$|"
	"^(?!.*\\b(?:forum|alliance|association|institute|union)\\b).{3,60} (working group|committee|division|department|directorate|task force)$|^direction \\w+( \\w+){0,4}$")
PATTERN(interest_group, "^[^\\s,]+( [^\\s,]+){0,3} (sig|special interest group)(\\s*\\(.*\\))?$")
PATTERN(whole_group, "\\b(working group|wg|area)$")
PATTERN(for_purpose, "\\((?:for )?(?:your )?(?:action|information|info|comments?|reply|response)\\)$")
PATTERN(role, "^\\s*(the\\s+)?(chairs?|chairman|chairwoman|chairperson|co-?chairs?|vice[- ]chair(man|woman|person)?|convenors?|convene?rs?|rapporteurs?|"
	"secretary|editors?|leadership)(\\s+(and|&)\\s+\\w+)?\\s*(,|\\bof\\b)\\s*(the\\s+)?")
PATTERN(office, "\\bvice[- ]?chair(man|woman|person)?$")
PATTERN(only_role, "^\\s*(the\\s+)?(co-?chairs?|vice[- ]chair(man)?|chair(s|man|woman|person)?|secretary|convenor|editor|rapporteur|c[efiost]o|coo|[es]?vp|president|director)\\s*$")
PATTERN(question, "^(?:ITU-T )?(?:Questions?|Q\\.?|WP|Working Party) ?\\d{1,2}(?:/\\d{1,2})?$")
PATTERN(bare_question, "^(?:Question|Q\\.?) ?\\d{1,2}$")
PATTERN(inside_group, "^.{2,60} (?:task group|work area|project)$")
PATTERN(counted, "^(?:WG|SG|SC|TC|TG|Working Group|Study Group|Technical Committee) ?\\d{1,3}(?: \\(.*\\))?$")
PATTERN(foreign_group, "^(?:groupe de travail|grupo de trabajo|grupo de trabalho|arbeitsgruppe|gruppo di lavoro) (\\S{2,20})$")
PATTERN(organisation_behind, " (?:alliance|consortium|forum|association|union|foundation|institute)$")
PATTERN(unit_behind, "^\\S+(?: \\S+){0,3} (?:WG|working group|work group|task group|subcommittee)(?: \\(.*\\))?$")
PATTERN(role_behind, "\\s+(co-?chairs?|chairs?|chairman|secretary|secretariat|convenor)\\s*$")
PATTERN_CASE(named_role, "^\\p{Lu}[\\p{L}.'-]* \\p{Lu}[^,]*, .*(?i:chair(man|woman|person)?|secretary|secretariat|convenor)$")

void parties_init(struct parties *parties)
{
	parties->only_mailboxes = parties->one_speaker = FALSE;
	parties->bodies = g_ptr_array_new_with_free_func(g_free);
	parties->addresses = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
}

void parties_clear(struct parties *parties)
{
	g_clear_pointer(&parties->bodies, g_ptr_array_unref);
	g_clear_pointer(&parties->addresses, g_ptr_array_unref);
}

gboolean body_is_ours(const struct organization *organization, const char *text)
{
	return organization_is_own_name(organization, text) || organization_body_by_name(organization, text) ||
	       organization_is_own_group(organization, text);
}

gboolean body_is_called_so(const char *text)
{
	return pattern_matches(pattern_body_word(), text) || body_is_acronym(text);
}

gboolean body_is_known(const struct organization *organization, const char *text)
{
	g_autofree char *head = body_list_head(text, NULL);

	return body_is_called_so(text) || (head && body_is_acronym(head)) || body_is_ours(organization, text) || organization_peer_by_name(organization, text);
}

/* "ITU-T Study Group 15" and "ITU-T SG15" are one. */
static char *name_key(const char *name)
{
	g_autofree char *folded = text_fold_name(name);
	g_autoptr(GString) key = g_string_new(folded);

	g_string_replace(key, "study group", "sg", 0);
	g_string_replace(key, "working group", "wg", 0);
	g_string_replace(key, " ", "", 0);
	return g_strdup(key->str);
}

gboolean body_equal(const struct organization *organization, const char *a, const char *b)
{
	const struct body *body = organization_body_by_name(organization, a);
	g_autofree char *key_a = name_key(a), *key_b = name_key(b);

	if (strcmp(key_a, key_b) == 0)
		return TRUE;
	if (body && body == organization_body_by_name(organization, b))
		return TRUE;
	return organization_is_own_name(organization, a) && organization_is_own_name(organization, b);
}

static void add_name(struct parties *parties, const char *name)
{
	g_autofree char *folded = party_name(name);

	if (!folded || parties->bodies->len >= BODIES_MAX)
		return;
	for (guint i = 0; i < parties->bodies->len; i++)
		if (strcmp(g_ptr_array_index(parties->bodies, i), folded) == 0)
			return;
	g_ptr_array_add(parties->bodies, g_steal_pointer(&folded));
}

static char *without_role(const char *text)
{
	g_autofree char *front = g_regex_replace(pattern_role(), text, -1, 0, "", 0, NULL);
	char *behind = g_regex_replace(pattern_role_behind(), front ? front : text, -1, 0, "", 0, NULL);
	char *name = behind ? behind : g_strdup(text);

	if (g_ascii_strncasecmp(name, "the ", 4) == 0)
		memmove(name, name + 4, strlen(name + 4) + 1);
	party_cut_purpose(name);
	return g_strstrip(name);
}

/* "IETF (DETNET, DMM)" by its shared head; FALSE: the bracket holds no bodies of ours. */
static gboolean read_own_list(const struct organization *organization, const char *head, const char *inside, struct parties *parties)
{
	g_autoptr(GPtrArray) names = body_list_own(organization, head, inside);

	for (guint i = 0; names && i < names->len; i++) {
		g_autofree char *name = g_strdup_printf("%s %s", head, (const char *)g_ptr_array_index(names, i));

		add_name(parties, name);
	}
	return names != NULL;
}

/* "CCAMP and MPLS WGs", "SG13 & SG3", "IETF (DETNET, DMM) and SG13": each by itself; FALSE: it is one name. */
static gboolean read_and(const struct organization *organization, const char *name, struct parties *parties)
{
	g_autoptr(GPtrArray) names = body_list_by_and(organization, name);

	for (guint i = 0; names && i < names->len; i++) {
		const char *part = g_ptr_array_index(names, i);
		g_autofree char *inside = NULL;
		g_autofree char *head = body_list_head(part, &inside);

		if (!head || !read_own_list(organization, head, inside, parties))
			add_name(parties, part);
	}
	return names != NULL;
}

/* A mailbox in running text: "Name <a@b>" is a person unless the name is a body; what is left of the text is returned. */
static char *take_addresses(const char *piece, guint max, struct parties *parties)
{
	guint before = parties->addresses->len;

	if (before >= max || address_scan(piece, max - before, parties->addresses) == 0)
		return g_strdup(piece);
	return NULL;
}

/* "chairs of IETF X <x-chairs@ietf.org>": the mailbox is that of a body, which is named beside it. */
static void add_holder(const struct organization *organization, char *before, struct parties *parties)
{
	g_autofree char *name = NULL;

	for (gsize length = strlen(before); length > 0 && strchr(",;: ", before[length - 1]); length--)
		before[length - 1] = '\0';
	name = without_role(before);
	if (body_is_ours(organization, name) || organization_peer_by_name(organization, name) ||
	    (pattern_matches(pattern_body_word(), name) && !strchr(name, ',')))
		add_name(parties, name);
}

/* "SA2/SA3", "IETF DETNET/QUIC": each by itself; FALSE: the stroke is part of a name. */
static gboolean read_stroke(const struct organization *organization, const char *name, struct parties *parties)
{
	const char *stroke = strchr(name, '/'), *blank = stroke ? g_strrstr_len(name, stroke - name, " ") : NULL;
	g_autofree char *head = blank ? g_strndup(name, (gsize)(blank - name)) : NULL;
	const gboolean own = head && organization_is_own_name(organization, head);
	g_auto(GStrv) parts = NULL;

	if (!stroke || (!own && body_is_ours(organization, name)))
		return FALSE;
	if (own && read_own_list(organization, head, blank + 1, parties))
		return TRUE;
	parts = g_strsplit(name, "/", 8);
	for (guint i = 0; parts[i]; i++)
		if (!body_holds_group(parts[i]))
			return FALSE;
	for (guint i = 0; parts[i]; i++)
		add_name(parties, parts[i]);
	return TRUE;
}

gboolean body_is_our_officer(const struct organization *organization, const char *text)
{
	g_autofree char *name = pattern_matches(pattern_role_behind(), text) ? without_role(text) : NULL;

	return name && organization_is_own_name(organization, name);
}

static void read_piece(const struct organization *organization, const char *piece, guint max, struct parties *parties)
{
	g_autofree char *inside = NULL, *rest = NULL, *name = NULL;
	g_autofree char *head = body_list_head(piece, &inside);

	if (head && *head && !strchr(head, '@')) {
		/* "Body (Person <addr>)", "Person (addr)" */
		gboolean body = body_is_known(organization, head);
		g_autofree char *left = take_addresses(body ? inside : piece, max, parties);

		if (!left) {
			if (body)
				read_piece(organization, head, max, parties);
			return;
		}
		if (read_own_list(organization, head, inside, parties))
			return;
		if (!body && !parties->only_mailboxes && party_is_like_person(head) && pattern_matches(pattern_role_behind(), inside)) {
			read_piece(organization, inside, max, parties);       /* "Jo Doe (X Forum Chair)" */
			return;
		}
	}
	rest = take_addresses(piece, max, parties);
	if (!rest) {
		g_autofree char *before = g_strdelimit(g_strndup(piece, strcspn(piece, "<@")), "\"", ' ');

		if (!strchr(piece, '<'))                      /* the local part is no name */
			before[strrchr(before, ' ') ? strrchr(before, ' ') - before : 0] = '\0';
		g_strstrip(before);

		if (*before && !parties->only_mailboxes)
			add_holder(organization, before, parties);
		return;
	}
	if (parties->only_mailboxes && parties->addresses->len > 0 && pattern_matches(pattern_office(), rest))
		return;                                               /* "J. Doe (j@d.example), IEEE 802.11 vice-chair": what Doe is */
	name = parties->only_mailboxes && (pattern_matches(pattern_named_role(), rest) || body_is_our_officer(organization, rest)) ? g_strdup(rest) : without_role(rest);
	if (value_is_empty(name) || pattern_matches(pattern_only_role(), name) || read_and(organization, name, parties) ||
	    read_stroke(organization, name, parties))
		return;
	add_name(parties, name);
}

static gboolean is_body_or_officer(const struct organization *organization, const char *name)
{
	return body_is_known(organization, name) || body_is_our_officer(organization, name);
}

/* Persons ("João Alexandre ZANON"), places and dates beside bodies are no bodies; alone they are kept as written. */
static void drop_unknown(const struct organization *organization, struct parties *parties)
{
	guint known = 0;

	if (parties->bodies->len < 2)
		return;                                       /* one is kept, whatever it is */
	for (guint i = 0; i < parties->bodies->len; i++)
		known += is_body_or_officer(organization, g_ptr_array_index(parties->bodies, i)) ? 1 : 0;
	if (known == 0 || known == parties->bodies->len)
		return;
	for (guint i = parties->bodies->len; i-- > 0; )
		if (!is_body_or_officer(organization, g_ptr_array_index(parties->bodies, i)))
			g_ptr_array_remove_index(parties->bodies, i);
}

/* "Atlantic Council, Working Group 4": who speaks is one, and the second part is what it is inside of the first. */
static gboolean is_unit_of(const struct organization *organization, const char *before, const char *piece)
{
	if (pattern_matches(pattern_question(), piece) && body_holds_group(before))
		return TRUE;
	if (pattern_matches(pattern_inside_group(), piece) && !body_holds_group(piece))
		return TRUE;
	if (pattern_matches(pattern_counted(), before) != pattern_matches(pattern_counted(), piece) && !body_holds_group(piece) && !body_holds_group(before))
		return TRUE;                                          /* "WG 3, MPEG Systems", "Forum, WG 3" */
	return pattern_matches(pattern_unit(), piece) && !pattern_matches(pattern_unit(), before) && !body_holds_group(before) &&
	       !body_is_ours(organization, piece) && !organization_peer_by_name(organization, piece);
}

/* "Harbour Alliance, Lock WG" in a list: a group that is told by the organisation in front of it. */
static gboolean is_unit_in_list(const struct organization *organization, const char *before, const char *piece, const char *whole)
{
	g_autofree char *both = NULL;

	if (!pattern_matches(pattern_organisation_behind(), before) || !pattern_matches(pattern_unit_behind(), piece))
		return FALSE;
	both = g_strconcat(before, ", ", piece, NULL);
	return strstr(whole, both) && !body_is_ours(organization, piece) && !organization_peer_by_name(organization, piece) && !body_holds_group(piece);
}

/* "IETF, groupe de travail X" is IETF X WG; NULL: it is something else. */
static char *own_group(const struct organization *organization, const char *before, const char *piece)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *name = NULL;

	if (!organization_is_own_name(organization, before) || !g_regex_match(pattern_foreign_group(), piece, 0, &match))
		return NULL;
	name = g_match_info_fetch(match, 1);
	return g_strdup_printf("%s %s WG", before, name);
}

static gboolean is_office(const char *piece)
{
	return pattern_matches(pattern_only_role(), piece) || pattern_matches(pattern_role_behind(), piece) || pattern_matches(pattern_role(), piece);
}

/* Takes the n pieces behind i into it. */
static void join_behind(GPtrArray *pieces, guint i, guint n)
{
	for (; n > 0; n--) {
		char *joined = g_strdup_printf("%s, %s", (const char *)g_ptr_array_index(pieces, i), (const char *)g_ptr_array_index(pieces, i + 1));

		g_free(pieces->pdata[i]);
		pieces->pdata[i] = joined;
		g_ptr_array_remove_index(pieces, i + 1);
	}
}

/* "Jo Doe, OIF Carrier WG Chair", "Jo Doe, Chair, OIF Carrier WG, jo@…": where people are listed, each with the office held. */
static void join_people(GPtrArray *pieces)
{
	for (guint i = 0; i + 1 < pieces->len; i++) {
		const char *office = g_ptr_array_index(pieces, i + 1);
		guint n = 1;

		if (!party_is_like_person(g_ptr_array_index(pieces, i)) || !is_office(office))
			continue;
		if (pattern_matches(pattern_only_role(), office) && i + 2 < pieces->len && !strchr(g_ptr_array_index(pieces, i + 2), '@'))
			n++;
		if (i + n + 1 < pieces->len && strchr(g_ptr_array_index(pieces, i + n + 1), '@'))
			n++;
		join_behind(pieces, i, n);
	}
}

/* "The chairs of X Working Group, IETF": whose group it is. */
static void drop_owner(const struct organization *organization, GPtrArray *pieces)
{
	g_autoptr(GPtrArray) ours = g_ptr_array_new_with_free_func(g_free);

	if (pieces->len != 2 || !organization_is_own_name(organization, g_ptr_array_index(pieces, 1)))
		return;
	bodies_ours_in_text(organization, g_ptr_array_index(pieces, 0), ours);
	if (ours->len > 0 && pattern_matches(pattern_whole_group(), g_ptr_array_index(pieces, 0)))
		g_ptr_array_remove_index(pieces, 1);
}

/* "SG 16 Q8, 9, 10/16" is one: pieces that belong to the one before. */
static void join_pieces(const struct organization *organization, GPtrArray *pieces, const struct parties *parties, const char *whole)
{
	for (guint i = pieces->len; i-- > 1; ) {
		const char *piece = g_ptr_array_index(pieces, i), *before = g_ptr_array_index(pieces, i - 1);
		gboolean digits = g_ascii_isdigit(*piece) && piece[strspn(piece, "0123456789/., ")] == '\0';
		gboolean unit = parties->one_speaker && is_unit_of(organization, before, piece);
		gboolean question = pattern_matches(pattern_bare_question(), piece) && body_holds_group(before);
		gboolean mailbox = *piece == '<', sig = pattern_matches(pattern_interest_group(), piece) || is_unit_in_list(organization, before, piece, whole);

		char *joined = own_group(organization, before, piece);

		if (!digits && !unit && !question && !mailbox && !sig && !joined)
			continue;
		if (!joined) {
			join_behind(pieces, i - 1, 1);
			continue;
		}
		g_free(pieces->pdata[i - 1]);
		pieces->pdata[i - 1] = joined;
		g_ptr_array_remove_index(pieces, i);
	}
}

static gboolean has_mailbox(const char *text)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

	return address_scan(text, 1, list) > 0;
}

/* "Jo Doe, Chair, …" */
static gboolean begins_with_person(const char *line)
{
	g_auto(GStrv) parts = g_strsplit(line, ",", 3);

	return parts[0] && parts[1] && party_is_like_person(g_strstrip(parts[0])) && is_office(g_strstrip(parts[1]));
}

/* Below a whole name a line that begins with the name of an organisation is the next body: paragraphs of one cell are. */
static gboolean is_next_body(const struct organization *organization, const char *before, const char *line)
{
	g_autofree char *first = g_strndup(line, strcspn(line, " ,;("));
	gsize length = strlen(before);

	if (party_is_person(line) || begins_with_person(line) || pattern_matches(pattern_for_purpose(), before))
		return TRUE;
	if (length == 0 || strchr(",;(/-&", before[length - 1]) || g_str_has_suffix(before, " and") || organization_is_own_name(organization, before))
		return FALSE;
	if (body_is_ours(organization, line) && body_is_known(organization, before))
		return TRUE;
	return (organization_is_own_name(organization, first) || organization_peer_by_name(organization, first)) && body_is_known(organization, before) &&
	       body_is_known(organization, line);
}

/* Lines of a value are one text that was wrapped, but a line that holds a person ("  J. Doe (j@d.example);") stands for itself. */
static char *join_lines(const struct organization *organization, const char *value)
{
	g_auto(GStrv) lines = g_strsplit(value, "\n", 0);
	GString *text = g_string_new(NULL);

	for (guint i = 0; lines[i]; i++) {
		gboolean person = i > 0 && !strchr("<([", *lines[i]) && has_mailbox(lines[i]) && !strchr(lines[i - 1], '@');

		/* "A chairs (a@b)" on one line, "B chairs (c@d)" on the next */
		person |= i > 0 && strchr(lines[i], '@') && g_ascii_isupper(*lines[i]) && *lines[i - 1] && strchr(")>", lines[i - 1][strlen(lines[i - 1]) - 1]) &&
			has_mailbox(lines[i - 1]) && has_mailbox(lines[i]);
		if (i > 0 && party_is_office(lines[i]) && party_is_like_person(lines[i - 1]))
			g_string_append(text, ", ");
		else if (i > 0)
			g_string_append(text, person || (i > 0 && is_next_body(organization, lines[i - 1], lines[i])) ? "; " : " ");
		g_string_append(text, lines[i]);
	}
	return g_string_free(text, FALSE);
}

/* "IETF: X, Y" as "IETF (X, Y)"; takes text. */
static char *bracket_list(const struct organization *organization, char *text)
{
	char *colon = strchr(text, ':');
	g_autofree char *head = colon ? g_strstrip(g_strndup(text, (gsize)(colon - text))) : NULL;
	char *list;

	if (!head || !organization_is_own_name(organization, head) || strpbrk(colon + 1, ":;("))
		return text;
	list = g_strdup_printf("%s (%s)", head, colon + 1 + strspn(colon + 1, " "));
	g_free(text);
	return list;
}

/* "IETF (X WG), IAB", "IETF (X WG) and SG13": two of what is divided are bodies for themselves. */
static gboolean is_list(const struct organization *organization, const char *whole)
{
	g_autoptr(GPtrArray) pieces = body_list_split(whole, ","), parts = body_list_by_and(organization, whole);
	guint n = parts ? parts->len : 0;

	for (guint i = 0; i < pieces->len; i++)
		n += body_stands_alone(organization, g_ptr_array_index(pieces, i)) && !organization_is_own_name(organization, g_ptr_array_index(pieces, i));
	return n > 1;
}

void parties_read(const struct organization *organization, const char *value, guint max_addresses, struct parties *parties)
{
	g_autofree char *text = join_lines(organization, value);
	g_autofree char *folded = text_fold_space(text);
	char *expanded = body_list_expand(folded);
	g_autofree char *whole = expanded ? expanded : g_strdup(folded);
	g_autoptr(GPtrArray) pieces = NULL;

	for (gsize length = strlen(whole); length > 0 && strchr(",; ", whole[length - 1]); length--)
		whole[length - 1] = '\0';
	whole = bracket_list(organization, whole);
	if (!strpbrk(whole, "@;,(") && read_stroke(organization, whole, parties))
		return;
	if (!strpbrk(whole, "@;") && body_is_ours(organization, whole) && !is_list(organization, whole)) {              /* a name of ours that holds a comma or an "and" */
		add_name(parties, g_ascii_strncasecmp(whole, "the ", 4) == 0 ? whole + 4 : whole);
		return;
	}
	pieces = body_list_split(whole, ",;");
	if (parties->only_mailboxes)
		join_people(pieces);
	drop_owner(organization, pieces);
	join_pieces(organization, pieces, parties, whole);
	for (guint i = 0; i < pieces->len; i++)
		read_piece(organization, g_ptr_array_index(pieces, i), max_addresses, parties);
	drop_unknown(organization, parties);
}
