/* SPDX-License-Identifier: BSD-2-Clause
 *
 * cursor.h - walking through the bytes of a mail line by line, with the boundaries that are open
 *
 * Every line is looked at once, whatever the nesting: a line that begins with "--" is compared with all open boundaries,
 * the innermost first (RFC 2046 5.1.2: an outer boundary ends an inner part as well).
 */
#pragma once
#include <glib.h>

struct boundary { char *text; gsize length; guint32 hash; };

struct cursor {
	const char *data;        /* not owned */
	gsize size, at;
	char eol;                /* '\n'; '\r' in a mail that has no LF at all */
	GArray *boundaries;      /* struct boundary, outermost first */
	guint64 lengths[4];      /* which lengths up to 255 the open boundaries have */
};

/* Where a search for a boundary ended. */
struct hit {
	int level;               /* index of the boundary, or CURSOR_END */
	gboolean closing;        /* the boundary with "--" behind it */
	gsize end;               /* where the content before it ends: the line end before a boundary belongs to it (RFC 2046 5.1.1) */
};
enum { CURSOR_END = -1, CURSOR_BOUNDARY_MAX = 250 };

struct line { gsize start, end, next; };     /* end: without the line end */

void cursor_init(struct cursor *cursor, const void *data, gsize size);
void cursor_clear(struct cursor *cursor);

/* The line at the cursor, which stays where it is; FALSE at the end of the data. */
gboolean cursor_line(const struct cursor *cursor, struct line *ret_line);
/* Is that line one of the open boundaries? */
gboolean cursor_is_boundary(const struct cursor *cursor, const struct line *line, struct hit *ret_hit);
/* Moves behind the next boundary line, or to the end. */
struct hit cursor_skip(struct cursor *cursor);

/* boundary: 1 to CURSOR_BOUNDARY_MAX bytes. Returns its level. */
int cursor_push(struct cursor *cursor, const char *boundary, gsize length);
/* Closes the boundary of that level and all inner ones. */
void cursor_pop(struct cursor *cursor, int level);
