/* SPDX-License-Identifier: BSD-2-Clause
 *
 * approve.c - liaisonctl approve: a statement of ours that is held goes out
 */
#include <config.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include "changing.h"

static struct options { char *by; } options;

static const GOptionEntry entries[] = {
	{ "by", 0, 0, G_OPTION_ARG_STRING, &options.by, "Who approves: an approver's address, or one who answers for it", "WHO" },
	G_OPTION_ENTRY_NULL
};

static gboolean check_who(const struct ctl *ctl, const struct record *record, const char *who, GError **error)
{
	g_autoptr(GPtrArray) approvers = decision_approvers(ctl->settings, ctl->store, record, error);
	g_autoptr(GString) names = g_string_new(NULL);

	if (!approvers)
		return FALSE;
	for (guint i = 0; i < approvers->len; i++) {
		const char *approver = g_ptr_array_index(approvers, i);

		if (organization_may_answer(ctl->settings->organization, approver, who))
			return TRUE;
		g_string_append_printf(names, "%s%s", i ? ", " : "", approver);
	}
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "'%s' is not among those who may approve record %" G_GINT64_FORMAT ": %s", who, record->id,
	            names->len ? names->str : "nobody is");
	return FALSE;
}

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_auto(changing_t) changing = { 0 };
	g_autofree char *by = NULL, *waits = NULL, *text = NULL;

	if (!options.by) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "approve needs --by WHO; see 'liaisonctl help approve'");
		return FALSE;
	}
	by = g_strdup_printf("%s (%s)", options.by, ctl->operator);
	if (!changing_begin(&changing, ctl, words[0], by, error) || !check_who(ctl, changing.record, options.by, error) ||
	    !decision_approve(ctl->settings, changing.store, changing.record, options.by, changing.change, &waits, error) ||
	    !store_change(changing.store, changing.change, NULL, error))
		return FALSE;
	if (!waits)
		return TRUE;
	text = g_strdup_printf("noted; it still waits for the approval of %s\n", waits);
	return output_text(text, error);
}

const struct command command_approve = {
	.name = "approve", .arguments = "ID --by WHO", .summary = "let a statement of ours go out that is held", .options = entries, .min = 1, .max = 1, .run = run,
	.help = "Notes that WHO approves statement ID. liaison-worker then sends it as it was planned, and posts it. WHO is the address of one of its "
	        "approvers, or of one who answers for an approver by roles.",
};
