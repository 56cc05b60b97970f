/* SPDX-License-Identifier: BSD-2-Clause
 *
 * actions.c - a plan, bound to what the record answered
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/intake.h>

/* How many recipients does the plan take away, and how many of its additions are still to be carried out? */
static gboolean would_be_empty(const struct intake *intake, const GPtrArray *fresh)
{
	guint removed = 0, added = 0;

	for (guint i = 0; i < intake->plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(intake->plan->actions, i);

		if (action->kind == ACTION_REMOVE_RECIPIENT)
			removed++;
		else if (action->kind == ACTION_ADD_RECIPIENT && addresses_have(fresh, action->name))
			added++;
	}
	return removed && !added && removed >= intake->envelope->recipients->len;
}

static void copy(GPtrArray *actions, const struct action *action, const char *value)
{
	struct action *bound = g_new0(struct action, 1);

	bound->kind = action->kind;
	bound->name = g_strdup(action->name);
	bound->value = g_strdup(value);
	bound->index = action->index;
	bound->rule = g_strdup(action->rule);
	g_ptr_array_add(actions, bound);
}

GPtrArray *intake_actions(const struct intake *intake)
{
	GPtrArray *actions = g_ptr_array_new_with_free_func((GDestroyNotify)action_free);
	const struct store_receipt *receipt = intake->receipt;
	gint64 id = receipt && receipt->ids->len ? g_array_index(receipt->ids, gint64, 0) : 0;
	gboolean all;

	if (!intake->plan->edit)
		return actions;
	/* Another copy of a mail on record: who has it already is not given it again. But where that would leave nobody, twice is
	 * better than never: the first copy may have been refused by what stands behind us. */
	all = !receipt || would_be_empty(intake, receipt->additions);
	for (guint i = 0; i < intake->plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(intake->plan->actions, i);
		g_autofree char *value = NULL;

		if (action->kind == ACTION_ADD_RECIPIENT && !all && !addresses_have(receipt->additions, action->name))
			continue;
		/* A header field that names a record needs one. */
		if (action->kind == ACTION_ADD_HEADER && action->value && strchr(action->value, '%') && !id)
			continue;
		if (action->value)
			value = plan_expand(action->value, intake->settings->publish.base_url, id);
		copy(actions, action, value);
	}
	return actions;
}
