/* SPDX-License-Identifier: BSD-2-Clause
 *
 * jobs.h - jobs as rows, inside a transaction of somebody else's
 *
 * Private to src/store; the public jobs.h comes with it.
 */
#pragma once
#include "internal.h"
#include <liaison/jobs.h>

/* One job more, unless its key was used before. statement: 0 for none; key: with everything in it. */
gboolean job_put(struct connection *connection, const struct job_order *order, gint64 statement, const char *key, gint64 now,
                 gboolean *ret_fresh, GError **error);
/* The jobs of a request (may be NULL) for the records that were just made. */
gboolean job_put_all(struct connection *connection, const GPtrArray *orders, const GArray *ids, gint64 now, GError **error);
/* What shows of a posted record has changed: its publication, unless one is waiting already. Ordered here, and not by whoever changes
 * something, so that no way of changing can forget it. */
gboolean job_put_publish(struct connection *connection, gint64 statement, gint64 now, GError **error);
/* Ends a job that is still the worker's; NOT_FOUND if it is not. */
gboolean job_put_end(struct connection *connection, const struct job_end *end, gint64 now, GError **error);
/* What a program or a stranger said, as it is kept: printable, at most max bytes, the end of it if tail. NULL is NULL. */
char *job_printable(const char *text, gsize max, gboolean tail);
