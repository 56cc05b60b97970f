/* SPDX-License-Identifier: BSD-2-Clause
 *
 * taken.c - liaisonctl taken: the action that a statement asks for is done
 */
#include <config.h>
#include "changing.h"

static struct options { char *by, *note, *url, *record; } options;

static const GOptionEntry entries[] = {
	{ "note", 'n', 0, G_OPTION_ARG_FILENAME, &options.note, "What was done; everybody can read it", "TEXT" },
	{ "url", 'u', 0, G_OPTION_ARG_FILENAME, &options.url, "Where that can be seen", "URL" },
	{ "record", 'r', 0, G_OPTION_ARG_FILENAME, &options.record, "The statement by which it was done", "ID" },
	CHANGING_BY(&options.by),
	G_OPTION_ENTRY_NULL
};

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_auto(changing_t) changing = { 0 };
	gint64 record = 0;

	if (!changing_check_text("--note", options.note, error) || !changing_check_text("--url", options.url, error) ||
	    (options.record && !word_to_id(options.record, &record, error)) || !changing_begin(&changing, ctl, words[0], options.by, error))
		return FALSE;
	change_taken(changing.change, record, options.url, options.note);
	return changing_end(&changing, "action taken", error);
}

const struct command command_taken = {
	.name = "taken", .arguments = "ID", .summary = "the action asked for is done", .options = entries, .min = 1, .max = 1, .run = run,
	.help = "Marks the action that statement ID asks for as taken: nobody is reminded of it any more, and its page says so. A reply of ours "
	        "that answers it does the same by itself.",
};
