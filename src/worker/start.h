/* SPDX-License-Identifier: BSD-2-Clause
 *
 * start.h - a program that does jobs, from main() to its end
 */
#pragma once
#include <glib.h>

struct start {
	const char *program;
	gboolean pid_file;                                           /* writes worker.pid_file */
	/* called with the configuration's path while it is still root, before any thread; background: no terminal from here on; *ret_other: as of
	 * loop_new(). Or NULL */
	gboolean (*before)(const char *path, gboolean background, int *ret_other, GError **error);
};

/* Does the jobs of the kinds in worker_kinds (worker.h), and of no other. Does not return. */
int start_worker(const struct start *start, int argc, char **argv);
