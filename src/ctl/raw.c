/* SPDX-License-Identifier: BSD-2-Clause
 *
 * raw.c - liaisonctl raw: the mail as it came, byte for byte; or one of its files, or what was made of one
 *
 * Before a terminal the bytes of a stranger would be orders to it: there, and only there, they are escaped line by line.
 */
#include <config.h>
#include <string.h>
#include <unistd.h>
#include <liaison/error.h>
#include <liaison/text.h>
#include "ctl.h"
#include "term.h"

static struct options { char *file; } options;

static const GOptionEntry entries[] = {
	{ "file", 0, 0, G_OPTION_ARG_STRING, &options.file, "Instead: the attachment of that name, or what was made of one", "NAME" },
	G_OPTION_ENTRY_NULL
};

static gboolean print_escaped(GBytes *raw, GError **error)
{
	gsize length;
	const void *bytes = g_bytes_get_data(raw, &length);
	g_autofree char *text = text_make_valid(bytes, length, G_MAXSIZE / 4, NULL);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line && (line[1] || **line); line++) {
		g_autofree char *safe = term_safe(*line);

		if (!output_text(safe, error) || !output_text("\n", error))
			return FALSE;
	}
	return TRUE;
}

static const char *digest_in(const GPtrArray *attachments, const char *name)
{
	for (guint i = 0; i < attachments->len; i++) {
		const struct record_attachment *file = g_ptr_array_index(attachments, i);

		if (g_strcmp0(file->name, name) == 0)
			return file->digest;
		for (guint k = 0; k < file->results->len; k++) {
			const struct record_result *result = g_ptr_array_index(file->results, k);

			if (g_strcmp0(result->name, name) == 0)
				return result->digest;
		}
	}
	return NULL;
}

static GBytes *get_file(struct store *store, gint64 id, const char *name, GError **error)
{
	g_autoptr(record_t) record = store_get(store, id, error);
	const char *digest = record ? digest_in(record->attachments, name) : NULL;

	if (record && !digest)
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND, "statement %" G_GINT64_FORMAT " has no file '%s'", id, name);
	return digest ? store_get_content(store, digest, error) : NULL;
}

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_autoptr(GBytes) raw = NULL;
	struct store *store;
	const void *bytes;
	gsize length;
	gint64 id;

	if (!word_to_id(words[0], &id, error))
		return FALSE;
	store = ctl_store(ctl, STORE_READ, error);
	if (store)
		raw = options.file ? get_file(store, id, options.file, error) : store_get_raw(store, id, error);
	if (!raw)
		return FALSE;
	if (isatty(STDOUT_FILENO))
		return print_escaped(raw, error);
	bytes = g_bytes_get_data(raw, &length);
	return output_bytes(bytes, length, error);
}

const struct command command_raw = {
	.name = "raw", .arguments = "ID", .summary = "the mail as it came, or a file of it", .options = entries, .min = 1, .max = 1, .run = run,
	.help = "Writes the mail that holds statement ID to the standard output, byte for byte as it came; or one of the files that show names. "
	        "On a terminal, control characters are shown escaped.",
};
