/* SPDX-License-Identifier: BSD-2-Clause
 *
 * note.c - liaisonctl note: a sentence in the history of a record
 */
#include <config.h>
#include "changing.h"

static struct options { char *by; gboolean private; } options;

static const GOptionEntry entries[] = {
	{ "private", 'p', 0, G_OPTION_ARG_NONE, &options.private, "Never shown to the public", NULL },
	CHANGING_BY(&options.by),
	G_OPTION_ENTRY_NULL
};

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_auto(changing_t) changing = { 0 };

	if (!changing_check_text("the note", words[1], error) || !changing_begin(&changing, ctl, words[0], options.by, error))
		return FALSE;
	change_event(changing.change, options.private ? EVENT_PRIVATE_COMMENT : EVENT_COMMENT, words[1]);
	return changing_end(&changing, "noted", error);
}

const struct command command_note = {
	.name = "note", .arguments = "ID TEXT", .summary = "adds a sentence to the history", .options = entries, .min = 2, .max = 2, .run = run,
	.help = "Adds TEXT to the history of record ID. The history of a posted statement is public; a note that is --private is not.",
};
