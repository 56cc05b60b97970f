/* SPDX-License-Identifier: BSD-2-Clause
 *
 * mbox.c - taking the messages out of an mbox (RFC 4155)
 *
 * A message begins with a line "From ADDRESS TIME" at the start of the file or after an empty line. Letters have lines that
 * begin with "From " as well, so the time has to be there: a clock and a year. Writers differ in whether they quote ">From "
 * once more ("mboxrd") or not; one ">" is taken off, which is right for both unless the letter itself quoted.
 */
#include <config.h>
#include <string.h>
#include <liaison/mail.h>
#include "cursor.h"

static gboolean has_digits(const char *text, gsize digits)
{
	for (gsize i = 0; i < digits; i++)
		if (!g_ascii_isdigit(text[i]))
			return FALSE;
	return TRUE;
}

static gboolean is_separator(const char *text, gsize length)
{
	gboolean clock = FALSE, year = FALSE;

	if (length < 20 || memcmp(text, "From ", 5) != 0)
		return FALSE;
	for (gsize i = 5; i + 5 <= length; i++) {
		clock = clock || (has_digits(text + i, 2) && text[i + 2] == ':' && has_digits(text + i + 3, 2));
		year = year || (text[i] == ' ' && has_digits(text + i + 1, 4) && (i + 5 == length || !g_ascii_isalnum(text[i + 5])));
	}
	return clock && year;
}

static gsize quote_marks(const char *text, gsize length)
{
	gsize marks = 0;

	while (marks < length && text[marks] == '>')
		marks++;
	return marks && length - marks >= 5 && memcmp(text + marks, "From ", 5) == 0 ? marks : 0;
}

/* The message in mbox[start, end): a slice where nothing is quoted in it. */
static GBytes *unquoted(GBytes *mbox, gsize start, gsize end)
{
	const char *data = g_bytes_get_data(mbox, NULL);
	GByteArray *out = NULL;
	struct cursor cursor;
	struct line line;
	gsize copied = start;

	cursor_init(&cursor, data, end);
	cursor.eol = '\n';
	for (cursor.at = start; cursor_line(&cursor, &line); cursor.at = line.next) {
		if (!quote_marks(data + line.start, line.end - line.start))
			continue;
		if (!out)
			out = g_byte_array_new();
		g_byte_array_append(out, (const guint8 *)data + copied, (guint)(line.start - copied));
		copied = line.start + 1;
	}
	cursor_clear(&cursor);
	if (!out)
		return g_bytes_new_from_bytes(mbox, start, end - start);
	g_byte_array_append(out, (const guint8 *)data + copied, (guint)(end - copied));
	return g_byte_array_free_to_bytes(out);
}

static gboolean hand_out(GBytes *mbox, gsize start, gsize end, gboolean (*each)(GBytes *message, gpointer data), gpointer data)
{
	g_autoptr(GBytes) message = unquoted(mbox, start, end);

	return each(message, data);
}

gboolean mail_split_mbox(GBytes *mbox, gboolean (*each)(GBytes *message, gpointer data), gpointer data)
{
	gsize size = g_bytes_get_size(mbox), start = 0, previous = 0;
	gboolean inside = FALSE, after_empty = TRUE, going = TRUE;
	struct cursor cursor;
	struct line line;

	cursor_init(&cursor, g_bytes_get_data(mbox, NULL), size);
	for (; going && cursor_line(&cursor, &line); cursor.at = line.next) {
		gsize length = line.end - line.start;

		if (after_empty && is_separator(cursor.data + line.start, length)) {
			if (inside)
				going = hand_out(mbox, start, previous, each, data);   /* without the empty line */
			start = line.next;
			inside = TRUE;
		}
		after_empty = length == 0;
		previous = line.start;
	}
	if (going && inside)
		going = hand_out(mbox, start, size, each, data);
	cursor_clear(&cursor);
	return going;
}
