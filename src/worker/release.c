/* SPDX-License-Identifier: BSD-2-Clause
 *
 * release.c - a statement of ours that was held and is approved goes out, as it was planned when it came
 *
 * By the normal way, so that whatever signs mail of ours signs it; the filter knows it by its envelope sender and lets it pass.
 */
#include <config.h>
#include <liaison/mail.h>
#include <liaison/plan.h>
#include "held.h"
#include "kinds.h"
#include "pass-on.h"

static GBytes *edited(const struct worker *worker, const struct record *record, const struct plan *plan, GBytes *raw)
{
	for (guint i = 0; i < plan->actions->len; i++) {
		struct action *action = g_ptr_array_index(plan->actions, i);
		char *value = action->value ? plan_expand(action->value, worker->settings->publish.base_url ? worker->settings->publish.base_url : "", held_number(record)) : NULL;

		g_free(action->value);
		action->value = value;
	}
	return mail_edit_header(raw, plan->actions);
}

static gboolean send_it(const struct worker *worker, const struct record *record, const struct plan *plan, struct change *change,
                        G_GNUC_UNUSED struct outcome *outcome, G_GNUC_UNUSED gboolean *ret_all, GError **error)
{
	g_autoptr(GPtrArray) recipients = held_missed(worker, record, error);
	g_autoptr(GBytes) raw = recipients ? store_get_raw(worker->store, record->id, error) : NULL;
	g_autoptr(GBytes) mail = raw ? edited(worker, record, plan, raw) : NULL;

	return mail && (recipients->len == 0 || pass_on(worker, mail, recipients, change, error));
}

static gboolean run(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	return held_run(worker, job, send_it, outcome, error);
}

const struct worker_kind kind_release = { "release", 0, run };
