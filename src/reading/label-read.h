/* SPDX-License-Identifier: BSD-2-Clause
 *
 * label-read.h - what labels.c is made of: one line (label-line.c) and the values that belong to a label (label-value.c)
 */
#pragma once
#include "labels.h"
#include "line.h"

#define LABEL_LENGTH_MAX 48     /* bytes of a label */
#define BLANKS_BEFORE_VALUE 2   /* blank lines between a label and its value on the next line */
#define ROW_CELLS_MAX 8         /* cells of a row whose values may go on in the row below */
#define PROSE_WORDS 9           /* a line of so many words is prose, if it has no label */

/* Labels may stand without a colon: alone on their line; in a column of their own, beside their values. */
enum { LABEL_ALONE = 1, LABEL_COLUMN = 2 };

struct label_reader {
	const GPtrArray *lines;
	const struct layout *layout; /* or NULL */
	struct block *block;         /* what is found goes here */
	guint how;                   /* LABEL_ALONE, LABEL_COLUMN */
	guint width;                 /* columns that the text was broken to; 0: it was not */
	gboolean late;               /* below the block, in the text */
	struct labelled *owners[ROW_CELLS_MAX]; /* which label each cell of the row before is the value of */
	guint row;                   /* the number of that row's line; 0: there was none */
};

/* label-line.c */

/* The label of that many bytes of text, or LABEL_NONE. */
enum label label_find_n(const struct layout *layout, const char *text, gsize length);
/* Labels that may stand alone on their line, as cells do in the plain text of a table. */
gboolean label_may_be_bare(enum label label);
/* Bullets, rules and emphasis in front of a label. */
const char *label_skip_decoration(const char *text);
const char *label_skip_separator(const char *value);
/* Does text begin with a label? ret_text gets the label (owned by the caller), ret_value points to what follows it ("" when nothing does);
 * both are set only for an answer other than LABEL_NONE. */
enum label label_at(const struct layout *layout, const char *text, guint how, char **ret_text, const char **ret_value);
/* The same, where only the answer is wanted. */
enum label label_begins(const struct layout *layout, const char *text, guint how);
/* The length of what stands in front of a tab or of a gap of blanks, as in a table that was turned into text; 0: there is none. */
gsize label_gap(const char *text);
/* A label at the beginning of text that a gap divides from what follows, or LABEL_NONE; ret_length is that of the label. */
enum label label_in_column(const struct layout *layout, const char *text, gsize *ret_length);
guint label_words(const char *text);
gboolean label_line_is_prose(const struct line *line);
gboolean label_line_is_heading(const struct line *line);
/* "Liaison statement", "LIAISON LETTER" and nothing else. */
gboolean label_line_is_banner(const char *text);
gboolean label_line_is_rule(const struct line *line);
/* A line that is no part of a value whatever stands before it: a rule, a salutation, "LIAISON STATEMENT". */
gboolean label_line_is_break(const struct line *line);
gboolean label_line_is_open(const char *text);    /* ends in a word that another one must follow ("…, and the") */
gboolean label_line_is_like(const struct line *line);    /* "Word word:", a label that nobody knows */

/* label-value.c */

/* Adds a label (text is taken) with that value to the block. */
struct labelled *label_add(struct label_reader *reader, enum label label, char *text, const char *value, guint line);
/* More of a value, on a line of its own. */
void label_append(struct labelled *labelled, const char *more);
/* Adds the label (text is taken) and its value, and further labels that stand in the value; the last one is returned: it may go on below. */
struct labelled *label_add_split(struct label_reader *reader, enum label label, char *text, const char *value, guint line);
/* Labels that stand inside the value of another: in the lines of a contact, and where addressees are divided by what it is for. */
gboolean label_stands_inside(const struct labelled *labelled, enum label label);
/* Who is meant by a mailbox that stands below a label: the contact whose telephone that is, or labelled itself. */
struct labelled *label_contact_of(const struct label_reader *reader, struct labelled *labelled);
/* A label (text is taken) and its value, from the line of that index on; returns the index of the first line that is not its. */
guint label_read(struct label_reader *reader, guint i, enum label label, char *text, const char *value);

/* label-cells.c */

gboolean label_lists_bodies(enum label label);
/* More of a value, on a line that somebody broke: it begins the next body, if the one before is whole. */
void label_append_row(struct labelled *labelled, const char *row);
/* Labels that stand over their values, in a row or in one cell, from the line at i on; returns the index of the first line that is not theirs, 0: they
 * do not. */
guint label_read_above(struct label_reader *reader, guint i);
/* Do such labels stand there that are no cells of their own: one with its value in each cell, or a row of them in a text without cells? */
gboolean label_begins_above(const struct label_reader *reader, guint i);
/* The row of a table; FALSE: it holds no label. */
gboolean label_read_cells(struct label_reader *reader, const struct line *line);

/* label-wrap.c */

/* A label whose words stand below each other at the margin, from the line at i on; returns the index of the first line that is not its, 0: there
 * is no such label. */
guint label_read_wrapped(struct label_reader *reader, guint i);
