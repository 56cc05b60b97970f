/* SPDX-License-Identifier: BSD-2-Clause
 *
 * clock.h - the time, and its one written form (RFC 3339, UTC, seconds). Thread-safe.
 *
 * Times are gint64 microseconds since 1970-01-01T00:00:00Z; a written form may also have a fraction of a second, or another zone.
 */
#pragma once
#include <glib.h>

gint64 clock_now(void);                       /* wall clock */
gint64 clock_monotonic(void);                 /* for durations only */
char *clock_format(gint64 usec);              /* "2026-11-24T05:31:36Z", owned by the caller */
/* FALSE, and nothing set: text is no date with a time (a day alone is none). Without a zone it is UTC. */
gboolean clock_parse(const char *text, gint64 *ret_usec);
