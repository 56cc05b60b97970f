/* SPDX-License-Identifier: BSD-2-Clause
 *
 * contacts.c - mailboxes of both sides: From-Contact, To-Contact, "Send Reply To", "Send To" (rfc4053bis 2.1)
 */
#include <string.h>
#include "layout-index.h"
#include "pattern.h"
#include "people.h"
#include "prose.h"
#include "work.h"

#define TABLE_LINES 24          /* at the head of a letter, down to where its authors stand */
#define PEOPLE_MAX 3            /* who may be asked, named in one sentence */

PATTERN(contact_wish, "\\b(unclear|in doubt|need (any )?(more|further) \\w+)\\b.{0,40}\\b(contact|write to|turn to|get in touch with)\\b|"
	"\\b(contact|write to|turn to) [^@;]{3,100}@\\S+ (for|with|if|should|in case)\\b.{0,40}\\b(questions?|details|information|clarifications?|unclear|doubt)\\b|\\b(questions?|queries|enquiries|inquiries|clarifications?|further (information|details)|technical contact|point of contact|contact person)\\b.{0,100}"
	"\\b(directed|addressed|sent|put|contact|to|is|from|are)\\b|\\b(wish|like|want) to discuss\\b.{0,60}\\b(write|contact|turn) to\\b")

static void note_people(struct work *work, enum field field, const struct labelled *labelled, const char *name, int sure)
{
	g_autoptr(GPtrArray) people = people_read(labelled->value, name, work->context->limits->addresses);

	for (guint i = 0; i < people->len; i++) {
		g_autofree char *mailbox = address_format(g_ptr_array_index(people, i));

		work_note_labelled(work, field, labelled, mailbox, sure);
	}
	if (people->len == 0 && strchr(labelled->value, '@'))
		doubts_add(work->statement->doubts, DOUBT_BROKEN_ADDRESS, "%s", labelled->value);
}

/* Several addresses behind "Send Reply To" name no central one. */
static void note_one(struct work *work, enum field field, const struct labelled *labelled, int sure)
{
	g_autoptr(GPtrArray) people = people_read(labelled->value, NULL, work->context->limits->addresses);

	if (people->len == 1)
		note_people(work, field, labelled, NULL, sure);
}

static void read_labels(struct work *work)
{
	const char *name = NULL;

	for (guint i = 0; i < work->block->labels->len; i++) {
		const struct labelled *labelled = g_ptr_array_index(work->block->labels, i);

		if (labelled->label == LABEL_NAME || labelled->label == LABEL_CONTACT)
			name = labelled->label == LABEL_NAME ? labelled->value : NULL;
		if (value_is_empty(labelled->value))
			continue;
		switch (labelled->label) {
		case LABEL_FROM_CONTACT:
		case LABEL_CONTACT:
		case LABEL_TECHNICAL_CONTACT:
			note_people(work, FIELD_FROM_CONTACTS, labelled, NULL, SURE_LABEL);
			break;
		case LABEL_MAILBOX:
			note_people(work, FIELD_FROM_CONTACTS, labelled, name, SURE_LABEL);
			break;
		case LABEL_TO_CONTACT:
			note_people(work, FIELD_TO_CONTACTS, labelled, NULL, SURE_LABEL);
			break;
		case LABEL_FROM_LIAISON:
			note_one(work, FIELD_FROM_LIAISON_CONTACT, labelled, SURE_LABEL);
			break;
		case LABEL_RESPONSE_CONTACT:
			note_one(work, FIELD_FROM_LIAISON_CONTACT, labelled, SURE_TOLERATED);
			note_people(work, FIELD_FROM_CONTACTS, labelled, NULL, SURE_LABEL);    /* RFC 4053 2.2.1: a contact like the technical one */
			break;
		default:
			break;
		}
	}
}

static void read_reply_address(struct work *work)
{
	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);
		const struct sentence *before = i > 0 ? g_ptr_array_index(work->sentences, i - 1) : NULL;
		struct address *address = !strchr(sentence->text, '@') ? NULL : people_reply_address(before ? before->text : NULL, sentence->text, layout_names_reply_address(work->letter->layout, sentence->text));

		/* what others would answer to is no address of ours */
		if (address && (work->statement->direction == DIRECTION_OUTGOING || !organization_is_our_address(work->context->organization, address->addr_spec))) {
			g_autofree char *mailbox = address_format(address);

			work_note_sentence(work, FIELD_FROM_LIAISON_CONTACT, sentence->line, mailbox, SURE_TEXT);
		}
		if (address)
			address_free(address);
	}
}

/* "Questions may be directed to J. Doe (j@d.example)" */
static void read_named_contact(struct work *work)
{
	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);
		g_autoptr(GPtrArray) people = NULL;

		if (!strchr(sentence->text, '@') || !pattern_matches(pattern_contact_wish(), sentence->text))
			continue;
		people = people_read(sentence->text, NULL, PEOPLE_MAX + 1);
		for (guint p = 0; p < people->len && people->len <= PEOPLE_MAX; p++) {
			g_autofree char *mailbox = address_format(g_ptr_array_index(people, p));

			work_note_sentence(work, FIELD_FROM_CONTACTS, sentence->line, mailbox, SURE_TEXT);
		}
	}
}

static const char *cell_at(const struct line *line, guint i)
{
	return g_ptr_array_index(line->cells, i);
}

/* The column of mailboxes in a row that says "Name | Affiliation | … | email"; -1: it is no such row. */
static int mailbox_column(const struct work *work, const struct line *line)
{
	gboolean name = FALSE;
	int column = -1;

	for (guint i = 0; line->cells && line->cells->len > 2 && i < line->cells->len; i++) {
		enum label label = label_find(work->letter->layout, cell_at(line, i));

		name |= label == LABEL_NAME;
		column = label == LABEL_MAILBOX ? (int)i : column;
	}
	return name ? column : -1;
}

/* The authors of a submission, in a table at its head. */
static void read_author_table(struct work *work)
{
	int column = -1;

	for (guint i = 0; i < work->letter->lines->len && i < TABLE_LINES; i++) {
		const struct line *line = g_ptr_array_index(work->letter->lines, i);
		g_autoptr(GPtrArray) people = NULL;

		if (column < 0) {
			column = mailbox_column(work, line);
			continue;
		}
		if (!line->cells || line->cells->len <= (guint)column)
			return;
		people = people_read(cell_at(line, (guint)column), cell_at(line, 0), 2);
		for (guint p = 0; p < people->len; p++) {
			g_autofree char *mailbox = address_format(g_ptr_array_index(people, p));

			work_note_sentence(work, FIELD_FROM_CONTACTS, line->number, mailbox, SURE_TEXT);
		}
	}
}

/* Where the statement names nobody: the person who sent it, if that is the side that speaks. */
static void read_author(struct work *work)
{
	gboolean outgoing = work->statement->direction == DIRECTION_OUTGOING;

	for (guint i = 0; i < work->letter->header.from->len; i++) {
		const struct address *author = g_ptr_array_index(work->letter->header.from, i);
		g_autofree char *mailbox = address_format(author);

		if (organization_is_our_address(work->context->organization, author->addr_spec) == outgoing)
			work_note(work, FIELD_FROM_CONTACTS, EVIDENCE_HEADER, "From", 0, NULL, mailbox, SURE_HEADER);
	}
}

/* Who only gets a copy is not who it is sent to: where a peer is addressed that we know, only that one counts. */
static gboolean is_addressed(const struct work *work, const struct peer *peer)
{
	gboolean known = FALSE;

	for (guint i = 0; i < work->statement->to->len; i++) {
		const struct peer *to = who_group_peer(work->context, g_ptr_array_index(work->statement->to, i));

		if (to == peer)
			return TRUE;
		known |= to != NULL;
	}
	return !known;
}

static gboolean is_send_to(const struct work *work, const char *addr_spec)
{
	const struct peer *peer = organization_peer_of_address(work->context->organization, addr_spec);

	return peer && peer->send_to && address_equal(peer->send_to, addr_spec) && is_addressed(work, peer);
}

/* "Send To": of ours, where a liaison address received it; of theirs, where the peer's central address does. */
static void read_send_to(struct work *work)
{
	const struct organization *organization = work->context->organization;
	gboolean outgoing = work->statement->direction == DIRECTION_OUTGOING;
	const struct letter_header *header = &work->letter->header;

	for (guint i = 0; work->envelope && i < work->envelope->recipients->len; i++) {
		const char *addr_spec = ((const struct recipient *)g_ptr_array_index(work->envelope->recipients, i))->addr_spec;

		if (outgoing ? is_send_to(work, addr_spec) : organization_is_liaison_address(organization, addr_spec)) {
			work_note(work, FIELD_TO_LIAISON_CONTACT, EVIDENCE_ENVELOPE, NULL, 0, NULL, addr_spec, SURE_ENVELOPE);
			return;
		}
	}
	for (guint i = 0; i < header->to->len + header->cc->len; i++) {
		const struct address *to = i < header->to->len ? g_ptr_array_index(header->to, i) : g_ptr_array_index(header->cc, i - header->to->len);

		if (outgoing ? is_send_to(work, to->addr_spec) : organization_is_liaison_address(organization, to->addr_spec)) {
			work_note(work, FIELD_TO_LIAISON_CONTACT, EVIDENCE_HEADER, i < header->to->len ? "To" : "Cc", 0, NULL, to->addr_spec, SURE_HEADER);
			return;
		}
	}
}

void contacts_read(struct work *work)
{
	if (work->labelled)
		read_labels(work);
	if (!work->cover) {
		read_reply_address(work);
		read_named_contact(work);
		signature_read(work);
		read_author_table(work);
	}
	read_author(work);
	read_send_to(work);
}
