/* SPDX-License-Identifier: BSD-2-Clause
 *
 * mail.c - the door of the room: bytes in, a message out
 */
#include <config.h>
#include <liaison/mail.h>
#include "block.h"
#include "digest.h"
#include "gmime-auto.h"
#include "value.h"
#include "walk.h"

void mail_init(void)
{
	static gsize done;

	if (!g_once_init_enter(&done))
		return;
	g_mime_init();
	value_init();
	g_once_init_leave(&done, 1);
}

static void budget_init(struct budget *budget, const struct limits *limits, gsize size)
{
	*budget = (struct budget){
		.limits = limits,
		.parts = limits->parts,
		.header_size = limits->header_size * BUDGET_FACTOR,
		.header_count = limits->header_count * BUDGET_FACTOR,
		.text_size = limits->text_size * BUDGET_TEXT_FACTOR,
		.unwrapped = size,
		.guesses = BUDGET_GUESSES,
	};
}

/* Beyond the size of a message only its length counts. The milter never comes here with such a one; a file may. */
static GBytes *within_size(GBytes *raw, const struct limits *limits)
{
	return g_bytes_new_from_bytes(raw, 0, MIN(g_bytes_get_size(raw), limits->message_size));
}

struct message *mail_parse(GBytes *raw, const struct limits *limits)
{
	gsize size = g_bytes_get_size(raw);
	g_autoptr(GBytes) read = within_size(raw, limits);
	struct place place = { "", 0, FALSE, FALSE };
	struct budget budget;
	struct walk walk = { .raw = read, .budget = &budget };
	struct message *message;
	struct hit hit;

	mail_init();
	budget_init(&budget, limits, g_bytes_get_size(read));
	cursor_init(&walk.cursor, g_bytes_get_data(read, NULL), g_bytes_get_size(read));
	message = walk_message(&walk, &place, &hit);
	cursor_clear(&walk.cursor);
	if (size > limits->message_size) {
		g_autoptr(GBytes) rest = g_bytes_new_from_bytes(raw, limits->message_size, size - limits->message_size);

		walk_beyond(message, "", "larger than is read");
		g_free(message->digest);
		message->digest = digest_of_message(message, rest);
	}
	g_bytes_unref(message->raw);
	message->raw = g_bytes_ref(raw);
	return message;
}

/* RFC 5322 lets a name be {"a" as well; mail that exists has letters, digits and a few marks in it, JSON and code do not. */
static gboolean is_usual_field(const char *bytes, gsize length)
{
	gsize name = block_field_name(bytes, length);

	for (gsize i = 0; i < name; i++)
		if (!g_ascii_isalnum(bytes[i]) && bytes[i] != '-' && bytes[i] != '_' && bytes[i] != '.')
			return FALSE;
	return name > 0;
}

gboolean mail_looks_like(const void *bytes, gsize length)
{
	struct cursor cursor;
	struct line line;
	gboolean found = FALSE;

	cursor_init(&cursor, bytes, length);
	if (cursor_line(&cursor, &line) && block_is_from_line(cursor.data + line.start, line.end - line.start))
		cursor.at = line.next;
	if (cursor_line(&cursor, &line))
		found = is_usual_field(cursor.data + line.start, line.end - line.start);
	cursor_clear(&cursor);
	return found;
}

gint64 mail_date(const char *value)
{
	mail_init();
	return value_date(value);
}
