/* SPDX-License-Identifier: BSD-2-Clause
 *
 * public-file.c - attached files: under which name and as what they are served
 *
 * The name on the server is the digest of the contents with a suffix of ours; what a stranger called the file, and what he said it
 * is, decide at most between types that no browser runs. The snippets for web servers go by the suffix alone.
 */
#include <config.h>
#include <string.h>
#include "escape.h"
#include "public.h"

struct safe_type { const char *suffix, *type, *kind, *names; gboolean shows; };   /* names: types as declared, between blanks */

static const struct safe_type types[] = {
	{ "pdf", "application/pdf", "PDF", " application/pdf application/x-pdf ", TRUE },
	{ "txt", "text/plain; charset=utf-8", "text", " text/plain text/markdown text/x-markdown ", TRUE },
	{ "png", "image/png", "image", " image/png ", TRUE },
	{ "jpg", "image/jpeg", "image", " image/jpeg image/jpg ", TRUE },
	{ "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word", " ", FALSE },
	{ "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint", " ", FALSE },
	{ "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel", " ", FALSE },
	{ "doc", "application/msword", "Word", " ", FALSE },
	{ "ppt", "application/vnd.ms-powerpoint", "PowerPoint", " ", FALSE },
	{ "xls", "application/vnd.ms-excel", "Excel", " ", FALSE },
	{ "rtf", "application/rtf", "RTF", " text/rtf ", FALSE },
	{ "odt", "application/vnd.oasis.opendocument.text", "OpenDocument", " ", FALSE },
	{ "zip", "application/zip", "ZIP", " application/x-zip-compressed application/x-zip ", FALSE },
	{ "bin", "application/octet-stream", "file", " ", FALSE },
};

/* By the suffix of the name where the type says nothing, as many mail programs have it. */
static const struct safe_type *safe_type(const char *declared, const char *name)
{
	const char *dot = name ? strrchr(name, '.') : NULL;
	gsize length = declared ? strcspn(declared, "; \t") : 0;
	g_autofree char *bare = length ? g_ascii_strdown(declared, (gssize)length) : g_strdup("");
	g_autofree char *padded = g_strdup_printf(" %s ", bare);
	gboolean says_nothing = !*bare || strcmp(bare, "application/octet-stream") == 0;

	for (guint i = 0; i < G_N_ELEMENTS(types); i++)
		if (*bare && (strcmp(types[i].type, bare) == 0 || strstr(types[i].names, padded)))
			return &types[i];
	for (guint i = 0; i < G_N_ELEMENTS(types) && dot && says_nothing; i++)
		if (g_ascii_strcasecmp(dot + 1, types[i].suffix) == 0)
			return &types[i];
	return &types[G_N_ELEMENTS(types) - 1];
}

static void file_free(gpointer data)
{
	struct public_file *file = data;

	g_free(file->name);
	g_free(file->path);
	g_free(file->digest);
	g_clear_pointer(&file->results, g_ptr_array_unref);
	g_free(file);
}

static struct public_file *file_new(const char *name, const char *declared, const char *digest, gint64 size)
{
	const struct safe_type *type = safe_type(declared, name);
	struct public_file *file = g_new0(struct public_file, 1);

	file->name = name ? escape_line(name, 200) : g_strdup("");
	if (!*file->name) {
		g_free(file->name);
		file->name = g_strdup_printf("unnamed.%s", type->suffix);
	}
	g_strdelimit(file->name, "/\\", '_');
	file->path = g_strdup_printf("files/%s.%s", digest, type->suffix);
	file->type = type->type;
	file->kind = type->kind;
	file->shows = type->shows;
	file->digest = g_strdup(digest);
	file->size = size;
	return file;
}

static gboolean is_digest(const char *text)
{
	return text && strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

/* What a hook made for people is published where all of them can read it: PDF and text. */
static void add_results(struct public_file *file, const GPtrArray *results)
{
	file->results = g_ptr_array_new_with_free_func(file_free);
	for (guint i = 0; results && i < results->len; i++) {
		const struct record_result *result = g_ptr_array_index(results, i);
		struct public_file *made;

		if (!is_digest(result->digest) || result->for_reading)
			continue;
		made = file_new(result->name, result->content_type, result->digest, result->size);
		if (strcmp(made->kind, "PDF") == 0 || strcmp(made->kind, "text") == 0)
			g_ptr_array_add(file->results, made);
		else
			file_free(made);
	}
}

GPtrArray *public_files(const struct record *record)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(file_free);

	for (guint i = 0; !record->redacted && i < record->attachments->len; i++) {
		const struct record_attachment *attachment = g_ptr_array_index(record->attachments, i);
		struct public_file *file;

		if (!is_digest(attachment->digest))
			continue;
		file = file_new(attachment->name, attachment->content_type, attachment->digest, attachment->size);
		add_results(file, attachment->results);
		g_ptr_array_add(files, file);
	}
	return files;
}
