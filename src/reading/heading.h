/* SPDX-License-Identifier: BSD-2-Clause
 *
 * heading.h - letters that say in a heading what others say behind labels
 */
#pragma once
#include <glib.h>
#include "line.h"

struct heading {
	guint line, end;         /* indexes of lines: of the heading, of the first one of the text */
	guint from_line, title_line;     /* line numbers */
	char *text;              /* the heading itself, on one line */
	char *from, *to;
	char *cc, *title;        /* or NULL */
};

/* FALSE: there is none. heading_clear() what is found. */
gboolean heading_find(const GPtrArray *lines, struct heading *ret_heading);
void heading_clear(struct heading *heading);
