/* SPDX-License-Identifier: BSD-2-Clause
 *
 * mail-text.c - what stands in a notice
 */
#include <config.h>
#include <liaison/clock.h>
#include <liaison/plan.h>
#include "mail-text.h"

#define TITLE_MAX 150
#define INDENT 22

static char *title_of(const struct record *record)
{
	const char *title = record->statement->title;

	if (!title)
		return g_strdup("without a title");
	return g_utf8_strlen(title, -1) > TITLE_MAX ? g_utf8_substring(title, 0, TITLE_MAX) : g_strdup(title);
}

char *mail_text_subject(const struct notice *notice, const struct record *record)
{
	g_autofree char *title = title_of(record);

	switch (notice->kind) {
	case NOTICE_APPROVAL_REQUEST:
		return g_strdup_printf("Liaison statement \"%s\" needs your approval", title);
	case NOTICE_HELD:
		return g_strdup_printf("Liaison statement \"%s\" has been submitted, and waits for approval", title);
	case NOTICE_HELD_COPY:
		return g_strdup_printf("Liaison statement \"%s\" has been submitted for approval", title);
	case NOTICE_REVIEW_REQUEST:
		return g_strdup_printf("Liaison statement \"%s\" has been submitted, and needs a look", title);
	case NOTICE_RECEIPT:
		return g_strdup_printf("Liaison statement \"%s\" has been submitted: receipt", title);
	case NOTICE_CONFIRMATION:
		return g_strdup_printf("Liaison statement \"%s\" has been submitted to the record", title);
	case NOTICE_ANSWER:
	case NOTICE_TROUBLE:
	case NOTICE_N:
		break;
	}
	return g_strdup(notice->subject ? notice->subject : title);
}

static void put(GString *out, const char *label, const char *value)
{
	g_autofree char *head = g_strdup_printf("  %s:", label);

	g_string_append_printf(out, "%-*s %s\n", INDENT, head, value);
}

static void put_field(GString *out, const struct statement *statement, enum field field)
{
	g_autoptr(GPtrArray) values = statement_values(statement, field);

	for (guint i = 0; i < values->len; i++)
		put(out, i ? "" : field_label(field), g_ptr_array_index(values, i));
}

static void put_fields(GString *out, const struct mail_text *text)
{
	const struct statement *statement = text->record->statement;
	g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, text->record->id);
	static const enum field fields[] = { FIELD_TITLE, FIELD_FROM, FIELD_FROM_CONTACTS, FIELD_FROM_LIAISON_CONTACT, FIELD_TO, FIELD_TO_CONTACTS,
	                                     FIELD_TO_LIAISON_CONTACT, FIELD_CC, FIELD_PURPOSE, FIELD_DEADLINE, FIELD_REFERS_TO, FIELD_IDENTIFIERS, FIELD_ATTACHMENTS };

	put(out, "Record", number);
	if (text->url)
		put(out, "Address", text->url);
	for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
		put_field(out, statement, fields[i]);
	if (!statement->purpose)
		put(out, "Purpose", "not stated");
}

static void put_doubts(GString *out, const struct statement *statement)
{
	if (!statement->doubts->len)
		return;
	g_string_append(out, "\nWhat should be looked at:\n\n");
	for (guint i = 0; i < statement->doubts->len; i++) {
		const struct doubt *doubt = g_ptr_array_index(statement->doubts, i);

		g_string_append_printf(out, "  - %s%s%s\n", doubt_meaning(doubt->kind), doubt->detail ? " " : "", doubt->detail ? doubt->detail : "");
	}
}

/* "It goes to": the planned envelope. */
static void put_recipients(GString *out, const struct record *record, const struct plan *plan)
{
	g_string_append(out, "\nIt will go to:\n\n");
	for (guint i = 0; i < record->envelope->recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(record->envelope->recipients, i);

		if (!plan_removal(plan->actions, recipient->argument))
			g_string_append_printf(out, "  %s\n", recipient->addr_spec);
	}
	for (guint k = 0; k < plan->actions->len; k++) {
		const struct action *action = g_ptr_array_index(plan->actions, k);
		if (action->kind == ACTION_ADD_RECIPIENT)
			g_string_append_printf(out, "  %s (%s)\n", action->name, action->rule);
	}
}

static void put_how(GString *out, const struct mail_text *text, const char *verdict)
{
	const char *id = text->notice->kind == NOTICE_APPROVAL_REQUEST ? "approve" : "post";
	g_autofree char *until = clock_format(text->expires);

	if (!text->reply_to) {
		g_string_append_printf(out, "\nTo do so: liaisonctl %s %" G_GINT64_FORMAT "%s\nTo refuse: liaisonctl kill %" G_GINT64_FORMAT " --reason REASON\n", id,
		                       text->record->id, text->notice->kind == NOTICE_APPROVAL_REQUEST ? " --by YOU" : "", text->record->id);
		return;
	}
	g_string_append_printf(out, "\nTo do so, answer this mail with the word\n\n    %s\n\nas its first line. Instead, or in lines before it:\n\n"
	                       "    kill REASON             it is not to go on\n"
	                       "    purpose action          puts right what was read; likewise deadline 2027-03-01,\n"
	                       "                            title, from, to, cc; \"none\" where nothing is stated\n"
	                       "    forward ADDRESS         further people of ours get it\n"
	                       "    note TEXT               for those who keep the record\n\n"
	                       "The answer has to come from %s, or one who answers for it, once, by %.10s.\n", verdict, text->notice->to, until);
}

static void put_statement(GString *out, const struct statement *statement)
{
	if (statement->body)
		g_string_append_printf(out, "\n---------------- the statement ----------------\n\n%s%s", statement->body, g_str_has_suffix(statement->body, "\n") ? "" : "\n");
	else
		g_string_append(out, "\nIts text is in the attached mail.\n");
}

static void put_reason(GString *out, const struct plan *plan)
{
	if (plan && plan->reason)
		g_string_append_printf(out, "\nIt %s.\n", plan->reason);
}

static void put_request(GString *out, const struct mail_text *text, const struct plan *plan)
{
	gboolean approval = text->notice->kind == NOTICE_APPROVAL_REQUEST;

	g_string_append(out, approval ? "A liaison statement is held until you, or somebody else who may, approves it.\n\n"
	                : "A liaison statement came in that nobody has posted yet. Who else it is for gets it when it is posted.\n\n");
	put_fields(out, text);
	put_reason(out, approval ? plan : NULL);
	put_doubts(out, text->record->statement);
	if (plan && approval)
		put_recipients(out, text->record, plan);
	put_how(out, text, approval ? "approve" : "post");
	put_statement(out, text->record->statement);
}

static void put_held(GString *out, const struct mail_text *text, const struct plan *plan)
{
	g_string_append(out, text->notice->kind == NOTICE_HELD ? "Your liaison statement is on record, and has not been sent yet.\n\n"
	                : "A liaison statement of ours is on record, and has not been sent yet.\n\n");
	put_fields(out, text);
	put_reason(out, plan);
	put_doubts(out, text->record->statement);
	if (plan)
		put_recipients(out, text->record, plan);
	g_string_append(out, "\nIt goes out by itself once it is approved. Nothing else has to be done; please do not send it again.\n");
	put_statement(out, text->record->statement);
}

static void put_receipt(GString *out, const struct mail_text *text)
{
	const char *name = text->settings->organization->name;

	if (text->notice->kind == NOTICE_RECEIPT)
		g_string_append_printf(out, "%s has received your liaison statement and put it on record. Thank you.\n\n", name ? name : "Our organisation");
	else
		g_string_append(out, "A liaison statement that is addressed to you was put on record.\n\n");
	put_fields(out, text);
	if (text->record->state != STATE_POSTED)
		g_string_append(out, "\nIt will be shown there once somebody has looked at it.\n");
	g_string_append(out, "\nThis mail was written by a machine. Answers to it reach those who coordinate our liaison statements.\n");
}

char *mail_text(const struct mail_text *text)
{
	GString *out = g_string_new(NULL);
	g_autoptr(plan_t) plan = plan_parse(text->record->plan);

	switch (text->notice->kind) {
	case NOTICE_APPROVAL_REQUEST:
	case NOTICE_REVIEW_REQUEST:
		put_request(out, text, plan);
		break;
	case NOTICE_HELD:
	case NOTICE_HELD_COPY:
		put_held(out, text, plan);
		break;
	case NOTICE_RECEIPT:
	case NOTICE_CONFIRMATION:
		put_receipt(out, text);
		break;
	case NOTICE_ANSWER:
	case NOTICE_TROUBLE:
	case NOTICE_N:
		g_string_append(out, text->notice->text ? text->notice->text : "");
		if (text->url)
			g_string_append_printf(out, "\n%s\n", text->url);
		break;
	}
	return g_string_free(out, FALSE);
}
