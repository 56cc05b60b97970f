/* SPDX-License-Identifier: BSD-2-Clause
 *
 * what.c - purpose, deadline, answers
 */
#include <liaison/text.h>
#include <string.h>
#include "bodies.h"
#include "deadline.h"
#include "line.h"
#include "party-name.h"
#include "pattern.h"
#include "prose.h"
#include "purpose.h"
#include "references.h"
#include "work.h"

#define HEAD_LINES 14           /* where a letter shows its number and, alone on a line, its purpose */
#define OPENING_PARAGRAPHS 2    /* where it says what it answers */

PATTERN(asks_whom, "\\b(?:asks?|requests?|invites?|urges?) (?:kindly )?(?:the )?([a-z0-9][\\w./-]*(?: [a-z0-9][\\w./-]*){0,3}?) (?:to|for|that)\\b")

/* ── purpose ── */

static enum purpose purpose_of_list(enum label label)
{
	switch (label) {
	case LABEL_ACTION_TO:
		return PURPOSE_ACTION;
	case LABEL_COMMENT_TO:
		return PURPOSE_COMMENT;
	case LABEL_INFO_TO:
		return PURPOSE_INFO;
	default:
		return PURPOSE_UNKNOWN;
	}
}

/* Returns TRUE where labels divide the addressees by purpose: then the text decides nothing. An outgoing statement has the
 * purpose of its strongest list. */
static gboolean purpose_by_lists(struct work *work)
{
	gboolean divided = FALSE;

	for (guint i = 0; i < work->block->labels->len; i++) {
		const struct labelled *labelled = g_ptr_array_index(work->block->labels, i);
		enum purpose purpose = purpose_of_list(labelled->label);

		if (purpose == PURPOSE_UNKNOWN || value_is_empty(labelled->value))
			continue;
		divided = TRUE;
		/* named twice, the stronger wish counts */
		if (work->statement->direction == DIRECTION_OUTGOING || work_names_us(work, labelled->value))
			work_note_labelled(work, FIELD_PURPOSE, labelled, purpose_name(purpose), SURE_LABEL - (int)(purpose == PURPOSE_INFO ? 12 : purpose == PURPOSE_COMMENT ? 6 : 0));
	}
	return divided;
}

static gboolean purpose_by_lines(struct work *work)
{
	for (guint i = 0; i < work->letter->lines->len && i < HEAD_LINES; i++) {
		const struct line *line = g_ptr_array_index(work->letter->lines, i);
		enum purpose purpose = line->quote ? PURPOSE_UNKNOWN : purpose_of_line(line->text);

		if (purpose != PURPOSE_UNKNOWN) {
			work_note_sentence(work, FIELD_PURPOSE, line->number, purpose_name(purpose), SURE_LINE);
			return TRUE;
		}
	}
	return FALSE;
}

/* "2. Action requested" and below it "None." */
static gboolean says_no_action(const struct work *work, guint i)
{
	return i + 1 < work->sentences->len && purpose_asked_below(((const struct sentence *)g_ptr_array_index(work->sentences, i))->text,
	                                                           ((const struct sentence *)g_ptr_array_index(work->sentences, i + 1))->text);
}

/* "RAN3 asks SA2 to …" */
static gboolean asks_group_of_others(const struct work *work, const char *text)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *name = NULL;

	if (!g_regex_match(pattern_asks_whom(), text, 0, &match))
		return FALSE;
	name = g_match_info_fetch(match, 1);
	return !body_is_ours(work->context->organization, name) && bodies_is_group(work->context->layouts, name);
}

/* Of a sentence that names bodies: only others, who get the letter as well? "SA4 asks SA2 to …" */
static gboolean concerns_others(const struct work *work, const char *text)
{
	const struct statement *statement = work->statement;
	g_autofree char *folded = NULL;
	gboolean others = FALSE;

	if (asks_group_of_others(work, text))
		return TRUE;
	if (statement->to->len > 1)
		folded = text_fold_name(text);
	for (guint i = 0; folded && i < statement->to->len; i++) {
		const char *name = g_ptr_array_index(statement->to, i);
		const char *blank = strrchr(name, ' ');
		g_autofree char *key = text_fold_name(name), *last = blank ? text_fold_name(blank + 1) : NULL;
		gboolean said = party_is_said(folded, key) || (last && strlen(last) > 2 && party_is_said(folded, last));

		if (said && body_is_ours(work->context->organization, name))
			return FALSE;
		others |= said;
	}
	if (others) {
		g_autoptr(GPtrArray) ours = g_ptr_array_new_with_free_func(g_free);

		bodies_ours_in_text(work->context->organization, text, ours);
		others = ours->len == 0;
	}
	return others;
}

/* The sentence that greets, if one does, else the first: what stands above is the head of the sheet. */
static guint opening_sentence(const struct work *work)
{
	for (guint i = 0; i < work->sentences->len; i++)
		if (sentence_greets(((const struct sentence *)g_ptr_array_index(work->sentences, i))->text))
			return i;
	return 0;
}

static void purpose_by_text(struct work *work)
{
	enum purpose found = PURPOSE_UNKNOWN;
	guint where = 0;

	for (guint i = opening_sentence(work); i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);
		enum purpose purpose = says_no_action(work, i) ? PURPOSE_INFO : purpose_of_sentence(sentence->text);

		if (purpose == PURPOSE_ACTION && work->statement->direction == DIRECTION_INCOMING && concerns_others(work, sentence->text))
			continue;
		if (purpose == PURPOSE_UNKNOWN || found == PURPOSE_ACTION || (found == PURPOSE_INFO && purpose == PURPOSE_INFO))
			continue;
		found = purpose;
		where = sentence->line;
	}
	if (found != PURPOSE_UNKNOWN)
		work_note_sentence(work, FIELD_PURPOSE, where, purpose_name(found), found == PURPOSE_ACTION ? SURE_TEXT : SURE_HEADER);
	else if (date_is_set(work->statement->deadline))           /* an answer may ask as well */
		work_note_sentence(work, FIELD_PURPOSE, 0, purpose_name(PURPOSE_ACTION), SURE_ENOUGH);
	else if (work->statement->is_reply)
		work_note_sentence(work, FIELD_PURPOSE, 0, purpose_name(PURPOSE_RESPONSE), SURE_ENOUGH);
}

/* Addressed to others, copied to us: for our information. */
static gboolean copies_us(const struct work *work)
{
	const struct organization *organization = work->context->organization;
	g_autoptr(GPtrArray) copies = statement_values(work->statement, FIELD_CC);

	for (guint i = 0; i < copies->len; i++) {
		const char *copy = g_ptr_array_index(copies, i);
		g_autoptr(GPtrArray) mailboxes = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

		address_scan(copy, 1, mailboxes);
		if (mailboxes->len ? organization_is_our_address(organization, ((const struct address *)g_ptr_array_index(mailboxes, 0))->addr_spec) :
		    body_is_ours(organization, copy))
			return TRUE;
	}
	return FALSE;
}

void what_purpose(struct work *work)
{
	const struct labelled *label = work->labelled ? block_find(work->block, LABEL_PURPOSE) : NULL;
	enum purpose purpose = label ? purpose_of_value(work->context->organization, work->letter->layout, label->value) : PURPOSE_UNKNOWN;

	if (work->cover)
		return;
	if (purpose != PURPOSE_UNKNOWN) {
		work_note_labelled(work, FIELD_PURPOSE, label, purpose_name(purpose), SURE_LABEL);
		return;
	}
	if (work->labelled && purpose_by_lists(work))
		return;
	if (purpose_by_lines(work))
		return;
	if (work->names_us)
		purpose_by_text(work);
	else if (work->statement->to->len > 0 && copies_us(work))
		work_note_sentence(work, FIELD_PURPOSE, 0, purpose_name(PURPOSE_INFO), SURE_ENOUGH);
}

/* ── deadline ── */

static void deadline_answer(struct work *work, enum date_answer answer, struct date date, const char *words, guint line, const char *label, int sure)
{
	struct statement *statement = work->statement;
	g_autofree char *day = answer == DATE_EXACT ? date_format(date) : NULL;

	if (answer == DATE_NONE)
		return;
	if (day) {
		work_note(work, FIELD_DEADLINE, work->letter->source, work->letter->where, line, label, day, sure);
		return;
	}
	if (!statement->deadline_text)
		statement->deadline_text = text_fold_space(words);
	doubts_add(statement->doubts, answer == DATE_AMBIGUOUS ? DOUBT_DEADLINE_AMBIGUOUS : DOUBT_DEADLINE_VAGUE, "%s", statement->deadline_text);
}

void what_deadline(struct work *work)
{
	const struct labelled *label = work->labelled ? block_find(work->block, LABEL_DEADLINE) : NULL;

	if (work->cover)
		return;
	if (label) {
		struct date date = { 0, 0, 0 };
		enum date_answer answer = deadline_of_value(label->value, work->letter->layout ? work->letter->layout->order : LAYOUT_ORDER_UNKNOWN, &date);

		if (answer == DATE_NONE && strpbrk(label->value, "0123456789"))
			answer = DATE_VAGUE;                  /* words that nobody here understands: a person does */
		deadline_answer(work, answer, date, label->value, label->line, label->text, label->late ? SURE_LABEL_WEAK : SURE_LABEL);
		if (answer != DATE_NONE)
			return;
	}
	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);
		struct date date = { 0, 0, 0 };
		g_autofree char *words = NULL;
		enum date_answer answer = deadline_of_sentence(sentence->text, &date, &words);

		if (answer != DATE_NONE && work->statement->direction == DIRECTION_INCOMING && concerns_others(work, sentence->text))
			answer = DATE_NONE;
		deadline_answer(work, answer, date, words, sentence->line, NULL, SURE_TEXT);
	}
}

/* ── answers ── */

static void reply_by_label(struct work *work, const struct labelled *labelled)
{
	g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);

	references_find_labelled(work->context->layouts, labelled->value, numbers);
	if (numbers->len == 0)
		number_as_written(labelled->value, numbers);
	if (numbers->len == 0) {
		g_autofree char *first = g_strstrip(g_strndup(labelled->value, strcspn(labelled->value, ",;\n(")));

		if (reference_is_record(first))
			g_ptr_array_add(numbers, g_steal_pointer(&first));
	}
	references_find_urls(labelled->value, numbers);
	work_note_list(work, FIELD_REFERS_TO, numbers, labelled->line, labelled->text, SURE_LABEL);
	work_note_labelled(work, FIELD_IS_REPLY, labelled, "true", SURE_LABEL);
}

static void reply_by_title(struct work *work, const char *title)
{
	g_autofree char *reference = reference_in_title(title);
	g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);

	if (!title_is_reply(title))
		return;
	work_note(work, FIELD_IS_REPLY, work->letter->source, work->letter->where, 0, NULL, "true", SURE_LINE);
	if (!reference) {
		references_in_title(work->context->layouts, title, numbers);
		references_find_urls(title, numbers);
		work_note_list(work, FIELD_REFERS_TO, numbers, 0, NULL, SURE_LINE);
		return;
	}
	references_find_urls(reference, numbers);             /* a record of the liaison tool */
	if (numbers->len > 0) {
		references_find(work->context->layouts, reference, numbers);
		work_note_list(work, FIELD_REFERS_TO, numbers, 0, NULL, SURE_LINE);
		return;
	}
	references_find(work->context->layouts, reference, numbers);
	if (numbers->len == 1 || (numbers->len == 0 && reference_is_number(reference)))
		work_note(work, FIELD_REFERS_TO, work->letter->source, work->letter->where, 0, NULL, reference, SURE_LINE);
	else
		work_note_list(work, FIELD_REFERS_TO, numbers, 0, NULL, SURE_LINE);
}

/* "[1] https://…/liaison/2016/" at the end of a letter. */
static void reply_by_mark(struct work *work, guint mark)
{
	g_autofree char *prefix = g_strdup_printf("[%u]", mark);

	for (guint i = 0; i < work->letter->lines->len; i++) {
		const struct line *line = g_ptr_array_index(work->letter->lines, i);
		const char *text = line->text + strspn(line->text, " \t*-");
		g_autoptr(GPtrArray) urls = g_ptr_array_new_with_free_func(g_free);

		if (line->quote > 0 || !g_str_has_prefix(text, prefix))
			continue;
		references_find_urls(text, urls);
		if (urls->len == 1)
			work_note_list(work, FIELD_REFERS_TO, urls, line->number, NULL, SURE_TEXT);
		return;
	}
}

static gboolean reply_by_sentence(struct work *work, const struct sentence *sentence)
{
	g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(guint));

	if (!sentence_is_reply(sentence->text))
		return FALSE;
	work_note_sentence(work, FIELD_IS_REPLY, sentence->line, "true", SURE_TEXT);
	references_find_urls(sentence->text, numbers);
	if (numbers->len == 0)
		references_find(work->context->layouts, sentence->text, numbers);
	references_find_bracketed(work->context->layouts, sentence->text, numbers);
	work_note_list(work, FIELD_REFERS_TO, numbers, sentence->line, NULL, SURE_TEXT);
	references_marks(sentence->text, marks);
	if (marks->len > 0)
		reply_by_mark(work, g_array_index(marks, guint, 0));
	return TRUE;
}

/* The paragraph that the letter opens with: the one of its greeting, below the head of the sheet. */
static guint opening_paragraph(const struct work *work)
{
	return work->sentences->len ? ((const struct sentence *)g_ptr_array_index(work->sentences, opening_sentence(work)))->paragraph : 0;
}

/* "Re: your statement X" beside a label for the title */
static const struct labelled *answered_in_topic(const struct block *block)
{
	const struct labelled *topic = block_find(block, LABEL_TITLE) ? block_find(block, LABEL_SUBJECT) : NULL;

	return topic && g_ascii_strncasecmp(topic->text, "re", 2) == 0 && g_ascii_strncasecmp(topic->value, "your ", 5) == 0 ? topic : NULL;
}

/* "Response to: …", and "Reply to: Your LS of 3 May", which is no address; NULL: none. */
static const struct labelled *answered(const struct work *work)
{
	const struct labelled *label = work->labelled ? block_find(work->block, LABEL_RESPONSE_TO) : NULL;
	const struct labelled *reply = work->labelled && !label ? block_find(work->block, LABEL_FROM_LIAISON) : NULL;

	return reply && !strchr(reply->value, '@') && reference_names_letter(reply->value) ? reply : label;
}

/* "Purpose: Response" */
static void reply_by_purpose(struct work *work)
{
	const struct labelled *label = work->labelled ? block_find(work->block, LABEL_PURPOSE) : NULL;

	if (label && purpose_of_value(work->context->organization, work->letter->layout, label->value) == PURPOSE_RESPONSE)
		work_note_labelled(work, FIELD_IS_REPLY, label, "true", SURE_LABEL_WEAK);
}

void what_references(struct work *work)
{
	const struct labelled *label = answered(work);
	guint first = opening_paragraph(work);

	if (work->cover) {
		numbers_read_cover(work);
		if (work->letter->header.subject)
			reply_by_title(work, work->letter->header.subject);
	} else {
		numbers_read(work);
		if (work->letter->source == EVIDENCE_ATTACHMENT)
			numbers_read_cover(work);
	}
	if (!label && work->labelled)
		label = answered_in_topic(work->block);
	if (label)
		reply_by_label(work, label);
	reply_by_purpose(work);
	if (work->statement->title)
		reply_by_title(work, work->statement->title);
	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);

		if (sentence->paragraph < first)
			continue;
		if (sentence->paragraph >= first + OPENING_PARAGRAPHS || reply_by_sentence(work, sentence))
			break;
	}
}
