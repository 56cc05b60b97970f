/* SPDX-License-Identifier: BSD-2-Clause
 *
 * cursor.c - lines and boundaries
 *
 * Why not GMimeParser: its nesting cannot be limited below 1,024 nor its parts at all, and each line is compared with every open
 * boundary. Nine megabytes of "--b" lines under 1,024 multiparts take it 10 s, a million empty parts (5 MB) 7 s and 1.1 GB.
 * So the structure is found here, in one pass that never copies, and GMime reads what stands in the fields.
 */
#include <config.h>
#include <string.h>
#include "cursor.h"

static void clear_boundary(gpointer boundary)
{
	g_free(((struct boundary *)boundary)->text);
}

/* FNV-1a: a line is compared by hash first, so that fifty boundaries cost little more than one. */
#define HASH_BEGIN 0x811c9dc5u

static guint32 hash_more(guint32 hash, const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++)
		hash = (hash ^ (guchar)text[i]) * 0x01000193;
	return hash;
}

void cursor_init(struct cursor *cursor, const void *data, gsize size)
{
	*cursor = (struct cursor){ .data = data, .size = size, .eol = '\n' };
	if (size && !memchr(data, '\n', size) && memchr(data, '\r', size))
		cursor->eol = '\r';
	cursor->boundaries = g_array_new(FALSE, FALSE, sizeof(struct boundary));
	g_array_set_clear_func(cursor->boundaries, clear_boundary);
}

void cursor_clear(struct cursor *cursor)
{
	g_clear_pointer(&cursor->boundaries, g_array_unref);
}

gboolean cursor_line(const struct cursor *cursor, struct line *ret_line)
{
	const char *start = cursor->data + cursor->at, *end;

	if (cursor->at >= cursor->size)
		return FALSE;
	end = memchr(start, cursor->eol, cursor->size - cursor->at);
	ret_line->start = cursor->at;
	ret_line->end = end ? (gsize)(end - cursor->data) : cursor->size;
	ret_line->next = end ? ret_line->end + 1 : cursor->size;
	if (end && ret_line->end > ret_line->start && cursor->data[ret_line->end - 1] == '\r')
		ret_line->end--;
	return TRUE;
}

static gboolean has_length(const struct cursor *cursor, gsize length)
{
	return length <= 255 && (cursor->lengths[length / 64] >> (length % 64) & 1);
}

gboolean cursor_is_boundary(const struct cursor *cursor, const struct line *line, struct hit *ret_hit)
{
	const char *text = cursor->data + line->start;
	gsize length = line->end - line->start;
	guint32 hash, hash_closing;
	gboolean dashed;

	if (!cursor->boundaries->len || length < 3 || text[0] != '-' || text[1] != '-')
		return FALSE;
	/* transport may have put white space behind it (RFC 2046 5.1.1) */
	while (length > 2 && (text[length - 1] == ' ' || text[length - 1] == '\t' || text[length - 1] == '\r'))
		length--;
	text += 2;
	length -= 2;
	dashed = length > 2 && text[length - 1] == '-' && text[length - 2] == '-';
	if (!has_length(cursor, length) && !(dashed && has_length(cursor, length - 2)))
		return FALSE;

	hash_closing = hash_more(HASH_BEGIN, text, dashed ? length - 2 : 0);
	hash = dashed ? hash_more(hash_closing, "--", 2) : hash_more(HASH_BEGIN, text, length);
	for (guint i = cursor->boundaries->len; i-- > 0;) {
		const struct boundary *boundary = &g_array_index(cursor->boundaries, struct boundary, i);
		gboolean open = hash == boundary->hash && length == boundary->length;
		gboolean closing = dashed && hash_closing == boundary->hash && length - 2 == boundary->length;

		if ((!open && !closing) || memcmp(text, boundary->text, boundary->length) != 0)
			continue;
		*ret_hit = (struct hit){ .level = (int)i, .closing = closing, .end = line->start };
		return TRUE;
	}
	return FALSE;
}

struct hit cursor_skip(struct cursor *cursor)
{
	struct hit hit = { CURSOR_END, FALSE, cursor->size };
	struct line line;
	gsize previous = cursor->at;

	if (!cursor->boundaries->len) {
		cursor->at = cursor->size;
		return hit;
	}
	for (; cursor_line(cursor, &line); cursor->at = line.next) {
		if (cursor_is_boundary(cursor, &line, &hit)) {
			hit.end = previous;
			cursor->at = line.next;
			return hit;
		}
		previous = line.end;
	}
	return hit;
}

static void note_lengths(struct cursor *cursor)
{
	memset(cursor->lengths, 0, sizeof cursor->lengths);
	for (guint i = 0; i < cursor->boundaries->len; i++) {
		gsize length = g_array_index(cursor->boundaries, struct boundary, i).length;

		cursor->lengths[length / 64] |= G_GUINT64_CONSTANT(1) << (length % 64);
	}
}

int cursor_push(struct cursor *cursor, const char *boundary, gsize length)
{
	struct boundary added = { g_strndup(boundary, length), length, hash_more(HASH_BEGIN, boundary, length) };

	g_array_append_val(cursor->boundaries, added);
	note_lengths(cursor);
	return (int)cursor->boundaries->len - 1;
}

void cursor_pop(struct cursor *cursor, int level)
{
	g_array_set_size(cursor->boundaries, (guint)level);
	note_lengths(cursor);
}
