/* SPDX-License-Identifier: BSD-2-Clause
 *
 * inspect.c - liaisonctl inspect: what a mail states, how we know, and what would be done with it
 *
 * Needs no record and makes none. Without an envelope the mail is taken as if it had come to a liaison address, since that is
 * the question that a person who holds a file has.
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include <liaison/intake.h>
#include <liaison/json.h>
#include <liaison/mail.h>
#include <liaison/text.h>
#include "ctl.h"
#include "fields.h"
#include "plan-text.h"
#include "term.h"

#define ENVELOPE_MAX (1024 * 1024)

static struct options { char *explain, *envelope; gboolean json; } options;

static const GOptionEntry entries[] = {
	{ "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, "Everything as one JSON object", NULL },
	{ "explain", 'e', 0, G_OPTION_ARG_FILENAME, &options.explain, "Only FIELD, with all that spoke for it", "FIELD" },
	{ "envelope", 0, 0, G_OPTION_ARG_FILENAME, &options.envelope, "Sender and recipients: \"from A\", \"rcpt A\" lines", "FILE" },
	G_OPTION_ENTRY_NULL
};

/* ---- the input ---- */

static struct envelope *read_envelope(const char *path, GError **error)
{
	g_autoptr(GBytes) bytes = NULL;
	g_autofree char *text = NULL;
	struct envelope *envelope;
	const void *data;
	gsize length;

	if (!path)
		return envelope_new();
	bytes = file_read(path, ENVELOPE_MAX, error);
	if (!bytes)
		return NULL;
	data = g_bytes_get_data(bytes, &length);
	text = text_make_valid(data, length, G_MAXSIZE / 4, NULL);
	envelope = envelope_parse(text, error);
	if (!envelope)
		g_prefix_error(error, "envelope '%s': ", path);
	return envelope;
}

/* ---- the answer ---- */

static void heading(GString *out, const char *text)
{
	g_string_append_printf(out, "%s%s\n", out->len ? "\n" : "", text);
}

static void format_statement(GString *out, const struct intake *intake, guint index, guint width)
{
	const struct statement *statement = g_ptr_array_index(intake->statements, index);

	if (intake->statements->len > 1) {
		g_autofree char *title = g_strdup_printf("STATEMENT %u OF %u IN THIS MAIL", index + 1, intake->statements->len);

		heading(out, title);
	} else {
		heading(out, "WHAT IT STATES");
	}
	fields_format(out, statement, TRUE, width);
	heading(out, "DOUBTS");
	fields_format_doubts(out, statement, width);
	if (!statement->doubts->len)
		g_string_append(out, "none\n");
}

static char *inspection_text(const struct intake *intake, guint width)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < intake->statements->len; i++)
		format_statement(out, intake, i, width);
	heading(out, "WHAT WOULD BE DONE");
	if (!intake->envelope->sender)
		g_string_append(out, "(no envelope given: as if it came to a liaison address)\n");
	plan_text(out, intake->plan, intake->envelope, intake->settings->publish.base_url, width);
	plan_text_notices(out, intake->notices, width);
	return g_string_free(out, FALSE);
}

static char *explanation_text(const struct intake *intake, enum field field, guint width)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < intake->statements->len; i++) {
		if (i)
			g_string_append(out, "\n\n");
		fields_explain(out, g_ptr_array_index(intake->statements, i), field, width);
	}
	return g_string_free(out, FALSE);
}

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	struct settings *settings = NULL;
	g_autoptr(envelope_t) envelope = NULL;
	g_autoptr(GBytes) raw = NULL;
	g_autoptr(intake_t) intake = NULL;
	g_autofree char *text = NULL;
	enum field field = FIELD_N;
	enum interest interest;

	if (options.explain && !fields_parse(options.explain, &field, error))
		return FALSE;
	settings = ctl_settings(ctl, error);
	envelope = settings ? read_envelope(options.envelope, error) : NULL;
	raw = envelope ? file_read_mail(words[0], settings->limits.message_size, error) : NULL;
	/* The files may be readable for root alone; what a stranger wrote is taken apart with less. */
	if (!raw || !ctl_become_user(ctl, FALSE, error))
		return FALSE;
	interest = envelope->sender ? route_interest(settings->organization, envelope) : INTEREST_OURS;
	intake = intake_read(settings, interest, envelope, raw, NULL, NULL, error);
	if (!intake)
		return FALSE;
	if (options.json) {
		text = json_inspection(intake->message, intake->statements, intake->plan, intake->notices);
		return output_text(text, error) && output_text("\n", error);
	}
	text = options.explain ? explanation_text(intake, field, term_width()) : inspection_text(intake, term_width());
	return output_text(text, error);
}

const struct command command_inspect = {
	.name = "inspect", .arguments = "MESSAGE", .summary = "what a mail states, and what would be done with it",
	.options = entries, .min = 1, .max = 1, .run = run,
	.help = "Reads the mail in the file MESSAGE (\"-\" is the standard input) and shows what it states, where each value stood and how "
	        "sure that is (0 to 100), the doubts, and the plan: who would get it by which rule, what would be written into it, whether it "
	        "would be held. Nothing is recorded or sent, and no record is needed.\n\n"
	        "Without --envelope the mail is taken as if it had come to a liaison address.",
};
