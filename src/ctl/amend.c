/* SPDX-License-Identifier: BSD-2-Clause
 *
 * amend.c - liaisonctl amend: what a statement states, as a person reads it
 */
#include <config.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include "changing.h"

static struct options { char *by, *text; } options;

static const GOptionEntry entries[] = {
	{ "text", 't', 0, G_OPTION_ARG_FILENAME, &options.text, "The text is what stands in FILE", "FILE" },
	CHANGING_BY(&options.by),
	G_OPTION_ENTRY_NULL
};

struct amending { struct changing changing; guint fields; };

static gboolean set(enum field field, const char *const *values, gpointer data, GError **error)
{
	struct amending *amending = data;

	amending->fields |= decision_bit(field);
	change_set(amending->changing.change, field, values);
	return statement_set(amending->changing.record->statement, field, values, error);
}

static gboolean set_text(struct amending *amending, GError **error)
{
	g_autofree char *text = file_read_text(options.text, amending->changing.ctl->settings->limits.text_size, error);

	if (text)
		change_set_body(amending->changing.change, text);
	return text != NULL;
}

static gboolean amend(struct amending *amending, char **words, GError **error)
{
	if (!words[1] && !options.text) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "amend needs FIELD=VALUE or --text; see 'liaisonctl help amend'");
		return FALSE;
	}
	if (!changing_assignments(words + 1, set, amending, error) || (options.text && !set_text(amending, error)))
		return FALSE;
	decision_settle_sides(amending->changing.ctl->settings->organization, amending->changing.record->statement, amending->fields, amending->changing.change);
	return changing_end(&amending->changing, "amended", error);
}

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	struct amending amending = { .fields = 0 };
	gboolean good = changing_begin(&amending.changing, ctl, words[0], options.by, error) && amend(&amending, words, error);

	changing_clear(&amending.changing);
	return good;
}

const struct command command_amend = {
	.name = "amend", .arguments = "ID FIELD=VALUE…", .summary = "corrects what a statement states", .options = entries, .min = 1,
	.max = G_MAXUINT, .run = run,
	.help = "Sets fields of statement ID: title=…, purpose=action, deadline=2027-03-01, to=\"DETNET WG\". A list is given by naming its field once "
	        "for each value, and replaces the former one; FIELD= makes it unknown. Fields are those of the JSON. The history keeps what stood "
	        "there before. What a person set stays, whatever is found later in an attached letter, and settles the doubts about it.",
};
