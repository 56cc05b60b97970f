/* SPDX-License-Identifier: BSD-2-Clause
 *
 * daemon.h - becoming a daemon: background, pid file, user, signals, file descriptors. Before threads.
 *
 * Errors name operation, operand and cause: PERMISSION where the system forbids it, CONFIG where a folder or a user
 * is not there, else TEMPORARY.
 */
#pragma once
#include <glib.h>

/* 0, 1 and 2 are open afterwards: a socket that got one of these numbers would be written log lines into. */
void daemon_open_standard_files(void);
/* Blocks SIGHUP, SIGTERM and SIGINT, which a daemon waits for, and ignores SIGPIPE; all threads that come later inherit it. */
void daemon_block_signals(void);
/* Does so, and returns a descriptor that the three are read from (signalfd, not blocking); -1 with errno. */
int daemon_open_signals(void);
/* The soft limit of open files becomes the hard one: each connection of the MTA takes one. */
void daemon_raise_files(void);

/* Goes to the background. The parent waits, and ends with what daemon_ready() or the end of this process says, so that whoever started it knows whether mail
 * is taken; it does not return from here. */
gboolean daemon_detach(GError **error);
/* Tells the parent that all is well, and lets go of the terminal. */
void daemon_ready(void);

/* Written whole under another name and renamed: nobody reads half a number. Removed by daemon_remove_pid_file(), if it is still ours. */
gboolean daemon_write_pid_file(const char *path, GError **error);
void daemon_remove_pid_file(void);

/* Becomes user with its groups, for good. user NULL: stays. Warns of still being root. FALSE with CONFIG, or PERMISSION when not started as root. */
gboolean daemon_become(const char *user, GError **error);
