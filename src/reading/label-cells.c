/* SPDX-License-Identifier: BSD-2-Clause
 *
 * label-cells.c - labels and values in the rows of a table
 *
 * A label stands in front of its value, over it, or in the middle of a row behind another pair. A row without a label of its own goes on
 * with the one before, as below a cell that was merged.
 */
#include <string.h>
#include "body-list.h"
#include "label-read.h"

#define UNKNOWN_WORDS 4         /* of a label that nobody knows */

gboolean label_lists_bodies(enum label label)
{
	return label == LABEL_TO || label == LABEL_CC || label == LABEL_ACTION_TO || label == LABEL_COMMENT_TO || label == LABEL_INFO_TO ||
	       label == LABEL_DISTRIBUTION;
}

/* One word in capitals, as names of organizations are; "SA2" may be the end of a name that was broken. */
static gboolean is_capital_word(const char *text)
{
	return !text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] && strlen(text) >= 3;
}

static const char *last_line(const char *value)
{
	const char *end = strrchr(value, '\n');

	return end ? end + 1 : value;
}

static gboolean begins_next(const struct labelled *labelled, const char *row)
{
	gsize length = strlen(labelled->value);

	if (!length || !*row || strchr(",;(/-&:", labelled->value[length - 1]) || strchr(row, '@') || g_str_has_suffix(labelled->value, " and"))
		return FALSE;
	if (strchr(row, ' '))
		return g_ascii_isupper(*row);
	return is_capital_word(row) && is_capital_word(last_line(labelled->value));
}

/* The front of an address whose end did not fit into the cell. */
static gboolean is_half_address(const struct labelled *labelled, const char *row)
{
	return labelled->label == LABEL_MAILBOX && *labelled->value && !strpbrk(labelled->value, "@ \n") && strchr(row, '@') && !strchr(row, ' ');
}

void label_append_row(struct labelled *labelled, const char *row)
{
	gboolean half = is_half_address(labelled, row);

	if (half || (label_lists_bodies(labelled->label) && begins_next(labelled, row))) {
		char *more = g_strconcat(labelled->value, half ? row : ";", NULL);

		g_free(labelled->value);
		labelled->value = more;
	}
	if (!half)
		label_append(labelled, row);
}

static const char *cell_at(const struct line *line, guint i)
{
	return g_ptr_array_index(line->cells, i);
}

static gboolean is_blank(const char *cell)
{
	return cell[strspn(cell, " \t\n")] == '\0';
}

static enum label label_of_cell(const struct label_reader *reader, const struct line *line, guint i)
{
	const char *cell = cell_at(line, i);

	return label_find_n(reader->layout, cell, strlen(cell));
}

static struct labelled *add_cell(struct label_reader *reader, enum label label, const char *cell, guint number)
{
	return label_add(reader, label, g_strstrip(g_strdelimit(g_strdup(cell), ":*\n", ' ')), "", number);
}

/* The row of that line begins; what stands in the one before is forgotten, unless the row goes on with it. */
static void begin_row(struct label_reader *reader, const struct line *line, gboolean below)
{
	if (!below)
		memset(reader->owners, 0, sizeof reader->owners);
	reader->row = line->number;
}

static void own_cell(struct label_reader *reader, guint i, struct labelled *labelled)
{
	if (i < ROW_CELLS_MAX)
		reader->owners[i] = labelled;
}

/* Labels that nobody knows may stand among those of a form, if most are known. */
static gboolean is_head(const struct label_reader *reader, const struct line *head, const struct line *row)
{
	guint known = 0;

	for (guint c = 0; c < head->cells->len; c++) {
		const char *cell = cell_at(head, c);

		if (label_of_cell(reader, row, c) != LABEL_NONE)
			return FALSE;
		if (label_of_cell(reader, head, c) != LABEL_NONE)
			known++;
		else if (is_blank(cell) || label_words(cell) > UNKNOWN_WORDS || strpbrk(cell, "@0123456789,;"))
			return FALSE;
	}
	return known >= 2 && known * 2 > head->cells->len;       /* half of them: each stands in front of its value */
}

gboolean label_read_columns(struct label_reader *reader, guint i)
{
	const struct line *head = g_ptr_array_index(reader->lines, i);
	const struct line *row = i + 1 < reader->lines->len ? g_ptr_array_index(reader->lines, i + 1) : NULL;

	if (!head->cells || head->cells->len < 2 || !row || !row->cells || row->cells->len != head->cells->len || !is_head(reader, head, row))
		return FALSE;
	begin_row(reader, row, FALSE);
	for (guint c = 0; c < head->cells->len; c++) {
		enum label label = label_of_cell(reader, head, c);
		struct labelled *labelled = add_cell(reader, label == LABEL_NONE ? LABEL_OTHER : label, cell_at(head, c), row->number);
		g_auto(GStrv) rows = g_strsplit(cell_at(row, c), "\n", 64);

		for (guint r = 0; rows[r]; r++)
			label_append_row(labelled, rows[r]);
		own_cell(reader, c, labelled);
	}
	return TRUE;
}

/* A label alone in the line above, whose value is a row of cells; or NULL. */
static struct labelled *label_above(const struct label_reader *reader, const struct line *line)
{
	const GPtrArray *labels = reader->block->labels;
	struct labelled *last = labels->len ? g_ptr_array_index(labels, labels->len - 1) : NULL;

	return last && !*last->value && line->number <= last->line + 1 + BLANKS_BEFORE_VALUE ? last : NULL;
}

/* Below an empty first cell, or one that was merged with the one above: the cells go on with the values over them. */
static gboolean goes_on_below(const struct label_reader *reader, const struct line *line)
{
	return reader->row && line->number == reader->row + 1 && is_blank(cell_at(line, 0));
}

/* The label that a further cell is: one with its colon; and without it where cells stand in pairs. An unknown one needs both. */
static enum label label_of_further(const struct label_reader *reader, const struct line *line, guint i)
{
	const char *cell = cell_at(line, i);
	enum label label = label_of_cell(reader, line, i);
	gboolean colon = strchr(cell, ':') != NULL, paired = i % 2 == 0 && i + 1 < line->cells->len && line->cells->len % 2 == 0;

	if (label != LABEL_NONE)
		return colon || (paired && label_of_cell(reader, line, i + 1) == LABEL_NONE) ? label : LABEL_NONE;
	return paired && g_str_has_suffix(cell, ":") && !strchr(cell, '\n') && label_words(cell) <= UNKNOWN_WORDS ? LABEL_OTHER : LABEL_NONE;
}

/* Adds what stands in a cell to current, or the labels that are in it; returns the label that it ends with, or NULL. */
static struct labelled *read_cell(struct label_reader *reader, struct labelled *current, const char *cell, guint number)
{
	g_auto(GStrv) rows = g_strsplit(cell, "\n", 64);

	for (guint r = 0; rows[r]; r++) {
		const char *value;
		char *text;
		enum label label = label_at(reader->layout, rows[r], FALSE, &text, &value);

		if (label != LABEL_NONE && (!current || label_stands_inside(current, label))) {
			current = label_add_split(reader, label, text, value, number);
			continue;
		}
		if (label != LABEL_NONE)
			g_free(text);
		if (current)
			label_append_row(current, rows[r]);
	}
	return current;
}

gboolean label_read_cells(struct label_reader *reader, const struct line *line)
{
	gboolean below = goes_on_below(reader, line);
	struct labelled *current = label_of_cell(reader, line, 0) == LABEL_NONE ? label_above(reader, line) : NULL;

	begin_row(reader, line, below);
	for (guint i = 0; i < line->cells->len; i++) {
		const char *cell = cell_at(line, i);
		enum label label = current || below ? label_of_further(reader, line, i) : label_of_cell(reader, line, i);

		if (label != LABEL_NONE) {
			current = add_cell(reader, label, cell, line->number);
			below = FALSE;
		} else if (below && i < ROW_CELLS_MAX) {
			current = reader->owners[i] ? reader->owners[i] : current;
		}
		if (!current && i > 0)
			return FALSE;
		/* a title stands in one cell; beside it boxes to be ticked */
		if (label == LABEL_NONE && !is_blank(cell) && !(current && *current->value && (current->label == LABEL_TITLE || current->label == LABEL_SUBJECT)))
			current = read_cell(reader, current, cell, line->number);
		own_cell(reader, i, current);
	}
	return current != NULL;
}
