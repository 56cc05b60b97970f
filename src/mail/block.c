/* SPDX-License-Identifier: BSD-2-Clause
 *
 * block.c - reading a block of header fields
 *
 * Limits are kept while reading: what lies beyond them is passed over, not copied, and the body after it is found all the same.
 */
#include <config.h>
#include <string.h>
#include "block.h"

enum { NAME_MAX_LENGTH = 256, EMPTY_LINES_BEFORE = 3 };

static void raw_field_free(struct raw_field *field)
{
	g_free(field->name);
	g_free(field->value);
	g_free(field);
}

gsize block_field_name(const char *bytes, gsize length)
{
	gsize n = 0, colon;

	while (n < length && n <= NAME_MAX_LENGTH && bytes[n] > ' ' && bytes[n] < 0x7f && bytes[n] != ':')
		n++;
	if (n == 0 || n > NAME_MAX_LENGTH)
		return 0;
	for (colon = n; colon < length && (bytes[colon] == ' ' || bytes[colon] == '\t'); colon++)
		;       /* obs-optional: white space before the colon */
	return colon < length && bytes[colon] == ':' ? n : 0;
}

gboolean block_is_from_line(const char *bytes, gsize length)
{
	if (length > 1 && bytes[0] == '>') {
		bytes++;
		length--;
	}
	return length > 5 && memcmp(bytes, "From ", 5) == 0;
}

static gboolean is_folded(const char *bytes, gsize length)
{
	return length && (bytes[0] == ' ' || bytes[0] == '\t');
}

/* A continuation line that lost its white space: boundary="…" at the start of a line, after a Content-Type. */
static gboolean is_stray_parameter(const struct raw_field *field, const char *bytes, gsize length)
{
	static const char *const names[] = { "boundary=", "charset=", "name=", "filename=" };

	if (!field || g_ascii_strncasecmp(field->name, "Content-", 8) != 0)
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (length > strlen(names[i]) && g_ascii_strncasecmp(bytes, names[i], strlen(names[i])) == 0)
			return TRUE;
	return FALSE;
}

/* Is the line at the cursor a field that no body text begins with? Letters hold "To:" and "Title:" lines. */
static gboolean at_machine_field(const struct cursor *cursor)
{
	static const char *const names[] = { "Content-", "X-", "Received", "MIME-Version", "Message-ID", "DKIM-", "ARC-", "References" };
	struct line line;
	const char *bytes;
	gsize length;

	if (!cursor_line(cursor, &line))
		return FALSE;
	bytes = cursor->data + line.start;
	length = line.end - line.start;
	if (!block_field_name(bytes, length))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (length > strlen(names[i]) && g_ascii_strncasecmp(bytes, names[i], strlen(names[i])) == 0)
			return TRUE;
	return FALSE;
}

/* ---- collecting ---- */

struct collector {
	struct block *block;
	struct budget *budget;
	gsize left;              /* bytes that this block may still have */
	guint fields;            /* fields that it may still have */
	struct raw_field *field; /* the one being read, or NULL */
	GString *value;
};

static void finish_field(struct collector *collector)
{
	if (!collector->field)
		return;
	/* a lone CR and a NUL are no text; as white space they part words as they did on paper */
	for (gsize i = 0; i < collector->value->len; i++)
		if (collector->value->str[i] == '\0' || collector->value->str[i] == '\r' || collector->value->str[i] == '\n')
			collector->value->str[i] = ' ';
	collector->field->value = g_strndup(collector->value->str, collector->value->len);
	g_strstrip(collector->field->value);
	g_ptr_array_add(collector->block->fields, collector->field);
	collector->field = NULL;
}

static gboolean take(struct collector *collector, gsize bytes)
{
	if (bytes > collector->left || bytes > collector->budget->header_size) {
		collector->block->beyond = TRUE;
		return FALSE;
	}
	collector->left -= bytes;
	collector->budget->header_size -= bytes;
	return TRUE;
}

static void begin_field(struct collector *collector, const char *bytes, gsize length, gsize name)
{
	const char *colon = memchr(bytes + name, ':', length - name);

	finish_field(collector);
	if (!collector->fields || !collector->budget->header_count) {
		collector->block->beyond = TRUE;
		return;
	}
	if (!take(collector, length))
		return;
	collector->fields--;
	collector->budget->header_count--;
	collector->field = g_new0(struct raw_field, 1);
	collector->field->name = g_strndup(bytes, name);
	g_string_truncate(collector->value, 0);
	g_string_append_len(collector->value, colon + 1, (gssize)(length - (gsize)(colon + 1 - bytes)));
}

/* A field that grows beyond the limit keeps what it had. */
static void continue_field(struct collector *collector, const char *bytes, gsize length, gboolean folded)
{
	if (!collector->field || !take(collector, length))
		return;
	if (!folded)
		g_string_append_c(collector->value, ' ');
	g_string_append_len(collector->value, bytes, (gssize)length);
}

/* Some programs put an empty line or a "From " line in front of a message that they forward or store. */
static void skip_front(struct cursor *cursor)
{
	struct cursor ahead = *cursor;
	struct line line;

	if (cursor_line(&ahead, &line) && block_is_from_line(cursor->data + line.start, line.end - line.start)) {
		cursor->at = line.next;
		return;
	}
	for (guint n = 0; n <= EMPTY_LINES_BEFORE && cursor_line(&ahead, &line); n++, ahead.at = line.next) {
		if (line.end > line.start) {
			if (block_field_name(cursor->data + line.start, line.end - line.start))
				cursor->at = line.start;
			return;
		}
	}
}

/* What to do with a line that is neither a field nor folded. FALSE: the body begins with it. */
static gboolean read_garbage(struct collector *collector, struct cursor *cursor, const struct line *line)
{
	const char *bytes = cursor->data + line->start;
	gsize length = line->end - line->start;
	struct cursor ahead = *cursor;

	if (is_stray_parameter(collector->field, bytes, length)) {
		collector->block->garbage = TRUE;
		continue_field(collector, bytes, length, FALSE);
		return TRUE;
	}
	ahead.at = line->next;
	if (length > 1 && bytes[0] == '-' && bytes[1] == '-')
		return FALSE;
	if (!at_machine_field(&ahead))
		return FALSE;
	collector->block->garbage = TRUE;
	finish_field(collector);
	return TRUE;
}

void block_read(struct block *block, struct cursor *cursor, struct budget *budget, gboolean whole)
{
	struct collector collector = { .block = block, .budget = budget,
		.left = budget->limits->header_size, .fields = budget->limits->header_count };
	struct line line;

	*block = (struct block){ .hit = { CURSOR_END, FALSE, cursor->size } };
	block->fields = g_ptr_array_new_with_free_func((GDestroyNotify)raw_field_free);
	collector.value = g_string_new(NULL);
	if (whole)
		skip_front(cursor);

	for (; cursor_line(cursor, &line); cursor->at = line.next) {
		const char *bytes = cursor->data + line.start;
		gsize length = line.end - line.start, name;

		if (!length) {
			cursor->at = line.next;
			break;
		}
		if (cursor_is_boundary(cursor, &line, &block->hit)) {
			cursor->at = line.next;
			block->cut_off = TRUE;
			break;
		}
		if (is_folded(bytes, length) && (block->fields->len || collector.field || block->beyond)) {
			continue_field(&collector, bytes, length, TRUE);
			continue;
		}
		name = block_field_name(bytes, length);
		if (name) {
			begin_field(&collector, bytes, length, name);
			continue;
		}
		if (!read_garbage(&collector, cursor, &line)) {
			block->unseparated = TRUE;
			break;
		}
	}
	finish_field(&collector);
	g_string_free(collector.value, TRUE);
}

void block_clear(struct block *block)
{
	g_clear_pointer(&block->fields, g_ptr_array_unref);
}

const char *block_get(const struct block *block, const char *name, guint n)
{
	for (guint i = 0; i < block->fields->len; i++) {
		const struct raw_field *field = g_ptr_array_index(block->fields, i);

		if (g_ascii_strcasecmp(field->name, name) == 0 && n-- == 0)
			return field->value;
	}
	return NULL;
}
