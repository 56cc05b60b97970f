/* SPDX-License-Identifier: BSD-2-Clause
 *
 * check.h - saying what is wrong with a configuration: -t, and a start that cannot be
 */
#pragma once
#include <liaison/settings.h>
#include <stdio.h>

/* Reads path and prints every fault to out. NULL if it cannot be run with. */
struct settings *check_load(const char *path, FILE *out);

/* What the file alone does not show: a user, a group or a directory that is not there, a socket that a chrooted smtpd cannot reach. Appends
 * struct fault * (warnings). master_cf: Postfix's, normally "/etc/postfix/master.cf"; queue: its queue directory. */
void check_surroundings(const struct settings *settings, const char *master_cf, const char *queue, GPtrArray *faults);

/* The whole of -t; the exit status. */
int check_run(const char *path);
