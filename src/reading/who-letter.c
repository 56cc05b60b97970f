/* SPDX-License-Identifier: BSD-2-Clause
 *
 * who-letter.c - which body speaks in a letter without labels, and to which: by its subject, its first lines and its addressee
 */
#include <liaison/text.h>
#include <string.h>
#include "bodies.h"
#include "label-read.h"
#include "layout-index.h"
#include "line.h"
#include "party-name.h"
#include "pattern.h"
#include "prose.h"
#include "work.h"

#define OPENING_PARAGRAPHS 2    /* where it says whom it is to */

PATTERN(opening, "^\\W*(to|dear|attention)\\b")
PATTERN(from_to, "\\bfrom (?:the )?(.{2,60}?) to (?:the )?(.{2,60}?)(?: (?:on|about|regarding|concerning|for|in)\\b.*|[:,;(].*|\\s*)$")
PATTERN(to_tail, "\\bto (?:the )?(.{2,80})$")
PATTERN(sent_by, "\\b(?:LS|liaison statement|liaison letter|liaison|letter|reply|response|answer) (?:from|of|by) (?:the )?(.{2,80})")
PATTERN(letter_between, "\\bliaison (?:statement|letter|communication) (?:from|of|by) (?:the )?(.{2,80}?) to (?:the )?(.{2,80})")
PATTERN(sent_by_body, "\\bthis (?:letter|statement|message|note|communication|liaison(?: statement| letter)?) is (?:hereby )?(?:sent|submitted|conveyed|transmitted|addressed|written)(?: to you)?"
	"(?: jointly)? (?:by|on behalf of|in the name of) ([^,;:()]{2,120})")
PATTERN(behalf, "^(?:sent |(?:we|I) (?:write|am writing|are writing)(?: to you)? )?on behalf of (?:the )?(.{2,100})")
PATTERN(greeted, "^\\W*dear (?:colleagues|members|friends|experts|participants|all|chairs?|secretar(?:y|iat)|liaison officers?) (?:of|at|in|from) (?:the )?(.{2,60}?)\\s*[,:]?$")
PATTERN_CASE(name_ends, "[,:;(“\"]|\\.(?!\\d)|\\s[–-]\\s| (?:to|on|about|regarding|concerning|for|in|and its|with|dated|of \\d|we|I|is|are|has|have|would|please)\\b")
PATTERN(letter_from, "\\b(?:letter|liaison|liaison statement|statement|LS) (?:from|of|by) (?:the )?(.{2,80})$")

/* Both domains of a peer may be shared ("etsi.org"): a group is of this author if its peer has the author's domain. */
static gboolean group_fits(const struct reading_context *context, const char *group, const char *addr_spec)
{
	const struct peer *peer = who_group_peer(context, group);

	for (guint i = 0; peer && i < peer->domains->len; i++)
		if (address_domain_within(address_domain(addr_spec), g_ptr_array_index(peer->domains, i)))
			return TRUE;
	return FALSE;
}

/* "ITU-T Study Group 15", "Study Group 15" and "SG15" are one. */
static char *group_key(const char *group)
{
	g_autofree char *folded = text_fold_name(group);
	GString *key = g_string_new(NULL);
	const char *p = folded;

	for (const char *const *prefix = (const char *const[]) { "itu-t ", "3gpp ", "tsg ", "tsg-", NULL }; *prefix; prefix++)
		if (g_str_has_prefix(p, *prefix))
			p += strlen(*prefix);
	for (; *p; p++) {
		if (g_str_has_prefix(p, "study group")) {
			g_string_append(key, "sg");
			p += strlen("study group") - 1;
		} else if (g_str_has_prefix(p, " wg")) {
			p += 2;
		} else if (g_ascii_isalnum(*p) || *p == '.') {
			g_string_append_c(key, *p);
		}
	}
	return g_string_free(key, FALSE);
}

/* The one group of that mailbox's organisation which the text names, or NULL; owned by the caller. */
static char *only_group(const struct work *work, const char *addr_spec, const char *subject, gboolean whole_text)
{
	const struct organization *organization = work->context->organization;
	g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *found = NULL, *found_key = NULL;
	const struct address *author = work->letter->header.from->len ? g_ptr_array_index(work->letter->header.from, 0) : NULL;

	if (subject)
		bodies_groups_in_text(work->context->layouts, subject, groups);
	if (author && author->name && address_equal(author->addr_spec, addr_spec))
		bodies_groups_in_text(work->context->layouts, author->name, groups);
	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);

		if (whole_text || sentence->paragraph < OPENING_PARAGRAPHS)
			bodies_groups_in_text(work->context->layouts, sentence->text, groups);
	}
	for (guint i = 0; i < groups->len; i++) {
		const char *group = g_ptr_array_index(groups, i);
		g_autofree char *key = group_key(group);

		if (!group_fits(work->context, group, addr_spec) || body_is_ours(organization, group))
			continue;
		if (found_key && strcmp(found_key, key) != 0)
			return NULL;
		if (found && strlen(group) <= strlen(found))
			continue;                                     /* "ITU-T SG15" says more than "SG15" */
		g_free(found);
		g_free(found_key);
		found = g_strdup(group);
		found_key = g_steal_pointer(&key);
	}
	return g_steal_pointer(&found);
}

/* The longest run of words at the begin of text that is a name of ours, or the group of a peer; NULL if none. */
char *who_name_in_front(const struct work *work, const char *text)
{
	const struct organization *organization = work->context->organization;
	g_auto(GStrv) words = g_strsplit(text, " ", 10);

	for (guint n = g_strv_length(words); n > 0; n--) {
		char *saved = words[n];
		g_autofree char *name = NULL;
		g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(g_free);

		words[n] = NULL;
		name = g_strjoinv(" ", words);
		words[n] = saved;
		while (*name && strchr(".,;:", name[strlen(name) - 1]))
			name[strlen(name) - 1] = '\0';
		bodies_groups_in_text(work->context->layouts, name, groups);
		if (organization_body_by_name(organization, name) || organization_is_own_group(organization, name) ||
		    (groups->len == 1 && strcmp(g_ptr_array_index(groups, 0), name) == 0))
			return g_steal_pointer(&name);
	}
	return NULL;
}

/* What text begins with, up to where a name cannot go on, if it is called like a body; NULL if not. */
static char *known_in_front(const struct work *work, const char *text)
{
	g_autofree char *name = g_strdup(text);

	pattern_cut(pattern_name_ends(), name);
	g_strstrip(name);
	return body_is_known(work->context->organization, name) ? g_steal_pointer(&name) : NULL;
}

char *who_behalf(const struct work *work, const char *sentence)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *rest = NULL;

	if (!g_regex_match(pattern_behalf(), sentence, 0, &match))
		return NULL;
	rest = g_match_info_fetch(match, 1);
	return g_ascii_isupper(*rest) ? known_in_front(work, rest) : NULL;      /* not "the group" */
}

void who_sent_by(const struct work *work, const char *sentence, GPtrArray *names)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *rest = NULL;

	if (!g_regex_match(pattern_sent_by_body(), sentence, 0, &match))
		return;
	rest = g_match_info_fetch(match, 1);
	bodies_groups_in_text(work->context->layouts, rest, names);
}

static void note_known(struct work *work, enum field field, const char *text, guint line, int sure)
{
	g_autofree char *name = known_in_front(work, text);

	if (name && line)
		work_note_sentence(work, field, line, name, sure);
	else if (name)
		work_note(work, field, EVIDENCE_HEADER, "Subject", 0, NULL, name, sure);
}

static void note_subject(struct work *work, enum field field, const char *text, int sure)
{
	g_autofree char *name = who_name_in_front(work, text);

	if (name)
		work_note(work, field, EVIDENCE_HEADER, "Subject", 0, NULL, name, sure);
}

/* "LS from SA2 to SA5", "LS on X to IETF CLUE WG" in the subject of a cover or a letter without labels. */
static void read_subject(struct work *work, const char *subject)
{
	g_autoptr(GMatchInfo) match = NULL;

	if (g_regex_match(pattern_from_to(), subject, 0, &match)) {
		g_autofree char *from = g_match_info_fetch(match, 1), *to = g_match_info_fetch(match, 2);

		note_subject(work, FIELD_FROM, from, SURE_TEXT);
		note_subject(work, FIELD_TO, to, SURE_TEXT);
		return;
	}
	g_clear_pointer(&match, g_match_info_unref);
	if (g_regex_match(pattern_to_tail(), subject, 0, &match)) {
		g_autofree char *to = g_match_info_fetch(match, 1);

		note_subject(work, FIELD_TO, to, SURE_TEXT);
	}
	g_clear_pointer(&match, g_match_info_unref);
	if (!work->cover && g_regex_match(pattern_sent_by(), subject, 0, &match)) {
		g_autofree char *from = g_match_info_fetch(match, 1);

		note_known(work, FIELD_FROM, from, 0, SURE_TEXT);
	}
}

/* "On behalf of the X Working Group," at the end */
static void read_behalf(struct work *work)
{
	for (guint i = work->sentences->len; i-- > 0; ) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);
		g_autofree char *name = who_behalf(work, sentence->text);

		if (!name)
			continue;
		work_note_sentence(work, FIELD_FROM, sentence->line, name, SURE_TEXT);
		return;
	}
}

/* "This is a liaison statement of X to Y", "Dear colleagues of Y," */
static void read_declaration(struct work *work)
{
	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);
		g_autoptr(GPtrArray) senders = g_ptr_array_new_with_free_func(g_free);
		g_autoptr(GMatchInfo) match = NULL;

		if (sentence->paragraph >= OPENING_PARAGRAPHS)
			return;
		who_sent_by(work, sentence->text, senders);
		for (guint n = 0; n < senders->len; n++)
			work_note_sentence(work, FIELD_FROM, sentence->line, g_ptr_array_index(senders, n), SURE_TEXT);
		if (g_regex_match(pattern_letter_between(), sentence->text, 0, &match)) {
			g_autofree char *from = g_match_info_fetch(match, 1), *to = g_match_info_fetch(match, 2);

			note_known(work, FIELD_FROM, from, sentence->line, SURE_TEXT);
			note_known(work, FIELD_TO, to, sentence->line, SURE_TEXT);
			continue;
		}
		g_clear_pointer(&match, g_match_info_unref);
		if (g_regex_match(pattern_greeted(), sentence->text, 0, &match)) {
			g_autofree char *to = g_match_info_fetch(match, 1);

			note_known(work, FIELD_TO, to, sentence->line, SURE_HEADER);
		}
	}
}

/* "Dear IETF," */
static gboolean names_organization(const struct organization *organization, const char *text)
{
	g_auto(GStrv) words = g_strsplit_set(text, " ,:;.", 12);

	for (guint i = 0; words[i]; i++)
		if (*words[i] && organization_is_own_name(organization, words[i]))
			return TRUE;
	return FALSE;
}

/* "To the chairs of the IPPM and NETMOD working groups", "Dear CCAMP chairs": in a letter of a peer's without labels. */
static void read_opening(struct work *work)
{
	const struct organization *organization = work->context->organization;

	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);
		g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

		if (sentence->paragraph >= OPENING_PARAGRAPHS)
			return;
		if (!pattern_matches(pattern_opening(), sentence->text))
			continue;
		bodies_addressed_in_text(organization, sentence->text, names);
		if (names->len == 0 && names_organization(organization, sentence->text))
			g_ptr_array_add(names, g_strdup(organization->name));
		for (guint n = 0; n < names->len; n++)
			work_note_sentence(work, FIELD_TO, sentence->line, g_ptr_array_index(names, n), SURE_TEXT);
	}
}

/* A letter "from the OIF": the sender's organisation itself, said in so many words. */
static void read_letter_from(struct work *work, const struct peer *peer)
{
	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);
		g_autoptr(GMatchInfo) match = NULL;
		g_autofree char *name = NULL;
		char *end;

		if (!g_regex_match(pattern_letter_from(), sentence->text, 0, &match))
			continue;
		name = g_match_info_fetch(match, 1);
		end = strpbrk(name, ".,;:");
		if (end)
			*end = '\0';
		if (organization_peer_by_name(work->context->organization, name) == peer && strchr(name, ' ') == NULL)
			work_note_sentence(work, FIELD_FROM, sentence->line, name, SURE_TEXT);
	}
}

static void unlabelled_incoming(struct work *work, const char *subject)
{
	const struct peer *peer = who_author_peer(work);
	const char *author = work_author(work);

	if (author) {
		g_autofree char *group = only_group(work, author, subject, work->cover);

		if (group)
			work_note(work, FIELD_FROM, work->letter->source, work->letter->where, 0, NULL, group, SURE_HEADER - 1);
		else if (peer)
			work_note(work, FIELD_FROM, EVIDENCE_HEADER, "From", 0, NULL, peer->name, work->cover || work_says(work, FIELD_FROM) ? SURE_RUNNER_UP : SURE_HEADER);
	}
	if (peer && work->cover)
		read_letter_from(work, peer);
	if (!work->cover)
		read_opening(work);
	if (!work->cover || work->letter->source == EVIDENCE_ATTACHMENT)
		address_block_read(work);
}

/* "Dear members of ISO/TC 154": who is greeted is addressed, and the one mailbox it goes to only says by which peer. */
static gboolean is_addressed_by_name(const struct work *work)
{
	return work->letter->header.to->len == 1 && work_says(work, FIELD_TO);
}

static void unlabelled_outgoing(struct work *work, const char *subject)
{
	const struct organization *organization = work->context->organization;
	const struct body *body = organization_body_of_address(organization, work_author(work));
	gboolean addressed = !work->cover && address_block_read_peers(work);
	const int sure = work->cover || addressed || is_addressed_by_name(work) ? SURE_RUNNER_UP : SURE_HEADER;

	if (body)
		work_note(work, FIELD_FROM, EVIDENCE_HEADER, "From", 0, NULL, body->name, SURE_HEADER);
	for (guint i = 0; i < work->letter->header.to->len; i++) {
		const struct address *to = g_ptr_array_index(work->letter->header.to, i);
		const struct peer *peer = organization_peer_of_address(organization, to->addr_spec);
		g_autofree char *group = peer ? only_group(work, to->addr_spec, subject, work->cover) : NULL;

		if (group)
			work_note(work, FIELD_TO, work->letter->source, work->letter->where, 0, NULL, group, addressed ? SURE_RUNNER_UP : SURE_HEADER);
		else if (peer)
			work_note(work, FIELD_TO, EVIDENCE_HEADER, "To", 0, NULL, peer->name, sure);
	}
}

static gboolean is_named(const struct work *work, const struct peer *peer)
{
	g_autofree char *key = text_fold_name(peer->name);

	for (guint i = 0; i < work->sentences->len; i++) {
		g_autofree char *folded = text_fold_name(((const struct sentence *)g_ptr_array_index(work->sentences, i))->text);

		if (party_is_said(folded, key))
			return TRUE;
	}
	return FALSE;
}

void who_author_read(struct work *work)
{
	const struct peer *peer = who_author_peer(work);
	const char *author = work_author(work);
	g_autofree char *group = author && !work_author_is_ours(work) ? only_group(work, author, work->letter->header.subject, FALSE) : NULL;

	if (group)
		work_note(work, FIELD_FROM, EVIDENCE_HEADER, "From", 0, NULL, group, SURE_HEADER);
	else if (peer && !work_author_is_ours(work) && is_named(work, peer))
		work_note(work, FIELD_FROM, EVIDENCE_HEADER, "From", 0, NULL, peer->name, SURE_HEADER);
}

/* "Jo Doe, X WG Chair / Internet Engineering Task Force": where a group of ours is addressed, our own name only says whose it is. */
static void prefer_groups(struct work *work)
{
	const struct organization *organization = work->context->organization;
	gboolean group = FALSE;

	for (guint i = 0; i < work->statement->evidence->len; i++) {
		const struct evidence *evidence = g_ptr_array_index(work->statement->evidence, i);

		group |= evidence->field == FIELD_TO && body_is_ours(organization, evidence->value) && !organization_is_own_name(organization, evidence->value);
	}
	for (guint i = 0; group && i < work->statement->evidence->len; i++) {
		struct evidence *evidence = g_ptr_array_index(work->statement->evidence, i);

		if (evidence->field == FIELD_TO && organization_is_own_name(organization, evidence->value))
			evidence->sure = MIN(evidence->sure, SURE_RUNNER_UP);
	}
}

void who_letter_read(struct work *work)
{
	const char *subject = work->letter->header.subject;
	guint line;
	g_autofree char *own = own_speaker_find(work, &line);

	if (subject)
		read_subject(work, subject);
	if (!work->cover) {
		read_declaration(work);
		read_behalf(work);
	}
	if (own || work_author_is_ours(work))
		unlabelled_outgoing(work, subject);
	else
		unlabelled_incoming(work, subject);
	prefer_groups(work);
}
