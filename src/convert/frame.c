/* SPDX-License-Identifier: BSD-2-Clause
 *
 * frame.c - the launcher's frame (confine.c says its form)
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include <liaison/text.h>
#include "frame.h"

static void file_free(struct converted_file *file)
{
	g_free(file->name);
	g_free(file->content_type);
	g_bytes_unref(file->content);
	g_free(file);
}

void frame_clear(struct frame *frame)
{
	g_clear_pointer(&frame->files, g_ptr_array_unref);
}

struct cursor { const char *p, *end; };

/* The next line without its end into buffer; FALSE if there is none that fits. */
static gboolean next_line(struct cursor *cursor, char *buffer, gsize size)
{
	gsize left = (gsize)(cursor->end - cursor->p), length;
	const char *end = left ? memchr(cursor->p, '\n', MIN(left, size)) : NULL;

	if (!end)
		return FALSE;
	length = (gsize)(end - cursor->p);
	memcpy(buffer, cursor->p, length);
	buffer[length] = '\0';
	cursor->p = end + 1;
	return TRUE;
}

/* Digits up to max, advancing text. */
static gboolean parse_number(const char **text, guint64 max, guint64 *ret_value)
{
	char *end;

	if (!g_ascii_isdigit(**text))
		return FALSE;
	*ret_value = g_ascii_strtoull(*text, &end, 10);
	*text = end;
	return *ret_value <= max;
}

/* A result's name is shown to people and never used as a path: valid text without separators and controls. */
static char *plain_name(const char *bytes, gsize length)
{
	g_autofree char *valid = text_make_valid(bytes, length, 255, NULL);
	char *name = text_escape_control(valid);

	return g_strdelimit(name, "/\\", '_');
}

static gboolean parse_file(GBytes *bytes, struct cursor *cursor, const char *numbers, GPtrArray *files)
{
	guint64 name_length, size, left;
	struct converted_file *file;

	if (!parse_number(&numbers, 255, &name_length) || *numbers != ' ')
		return FALSE;
	numbers++;
	if (!parse_number(&numbers, G_MAXINT64, &size) || *numbers)
		return FALSE;
	left = (guint64)(cursor->end - cursor->p);
	if (!name_length || name_length > left || size > left - name_length)
		return FALSE;
	file = g_new0(struct converted_file, 1);
	file->name = plain_name(cursor->p, name_length);
	cursor->p += name_length;
	file->content = g_bytes_new_from_bytes(bytes, (gsize)(cursor->p - (const char *)g_bytes_get_data(bytes, NULL)), size);
	cursor->p += size;
	g_ptr_array_add(files, file);
	return TRUE;
}

static gboolean parse_end(const char *line, struct frame *frame)
{
	gboolean signalled = g_str_has_prefix(line, "signal ");
	const char *number = line + strlen(signalled ? "signal " : "exit ");
	guint64 value;

	if ((!signalled && !g_str_has_prefix(line, "exit ")) || !parse_number(&number, 255, &value) || *number)
		return FALSE;
	frame->exit_status = signalled ? -1 : (int)value;
	frame->signal = signalled ? (int)value : 0;
	return TRUE;
}

static gboolean parse_files(GBytes *bytes, struct cursor *cursor, guint max_files, GPtrArray *files)
{
	char line[64];

	while (next_line(cursor, line, sizeof line)) {
		if (strcmp(line, "end") == 0)
			return TRUE;
		if (!g_str_has_prefix(line, "file ") || files->len >= max_files || !parse_file(bytes, cursor, line + strlen("file "), files))
			return FALSE;
	}
	return FALSE;
}

gboolean frame_parse(GBytes *bytes, guint max_files, struct frame *ret_frame, GError **error)
{
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);
	struct cursor cursor = { data, data ? data + length : data };
	struct frame frame = { .files = g_ptr_array_new_with_free_func((GDestroyNotify)file_free) };
	char line[64];
	gboolean whole = next_line(&cursor, line, sizeof line) && parse_end(line, &frame)
		&& (frame.exit_status != 0 || parse_files(bytes, &cursor, max_files, frame.files)) && cursor.p == cursor.end;

	if (!whole) {
		frame_clear(&frame);
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "the sandbox gave no whole answer");
		return FALSE;
	}
	*ret_frame = frame;
	return TRUE;
}
