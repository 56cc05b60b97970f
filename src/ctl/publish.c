/* SPDX-License-Identifier: BSD-2-Clause
 *
 * publish.c - liaisonctl publish: brings the public pages up to date
 */
#include <config.h>
#include <liaison/intake.h>
#include "ctl.h"

static struct options { gboolean full; } options;

static const GOptionEntry entries[] = {
	{ "full", 0, 0, G_OPTION_ARG_NONE, &options.full, "Build all anew, from the record alone", NULL },
	G_OPTION_ENTRY_NULL
};

static gboolean run(struct ctl *ctl, G_GNUC_UNUSED char **words, GError **error)
{
	struct store *store = ctl_store(ctl, STORE_WRITE, error);
	struct publish_report report;
	g_autofree char *text = NULL;

	if (!store || !intake_publish(ctl->settings, store, options.full, &report, error))
		return FALSE;
	text = g_strdup_printf("%s: %u statement%s, %u file%s written, %u removed, %u.%03u s%s\n", ctl->settings->publish.directory, report.statements,
	                       report.statements == 1 ? "" : "s", report.written, report.written == 1 ? "" : "s", report.removed,
	                       report.elapsed_ms / 1000, report.elapsed_ms % 1000, report.full ? " (all built anew)" : "");
	return output_text(text, error);
}

const struct command command_publish = {
	.name = "publish", .arguments = "", .summary = "brings the public pages up to date", .options = entries, .run = run,
	.help = "Writes what has changed since the last time to publish.directory: pages, feeds, calendars, data and search index of the statements that are "
	        "posted. liaison-worker does the same by itself.\n\n"
	        "With --full everything is built anew, in a new folder that takes the place of the old one at once; the files have the same bytes.",
};
