/* SPDX-License-Identifier: BSD-2-Clause
 *
 * export.c - liaisonctl export: the record as data, for other programs
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include "ctl.h"

static struct options { char *format; gboolean posted; } options;

static const GOptionEntry entries[] = {
	{ "format", 'f', 0, G_OPTION_ARG_FILENAME, &options.format, "json (and that is what is written without it)", "FORMAT" },
	{ "posted", 0, 0, G_OPTION_ARG_NONE, &options.posted, "Only statements that are posted", NULL },
	G_OPTION_ENTRY_NULL
};

static gboolean run(struct ctl *ctl, G_GNUC_UNUSED char **words, GError **error)
{
	struct store_filter filter = STORE_FILTER_ALL;
	struct store *store;

	if (options.format && strcmp(options.format, "json") != 0) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "export: there is no format '%s', only json", options.format);
		return FALSE;
	}
	if (options.posted)
		filter.state = STATE_POSTED;
	store = ctl_store(ctl, STORE_READ, error);
	return store && json_list_records(store, &filter, error);
}

const struct command command_export = {
	.name = "export", .arguments = "", .summary = "the record as JSON", .options = entries, .run = run,
	.help = "Writes every record, of every kind and in every state, as one JSON array, oldest first, a record a line. It is meant for "
	        "operators: what is not posted is in it, unless --posted is given.",
};
