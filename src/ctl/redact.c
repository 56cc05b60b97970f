/* SPDX-License-Identifier: BSD-2-Clause
 *
 * redact.c - liaisonctl redact: what should never have been on record is blanked
 */
#include <config.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include "changing.h"

static struct options { char *by, *reason; } options;

static const GOptionEntry entries[] = {
	{ "reason", 'r', 0, G_OPTION_ARG_FILENAME, &options.reason, "Why; everybody can read it", "TEXT" },
	CHANGING_BY(&options.by),
	G_OPTION_ENTRY_NULL
};

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_auto(changing_t) changing = { 0 };

	if (!options.reason) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "redact needs --reason; see 'liaisonctl help redact'");
		return FALSE;
	}
	if (!changing_check_text("--reason", options.reason, error) || !changing_begin(&changing, ctl, words[0], options.by, error))
		return FALSE;
	change_redact(changing.change, options.reason);
	/* what is blanked is released by nobody, so that it would lie there for ever */
	decision_leave_quarantine(changing.record, changing.change);
	return changing_end(&changing, "redacted", error);
}

const struct command command_redact = {
	.name = "redact", .arguments = "ID", .summary = "blanks title, text and files for good", .options = entries, .min = 1, .max = 1, .run = run,
	.help = "Blanks the title, the text and the files of record ID, the mail itself included, also where the history quotes them. This cannot be "
	        "undone: the bytes are gone from the record. Its number, digests, dates, parties and history stay. Other statements of the same mail "
	        "lose their files with it. What others hold is not reached by this: backups, mirrors, mailboxes.",
};
