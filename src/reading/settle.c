/* SPDX-License-Identifier: BSD-2-Clause
 *
 * settle.c - from evidence to the fields of a statement
 *
 * The surest evidence decides; a list is what all evidence of that place says. The same value from a second place makes it surer,
 * another value that is nearly as sure makes a doubt. Attachment names and the like come from one place and never conflict.
 */
#include <liaison/text.h>
#include <string.h>
#include "bodies.h"
#include "work.h"

#define NEAR 10                 /* evidence this close to the best is of the same rank */
#define AGREEMENT 3             /* what a second place adds */

static GPtrArray *evidence_of(const struct work *work, enum field field, int *ret_best)
{
	GPtrArray *found = g_ptr_array_new();

	*ret_best = 0;
	for (guint i = 0; i < work->statement->evidence->len; i++) {
		struct evidence *evidence = g_ptr_array_index(work->statement->evidence, i);

		if (evidence->field != field)
			continue;
		g_ptr_array_add(found, evidence);
		*ret_best = MAX(*ret_best, evidence->sure);
	}
	return found;
}

static gboolean same_value(const char *a, const char *b)
{
	g_autofree char *fold_a = text_fold_name(a), *fold_b = text_fold_name(b);

	return strcmp(fold_a, fold_b) == 0;
}

static void conflict(struct work *work, enum field field, const char *detail)
{
	static const struct { enum field field; enum doubt_kind doubt; } table[] = {
		{ FIELD_TITLE, DOUBT_CONFLICTING_TITLE }, { FIELD_PURPOSE, DOUBT_CONFLICTING_PURPOSE }, { FIELD_DEADLINE, DOUBT_CONFLICTING_DEADLINE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
		if (table[i].field == field)
			doubts_add(work->statement->doubts, table[i].doubt, "%s", detail);
}

/* Of titles that are as sure as each other, the one that a weaker place says as well; NULL: none, or more than one. */
static struct evidence *supported(const GPtrArray *found, int top)
{
	struct evidence *best = NULL;

	for (guint i = 0; i < found->len; i++) {
		struct evidence *evidence = g_ptr_array_index(found, i);
		gboolean agrees = FALSE;

		for (guint k = 0; k < found->len && evidence->sure == top; k++) {
			const struct evidence *other = g_ptr_array_index(found, k);

			agrees |= other->sure < top && same_value(other->value, evidence->value);
		}
		if (!agrees || (best && same_value(best->value, evidence->value)))
			continue;
		if (best)
			return NULL;
		best = evidence;
	}
	return best;
}

/* The winner, or NULL: nothing is sure enough, or two titles or days are as sure as each other. */
static const char *settle_one(struct work *work, enum field field)
{
	struct evidence *best = NULL, *said_twice = NULL;
	gboolean tie = FALSE;
	int top;
	g_autoptr(GPtrArray) found = evidence_of(work, field, &top);

	for (guint i = 0; i < found->len; i++) {
		struct evidence *evidence = g_ptr_array_index(found, i);

		if (evidence->sure == top && !best)
			best = evidence;
	}
	if (!best || best->sure < SURE_ENOUGH)
		return NULL;
	if (field == FIELD_TITLE && (said_twice = supported(found, top)))
		best = said_twice;
	for (guint i = 0; i < found->len; i++) {
		struct evidence *evidence = g_ptr_array_index(found, i);

		if (evidence == best)
			continue;
		if (same_value(evidence->value, best->value)) {
			evidence->chosen = TRUE;
			continue;
		}
		if (evidence->sure < top - NEAR)
			continue;
		conflict(work, field, evidence->value);
		tie |= evidence->sure == top && !said_twice;
	}
	if (tie && (field == FIELD_TITLE || field == FIELD_DEADLINE || field == FIELD_FROM_LIAISON_CONTACT))
		return NULL;
	for (guint i = 0; i < found->len; i++) {
		struct evidence *evidence = g_ptr_array_index(found, i);

		if (evidence != best && evidence->chosen)
			best->sure = MIN(100, best->sure + AGREEMENT);
	}
	best->chosen = TRUE;
	return best->value;
}

static GPtrArray *settle_list(struct work *work, enum field field)
{
	GPtrArray *values = g_ptr_array_new();
	int top;
	g_autoptr(GPtrArray) found = evidence_of(work, field, &top);

	for (guint i = 0; i < found->len && top >= SURE_ENOUGH; i++) {
		struct evidence *evidence = g_ptr_array_index(found, i);
		gboolean known = FALSE;

		if (evidence->sure < top - NEAR || evidence->sure < SURE_ENOUGH)
			continue;
		evidence->chosen = TRUE;
		for (guint v = 0; v < values->len; v++)
			known |= field == FIELD_FROM || field == FIELD_TO || field == FIELD_CC ?
				body_equal(work->context->organization, g_ptr_array_index(values, v), evidence->value) :
				same_value(g_ptr_array_index(values, v), evidence->value);
		if (!known)
			g_ptr_array_add(values, evidence->value);
	}
	return values;
}

static void set_texts(GPtrArray *list, const GPtrArray *values)
{
	for (guint i = 0; i < values->len; i++)
		g_ptr_array_add(list, g_strdup(g_ptr_array_index(values, i)));
}

static void set_mailboxes(const struct work *work, GPtrArray *list, const GPtrArray *values)
{
	for (guint i = 0; i < values->len && list->len < work->context->limits->addresses; i++)
		address_scan(g_ptr_array_index(values, i), 1, list);
}

static struct address *mailbox_of(const char *value)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

	return value && address_scan(value, 1, list) == 1 ? address_copy(g_ptr_array_index(list, 0)) : NULL;
}

static void settle_lists(struct work *work, enum field field)
{
	struct statement *statement = work->statement;
	g_autoptr(GPtrArray) values = settle_list(work, field);

	switch (field) {
	case FIELD_FROM:
		set_texts(statement->from, values);
		break;
	case FIELD_TO:
		set_texts(statement->to, values);
		break;
	case FIELD_CC:
		set_texts(statement->cc, values);
		break;
	case FIELD_REFERS_TO:
		set_texts(statement->refers_to, values);
		break;
	case FIELD_IDENTIFIERS:
		set_texts(statement->identifiers, values);
		break;
	case FIELD_ATTACHMENTS:
		set_texts(statement->attachments, values);
		break;
	case FIELD_FROM_CONTACTS:
		set_mailboxes(work, statement->from_contacts, values);
		break;
	case FIELD_TO_CONTACTS:
		set_mailboxes(work, statement->to_contacts, values);
		break;
	default:
		break;
	}
}

void settle_field(struct work *work, enum field field)
{
	struct statement *statement = work->statement;
	const char *value;

	if (field_shape(field) == FIELD_LIST) {
		settle_lists(work, field);
		return;
	}
	value = settle_one(work, field);
	switch (field) {
	case FIELD_TITLE:
		statement->title = g_strdup(value);
		break;
	case FIELD_PURPOSE:
		if (value)
			purpose_parse(value, &statement->purpose);
		break;
	case FIELD_DEADLINE:
		if (value)
			date_parse_iso(value, &statement->deadline);
		break;
	case FIELD_IS_REPLY:
		statement->is_reply = value != NULL;
		break;
	case FIELD_FROM_LIAISON_CONTACT:
		statement->from_liaison_contact = mailbox_of(value);
		break;
	case FIELD_TO_LIAISON_CONTACT:
		statement->to_liaison_contact = mailbox_of(value);
		break;
	default:
		break;
	}
}

void settle_doubts(struct work *work)
{
	struct statement *statement = work->statement;
	GPtrArray *doubts = statement->doubts;

	if (!statement->title)
		doubts_add(doubts, DOUBT_NO_TITLE, NULL);
	if (statement->from->len == 0)
		doubts_add(doubts, DOUBT_NO_FROM, NULL);
	if (statement->to->len == 0)
		doubts_add(doubts, DOUBT_NO_TO, NULL);
	if (statement->purpose == PURPOSE_UNKNOWN)
		doubts_add(doubts, DOUBT_NO_PURPOSE, NULL);
	if ((statement->purpose == PURPOSE_ACTION || statement->purpose == PURPOSE_COMMENT) && !date_is_set(statement->deadline) && !statement->deadline_text)
		doubts_add(doubts, DOUBT_NO_DEADLINE, NULL);
	if (work->cover)
		doubts_add(doubts, DOUBT_NOT_UNDERSTOOD, "the statement stands in an attached document that is not read");
}
