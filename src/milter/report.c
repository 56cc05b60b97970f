/* SPDX-License-Identifier: BSD-2-Clause
 *
 * report.c - the one structured line that the log has for a message
 *
 * The keys are described in liaison-milter(8); people count and alarm on them.
 */
#include "config.h"

#include <liaison/address.h>
#include <liaison/clock.h>
#include "report.h"

static const char *verdict_word(const struct report *report)
{
	switch (report->reply.kind) {
	case REPLY_TEMPFAIL: return "tempfail";
	case REPLY_REJECT: return "reject";
	case REPLY_DISCARD:
		return report->intake != NULL && report->intake->plan != NULL ? verdict_name(report->intake->plan->verdict) : "hold";
	case REPLY_ACCEPT: break;
	}
	if (report->error != NULL)
		return "let-go";
	return report->intake != NULL && report->intake->plan != NULL ? verdict_name(report->intake->plan->verdict) : "let-go";
}

static void add_field(struct log_line *line, const struct statement *statement, enum field field)
{
	g_autoptr(GPtrArray) values = statement_values(statement, field);
	log_line_add_list(line, field_key(field), values);
}

static void add_statement(struct log_line *line, const struct statement *statement)
{
	add_field(line, statement, FIELD_KIND);
	add_field(line, statement, FIELD_DIRECTION);
	log_line_add(line, "peer", statement->peer);
	add_field(line, statement, FIELD_FROM);
	add_field(line, statement, FIELD_TO);
	add_field(line, statement, FIELD_PURPOSE);
	add_field(line, statement, FIELD_DEADLINE);
	g_autoptr(GPtrArray) doubts = g_ptr_array_new();
	for (guint i = 0; i < statement->doubts->len; i++) {
		const struct doubt *doubt = g_ptr_array_index(statement->doubts, i);
		char *name = (char *)(guintptr)doubt_name(doubt->kind);
		if (!g_ptr_array_find(doubts, name, NULL))
			g_ptr_array_add(doubts, name);
	}
	log_line_add_list(line, "doubts", doubts);
}

static void add_receipt(struct log_line *line, const struct store_receipt *receipt)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < receipt->ids->len; i++)
		g_ptr_array_add(ids, g_strdup_printf("%" G_GINT64_FORMAT, g_array_index(receipt->ids, gint64, i)));
	log_line_add_list(line, "id", ids);
	if (!receipt->fresh)
		log_line_add(line, "again", receipt->same_envelope ? "same-envelope" : "other-envelope");
	else if (receipt->possible_duplicate)
		log_line_add(line, "again", "possible-duplicate");
}

/* Of a plan's additions those that are carried out: the record may know better who has the mail already. */
static gboolean is_carried_out(const struct store_receipt *receipt, const char *addr_spec)
{
	for (guint i = 0; receipt != NULL && i < receipt->additions->len; i++)
		if (address_equal(g_ptr_array_index(receipt->additions, i), addr_spec))
			return TRUE;
	return receipt == NULL;
}

static void add_actions(struct log_line *line, const struct plan *plan, const struct store_receipt *receipt)
{
	g_autoptr(GPtrArray) added = g_ptr_array_new(), removed = g_ptr_array_new();
	for (guint i = 0; i < plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(plan->actions, i);
		if (action->kind == ACTION_ADD_RECIPIENT && is_carried_out(receipt, action->name))
			g_ptr_array_add(added, action->name);
		if (action->kind == ACTION_REMOVE_RECIPIENT)
			g_ptr_array_add(removed, action->name);
	}
	log_line_add_list(line, "add", added);
	log_line_add_list(line, "remove", removed);
	if (plan->waiting->len > 0)
		log_line_add_int(line, "waiting", plan->waiting->len);
	if (!plan->edit)
		log_line_add(line, "mode", "observe");
}

static enum log_severity severity_of(const struct report *report)
{
	if (report->error == NULL)
		return LOG_SEVERITY_INFO;
	return report->reply.kind == REPLY_ACCEPT && report->interest != INTEREST_OURS ? LOG_SEVERITY_WARNING : LOG_SEVERITY_ERROR;
}

struct log_line *report_line(const struct report *report, gint64 now, enum log_severity *ret_severity)
{
	const struct intake *intake = report->intake;
	struct log_line *line = log_line_new(report->envelope->queue_id);
	log_line_add(line, "verdict", verdict_word(report));
	if (intake != NULL && intake->receipt != NULL)
		add_receipt(line, intake->receipt);
	if (intake != NULL && intake->message != NULL)
		log_line_add(line, "message-id", intake->message->message_id);
	log_line_add(line, "sender", report->envelope->sender != NULL && *report->envelope->sender != '\0' ? report->envelope->sender : "<>");
	if (intake != NULL && intake->statements != NULL && intake->statements->len > 0) {
		add_statement(line, g_ptr_array_index(intake->statements, 0));
		if (intake->statements->len > 1)
			log_line_add_int(line, "statements", intake->statements->len);
	}
	if (intake != NULL && intake->plan != NULL) {
		add_actions(line, intake->plan, intake->receipt);
		log_line_add_list(line, "rules", intake->plan->rules);
		log_line_add(line, "review", report->intake->review_result);
		if (report->error == NULL)
			log_line_add(line, "reason", intake->plan->reason);
	}
	if (report->reply.code != NULL) {
		g_autofree char *words = g_strdup_printf("%s %s", report->reply.code, report->reply.enhanced);
		log_line_add(line, "reply", words);
	}
	if (report->error != NULL)
		log_line_add(line, "error", report->error->message);
	log_line_add_int(line, "ms", (now - report->began) / 1000);
	*ret_severity = severity_of(report);
	return line;
}

void report_send(const struct report *report)
{
	enum log_severity severity;
	struct log_line *line = report_line(report, clock_monotonic(), &severity);
	log_line_send(line, severity);
}
