/* SPDX-License-Identifier: BSD-2-Clause
 *
 * plan-text.c - a plan as lines for people
 */
#include <config.h>
#include <liaison/notice.h>
#include "plan-text.h"
#include "term.h"

#define INDENT 18
#define RULE_COLUMN 50

/* "what   whom or what        by rule", the rule on a line of its own where it does not fit beside. */
static void put_line(GString *out, const char *what, const char *whom, const char *rule, guint width)
{
	g_autofree char *safe_whom = term_safe(whom), *safe_rule = term_safe(rule);
	guint beside = MAX(RULE_COLUMN, INDENT + 1 + term_columns(safe_whom));

	term_pad(out, what, INDENT);
	if (!*safe_rule || beside + 1 + term_columns(safe_rule) > width) {
		term_wrap(out, safe_whom, INDENT, width);
		if (*safe_rule)
			term_labelled(out, "", INDENT + 2, safe_rule, width);
		return;
	}
	g_string_append(out, safe_whom);
	g_string_append_printf(out, "%*s%s\n", (int)(beside - INDENT - term_columns(safe_whom)), "", safe_rule);
}

/* Everybody of the envelope, those who are taken out too. */
static void put_recipients(GString *out, const struct plan *plan, const struct envelope *envelope, guint width)
{
	for (guint i = 0; envelope && i < envelope->recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(envelope->recipients, i);
		const struct action *removal = plan_removal(plan->actions, recipient->argument);

		put_line(out, removal ? "  taken out" : "  stays", recipient->addr_spec, removal ? removal->rule : "", width);
	}
}

/* No record, no number yet: the words say where one will stand. */
static char *expand(const char *value, const char *base_url)
{
	GString *out = g_string_new(NULL);

	for (const char *p = value ? value : ""; *p; p++) {
		if (*p != '%' || !p[1]) {
			g_string_append_c(out, *p);
			continue;
		}
		p++;
		if (*p == 'u')
			g_string_append_printf(out, "%s%sN/", base_url ? base_url : "",
			                       base_url && *base_url && !g_str_has_suffix(base_url, "/") ? "/" : "");
		else if (*p == 'd')
			g_string_append_c(out, 'N');
		else
			g_string_append_c(out, *p);
	}
	return g_string_free(out, FALSE);
}

static void put_action(GString *out, const struct action *action, const char *base_url, gboolean waiting, guint width)
{
	g_autofree char *value = expand(action->value, base_url);
	g_autofree char *field = NULL;

	switch (action->kind) {
	case ACTION_REMOVE_RECIPIENT:        /* shown with the envelope */
		return;
	case ACTION_ADD_RECIPIENT:
		put_line(out, waiting ? "  waits" : "  added", action->name, action->rule, width);
		return;
	case ACTION_POST:
		put_line(out, "  posted", "on the public record", action->rule, width);
		return;
	case ACTION_REMOVE_HEADER:
		field = g_strdup_printf("%s (number %u)", action->name, action->index);
		put_line(out, "  field removed", field, action->rule, width);
		return;
	case ACTION_CHANGE_HEADER:
	case ACTION_ADD_HEADER:
		field = g_strdup_printf("%s: %s", action->name, value);
		put_line(out, action->kind == ACTION_ADD_HEADER ? "  field added" : "  field set", field, action->rule, width);
		return;
	}
}

static const char *verdict_words(const struct plan *plan)
{
	switch (plan->verdict) {
	case VERDICT_LET_GO: return "let go: none of our business, nothing is changed";
	case VERDICT_HOLD: return "hold: recorded, then kept back until it is approved";
	case VERDICT_TEMPFAIL: return "cannot tell now: refused for the time being (451)";
	case VERDICT_ANSWERED: return "taken: an answer to a request for approval or review";
	case VERDICT_ACCEPT: break;
	}
	return plan->record ? "accept: recorded, then passed on" : "accept: passed on without a record";
}

static char *join(const GPtrArray *texts)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < texts->len; i++)
		g_string_append_printf(out, "%s%s", i ? ", " : "", (const char *)g_ptr_array_index(texts, i));
	return g_string_free(out, FALSE);
}

void plan_text(GString *out, const struct plan *plan, const struct envelope *envelope, const char *base_url, guint width)
{
	g_autofree char *rules = join(plan->rules);

	put_line(out, "Verdict", verdict_words(plan), "", width);
	if (plan->reason)
		put_line(out, "Because", plan->reason, "", width);
	if (!plan->edit && plan->verdict != VERDICT_LET_GO)
		put_line(out, "Mode", "observe: none of the following is carried out", "", width);
	put_recipients(out, plan, envelope, width);
	for (guint i = 0; i < plan->actions->len; i++)
		put_action(out, g_ptr_array_index(plan->actions, i), base_url, FALSE, width);
	for (guint i = 0; i < plan->waiting->len; i++)
		put_action(out, g_ptr_array_index(plan->waiting, i), base_url, TRUE, width);
	if (plan->waiting->len)
		put_line(out, "", "Who waits gets the mail when a person posts the record.", "", width);
	if (*rules)
		put_line(out, "Rules", rules, "", width);
}

void plan_text_notices(GString *out, const GPtrArray *notices, guint width)
{
	for (guint i = 0; i < notices->len; i++) {
		const struct notice *notice = g_ptr_array_index(notices, i);
		g_autofree char *whom = g_strdup_printf("%s to %s", notice_kind_name(notice->kind), notice->to);

		put_line(out, "  mail of ours", whom, notice->rule, width);
	}
}
