/* SPDX-License-Identifier: BSD-2-Clause
 *
 * numbers.c - the numbers of the statement itself
 *
 * They stand at its head, behind a label, or in the name of its file. Where the layout says what its organisation's numbers look
 * like, nothing else is one: a head also names what is answered or revised.
 */
#include <liaison/date.h>
#include <string.h>
#include "label-read.h"
#include "layout-index.h"
#include "line.h"
#include "pattern.h"
#include "references.h"
#include "work.h"

#define HEAD_LINES 14           /* where a letter shows its number */

PATTERN(not_own, "\\b(was|revision of|revised from|ref\\.?|reference|response to|reply to|merger of|replaces|attach\\w*)\\b")
#define BANNER "(?i:liaison (?:statement|letter|communication|note)|LS|note de liaison|lettre de liaison|verbindungsschreiben|comunicación de enlace|" \
	"nota de enlace|declaración de enlace)(?: (?:[Nn](?:o|r|º|°)\\.?))?[: ]\\s*"
PATTERN_CASE(alone, "^\\s*(" BANNER ")?((?=\\S*\\d)(?=\\S*[A-Z])[A-Za-z0-9]\\w*(?:[-/._()]\\w+){1,8})\\s*$")
PATTERN_CASE(spaced, "^\\s*" BANNER "([A-Z][A-Z0-9./-]*(?: (?:N ?)?\\d[\\w./-]*){1,3})\\s*$")
/* "FASG#24 Doc 031 rev 1", "SC 27/WG 2 N 1790": words of capitals or with a digit */
#define NUMBER_WORD "(?:[A-Z][A-Z0-9#()_./-]*|[A-Za-z0-9#()_./-]*\\d[A-Za-z0-9#()_./-]*|[Dd]oc(?:ument)?\\.?|[Nn]o\\.?|[Rr]ev(?:ision)?\\.?|[Ii]ssue)"
PATTERN_CASE(several_words, "^(?=.*\\d)(?=[A-Z])" NUMBER_WORD "(?: " NUMBER_WORD "){1,6}$")
PATTERN_CASE(one_word, "^(?=.*\\d)(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9()_./-]{2,39}$")

static gboolean may_hold_number(const struct work *work, const char *text)
{
	return label_words(text) <= (work->labelled ? 14 : 8) && !pattern_matches(pattern_not_own(), text);
}

void number_as_written(const char *value, GPtrArray *numbers)
{
	g_autofree char *first = g_strndup(value, strcspn(value, ",;\n(\"\xe2"));
	struct date date;

	g_strstrip(first);
	if ((pattern_matches(pattern_one_word(), first) || pattern_matches(pattern_several_words(), first)) && date_parse(first, &date) == DATE_NONE)
		g_ptr_array_add(numbers, g_steal_pointer(&first));
}

static void find_own(const struct work *work, const char *text, GPtrArray *numbers)
{
	if (layout_has_numbers(work->letter->layout))
		layout_numbers(work->letter->layout, text, numbers);
	else
		references_find(work->context->layouts, text, numbers);
}

static gboolean holds(const char *text, const char *folded)
{
	g_autofree char *lower = g_ascii_strdown(text, -1);

	return strstr(lower, folded) != NULL;
}

/* Does the subject of the mail or the name of a file say the number as well? */
static gboolean is_repeated(const struct work *work, const char *number)
{
	const GPtrArray *parts = work->letter->message->parts;

	g_autofree char *folded = g_ascii_strdown(number, -1);

	if (work->letter->header.subject && holds(work->letter->header.subject, folded))
		return TRUE;
	for (guint i = 0; i < parts->len; i++) {
		const struct part *part = g_ptr_array_index(parts, i);

		if (part->kind == PART_ATTACHMENT && part->filename && holds(part->filename, folded))
			return TRUE;
	}
	return FALSE;
}

static guint strokes(const char *number)
{
	guint n = 0;

	for (const char *p = number; *p; p++)
		n += strchr("-/._(", *p) != NULL;
	return n;
}

/* A number of a shape that nobody told us: alone on its line behind "Liaison Statement", alone and said again elsewhere, or, with two strokes at least,
 * alone at the top of the sheet. */
static void number_alone(const struct work *work, const char *text, gboolean top, GPtrArray *numbers)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *number = NULL, *banner = NULL;
	struct date date;

	if (!g_regex_match(pattern_alone(), text, 0, &match)) {
		g_clear_pointer(&match, g_match_info_unref);
		if (g_regex_match(pattern_spaced(), text, 0, &match))
			g_ptr_array_add(numbers, g_match_info_fetch(match, 1));
		return;
	}
	banner = g_match_info_fetch(match, 1);
	number = g_match_info_fetch(match, 2);
	if (date_parse(number, &date) == DATE_NONE && !strstr(number, "://") && (*banner || (top && strokes(number) > 1) || is_repeated(work, number)))
		g_ptr_array_add(numbers, g_steal_pointer(&number));
}

/* The numbers in one line of the head; each line of each cell stands for itself. */
static void numbers_in_line(const struct work *work, const struct line *line, gboolean top, GPtrArray *numbers)
{
	for (guint i = 0; line->cells && i < line->cells->len; i++) {
		g_auto(GStrv) rows = g_strsplit(g_ptr_array_index(line->cells, i), "\n", 32);

		for (guint r = 0; rows[r]; r++)
			if (may_hold_number(work, rows[r]))
				find_own(work, rows[r], numbers);
	}
	if (!line->cells && line->quote == 0 && may_hold_number(work, line->text))
		find_own(work, line->text, numbers);
	if (!line->cells && line->quote == 0 && numbers->len == 0)
		number_alone(work, line->text, top, numbers);
}

/* Of an organisation that calls its files so: the number that the name of the letter's file begins with. */
static void number_of_file(struct work *work)
{
	const struct layout *layout = work->letter->layout;
	const char *name = work->letter->where ? strchr(work->letter->where, ' ') : NULL;
	g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);

	if (!layout || !layout->numbers.file_names || work->letter->source != EVIDENCE_ATTACHMENT || !name)
		return;
	layout_numbers(layout, name + 1, numbers);
	if (numbers->len == 1 && g_str_has_prefix(name + 1, g_ptr_array_index(numbers, 0)))
		work_note_list(work, FIELD_IDENTIFIERS, numbers, 0, NULL, SURE_LINE);
}

/* "Reference: X-LS-4": may be what is answered as well, but not where the subject of the mail or the file is called so. */
static gboolean is_own_reference(const struct work *work, const struct labelled *labelled)
{
	g_autofree char *value = NULL;

	if (labelled->label != LABEL_OTHER || !labelled->text || g_ascii_strncasecmp(labelled->text, "ref", 3) != 0 || !labelled->value)
		return FALSE;
	value = g_strstrip(g_strdup(labelled->value));
	return pattern_matches(pattern_one_word(), value) && is_repeated(work, value);
}

/* The document's own number stands at its head, beside the meeting or alone. */
void numbers_read(struct work *work)
{
	guint end = work->labelled ? work->block->begin + HEAD_LINES : 3;
	guint title = 0;
	gboolean found = FALSE, top = TRUE;

	for (guint i = 0; work->labelled && i < work->block->labels->len; i++) {
		const struct labelled *labelled = g_ptr_array_index(work->block->labels, i);

		if (!title && label_is_main(labelled->label))
			title = labelled->line;
		if ((labelled->label == LABEL_NUMBER || is_own_reference(work, labelled)) && !value_is_empty(labelled->value)) {
			g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);

			references_find(work->context->layouts, labelled->value, numbers);
			if (numbers->len == 0)
				number_as_written(labelled->value, numbers);
			found |= numbers->len > 0;
			work_note_list(work, FIELD_IDENTIFIERS, numbers, labelled->line, labelled->text, SURE_LABEL);
		}
	}
	for (guint i = 0; i < work->letter->lines->len && i < end; i++) {
		const struct line *line = g_ptr_array_index(work->letter->lines, i);
		g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);

		if (title && line->number >= title)
			break;
		numbers_in_line(work, line, top, numbers);
		top &= line_is_blank(line);
		found |= numbers->len > 0;
		work_note_list(work, FIELD_IDENTIFIERS, numbers, line->number, NULL, SURE_LINE);
	}
	if (!found)
		number_of_file(work);
}

/* Does the file bear that number, and not a longer one? */
static gboolean file_has_number(const struct part *part, const char *number)
{
	return part->kind == PART_ATTACHMENT && part->filename && g_str_has_prefix(part->filename, number) &&
	       !g_ascii_isalnum(part->filename[strlen(number)]);
}

/* Of a letter that is not read: the number that its cover's subject and the name of its file agree on. */
void numbers_read_cover(struct work *work)
{
	g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);
	const GPtrArray *parts = work->letter->message->parts;

	if (work->letter->header.subject)
		references_find(work->context->layouts, work->letter->header.subject, numbers);
	for (guint n = 0; n < numbers->len; n++) {
		for (guint i = 0; i < parts->len; i++) {
			if (!file_has_number(g_ptr_array_index(parts, i), g_ptr_array_index(numbers, n)))
				continue;
			work_note(work, FIELD_IDENTIFIERS, EVIDENCE_HEADER, "Subject", 0, NULL, g_ptr_array_index(numbers, n), SURE_TEXT);
			break;
		}
	}
}
