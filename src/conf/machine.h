/* SPDX-License-Identifier: BSD-2-Clause
 *
 * machine.h - what this machine says to a configuration: users, groups, the MTA beside us; private to src/conf
 */
#pragma once
#include <glib.h>

#define MACHINE_POSTFIX_MAIN_CF "/etc/postfix/main.cf"

gboolean machine_has_user(const char *name);
gboolean machine_has_group(const char *name);
/* NULL: fine. Else why a chrooted Postfix smtpd does not reach the socket, and what to do (owned by the caller). main_cf is
 * looked at for queue_directory; without that file, and with a group that is not postfix, nobody is warned. */
char *machine_socket_reach(const char *socket, const char *socket_group, const char *main_cf);
