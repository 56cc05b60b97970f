/* SPDX-License-Identifier: BSD-2-Clause
 *
 * bodies-text.c - names of bodies in running text: ours, and the groups of others
 */
#include "bodies.h"
#include <liaison/text.h>
#include <string.h>
#include "layout-index.h"
#include "party-name.h"
#include "pattern.h"

#define WORD_ENDS " ,;/()[]\t\n\"'"
#define GROUP_WORDS 7           /* of a group beside our own name, in text */
#define LIST_WORDS_MAX 100      /* of a text that lists whom it is to */
#define TEXT_MAX_BYTES 4000     /* of text that the layouts' groups are looked for in */

PATTERN(group, "\\b(?:ITU-[TRD] )?(?:SG ?\\d{1,2}\\b|Study Group \\d{1,2}\\b)|\\bITU-[TRD] Q\\.?\\d{1,2}/\\d{1,2}\\b|"
	"\\b(?:3GPP )?TSG[- ](?:SA|RAN|CT)(?: WG ?\\d)?\\b|\\b3GPP (?:SA|RAN|CT) ?(?:WG ?)?\\d?\\b|\\b(?:SA|RAN|CT)[1-6]\\b|"
	"\\bIEEE 802\\.\\d{1,2}\\b|\\bETSI (?:ISG|TC|EE) [A-Z0-9]{2,8}\\b|\\bISO/IEC JTC ?1/SC ?\\d{1,2}(?:/WG ?\\d{1,2})?\\b")

gboolean body_holds_group(const char *text)
{
	return pattern_matches(pattern_group(), text);
}

static void add_once(GPtrArray *names, const char *name)
{
	for (guint i = 0; i < names->len; i++)
		if (g_ascii_strcasecmp(g_ptr_array_index(names, i), name) == 0)
			return;
	if (names->len < BODIES_MAX)
		g_ptr_array_add(names, g_strdup(name));
}

/* Aliases that are common words ("core", "cats", "spring", "roll") count only as they would be written as a name. */
static gboolean written_as_name(const char *word)
{
	guint upper = 0;

	for (const char *p = word; *p; p++)
		upper += g_ascii_isupper(*p) || g_ascii_isdigit(*p);
	return upper >= 2;
}

struct long_name { const char *name; char *key; };

static void long_name_free(struct long_name *name)
{
	g_free(name->key);
	g_free(name);
}

static int longest_first(gconstpointer a, gconstpointer b)
{
	gsize x = strlen((*(const struct long_name *const *)a)->key), y = strlen((*(const struct long_name *const *)b)->key);

	return (x < y) - (x > y);
}

/* Names of several words ("Transport and Services") that stand in folded, the longest first; NULL: none. */
static GPtrArray *long_names_said(const struct organization *organization, const char *folded)
{
	GPtrArray *said = NULL;

	for (guint i = 0; i < organization->bodies->len; i++) {
		const struct body *body = g_ptr_array_index(organization->bodies, i);

		for (guint a = 0; a < body->aliases->len; a++) {
			const char *alias = g_ptr_array_index(body->aliases, a);
			g_autofree char *key = strchr(alias, ' ') ? text_fold_name(alias) : NULL;
			struct long_name *name;

			if (!key || !party_is_said(folded, key))
				continue;
			if (!said)
				said = g_ptr_array_new_with_free_func((GDestroyNotify)long_name_free);
			name = g_new(struct long_name, 1);
			name->name = body->name;
			name->key = g_steal_pointer(&key);
			g_ptr_array_add(said, name);
		}
	}
	if (said)
		g_ptr_array_sort(said, longest_first);
	return said;
}

/* How many words from the one at i on say what key does; 0: they say something else. */
static guint words_said(char **words, guint n, guint i, const char *key)
{
	g_auto(GStrv) parts = g_strsplit_set(key, WORD_ENDS, 32);
	guint at = i;

	for (guint k = 0; parts[k]; k++) {
		if (!*parts[k])
			continue;
		while (at > i && at < n && !*words[at])
			at++;
		if (at >= n || g_ascii_strcasecmp(words[at], parts[k]) != 0)
			return 0;
		at++;
	}
	return at - i;
}

/* A longer name swallows what stands inside it: "Media over QUIC" is one group, and speaks of no other. */
static void swallow(char **words, guint n, const char *key)
{
	for (guint i = 0; i < n; i++) {
		guint length = *words[i] ? words_said(words, n, i, key) : 0;

		for (guint k = 0; k < length; k++)
			*words[i + k] = '\0';
	}
}

/* Takes the long names out of folded and words, so that no shorter one is found inside; what they are names of is returned, or NULL. */
static GPtrArray *take_long_names(const struct organization *organization, const char *text, char **words, guint n)
{
	g_autofree char *folded = text_fold_name(text);
	g_autoptr(GPtrArray) said = long_names_said(organization, folded);
	GPtrArray *names = said ? g_ptr_array_new() : NULL;

	for (guint i = 0; said && i < said->len; i++) {
		const struct long_name *name = g_ptr_array_index(said, i);
		const char *found;

		if (!party_is_said(folded, name->key))
			continue;
		g_ptr_array_add(names, (gpointer)name->name);
		while ((found = party_find(folded, name->key)))
			memset(folded + (found - folded), '.', strlen(name->key));
		swallow(words, n, name->key);
	}
	return names;
}

/* The words from begin to before end as a name, if that is a group of ours which nobody configured; they are no other name then. */
static gboolean add_group_of_words(const struct organization *organization, char **words, guint begin, guint end, GPtrArray *names)
{
	g_autoptr(GPtrArray) part = g_ptr_array_new();
	g_autofree char *name = NULL;

	for (guint i = begin; i < end; i++)
		if (*words[i])
			g_ptr_array_add(part, words[i]);
	g_ptr_array_add(part, NULL);
	name = g_strjoinv(" ", (char **)part->pdata);
	if (!organization_is_own_group(organization, name) || organization_body_by_name(organization, name))
		return FALSE;
	add_once(names, name);
	for (guint i = begin; i < end; i++)
		if (!organization_is_own_name(organization, words[i]))
			*words[i] = '\0';
	return TRUE;
}

/* "the IETF FOO WG", "IETF 6lo chairs", "the FOO working group of the IETF" around our name at i: "IETF QUIC" alone may be a protocol. */
static void add_own_groups(const struct organization *organization, char **words, guint n, guint i, GPtrArray *names)
{
	for (guint end = i + 3; end <= n && end <= i + GROUP_WORDS; end++)
		if (add_group_of_words(organization, words, i, end, names))
			return;
	if (i + 2 < n && g_ascii_strncasecmp(words[i + 2], "chair", 5) == 0 && add_group_of_words(organization, words, i, i + 2, names))
		return;
	for (guint begin = i; begin-- > 0 && i - begin <= GROUP_WORDS; )
		if (written_as_name(words[begin]) && add_group_of_words(organization, words, begin, i + 1, names))
			return;
}

void bodies_ours_in_text(const struct organization *organization, const char *text, GPtrArray *names)
{
	g_auto(GStrv) words = g_strsplit_set(text, WORD_ENDS, 400);
	g_autoptr(GPtrArray) long_names = NULL;
	guint n = g_strv_length(words);

	for (guint i = 0; i < n; i++)
		for (gsize length = strlen(words[i]); length > 0 && strchr(".:!?", words[i][length - 1]); )
			words[i][--length] = '\0';
	long_names = take_long_names(organization, text, words, n);
	for (guint i = 0; i < n; i++)
		if (written_as_name(words[i]) && organization_is_own_name(organization, words[i]) && !organization_body_by_name(organization, words[i]))
			add_own_groups(organization, words, n, i, names);
	for (guint i = 0; i < n; i++) {
		const struct body *body = *words[i] && written_as_name(words[i]) ? organization_body_by_name(organization, words[i]) : NULL;

		if (body)
			add_once(names, body->name);
	}
	for (guint i = 0; long_names && i < long_names->len; i++)
		add_once(names, g_ptr_array_index(long_names, i));
}

/* ── lists ── */

/* A word of a list: a name of ours, one that may be a group of ours, what joins names, what says of what kind they are. */
enum word_kind { WORD_OTHER, WORD_OWN, WORD_MAYBE, WORD_AND, WORD_KIND };
struct word { char *text; enum word_kind kind; gboolean ends; /* a comma, a stop or a stroke stands behind it */ };

static gboolean is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (g_ascii_strcasecmp(word, *words) == 0)
			return TRUE;
	return FALSE;
}

static enum word_kind kind_of(const struct organization *organization, const char *word)
{
	static const char *const and[] = { "and", "&", "or", NULL };
	static const char *const kinds[] = { "wg", "wgs", "working", "group", "groups", "chair", "chairs", "co-chairs", "cochairs", "the", "members", "experts",
		"participants", "colleagues", NULL };
	g_autofree char *group = NULL;

	if (is_one_of(word, and))
		return WORD_AND;
	if (is_one_of(word, kinds) || organization_is_own_name(organization, word))
		return WORD_KIND;
	if (!written_as_name(word))
		return WORD_OTHER;
	if (organization_body_by_name(organization, word))
		return WORD_OWN;
	group = g_strdup_printf("%s %s", organization->name, word);
	return organization_is_own_group(organization, group) && !organization_peer_by_name(organization, word) && !body_holds_group(word) ? WORD_MAYBE : WORD_OTHER;
}

static void word_clear(struct word *word)
{
	g_free(word->text);
}

static GArray *words_of(const struct organization *organization, const char *text)
{
	GArray *words = g_array_new(FALSE, FALSE, sizeof(struct word));

	g_array_set_clear_func(words, (GDestroyNotify)word_clear);
	while (words->len < LIST_WORDS_MAX && *(text += strspn(text, " \t\n"))) {
		gsize length = strcspn(text, " ,;/.:!?()[]\t\n\"");
		struct word word = { .text = g_strndup(text, length) };

		word.kind = length ? kind_of(organization, word.text) : WORD_OTHER;
		text += length;
		word.ends = !*text || strchr(",;/.:!?", *text);
		if (*text && *text != ' ')
			text++;
		g_array_append_val(words, word);
	}
	return words;
}

/* Is there a name of ours beside the word at i, on that side (-1, 1), with only names, "and", commas and kinds of groups between? */
static gboolean is_joined(const GArray *words, guint i, int side)
{
	gboolean joint = FALSE;

	for (guint at = i; side > 0 ? at + 1 < words->len : at > 0; ) {
		const struct word *word;

		joint |= side > 0 && g_array_index(words, struct word, at).ends;
		at = side > 0 ? at + 1 : at - 1;
		word = &g_array_index(words, struct word, at);
		joint |= word->kind == WORD_AND || (side < 0 && word->ends);
		if (word->kind == WORD_OTHER || ((word->kind == WORD_OWN || word->kind == WORD_MAYBE) && !joint))
			return FALSE;
		if (word->kind == WORD_OWN)
			return TRUE;
		joint = joint && word->kind != WORD_MAYBE;
	}
	return FALSE;
}

static gboolean is_listed(const GArray *words, guint i)
{
	const struct word *word = &g_array_index(words, struct word, i);
	const struct word *next = i + 1 < words->len ? &g_array_index(words, struct word, i + 1) : NULL;

	/* "QUIC, HTTP is what we use": the list does not go on or end behind it */
	if (word->kind != WORD_MAYBE || (!word->ends && next && next->kind != WORD_AND && next->kind != WORD_KIND))
		return FALSE;
	return is_joined(words, i, -1) || is_joined(words, i, 1);
}

void bodies_addressed_in_text(const struct organization *organization, const char *text, GPtrArray *names)
{
	g_autoptr(GArray) words = NULL;

	bodies_ours_in_text(organization, text, names);
	if (names->len == 0)
		return;
	words = words_of(organization, text);
	for (guint i = 0; i < words->len; i++) {
		const char *word = g_array_index(words, struct word, i).text;
		g_autofree char *key = text_fold_name(word);
		gboolean known = !is_listed(words, i);

		for (guint n = 0; n < names->len && !known; n++) {
			g_autofree char *folded = text_fold_name(g_ptr_array_index(names, n));

			known = party_is_said(folded, key);           /* "IETF FOO WG" */
		}
		if (!known)
			add_once(names, word);
	}
}

/* "SA2" of one expression and "3GPP SA2" of another are one, where they stand together. */
static void add_groups(const GRegex *regex, const char *text, GPtrArray *names)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);

	layout_find_all(regex, text, BODIES_MAX, found);
	for (guint i = 0; i < found->len; i++) {
		const char *name = g_ptr_array_index(found, i);
		gboolean part = FALSE;

		for (guint n = 0; n < names->len; n++)
			part |= strstr(g_ptr_array_index(names, n), name) != NULL;
		if (!part)
			add_once(names, name);
	}
}

void bodies_groups_in_text(const struct layouts *layouts, const char *text, GPtrArray *names)
{
	add_groups(pattern_group(), text, names);
	if (layouts && strlen(text) <= TEXT_MAX_BYTES)
		add_groups(layouts->groups, text, names);
}

gboolean bodies_is_group(const struct layouts *layouts, const char *text)
{
	g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(g_free);

	bodies_groups_in_text(layouts, text, groups);
	return groups->len == 1 && g_ascii_strcasecmp(g_ptr_array_index(groups, 0), text) == 0;
}
