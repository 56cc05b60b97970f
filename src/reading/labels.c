/* SPDX-License-Identifier: BSD-2-Clause
 *
 * labels.c - the labelled block of a letter
 *
 * Blocks are divided by prose; the first that is good counts. What follows it is text, where only a few labels are looked for.
 */
#include "labels.h"
#include <string.h>
#include "label-read.h"
#include "layout-index.h"
#include "pattern.h"
#include "purpose.h"

#define BANNER_LINES 6          /* above the labels */

PATTERN(banner, "^\\s*liaison (statement|letter)\\s*$")
PATTERN(nothing, "^[\\s.]*(-+|–+|—|n/?a\\.?|none\\.?|nil|not applicable|tbd|tba|\\(none\\)|no document has been attached\\.?|\\?+)?[\\s.]*$")

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
	block->good |= has_enough(layout, seen);
}

/* Does the block begin again (a second From, Title or To at its margin): an older statement, or the letter's own head below the record's? */
static gboolean repeats(const struct block *block, enum label label)
{
	if (label != LABEL_TITLE && label != LABEL_FROM && label != LABEL_TO && label != LABEL_PURPOSE)
		return FALSE;
	return block_find(block, label) != NULL;
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

		if (line->quote > 0)
			break;
		if (line->cells && label_read_cells(reader, line)) {
			reader->block->end = ++i;
			continue;
		}
		label = line->cells ? LABEL_NONE : label_at(reader->layout, line->text, reader->bare, &text, &value);
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

static gboolean begins_block(const struct layout *layout, const struct line *line, gboolean bare)
{
	const char *value;
	char *text;
	enum label label;

	if (line->quote > 0)
		return FALSE;
	if (line->cells)
		return label_find(layout, g_ptr_array_index(line->cells, 0)) != LABEL_NONE;
	label = label_at(layout, line->text, bare, &text, &value);
	if (label != LABEL_NONE)
		g_free(text);
	return label != LABEL_NONE && label != LABEL_BODY && label != LABEL_SECTION;
}

/* At least three different main labels stand alone on their lines: the text is a table that lost its rows. */
static gboolean has_bare_labels(const struct layout *layout, const GPtrArray *lines)
{
	gboolean seen[LABEL_N] = { FALSE };
	guint n = 0;

	for (guint i = 0; i < lines->len; i++) {
		const struct line *line = g_ptr_array_index(lines, i);
		const char *text = label_skip_decoration(line->text);
		enum label label = line->quote || line->cells || strchr(text, ':') ? LABEL_NONE : label_find_n(layout, text, strlen(text));

		if (label_may_be_bare(label) && label_is_main(label) && !seen[label]) {
			seen[label] = TRUE;
			n++;
		}
	}
	return n >= 3;
}

/* Labels below the block, in the text, that say what the block did not: a deadline, an address for replies. */
static void read_late(struct label_reader *reader, guint i)
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
			return;                                   /* an older statement, quoted */
		}
		if ((label == LABEL_DEADLINE || label == LABEL_FROM_LIAISON || label == LABEL_RESPONSE_TO || label == LABEL_CONTACT || label == LABEL_MAILBOX) &&
		    !block_find(reader->block, label))
			label_read(reader, i, label, text, value);
		else
			g_free(text);
	}
}

struct block *labels_read(const struct layout *layout, const GPtrArray *lines)
{
	gboolean bare = has_bare_labels(layout, lines);
	struct block *best = NULL;

	for (guint i = 0; i < lines->len; ) {
		struct label_reader reader = { .lines = lines, .layout = layout, .bare = bare };
		guint end;

		if (!begins_block(layout, g_ptr_array_index(lines, i), bare)) {
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
