/* SPDX-License-Identifier: BSD-2-Clause
 *
 * faulty-vfs.h - a disk that fails when told to, under the engine
 */
#pragma once
#include <glib.h>

/* Becomes the engine's way to the disk for what is opened afterwards. */
void faulty_install(void);

enum faulty_call { FAULTY_WRITE, FAULTY_SYNC };
/* The n-th call of that kind from now on (1: the next) gives that result code, and the ones after it too if lasting. */
void faulty_arm(enum faulty_call call, guint n, int code, gboolean lasting);
/* Back to a good disk; TRUE if a call has failed since it was armed. */
gboolean faulty_disarm(void);
