/* SPDX-License-Identifier: BSD-2-Clause
 *
 * main.c - liaison-milter(8): options, and the order in which the daemon starts and ends
 */
#include "config.h"

#include <errno.h>
#include <libmilter/mfapi.h>
#include <liaison/daemon.h>
#include <liaison/error.h>
#include <liaison/log.h>
#include <liaison/mail.h>
#include <liaison/notify.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>
#include "check.h"
#include "filter.h"
#include "reload.h"
#include "session.h"
#include "signals.h"
#include "socket.h"
#include "status.h"

static const char program[] = "liaison-milter";

struct options {
	const char *path;
	gboolean foreground, test;
};

static struct settings *started_with;
static gint returned;                   /* smfi_main() did */
static GThread *waker;

/* ---- options ---- */

static _Noreturn void usage(void)
{
	fprintf(stderr, "usage: %s [-c FILE] [-f] [-t] [-V]\n", program);
	exit(EX_USAGE);
}

static struct options parse_options(int argc, char **argv)
{
	struct options options = { .path = SETTINGS_DEFAULT_PATH };
	int option;
	while ((option = getopt(argc, argv, "c:ftV")) != -1) {
		switch (option) {
		case 'c': options.path = optarg; break;
		case 'f': options.foreground = TRUE; break;
		case 't': options.test = TRUE; break;
		case 'V':
			printf("%s %s\n", program, PACKAGE_VERSION);
			exit(EX_OK);
		default: usage();
		}
	}
	if (optind != argc)
		usage();
	return options;
}

/* ---- ending ---- */

/* libmilter looks at its stop mark only when its listener wakes up, which may take five seconds: a connection wakes it. */
static void *wake_listener(void *data)
{
	while (!g_atomic_int_get(&returned)) {
		g_usleep(20 * G_TIME_SPAN_MILLISECOND);
		int fd = socket_connect(started_with->milter.socket);
		if (fd >= 0)
			close(fd);
	}
	return data;
}

static void stop(void)
{
	g_autoptr(settings_t) settings = filter_settings();
	notify_stopping();
	log_info("stopping: messages at their end have %u seconds", settings->milter.drain_seconds);
	guint remaining = filter_close(settings->milter.drain_seconds);
	if (remaining > 0)
		log_warning("%u messages are still not recorded; their senders will try again", remaining);
	/* the thread that left the gate last has yet to write its reply */
	g_usleep(50 * G_TIME_SPAN_MILLISECOND);
	g_atomic_pointer_set(&waker, g_thread_new("waker", wake_listener, NULL));
}

/* ---- starting ---- */

static int fail(const GError *error)
{
	log_fatal("%s", error->message);
	socket_remove();
	daemon_remove_pid_file();
	return liaison_exit_code(error);
}

static gboolean open_socket(const struct settings *settings, GError **error)
{
	struct socket_wish wish = {
		.address = settings->milter.socket,
		.owner = settings->milter.socket_owner != NULL || geteuid() != 0 ? settings->milter.socket_owner : settings->milter.user,
		.group = settings->milter.socket_group,
		.mode = settings->milter.socket_mode,
	};
	if (!session_register()) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "libmilter does not take our callbacks");
		return FALSE;
	}
	return socket_open(&wish, error);
}

static gboolean take_place(const struct settings *settings, GError **error)
{
	daemon_raise_files();
	if (!open_socket(settings, error))
		return FALSE;
	if (settings->milter.pid_file != NULL && !daemon_write_pid_file(settings->milter.pid_file, error))
		return FALSE;
	if (!daemon_become(settings->milter.user, error))
		return FALSE;
	if (settings->sandbox_off)
		log_warning("sandbox = \"off\": where conversion programs cannot be confined they run all the same, on strangers' files");
	return TRUE;
}

static int serve(struct store_keeper *keeper, const struct options *options)
{
	filter_init(started_with, keeper);
	signals_handle(reload_request, stop);
	reload_start();
	daemon_ready();
	if (!options->foreground)
		log_init(program, TRUE, FALSE);
	log_info("%s %s takes mail on '%s'%s", program, PACKAGE_VERSION, started_with->milter.socket, started_with->observe ? " and only observes" : "");
	status_set_configuration_problem(NULL);
	notify_ready();
	int result = smfi_main();
	g_atomic_int_set(&returned, 1);
	reload_end();
	GThread *waking = g_atomic_pointer_get(&waker);
	if (waking != NULL)
		g_thread_join(waking);
	if (result == MI_SUCCESS)
		return EX_OK;
	log_fatal("libmilter gave up; its line in the log says why");
	return EX_TEMPFAIL;
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	struct options options = parse_options(argc, argv);
	if (options.test)
		return check_run(options.path);
	daemon_open_standard_files();
	started_with = check_load(options.path, stderr);
	if (started_with == NULL)
		return EX_CONFIG;
	daemon_block_signals();    /* libmilter ignores SIGPIPE too, but later than we write to a pipe */
	umask(0027);
	/* before libmilter logs, which uses syslog() as it finds it */
	log_start(program, started_with->milter.syslog_facility);
	if (!options.foreground && !daemon_detach(&error))
		return fail(error);
	if (!take_place(started_with, &error))
		return fail(error);
	mail_init();
	struct store_keeper *keeper = store_keeper_new(started_with->store.path, started_with->store.busy_ms, started_with->store.first_number, &error);
	if (keeper == NULL)
		return fail(error);
	int status = serve(keeper, &options);
	/* Where messages are still at it, the store stays open: it is written for that. */
	if (filter_close(0) == 0)
		store_keeper_free(keeper);
	socket_remove();
	daemon_remove_pid_file();
	log_info("stopped");
	return status;
}
