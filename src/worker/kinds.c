/* SPDX-License-Identifier: BSD-2-Clause
 *
 * kinds.c - the kinds of jobs that this worker knows (worker.h says how to add one)
 */
#include <config.h>
#include "kinds.h"
#include "worker.h"

const struct worker_kind *const worker_kinds[] = {
	&kind_convert,
	&kind_publish,
	&kind_distribute,
	&kind_mail,
	&kind_release,
	&kind_queue_late,
	&kind_late_copy,
	&kind_taken,
	&kind_settle,
	&kind_remind,
	&kind_reminder,
	&kind_digest,
	NULL,
};
