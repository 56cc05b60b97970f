/* SPDX-License-Identifier: BSD-2-Clause
 *
 * faults.c - gathering what is wrong with a configuration, and saying it
 */
#include <config.h>
#include <string.h>
#include <liaison/log.h>
#include "faults.h"

void fault_free(struct fault *fault)
{
	if (!fault)
		return;
	g_free(fault->file);
	g_free(fault->text);
	g_free(fault);
}

char *fault_format(const struct fault *fault)
{
	const char *severity = fault->warning ? "warning" : "error";

	if (fault->line == 0)
		return g_strdup_printf("%s: %s: %s", fault->file, severity, fault->text);
	return g_strdup_printf("%s:%u: %s: %s", fault->file, fault->line, severity, fault->text);
}

char *faults_format(const GPtrArray *faults)
{
	GString *lines = g_string_new(NULL);

	for (guint i = 0; i < faults->len; i++) {
		g_autofree char *text = fault_format(g_ptr_array_index(faults, i));

		g_string_append_printf(lines, "%s\n", text);
	}
	return g_string_free(lines, FALSE);
}

void faults_log(const GPtrArray *faults)
{
	for (guint i = 0; i < faults->len; i++) {
		const struct fault *fault = g_ptr_array_index(faults, i);
		g_autofree char *text = fault_format(fault);

		(fault->warning ? log_warning : log_error)("%s", text);
	}
}

void faults_add(GPtrArray *faults, const char *file, guint line, gboolean warning, const char *format, ...)
{
	struct fault *fault = g_new0(struct fault, 1);
	va_list arguments;

	va_start(arguments, format);
	fault->text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	fault->file = g_strdup(file);
	fault->line = line;
	fault->warning = warning;
	g_ptr_array_add(faults, fault);
}

struct placed { struct fault *fault; guint file, order; };

static int placed_compare(gconstpointer a, gconstpointer b)
{
	const struct placed *x = a, *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->fault->line != y->fault->line)
		return x->fault->line < y->fault->line ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

void faults_sort(GPtrArray *faults, guint from)
{
	g_autoptr(GArray) placed = g_array_new(FALSE, FALSE, sizeof(struct placed));

	for (guint i = from; i < faults->len; i++) {
		struct placed entry = { .fault = g_ptr_array_index(faults, i), .file = i, .order = i };
		for (guint k = from; k < i; k++) {
			const struct fault *other = g_ptr_array_index(faults, k);
			if (strcmp(other->file, entry.fault->file) != 0)
				continue;
			entry.file = k;
			break;
		}
		g_array_append_val(placed, entry);
	}
	g_array_sort(placed, placed_compare);
	for (guint i = 0; i < placed->len; i++)
		faults->pdata[from + i] = g_array_index(placed, struct placed, i).fault;
}

/* Names of settings are short; longer ones are not worth a guess. */
#define DISTANCE_MAX 40u

guint name_distance(const char *a, const char *b)
{
	gsize m = strlen(a), n = strlen(b);
	guint rows[3][DISTANCE_MAX + 1], *before = rows[0], *previous = rows[1], *current = rows[2];

	if (m > DISTANCE_MAX || n > DISTANCE_MAX)
		return G_MAXUINT;
	for (guint k = 0; k <= n; k++)
		previous[k] = before[k] = k;
	for (guint i = 1; i <= m; i++) {
		current[0] = i;
		for (guint k = 1; k <= n; k++) {
			gboolean same = g_ascii_tolower(a[i - 1]) == g_ascii_tolower(b[k - 1]);
			current[k] = MIN(MIN(previous[k], current[k - 1]) + 1, previous[k - 1] + (same ? 0 : 1));
			if (i > 1 && k > 1 && g_ascii_tolower(a[i - 1]) == g_ascii_tolower(b[k - 2]) &&
			    g_ascii_tolower(a[i - 2]) == g_ascii_tolower(b[k - 1]))
				current[k] = MIN(current[k], before[k - 2] + 1);
		}
		guint *spare = before;
		before = previous;
		previous = current;
		current = spare;
	}
	return previous[n];
}
