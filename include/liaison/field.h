/* SPDX-License-Identifier: BSD-2-Clause
 *
 * field.h - the fields of a statement, as one table (field.c): JSON key, label for people, shape
 *
 * The JSON keys are an interface relied on from outside. Their order is the order in which a statement is shown. The fields are those of
 * draft-iab-rfc4053bis 2.1. Pure; thread-safe; names are static.
 */
#pragma once
#include <glib.h>

enum field {
	FIELD_KIND, FIELD_DIRECTION, FIELD_TITLE,
	FIELD_FROM, FIELD_FROM_CONTACTS, FIELD_FROM_LIAISON_CONTACT,
	FIELD_TO, FIELD_TO_CONTACTS, FIELD_TO_LIAISON_CONTACT,
	FIELD_CC, FIELD_PURPOSE, FIELD_DEADLINE, FIELD_IS_REPLY, FIELD_REFERS_TO, FIELD_IDENTIFIERS, FIELD_ATTACHMENTS,
	FIELD_N
};
enum field_shape { FIELD_ONE, FIELD_LIST, FIELD_FLAG };

const char *field_key(enum field field);          /* "from_liaison_contact" */
const char *field_label(enum field field);        /* "Send Reply To" */
enum field_shape field_shape(enum field field);
/* FALSE, and nothing set: no such key. */
gboolean field_parse(const char *key, enum field *ret_field);
