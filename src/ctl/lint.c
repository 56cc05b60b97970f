/* SPDX-License-Identifier: BSD-2-Clause
 *
 * lint.c - liaisonctl lint: what a statement lacks before it is sent
 */
#include <config.h>
#include <liaison/intake.h>
#include <liaison/lint.h>
#include "ctl.h"
#include "fields.h"
#include "term.h"

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	struct settings *settings = ctl_settings(ctl, error);
	g_autoptr(envelope_t) envelope = envelope_new();
	g_autoptr(GBytes) raw = settings ? file_read_mail(words[0], settings->limits.message_size, error) : NULL;
	g_autoptr(intake_t) intake = NULL;
	g_autoptr(GString) out = g_string_new(NULL);

	if (!raw || !ctl_become_user(ctl, FALSE, error))
		return FALSE;
	intake = intake_read(settings, INTEREST_OURS, envelope, raw, NULL, NULL, error);
	if (!intake)
		return FALSE;
	for (guint i = 0; i < intake->statements->len; i++) {
		struct statement *statement = g_ptr_array_index(intake->statements, i);

		if (i)
			g_string_append_c(out, '\n');
		/* a draft in a file was sent by nobody yet */
		doubts_remove(statement->doubts, DOUBT_UNAUTHENTICATED);
		doubts_remove(statement->doubts, DOUBT_CLAIMS_OURS);
		lint_statement(intake->message, statement);
		fields_format_doubts(out, statement, term_width());
		if (!statement->doubts->len)
			g_string_append(out, "nothing to say against it\n");
	}
	return output_text(out->str, error);
}

const struct command command_lint = {
	.name = "lint", .arguments = "MESSAGE", .summary = "what a statement lacks before it is sent", .min = 1, .max = 1, .run = run,
	.help = "Reads the mail in the file MESSAGE (\"-\" is the standard input) as a statement that we are about to send, and says what it lacks: a "
	        "purpose, a deadline where action is asked for, plain text, attachments that everybody can read, the level of consensus, and the status "
	        "of the drafts and RFCs that it refers to. Nothing is recorded or sent.",
};
