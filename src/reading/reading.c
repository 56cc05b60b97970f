/* SPDX-License-Identifier: BSD-2-Clause
 *
 * reading.c - the order in which a message is understood
 */
#include <liaison/reading.h>
#include <liaison/text.h>
#include <string.h>
#include "authentication.h"
#include "forward.h"
#include "layout-index.h"
#include "line.h"
#include "prose.h"
#include "title.h"
#include "work.h"

#define PLAIN_LETTER_LINES 300  /* of a letter without labels; longer texts are documents */
#define PLAIN_LETTER_HEAD 40    /* lines down to its salutation */
#define COVER_FIELDS 4          /* labels that a cover repeats … */
#define COVER_LINES 20          /* … in a mail of so many lines */
#define STATEMENTS_MAX 8        /* statements in one mail */
#define USEC_PER_DAY (G_GINT64_CONSTANT(86400) * G_USEC_PER_SEC)

static void add_doubts_of_mail(const struct work *work, const GPtrArray *doubts)
{
	struct statement *statement = work->statement;

	doubts_merge(statement->doubts, doubts);
	doubts_merge(statement->doubts, work->message->defects);
	if (!statement->authenticated)
		doubts_add(statement->doubts, DOUBT_UNAUTHENTICATED, NULL);
}

/* The deadline against the day that the mail says it was written on, not against the present. */
static void check_deadline(struct work *work)
{
	struct statement *statement = work->statement;
	struct date date = statement->deadline;
	g_autoptr(GDateTime) day = NULL;

	if (!date_is_set(date) || work->message->date < 0)
		return;
	day = g_date_time_new_utc(date.year, date.month, date.day, 0, 0, 0);
	if (day && g_date_time_to_unix(day) * G_USEC_PER_SEC + USEC_PER_DAY < work->message->date)
		doubts_add(statement->doubts, DOUBT_DEADLINE_PAST, NULL);
}

static void read_statement(struct work *work)
{
	static const enum field late[] = { FIELD_FROM_CONTACTS, FIELD_FROM_LIAISON_CONTACT, FIELD_TO_CONTACTS, FIELD_TO_LIAISON_CONTACT, FIELD_CC };

	work->foot = signature_find(work->letter);
	if (!work->labelled && !work->cover && work->letter->source == EVIDENCE_ATTACHMENT)
		sheet_find(work->context->organization, work->letter, &work->sheet);
	what_title(work);
	settle_field(work, FIELD_TITLE);
	who_read(work);
	settle_field(work, FIELD_FROM);
	settle_field(work, FIELD_TO);
	who_direct(work);
	contacts_read(work);
	for (gsize i = 0; i < G_N_ELEMENTS(late); i++)
		settle_field(work, late[i]);
	what_references(work);
	settle_field(work, FIELD_IS_REPLY);
	settle_field(work, FIELD_REFERS_TO);
	settle_field(work, FIELD_IDENTIFIERS);
	thread_read(work);
	what_deadline(work);
	settle_field(work, FIELD_DEADLINE);
	what_purpose(work);
	settle_field(work, FIELD_PURPOSE);
	check_deadline(work);
	settle_doubts(work);
	if (!work->cover)
		work->statement->body = prose_text(work->letter->lines, work->labelled ? work->block->end : 0);
}

/* What is no statement keeps a title, who sent it and which way it went. An announcement has the title of what it announces. */
static void read_other(struct work *work)
{
	g_autofree char *subject = title_of_subject(work->context->organization, work->message, work->message->subject);

	if (work->statement->kind == KIND_NOTICE)
		what_title(work);
	else
		work_note(work, FIELD_TITLE, EVIDENCE_HEADER, "Subject", 0, NULL, subject, SURE_HEADER);
	settle_field(work, FIELD_TITLE);
	work->statement->direction = work_author_is_ours(work) ? DIRECTION_OUTGOING : DIRECTION_INCOMING;
}

static int compare_evidence(gconstpointer a, gconstpointer b)
{
	const struct evidence *x = *(const struct evidence *const *)a, *y = *(const struct evidence *const *)b;

	if (x->field != y->field)
		return (int)x->field - (int)y->field;
	if (x->chosen != y->chosen)
		return x->chosen ? -1 : 1;
	return y->sure - x->sure;
}

/* The letter without labels that a cover is about: an attached text that greets somebody, or whose layout has letters of that kind and
 * stands named at its head. A specification that is sent along is neither. */
static gboolean is_plain_letter(const struct letter *letter)
{
	const struct layout *layout = letter->layout;
	gboolean writes_letters = layout && (layout->letter.letterhead || layout->letter.signature || layout->letter.addressee);

	if (letter->source != EVIDENCE_ATTACHMENT || letter->lines->len > PLAIN_LETTER_LINES)
		return FALSE;
	if (letter_find_greeting(letter, PLAIN_LETTER_HEAD, NULL))
		return TRUE;
	for (guint i = 0; writes_letters && i < letter->lines->len && i < PLAIN_LETTER_HEAD; i++) {
		const struct line *line = g_ptr_array_index(letter->lines, i);

		if (layout_is_named(layout, line->text + strspn(line->text, " \t")))
			return TRUE;
	}
	return FALSE;
}

static void open_cover(struct work *work)
{
	for (guint i = 0; i < work->letters->len; i++) {
		const struct letter *letter = g_ptr_array_index(work->letters, i);

		if (letter == work->letter || letter->message != work->letter->message || !is_plain_letter(letter))
			continue;
		work->letter = letter;
		work->block = g_ptr_array_index(work->blocks, i);
		work->cover = FALSE;
		g_ptr_array_unref(work->sentences);
		work->sentences = prose_sentences(letter->lines, 0);
		return;
	}
}

static struct statement *understand(struct work *work, gboolean main, const GPtrArray *doubts)
{
	struct statement *statement = statement_new();

	work->statement = statement;
	work->cover = FALSE;
	work->labelled = work->block && work->block->good;
	work->sheet = (struct sheet){ .found = FALSE };
	work->sentences = prose_sentences(work->letter->lines, work->labelled ? work->block->end : 0);
	if (work->message->from->len)
		statement->received_from = address_author(g_ptr_array_index(work->message->from, 0));
	statement->authenticated = authentication_check(work->context, work->envelope, work->message);
	statement->kind = main ? classify(work) : KIND_STATEMENT;
	if (work->cover)
		open_cover(work);
	work_note(work, FIELD_KIND, work->letter->source, work->letter->where, 0, NULL, kind_name(statement->kind), SURE_LABEL);
	settle_field(work, FIELD_KIND);
	what_attachments(work);
	settle_field(work, FIELD_ATTACHMENTS);
	if (statement->kind == KIND_STATEMENT)
		read_statement(work);
	else
		read_other(work);
	add_doubts_of_mail(work, doubts);
	g_ptr_array_sort(statement->evidence, compare_evidence);
	g_clear_pointer(&work->sentences, g_ptr_array_unref);
	sheet_clear(&work->sheet);
	return statement;
}

/* ── which letter ── */

static guint fields_of(const struct block *block)
{
	return block && block->good ? block->fields : 0;
}

/* The cover may leave out what stands behind the title in brackets, or behind a dash. */
static gboolean repeats_title(const struct block *cover, const struct block *letter)
{
	const struct labelled *x = block_find(cover, LABEL_TITLE), *y = block_find(letter, LABEL_TITLE);
	g_autofree char *front = x ? text_fold_name(x->value) : NULL, *whole = y ? text_fold_name(y->value) : NULL;
	const char *rest;

	if (!front || !whole || !g_str_has_prefix(whole, front))
		return FALSE;
	rest = whole + strlen(front);
	return !*rest || g_str_has_prefix(rest, " (") || g_str_has_prefix(rest, " [") || g_str_has_prefix(rest, " - ") || g_str_has_prefix(rest, " \u2013 ");
}

/* A mail of a few lines and labels, none of which says more than who writes to whom about what. */
static gboolean is_short_cover(const struct letter *letter, const struct block *block)
{
	return block->fields <= COVER_FIELDS && letter->lines->len <= COVER_LINES && !block_find(block, LABEL_PURPOSE) && !block_find(block, LABEL_DEADLINE);
}

static gboolean has_main_labels(const struct block *block)
{
	return block_find(block, LABEL_TITLE) && block_find(block, LABEL_FROM) && block_find(block, LABEL_TO);
}

/* A cover that repeats some labels of the letter it comes with: the letter has more of them, under the same title or below a short cover. */
static guint letter_of_cover(const GPtrArray *letters, const GPtrArray *blocks, guint cover)
{
	const struct letter *outer = g_ptr_array_index(letters, cover);
	guint best = cover;

	for (guint i = cover + 1; outer->source == EVIDENCE_BODY && i < letters->len; i++) {
		const struct letter *letter = g_ptr_array_index(letters, i);

		if (letter->source == EVIDENCE_ATTACHMENT && letter->message == outer->message &&
		    (repeats_title(g_ptr_array_index(blocks, cover), g_ptr_array_index(blocks, i)) ||
		     (is_short_cover(outer, g_ptr_array_index(blocks, cover)) && has_main_labels(g_ptr_array_index(blocks, i)))) &&
		    fields_of(g_ptr_array_index(blocks, i)) > fields_of(g_ptr_array_index(blocks, best)))
			best = i;
	}
	return best;
}

/* The first that has labels; of a forward without labels the innermost, else the mail's own text. */
static guint choose(const GPtrArray *letters, const GPtrArray *blocks, const struct message *message)
{
	guint chosen = 0;

	for (guint i = 0; i < letters->len; i++) {
		const struct block *block = g_ptr_array_index(blocks, i);

		if (block && block->good)
			return letter_of_cover(letters, blocks, i);
	}
	for (guint i = 0; i < letters->len; i++) {
		const struct letter *letter = g_ptr_array_index(letters, i), *best = g_ptr_array_index(letters, chosen);

		if (letter->source == EVIDENCE_BODY && letter->forwards > best->forwards && !subject_is_answer(message->subject))
			chosen = i;
	}
	return chosen;
}

static gboolean same_title(const struct statement *a, const struct statement *b)
{
	return a->title && b->title && g_ascii_strcasecmp(a->title, b->title) == 0;
}

/* Further letters with labels of their own that were sent as files or as messages. What one text quotes is none. */
static void add_others(struct work *work, const GPtrArray *blocks, guint chosen, const GPtrArray *doubts, GPtrArray *statements)
{
	const struct letter *main = g_ptr_array_index(work->letters, chosen);

	for (guint i = chosen + 1; i < work->letters->len && statements->len < STATEMENTS_MAX; i++) {
		const struct letter *letter = g_ptr_array_index(work->letters, i);
		const struct block *block = g_ptr_array_index(blocks, i);
		struct statement *statement;

		if (!block || !block->good || !block_find(block, LABEL_TITLE) || g_strcmp0(letter->where, main->where) == 0)
			continue;
		if (letter->source != EVIDENCE_ATTACHMENT && letter->message == work->message)
			continue;
		work->letter = letter;
		work->block = block;
		statement = understand(work, FALSE, doubts);
		for (guint s = 0; statement && s < statements->len; s++)
			if (same_title(statement, g_ptr_array_index(statements, s)))
				g_clear_pointer(&statement, statement_free);
		if (statement)
			g_ptr_array_add(statements, statement);
	}
}

GPtrArray *reading_understand(const struct reading_context *context, const struct envelope *envelope, const struct message *message)
{
	GPtrArray *statements = g_ptr_array_new_with_free_func((GDestroyNotify)statement_free);
	g_autoptr(GPtrArray) doubts = doubts_new();
	g_autoptr(GPtrArray) letters = letters_collect(message, context->limits, doubts);
	g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
	struct work work = {
		.context = context, .envelope = envelope, .message = message, .letters = letters, .blocks = blocks,
	};
	guint chosen;
	struct statement *first;

	for (guint i = 0; i < letters->len; i++) {
		struct letter *letter = g_ptr_array_index(letters, i);

		letter->layout = layout_recognise(context->layouts, context->organization, letter);
		g_ptr_array_add(blocks, labels_read(letter->layout, letter->lines));
	}
	chosen = choose(letters, blocks, message);
	work.letter = g_ptr_array_index(letters, chosen);
	work.block = g_ptr_array_index(blocks, chosen);
	first = understand(&work, TRUE, doubts);
	g_ptr_array_add(statements, first);
	if (first->kind == KIND_STATEMENT)
		add_others(&work, blocks, chosen, doubts, statements);
	return statements;
}
