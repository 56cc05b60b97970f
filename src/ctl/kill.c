/* SPDX-License-Identifier: BSD-2-Clause
 *
 * kill.c - liaisonctl kill and resurrect: a record is laid aside, and taken up again
 */
#include <config.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include "changing.h"

static struct options { char *by, *reason; } options;

static const GOptionEntry kill_entries[] = {
	{ "reason", 'r', 0, G_OPTION_ARG_FILENAME, &options.reason, "Why; everybody can read it", "TEXT" },
	CHANGING_BY(&options.by),
	G_OPTION_ENTRY_NULL
};

static const GOptionEntry resurrect_entries[] = {
	CHANGING_BY(&options.by),
	G_OPTION_ENTRY_NULL
};

static gboolean run_kill(struct ctl *ctl, char **words, GError **error)
{
	g_auto(changing_t) changing = { 0 };

	if (!options.reason) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "kill needs --reason; see 'liaisonctl help kill'");
		return FALSE;
	}
	if (!changing_check_text("--reason", options.reason, error) || !changing_begin(&changing, ctl, words[0], options.by, error))
		return FALSE;
	if (!decision_kill(ctl->store, changing.record, changing.change, options.reason, error))
		return FALSE;
	return changing_end(&changing, "dead", error);
}

static gboolean run_resurrect(struct ctl *ctl, char **words, GError **error)
{
	g_auto(changing_t) changing = { 0 };

	if (!changing_begin(&changing, ctl, words[0], options.by, error))
		return FALSE;
	change_event(changing.change, EVENT_RESURRECTED, NULL);
	return changing_end(&changing, "pending", error);
}

const struct command command_kill = {
	.name = "kill", .arguments = "ID", .summary = "lays a record aside", .options = kill_entries, .min = 1, .max = 1, .run = run_kill,
	.help = "Makes record ID dead: spam, a mistake, what was withdrawn. A page that shows it says from then on that it was removed, and why. A "
	        "statement of ours that waits for approval is never sent. Nothing is deleted: resurrect takes it up again.",
};

const struct command command_resurrect = {
	.name = "resurrect", .arguments = "ID", .summary = "takes a dead record up again", .options = resurrect_entries, .min = 1, .max = 1,
	.run = run_resurrect,
	.help = "Makes the dead record ID pending, so that a person looks at it again before it shows.",
};
