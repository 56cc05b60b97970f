/* SPDX-License-Identifier: BSD-2-Clause
 *
 * start.c - options, and the order in which a daemon that does jobs starts and ends
 */
#include <config.h>
#include <stdio.h>
#include <stdlib.h>
#include <getopt.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>
#include <liaison/daemon.h>
#include <liaison/error.h>
#include <liaison/log.h>
#include <liaison/mail.h>
#include <liaison/notify.h>
#include "loop.h"
#include "start.h"

#define LONGEST_PAUSE_MS 30000

struct options {
	const char *path;
	gboolean foreground, once;
};

static _Noreturn void usage(const struct start *start)
{
	fprintf(stderr, "usage: %s [-c FILE] [-f] [--once] [-V]\n", start->program);
	exit(EX_USAGE);
}

static struct options parse_options(const struct start *start, int argc, char **argv)
{
	static const struct option words[] = { { "once", no_argument, NULL, 'o' }, { NULL, 0, NULL, 0 } };
	struct options options = { .path = SETTINGS_DEFAULT_PATH };
	int option;

	while ((option = getopt_long(argc, argv, "c:fV", words, NULL)) != -1) {
		switch (option) {
		case 'c': options.path = optarg; break;
		case 'f': options.foreground = TRUE; break;
		case 'o': options.foreground = options.once = TRUE; break;
		case 'V':
			printf("%s %s\n", start->program, PACKAGE_VERSION);
			exit(EX_OK);
		default: usage(start);
		}
	}
	if (optind != argc)
		usage(start);
	return options;
}

static struct settings *load(const char *path)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	struct settings *settings = settings_load(path, faults);

	/* warnings are for liaison-milter -t, unless they are why nothing works */
	if (!settings) {
		g_autofree char *text = faults_format(faults);

		fputs(text, stderr);
	}
	return settings;
}

static int fail(const GError *error)
{
	log_fatal("%s", error->message);
	daemon_remove_pid_file();
	return liaison_exit_code(error);
}

/* What root runs is for root alone to write; and root leaves no file of its own beside the record of somebody else, who could not open it any more. */
static gboolean check_rights(const struct settings *settings, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(settings->store.path);
	struct stat status;

	if (geteuid() != 0)
		return TRUE;
	if (settings->foreign) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "others than root may write '%s', which names commands that root runs", settings->foreign);
		return FALSE;
	}
	if (settings->milter.user || stat(folder, &status) != 0 || status.st_uid == 0)
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "'%s' is not root's: milter.user has to name whose it is", folder);
	return FALSE;
}

static gboolean take_place(const struct start *start, const struct settings *settings, const struct options *options, GError **error)
{
	daemon_raise_files();
	if (!options->once && start->pid_file && settings->worker.pid_file && !daemon_write_pid_file(settings->worker.pid_file, error))
		return FALSE;
	if (!daemon_become(settings->milter.user, error))
		return FALSE;
	if (settings->sandbox_off)
		log_warning("sandbox = \"off\": where conversion programs cannot be confined they run all the same, on strangers' files");
	return TRUE;
}

/* A daemon waits for a store that cannot be opened now. NULL without an error: a signal came first. */
static struct store *open_store(struct loop *loop, const struct settings *settings, const struct options *options, GError **error)
{
	guint pause = 1000;

	for (gboolean said = FALSE;; said = TRUE) {
		g_autoptr(GError) cause = NULL;
		struct store *store = store_open(settings->store.path, STORE_CREATE, settings->store.busy_ms, &cause);

		if (store)
			return store;
		if (options->once || g_error_matches(cause, LIAISON_ERROR, LIAISON_ERROR_SCHEMA)) {
			g_propagate_error(error, g_steal_pointer(&cause));
			return NULL;
		}
		if (!said)
			log_error("%s; trying again", cause->message);
		notify_status("trying again: %s", cause->message);
		if (loop_pause(loop, pause))
			return NULL;
		pause = MIN(2 * pause, LONGEST_PAUSE_MS);
	}
}

static int serve(const struct start *start, struct loop *loop, const struct settings *settings, const struct options *options)
{
	g_autoptr(GError) error = NULL;
	struct store *store;

	daemon_ready();
	if (!options->foreground)
		log_init(start->program, TRUE, FALSE);
	notify_ready();
	store = open_store(loop, settings, options, &error);
	if (error)
		return fail(error);
	if (!store)
		return EX_OK;
	if (!options->once)
		log_info("%s %s does the jobs of '%s'", start->program, PACKAGE_VERSION, settings->store.path);
	notify_status("doing jobs");
	/* Where threads are still at it, the store stays open: it is written for that. */
	if (loop_run(loop, store))
		store_close(store);
	return EX_OK;
}

int start_worker(const struct start *start, int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	struct options options = parse_options(start, argc, argv);
	struct settings *settings;
	struct loop *loop;
	int status, other = -1;

	daemon_open_standard_files();
	settings = load(options.path);
	if (!settings)
		return EX_CONFIG;
	umask(0027);
	log_start(start->program, settings->milter.syslog_facility);
	if (start->before && !check_rights(settings, &error)) {
		settings_unref(settings);
		return fail(error);
	}
	/* it is read again, after a change to / */
	if (!options.foreground)
		options.path = g_canonicalize_filename(options.path, NULL);
	if (!options.foreground && !daemon_detach(&error))
		return fail(error);
	if (start->before && !start->before(options.path, !options.foreground, &other, &error))
		return fail(error);
	loop = loop_new(settings, options.once, other, &error);
	if (!loop || !take_place(start, settings, &options, &error))
		return fail(error);
	mail_init();
	status = serve(start, loop, settings, &options);
	daemon_remove_pid_file();
	if (!options.once)
		log_info("stopped");
	/* Threads that are still at it hold on to what is here: it ends with the process. */
	fflush(stderr);
	_exit(status);
}
