/* SPDX-License-Identifier: BSD-2-Clause
 *
 * rtf-text.c - the characters of rich text: bytes in the code page of their font, \u with what stands behind it for older programs
 */
#include <config.h>
#include "rtf-reader.h"

struct rtf_state *rtf_top(const struct rtf_reader *reader)
{
	return &g_array_index(reader->groups, struct rtf_state, reader->groups->len - 1);
}

gboolean rtf_visible(const struct rtf_state *state)
{
	return state->destination == RTF_TRANSPARENT && !state->hidden && !state->deleted;
}

static guint page_of_font(const struct rtf_reader *reader, guint font)
{
	guint page = GPOINTER_TO_UINT(g_hash_table_lookup(reader->fonts, GUINT_TO_POINTER(font)));

	return page ? page : reader->page;
}

/* No control characters: HTML has none. */
static void write_text(struct rtf_reader *reader)
{
	struct rtf_state *state = rtf_top(reader);
	gsize to = 0;

	for (gsize from = 0; from < reader->text->len; from++) {
		guchar c = (guchar)reader->text->str[from];

		if (c >= 0x20 && c != 0x7f)
			reader->text->str[to++] = (char)c;
		reader->any_text = reader->any_text || (c > 0x20 && c != 0x7f);
	}
	g_string_truncate(reader->text, to);
	if (to)
		rtf_story_text(state->story, state->tables, reader->text->str);
	g_string_truncate(reader->text, 0);
	if (rtf_story_size(state->story) > RTF_MAX_BYTES)
		reader->why = "more text than allowed";
}

void rtf_flush(struct rtf_reader *reader)
{
	if (reader->high)
		g_string_append(reader->text, "\357\277\275");
	reader->high = 0;
	if (reader->bytes->len)
		rtf_charsets_decode(reader->charsets, page_of_font(reader, rtf_top(reader)->font), reader->bytes->str, reader->bytes->len, reader->text);
	g_string_truncate(reader->bytes, 0);
	if (reader->text->len)
		write_text(reader);
}

void rtf_take_byte(struct rtf_reader *reader, char byte)
{
	if (reader->skip) {
		reader->skip--;
		return;
	}
	if (!rtf_visible(rtf_top(reader)))
		return;
	if (reader->high)
		rtf_flush(reader);
	g_string_append_c(reader->bytes, byte);
}

static void put_character(struct rtf_reader *reader, gunichar c)
{
	if (!rtf_visible(rtf_top(reader)))
		return;
	rtf_flush(reader);
	g_string_append_unichar(reader->text, c);
	write_text(reader);
}

/* A word that is a character itself may be the fallback of \u. */
void rtf_take_character(struct rtf_reader *reader, gunichar c)
{
	if (reader->skip)
		reader->skip--;
	else
		put_character(reader, c);
}

void rtf_take_tab(struct rtf_reader *reader)
{
	struct rtf_state *state = rtf_top(reader);

	reader->skip = 0;
	if (!rtf_visible(state))
		return;
	rtf_flush(reader);
	/* the tab behind the number of a list item makes no column */
	if (state->list_text)
		rtf_story_text(state->story, state->tables, " ");
	else
		rtf_story_tab(state->story, state->tables);
}

/* Sixteen bits with a sign, as \u has it; half a character of the higher planes, or a sign of a symbol font in the private area. Some
 * programs write higher numbers as they are. */
void rtf_take_unicode(struct rtf_reader *reader, gint64 number)
{
	gint64 code = number < 0 && number >= -32768 ? number + 65536 : number;

	reader->skip = rtf_top(reader)->fallback;
	if (!rtf_visible(rtf_top(reader)))
		return;
	if (code >= 0xdc00 && code <= 0xdfff && reader->high) {
		code = 0x10000 + ((gint64)(reader->high - 0xd800) << 10) + (code - 0xdc00);
		reader->high = 0;
	}
	rtf_flush(reader);
	if (code >= 0xd800 && code <= 0xdbff) {
		reader->high = (gunichar)code;
	} else if (code >= 0xf000 && code <= 0xf0ff) {
		rtf_append_symbol(reader->text, (guint)(code & 0xff));
		write_text(reader);
	} else if (code > 0x10ffff || code < 0 || (code >= 0xdc00 && code <= 0xdfff)) {
		put_character(reader, 0xfffd);
	} else if (code > 0) {
		put_character(reader, (gunichar)code);
	}
}
