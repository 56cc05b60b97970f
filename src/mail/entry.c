/* SPDX-License-Identifier: BSD-2-Clause
 *
 * entry.c - the header of a message: its fields in order, and what the known ones say
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/doubt.h>
#include "value.h"
#include "walk.h"

enum { REFERENCES_MAX = 500 };

/* Occurrences are counted as MTAs count them, without case, over the fields that were read. */
static void take_fields(struct message *message, const struct block *block)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < block->fields->len; i++) {
		const struct raw_field *raw = g_ptr_array_index(block->fields, i);
		struct header_field *field = g_new0(struct header_field, 1);
		char *key = g_ascii_strdown(raw->name, -1);
		guint before = GPOINTER_TO_UINT(g_hash_table_lookup(seen, key));

		field->name = g_strdup(raw->name);
		field->value = value_text(raw->value);
		field->occurrence = before + 1;
		g_hash_table_replace(seen, key, GUINT_TO_POINTER(before + 1));
		g_ptr_array_add(message->headers, field);
	}
}

/* Fields that RFC 5322 3.6 allows once. Two that differ may be read differently by the next program. */
static void note_repeated(struct message *message, const char *path, const struct block *block)
{
	static const char *const once[] = { "From", "Sender", "Reply-To", "To", "Cc", "Date", "Subject", "Message-ID" };

	for (gsize i = 0; i < G_N_ELEMENTS(once); i++) {
		const char *first = block_get(block, once[i], 0), *second = block_get(block, once[i], 1);
		g_autofree char *what = NULL;

		if (!second || g_str_equal(first, second))
			continue;
		what = g_strdup_printf("more than one %s field", once[i]);
		walk_defect(message, path, what);
	}
}

static gboolean take_addresses(struct message *message, const struct block *block, const char *name, guint fields,
                               const struct limits *limits, GPtrArray *list)
{
	gboolean beyond = FALSE;
	const char *raw;

	for (guint n = 0; n < fields && (raw = block_get(block, name, n)); n++)
		if (!value_addresses(raw, limits, list, &beyond))
			doubts_add(message->defects, DOUBT_BROKEN_ADDRESS, "%s: no address in it", name);
	return !beyond;
}

static char *first_id(const char *raw)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);

	if (raw)
		value_message_ids(raw, 1, ids);
	return ids->len ? g_strdup(g_ptr_array_index(ids, 0)) : NULL;
}

void entry_read(struct message *message, const char *path, const struct block *block, const struct limits *limits)
{
	/* some programs repeat To and Cc instead of making a list; of what names the author only the first counts */
	enum { FIRST = 1, SOME = 20 };
	g_autoptr(GPtrArray) sender = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
	gboolean whole = TRUE;
	const char *date = block_get(block, "Date", 0), *references = block_get(block, "References", 0);

	take_fields(message, block);
	note_repeated(message, path, block);
	whole &= take_addresses(message, block, "From", FIRST, limits, message->from);
	whole &= take_addresses(message, block, "Reply-To", FIRST, limits, message->reply_to);
	whole &= take_addresses(message, block, "To", SOME, limits, message->to);
	whole &= take_addresses(message, block, "Cc", SOME, limits, message->cc);
	whole &= take_addresses(message, block, "Sender", FIRST, limits, sender);
	if (!whole)
		walk_beyond(message, path, "more addresses than are read");
	if (sender->len)
		message->sender = address_copy(g_ptr_array_index(sender, 0));
	message->message_id = first_id(block_get(block, "Message-ID", 0));
	message->in_reply_to = first_id(block_get(block, "In-Reply-To", 0));
	if (references)
		value_message_ids(references, REFERENCES_MAX, message->references);
	message->subject = g_strdup(message_header(message, "Subject"));
	if (date)
		message->date = value_date(date);
}
