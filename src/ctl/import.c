/* SPDX-License-Identifier: BSD-2-Clause
 *
 * import.c - liaisonctl import: mail from files onto the record
 *
 * A file has no envelope: who is named in header fields need not have been a recipient, and nobody is sent anything for an
 * old mail. So the plan is the one for a mail at a liaison address, without its recipients and edits, and never a hold.
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include <liaison/intake.h>
#include "ctl.h"
#include "received.h"
#include "term.h"
#include "walk.h"

/* So many in a row, and the store is not coming back by itself. */
#define TEMPORARY_MAX 3

static struct options { char *number; gboolean numbers_by_name; } options;

static const GOptionEntry entries[] = {
	{ "number", 'n', 0, G_OPTION_ARG_FILENAME, &options.number, "The number it has elsewhere, for one mail", "N" },
	{ "numbers-by-name", 'N', 0, G_OPTION_ARG_NONE, &options.numbers_by_name, "Files are named by number: \"1234.eml\"", NULL },
	G_OPTION_ENTRY_NULL
};

struct import {
	struct ctl *ctl;
	struct store *store;
	struct envelope *envelope;
	struct progress progress;
	guint64 seen, recorded, known, skipped, failed;
	gint64 number;           /* that --number gives; 0: any */
	guint temporary;         /* failures of that kind in a row */
	GError *first;           /* failure; decides the exit status */
};

static gboolean report(const GError *error, gpointer data)
{
	struct import *import = data;
	g_autofree char *safe = term_safe(error->message);

	progress_end(&import->progress);
	fprintf(stderr, "liaisonctl: %s\n", safe);
	import->seen++;
	import->failed++;
	if (!import->first || (g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY) &&
	                       !g_error_matches(import->first, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY))) {
		g_clear_error(&import->first);
		import->first = g_error_copy(error);
	}
	import->temporary = g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY) ? import->temporary + 1 : 0;
	return import->temporary < TEMPORARY_MAX;
}

static void strip_plan(struct plan *plan)
{
	for (guint i = plan->actions->len; i-- > 0;) {
		const struct action *action = g_ptr_array_index(plan->actions, i);

		if (action->kind != ACTION_POST)
			g_ptr_array_remove_index(plan->actions, i);
	}
	g_ptr_array_set_size(plan->waiting, 0);
	g_ptr_array_add(plan->rules, g_strdup("import"));
	if (plan->verdict == VERDICT_HOLD)
		plan->verdict = VERDICT_ACCEPT;
}

static void count(struct import *import, const struct intake *intake)
{
	import->seen++;
	import->temporary = 0;
	if (!intake->receipt)
		import->skipped++;
	else if (intake->receipt->fresh)
		import->recorded++;
	else
		import->known++;
	progress_show(&import->progress, "%" G_GUINT64_FORMAT " messages, %" G_GUINT64_FORMAT " recorded", import->seen, import->recorded);
}

/* The number that the next mail is to have; 0: any. */
static gboolean number_of(const struct import *import, const char *name, gint64 *ret_number, GError **error)
{
	g_autofree char *base = NULL;
	guint64 number = 0;

	*ret_number = import->number;
	if (!options.numbers_by_name) {
		if (!import->number || import->seen == 0)
			return TRUE;
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "--number is for one mail only");
		return FALSE;
	}
	base = g_path_get_basename(name);
	base[strspn(base, "0123456789")] = '\0';
	if (!g_ascii_string_to_unsigned(base, 10, 1, STORE_FIRST_OTHER - 1, &number, NULL)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "the name does not begin with a number");
		return FALSE;
	}
	*ret_number = (gint64)number;
	return TRUE;
}

static gboolean take(struct import *import, GBytes *raw, const char *name, GError **error)
{
	g_autoptr(intake_t) intake = intake_read(import->ctl->settings, INTEREST_OURS, import->envelope, raw, import->store, NULL, error);

	if (!intake)
		return FALSE;
	if (intake->plan->verdict == VERDICT_TEMPFAIL) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot decide now: %s",
		            intake->plan->reason ? intake->plan->reason : "no reason given");
		return FALSE;
	}
	strip_plan(intake->plan);
	if (!number_of(import, name, &intake->number, error) || !intake_record(intake, import->store, received_time(intake->message, clock_now()), import->ctl->operator, error))
		return FALSE;
	count(import, intake);
	return TRUE;
}

static gboolean each(GBytes *raw, const char *name, gpointer data)
{
	struct import *import = data;
	g_autoptr(GError) error = NULL;

	if (take(import, raw, name, &error))
		return TRUE;
	g_prefix_error(&error, "%s: ", name);
	return report(error, import);
}

static gboolean summarize(struct import *import, gboolean stopped, const struct walk *walk, GError **error)
{
	g_autofree char *line = g_strdup_printf(
		"%" G_GUINT64_FORMAT " message%s: %" G_GUINT64_FORMAT " recorded, %" G_GUINT64_FORMAT " known already, %" G_GUINT64_FORMAT
		" not statements (skipped), %" G_GUINT64_FORMAT " failed\n", import->seen, import->seen == 1 ? "" : "s", import->recorded,
		import->known, import->skipped, import->failed);

	if (walk->passed_over)
		fprintf(stderr, "liaisonctl: %" G_GUINT64_FORMAT " other file%s passed over\n", walk->passed_over,
		        walk->passed_over == 1 ? "" : "s");
	if (!output_text(line, error) || !output_flush(error))
		return FALSE;
	if (!import->first)
		return TRUE;
	g_set_error(error, LIAISON_ERROR, import->first->domain == LIAISON_ERROR ? import->first->code : LIAISON_ERROR_INTERNAL,
	            "%s; importing again is harmless", stopped ? "stopped, since the record cannot be written" : "not everything was imported");
	return FALSE;
}

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	struct store *store;
	g_autoptr(envelope_t) envelope = envelope_new();
	struct import import = { .ctl = ctl, .envelope = envelope };
	struct walk walk = { .each = each, .fail = report, .data = &import };
	gboolean good = TRUE;

	if (options.number && !word_to_number(options.number, 1, STORE_FIRST_OTHER - 1, "a number for --number, from 1 on", &import.number, error))
		return FALSE;
	import.store = store = ctl_store(ctl, STORE_CREATE, error);
	if (!store)
		return FALSE;
	walk.message_size = ctl->settings->limits.message_size;
	for (char **word = words; *word && good; word++)
		good = walk_path(&walk, *word);
	progress_end(&import.progress);
	good = summarize(&import, !good, &walk, error);
	g_clear_error(&import.first);
	return good;
}

const struct command command_import = {
	.name = "import", .arguments = "PATH…", .summary = "puts mail from files on record", .options = entries, .min = 1, .max = G_MAXUINT, .run = run,
	.help = "Puts the statements in PATH on record: a file with one mail, an mbox, a Maildir, or a folder of these. Correspondence is "
	        "recorded as it would be at a liaison address; notices and automatic mail are skipped. Nobody is sent anything. What is on record "
	        "already stays as it is, so importing again is harmless. A mail that fails is named and does not stop the others.\n\n"
	        "Where statements have public numbers already, --number or --numbers-by-name keeps them; new ones follow the highest.\n\n"
	        "A mail counts as received when the topmost Received field says, or its Date; now, where neither is plausible.",
};
