/* SPDX-License-Identifier: BSD-2-Clause
 *
 * program.h - running one command to its end
 *
 * argv without a shell, a fresh environment, a process group of its own that is killed whole, bounded time and output. Safe in a
 * threaded process whose signals are blocked (libmilter's): the child starts with default signals, none blocked, and no descriptor
 * of ours but 0, 1 and 2. Thread-safe.
 */
#pragma once
#include <glib.h>

struct program {
	const char *const *argv;          /* NULL-terminated; argv[0] is a path, or a name looked up in our own PATH */
	const char *const *environment;   /* NULL-terminated "NAME=value"; NULL: only PATH and LC_ALL=C.UTF-8 */
	const char *directory;            /* working directory; NULL: "/" */
	int input_fd;                     /* standard input, the caller's; -1: /dev/null */
	gsize output_max, errors_max;     /* bytes of standard output and error that are kept; what comes beyond is read and dropped */
	gsize output_kill;                /* bytes of output after which it is killed; 0: 64 times the larger of both */
	guint timeout_ms;                 /* wall clock; then the group is killed. 0 is not allowed */
	void (*tick)(gpointer data);      /* called about every tick_ms while it runs; or NULL */
	gpointer tick_data;
	guint tick_ms;
};

struct program_result {
	int exit_status;                  /* 0..255, or -1 where a signal ended it */
	int signal;                       /* that signal, or 0 */
	gboolean timed_out;               /* ended by us: time */
	gboolean flooded;                 /* ended by us: output */
	gboolean output_cut;              /* more came than is kept */
	GBytes *output;
	char *errors;                     /* printable (text_escape_control(), line ends kept) */
	guint elapsed_ms;
};
void program_result_clear(struct program_result *result);

/* FALSE only if it could not be started: NOT_FOUND (no such program), PERMISSION, TEMPORARY. Whatever it did afterwards is in ret_result. */
gboolean program_run(const struct program *program, struct program_result *ret_result, GError **error);

/* "exit 3", "killed by signal 9", "no end within 2000 ms", …; owned by the caller */
char *program_result_describe(const struct program_result *result);
