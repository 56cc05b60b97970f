/* SPDX-License-Identifier: BSD-2-Clause
 *
 * sheet.c - the parts of a business letter
 */
#include "sheet.h"
#include <liaison/address.h>
#include <liaison/date.h>
#include <liaison/text.h>
#include <string.h>
#include "bodies.h"
#include "label-read.h"
#include "line.h"
#include "party-name.h"
#include "pattern.h"
#include "title.h"

#define HEAD_LINES 40           /* down to the greeting */
#define LETTERHEAD_LINES 4
#define DATE_WORDS 8            /* "Geneva / by e-mail, 2 September 2026" */
#define TITLE_WORDS 3           /* fewer behind "Ref:" are a number */
#define HEADING_WORDS 5         /* fewer are a line of the address */
#define HEADING_LINES 3
#define FULL_LENGTH 45          /* bytes of a line that was broken */

PATTERN(subject, "^[\\s*_]*(?:subject|subj|re|ref|title|topic|concerns|liaison(?: (?:statement|letter))?|betreff|betrifft|objet|asunto)\\.?[\\s*_]*:[*_]*\\s*(.*)$")
PATTERN(joins, "\\b(of|and|the|for|on|in|to|with|by|from|between|at|under|über|de|des|du|para|sobre)\\b")
PATTERN(officer, "\\b(chair(man|woman|person|s)?|co-chairs?|secretary|secretariat|convenor|rapporteur|liaison (officer|manager|representative))\\b")

static const struct line *line_at(const struct letter *letter, guint i)
{
	return g_ptr_array_index(letter->lines, i);
}

static gboolean holds_date(const char *text)
{
	struct date date;

	return label_words(text) <= DATE_WORDS && date_parse(text, &date) != DATE_NONE;
}

char *sheet_title_from(const struct letter *letter, guint i, const char *first, guint greeting)
{
	GString *title = g_string_new(first);

	for (i++; i < greeting; i++) {
		const struct line *line = line_at(letter, i);

		if (strlen(line_at(letter, i - 1)->text) < FULL_LENGTH || line_is_blank(line) || line->cells || label_line_is_like(line) ||
		    strchr(line->text, '@') || holds_date(line->text))
			break;
		g_string_append_printf(title, " %s", line->text);
	}
	g_autofree char *joined = g_string_free(title, FALSE);

	return title_tidy(joined);
}

static gboolean is_title(const char *text)
{
	return text && label_words(text) >= TITLE_WORDS;
}

static gboolean find_subject(const struct letter *letter, struct sheet *sheet)
{
	for (guint i = 0; i < sheet->greeting; i++) {
		g_autoptr(GMatchInfo) match = NULL;
		g_autofree char *rest = NULL, *title = NULL;

		if (line_at(letter, i)->quote || line_at(letter, i)->cells || !g_regex_match(pattern_subject(), line_at(letter, i)->text, 0, &match))
			continue;
		rest = g_match_info_fetch(match, 1);
		title = sheet_title_from(letter, i, rest, sheet->greeting);
		if (!is_title(title))
			continue;                                     /* "Ref: X/2026/17" */
		sheet->title = g_steal_pointer(&title);
		sheet->title_line = line_at(letter, i)->number;
		return TRUE;
	}
	return FALSE;
}

/* Alone, or wrapped, right above the greeting; nothing of an address. */
static gboolean may_be_heading(const struct organization *organization, const char *text)
{
	g_autoptr(GPtrArray) ours = g_ptr_array_new_with_free_func(g_free);

	if (label_words(text) < HEADING_WORDS || strlen(text) > TITLE_LENGTH_MAX || strpbrk(text, "@\t") || strchr(",.;", text[strlen(text) - 1]) ||
	    !pattern_matches(pattern_joins(), text) || party_is_office(text) || body_is_called_so(text) || body_holds_group(text))
		return FALSE;
	bodies_ours_in_text(organization, text, ours);
	return ours->len == 0;
}

static void find_heading(const struct organization *organization, const struct letter *letter, struct sheet *sheet)
{
	guint end = sheet->greeting, begin;

	while (end > 0 && line_is_blank(line_at(letter, end - 1)))
		end--;
	for (begin = end; begin > 0 && end - begin < HEADING_LINES; begin--) {
		const struct line *line = line_at(letter, begin - 1);

		if (line_is_blank(line) || line->cells || line->quote || label_line_is_like(line) || strchr(line->text, '@') || holds_date(line->text) ||
		    (begin < end && strlen(line->text) < FULL_LENGTH))
			break;
	}
	if (begin < end && (begin == 0 || end - begin == HEADING_LINES))
		return;                                               /* the address goes on down to the greeting */
	if (begin < end) {
		g_autofree char *title = sheet_title_from(letter, begin, line_at(letter, begin)->text, end);

		if (title && may_be_heading(organization, title)) {
			sheet->title = g_steal_pointer(&title);
			sheet->title_line = line_at(letter, begin)->number;
			sheet->heading = TRUE;
		}
	}
}

void sheet_find(const struct organization *organization, const struct letter *letter, struct sheet *sheet)
{
	*sheet = (struct sheet){ .found = FALSE };
	for (guint i = 0; i < letter->lines->len && i < HEAD_LINES && !sheet->found; i++) {
		const struct line *line = line_at(letter, i);

		sheet->found = !line->cells && letter_line_greets(line);
		sheet->greeting = i;
		sheet->dated |= !line->quote && holds_date(line->text);
	}
	if (!sheet->found)
		return;
	sheet->foot = signature_find(letter);
	if (sheet->foot.begin <= sheet->greeting)
		sheet->foot = (struct foot){ 0, 0 };
	if (!find_subject(letter, sheet))
		find_heading(organization, letter, sheet);
}

void sheet_clear(struct sheet *sheet)
{
	g_clear_pointer(&sheet->title, g_free);
}

gboolean sheet_is_formal(const struct sheet *sheet)
{
	return sheet->found && sheet->foot.begin && sheet->foot.end > sheet->foot.begin && (sheet->dated || sheet->title);
}

static gboolean line_names_us(const struct organization *organization, const struct line *line)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

	bodies_ours_in_text(organization, line->text, names);
	address_scan(line->text, 2, found);
	return names->len > 0 || body_is_ours(organization, line->text) ||
	       (found->len > 0 && organization_is_our_address(organization, ((const struct address *)g_ptr_array_index(found, 0))->addr_spec));
}

gboolean sheet_names_us(const struct organization *organization, const struct letter *letter, const struct sheet *sheet)
{
	for (guint i = 0; sheet->found && i <= sheet->greeting; i++)
		if (line_names_us(organization, line_at(letter, i)))
			return TRUE;
	return FALSE;
}

gboolean sheet_is_ours(const struct organization *organization, const struct letter *letter, const struct sheet *sheet)
{
	for (guint i = 0, n = 0; i < sheet->greeting && n < LETTERHEAD_LINES; i++) {
		const struct line *line = line_at(letter, i);

		if (!line_is_blank(line) && body_is_ours(organization, line->text))
			return TRUE;
		n += line_is_blank(line) ? 0 : 1;
	}
	for (guint i = sheet->foot.begin; i < sheet->foot.end; i++)
		if (line_names_us(organization, line_at(letter, i)))
			return TRUE;
	return FALSE;
}

gboolean sheet_is_signed_by_officer(const struct letter *letter, const struct sheet *sheet)
{
	for (guint i = sheet->foot.begin; i < sheet->foot.end; i++)
		if (pattern_matches(pattern_officer(), line_at(letter, i)->text))
			return TRUE;
	return FALSE;
}
