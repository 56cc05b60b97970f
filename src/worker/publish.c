/* SPDX-License-Identifier: BSD-2-Clause
 *
 * publish.c - the public pages after a change
 *
 * Every change of a posted statement orders a job, and the first one that is done publishes all that has happened until then; those that
 * follow find nothing left, and end at once.
 */
#include <config.h>
#include <liaison/intake.h>
#include <liaison/log.h>
#include "kinds.h"

static gboolean run(const struct worker *worker, G_GNUC_UNUSED const struct job *job, G_GNUC_UNUSED struct outcome *outcome, GError **error)
{
	struct publish_report report;

	if (!worker->settings->publish.directory || !worker->settings->publish.base_url)
		return TRUE;
	if (!intake_publish(worker->settings, worker->store, FALSE, &report, error))
		return FALSE;
	if (report.statements)
		log_info("published %u statement%s: %u files written, %u removed, in %u ms%s", report.statements, report.statements == 1 ? "" : "s",
		         report.written, report.removed, report.elapsed_ms, report.full ? ", all anew" : "");
	return TRUE;
}

const struct worker_kind kind_publish = { "publish", 0, run };
