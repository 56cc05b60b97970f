/* SPDX-License-Identifier: BSD-2-Clause
 *
 * flowed.c - joining what format=flowed wrapped
 *
 * Quoted text keeps its ">" marks, one set a paragraph. A paragraph ends where the depth of quoting changes, whatever the
 * line before it promised (RFC 3676 4.5).
 */
#include <config.h>
#include <string.h>
#include "flowed.h"

#define LABEL_MAX 30            /* bytes of a label */

/* "Deadline: …", "Deadline ..... …", "Deadline    …": people type such lines, or paste them with a blank at the end; no mailer breaks a paragraph in
 * front of one. */
static gboolean begins_label(const char *line, gsize length)
{
	gsize n = 0;

	if (!length || !g_ascii_isupper(*line))
		return FALSE;
	while (n < length && n < LABEL_MAX && (g_ascii_isalpha(line[n]) || strchr(" -/()", line[n])) && (n + 3 > length || memcmp(line + n, "   ", 3) != 0))
		n++;
	if (n + 3 < length && (memcmp(line + n, "   ", 3) == 0 || memcmp(line + n, "...", 3) == 0))
		return TRUE;
	return n < length && line[n] == ':' && (n + 1 == length || line[n + 1] == ' ');
}

char *flowed_unwrap(const char *text, gboolean delete_space)
{
	GString *out = g_string_sized_new(strlen(text) + 1);
	gsize open_depth = 0;
	gboolean open = FALSE;

	while (*text) {
		gsize depth = strspn(text, ">"), length;
		const char *line = text + depth;
		gboolean stuffed = *line == ' ', signature, flows;

		line += stuffed;
		length = strcspn(line, "\n");
		signature = length == 3 && memcmp(line, "-- ", 3) == 0;    /* never flows (4.3) */
		flows = length && line[length - 1] == ' ' && !signature;
		if (open && (depth != open_depth || signature || begins_label(line, length))) {
			g_string_append_c(out, '\n');
			open = FALSE;
		}
		if (!open) {
			g_string_append_len(out, text, (gssize)depth);
			if (depth && stuffed)
				g_string_append_c(out, ' ');
		}
		g_string_append_len(out, line, (gssize)(length - (flows && delete_space)));
		text = line + length;
		text += *text == '\n';
		open = flows;
		open_depth = depth;
		if (!flows && text[-1] == '\n')
			g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}
