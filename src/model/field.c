/* SPDX-License-Identifier: BSD-2-Clause
 *
 * field.c - the table of a statement's fields
 */
#include <config.h>
#include <liaison/field.h>

static const struct { const char *key, *label; enum field_shape shape; } table[FIELD_N] = {
	[FIELD_KIND] = { "kind", "Kind", FIELD_ONE },
	[FIELD_DIRECTION] = { "direction", "Direction", FIELD_ONE },
	[FIELD_TITLE] = { "title", "Title", FIELD_ONE },
	[FIELD_FROM] = { "from", "From", FIELD_LIST },
	[FIELD_FROM_CONTACTS] = { "from_contacts", "From-Contact", FIELD_LIST },
	[FIELD_FROM_LIAISON_CONTACT] = { "from_liaison_contact", "Send Reply To", FIELD_ONE },
	[FIELD_TO] = { "to", "To", FIELD_LIST },
	[FIELD_TO_CONTACTS] = { "to_contacts", "To-Contact", FIELD_LIST },
	[FIELD_TO_LIAISON_CONTACT] = { "to_liaison_contact", "Send To", FIELD_ONE },
	[FIELD_CC] = { "cc", "Cc", FIELD_LIST },
	[FIELD_PURPOSE] = { "purpose", "Purpose", FIELD_ONE },
	[FIELD_DEADLINE] = { "deadline", "Deadline", FIELD_ONE },
	[FIELD_IS_REPLY] = { "is_reply", "Is a reply", FIELD_FLAG },
	[FIELD_REFERS_TO] = { "refers_to", "Refers to", FIELD_LIST },
	[FIELD_IDENTIFIERS] = { "identifiers", "Identifiers", FIELD_LIST },
	[FIELD_ATTACHMENTS] = { "attachments", "Attachments", FIELD_LIST },
};

const char *field_key(enum field field)
{
	return table[field].key;
}

const char *field_label(enum field field)
{
	return table[field].label;
}

enum field_shape field_shape(enum field field)
{
	return table[field].shape;
}

gboolean field_parse(const char *key, enum field *ret_field)
{
	for (guint i = 0; i < FIELD_N; i++) {
		if (g_str_equal(table[i].key, key)) {
			*ret_field = (enum field)i;
			return TRUE;
		}
	}
	return FALSE;
}
