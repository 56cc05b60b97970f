/* SPDX-License-Identifier: BSD-2-Clause
 *
 * label-value.c - the value of a label, and where it ends
 *
 * A value stands behind its label, in the next cell, or on the lines below; it goes on over indented lines, and over a line
 * at the margin where the one before was full or ends in a comma. It stops at the next label, at a blank line, and where
 * prose begins. Two labels on one line are two.
 */
#include <string.h>
#include "bodies.h"
#include "label-read.h"
#include "layout-index.h"
#include "party-name.h"

#define VALUE_LINES_MAX 60
#define BETWEEN_LINES_MAX 5     /* of a sentence between two labels */
#define BODY_WORDS 5            /* a line with the name of a body */
#define PERSON_WORDS 7          /* a line with a name and a mailbox */
#define CAPITALS_MIN 5          /* letters of a word in capitals that is no acronym */
#define WRAP_SLACK 4            /* columns that lines of one text differ by, whatever they were broken at */
#define WRAP_COLUMN 56          /* a line at least this long may go on at the margin */

struct labelled *label_add(struct label_reader *reader, enum label label, char *text, const char *value, guint line)
{
	struct labelled *labelled = g_new0(struct labelled, 1);

	labelled->label = label;
	labelled->text = text;
	labelled->value = g_strchomp(g_strdup(value));
	if (g_str_has_suffix(labelled->value, " |"))          /* the end of a row that is drawn with strokes */
		g_strchomp(labelled->value)[strlen(labelled->value) - 2] = '\0';
	labelled->line = line;
	labelled->late = reader->late;
	g_ptr_array_add(reader->block->labels, labelled);
	return labelled;
}

void label_append(struct labelled *labelled, const char *more)
{
	char *joined;

	if (strlen(labelled->value) + strlen(more) > LABEL_VALUE_MAX)
		return;
	joined = g_strconcat(labelled->value, *labelled->value ? "\n" : "", more + strspn(more, " \t"), NULL);
	g_free(labelled->value);
	labelled->value = g_strchomp(joined);
}

/* A blank, "·", "|" or ";" in front of the blank that stands before a second label. */
static gboolean is_divider(const char *value, const char *p)
{
	return strchr(" |;", *p) || (p > value && p[-1] == '\302' && p[0] == '\267');
}

/* "… V6OPS For comment to: N/A": what a tool ran together. A label of several words is found without a gap in front of it as well. */
static enum label label_behind_blank(const struct layout *layout, const char *value, const char *p, const char *colon)
{
	g_autofree char *text = NULL;

	if (p == value || p[-1] != ' ' || !g_ascii_isupper(*p) || colon - p > LABEL_LENGTH_MAX)
		return LABEL_NONE;
	text = g_strndup(p, (gsize)(colon - p));
	if (strchr(text, ' '))
		return label_find(layout, text);
	return strchr(colon, '@') && label_find(layout, text) == LABEL_MAILBOX ? LABEL_MAILBOX : LABEL_NONE;
}

/* A second label further on in a value: behind a gap or a tab and with its colon, or at the very start
 * ("For information to: Approval: …"). */
static char *split_second(const struct layout *layout, const char *value, enum label *ret_label, char **ret_text, const char **ret_rest)
{
	const char *colon = strchr(value, ':');

	for (const char *p = value; *p; p++) {
		gboolean start = p == value || (p - value >= 2 && (p[-1] == '\t' || (p[-1] == ' ' && is_divider(value, p - 2))));
		gsize length = 0;

		if (colon && colon < p)
			colon = strchr(p, ':');
		/* "From   A Forum   Date   5 May": a column of labels beside that of values */
		if (start && p > value && *p != ' ' && *p != '\t' && (*ret_label = label_in_column(layout, p, &length)) != LABEL_NONE && *ret_label != LABEL_SUBJECT &&
		    *label_skip_separator(p + length)) {
			*ret_text = g_strndup(p, length);
			*ret_rest = label_skip_separator(p + length);
			return g_strndup(value, (gsize)(p - value));
		}
		if (!colon)
			continue;
		if (*p == ' ' || *p == '\t' || colon - p > LABEL_LENGTH_MAX || g_str_has_prefix(colon, "://"))
			continue;
		*ret_label = start ? label_find_n(layout, p, (gsize)(colon - p)) : label_behind_blank(layout, value, p, colon);
		if (*ret_label == LABEL_NONE || *ret_label == LABEL_SUBJECT || (p == value && *ret_label == LABEL_SECTION))
			continue;
		*ret_text = g_strndup(p, (gsize)(colon - p));
		*ret_rest = label_skip_separator(colon + 1);
		return g_strndup(value, (gsize)(p - value));
	}
	return NULL;
}

/* Adds the label and its value, and further labels that stand in the value. The last one is returned: it may go on below. */
struct labelled *label_add_split(struct label_reader *reader, enum label label, char *text, const char *value, guint line)
{
	for (guint i = 0; i < 8; i++) {
		enum label next = LABEL_NONE;
		char *next_text = NULL;
		const char *rest = NULL;
		g_autofree char *first = label == LABEL_TITLE || label == LABEL_SUBJECT ? NULL :
			split_second(reader->layout, value, &next, &next_text, &rest);

		if (!first)
			break;
		label_add(reader, label, text, first, line);
		label = next;
		text = g_strstrip(next_text);
		value = rest;
	}
	return label_add(reader, label, text, value, line);
}

/* Labels that stand inside the value of another: in the lines of a contact, and where addressees are divided by what it is for. */
gboolean label_stands_inside(const struct labelled *labelled, enum label label)
{
	if (label == LABEL_ACTION_TO || label == LABEL_COMMENT_TO || label == LABEL_INFO_TO)
		return labelled->label >= LABEL_TO && labelled->label <= LABEL_INFO_TO;
	return label == LABEL_NAME || label == LABEL_MAILBOX || label == LABEL_OTHER;
}

/* A title may be as long as a sentence; it ends where a blank line or a label follows, which text does not. */
static gboolean is_end_of_title(const struct label_reader *reader, const struct labelled *labelled, guint i)
{
	const struct line *after = i + 1 < reader->lines->len ? g_ptr_array_index(reader->lines, i + 1) : NULL;

	if (labelled->label != LABEL_TITLE && labelled->label != LABEL_SUBJECT)
		return FALSE;
	return !after || line_is_blank(after) || label_begins(reader->layout, after->text, reader->how) != LABEL_NONE;
}

static gboolean is_upper(const char *text)
{
	return strpbrk(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") && !strpbrk(text, "abcdefghijklmnopqrstuvwxyz");
}

/* "REQUESTED For your consideration": among labels in capitals one that nobody knows. */
static gboolean begins_upper(const char *text)
{
	gsize length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return length >= CAPITALS_MIN && (text[length] == ' ' || text[length] == '\t') && !is_upper(text);
}

/* Was the line broken where it is because the next word did not fit? */
static gboolean is_full(const struct label_reader *reader, const struct line *line, const struct line *next)
{
	glong length = g_utf8_strlen(line->text, -1), word = g_utf8_strlen(next->text, (gssize)strcspn(next->text, " \t"));

	return length >= WRAP_COLUMN || (reader->width && length + 1 + word > (glong)reader->width);
}

static gboolean is_bullet(const char *text)
{
	text += strspn(text, " \t");
	return g_str_has_prefix(text, "\342\200\242 ") || ((*text == '-' || *text == '*') && text[1] == ' ');
}

/* May the line at i, which follows a value's line, go on with it? */
static gboolean goes_on(const struct label_reader *reader, const struct labelled *labelled, const struct line *label_line,
                        const struct line *before, guint i)
{
	const struct line *line = g_ptr_array_index(reader->lines, i);
	gsize length = strlen(before->text);
	const char last = length ? before->text[length - 1] : '\0';

	if (line->quote != label_line->quote || line_is_blank(line) || line->cells || label_begins(reader->layout, line->text, reader->how) != LABEL_NONE)
		return FALSE;
	if (label_line_is_break(line) || (*labelled->value && layout_stops_at(reader->layout, line->text)))
		return FALSE;
	if (line_indent(line) > line_indent(label_line))
		return TRUE;
	/* "IETF X   Chairs: x-chairs@…" below "To:" is who gets it */
	if (!*labelled->value && labelled->label >= LABEL_TO && labelled->label <= LABEL_CC && label_line_is_like(line) && strchr(line->text, '@'))
		return TRUE;
	if (label_line_is_like(line) || (is_upper(labelled->text) && begins_upper(line->text)))
		return FALSE;
	if (!*labelled->value)
		return !label_line_is_heading(line);
	if (last == ',' || last == ';' || last == '(' || label_line_is_open(before->text))
		return TRUE;
	if (is_bullet(before->text) && is_bullet(line->text) && before != label_line)
		return TRUE;
	if (labelled->label == LABEL_FROM && party_is_office(line->text) && party_is_like_person(labelled->value))
		return TRUE;
	return is_full(reader, before, line) && !label_line_is_heading(line) &&
	       (label_words(line->text) < PROSE_WORDS || is_end_of_title(reader, labelled, i));
}

/* Does a word below, in the same column, look like the rest of a mailbox that did not fit? */
static gboolean is_broken(const struct label_reader *reader, guint i, glong column)
{
	const struct line *below = i + 1 < reader->lines->len ? g_ptr_array_index(reader->lines, i + 1) : NULL;
	const char *word = below && g_utf8_strlen(below->text, -1) > column ? g_utf8_offset_to_pointer(below->text, column) : NULL;

	return word && word[strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789.-")] == '\0';
}

/* "E-mail:" at the end of a line, and the mailbox beside what the next one goes on with: that; NULL: there is no such mailbox. */
static char *take_mailbox(struct label_reader *reader, guint i)
{
	const struct line *line = g_ptr_array_index(reader->lines, i);
	const GPtrArray *labels = reader->block->labels;
	struct labelled *last = g_ptr_array_index(labels, labels->len - 1);
	const char *begin = line->text + strspn(line->text, " \t"), *at = strchr(begin, '@'), *mailbox = at;

	if (last->label != LABEL_MAILBOX || *last->value || !at || last->line + 1 != line->number)
		return NULL;
	while (mailbox > begin && mailbox[-1] != ' ' && mailbox[-1] != '\t')
		mailbox--;
	if (!is_broken(reader, i, g_utf8_pointer_to_offset(line->text, mailbox)))
		label_append(last, mailbox);
	return g_strndup(begin, (gsize)(mailbox - begin));
}

/* Was the line broken although the next word fitted? What is below is longer than both, or a bracket was closed. */
static gboolean is_broken_early(const struct labelled *labelled, const struct line *before, const struct line *line)
{
	glong length = g_utf8_strlen(before->text, -1), word = g_utf8_strlen(line->text, (gssize)strcspn(line->text + strspn(line->text, " \t"), " \t"));

	return g_str_has_suffix(labelled->value, ")") || length + 1 + word + WRAP_SLACK < g_utf8_strlen(line->text, -1);
}

/* A line below a label: more of its value, and what stands beside it with a label of its own ("Geneva    E-mail: a@b.example"). */
static void add_below(struct label_reader *reader, struct labelled *labelled, guint i)
{
	const struct line *line = g_ptr_array_index(reader->lines, i);
	enum label next = LABEL_NONE;
	char *text = NULL;
	const char *rest = NULL, *begin = line->text + strspn(line->text, " \t");
	g_autofree char *front = take_mailbox(reader, i);
	g_autofree char *first = front || labelled->label == LABEL_TITLE ? NULL : split_second(reader->layout, begin, &next, &text, &rest);

	if (!first || !*first || !label_stands_inside(labelled, next)) {
		g_free(text);
		if (!front && label_lists_bodies(labelled->label) && is_broken_early(labelled, g_ptr_array_index(reader->lines, i - 1), line))
			label_append_row(labelled, begin);
		else
			label_append(labelled, front ? front : line->text);
		return;
	}
	label_append(labelled, first);
	label_add(reader, next, g_strstrip(text), rest, line->number);
}

/* A sentence that stands alone between two labels is what the first of them says ("STATUS:", "This document was agreed …"), a list of
 * many bodies as well. */
static gboolean is_between(const struct label_reader *reader, const struct labelled *labelled, guint i)
{
	const struct line *line;
	guint next = i + 1;

	if (labelled->label == LABEL_BODY || labelled->label == LABEL_SECTION || labelled->label == LABEL_ATTACHMENTS)
		return FALSE;
	while (next < reader->lines->len && next < i + BETWEEN_LINES_MAX && !line_is_blank(g_ptr_array_index(reader->lines, next)) &&
	       label_begins(reader->layout, ((const struct line *)g_ptr_array_index(reader->lines, next))->text, 0) == LABEL_NONE)
		next++;
	i = next - 1;
	while (next < reader->lines->len && next <= i + 1 + BLANKS_BEFORE_VALUE && line_is_blank(g_ptr_array_index(reader->lines, next)))
		next++;
	line = next < reader->lines->len ? g_ptr_array_index(reader->lines, next) : NULL;
	return line && !line->cells && label_begins(reader->layout, line->text, 0) != LABEL_NONE;
}

static gboolean is_contact(enum label label)
{
	return label == LABEL_CONTACT || label == LABEL_FROM_CONTACT || label == LABEL_TECHNICAL_CONTACT;
}

struct labelled *label_contact_of(const struct label_reader *reader, struct labelled *labelled)
{
	const GPtrArray *labels = reader->block->labels;
	guint n = labels->len;

	while (n > 0 && (((struct labelled *)g_ptr_array_index(labels, n - 1))->label == LABEL_OTHER || ((struct labelled *)g_ptr_array_index(labels, n - 1))->label == LABEL_NAME))
		n--;
	if (labelled->label != LABEL_OTHER || n == 0 || !is_contact(((struct labelled *)g_ptr_array_index(labels, n - 1))->label))
		return labelled;
	return g_ptr_array_index(labels, n - 1);
}

/* The mailbox of a person, on a line of its own below the name: Word's paragraphs are blank lines apart. */
static guint read_mailboxes_below(const struct label_reader *reader, struct labelled *labelled, guint i)
{
	if (line_indent(g_ptr_array_index(reader->lines, i - 1)) > 0)
		labelled = label_contact_of(reader, labelled);        /* below the telephone of the contact */
	if (!is_contact(labelled->label))
		return i;
	for (guint next = i; next < reader->lines->len && next <= i + 1; next++) {
		const struct line *line = g_ptr_array_index(reader->lines, next);

		if (line_is_blank(line))
			continue;
		if (line->quote || line->cells || !strchr(line->text, '@') || label_words(line->text) > PERSON_WORDS ||
		    label_begins(reader->layout, line->text, reader->how) != LABEL_NONE)
			return i;
		label_append(labelled, line->text);
		i = next + 1;
	}
	return i;
}

/* The lines below a label that belong to its value; returns the index of the first line that does not. */
static guint read_below(struct label_reader *reader, struct labelled *labelled, guint i)
{
	const struct line *label_line = g_ptr_array_index(reader->lines, i), *before = label_line;
	guint next = i + 1, lines = 0;

	if (!*labelled->value && labelled->label != LABEL_BODY)
		while (next < reader->lines->len && next <= i + BLANKS_BEFORE_VALUE && line_is_blank(g_ptr_array_index(reader->lines, next)))
			next++;
	if (next > i + 1 && next < reader->lines->len) {
		const struct line *line = g_ptr_array_index(reader->lines, next);

		/* below blank lines: a value, if it is short, or indented as the Datatracker's attachments are */
		if (!goes_on(reader, labelled, label_line, before, next) ||
		    (label_line_is_prose(line) && line_indent(line) == 0 && !is_end_of_title(reader, labelled, next) && !is_between(reader, labelled, next)))
			return i + 1;
	}
	for (; next < reader->lines->len && lines < VALUE_LINES_MAX; next++, lines++) {
		const struct line *line = g_ptr_array_index(reader->lines, next);

		if (!goes_on(reader, labelled, label_line, before, next))
			break;
		if (lines == 0 && !*labelled->value && label_line_is_prose(line) && line_indent(line) <= line_indent(label_line) && labelled->label != LABEL_TITLE &&
		    !is_between(reader, labelled, next))
			break;
		add_below(reader, labelled, next);
		before = line;
	}
	return lines ? next : i + 1;
}

/* "To: IETF X WG" and below it "IETF Y WG", or the group of somebody else; a place or a date is neither. */
static gboolean is_like_first(const char *value, const char *text)
{
	gsize word = strcspn(value, " ");

	if (label_words(text) > BODY_WORDS || strpbrk(text, ",:."))
		return FALSE;
	return (value[word] && strncmp(value, text, word + 1) == 0) || body_holds_group(text);
}

/* Further bodies, each on an indented line of its own: Word's paragraphs are blank lines apart. Some converters lose what they are indented by. */
static guint read_bodies_below(const struct label_reader *reader, struct labelled *labelled, const struct line *label_line, guint i)
{
	while (*labelled->value && label_lists_bodies(labelled->label) && i + 1 < reader->lines->len && line_is_blank(g_ptr_array_index(reader->lines, i))) {
		const struct line *line = g_ptr_array_index(reader->lines, i + 1);

		if (line->quote || line->cells || line_is_blank(line) || label_line_is_prose(line) ||
		    (line_indent(line) <= line_indent(label_line) && !is_like_first(labelled->value, line->text)) ||
		    label_begins(reader->layout, line->text, reader->how) != LABEL_NONE)
			return i;
		label_append_row(labelled, line->text + strspn(line->text, " \t"));
		i += 2;
	}
	return i;
}

/* Which of the labels on a line, from the one of that index on, goes on below: the one whose column the next line begins in. */
static struct labelled *goes_on_in(const struct label_reader *reader, guint first, guint i)
{
	const GPtrArray *labels = reader->block->labels;
	const struct line *line = g_ptr_array_index(reader->lines, i), *next = i + 1 < reader->lines->len ? g_ptr_array_index(reader->lines, i + 1) : NULL;
	struct labelled *last = g_ptr_array_index(labels, labels->len - 1);
	const char *column = labels->len > first + 1 ? g_strrstr(line->text, last->text) : NULL;

	if (!next || line_is_blank(next) || !column || line_indent(next) == 0 || line_indent(next) >= (guint)(column - line->text))
		return last;
	return g_ptr_array_index(labels, first);
}

guint label_read(struct label_reader *reader, guint i, enum label label, char *text, const char *value)
{
	const struct line *line = g_ptr_array_index(reader->lines, i);
	guint first = reader->block->labels->len;
	struct labelled *labelled;

	label_add_split(reader, label, text, value, line->number);
	labelled = goes_on_in(reader, first, i);
	return read_mailboxes_below(reader, labelled, read_bodies_below(reader, labelled, line, read_below(reader, labelled, i)));
}
