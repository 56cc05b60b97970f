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

#define COLUMN_RAG 2            /* columns that the beginnings of one column differ by */
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

static enum label label_of(const struct label_reader *reader, const char *text)
{
	return label_find_n(reader->layout, text, strlen(text));
}

static enum label label_of_cell(const struct label_reader *reader, const struct line *line, guint i)
{
	return label_of(reader, cell_at(line, i));
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

/* Adds a label and its value, one line of a cell each. */
static struct labelled *add_rows(struct label_reader *reader, enum label label, const char *text, char **rows, guint number)
{
	struct labelled *labelled = add_cell(reader, label == LABEL_NONE ? LABEL_OTHER : label, text, number);

	for (; *rows; rows++)
		label_append_row(labelled, *rows);
	return labelled;
}

static gboolean read_head(struct label_reader *reader, guint i)
{
	const struct line *head = g_ptr_array_index(reader->lines, i);
	const struct line *row = i + 1 < reader->lines->len ? g_ptr_array_index(reader->lines, i + 1) : NULL;

	if (!head->cells || head->cells->len < 2 || !row || !row->cells || row->cells->len != head->cells->len || !is_head(reader, head, row))
		return FALSE;
	begin_row(reader, row, FALSE);
	for (guint c = 0; c < head->cells->len; c++) {
		g_auto(GStrv) rows = g_strsplit(cell_at(row, c), "\n", 64);

		own_cell(reader, c, add_rows(reader, label_of_cell(reader, head, c), cell_at(head, c), rows, row->number));
	}
	return TRUE;
}

/* Each cell holds a label, and its value below it: "From" over "A Forum" | "To" over "IETF". */
static gboolean is_boxes(const struct label_reader *reader, const struct line *line)
{
	guint boxes = 0;

	for (guint c = 0; c < line->cells->len; c++) {
		const char *cell = cell_at(line, c), *end = strchr(cell, '\n');
		enum label label = end ? label_find_n(reader->layout, cell, (gsize)(end - cell)) : LABEL_NONE;

		if (is_blank(cell))
			continue;
		if (label == LABEL_NONE || label == LABEL_NAME)
			return FALSE;
		boxes++;
	}
	return boxes >= 2;
}

static void read_boxes(struct label_reader *reader, const struct line *line)
{
	for (guint c = 0; c < line->cells->len; c++) {
		g_auto(GStrv) rows = g_strsplit(cell_at(line, c), "\n", 64);

		if (rows[0])
			add_rows(reader, label_of(reader, rows[0]), rows[0], rows + 1, line->number);
	}
}

/* A row of one cell with a label, or its first line, and the value in the rest of the cell or in the row below. */
static guint read_stack(struct label_reader *reader, guint i)
{
	const struct line *line = g_ptr_array_index(reader->lines, i);
	const struct line *next = i + 1 < reader->lines->len ? g_ptr_array_index(reader->lines, i + 1) : NULL;
	enum label label = line->row ? label_of(reader, line->text) : LABEL_NONE;
	struct labelled *labelled;
	guint row = next ? next->row : 0;

	if (label == LABEL_NONE || label == LABEL_BODY || label == LABEL_SECTION || !row)
		return 0;
	labelled = add_cell(reader, label, line->text, line->number);
	if (label_of(reader, next->text) != LABEL_NONE)
		return i + 1;                                         /* left empty */
	for (i++; i < reader->lines->len && (next = g_ptr_array_index(reader->lines, i))->row == row; i++)
		label_append_row(labelled, next->text);
	return i;
}

/* ── the same in text without cells: columns are what a gap divides ── */

typedef struct columns { guint n, starts[ROW_CELLS_MAX]; char *texts[ROW_CELLS_MAX]; } columns_of_text;

static void columns_clear(struct columns *columns)
{
	for (guint i = 0; i < columns->n; i++)
		g_free(columns->texts[i]);
	columns->n = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(columns_of_text, columns_clear)

/* What two blanks or more divide; FALSE: too much, or nothing. */
static gboolean divide(const char *text, struct columns *columns)
{
	columns->n = 0;
	for (const char *p = text + strspn(text, " "); *p; p += strspn(p, " ")) {
		const char *end = strstr(p, "  ");

		if (columns->n == ROW_CELLS_MAX)
			return FALSE;
		end = end ? end : p + strlen(p);
		columns->starts[columns->n] = (guint)g_utf8_strlen(text, p - text);
		columns->texts[columns->n++] = g_strndup(p, (gsize)(end - p));
		p = end;
	}
	return columns->n > 0;
}

/* The column that begins where one of head does, or a little before; -1: none does. */
static int column_of(const struct columns *head, guint start)
{
	for (guint i = head->n; i-- > 0; )
		if (start + COLUMN_RAG >= head->starts[i])
			return start <= head->starts[i] + COLUMN_RAG ? (int)i : -1;
	return -1;
}

static gboolean is_columns_head(const struct label_reader *reader, const struct line *line, struct columns *head)
{
	if (line->cells || line->row || line->quote || !strstr(line->text, "  ") || strchr(line->text, '\t') || !divide(line->text, head) || head->n < 2)
		return FALSE;
	for (guint i = 0; i < head->n; i++)
		if (label_of(reader, head->texts[i]) == LABEL_NONE)
			return FALSE;
	return TRUE;
}

/* Values in the columns of head, and in no other place. */
static gboolean is_columns_row(const struct label_reader *reader, const struct line *line, const struct columns *head, struct columns *row)
{
	if (line->cells || line->row || line->quote || line_is_blank(line) || label_begins(reader->layout, line->text, 0) != LABEL_NONE || !divide(line->text, row))
		return FALSE;
	for (guint i = 0; i < row->n; i++)
		if (column_of(head, row->starts[i]) < 0 || label_of(reader, row->texts[i]) != LABEL_NONE)
			return FALSE;
	return TRUE;
}

static guint first_row(const struct label_reader *reader, guint i)
{
	i++;
	return i < reader->lines->len && line_is_blank(g_ptr_array_index(reader->lines, i)) ? i + 1 : i;
}

/* What is in head then is the caller's to clear, whatever the answer. */
static gboolean begins_columns(const struct label_reader *reader, guint i, struct columns *head)
{
	g_auto(columns_of_text) row = { 0 };
	guint first = first_row(reader, i);

	return first < reader->lines->len && is_columns_head(reader, g_ptr_array_index(reader->lines, i), head) &&
	       is_columns_row(reader, g_ptr_array_index(reader->lines, first), head, &row) && row.n >= 2;
}

static guint read_text_columns(struct label_reader *reader, guint i)
{
	g_auto(columns_of_text) head = { 0 };
	struct labelled *labels[ROW_CELLS_MAX];
	const struct line *line = g_ptr_array_index(reader->lines, i);
	guint next = first_row(reader, i);

	if (!begins_columns(reader, i, &head))
		return 0;
	for (guint c = 0; c < head.n; c++)
		labels[c] = add_cell(reader, label_of(reader, head.texts[c]), head.texts[c], line->number);
	for (; next < reader->lines->len; next++) {
		g_auto(columns_of_text) row = { 0 };

		if (!is_columns_row(reader, g_ptr_array_index(reader->lines, next), &head, &row))
			break;
		for (guint c = 0; c < row.n; c++)
			label_append_row(labels[column_of(&head, row.starts[c])], row.texts[c]);
	}
	return next;
}

gboolean label_begins_above(const struct label_reader *reader, guint i)
{
	g_auto(columns_of_text) head = { 0 };
	const struct line *line = g_ptr_array_index(reader->lines, i);

	return line->cells ? is_boxes(reader, line) : begins_columns(reader, i, &head);
}

guint label_read_above(struct label_reader *reader, guint i)
{
	const struct line *line = g_ptr_array_index(reader->lines, i);

	if (line->row)
		return read_stack(reader, i);
	if (!line->cells)
		return read_text_columns(reader, i);
	if (read_head(reader, i))
		return i + 2;
	if (!is_boxes(reader, line))
		return 0;
	read_boxes(reader, line);
	return i + 1;
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
		if (current && strchr(rows[r], '@'))
			current = label_contact_of(reader, current);
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
