/* SPDX-License-Identifier: BSD-2-Clause
 *
 * label-table.h - how organisations spell the labels of their statements, as one table
 *
 * Spellings are compared without case, with '-' as a blank, without "(s)", "*" and white space around, and without the hint of a form
 * ("From (name of group)").
 */
#pragma once
#include <liaison/layout.h>

#define LABEL_KEY_MAX 60

/* How labels are compared; FALSE: no label is written like this. */
gboolean label_fold(const char *text, char key[LABEL_KEY_MAX]);
/* LABEL_NONE: no label is spelled like this. Nothing but the label may stand in text; ':' at its end is allowed. layout (may be NULL)
 * is asked first. */
enum label label_find(const struct layout *layout, const char *text);
/* The same for a label with its value on one line and nothing between ("Please reply by 2024-02-29"). ret_value points to the value. */
enum label label_find_phrase(const char *text, const char **ret_value);
/* Labels that make a statement: title, from, to, purpose. */
gboolean label_is_main(enum label label);
