/* SPDX-License-Identifier: BSD-2-Clause
 *
 * labels.h - the labelled block of a letter: which label has which value, and where it ends
 *
 * One general way to read them all; a layout (may be NULL) adds what it knows better.
 */
#pragma once
#include <glib.h>
#include "label-table.h"

#define LABELS_MAX 400          /* labels taken of one letter */
#define LABEL_VALUE_MAX 8000    /* bytes of one value */

struct labelled {
	enum label label;
	char *text;             /* the label as written, without its separator */
	char *value;            /* '\n' between the lines or cells it was written on; "" where nothing stands */
	guint line;             /* line number of the label (struct line) */
	gboolean late;          /* stands below the block, in the text */
};

struct block {
	GPtrArray *labels;      /* struct labelled *, in order */
	guint begin, end;       /* indexes of lines: from the first label up to the first line of the text */
	gboolean good;          /* enough of a statement's labels to be one */
	guint fields;           /* different labels that count */
};

/* The block that states something, or the best there is; NULL: no label at all. An older statement that is quoted below is
 * not read, nor is any quoted line. */
struct block *labels_read(const struct layout *layout, const GPtrArray *lines);
void block_free(struct block *block);
/* The first value of label that says something, or NULL. */
const struct labelled *block_find(const struct block *block, enum label label);
/* "", "-", "n/a", "none", "TBD", "not applicable": nothing is stated. */
gboolean value_is_empty(const char *value);
