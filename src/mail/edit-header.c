/* SPDX-License-Identifier: BSD-2-Clause
 *
 * edit-header.c - the header edits of a plan on the bytes of a mail, as an MTA would make them
 *
 * What is not named by an edit stays byte for byte, so that signatures hold.
 */
#include <config.h>
#include <string.h>
#include <liaison/mail.h>
#include "block.h"
#include "value.h"

struct field { gsize start, end, name; const char *text; };   /* text: a new one; else bytes start to end of the mail */

struct header {
	const char *bytes;
	gsize body;                /* where the header ends: at the empty line, or at the end */
	const char *eol;
	GArray *fields;
	GPtrArray *texts;          /* char *: new fields */
};

static gsize next_line(const char *bytes, gsize size, gsize at)
{
	const char *end = at < size ? memchr(bytes + at, '\n', size - at) : NULL;

	return end ? (gsize)(end - bytes) + 1 : size;
}

/* A line that is no field and continues none belongs to the field before it, as MTAs pass it on. */
static void header_read(struct header *header, const char *bytes, gsize size)
{
	gsize at = 0, next = next_line(bytes, size, 0);

	header->bytes = bytes;
	header->eol = next >= 2 && bytes[next - 2] == '\r' ? "\r\n" : "\n";
	if (block_is_from_line(bytes, next))
		at = next;
	for (; at < size && bytes[at] != '\n' && !(bytes[at] == '\r' && at + 1 < size && bytes[at + 1] == '\n'); at = next) {
		struct field field = { .start = at };

		next = next_line(bytes, size, at);
		field.end = next;
		field.name = block_field_name(bytes + at, next - at);
		if (field.name == 0 && header->fields->len > 0)
			g_array_index(header->fields, struct field, header->fields->len - 1).end = next;
		else
			g_array_append_val(header->fields, field);
	}
	header->body = at;
}

static gboolean is_named(const struct header *header, const struct field *field, const char *name)
{
	const char *bytes = field->text ? field->text : header->bytes + field->start;

	return strlen(name) == field->name && g_ascii_strncasecmp(bytes, name, field->name) == 0;
}

/* The index-th of that name, from 1; -1: none. */
static int find(const struct header *header, const char *name, guint index)
{
	for (guint i = 0; i < header->fields->len; i++)
		if (is_named(header, &g_array_index(header->fields, struct field, i), name) && --index == 0)
			return (int)i;
	return -1;
}

static struct field new_field(struct header *header, const struct action *action)
{
	g_autofree char *clean = value_clean(action->value ? action->value : "");
	char *text = g_strdup_printf("%s: %s%s", action->name, clean, header->eol);

	g_ptr_array_add(header->texts, text);
	return (struct field){ .text = text, .name = strlen(action->name) };
}

static void apply(struct header *header, const struct action *action)
{
	int at = action->kind == ACTION_ADD_HEADER ? -1 : find(header, action->name, MAX(action->index, 1));
	struct field field;

	switch (action->kind) {
	case ACTION_REMOVE_HEADER:
		if (at >= 0)
			g_array_remove_index(header->fields, (guint)at);
		return;
	case ACTION_CHANGE_HEADER:
	case ACTION_ADD_HEADER:
		field = new_field(header, action);
		if (at >= 0)
			g_array_index(header->fields, struct field, at) = field;
		else
			g_array_append_val(header->fields, field);
		return;
	case ACTION_ADD_RECIPIENT:
	case ACTION_REMOVE_RECIPIENT:
	case ACTION_POST:
		return;
	}
}

GBytes *mail_edit_header(GBytes *mail, const GPtrArray *actions)
{
	struct header header = { .fields = g_array_new(FALSE, FALSE, sizeof(struct field)), .texts = g_ptr_array_new_with_free_func(g_free) };
	gsize size;
	const char *bytes = g_bytes_get_data(mail, &size);
	GByteArray *out = g_byte_array_sized_new((guint)MIN(size + 1024, G_MAXUINT / 2));

	header_read(&header, bytes ? bytes : "", size);
	for (guint i = 0; i < actions->len; i++)
		apply(&header, g_ptr_array_index(actions, i));
	for (guint i = 0; i < header.fields->len; i++) {
		const struct field *field = &g_array_index(header.fields, struct field, i);
		const char *text = field->text ? field->text : header.bytes + field->start;
		gsize length = field->text ? strlen(field->text) : field->end - field->start;

		g_byte_array_append(out, (const guint8 *)text, (guint)length);
		if (length && text[length - 1] != '\n')      /* a mail that ends in its header */
			g_byte_array_append(out, (const guint8 *)header.eol, (guint)strlen(header.eol));
	}
	if (size > header.body)
		g_byte_array_append(out, (const guint8 *)bytes + header.body, (guint)(size - header.body));
	g_array_unref(header.fields);
	g_ptr_array_unref(header.texts);
	return g_byte_array_free_to_bytes(out);
}
