/* SPDX-License-Identifier: BSD-2-Clause
 *
 * line.h - a text as lines, whatever it came from: what every reader of this room reads
 *
 * Lines are valid UTF-8 without line ends, white space other than the tab is the plain blank, ends are stripped on the
 * right. A row of a table keeps its cells; text is then the cells with tabs between.
 */
#pragma once
#include <glib.h>

#define LINES_MAX 20000         /* lines taken of one text */
#define LINE_LENGTH_MAX 8000    /* bytes taken of one line */

struct line {
	char *text;
	GPtrArray *cells;       /* char *, may hold '\n'; NULL: not a row of a table */
	guint number;           /* 1-based, in the text it came from */
	guint row;              /* of a table with one cell in a row: which one; 0: none */
	guint quote;            /* depth of quotation marks taken off ("> > ") */
};

/* text may be longer than LINE_LENGTH_MAX: the rest is left off. */
struct line *line_new(const char *text, gssize length, guint number);
void line_free(struct line *line);
/* The next '\n', or the end. */
const char *line_end(const char *text);
gboolean line_is_blank(const struct line *line);
/* Columns of white space in front; a tab counts up to the next multiple of 8. */
guint line_indent(const struct line *line);

GPtrArray *lines_new(void);
/* Splits plain text; quotation marks in front are counted and taken off. ret_cut (may be NULL): something was left off. */
GPtrArray *lines_from_text(const char *text, gboolean *ret_cut);
