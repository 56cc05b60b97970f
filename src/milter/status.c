/* SPDX-License-Identifier: BSD-2-Clause
 *
 * status.c - the one line that `systemctl status` shows, made of what may be wrong at the same time
 */
#include "config.h"

#include <glib.h>
#include <liaison/notify.h>
#include <liaison/text.h>
#include "lock.h"
#include "status.h"

static struct lock lock = LOCK_INIT;
static char *store_problem, *configuration_problem;

static void tell(char **which, const char *problem)
{
	lock_enter(&lock);
	g_free(*which);
	*which = problem != NULL ? text_escape_control(problem) : NULL;
	if (store_problem != NULL)
		notify_status("our mail is answered 451, trying again: %s", store_problem);
	else if (configuration_problem != NULL)
		notify_status("taking mail under the old configuration: %s", configuration_problem);
	else
		notify_status("taking mail");
	lock_leave(&lock);
}

void status_set_store_problem(const char *problem)
{
	tell(&store_problem, problem);
}

void status_set_configuration_problem(const char *problem)
{
	tell(&configuration_problem, problem);
}
