/* SPDX-License-Identifier: BSD-2-Clause
 *
 * main.c - liaisonctl: the operator's tool over the same configuration and record as the daemons
 *
 * Here an error becomes a message and an exit status of sysexits(3), once for all commands.
 */
#include <config.h>
#include <getopt.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>
#include <liaison/error.h>
#include <liaison/log.h>
#include <liaison/mail.h>
#include "ctl.h"
#include "term.h"

/* What stands before the command. */
struct global { const char *config; gboolean help, version; char **words; };

/* getopt and not GOption: only that one takes "-cFILE". */
static gboolean parse_global(int argc, char **argv, struct global *global, GError **error)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' }, { "help", no_argument, NULL, 'h' }, { "version", no_argument, NULL, 'V' },
		{ NULL, 0, NULL, 0 },
	};

	for (;;) {
		int word = optind;

		switch (getopt_long(argc, argv, "+:c:hV", options, NULL)) {
		case -1:
			global->words = argv + optind;
			return TRUE;
		case 'c':
			global->config = optarg;
			break;
		case 'h':
			global->help = TRUE;
			break;
		case 'V':
			global->version = TRUE;
			break;
		case ':':
			g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "'%s' needs a file; see 'liaisonctl --help'", argv[word]);
			return FALSE;
		default:
			g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "unknown option '%s'; see 'liaisonctl --help'", argv[word]);
			return FALSE;
		}
	}
}

static gboolean run_word(struct ctl *ctl, char **words, GError **error)
{
	const struct command *command = command_find(words[0]);
	const char *meant;

	if (command)
		return command_run(command, ctl, words, error);
	meant = command_suggest(words[0]);
	if (meant)
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "unknown command '%s'; did you mean '%s'?", words[0], meant);
	else
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "unknown command '%s'; see 'liaisonctl --help'", words[0]);
	return FALSE;
}

static gboolean run(struct ctl *ctl, const struct global *global, GError **error)
{
	g_autofree char *usage = NULL;

	if (global->version)
		return output_text("liaisonctl (" PACKAGE_NAME ") " PACKAGE_VERSION "\n", error);
	if (global->help) {
		usage = commands_usage();
		return output_text(usage, error);
	}
	if (global->words[0])
		return run_word(ctl, global->words, error);
	usage = commands_usage();
	fputs(usage, stderr);
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "which command?");
	return FALSE;
}

/* Asked before root is given up: the history shall say who it was. */
static char *operator_name(void)
{
	const char *sudo = getuid() == 0 ? g_getenv("SUDO_USER") : NULL;
	const struct passwd *entry = getpwuid(getuid());

	if (sudo && *sudo && g_utf8_validate(sudo, -1, NULL))
		return g_strdup(sudo);
	if (entry && g_utf8_validate(entry->pw_name, -1, NULL))
		return g_strdup(entry->pw_name);
	return g_strdup_printf("uid %lu", (unsigned long)getuid());
}

/* One line whatever is in it; commands report several things on lines of their own before. */
static void say_error(const GError *error)
{
	g_autofree char *safe = term_safe(error->message);

	fprintf(stderr, "liaisonctl: %s\n", safe);
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	struct global global = { 0 };
	struct ctl ctl = { .config = SETTINGS_DEFAULT_PATH };
	gboolean good;

	log_init("liaisonctl", FALSE, TRUE);
	mail_init();
	ctl.operator = operator_name();
	good = parse_global(argc, argv, &global, &error);
	if (good && global.config)
		ctl.config = global.config;
	good = good && run(&ctl, &global, &error);
	good = good && output_flush(&error);
	ctl_clear(&ctl);
	if (good)
		return ctl.status;
	fflush(stdout);
	say_error(error);
	return liaison_exit_code(error);
}
