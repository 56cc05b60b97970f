/* SPDX-License-Identifier: BSD-2-Clause
 *
 * address-block.c - to whom a letter without labels is: the lines above its greeting, or the words that it opens with
 */
#include <string.h>
#include "bodies.h"
#include "label-read.h"
#include "line.h"
#include "party-name.h"
#include "pattern.h"
#include "prose.h"
#include "work.h"

#define HEAD_LINES 30           /* down to the greeting */
#define LABEL_WIDTH 16          /* bytes of "Subject:" and the like */
#define NAME_WORDS 10           /* of a line that names who is addressed */

PATTERN(to, "^\\s*(?:to|attn\\.?|attention|to whom it may concern (?:at|in|of)|to the attention of)\\s*:\\s*(.*)$")
PATTERN(copies, "^\\W*(?:b?cc|cop(?:y|ies)(?: to)?|copied|with cop(?:y|ies)|distribution|c\\.c)\\b")
PATTERN(beside, "^\\W*(?:via|through|c/o|by|from|sent|our|your|ref(?:erence)?|date|subject|re|file|doc(?:ument)?|no|page|agenda|contact|tel|fax)\\b")
PATTERN(topic, "^\\W*(?:LS|liaison|letter|reply|response)\\b|\\b(?:on|in|about|over|using|regarding|concerning|between|with|against)\\b")
/* "Liaison letter to X and Y on Z": up to the topic, which may be one of us */
PATTERN(title_to, "^\\W*(?:LS|liaison(?: statement| letter)?|letter) (?:(?:from|of) .{2,60}? )?to (.{2,80}?) (?:on|about|regarding|concerning)\\b")
PATTERN(opens, "^\\W*to (?:all |the )?.{0,60}?\\b(?:chairs?|chairmen|members|delegates|experts|participants|secretar(?:y|iat)|colleagues|leadership|officers?|convenors?)\\b.{0,40}? (?:of|at|in) ")
PATTERN(copied, "\\(?\\b(?:copy|copies|copied|cc)\\b.*$")

/* A mailbox of that side among the lines of the addressee. */
static void note_mailbox(struct work *work, const struct line *line, gboolean ours)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

	address_scan(line->text, 2, found);
	for (guint i = 0; i < found->len; i++) {
		const struct address *address = g_ptr_array_index(found, i);
		const struct organization *organization = work->context->organization;
		g_autofree char *mailbox = address_format(address);

		if (ours ? organization_is_our_address(organization, address->addr_spec) : organization_peer_of_address(organization, address->addr_spec) != NULL)
			work_note_sentence(work, FIELD_TO_CONTACTS, line->number, mailbox, SURE_TEXT);
	}
}

static const struct line *line_at(const struct work *work, guint i)
{
	return g_ptr_array_index(work->letter->lines, i);
}

/* What a line of the head says to whom, owned by the caller; NULL: it is something else. copies: it stands among those who get a copy,
 * which may be paragraphs that begin with a tab. */
static char *addressed_in(const struct line *line, gboolean after_blank, gboolean *copies)
{
	g_autoptr(GMatchInfo) to = NULL, title = NULL;

	if (pattern_matches(pattern_copies(), line->text)) {
		*copies = TRUE;
		return NULL;
	}
	if (line_is_blank(line) || (*copies && (line_indent(line) > 0 || !after_blank)))
		return NULL;
	*copies = FALSE;
	if (g_regex_match(pattern_to(), line->text, 0, &to))
		return g_match_info_fetch(to, 1);
	if (g_regex_match(pattern_title_to(), line->text, 0, &title))
		return g_match_info_fetch(title, 1);
	if (strchr(line->text, ':') && strchr(line->text, ':') - line->text < LABEL_WIDTH)
		return NULL;                                          /* "Subject: …" may speak of us */
	if (pattern_matches(pattern_beside(), line->text) || pattern_matches(pattern_topic(), line->text))
		return NULL;
	return g_strdup(line->text);
}

/* Others beside us in a list behind "To:": who is known, or is called like a body. */
static void note_others(struct work *work, const struct line *line, const char *list)
{
	const struct organization *organization = work->context->organization;
	struct parties parties;
	gboolean ours = FALSE;

	parties_init(&parties);
	parties_read(organization, list, work->context->limits->addresses, &parties);
	for (guint i = 0; i < parties.bodies->len; i++)
		ours |= body_is_ours(organization, g_ptr_array_index(parties.bodies, i));
	for (guint i = 0; ours && i < parties.bodies->len; i++) {
		const char *name = g_ptr_array_index(parties.bodies, i);

		if (!body_is_ours(organization, name) && !party_is_person(name) && !party_is_office(name) && label_words(name) <= NAME_WORDS &&
		    (organization_peer_by_name(organization, name) || body_holds_group(name) || (strchr(name, ' ') && body_is_called_so(name))))
			work_note_sentence(work, FIELD_TO, line->number, name, SURE_TEXT);
	}
	parties_clear(&parties);
}

void address_block_read(struct work *work)
{
	gboolean copies = FALSE;
	guint greeting;

	letter_find_greeting(work->letter, HEAD_LINES, &greeting);
	for (guint i = 0; i < greeting; i++) {
		const struct line *line = line_at(work, i);
		g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
		g_autofree char *text = addressed_in(line, i > 0 && line_is_blank(line_at(work, i - 1)), &copies);

		if (!text || (work->letter->source != EVIDENCE_ATTACHMENT && label_line_is_prose(line)))
			continue;
		bodies_addressed_in_text(work->context->organization, text, names);
		for (guint n = 0; n < names->len; n++)
			work_note_sentence(work, FIELD_TO, line->number, g_ptr_array_index(names, n), SURE_TEXT);
		if (strcmp(text, line->text) != 0)
			note_others(work, line, text);
		note_mailbox(work, line, TRUE);
	}
}

/* "W3C Advisory Board": the name of a peer, and more. */
static gboolean is_group_of_peer(const struct organization *organization, const char *text)
{
	for (const char *blank = strchr(text, ' '); blank; blank = strchr(blank + 1, ' ')) {
		g_autofree char *front = g_strndup(text, (gsize)(blank - text));

		if (organization_peer_by_name(organization, front))
			return TRUE;
	}
	return FALSE;
}

/* "To the chairs and delegates of SA3 and of TC ESI" */
static gboolean read_opening(struct work *work)
{
	const struct sentence *sentence = work->sentences->len ? g_ptr_array_index(work->sentences, 0) : NULL;
	g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *text = sentence ? g_strdup(sentence->text) : NULL;

	if (!text || !pattern_matches(pattern_opens(), text))
		return FALSE;
	pattern_cut(pattern_copied(), text);
	bodies_groups_in_text(work->context->layouts, text, groups);
	for (guint i = 0; i < groups->len; i++)
		if (!body_is_ours(work->context->organization, g_ptr_array_index(groups, i)))
			work_note_sentence(work, FIELD_TO, sentence->line, g_ptr_array_index(groups, i), SURE_TEXT);
	return groups->len > 0;
}

gboolean address_block_read_peers(struct work *work)
{
	const struct organization *organization = work->context->organization;
	gboolean copies = FALSE, found = FALSE;
	guint greeting;

	letter_find_greeting(work->letter, HEAD_LINES, &greeting);
	for (guint i = 0; i < greeting; i++) {
		const struct line *line = line_at(work, i);
		g_autofree char *text = addressed_in(line, i > 0 && line_is_blank(line_at(work, i - 1)), &copies);

		note_mailbox(work, line, FALSE);
		if (text && !strchr(text, '@') && label_words(text) <= NAME_WORDS && !party_is_office(text) && is_group_of_peer(organization, text)) {
			work_note_sentence(work, FIELD_TO, line->number, text, SURE_TEXT);
			found = TRUE;
		}
	}
	if (!greeting)
		found = read_opening(work);
	return found;
}
