/* SPDX-License-Identifier: BSD-2-Clause
 *
 * commands.c - the table of commands, finding one, its options and its help
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include <liaison/settings.h>
#include "ctl.h"
#include "term.h"

const struct command *const commands[] = {
	&command_inspect, &command_list, &command_show, &command_raw, &command_lint, &command_rules,
	&command_approve, &command_post, &command_kill, &command_resurrect, &command_amend, &command_note, &command_taken, &command_link, &command_assign,
	&command_attach, &command_add, &command_redact, &command_forward, &command_resubmit, &command_jobs, &command_import, &command_export,
	&command_publish, &command_check, &command_backup, &command_stats, &command_sandbox, &command_help, NULL,
};

const struct command *command_find(const char *name)
{
	for (guint i = 0; commands[i]; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

/* ---- what was meant ---- */

#define NAME_MAX_LENGTH 32

/* How many letters were left out, put in, changed or swapped with their neighbour (optimal string alignment). */
static guint distance(const char *a, const char *b)
{
	guint d[NAME_MAX_LENGTH + 1][NAME_MAX_LENGTH + 1];
	guint la = (guint)strlen(a), lb = (guint)strlen(b);

	if (la > NAME_MAX_LENGTH || lb > NAME_MAX_LENGTH)
		return G_MAXUINT;
	for (guint i = 0; i <= la; i++)
		d[i][0] = i;
	for (guint j = 0; j <= lb; j++)
		d[0][j] = j;
	for (guint i = 1; i <= la; i++)
		for (guint j = 1; j <= lb; j++) {
			guint change = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);

			d[i][j] = MIN(MIN(d[i - 1][j], d[i][j - 1]) + 1, change);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				d[i][j] = MIN(d[i][j], d[i - 2][j - 2] + 1);
		}
	return d[la][lb];
}

const char *command_suggest(const char *name)
{
	g_autofree char *lower = g_ascii_strdown(name, -1);
	const char *best = NULL;
	guint least = G_MAXUINT;

	for (guint i = 0; commands[i]; i++) {
		guint apart = distance(lower, commands[i]->name);

		if (strlen(lower) >= 2 && g_str_has_prefix(commands[i]->name, lower))
			apart = 0;
		/* One slip, or two in a long word; more would be guessing. */
		if (apart >= least || apart > (strlen(commands[i]->name) >= 6 ? 2 : 1))
			continue;
		least = apart;
		best = commands[i]->name;
	}
	return best;
}

/* ---- help ---- */

char *commands_usage(void)
{
	GString *out = g_string_new("Usage: liaisonctl [-c FILE] COMMAND [OPTION…] [ARGUMENT…]\n"
	                            "Looks at liaison statements, and keeps the record of them.\n\nCommands:\n");

	for (guint i = 0; commands[i]; i++)
		g_string_append_printf(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
	g_string_append(out, "\nOptions:\n"
	                     "  -c, --config=FILE  the configuration, instead of\n"
	                     "                     " SETTINGS_DEFAULT_PATH "\n"
	                     "  -h, --help         this text\n"
	                     "  -V, --version      the version\n\n"
	                     "'liaisonctl help COMMAND' says more of one; liaisonctl(8) says all.\n");
	return g_string_free(out, FALSE);
}

static GOptionContext *context_new(const struct command *command, gboolean *help)
{
	const GOptionEntry own[] = {
		{ "help", 'h', 0, G_OPTION_ARG_NONE, help, "This text", NULL },
		G_OPTION_ENTRY_NULL
	};
	g_autofree char *words = g_strdup_printf("%s%s", *command->arguments ? " " : "", command->arguments);
	GOptionContext *context = g_option_context_new(*words ? words + 1 : NULL);

	g_option_context_set_help_enabled(context, FALSE);
	if (command->options)
		g_option_context_add_main_entries(context, command->options, NULL);
	g_option_context_add_main_entries(context, own, NULL);
	return context;
}

char *command_usage(const struct command *command)
{
	static gboolean help;
	g_autoptr(GOptionContext) context = context_new(command, &help);
	g_autofree char *options = g_option_context_get_help(context, TRUE, NULL);
	const char *table = strstr(options, "\n\n");
	g_auto(GStrv) paragraphs = g_strsplit(command->help, "\n\n", -1);
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "Usage: liaisonctl [-c FILE] %s [OPTION…]%s%s\n", command->name,
	                       *command->arguments ? " " : "", command->arguments);
	for (char **paragraph = paragraphs; *paragraph; paragraph++) {
		if (paragraph != paragraphs)
			g_string_append_c(out, '\n');
		term_wrap(out, *paragraph, 0, MIN(term_width(), 80));
	}
	g_string_append(out, table ? table + 1 : "\n");
	while (out->len > 2 && g_str_has_suffix(out->str, "\n\n"))
		g_string_truncate(out, out->len - 1);
	return g_string_free(out, FALSE);
}

/* ---- running ---- */

static gboolean check_words(const struct command *command, char **words, GError **error)
{
	guint count = g_strv_length(words);

	if (count >= command->min && count <= command->max)
		return TRUE;
	if (count < command->min)
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "%s needs %s; see 'liaisonctl help %s'",
		            command->name, command->arguments, command->name);
	else if (command->max == 0)
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "%s takes no argument, but got '%s'", command->name, words[0]);
	else
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "%s takes %s only, but got '%s' as well", command->name,
		            command->arguments, words[command->max]);
	return FALSE;
}

gboolean command_run(const struct command *command, struct ctl *ctl, char **words, GError **error)
{
	gboolean help = FALSE;
	g_autoptr(GOptionContext) context = context_new(command, &help);
	g_autoptr(GError) cause = NULL;
	g_auto(GStrv) rest = g_strdupv(words);
	char **first;

	if (!g_option_context_parse_strv(context, &rest, &cause)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "%s: %s; see 'liaisonctl help %s'", command->name, cause->message,
		            command->name);
		return FALSE;
	}
	if (help) {
		g_autofree char *usage = command_usage(command);

		return output_text(usage, error);
	}
	first = rest + 1;
	if (*first && strcmp(*first, "--") == 0)
		first++;
	return check_words(command, first, error) && command->run(ctl, first, error);
}

static gboolean run_help(G_GNUC_UNUSED struct ctl *ctl, char **words, GError **error)
{
	const struct command *command = *words ? command_find(*words) : NULL;
	g_autofree char *usage = NULL;

	if (*words && !command) {
		const char *meant = command_suggest(*words);

		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "unknown command '%s'%s%s%s", *words,
		            meant ? "; did you mean '" : "", meant ? meant : "", meant ? "'?" : "");
		return FALSE;
	}
	usage = command ? command_usage(command) : commands_usage();
	return output_text(usage, error);
}

const struct command command_help = {
	.name = "help", .arguments = "[COMMAND]", .summary = "what the commands are, or how one is used",
	.help = "Shows all commands, or how COMMAND is used.", .max = 1, .run = run_help,
};
