/* SPDX-License-Identifier: BSD-2-Clause
 *
 * clock.h - the time, and its one written form (RFC 3339, UTC, seconds). Thread-safe.
 *
 * Times are gint64 microseconds since 1970-01-01T00:00:00Z.
 */
#pragma once
#include <glib.h>

gint64 clock_now(void);                       /* wall clock */
gint64 clock_monotonic(void);                 /* for durations only */
char *clock_format(gint64 usec);              /* "2026-11-24T05:31:36Z", owned by the caller */
gboolean clock_parse(const char *text, gint64 *ret_usec);
