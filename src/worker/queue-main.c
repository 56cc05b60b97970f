/* SPDX-License-Identifier: BSD-2-Clause
 *
 * queue-main.c - liaison-queue(8): the jobs that need the right to touch the MTA's queue
 */
#include <config.h>
#include "hands.h"
#include "kinds.h"
#include "start.h"

const struct worker_kind *const worker_kinds[] = { &kind_queue_release, &kind_queue_remove, NULL };

int main(int argc, char **argv)
{
	return start_worker(&(struct start){ .program = "liaison-queue", .before = hands_start }, argc, argv);
}
