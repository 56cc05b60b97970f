/* SPDX-License-Identifier: BSD-2-Clause
 *
 * part.c - one part: content, digest, text
 */
#include <config.h>
#include <string.h>
#include <liaison/text.h>
#include "charset.h"
#include "decode.h"
#include "flowed.h"
#include "walk.h"

/* A text that was sent as a file. */
static gboolean is_text_file(const struct part *part)
{
	static const char *const types[] = { "text/plain", "text/html", "text/markdown", "text/x-markdown", NULL };

	return g_strv_contains(types, part->content_type);
}

static gboolean has_text(const struct part *part)
{
	switch (part->kind) {
	case PART_TEXT:
	case PART_HTML:
	case PART_REPORT:
		return TRUE;
	case PART_ATTACHMENT:
		return is_text_file(part);
	default:
		return FALSE;
	}
}

static char *plain_text(const struct content *content, const char *bytes, gsize length, gsize max, struct charset_result *ret_result)
{
	g_autofree char *declared = g_strdup(content->charset);
	char *text, *unwrapped;

	if (!declared && g_str_equal(content->type, "text/html"))
		declared = charset_of_html(bytes, length);
	text = charset_to_utf8(bytes, length, declared, max, ret_result);
	if (!content->flowed || !g_str_equal(content->type, "text/plain"))
		return text;
	unwrapped = flowed_unwrap(text, content->delete_space);
	g_free(text);
	return unwrapped;
}

static void read_text(struct walk *walk, struct message *message, const struct content *content, struct part *part)
{
	struct charset_result result;
	gsize length, max = MIN(walk->budget->limits->text_size, walk->budget->text_size);
	const char *bytes = g_bytes_get_data(part->content, &length);

	part->text = plain_text(content, bytes ? bytes : "", length, max, &result);
	walk->budget->text_size -= MIN(walk->budget->text_size, strlen(part->text));
	if (result.cut)
		walk_beyond(message, part->path, "more text than is read");
	if (result.unknown)
		walk_defect(message, part->path, "the charset is unknown");
	if (result.broken)
		walk_defect(message, part->path, "the text is not in the charset that it names");
}

void part_add(struct walk *walk, struct message *message, const struct content *content, enum part_kind kind,
              const struct place *place, gsize start, gsize end)
{
	struct part *part = part_new(kind, place->path, content->type);
	gboolean broken = FALSE;

	part->charset = g_strdup(content->charset);
	part->filename = g_strdup(content->filename);
	part->content_id = g_strdup(content->content_id);
	part->alternative = place->alternative;
	g_bytes_unref(part->content);
	part->content = decode_content(walk->raw, start, end, content->encoding, walk->budget->limits->memory, &broken);
	if (kind == PART_ATTACHMENT)
		part->digest = text_sha256(g_bytes_get_data(part->content, NULL), g_bytes_get_size(part->content));
	g_ptr_array_add(message->parts, part);
	if (broken)
		walk_defect(message, place->path, "the transfer encoding is damaged");
	if (content->unknown_encoding)
		walk_defect(message, place->path, "the transfer encoding is unknown");
	if (has_text(part))
		read_text(walk, message, content, part);
}
