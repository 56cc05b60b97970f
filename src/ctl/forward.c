/* SPDX-License-Identifier: BSD-2-Clause
 *
 * forward.c - liaisonctl forward: a recorded mail to further people
 */
#include <config.h>
#include <liaison/address.h>
#include <liaison/clock.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include "ctl.h"

static struct options { gboolean again; } options;

static const GOptionEntry entries[] = {
	{ "again", 0, 0, G_OPTION_ARG_NONE, &options.again, "Also to those who have it already", NULL },
	G_OPTION_ENTRY_NULL
};

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_autoptr(GPtrArray) recipients = g_ptr_array_new();
	g_autoptr(record_t) record = NULL;
	g_autoptr(change_t) change = NULL;
	struct store *store;
	gint64 id;

	if (!word_to_id(words[0], &id, error))
		return FALSE;
	for (guint i = 1; words[i]; i++) {
		if (!address_is_valid(words[i])) {
			g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "'%s' is no mail address; write local-part@domain", words[i]);
			return FALSE;
		}
		g_ptr_array_add(recipients, words[i]);
	}
	store = ctl_store(ctl, STORE_WRITE, error);
	record = store ? store_get(store, id, error) : NULL;
	if (!record)
		return FALSE;
	if (decision_is_held(record)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "record %" G_GINT64_FORMAT " is held until it is approved", id);
		return FALSE;
	}
	change = change_new(id, ctl->operator, TRUE, clock_now());
	decision_forward(record, change, recipients, options.again);
	return store_change(store, change, NULL, error);
}

const struct command command_forward = {
	.name = "forward", .arguments = "ID TO…", .summary = "give a recorded mail to further people", .options = entries, .min = 2, .max = 1000, .run = run,
	.help = "Has liaison-worker send the mail that holds statement ID, as it came, to the addresses TO who do not have it yet.",
};
