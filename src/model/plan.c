/* SPDX-License-Identifier: BSD-2-Clause
 *
 * plan.c - lists of actions, and their written form
 */
#include <config.h>
#include <string.h>
#include <liaison/plan.h>

const char *verdict_name(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_LET_GO: return "let-go";
	case VERDICT_ACCEPT: return "accept";
	case VERDICT_HOLD: return "hold";
	case VERDICT_TEMPFAIL: return "tempfail";
	case VERDICT_ANSWERED: return "answered";
	}
	return "unknown";
}

const char *action_kind_name(enum action_kind kind)
{
	switch (kind) {
	case ACTION_ADD_RECIPIENT: return "add-recipient";
	case ACTION_REMOVE_RECIPIENT: return "remove-recipient";
	case ACTION_REMOVE_HEADER: return "remove-header";
	case ACTION_ADD_HEADER: return "add-header";
	case ACTION_CHANGE_HEADER: return "change-header";
	case ACTION_POST: return "post";
	}
	return "unknown";
}

void action_free(struct action *action)
{
	if (!action)
		return;
	g_free(action->name);
	g_free(action->value);
	g_free(action->rule);
	g_free(action);
}

struct plan *plan_new(void)
{
	struct plan *plan = g_new0(struct plan, 1);

	plan->edit = TRUE;
	plan->actions = g_ptr_array_new_with_free_func((GDestroyNotify)action_free);
	plan->waiting = g_ptr_array_new_with_free_func((GDestroyNotify)action_free);
	plan->asked = g_ptr_array_new_with_free_func(g_free);
	plan->rules = g_ptr_array_new_with_free_func(g_free);
	return plan;
}

void plan_free(struct plan *plan)
{
	if (!plan)
		return;
	g_ptr_array_unref(plan->actions);
	g_ptr_array_unref(plan->waiting);
	g_ptr_array_unref(plan->asked);
	g_ptr_array_unref(plan->rules);
	g_free(plan->reason);
	g_free(plan);
}

gboolean plan_holds(const struct plan *plan)
{
	return plan->verdict == VERDICT_HOLD && plan->edit;
}

static const struct action *find_action(const GPtrArray *actions, enum action_kind kind, const char *name)
{
	for (guint i = 0; i < actions->len; i++) {
		const struct action *action = g_ptr_array_index(actions, i);

		if (action->kind == kind && g_strcmp0(action->name, name) == 0)
			return action;
	}
	return NULL;
}

const struct action *plan_removal(const GPtrArray *actions, const char *argument)
{
	return find_action(actions, ACTION_REMOVE_RECIPIENT, argument);
}

const char *plan_post_rule(const struct plan *plan)
{
	const struct action *post = find_action(plan->actions, ACTION_POST, NULL);

	return post ? post->rule : NULL;
}

struct action *plan_add(struct plan *plan, enum action_kind kind, const char *name, const char *value, guint index, const char *rule)
{
	struct action *action = g_new0(struct action, 1);

	action->kind = kind;
	action->name = g_strdup(name);
	action->value = g_strdup(value);
	action->index = index;
	action->rule = g_strdup(rule);
	g_ptr_array_add(plan->actions, action);
	return action;
}

/* One line an action, whatever stands in it: the form is read back. */
static void put(GString *text, const char *before, const char *value, const char *after)
{
	g_autofree char *line = g_strdup(value);

	g_strdelimit(line, "\r\n", ' ');
	g_string_append_printf(text, "%s%s%s", before, line, after);
}

static void format_action(GString *text, const struct action *action, const char *prefix)
{
	g_string_append_printf(text, "%s%s", prefix, action_kind_name(action->kind));
	if (action->name)
		put(text, " ", action->name, "");
	if (action->index)
		g_string_append_printf(text, "[%u]", action->index);
	if (action->value)
		put(text, ": ", action->value, "");
	put(text, " (", action->rule, ")\n");
}

char *plan_format(const struct plan *plan)
{
	GString *text = g_string_new(verdict_name(plan->verdict));

	if (plan->record)
		g_string_append(text, ", record");
	if (!plan->edit)
		g_string_append(text, ", no edits");
	if (plan->reason)
		put(text, ": ", plan->reason, "");
	g_string_append_c(text, '\n');
	for (guint i = 0; i < plan->actions->len; i++)
		format_action(text, g_ptr_array_index(plan->actions, i), "");
	for (guint i = 0; i < plan->waiting->len; i++)
		format_action(text, g_ptr_array_index(plan->waiting, i), "waiting: ");
	return g_string_free(text, FALSE);
}

char *plan_expand(const char *value, const char *base_url, gint64 id)
{
	GString *text = g_string_new(NULL);

	for (const char *p = value; *p; p++) {
		if (*p != '%' || !p[1]) {
			g_string_append_c(text, *p);
			continue;
		}
		switch (*++p) {
		case 'u':
			g_string_append(text, base_url);
			if (!g_str_has_suffix(base_url, "/"))
				g_string_append_c(text, '/');
			g_string_append_printf(text, "%" G_GINT64_FORMAT "/", id);
			break;
		case 'd':
			g_string_append_printf(text, "%" G_GINT64_FORMAT, id);
			break;
		case '%':
			g_string_append_c(text, '%');
			break;
		default:
			g_string_append_c(text, '%');
			g_string_append_c(text, *p);
		}
	}
	return g_string_free(text, FALSE);
}
