/* SPDX-License-Identifier: BSD-2-Clause
 *
 * statement-set.c - a field of a statement from texts, as a person writes them on a command line or in a mail
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include <liaison/statement.h>
#include <liaison/text.h>

#define ONE_MAX 4096          /* bytes of one value */
#define LIST_MAX 500          /* values of one field */

static gboolean refuse(enum field field, const char *value, const char *why, GError **error)
{
	g_autofree char *shown = text_escape_control(value);

	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "'%s' cannot be the %s: %s", shown, field_key(field), why);
	return FALSE;
}

/* Valid, on one line, without blanks at the ends, neither empty nor endless. */
static gboolean clean(enum field field, const char *const *values, GPtrArray *texts, GError **error)
{
	for (guint i = 0; values && values[i]; i++) {
		g_autofree char *text = NULL;

		if (i == LIST_MAX)
			return refuse(field, values[i], "there are too many values", error);
		if (strlen(values[i]) > ONE_MAX)
			return refuse(field, "…", "it is too long", error);
		if (!g_utf8_validate(values[i], -1, NULL))
			return refuse(field, values[i], "it is not UTF-8", error);
		text = text_fold_space(values[i]);
		for (const char *p = text; *p; p++)
			if ((guchar)*p < 0x20 || *p == 0x7f)
				return refuse(field, values[i], "it holds control characters", error);
		if (!*text)
			return refuse(field, values[i], "it is empty", error);
		g_ptr_array_add(texts, g_steal_pointer(&text));
	}
	if (texts->len > 1 && field_shape(field) != FIELD_LIST)
		return refuse(field, g_ptr_array_index(texts, 1), "there is only one value", error);
	return TRUE;
}

static struct address *parse_address(enum field field, const char *text, GError **error)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

	address_scan(text, 2, found);
	if (found->len != 1 || !address_is_valid(((const struct address *)g_ptr_array_index(found, 0))->addr_spec)) {
		refuse(field, text, "it is not one mailbox", error);
		return NULL;
	}
	return address_copy(g_ptr_array_index(found, 0));
}

static gboolean set_addresses(GPtrArray *list, enum field field, const GPtrArray *texts, GError **error)
{
	g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

	for (guint i = 0; i < texts->len; i++) {
		struct address *address = parse_address(field, g_ptr_array_index(texts, i), error);

		if (!address)
			return FALSE;
		g_ptr_array_add(addresses, address);
	}
	g_ptr_array_set_size(list, 0);
	for (guint i = 0; i < addresses->len; i++)
		g_ptr_array_add(list, address_copy(g_ptr_array_index(addresses, i)));
	return TRUE;
}

static gboolean set_address(struct address **where, enum field field, const char *text, GError **error)
{
	struct address *address = NULL;

	if (text && !(address = parse_address(field, text, error)))
		return FALSE;
	address_free(*where);
	*where = address;
	return TRUE;
}

static gboolean set_texts(GPtrArray *list, const GPtrArray *texts)
{
	g_ptr_array_set_size(list, 0);
	for (guint i = 0; i < texts->len; i++)
		g_ptr_array_add(list, g_strdup(g_ptr_array_index(texts, i)));
	return TRUE;
}

static gboolean set_text(char **where, const char *text)
{
	g_free(*where);
	*where = g_strdup(text);
	return TRUE;
}

static gboolean set_kind(struct statement *s, const char *text, GError **error)
{
	if (!text || !kind_parse(text, &s->kind))
		return refuse(FIELD_KIND, text ? text : "", "it is one of correspondence, statement, notice, automatic", error);
	return TRUE;
}

static gboolean set_direction(struct statement *s, const char *text, GError **error)
{
	if (!text)
		s->direction = DIRECTION_UNKNOWN;
	else if (!direction_parse(text, &s->direction))
		return refuse(FIELD_DIRECTION, text, "it is incoming or outgoing", error);
	return TRUE;
}

static gboolean set_purpose(struct statement *s, const char *text, GError **error)
{
	if (!text)
		s->purpose = PURPOSE_UNKNOWN;
	else if (!purpose_parse(text, &s->purpose))
		return refuse(FIELD_PURPOSE, text, "it is one of info, action, response, comment", error);
	return TRUE;
}

static gboolean set_deadline(struct statement *s, const char *text, GError **error)
{
	struct date date = { 0 };

	if (text && !date_parse_iso(text, &date))
		return refuse(FIELD_DEADLINE, text, "it is a day, as 2027-03-01", error);
	s->deadline = date;
	/* the words that named no day are no more what is known */
	g_clear_pointer(&s->deadline_text, g_free);
	return TRUE;
}

static gboolean set_is_reply(struct statement *s, const char *text, GError **error)
{
	if (text && !g_str_equal(text, "true") && !g_str_equal(text, "false"))
		return refuse(FIELD_IS_REPLY, text, "it is true or false", error);
	s->is_reply = text && g_str_equal(text, "true");
	return TRUE;
}

gboolean statement_set(struct statement *s, enum field field, const char *const *values, GError **error)
{
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
	const char *first;

	if (!clean(field, values, texts, error))
		return FALSE;
	first = texts->len ? g_ptr_array_index(texts, 0) : NULL;
	switch (field) {
	case FIELD_KIND: return set_kind(s, first, error);
	case FIELD_DIRECTION: return set_direction(s, first, error);
	case FIELD_TITLE: return set_text(&s->title, first);
	case FIELD_FROM: return set_texts(s->from, texts);
	case FIELD_FROM_CONTACTS: return set_addresses(s->from_contacts, field, texts, error);
	case FIELD_FROM_LIAISON_CONTACT: return set_address(&s->from_liaison_contact, field, first, error);
	case FIELD_TO: return set_texts(s->to, texts);
	case FIELD_TO_CONTACTS: return set_addresses(s->to_contacts, field, texts, error);
	case FIELD_TO_LIAISON_CONTACT: return set_address(&s->to_liaison_contact, field, first, error);
	case FIELD_CC: return set_texts(s->cc, texts);
	case FIELD_PURPOSE: return set_purpose(s, first, error);
	case FIELD_DEADLINE: return set_deadline(s, first, error);
	case FIELD_IS_REPLY: return set_is_reply(s, first, error);
	case FIELD_REFERS_TO: return set_texts(s->refers_to, texts);
	case FIELD_IDENTIFIERS: return set_texts(s->identifiers, texts);
	case FIELD_ATTACHMENTS: return set_texts(s->attachments, texts);
	case FIELD_N: break;
	}
	return refuse(FIELD_KIND, "", "there is no such field", error);
}

gboolean statement_knows(const struct statement *s, enum field field)
{
	g_autoptr(GPtrArray) values = statement_values(s, field);

	/* what is neither said nor found stands as "correspondence" and "false" */
	if (field == FIELD_KIND)
		return s->kind != KIND_CORRESPONDENCE;
	if (field == FIELD_IS_REPLY)
		return s->is_reply;
	return values->len > 0;
}
