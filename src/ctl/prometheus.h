/* SPDX-License-Identifier: BSD-2-Clause
 *
 * prometheus.h - the text exposition format, version 0.0.4: gauges only
 */
#pragma once
#include <glib.h>

/* The # HELP and # TYPE lines; once a metric, before its samples. */
void prometheus_family(GString *out, const char *metric, const char *help);
/* label NULL: a sample without labels. */
void prometheus_sample(GString *out, const char *metric, const char *label, const char *value, gint64 number);
