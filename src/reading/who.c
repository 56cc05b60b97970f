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

#define TITLE_NAME_WORDS 4

PATTERN(title_to, "\\b(?:LS|liaison statement|liaison|letter|reply)(?: (?:from|of|by) .{2,80}?)? to (?:the )?(.{2,80})")
PATTERN(topic, " (on|about|regarding|concerning|with regard to|in relation to)\\b|\\s[–-]\\s|:")

/* ── labels ── */

/* Written like a person, and no body that anybody knows. Who gets a copy is a body or a mailbox: a person without one is left out. */
static gboolean is_person(const struct work *work, const char *name)
{
	const char *comma = strchr(name, ',');
	g_autofree char *front = comma && party_is_office(comma + 1) ? g_strndup(name, (gsize)(comma - name)) : NULL;

	if (front && party_is_like_person(front) && !body_holds_group(comma))
		return TRUE;                                  /* "Jo Doe, Secretary, …", but a rapporteur of SG15 stands for it */
	return party_is_like_person(name) && !body_is_known(work->context->organization, name);
}

/* Does a person of that name sign or send the letter, or stand beside the name with a mailbox? */
static gboolean is_somebody(const struct work *work, const char *name, const GPtrArray *addresses)
{
	const char *surname = strrchr(name, ' ') ? strrchr(name, ' ') + 1 : name;
	g_autofree char *key = g_ascii_strdown(surname, -1);
	const GPtrArray *lists[] = { addresses, work->letter->header.from };

	if (!is_person(work, name))
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
		if (field == FIELD_CC ? !is_person(work, g_ptr_array_index(parties.bodies, i)) : !is_somebody(work, g_ptr_array_index(parties.bodies, i), parties.addresses))
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

		if ((labelled->late && labelled->label != LABEL_CC) || value_is_empty(labelled->value))
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

/* "… to TCG, IETF RATS and MEF on …": where one of us is among them, and each has a short name. */
static gboolean read_title_list(struct work *work, const char *text)
{
	const struct organization *organization = work->context->organization;
	g_autofree char *list = g_strdup(text);
	struct parties parties;
	gboolean ours = FALSE, good = TRUE;

	if (!pattern_cut(pattern_topic(), list))
		return FALSE;
	for (char *and; (and = strstr(list, " and ")); )
		memcpy(and, " ,   ", 5);
	parties_init(&parties);
	parties_read(organization, list, 1, &parties);
	for (guint i = 0; i < parties.bodies->len; i++) {
		ours |= body_is_ours(organization, g_ptr_array_index(parties.bodies, i));
		good &= label_words(g_ptr_array_index(parties.bodies, i)) <= TITLE_NAME_WORDS;
	}
	for (guint i = 0; ours && good && i < parties.bodies->len; i++)
		work_note(work, FIELD_TO, work->letter->source, work->letter->where, 0, NULL, g_ptr_array_index(parties.bodies, i), SURE_TEXT);
	parties_clear(&parties);
	return ours && good;
}

static gboolean goes_on_with_list(const char *text)
{
	return g_ascii_strncasecmp(text, " and ", 5) == 0 || g_str_has_prefix(text, ", ") || g_str_has_prefix(text, " & ");
}

/* "Liaison statement to IETF MOQ WG on …", where no label says to whom. */
static void read_title(struct work *work, const char *title)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *to = NULL, *name = NULL;

	if (!g_regex_match(pattern_title_to(), title, 0, &match))
		return;
	to = g_match_info_fetch(match, 1);
	name = who_name_in_front(work, to);
	if (name && !goes_on_with_list(to + strlen(name)))
		work_note(work, FIELD_TO, work->letter->source, work->letter->where, 0, NULL, name, SURE_TEXT);
	else if (!read_title_list(work, to) && name)
		work_note(work, FIELD_TO, work->letter->source, work->letter->where, 0, NULL, name, SURE_TEXT);
}

static void read_own_speaker(struct work *work)
{
	guint line = 0;
	g_autofree char *own = own_speaker_find(work, &line);

	if (own)
		work_note_sentence(work, FIELD_FROM, line, own, SURE_TEXT);
}

static void read_from_and_to(struct work *work)
{
	if (work->labelled) {
		read_labels(work);
		if (!work_says(work, FIELD_TO) && work->statement->title)
			read_title(work, work->statement->title);
		if (!work_says(work, FIELD_FROM))
			letterhead_read(work);
		if (!work_says(work, FIELD_FROM))
			speaker_read(work);
		if (!work_says(work, FIELD_FROM))
			who_author_read(work);
		return;
	}
	letterhead_read(work);
	who_letter_read(work);
	if (!work_says(work, FIELD_FROM))
		read_own_speaker(work);
	letterhead_read_foot(work);
	if (!work_says(work, FIELD_FROM))
		speaker_read(work);
}

void who_read(struct work *work)
{
	read_from_and_to(work);
	addressed_read(work);
}
