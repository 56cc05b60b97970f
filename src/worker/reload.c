/* SPDX-License-Identifier: BSD-2-Clause
 *
 * reload.c - reading the configuration again: all of it or nothing
 */
#include <config.h>
#include <liaison/log.h>
#include <liaison/notify.h>
#include "reload.h"

static void warn_fixed(const char *name, const char *old, const char *new)
{
	if (g_strcmp0(old, new) != 0)
		log_warning("%s cannot change while running: '%s' stays in force until a restart", name, old ? old : "");
}

void reload(struct settings **settings)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	struct settings *new;

	notify_reloading();
	new = settings_load((*settings)->path, faults);
	faults_log(faults);
	if (new) {
		warn_fixed("store.path", (*settings)->store.path, new->store.path);
		warn_fixed("milter.user", (*settings)->milter.user, new->milter.user);
		warn_fixed("milter.syslog_facility", (*settings)->milter.syslog_facility, new->milter.syslog_facility);
		warn_fixed("worker.pid_file", (*settings)->worker.pid_file, new->worker.pid_file);
		settings_unref(*settings);
		*settings = new;
		log_info("configuration '%s' reloaded", new->path);
	} else {
		log_error("configuration not reloaded, the old one stays");
	}
	notify_status(new ? "doing jobs" : "doing jobs under the old configuration: the new one has faults, named in the log");
	notify_ready();
}
