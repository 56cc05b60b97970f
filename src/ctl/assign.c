/* SPDX-License-Identifier: BSD-2-Clause
 *
 * assign.c - liaisonctl assign: who looks after a statement
 */
#include <config.h>
#include "changing.h"

static struct options { char *by; } options;

static const GOptionEntry entries[] = {
	CHANGING_BY(&options.by),
	G_OPTION_ENTRY_NULL
};

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_auto(changing_t) changing = { 0 };
	g_autofree char *done = NULL;

	if (!changing_check_text("the assignee", words[1], error) || !changing_begin(&changing, ctl, words[0], options.by, error))
		return FALSE;
	change_assign(changing.change, words[1]);
	done = g_strdup_printf("assigned to %s", words[1] ? words[1] : "nobody");
	return changing_end(&changing, done, error);
}

const struct command command_assign = {
	.name = "assign", .arguments = "ID [WHO]", .summary = "who looks after a statement", .options = entries, .min = 1, .max = 2, .run = run,
	.help = "Says that WHO looks after statement ID; without WHO, nobody does. A mail address gets the reminders of its deadline as well. 'liaisonctl "
	        "list --assignee=WHO' shows what somebody has. It is never public.",
};
