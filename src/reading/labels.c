/* SPDX-License-Identifier: BSD-2-Clause
 *
 * labels.c - the labelled block of a letter
 *
 * A value stands behind its label, in the next cell, or on the lines below; it goes on over indented lines, and over a line
 * at the margin where the one before was full or ends in a comma. It stops at the next label, at a blank line, and where
 * prose begins. Two labels on one line are two. Blocks are divided by prose; the first that is good counts.
 */
#include "labels.h"
#include <liaison/date.h>
#include <string.h>
#include "line.h"
#include "pattern.h"

#define LABEL_LENGTH_MAX 48
#define BLANKS_BEFORE_VALUE 2   /* blank lines between a label and its value on the next line */
#define VALUE_LINES_MAX 60
#define WRAP_COLUMN 56          /* a line at least this long may go on at the margin */
#define PROSE_WORDS 9

PATTERN(nothing, "^[\\s.]*(-+|–+|—|n/?a\\.?|none\\.?|nil|not applicable|tbd|tba|\\(none\\)|no document has been attached\\.?|\\?+)?[\\s.]*$")
PATTERN_CASE(label_like, "^\\s*[A-Z][\\w /().#'-]{0,40}\\s?:(\\s|$)")
PATTERN(salutation, "^\\s*(dear|hello|hi|to whom|ladies|colleagues)\\b")
PATTERN_CASE(heading, "^\\s*(\\d{1,2}(\\.\\d{1,2})?\\.?|#{1,4})\\s+\\(?[A-Z]")
PATTERN(rule, "^\\s*[-_=*]{8,}\\s*$")
PATTERN(banner, "^\\s*(liaison statement|liaison letter|\\*+)\\s*$")

gboolean value_is_empty(const char *value)
{
	return !value || pattern_matches(pattern_nothing(), value);
}

static void labelled_free(struct labelled *labelled)
{
	g_free(labelled->text);
	g_free(labelled->value);
	g_free(labelled);
}

void block_free(struct block *block)
{
	if (!block)
		return;
	g_ptr_array_unref(block->labels);
	g_free(block);
}

static struct block *block_new(guint begin)
{
	struct block *block = g_new0(struct block, 1);

	block->labels = g_ptr_array_new_with_free_func((GDestroyNotify)labelled_free);
	block->begin = block->end = begin;
	return block;
}

const struct labelled *block_find(const struct block *block, enum label label)
{
	for (guint i = 0; block && i < block->labels->len; i++) {
		const struct labelled *labelled = g_ptr_array_index(block->labels, i);

		if (labelled->label == label && !value_is_empty(labelled->value))
			return labelled;
	}
	return NULL;
}

/* ── one line ── */

/* Labels that may stand without any separator, alone on their line, as cells do in the plain text of a table. */
static gboolean may_be_bare(enum label label)
{
	return label != LABEL_NONE && label < LABEL_RESPONSE_TO;
}

static enum label find_n(const char *text, gsize length)
{
	g_autofree char *key = length <= LABEL_LENGTH_MAX ? g_strndup(text, length) : NULL;

	return key ? label_find(key) : LABEL_NONE;
}

static const char *skip_decoration(const char *text)
{
	text += strspn(text, " \t");
	while (*text == '*' || *text == '_' || *text == '#' || ((*text == '-' || *text == '|') && text[1] == ' '))
		text += strspn(text, "*_#-| ");
	return text;
}

static const char *skip_separator(const char *value)
{
	value += strspn(value, "*_ \t");
	return value;
}

/* The end of a label that is followed by a tab or by a gap of blanks, as in a table that was turned into text. */
static const char *gap_in(const char *text)
{
	for (const char *p = text; *p; p++) {
		if (*p == '\t' || (p[0] == ' ' && p[1] == ' ' && p[2] == ' '))
			return p;
		if (p - text > LABEL_LENGTH_MAX)
			break;
	}
	return NULL;
}

/* Does text begin with a label? ret_text gets the label, ret_value points to what follows it ("" when nothing does). */
static enum label label_at(const char *text, gboolean bare, char **ret_text, const char **ret_value)
{
	const char *begin = skip_decoration(text), *colon = strchr(begin, ':'), *gap = gap_in(begin);
	enum label label;

	if (colon && colon - begin <= LABEL_LENGTH_MAX && (label = find_n(begin, (gsize)(colon - begin))) != LABEL_NONE) {
		*ret_text = g_strndup(begin, (gsize)(colon - begin));
		*ret_value = skip_separator(colon + 1);
	} else if (gap && (label = find_n(begin, (gsize)(gap - begin))) != LABEL_NONE && may_be_bare(label)) {
		*ret_text = g_strndup(begin, (gsize)(gap - begin));
		*ret_value = skip_separator(gap);
	} else if ((label = label_find_phrase(begin, ret_value)) != LABEL_NONE) {
		*ret_text = g_strndup(begin, (gsize)(*ret_value - begin));
	} else if (bare && may_be_bare(label = find_n(begin, strlen(begin)))) {
		*ret_text = g_strdup(begin);
		*ret_value = begin + strlen(begin);
	} else {
		return LABEL_NONE;
	}
	g_strstrip(*ret_text);
	return label;
}

static guint words_in(const char *text)
{
	guint words = 0;

	for (const char *p = text; *p; p++)
		words += *p != ' ' && *p != '\t' && (p[1] == ' ' || p[1] == '\t' || p[1] == '\0');
	return words;
}

static gboolean is_prose(const struct line *line)
{
	const char *text = line->text;

	if (line->cells && line->cells->len > 1)
		return FALSE;
	if (pattern_matches(pattern_salutation(), text))
		return TRUE;
	return words_in(text) >= PROSE_WORDS && !pattern_matches(pattern_label_like(), text);
}

static gboolean is_heading(const struct line *line)
{
	struct date date;

	/* "1 April 2012" begins like "1 Introduction" */
	return pattern_matches(pattern_heading(), line->text) && words_in(line->text) <= 8 && date_parse(line->text, &date) == DATE_NONE;
}

/* ── values ── */

struct reader {
	const GPtrArray *lines;
	struct block *block;
	gboolean bare;
	gboolean late;
};

static struct labelled *add(struct reader *reader, enum label label, char *text, const char *value, guint line)
{
	struct labelled *labelled = g_new0(struct labelled, 1);

	labelled->label = label;
	labelled->text = text;
	labelled->value = g_strdup(value);
	labelled->line = line;
	labelled->late = reader->late;
	g_strchomp(labelled->value);
	g_ptr_array_add(reader->block->labels, labelled);
	return labelled;
}

static void append_value(struct labelled *labelled, const char *more)
{
	char *joined;

	if (strlen(labelled->value) + strlen(more) > LABEL_VALUE_MAX)
		return;
	joined = g_strconcat(labelled->value, *labelled->value ? "\n" : "", more + strspn(more, " \t"), NULL);
	g_free(labelled->value);
	labelled->value = g_strchomp(joined);
}

/* A second label further on in a value: behind a gap or a tab and with its colon, or at the very start
 * ("For information to: Approval: …"). */
static char *split_second(const char *value, enum label *ret_label, char **ret_text, const char **ret_rest)
{
	for (const char *p = value; *p; p++) {
		gboolean start = p == value || (p - value >= 2 && (p[-1] == '\t' || (p[-1] == ' ' && p[-2] == ' ')));
		const char *colon;

		if (!start || *p == ' ' || *p == '\t')
			continue;
		colon = strchr(p, ':');
		if (!colon)
			return NULL;
		if (colon - p > LABEL_LENGTH_MAX || g_str_has_prefix(colon, "://"))
			continue;
		*ret_label = find_n(p, (gsize)(colon - p));
		if (*ret_label == LABEL_NONE || *ret_label == LABEL_SUBJECT || (p == value && *ret_label == LABEL_SECTION))
			continue;
		*ret_text = g_strndup(p, (gsize)(colon - p));
		*ret_rest = skip_separator(colon + 1);
		return g_strndup(value, (gsize)(p - value));
	}
	return NULL;
}

/* Adds the label and its value, and further labels that stand in the value. The last one is returned: it may go on below. */
static struct labelled *add_split(struct reader *reader, enum label label, char *text, const char *value, guint line)
{
	for (guint i = 0; i < 8; i++) {
		enum label next = LABEL_NONE;
		char *next_text = NULL;
		const char *rest = NULL;
		g_autofree char *first = label == LABEL_TITLE || label == LABEL_SUBJECT ? NULL :
			split_second(value, &next, &next_text, &rest);

		if (!first)
			break;
		add(reader, label, text, first, line);
		label = next;
		text = g_strstrip(next_text);
		value = rest;
	}
	return add(reader, label, text, value, line);
}

/* Labels that stand inside the value of another, in the lines of a contact. */
static gboolean stands_inside(enum label label)
{
	return label == LABEL_NAME || label == LABEL_MAILBOX || label == LABEL_OTHER;
}

/* Cells: a label, then the cells that are its value; a further cell that is a label with its colon begins the next one. */
static gboolean read_cells(struct reader *reader, const struct line *line)
{
	struct labelled *current = NULL;

	for (guint i = 0; i < line->cells->len; i++) {
		const char *cell = g_ptr_array_index(line->cells, i);
		enum label label = find_n(cell, strlen(cell));
		g_auto(GStrv) rows = NULL;

		if (label != LABEL_NONE && (!current || strchr(cell, ':'))) {
			current = add(reader, label, g_strstrip(g_strdelimit(g_strdup(cell), ":*\n", ' ')), "", line->number);
			continue;
		}
		if (!current && i > 0)
			return FALSE;
		rows = g_strsplit(cell, "\n", 64);
		for (guint r = 0; rows[r]; r++) {
			const char *value;
			char *text;

			label = label_at(rows[r], FALSE, &text, &value);
			if (label != LABEL_NONE && (!current || stands_inside(label))) {
				current = add_split(reader, label, text, value, line->number);
				continue;
			}
			if (label != LABEL_NONE)
				g_free(text);
			if (current)
				append_value(current, rows[r]);
		}
	}
	return current != NULL;
}

/* May the line that follows a value's line go on with it? */
static gboolean goes_on(const struct reader *reader, const struct labelled *labelled, const struct line *label_line,
                        const struct line *before, const struct line *line)
{
	gsize length = strlen(before->text);
	char last = length ? before->text[length - 1] : '\0';
	const char *value;
	char *text;

	if (line->quote != label_line->quote || line_is_blank(line) || line->cells)
		return FALSE;
	if (label_at(line->text, reader->bare, &text, &value) != LABEL_NONE) {
		g_free(text);
		return FALSE;
	}
	if (pattern_matches(pattern_rule(), line->text) || pattern_matches(pattern_banner(), line->text) || pattern_matches(pattern_salutation(), line->text))
		return FALSE;
	if (line_indent(line) > line_indent(label_line))
		return TRUE;
	if (pattern_matches(pattern_label_like(), line->text))
		return FALSE;
	if (!*labelled->value)
		return !is_heading(line);
	if (last == ',' || last == ';' || last == '(')
		return TRUE;
	return length >= WRAP_COLUMN && !is_heading(line) && words_in(line->text) < PROSE_WORDS;
}

/* A line below a label: more of its value, and what stands beside it with a label of its own ("Geneva    E-mail: a@b.example"). */
static void add_below(struct reader *reader, struct labelled *labelled, const struct line *line)
{
	enum label next = LABEL_NONE;
	char *text = NULL;
	const char *rest = NULL, *begin = line->text + strspn(line->text, " \t");
	g_autofree char *first = labelled->label == LABEL_TITLE ? NULL : split_second(begin, &next, &text, &rest);

	if (!first || !*first || !stands_inside(next)) {
		g_free(text);
		append_value(labelled, line->text);
		return;
	}
	append_value(labelled, first);
	add(reader, next, g_strstrip(text), rest, line->number);
}

/* The lines below a label that belong to its value; returns the index of the first line that does not. */
static guint read_below(struct reader *reader, struct labelled *labelled, guint i)
{
	const struct line *label_line = g_ptr_array_index(reader->lines, i), *before = label_line;
	guint next = i + 1, lines = 0;

	if (!*labelled->value && labelled->label != LABEL_BODY)
		while (next < reader->lines->len && next <= i + BLANKS_BEFORE_VALUE && line_is_blank(g_ptr_array_index(reader->lines, next)))
			next++;
	if (next > i + 1 && next < reader->lines->len) {
		const struct line *line = g_ptr_array_index(reader->lines, next);

		/* below blank lines: a value, if it is short, or indented as the Datatracker's attachments are */
		if (!goes_on(reader, labelled, label_line, before, line) || (is_prose(line) && line_indent(line) == 0))
			return i + 1;
	}
	for (; next < reader->lines->len && lines < VALUE_LINES_MAX; next++, lines++) {
		const struct line *line = g_ptr_array_index(reader->lines, next);

		if (!goes_on(reader, labelled, label_line, before, line))
			break;
		if (lines == 0 && !*labelled->value && is_prose(line) && line_indent(line) <= line_indent(label_line) && labelled->label != LABEL_TITLE)
			break;
		add_below(reader, labelled, line);
		before = line;
	}
	return lines ? next : i + 1;
}

/* ── blocks ── */

static gboolean label_counts(enum label label)
{
	return label != LABEL_NONE && label < LABEL_NAME;
}

static void judge(struct block *block)
{
	gboolean seen[LABEL_N] = { FALSE };
	gboolean title, from, to, purpose;

	block->fields = 0;
	for (guint i = 0; i < block->labels->len; i++) {
		const struct labelled *labelled = g_ptr_array_index(block->labels, i);

		if (labelled->late || value_is_empty(labelled->value) || seen[labelled->label])
			continue;
		seen[labelled->label] = TRUE;
		block->fields += label_counts(labelled->label) ? 1 : 0;
	}
	title = seen[LABEL_TITLE] || seen[LABEL_SUBJECT];
	from = seen[LABEL_FROM] || seen[LABEL_FROM_CONTACT] || seen[LABEL_FROM_LIAISON];
	to = seen[LABEL_TO] || seen[LABEL_ACTION_TO] || seen[LABEL_COMMENT_TO] || seen[LABEL_INFO_TO];
	purpose = seen[LABEL_PURPOSE] || seen[LABEL_ACTION_TO] || seen[LABEL_COMMENT_TO] || seen[LABEL_INFO_TO];
	block->good = block->fields >= 3 && (guint)title + (guint)from + (guint)to + (guint)purpose >= 2 && from + to > 0;
}

/* Does the block begin again (a second From, Title or To at its margin): an older statement, or the letter's own head below the record's? */
static gboolean repeats(const struct block *block, enum label label)
{
	if (label != LABEL_TITLE && label != LABEL_FROM && label != LABEL_TO && label != LABEL_PURPOSE)
		return FALSE;
	return block_find(block, label) != NULL;
}

static guint read_label(struct reader *reader, guint i, enum label label, char *text, const char *value)
{
	const struct line *line = g_ptr_array_index(reader->lines, i);
	struct labelled *labelled = add_split(reader, label, text, value, line->number);

	return read_below(reader, labelled, i);
}

/* One block from line i on; returns the index of the line it stops before. */
static guint read_block(struct reader *reader, guint i)
{
	gboolean after_blank = FALSE;

	for (; i < reader->lines->len && reader->block->labels->len < LABELS_MAX; ) {
		const struct line *line = g_ptr_array_index(reader->lines, i);
		const char *value;
		char *text;
		enum label label;

		if (line->quote > 0)
			break;
		if (line->cells && read_cells(reader, line)) {
			reader->block->end = ++i;
			continue;
		}
		label = line->cells ? LABEL_NONE : label_at(line->text, reader->bare, &text, &value);
		if (label == LABEL_BODY || label == LABEL_SECTION) {
			g_free(text);
			if (label == LABEL_BODY && !*value)
				i++;
			break;
		}
		if (label != LABEL_NONE && after_blank && repeats(reader->block, label)) {
			g_free(text);
			break;
		}
		if (label != LABEL_NONE) {
			i = read_label(reader, i, label, text, value);
			reader->block->end = i;
			after_blank = FALSE;
			continue;
		}
		if (is_prose(line) || (is_heading(line) && after_blank))
			break;
		after_blank |= line_is_blank(line);
		i++;
	}
	return i;
}

static gboolean begins_block(const struct line *line, gboolean bare)
{
	const char *value;
	char *text;
	enum label label;

	if (line->quote > 0)
		return FALSE;
	if (line->cells)
		return label_find(g_ptr_array_index(line->cells, 0)) != LABEL_NONE;
	label = label_at(line->text, bare, &text, &value);
	if (label != LABEL_NONE)
		g_free(text);
	return label != LABEL_NONE && label != LABEL_BODY && label != LABEL_SECTION;
}

/* At least three different main labels stand alone on their lines: the text is a table that lost its rows. */
static gboolean has_bare_labels(const GPtrArray *lines)
{
	gboolean seen[LABEL_N] = { FALSE };
	guint n = 0;

	for (guint i = 0; i < lines->len; i++) {
		const struct line *line = g_ptr_array_index(lines, i);
		const char *text = skip_decoration(line->text);
		enum label label = line->quote || line->cells || strchr(text, ':') ? LABEL_NONE : find_n(text, strlen(text));

		if (may_be_bare(label) && label_is_main(label) && !seen[label]) {
			seen[label] = TRUE;
			n++;
		}
	}
	return n >= 3;
}

/* Labels below the block, in the text, that say what the block did not: a deadline, an address for replies. */
static void read_late(struct reader *reader, guint i)
{
	reader->late = TRUE;
	for (; i < reader->lines->len && reader->block->labels->len < LABELS_MAX; i++) {
		const struct line *line = g_ptr_array_index(reader->lines, i);
		const char *value;
		char *text;
		enum label label;

		if (line->quote > 0 || pattern_matches(pattern_rule(), line->text))
			return;
		label = line->cells ? LABEL_NONE : label_at(line->text, FALSE, &text, &value);
		if (label == LABEL_NONE)
			continue;
		if (repeats(reader->block, label)) {
			g_free(text);
			return;                                   /* an older statement, quoted */
		}
		if ((label == LABEL_DEADLINE || label == LABEL_FROM_LIAISON || label == LABEL_RESPONSE_TO || label == LABEL_CONTACT || label == LABEL_MAILBOX) &&
		    !block_find(reader->block, label))
			read_label(reader, i, label, text, value);
		else
			g_free(text);
	}
}

struct block *labels_read(const GPtrArray *lines)
{
	gboolean bare = has_bare_labels(lines);
	struct block *best = NULL;

	for (guint i = 0; i < lines->len; ) {
		struct reader reader = { .lines = lines, .bare = bare };
		guint end;

		if (!begins_block(g_ptr_array_index(lines, i), bare)) {
			i++;
			continue;
		}
		reader.block = block_new(i);
		end = read_block(&reader, i);
		reader.block->end = MAX(end, i + 1);
		judge(reader.block);
		i = MAX(end, i + 1);
		if (reader.block->good) {
			block_free(best);
			read_late(&reader, reader.block->end);
			return reader.block;
		}
		if (!best || reader.block->fields > best->fields) {
			block_free(best);
			best = reader.block;
		} else {
			block_free(reader.block);
		}
	}
	return best;
}
