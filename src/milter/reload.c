/* SPDX-License-Identifier: BSD-2-Clause
 *
 * reload.c - reading the configuration again while mail goes on: all of it or nothing
 */
#include "config.h"

#include <liaison/log.h>
#include <liaison/notify.h>
#include <string.h>
#include "filter.h"
#include "lock.h"
#include "reload.h"
#include "status.h"

static struct lock lock = LOCK_INIT;
static gboolean requested, ending;
static GThread *thread;

static void warn_fixed(const char *name, const char *old, const char *new)
{
	if (g_strcmp0(old, new) != 0)
		log_warning("%s cannot change while running: '%s' stays in force until a restart, not '%s'", name,
		            old != NULL ? old : "", new != NULL ? new : "");
}

/* What the process was started with is in the kernel's hands by now. */
static void warn_of_fixed(const struct settings *old, const struct settings *new)
{
	warn_fixed("milter.socket", old->milter.socket, new->milter.socket);
	warn_fixed("milter.socket_owner", old->milter.socket_owner, new->milter.socket_owner);
	warn_fixed("milter.socket_group", old->milter.socket_group, new->milter.socket_group);
	warn_fixed("milter.socket_mode", old->milter.socket_mode, new->milter.socket_mode);
	warn_fixed("milter.user", old->milter.user, new->milter.user);
	warn_fixed("milter.pid_file", old->milter.pid_file, new->milter.pid_file);
	warn_fixed("milter.syslog_facility", old->milter.syslog_facility, new->milter.syslog_facility);
	warn_fixed("store.path", old->store.path, new->store.path);
	if (old->store.busy_ms != new->store.busy_ms)
		log_warning("store.busy cannot change while running: %u ms stay in force until a restart, not %u ms", old->store.busy_ms, new->store.busy_ms);
}

static void reload(void)
{
	g_autoptr(settings_t) old = filter_settings();
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	g_autoptr(settings_t) new = settings_load(old->path, faults);
	faults_log(faults);
	if (new == NULL) {
		guint errors = 0;
		for (guint i = 0; i < faults->len; i++)
			errors += ((const struct fault *)g_ptr_array_index(faults, i))->warning ? 0 : 1;
		g_autofree char *problem = g_strdup_printf("%u faults in '%s', named in the log", errors, old->path);
		log_error("configuration not reloaded, the old one stays: %s", problem);
		status_set_configuration_problem(problem);
		return;
	}
	warn_of_fixed(old, new);
	filter_set_settings(new);
	status_set_configuration_problem(NULL);
	log_info("configuration '%s' reloaded", new->path);
}

static gboolean wait_for_request(void)
{
	lock_enter(&lock);
	while (!requested && !ending)
		lock_wait(&lock);
	requested = FALSE;
	gboolean going_on = !ending;
	lock_leave(&lock);
	return going_on;
}

static void *run(void *data)
{
	while (wait_for_request()) {
		notify_reloading();
		reload();
		notify_ready();
	}
	return data;
}

void reload_start(void)
{
	thread = g_thread_new("reload", run, NULL);
}

void reload_request(void)
{
	lock_enter(&lock);
	requested = TRUE;
	lock_tell(&lock);
	lock_leave(&lock);
}

void reload_end(void)
{
	if (thread == NULL)
		return;
	lock_enter(&lock);
	ending = TRUE;
	lock_tell(&lock);
	lock_leave(&lock);
	g_thread_join(g_steal_pointer(&thread));
}
