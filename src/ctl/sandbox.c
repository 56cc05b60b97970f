/* SPDX-License-Identifier: BSD-2-Clause
 *
 * sandbox.c - liaisonctl sandbox --test: does the wall around conversion programs hold on this machine?
 */
#include <config.h>
#include <unistd.h>
#include <liaison/convert.h>
#include <liaison/error.h>
#include "ctl.h"
#include "term.h"

static gboolean test;
static const GOptionEntry options[] = {
	{ "test", 't', 0, G_OPTION_ARG_NONE, &test, "Try every promise from inside", NULL },
	G_OPTION_ENTRY_NULL
};

static gboolean say(const GPtrArray *results, guint *ret_broken, GError **error)
{
	*ret_broken = 0;
	for (guint i = 0; i < results->len; i++) {
		const struct promise_result *result = g_ptr_array_index(results, i);
		g_autofree char *detail = result->detail ? term_safe(result->detail) : NULL;
		g_autofree char *line = g_strdup_printf("%-6s %s: a hook %s%s%s\n", detail ? "BROKEN" : "held", result->name, result->text,
		                                        detail ? "\n       " : "", detail ? detail : "");

		*ret_broken += detail != NULL;
		if (!output_text(line, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean run(struct ctl *ctl, G_GNUC_UNUSED char **words, GError **error)
{
	static const struct convert_context context;
	struct settings *settings = ctl_settings(ctl, error);
	g_autofree char *folder = NULL;
	const char *secrets[4] = { NULL };
	g_autoptr(GPtrArray) results = NULL;
	guint broken;

	if (!settings)
		return FALSE;
	if (!test) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "sandbox needs --test; see 'liaisonctl help sandbox'");
		return FALSE;
	}
	/* as the daemons would run it: much is allowed to root, also inside */
	if (!ctl_become_user(ctl, FALSE, error))
		return FALSE;
	if (geteuid() == 0)
		fputs("liaisonctl: as root more is allowed than the daemons have; set milter.user\n", stderr);
	folder = g_path_get_dirname(settings->store.path);
	secrets[0] = settings->store.path;
	secrets[1] = folder;
	secrets[2] = settings->path;
	results = convert_try_promises(&context, secrets, error);
	if (!results || !say(results, &broken, error))
		return FALSE;
	ctl->status = broken ? 1 : 0;
	return TRUE;
}

const struct command command_sandbox = {
	.name = "sandbox", .arguments = "", .summary = "try whether conversion programs are confined here",
	.help = "With --test, runs a program in the sandbox that attachments are converted in. It tries to open a socket, to read the "
	        "passwords and the record, to fill memory and disk, to start processes without end and to outlive its time, and "
	        "what held is said.\n\nExit status 1 where a promise did not hold; 69 where there can be no sandbox.",
	.options = options, .run = run,
};
