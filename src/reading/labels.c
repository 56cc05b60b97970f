/* SPDX-License-Identifier: BSD-2-Clause
 *
 * labels.c - the labelled block of a letter
 *
 * Blocks are divided by prose; the first that is good counts. What follows it is text, where only a few labels are looked for.
 */
#include "labels.h"
#include <string.h>
#include "heading.h"
#include "label-read.h"
#include "layout-index.h"
#include "letter.h"
#include "pattern.h"
#include "purpose.h"

#define BANNER_LINES 6          /* above the labels */
#define HEADED_LINES 8          /* below a heading: where labels may repeat what it says */
#define UNKNOWN_LABELS 3        /* between the block and the greeting */
#define WIDTH_MIN 50            /* columns: text in shorter lines is no paragraph, what is longer was not broken */
#define WIDTH_MAX 90
#define WIDTH_RAG 12            /* columns that lines of one paragraph differ by */
#define WIDTH_LINES 3

PATTERN(banner, "^\\s*liaison (statement|letter)\\s*$")
PATTERN(title_to, "\\b(liaison (statement|letter)|LS) (from .{2,60} )?to \\S")
PATTERN(nothing, "^[\\s.]*(?:\\((?:if applicable|if any|optional)\\)[\\s:]*)?(-+|–+|—|n/?a\\.?|none\\.?|none (at this time|at present|yet|so far|required|requested|needed|known|foreseen|specified|stated|given)|no deadline|nil|not applicable|tbd|tba|\\(none\\)|no document has been attached\\.?|\\?+)?[\\s.]*$")

gboolean value_is_empty(const char *value)
{
	const char *first = value ? value + strspn(value, " \t\n.") : "";

	if (g_ascii_isalnum(*first) && !strchr("nNtT", *first))
		return FALSE;                                 /* as nearly always */
	return pattern_matches(pattern_nothing(), value ? value : "");
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

static gboolean label_counts(enum label label)
{
	return label != LABEL_NONE && label < LABEL_NAME;
}

/* "Liaison Statement" above the labels, or its purpose alone on a line among them. */
static gboolean says_statement(const GPtrArray *lines, const struct block *block)
{
	for (guint i = block->begin > BANNER_LINES ? block->begin - BANNER_LINES : 0; i < block->end && i < lines->len; i++) {
		const struct line *line = g_ptr_array_index(lines, i);

		if (line->quote == 0 && (pattern_matches(pattern_banner(), line->text) || purpose_of_line(line->text) != PURPOSE_UNKNOWN))
			return TRUE;
	}
	return FALSE;
}

/* What a letter of that layout has at least. */
static gboolean has_enough(const struct layout *layout, const gboolean seen[LABEL_N])
{
	for (guint i = 0; layout && i < layout->enough->len; i++)
		if (!seen[g_array_index(layout->enough, int, i)])
			return FALSE;
	return layout && layout->enough->len > 0;
}

/* "Dear …" stands below the labels, and below further ones that nobody knows ("Via: …"). */
static gboolean is_greeted(const GPtrArray *lines, guint i)
{
	for (guint n = 0; i < lines->len && (line_is_blank(g_ptr_array_index(lines, i)) || (label_line_is_like(g_ptr_array_index(lines, i)) && n < UNKNOWN_LABELS)); i++)
		n += line_is_blank(g_ptr_array_index(lines, i)) ? 0 : 1;
	return i < lines->len && letter_line_greets(g_ptr_array_index(lines, i));
}

/* "Liaison statement to X on …": the title says to whom. */
static gboolean title_says_to(const struct block *block)
{
	const struct labelled *title = block_find(block, LABEL_TITLE);

	return title && pattern_matches(pattern_title_to(), title->value);
}

static void judge(const struct layout *layout, const GPtrArray *lines, struct block *block)
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
	block->good = (block->fields >= 3 || (from && to && says_statement(lines, block))) && (guint)title + (guint)from + (guint)to + (guint)purpose >= 2 && from + to > 0;
	block->good |= has_enough(layout, seen) || (to && (title || from) && is_greeted(lines, block->end)) || (title && seen[LABEL_FROM] && title_says_to(block));
}

/* Does the block begin again (a second From, Title or To at its margin): an older statement, or the letter's own head below the record's? */
static gboolean repeats(const struct block *block, enum label label)
{
	if (label != LABEL_TITLE && label != LABEL_FROM && label != LABEL_TO && label != LABEL_PURPOSE)
		return FALSE;
	return block_find(block, label) != NULL;
}

/* "Source:" is the body that speaks, and a "From:" beside it the person. */
static gboolean names_author(const struct block *block, enum label label, const char *text)
{
	const struct labelled *source = label == LABEL_FROM ? block_find(block, LABEL_FROM) : NULL;

	return source && g_ascii_strncasecmp(source->text, "source", 6) == 0 && g_ascii_strcasecmp(text, "from") == 0;
}

/* Does a table end just above the line at i? Then a label alone on its line is one of its rows. */
static gboolean follows_table(const GPtrArray *lines, guint i)
{
	if (i > 1 && line_is_blank(g_ptr_array_index(lines, i - 1)))
		i--;
	return i > 0 && ((const struct line *)g_ptr_array_index(lines, i - 1))->cells;
}

/* One block from line i on; returns the index of the line it stops before. */
static guint read_block(struct label_reader *reader, guint i)
{
	gboolean after_blank = FALSE;

	for (; i < reader->lines->len && reader->block->labels->len < LABELS_MAX; ) {
		const struct line *line = g_ptr_array_index(reader->lines, i);
		const char *value;
		char *text;
		enum label label;
		guint above, wrapped;

		if (line->quote > 0)
			break;
		above = label_read_above(reader, i);
		if (above) {
			reader->block->end = i = above;
			after_blank = FALSE;
			continue;
		}
		if (line->cells && after_blank && repeats(reader->block, label_find(reader->layout, g_ptr_array_index(line->cells, 0))))
			break;
		if (line->cells && label_read_cells(reader, line)) {
			reader->block->end = ++i;
			continue;
		}
		wrapped = label_read_wrapped(reader, i);
		if (wrapped) {
			reader->block->end = i = wrapped;
			after_blank = FALSE;
			continue;
		}
		label = line->cells ? LABEL_NONE :
			label_at(reader->layout, line->text, reader->how | (follows_table(reader->lines, i) ? LABEL_ALONE : 0), &text, &value);
		if (label == LABEL_BODY || label == LABEL_SECTION) {
			g_free(text);
			if (label == LABEL_BODY && !*value)
				i++;
			break;
		}
		if (label != LABEL_NONE && names_author(reader->block, label, text))
			label = LABEL_FROM_CONTACT;
		if (label != LABEL_NONE && after_blank && repeats(reader->block, label)) {
			g_free(text);
			break;
		}
		if (label != LABEL_NONE) {
			i = label_read(reader, i, label, text, value);
			reader->block->end = i;
			after_blank = FALSE;
			continue;
		}
		if (!line->cells && layout_text_begins(reader->layout, line->text))
			break;
		if (label_line_is_prose(line) || (label_line_is_heading(line) && after_blank))
			break;
		after_blank |= line_is_blank(line);
		i++;
	}
	return i;
}

static gboolean begins_block(const struct layout *layout, const struct line *line, guint how)
{
	enum label label;

	if (line->quote > 0)
		return FALSE;
	if (line->cells)
		return label_find(layout, g_ptr_array_index(line->cells, 0)) != LABEL_NONE;
	label = label_begins(layout, line->text, how);
	return label != LABEL_NONE && label != LABEL_BODY && label != LABEL_SECTION;
}

static void count_label(enum label label, gboolean seen[LABEL_N], guint *n)
{
	*n += label_may_be_bare(label) && label_is_main(label) && !seen[label] ? 1 : 0;
	seen[label] = TRUE;
}

/* How labels may stand: three different main ones alone on their lines are what is left of a table that lost
 * its rows, and two that a gap divides from their values are a column. */
static guint labels_stand(const struct layout *layout, const GPtrArray *lines)
{
	gboolean alone[LABEL_N] = { FALSE }, columns[LABEL_N] = { FALSE };
	guint n_alone = 0, n_columns = 0;

	for (guint i = 0; i < lines->len; i++) {
		const struct line *line = g_ptr_array_index(lines, i);
		const char *text = label_skip_decoration(line->text);
		gsize length;

		if (line->quote || line->cells || strchr(text, ':'))
			continue;
		count_label(label_find_n(layout, text, strlen(text)), alone, &n_alone);
		count_label(label_in_column(layout, text, &length), columns, &n_columns);
	}
	return (n_alone >= 3 ? LABEL_ALONE : 0) | (n_columns >= 2 ? LABEL_COLUMN : 0);
}

/* Labels below the block, in the text, that say what the block did not: a deadline, an address for replies. */
static gboolean label_may_be_late(enum label label, gboolean closing)
{
	return label == LABEL_DEADLINE || label == LABEL_FROM_LIAISON || label == LABEL_RESPONSE_TO || label == LABEL_CONTACT || label == LABEL_MAILBOX ||
	       (closing && (label == LABEL_PURPOSE || label == LABEL_CC || label == LABEL_FROM_CONTACT || label == LABEL_TECHNICAL_CONTACT));
}

/* closing: all the labels of the letter stand at its end. */
static void read_late(struct label_reader *reader, guint i, gboolean closing)
{
	reader->late = TRUE;
	for (; i < reader->lines->len && reader->block->labels->len < LABELS_MAX; i++) {
		const struct line *line = g_ptr_array_index(reader->lines, i);
		const char *value;
		char *text;
		enum label label;

		if (line->quote > 0 || label_line_is_rule(line))
			return;
		label = line->cells ? LABEL_NONE : label_at(reader->layout, line->text, FALSE, &text, &value);
		if (label == LABEL_NONE)
			continue;
		if (repeats(reader->block, label)) {
			g_free(text);
			if (closing && i < reader->block->end + HEADED_LINES)
				continue;                         /* what the heading says already */
			return;                                   /* an older statement, quoted */
		}
		if (label_may_be_late(label, closing) && !block_find(reader->block, label))
			label_read(reader, i, label, text, value);
		else
			g_free(text);
	}
}

static void add_heading(struct label_reader *reader, enum label label, const char *value, guint line)
{
	if (value)
		label_add(reader, label, g_strdup("heading"), value, line);
}

/* The block that a heading stands for, or NULL. */
static struct block *read_heading(const struct layout *layout, const GPtrArray *lines)
{
	struct label_reader reader = { .lines = lines, .layout = layout };
	struct heading heading;
	guint number;

	if (!heading_find(lines, &heading))
		return NULL;
	number = ((const struct line *)g_ptr_array_index(lines, heading.line))->number;
	reader.block = block_new(heading.line);
	add_heading(&reader, LABEL_FROM, heading.from, heading.from_line);
	add_heading(&reader, LABEL_TO, heading.to, number);
	add_heading(&reader, LABEL_CC, heading.cc, number);
	add_heading(&reader, LABEL_TITLE, heading.title ? heading.title : heading.text,
	            heading.title ? heading.title_line : number);
	reader.block->end = heading.end;
	reader.block->fields = reader.block->labels->len;
	reader.block->good = TRUE;
	heading_clear(&heading);
	read_late(&reader, reader.block->end, TRUE);
	return reader.block;
}

/* The column that the text was broken at: what its longest lines reach, if they are as long as lines of mail are. */
static guint width_of(const GPtrArray *lines)
{
	gsize longest = 0;
	guint near = 0;

	for (guint pass = 0; pass < 2; pass++) {
		for (guint i = 0; i < lines->len; i++) {
			const struct line *line = g_ptr_array_index(lines, i);
			gsize length = line->quote || line->cells ? 0 : strlen(line->text);

			if (pass == 0)
				longest = MAX(longest, length);
			else
				near += length + WIDTH_RAG >= longest;
		}
	}
	return near >= WIDTH_LINES && longest >= WIDTH_MIN && longest <= WIDTH_MAX ? (guint)longest : 0;
}

struct block *labels_read(const struct layout *layout, const GPtrArray *lines)
{
	struct block *headed;
	guint how = labels_stand(layout, lines), width = width_of(lines);
	struct block *best = NULL;

	for (guint i = 0; i < lines->len; ) {
		struct label_reader reader = { .lines = lines, .layout = layout, .how = how, .width = width };
		guint end;

		if (!begins_block(layout, g_ptr_array_index(lines, i), how) && !label_begins_above(&reader, i)) {
			i++;
			continue;
		}
		reader.block = block_new(i);
		end = read_block(&reader, i);
		reader.block->end = MAX(reader.block->end, i + 1);
		judge(layout, lines, reader.block);
		i = MAX(end, i + 1);
		if (reader.block->good) {
			block_free(best);
			read_late(&reader, reader.block->end, FALSE);
			return reader.block;
		}
		if (!best || reader.block->fields > best->fields) {
			block_free(best);
			best = reader.block;
		} else {
			block_free(reader.block);
		}
	}
	headed = read_heading(layout, lines);
	if (!headed)
		return best;
	block_free(best);
	return headed;
}
