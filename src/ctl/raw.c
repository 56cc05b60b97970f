/* SPDX-License-Identifier: BSD-2-Clause
 *
 * raw.c - liaisonctl raw: the mail as it came, byte for byte
 *
 * Before a terminal the bytes of a stranger would be orders to it: there, and only there, they are escaped line by line.
 */
#include <config.h>
#include <string.h>
#include <unistd.h>
#include <liaison/text.h>
#include "ctl.h"
#include "term.h"

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
	raw = store ? store_get_raw(store, id, error) : NULL;
	if (!raw)
		return FALSE;
	if (isatty(STDOUT_FILENO))
		return print_escaped(raw, error);
	bytes = g_bytes_get_data(raw, &length);
	return output_bytes(bytes, length, error);
}

const struct command command_raw = {
	.name = "raw", .arguments = "ID", .summary = "the mail as it came", .min = 1, .max = 1, .run = run,
	.help = "Writes the mail that holds statement ID to the standard output, byte for byte as it came. On a terminal, control characters "
	        "are shown escaped.",
};
