/* SPDX-License-Identifier: BSD-2-Clause
 *
 * members.c - what hooks made of an attachment, as parts of the mail that it came in
 */
#include <config.h>
#include <string.h>
#include <liaison/text.h>
#include "members.h"

#define NO_TYPE "application/octet-stream"

static const char *type_by_name(const char *name)
{
	static const struct { const char *suffix, *type; } table[] = {
		{ ".txt", "text/plain" }, { ".md", "text/markdown" }, { ".htm", "text/html" }, { ".html", "text/html" },
		{ ".pdf", "application/pdf" }, { ".doc", "application/msword" }, { ".rtf", "text/rtf" }, { ".eml", "message/rfc822" },
	};
	g_autofree char *lower = g_ascii_strdown(name, -1);

	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		if (g_str_has_suffix(lower, table[i].suffix))
			return table[i].type;
	return NO_TYPE;
}

static gboolean is_plain(const char *type)
{
	return g_str_has_prefix(type, "text/") && strcmp(type, "text/rtf") != 0;
}

/* Texts that are no UTF-8 were written on some desktop: windows-1252 reads any bytes. NULL: what holds NULs is no text, but for one that begins as
 * Unicode's other forms do. */
static const char *charset_of(const char *bytes, gsize size)
{
	if (size >= 2 && (memcmp(bytes, "\377\376", 2) == 0 || memcmp(bytes, "\376\377", 2) == 0))
		return "UTF-16";
	if (!size || memchr(bytes, '\0', size))
		return NULL;
	return g_utf8_validate_len(bytes, size, NULL) ? "UTF-8" : "WINDOWS-1252";
}

static void take_own_text(struct part *part, const struct limits *limits)
{
	g_autofree char *converted = NULL;
	gsize size, length;
	const char *bytes = g_bytes_get_data(part->content, &size), *charset = charset_of(bytes, size);

	length = size;
	if (!charset || part->text)
		return;
	if (strcmp(charset, "UTF-8") != 0)
		converted = g_convert(bytes, (gssize)size, "UTF-8", charset, NULL, &length, NULL);
	part->text = text_make_valid(converted ? converted : bytes, converted ? length : size, limits->text_size, NULL);
}

gboolean members_set_type(struct part *part, const char *type, const struct limits *limits)
{
	if (!type || strcmp(part->content_type, NO_TYPE) != 0 || strcmp(type, NO_TYPE) == 0)
		return FALSE;
	g_free(part->content_type);
	part->content_type = g_strdup(type);
	if (is_plain(type))
		take_own_text(part, limits);
	return TRUE;
}

/* By its first bytes, which are looked at here and nowhere else; or by the name, of a text that has none of its own. */
static void set_type(struct part *part, const struct limits *limits)
{
	gsize size;
	const char *bytes = g_bytes_get_data(part->content, &size), *sniffed, *named;

	sniffed = part->sniffed_type = size ? convert_sniff(bytes, size) : NULL;
	if (!size || strcmp(part->content_type, NO_TYPE) != 0)
		return;
	named = part->filename ? type_by_name(part->filename) : NO_TYPE;
	if (sniffed || (is_plain(named) && charset_of(bytes, size)))
		members_set_type(part, sniffed ? sniffed : named, limits);
}

/* A member as if it had been attached itself. */
static struct part *member_part(const struct limits *limits, const struct part *archive, guint number, const struct converted_file *file)
{
	g_autofree char *path = g_strdup_printf("%s/%u", archive->path, number);
	struct part *part = part_new(PART_ATTACHMENT, path, type_by_name(file->name));
	gsize size;
	const char *bytes = g_bytes_get_data(file->content, &size);

	part->inner = TRUE;
	part->filename = g_strdup(file->name);
	g_bytes_unref(part->content);
	part->content = g_bytes_ref(file->content);
	part->digest = text_sha256(bytes, size);
	set_type(part, limits);
	if (is_plain(part->content_type))
		take_own_text(part, limits);
	return part;
}

gboolean members_insert(struct message *message, guint index, const struct converted *converted, const struct limits *limits)
{
	const struct part *archive = g_ptr_array_index(message->parts, index);

	for (guint i = 0; i < converted->files->len; i++) {
		if (message->parts->len >= limits->parts)
			return FALSE;
		g_ptr_array_insert(message->parts, (int)(index + 1 + i), member_part(limits, archive, i + 1, g_ptr_array_index(converted->files, i)));
	}
	return TRUE;
}

gboolean members_takes(const struct hook *hook, const struct part *part)
{
	struct convert_input input = { part->content_type, part->identified_type, part->filename, part->sniffed_type };

	return hook_takes(hook, &input);
}

void members_set_types(struct message *message, const struct limits *limits)
{
	for (guint i = 0; i < message->parts->len; i++) {
		struct part *part = g_ptr_array_index(message->parts, i);

		if (part->kind == PART_ATTACHMENT)
			set_type(part, limits);
		if (part->message)
			members_set_types(part->message, limits);
	}
}

guint members_depth(const struct part *part)
{
	guint depth = 0;

	for (const char *p = part->path; *p; p++)
		depth += *p == '/';
	return depth;
}

const struct part *members_root(const struct message *message, const struct part *part)
{
	gsize length = strcspn(part->path, "/");

	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *other = g_ptr_array_index(message->parts, i);

		if (strlen(other->path) == length && strncmp(other->path, part->path, length) == 0)
			return other;
	}
	return part;
}

gboolean members_take_text(struct part *part, const struct hook *hook, const struct converted *converted, const struct limits *limits)
{
	const struct converted_file *file = g_ptr_array_index(converted->files, 0);
	gsize size;
	const void *bytes = g_bytes_get_data(file->content, &size);
	gboolean cut;

	g_free(part->text);
	g_free(part->text_type);
	part->text = text_make_valid(bytes, size, limits->text_size, &cut);
	part->text_type = g_strdup(hook->produces);
	return !cut;
}
