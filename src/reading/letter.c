/* SPDX-License-Identifier: BSD-2-Clause
 *
 * letter.c - which texts of a message are read
 *
 * The richer form of a multipart/alternative is read: the plain text, unless it is a stub or only the HTML keeps the
 * labels in a table.
 */
#include "letter.h"
#include <liaison/doubt.h>
#include <string.h>
#include "forward.h"
#include "html.h"
#include "label-table.h"
#include "line.h"
#include "pattern.h"

#define STUB_LENGTH 60          /* fewer characters than this beside an HTML part: no text of its own */

struct collector {
	GPtrArray *letters;
	const struct limits *limits;
	GPtrArray *doubts;
};

PATTERN(greeting, "^\\s*(dear\\b|to whom it may concern(?!.{0,4}:\\s*\\S| (at|in|of)\\b)|ladies and gentlemen)")

/* Asked of every line: the expression is only for those that begin with one of its letters, or with no letter of ours. */
gboolean letter_line_greets(const struct line *line)
{
	const char first = line->text[strspn(line->text, " \t")];

	return line->quote == 0 && (strchr("dDtTlL", first) || (guchar)first >= 0x80) && pattern_matches(pattern_greeting(), line->text);
}

gboolean sentence_greets(const char *text)
{
	return pattern_matches(pattern_greeting(), text);
}

gboolean letter_find_greeting(const struct letter *letter, guint max, guint *at)
{
	const guint n = MIN(letter->lines->len, max);
	guint i = 0;

	while (i < n && !letter_line_greets(g_ptr_array_index(letter->lines, i)))
		i++;
	if (at)
		*at = i < n ? i : 0;
	return i < n;
}

void letter_free(struct letter *letter)
{
	if (!letter)
		return;
	g_free(letter->where);
	letter_header_clear(&letter->header);
	g_clear_pointer(&letter->lines, g_ptr_array_unref);
	g_free(letter);
}

static GPtrArray *copy_addresses(const GPtrArray *list)
{
	GPtrArray *copy = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

	for (guint i = 0; list && i < list->len; i++)
		g_ptr_array_add(copy, address_author(g_ptr_array_index(list, i)));
	return copy;
}

static struct letter_header header_of(const struct message *message)
{
	return (struct letter_header) {
		.subject = g_strdup(message->subject), .from = copy_addresses(message->from),
		.to = copy_addresses(message->to), .cc = copy_addresses(message->cc),
	};
}

static gboolean is_full(const struct collector *collector)
{
	return collector->letters->len >= LETTERS_MAX;
}

static void add_letter(struct collector *collector, const struct message *message, enum evidence_source source, const char *where,
                       GPtrArray *lines, struct letter_header header, guint forwards)
{
	struct letter *letter = g_new0(struct letter, 1);

	letter->source = source;
	letter->where = g_strdup(where);
	letter->message = message;
	letter->header = header;
	letter->lines = lines;
	letter->forwards = forwards;
	g_ptr_array_add(collector->letters, letter);
}

static struct line *line_copy(const struct line *line)
{
	struct line *copy = g_new0(struct line, 1);

	*copy = *line;
	copy->text = g_strdup(line->text);
	if (line->cells)
		g_ptr_array_ref(line->cells);
	return copy;
}

static GPtrArray *slice(const GPtrArray *lines, guint from, guint to)
{
	GPtrArray *part;

	if (from == 0 && to == lines->len)
		return g_ptr_array_ref((GPtrArray *)(guintptr)lines);
	part = lines_new();
	for (guint i = from; i < to && i < lines->len; i++)
		g_ptr_array_add(part, line_copy(g_ptr_array_index(lines, i)));
	return part;
}

/* One text, cut where mail inside of it begins. What an answer quotes below itself is no forward. */
static void add_text(struct collector *collector, const struct message *message, enum evidence_source source, const char *where,
                     GPtrArray *lines, guint forwards)
{
	struct letter_header header = header_of(message);
	gboolean answer = subject_is_answer(message->subject);
	guint from = 0, begin, text, end = forward_own_length(lines);
	struct letter_header next;

	while (forward_find(lines, from, &begin, &text, &next)) {
		add_letter(collector, message, source, where, slice(lines, from, MIN(begin, end)), header, forwards);
		header = next;
		from = text;
		forwards++;
		if (answer && begin < end)
			end = begin;
		if (is_full(collector) || from >= end) {
			letter_header_clear(&header);
			return;
		}
	}
	add_letter(collector, message, source, where, slice(lines, from, end), header, forwards);
}

static GPtrArray *lines_of_part(struct collector *collector, const struct message *message, const struct part *part)
{
	gboolean html = strcmp(part->text_type ? part->text_type : part->content_type, "text/html") == 0 || part->kind == PART_HTML;
	gboolean cut = FALSE;
	GPtrArray *lines = html ? html_lines(part->text, &cut) : lines_from_text(part->text, &cut);

	if (cut)
		doubts_add(collector->doubts, DOUBT_BEYOND_LIMITS, "part %s", part->path);
	forward_unquote(lines, message->subject);
	return lines;
}

static gboolean table_holds_labels(const GPtrArray *lines)
{
	guint labels = 0;

	for (guint i = 0; i < lines->len; i++) {
		const struct line *line = g_ptr_array_index(lines, i);

		if (line->cells && label_find(NULL, g_ptr_array_index(line->cells, 0)) != LABEL_NONE)
			labels++;
	}
	return labels >= 3;
}

static gsize text_weight(const char *text)
{
	gsize weight = 0;

	for (const char *p = text; *p; p++)
		weight += (guchar)*p > ' ';
	return weight;
}

/* Of the alternatives of one message: is the HTML one read, not the plain text? */
static gboolean prefer_html(struct collector *collector, const struct message *message)
{
	const struct part *text = NULL, *html = NULL;

	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);

		if (part->alternative && part->text && part->kind == PART_TEXT && !text)
			text = part;
		if (part->alternative && part->text && part->kind == PART_HTML && !html)
			html = part;
	}
	if (!html || !text)
		return html != NULL;
	if (text_weight(text->text) < STUB_LENGTH)
		return TRUE;
	g_autoptr(GPtrArray) lines = lines_of_part(collector, message, html);
	return table_holds_labels(lines);
}

static void collect(struct collector *collector, const struct message *message, guint depth)
{
	gboolean html_wins = prefer_html(collector, message);

	for (guint i = 0; i < message->parts->len && !is_full(collector); i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);
		g_autofree char *path = g_strconcat(part->path, part->filename ? " " : NULL, part->filename, NULL);

		if (part->kind == PART_MESSAGE && part->message) {
			if (depth < collector->limits->depth)
				collect(collector, part->message, depth + 1);
			else
				doubts_add(collector->doubts, DOUBT_BEYOND_LIMITS, "part %s", path);
			continue;
		}
		if (!part->text)
			continue;
		if (part->alternative && part->kind == (html_wins ? PART_TEXT : PART_HTML))
			continue;
		if (part->kind != PART_TEXT && part->kind != PART_HTML && part->kind != PART_ATTACHMENT)
			continue;
		g_autoptr(GPtrArray) lines = lines_of_part(collector, message, part);
		add_text(collector, message, part->kind == PART_ATTACHMENT ? EVIDENCE_ATTACHMENT : EVIDENCE_BODY, path, lines, depth);
	}
}

GPtrArray *letters_collect(const struct message *message, const struct limits *limits, GPtrArray *doubts)
{
	struct collector collector = {
		.letters = g_ptr_array_new_with_free_func((GDestroyNotify)letter_free), .limits = limits, .doubts = doubts,
	};

	collect(&collector, message, 0);
	if (collector.letters->len == 0)
		add_letter(&collector, message, EVIDENCE_BODY, NULL, lines_new(), header_of(message), 0);
	return collector.letters;
}
