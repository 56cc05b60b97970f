/* SPDX-License-Identifier: BSD-2-Clause
 *
 * link.c - liaisonctl link: how two statements belong together
 */
#include <config.h>
#include <string.h>
#include "changing.h"

static struct options { char *by, *kind; } options;

static const GOptionEntry entries[] = {
	{ "kind", 'k', 0, G_OPTION_ARG_FILENAME, &options.kind, "\"refold\" (ID answers OTHER; the default) or \"supersedes\"", "KIND" },
	CHANGING_BY(&options.by),
	G_OPTION_ENTRY_NULL
};

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_auto(changing_t) changing = { 0 };
	const char *kind = options.kind ? options.kind : "refold";
	gint64 other = 0;

	if (!changing_check_text("--kind", options.kind, error) || !word_to_id(words[1], &other, error) ||
	    !changing_begin(&changing, ctl, words[0], options.by, error))
		return FALSE;
	change_relate(changing.change, other, kind);
	/* an answer of ours that is posted already: what it answers is looked at again */
	if (strcmp(kind, "refold") == 0 && changing.record->state == STATE_POSTED && changing.record->statement->direction == DIRECTION_OUTGOING)
		change_order(changing.change, &(struct job_order){ .kind = "taken", .statement = changing.id });
	return changing_end(&changing, "linked", error);
}

const struct command command_link = {
	.name = "link", .arguments = "ID OTHER", .summary = "how two statements belong together", .options = entries, .min = 2, .max = 2, .run = run,
	.help = "Says that statement ID answers the earlier statement OTHER, or with --kind=supersedes that it takes its place. Both show it.",
};
