/* SPDX-License-Identifier: BSD-2-Clause
 *
 * check.c - liaisonctl check: is the record what it should be?
 */
#include <config.h>
#include <liaison/error.h>
#include <liaison/json.h>
#include "ctl.h"
#include "term.h"

static struct options { gboolean json; } options;

static const GOptionEntry entries[] = {
	{ "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, "The faults as JSON", NULL },
	G_OPTION_ENTRY_NULL
};

static void show(gint64 done, gint64 total, gpointer data)
{
	progress_show(data, "checking: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT, done, total);
}

static gboolean print_json(const GPtrArray *faults, GError **error)
{
	struct json *json = json_new(TRUE);
	g_autofree char *text = NULL;

	json_begin_object(json, NULL);
	json_bool(json, "good", faults->len == 0);
	json_strings(json, "faults", faults);
	json_end_object(json);
	text = json_finish(json);
	return output_text(text, error) && output_text("\n", error);
}

static gboolean print_lines(const GPtrArray *faults, GError **error)
{
	for (guint i = 0; i < faults->len; i++) {
		g_autofree char *safe = term_safe(g_ptr_array_index(faults, i));

		if (!output_text(safe, error) || !output_text("\n", error))
			return FALSE;
	}
	return faults->len || output_text("The record is whole.\n", error);
}

static gboolean run(struct ctl *ctl, G_GNUC_UNUSED char **words, GError **error)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	struct store *store = ctl_store(ctl, STORE_READ, error);
	struct progress progress = { 0 };
	gboolean good;

	if (!store)
		return FALSE;
	good = store_check(store, faults, show, &progress, error);
	progress_end(&progress);
	if (!good || !(options.json ? print_json(faults, error) : print_lines(faults, error)))
		return FALSE;
	if (!faults->len)
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "the record has %u fault%s", faults->len, faults->len == 1 ? "" : "s");
	return FALSE;
}

const struct command command_check = {
	.name = "check", .arguments = "", .summary = "whether the record is whole", .options = entries, .run = run,
	.help = "Compares everything on record with its digests, looks for what belongs to nothing and for what is missing, and has the "
	        "database check itself. A fault a line; exit status 65 if there is any.",
};
