/* SPDX-License-Identifier: BSD-2-Clause
 *
 * late-copy.c - a mail that has been approved came once more, in an envelope that is held: whom did nothing reach?
 *
 * The MTA before us may split the recipients of a mail, and part of them may come hours later. As long as it has not gone out, its release takes in all
 * envelopes that were held. After that nothing does, and the MTA has been told that all is well.
 */
#include <config.h>
#include "held.h"
#include "kinds.h"
#include "pass-on.h"

static void tell(const struct worker *worker, const struct record *record, const GPtrArray *missed, struct change *change)
{
	g_autoptr(GString) text = g_string_new(NULL), forward = g_string_new(NULL);
	char *subject = g_strdup_printf("Liaison statement %" G_GINT64_FORMAT " has not reached everybody", record->id);

	g_string_printf(text, "Record %" G_GINT64_FORMAT ", \"%s\", had gone out when it came once more, in an envelope that was held.\n"
	                "Nobody has given it to these, whom only that envelope names:\n\n", record->id, pass_on_title(record));
	g_string_printf(forward, "\nTo send it to them: liaisonctl forward %" G_GINT64_FORMAT, record->id);
	for (guint i = 0; i < missed->len; i++) {
		g_string_append_printf(text, "  %s\n", (const char *)g_ptr_array_index(missed, i));
		g_string_append_printf(forward, " %s", (const char *)g_ptr_array_index(missed, i));
	}
	g_string_append_printf(text, "%s\n", forward->str);
	pass_on_tell(worker, record, subject, g_string_free(g_steal_pointer(&text), FALSE), change);
}

static gboolean run(const struct worker *worker, const struct job *job, struct outcome *outcome, GError **error)
{
	g_autoptr(record_t) record = store_get(worker->store, job->statement, error);
	g_autoptr(GPtrArray) missed = NULL;

	if (!record)
		return FALSE;
	if (record->state != STATE_POSTED || record->redacted) {
		outcome->output = g_strdup("it has not gone out: its release takes in all envelopes");
		return TRUE;
	}
	missed = held_missed(worker, record, error);
	if (!missed)
		return FALSE;
	if (missed->len == 0) {
		outcome->output = g_strdup("all whom it is for have it");
		return TRUE;
	}
	outcome->change = change_new(record->id, "(System)", FALSE, worker->now);
	tell(worker, record, missed, outcome->change);
	return TRUE;
}

const struct worker_kind kind_late_copy = { "late-copy", 0, run };
