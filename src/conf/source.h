/* SPDX-License-Identifier: BSD-2-Clause
 *
 * source.h - the text of a configuration with its @include lines filled in, private to src/conf
 *
 * We fill them in ourselves, since libconfig 1.5 takes no absolute path there, ends the process when the path is a folder,
 * and says of a file that it cannot read neither which nor why. Every line of the whole knows where it came from.
 */
#pragma once
#include <glib.h>

struct source {
	GString *text;
	GPtrArray *files;    /* char * */
	char *foreign;       /* the first of them that somebody else than root and we may write, or NULL */
	GArray *lines;       /* struct source_line, one a line of text */
};
struct source_line { const char *file; guint line; gsize offset; };

/* Reads path and what it includes. Faults are appended to faults (struct fault *); NULL if path itself cannot be read. */
struct source *source_read(const char *path, GPtrArray *faults);
void source_free(struct source *source);
/* Where the 1-based line of the whole came from; a line beyond the end is the last one. file is owned by source. */
void source_where(const struct source *source, guint line, const char **ret_file, guint *ret_line);
/* The last line from first to last that holds text; last if none does. A string's own line is not what libconfig says: it says the
 * line of what follows it. */
guint source_find(const struct source *source, guint first, guint last, const char *text);
/* That line without its ends. Owned by the caller. */
char *source_line_text(const struct source *source, guint line);
/* The first line, up to last, on which a quote is opened and not closed; 0: none. */
guint source_open_quote(const struct source *source, guint last);
