/* SPDX-License-Identifier: BSD-2-Clause
 *
 * forward.c - liaisonctl forward: a recorded mail to further people
 */
#include <config.h>
#include <liaison/address.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include "changing.h"

static struct options { gboolean again; } options;

static const GOptionEntry entries[] = {
	{ "again", 0, 0, G_OPTION_ARG_NONE, &options.again, "Also to those who have it already", NULL },
	G_OPTION_ENTRY_NULL
};

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_autoptr(GPtrArray) recipients = g_ptr_array_new();
	g_auto(changing_t) changing = { 0 };

	for (guint i = 1; words[i]; i++) {
		if (!address_is_valid(words[i])) {
			g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "'%s' is no mail address; write local-part@domain", words[i]);
			return FALSE;
		}
		g_ptr_array_add(recipients, words[i]);
	}
	if (!changing_begin(&changing, ctl, words[0], NULL, error))
		return FALSE;
	if (decision_is_held(changing.record)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " is held until it is approved", changing.id);
		return FALSE;
	}
	decision_forward(changing.record, changing.change, recipients, options.again);
	return store_change(changing.store, changing.change, NULL, error);
}

const struct command command_forward = {
	.name = "forward", .arguments = "ID TO…", .summary = "give a recorded mail to further people", .options = entries, .min = 2, .max = 1000, .run = run,
	.help = "Has liaison-worker send the mail that holds statement ID, as it came, to the addresses TO who do not have it yet.",
};
