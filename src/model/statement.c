/* SPDX-License-Identifier: BSD-2-Clause
 *
 * statement.c - the value that reading makes and the record keeps
 */
#include <config.h>
#include <liaison/statement.h>
#include "names.h"

static const char *const kinds[] = {
	[KIND_CORRESPONDENCE] = "correspondence", [KIND_STATEMENT] = "statement", [KIND_NOTICE] = "notice", [KIND_AUTOMATIC] = "automatic",
};
NAMES_DEFINE(kind, enum kind, kinds)

static const char *const directions[] = { [DIRECTION_INCOMING] = "incoming", [DIRECTION_OUTGOING] = "outgoing" };
NAMES_DEFINE(direction, enum direction, directions)

static const char *const purposes[] = {
	[PURPOSE_INFO] = "info", [PURPOSE_ACTION] = "action", [PURPOSE_RESPONSE] = "response", [PURPOSE_COMMENT] = "comment",
};
NAMES_DEFINE(purpose, enum purpose, purposes)

const char *purpose_label(enum purpose purpose)
{
	static const char *const labels[PURPOSE_N] = {
		[PURPOSE_UNKNOWN] = "not stated", [PURPOSE_INFO] = "For information", [PURPOSE_ACTION] = "For action",
		[PURPOSE_RESPONSE] = "In response", [PURPOSE_COMMENT] = "For comment",
	};

	return labels[purpose];
}

struct statement *statement_new(void)
{
	struct statement *s = g_new0(struct statement, 1);

	s->from = g_ptr_array_new_with_free_func(g_free);
	s->from_contacts = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
	s->to = g_ptr_array_new_with_free_func(g_free);
	s->to_contacts = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
	s->cc = g_ptr_array_new_with_free_func(g_free);
	s->refers_to = g_ptr_array_new_with_free_func(g_free);
	s->identifiers = g_ptr_array_new_with_free_func(g_free);
	s->attachments = g_ptr_array_new_with_free_func(g_free);
	s->our_bodies = g_ptr_array_new_with_free_func(g_free);
	s->doubts = doubts_new();
	s->evidence = g_ptr_array_new_with_free_func((GDestroyNotify)evidence_free);
	s->answered_days = g_array_new(FALSE, FALSE, sizeof(struct date));
	s->revision.numbers = g_ptr_array_new_with_free_func(g_free);
	s->revision.days = g_array_new(FALSE, FALSE, sizeof(struct date));
	return s;
}

void statement_free(struct statement *s)
{
	if (!s)
		return;
	g_free(s->title);
	g_ptr_array_unref(s->from);
	g_ptr_array_unref(s->from_contacts);
	address_free(s->from_liaison_contact);
	g_ptr_array_unref(s->to);
	g_ptr_array_unref(s->to_contacts);
	address_free(s->to_liaison_contact);
	g_ptr_array_unref(s->cc);
	g_free(s->deadline_text);
	g_ptr_array_unref(s->refers_to);
	g_ptr_array_unref(s->identifiers);
	g_ptr_array_unref(s->attachments);
	g_free(s->body);
	address_free(s->received_from);
	g_free(s->peer);
	g_ptr_array_unref(s->our_bodies);
	g_ptr_array_unref(s->doubts);
	g_ptr_array_unref(s->evidence);
	g_array_unref(s->answered_days);
	g_ptr_array_unref(s->revision.numbers);
	g_array_unref(s->revision.days);
	g_free(s->revision.words);
	g_free(s);
}

static void add_text(GPtrArray *values, const char *text)
{
	if (text)
		g_ptr_array_add(values, g_strdup(text));
}

static void add_texts(GPtrArray *values, const GPtrArray *texts)
{
	for (guint i = 0; i < texts->len; i++)
		add_text(values, g_ptr_array_index(texts, i));
}

static void add_address(GPtrArray *values, const struct address *address)
{
	if (address)
		g_ptr_array_add(values, address_format(address));
}

static void add_addresses(GPtrArray *values, const GPtrArray *addresses)
{
	for (guint i = 0; i < addresses->len; i++)
		add_address(values, g_ptr_array_index(addresses, i));
}

GPtrArray *statement_values(const struct statement *s, enum field field)
{
	GPtrArray *values = g_ptr_array_new_with_free_func(g_free);

	switch (field) {
	case FIELD_KIND: add_text(values, kind_name(s->kind)); break;
	case FIELD_DIRECTION: add_text(values, direction_name(s->direction)); break;
	case FIELD_TITLE: add_text(values, s->title); break;
	case FIELD_FROM: add_texts(values, s->from); break;
	case FIELD_FROM_CONTACTS: add_addresses(values, s->from_contacts); break;
	case FIELD_FROM_LIAISON_CONTACT: add_address(values, s->from_liaison_contact); break;
	case FIELD_TO: add_texts(values, s->to); break;
	case FIELD_TO_CONTACTS: add_addresses(values, s->to_contacts); break;
	case FIELD_TO_LIAISON_CONTACT: add_address(values, s->to_liaison_contact); break;
	case FIELD_CC: add_texts(values, s->cc); break;
	case FIELD_PURPOSE: add_text(values, purpose_name(s->purpose)); break;
	case FIELD_DEADLINE:
		if (date_is_set(s->deadline))
			g_ptr_array_add(values, date_format(s->deadline));
		break;
	case FIELD_IS_REPLY: add_text(values, s->is_reply ? "true" : "false"); break;
	case FIELD_REFERS_TO: add_texts(values, s->refers_to); break;
	case FIELD_IDENTIFIERS: add_texts(values, s->identifiers); break;
	case FIELD_ATTACHMENTS: add_texts(values, s->attachments); break;
	case FIELD_N: break;
	}
	return values;
}
