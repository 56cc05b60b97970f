/* SPDX-License-Identifier: BSD-2-Clause
 *
 * export.c - liaisonctl export: the record as data, for other programs
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include <liaison/publish.h>
#include "ctl.h"

static struct options { char *format; gboolean posted; } options;

static const GOptionEntry entries[] = {
	{ "format", 'f', 0, G_OPTION_ARG_FILENAME, &options.format, "json (as without it), csv, datatracker", "FORMAT" },
	{ "posted", 0, 0, G_OPTION_ARG_NONE, &options.posted, "Only statements that are posted", NULL },
	G_OPTION_ENTRY_NULL
};

/* ---- statements a line each ---- */

struct lines { const struct organization *organization; gboolean csv; GError **error; gboolean ok; };

static gboolean print_lines(const struct record *record, gpointer data)
{
	struct lines *lines = data;
	g_autofree char *text = lines->csv ? publish_csv_line(record, lines->organization) : publish_datatracker_lines(record, lines->organization);

	lines->ok = output_text(text, lines->error);
	return lines->ok;
}

static gboolean list_lines(struct ctl *ctl, struct store *store, struct store_filter *filter, gboolean csv, GError **error)
{
	struct lines lines = { ctl->settings->organization, csv, error, TRUE };
	g_autofree char *headings = csv ? publish_csv_line(NULL, NULL) : g_strdup("");

	filter->kind = KIND_STATEMENT;
	return output_text(headings, error) && store_list(store, filter, print_lines, &lines, error) && lines.ok;
}

static gboolean run(struct ctl *ctl, G_GNUC_UNUSED char **words, GError **error)
{
	struct store_filter filter = STORE_FILTER_ALL;
	const char *format = options.format ? options.format : "json";
	struct store *store;

	if (strcmp(format, "json") != 0 && strcmp(format, "csv") != 0 && strcmp(format, "datatracker") != 0) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "export: there is no format '%s', only json, csv and datatracker", format);
		return FALSE;
	}
	if (options.posted)
		filter.state = STATE_POSTED;
	store = ctl_store(ctl, STORE_READ, error);
	if (!store)
		return FALSE;
	return strcmp(format, "json") == 0 ? json_list_records(store, &filter, error) : list_lines(ctl, store, &filter, strcmp(format, "csv") == 0, error);
}

const struct command command_export = {
	.name = "export", .arguments = "", .summary = "the record as data", .options = entries, .run = run,
	.help = "Writes every record, of every kind and in every state, as one JSON array, oldest first, a record a line. It is meant for "
	        "operators: what is not posted is in it, unless --posted is given.\n\n"
	        "--format=csv and --format=datatracker write statements only: a line each for spreadsheets, or the objects that the IETF Datatracker's API "
	        "has (liaisonstatement, liaisonstatementevent, liaisonstatementattachment, relatedliaisonstatement), one JSON object a line.",
};
