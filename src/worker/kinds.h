/* SPDX-License-Identifier: BSD-2-Clause
 *
 * kinds.h - each kind of job, from its own file
 */
#pragma once
#include "worker.h"

extern const struct worker_kind kind_convert, kind_distribute, kind_mail, kind_publish, kind_release, kind_taken, kind_settle, kind_remind, kind_reminder, kind_digest, kind_queue_late, kind_late_copy, kind_queue_release, kind_queue_remove;
