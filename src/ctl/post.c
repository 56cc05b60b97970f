/* SPDX-License-Identifier: BSD-2-Clause
 *
 * post.c - liaisonctl post: what waits for a person becomes public, and reaches who it is for
 */
#include <config.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include "changing.h"

static struct options { char *by; gboolean sent; } options;

static const GOptionEntry entries[] = {
	CHANGING_BY(&options.by),
	{ "sent", 0, 0, G_OPTION_ARG_NONE, &options.sent, "A statement of ours that is approved went out otherwise", NULL },
	G_OPTION_ENTRY_NULL
};

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_auto(changing_t) changing = { 0 };

	if (!changing_begin(&changing, ctl, words[0], options.by, error))
		return FALSE;
	if (changing.record->statement->kind != KIND_STATEMENT) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "record %s is no statement, but %s: 'liaisonctl amend %s kind=statement' makes it one",
		            words[0], kind_name(changing.record->statement->kind), words[0]);
		return FALSE;
	}
	/* who it is for is worked out by the job from what is on record then; what a rule holds is sent first */
	if (options.sent ? !decision_sent(changing.record, changing.change, error) : !decision_post(ctl->settings, ctl->store, changing.record, changing.change, error))
		return FALSE;
	return changing_end(&changing, "posted", error);
}

const struct command command_post = {
	.name = "post", .arguments = "ID", .summary = "makes a statement public, and distributes it", .options = entries, .min = 1, .max = 1,
	.run = run,
	.help = "Posts statement ID: it is published, and whoever had to wait for that is sent the mail as it came. A statement of ours that "
	        "waits for approval is approved instead; that posts it, too. Where it was released by hand from the mail server's queue, --sent says that it went out.",
};
