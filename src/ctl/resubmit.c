/* SPDX-License-Identifier: BSD-2-Clause
 *
 * resubmit.c - liaisonctl resubmit: an approved statement that the MTA's quarantine has lost goes out from the record
 */
#include <config.h>
#include <liaison/decisions.h>
#include "changing.h"

static struct options { char *by; } options;

static const GOptionEntry entries[] = {
	CHANGING_BY(&options.by),
	G_OPTION_ENTRY_NULL
};

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_auto(changing_t) changing = { 0 };

	if (!changing_begin(&changing, ctl, words[0], options.by, error) ||
	    !decision_resubmit(ctl->store, changing.record, changing.change, error))
		return FALSE;
	change_event(changing.change, EVENT_PRIVATE_COMMENT, "to be sent from the record");
	return changing_end(&changing, "goes out from the record", error);
}

const struct command command_resubmit = {
	.name = "resubmit", .arguments = "ID", .summary = "sends an approved statement from the record", .options = entries, .min = 1, .max = 1, .run = run,
	.help = "For a statement of ours that is approved and that the mail server does not have in its quarantine any more: liaison-worker sends it as it was "
	        "planned when it came, and posts it. What is left of it in the quarantine is removed. If it went out already, use post --sent instead.",
};
