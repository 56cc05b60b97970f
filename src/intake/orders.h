/* SPDX-License-Identifier: BSD-2-Clause
 *
 * orders.h - what is left to be done of a mail that is recorded now, private to src/intake
 */
#pragma once
#include <liaison/intake.h>
#include <liaison/jobs.h>

/* struct job_order * whose texts they own, for a store_request. Owned by the caller. */
GPtrArray *orders_of(const struct intake *intake, gint64 received);
/* What people are told of a mail that is held, and was let go in another envelope. */
GPtrArray *orders_of_held(const struct intake *intake);
/* Where it is held, and was approved when it came in another envelope: whom it has not reached is looked for. */
GPtrArray *orders_of_late(const struct intake *intake, gint64 received);
/* What comes besides, where the record has the same already: the coordination address is asked, as it is of every other that nobody posts. */
GPtrArray *orders_of_duplicate(const struct intake *intake);
