/* SPDX-License-Identifier: BSD-2-Clause
 *
 * who.c - which body speaks, to which, with copies to which, and in which direction
 */
#include <liaison/text.h>
#include <string.h>
#include "bodies.h"
#include "label-read.h"
#include "layout-index.h"
#include "line.h"
#include "party-name.h"
#include "pattern.h"
#include "people.h"
#include "prose.h"
#include "work.h"

#define ADDRESSEE_LINES 30
#define ADDRESSEE_LABEL 16
#define OPENING_PARAGRAPHS 2    /* of a letter without labels: where it says whom it is to */

PATTERN(opening, "^\\W*(to|dear|attention)\\b")
PATTERN(from_to, "\\bfrom (?:the )?(.{2,60}?) to (?:the )?(.{2,60}?)(?: (?:on|about|regarding|concerning|for|in)\\b.*|[:,;(].*|\\s*)$")
PATTERN(to_tail, "\\bto (?:the )?(.{2,80})$")
PATTERN(title_to, "\\b(?:LS|liaison statement|liaison|letter|reply) to (?:the )?(.{2,80})")
PATTERN(sent_by, "\\b(?:LS|liaison statement|liaison letter|liaison|letter|reply|response|answer) (?:from|of|by) (?:the )?(.{2,80})")
PATTERN(letter_between, "\\bliaison (?:statement|letter|communication) (?:from|of|by) (?:the )?(.{2,80}?) to (?:the )?(.{2,80})")
PATTERN(greeted, "^\\W*dear (?:colleagues|members|friends|experts|participants|all|chairs?|secretar(?:y|iat)|liaison officers?) (?:of|at|in|from) (?:the )?(.{2,60}?)\\s*[,:]?$")
PATTERN_CASE(name_ends, "[.,:;(“\"]|\\s[–-]\\s| (?:to|on|about|regarding|concerning|for|in|and its|with|dated|of \\d)\\b")
PATTERN(letter_from, "\\b(?:letter|liaison|liaison statement|statement|LS) (?:from|of|by) (?:the )?(.{2,80})$")

/* ── labels ── */

/* Does a person of that name sign or send the letter, or stand beside the name with a mailbox? */
static gboolean is_somebody(const struct work *work, const char *name, const GPtrArray *addresses)
{
	const char *surname = strrchr(name, ' ') ? strrchr(name, ' ') + 1 : name;
	g_autofree char *key = g_ascii_strdown(surname, -1);
	const GPtrArray *lists[] = { addresses, work->letter->header.from };

	if (!party_is_like_person(name) || body_is_known(work->context->organization, name))
		return FALSE;
	for (guint i = work->foot.begin; i < work->foot.end; i++)
		if (g_ascii_strncasecmp(((const struct line *)g_ptr_array_index(work->letter->lines, i))->text, name, strlen(name)) == 0)
			return TRUE;
	for (gsize l = 0; l < G_N_ELEMENTS(lists); l++) {
		for (guint i = 0; i < lists[l]->len; i++) {
			g_autofree char *local = g_ascii_strdown(((const struct address *)g_ptr_array_index(lists[l], i))->addr_spec, -1);

			local[strcspn(local, "@")] = '\0';
			if (strlen(key) > 3 && strstr(local, key))
				return TRUE;
		}
	}
	return FALSE;
}

static void note_bodies(struct work *work, enum field field, const struct labelled *labelled, int sure)
{
	struct parties parties;
	guint max = work->context->limits->addresses;

	parties_init(&parties);
	parties.only_mailboxes = field == FIELD_CC;
	parties.one_speaker = field == FIELD_FROM;
	parties_read(work->context->organization, labelled->value, max, &parties);
	for (guint i = 0; i < parties.bodies->len; i++)
		if (field == FIELD_CC || !is_somebody(work, g_ptr_array_index(parties.bodies, i), parties.addresses))
			work_note_labelled(work, field, labelled, g_ptr_array_index(parties.bodies, i), sure);
	for (guint i = 0; i < parties.addresses->len; i++) {
		g_autofree char *mailbox = address_format(g_ptr_array_index(parties.addresses, i));
		enum field contact = field == FIELD_FROM ? FIELD_FROM_CONTACTS : field == FIELD_TO ? FIELD_TO_CONTACTS : FIELD_CC;

		work_note_labelled(work, contact, labelled, mailbox, sure);
	}
	parties_clear(&parties);
}

/* Everybody who gets it, the organisation's own members as well: only who is one of us is surely addressed. */
static void note_distribution(struct work *work, const struct labelled *labelled)
{
	const struct organization *organization = work->context->organization;
	struct parties parties;

	parties_init(&parties);
	parties_read(organization, labelled->value, work->context->limits->addresses, &parties);
	for (guint i = 0; i < parties.bodies->len; i++)
		if (body_is_ours(organization, g_ptr_array_index(parties.bodies, i)))
			work_note_labelled(work, FIELD_TO, labelled, g_ptr_array_index(parties.bodies, i), SURE_LABEL_WEAK);
	parties_clear(&parties);
}

static void read_labels(struct work *work)
{
	for (guint i = 0; work->labelled && i < work->block->labels->len; i++) {
		const struct labelled *labelled = g_ptr_array_index(work->block->labels, i);

		if (labelled->late || value_is_empty(labelled->value))
			continue;
		if (labelled->label == LABEL_FROM)
			note_bodies(work, FIELD_FROM, labelled, SURE_LABEL);
		else if (labelled->label == LABEL_TO || labelled->label == LABEL_ACTION_TO || labelled->label == LABEL_COMMENT_TO ||
		         labelled->label == LABEL_INFO_TO)
			note_bodies(work, FIELD_TO, labelled, SURE_LABEL);
		else if (labelled->label == LABEL_CC)
			note_bodies(work, FIELD_CC, labelled, SURE_LABEL);
		else if (labelled->label == LABEL_DISTRIBUTION)
			note_distribution(work, labelled);
	}
}

/* ── text ── */

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

	if (subject)
		bodies_groups_in_text(work->context->layouts, subject, groups);
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
static char *name_in_front(const struct work *work, const char *text)
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
		if (organization_body_by_name(organization, name) || organization_is_own_group(organization, name) || (groups->len == 1 && strcmp(g_ptr_array_index(groups, 0), name) == 0))
			return g_steal_pointer(&name);
	}
	return NULL;
}

/* What text begins with, up to where a name cannot go on, if it is called like a body; NULL if not. */
static char *known_in_front(const struct work *work, const char *text)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *name = g_strdup(text);
	int begin = 0;

	if (g_regex_match(pattern_name_ends(), text, 0, &match) && g_match_info_fetch_pos(match, 0, &begin, NULL))
		name[begin] = '\0';
	g_strstrip(name);
	return body_is_ours(work->context->organization, name) || body_is_known(work->context->organization, name) ? g_steal_pointer(&name) : NULL;
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
	g_autofree char *name = name_in_front(work, text);

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

/* "This is a liaison statement of X to Y", "Dear colleagues of Y," */
static void read_declaration(struct work *work)
{
	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);
		g_autoptr(GMatchInfo) match = NULL;

		if (sentence->paragraph >= OPENING_PARAGRAPHS)
			return;
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
		bodies_ours_in_text(organization, sentence->text, names);
		if (names->len == 0 && names_organization(organization, sentence->text))
			g_ptr_array_add(names, g_strdup(organization->name));
		for (guint n = 0; n < names->len; n++)
			work_note_sentence(work, FIELD_TO, sentence->line, g_ptr_array_index(names, n), SURE_TEXT);
	}
}

/* The addressee above the greeting of an attached letter. */
static void read_addressee(struct work *work)
{
	const GPtrArray *lines = work->letter->lines;
	guint greeting = 0;

	while (greeting < lines->len && greeting < ADDRESSEE_LINES && !letter_line_greets(g_ptr_array_index(lines, greeting)))
		greeting++;
	if (greeting == lines->len || greeting == ADDRESSEE_LINES)
		return;
	for (guint i = 0; i < greeting; i++) {
		const struct line *line = g_ptr_array_index(lines, i);
		g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

		if (strchr(line->text, ':') && strchr(line->text, ':') - line->text < ADDRESSEE_LABEL)
			continue;                                     /* "Subject: …" may speak of us */
		if (work->letter->source != EVIDENCE_ATTACHMENT && label_line_is_prose(line))
			continue;
		bodies_ours_in_text(work->context->organization, line->text, names);
		for (guint n = 0; n < names->len; n++)
			work_note_sentence(work, FIELD_TO, line->number, g_ptr_array_index(names, n), SURE_TEXT);
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
			work_note(work, FIELD_FROM, EVIDENCE_HEADER, "From", 0, NULL, peer->name, work->cover ? SURE_RUNNER_UP : SURE_HEADER);
	}
	if (peer && work->cover)
		read_letter_from(work, peer);
	if (!work->cover)
		read_opening(work);
	if (!work->cover || work->letter->source == EVIDENCE_ATTACHMENT)
		read_addressee(work);
}

static void unlabelled_outgoing(struct work *work, const char *subject)
{
	const struct organization *organization = work->context->organization;
	const struct body *body = organization_body_of_address(organization, work_author(work));

	if (body)
		work_note(work, FIELD_FROM, EVIDENCE_HEADER, "From", 0, NULL, body->name, SURE_HEADER);
	for (guint i = 0; i < work->letter->header.to->len; i++) {
		const struct address *to = g_ptr_array_index(work->letter->header.to, i);
		const struct peer *peer = organization_peer_of_address(organization, to->addr_spec);
		g_autofree char *group = peer ? only_group(work, to->addr_spec, subject, work->cover) : NULL;

		if (group)
			work_note(work, FIELD_TO, work->letter->source, work->letter->where, 0, NULL, group, SURE_HEADER);
		else if (peer)
			work_note(work, FIELD_TO, EVIDENCE_HEADER, "To", 0, NULL, peer->name, work->cover ? SURE_RUNNER_UP : SURE_HEADER);
	}
}

static gboolean block_says(const struct work *work, enum field field)
{
	for (guint i = 0; i < work->statement->evidence->len; i++)
		if (((const struct evidence *)g_ptr_array_index(work->statement->evidence, i))->field == field)
			return TRUE;
	return FALSE;
}

/* "Liaison statement to IETF MOQ WG on …", where no label says to whom. */
static void read_title(struct work *work, const char *title)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *to = NULL, *name = NULL;

	if (!g_regex_match(pattern_title_to(), title, 0, &match))
		return;
	to = g_match_info_fetch(match, 1);
	name = name_in_front(work, to);
	if (name)
		work_note(work, FIELD_TO, work->letter->source, work->letter->where, 0, NULL, name, SURE_TEXT);
}

void who_read(struct work *work)
{
	const char *subject = work->letter->header.subject;

	if (work->labelled) {
		read_labels(work);
		if (!block_says(work, FIELD_TO) && work->statement->title)
			read_title(work, work->statement->title);
		if (!block_says(work, FIELD_FROM))
			letterhead_read(work);
		if (!block_says(work, FIELD_FROM))
			speaker_read(work);
		return;
	}
	letterhead_read(work);
	if (subject)
		read_subject(work, subject);
	if (!work->cover)
		read_declaration(work);
	if (work_author_is_ours(work))
		unlabelled_outgoing(work, subject);
	else
		unlabelled_incoming(work, subject);
	letterhead_read_foot(work);
	if (!block_says(work, FIELD_FROM))
		speaker_read(work);
}
