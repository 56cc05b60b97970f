/* SPDX-License-Identifier: BSD-2-Clause
 *
 * prometheus.c - the text exposition format
 *
 * A backslash and a line end are escaped in help and label values; in label values the double quote is as well.
 */
#include <config.h>
#include "prometheus.h"

static void append_escaped(GString *out, const char *text, gboolean quoted)
{
	for (const char *p = text; *p; p++) {
		if (*p == '\n')
			g_string_append(out, "\\n");
		else if (*p == '\\' || (quoted && *p == '"'))
			g_string_append_printf(out, "\\%c", *p);
		else
			g_string_append_c(out, *p);
	}
}

void prometheus_family(GString *out, const char *metric, const char *help)
{
	g_string_append_printf(out, "# HELP %s ", metric);
	append_escaped(out, help, FALSE);
	g_string_append_printf(out, "\n# TYPE %s gauge\n", metric);
}

void prometheus_sample(GString *out, const char *metric, const char *label, const char *value, gint64 number)
{
	g_string_append(out, metric);
	if (label) {
		g_string_append_printf(out, "{%s=\"", label);
		append_escaped(out, value, TRUE);
		g_string_append(out, "\"}");
	}
	g_string_append_printf(out, " %" G_GINT64_FORMAT "\n", number);
}
