/* SPDX-License-Identifier: BSD-2-Clause
 *
 * add.c - liaisonctl add: a statement that came or went by portal or on paper
 *
 * It has no mail, so one is composed of it: the record, its raw mail and the files in it are then what they are for all others.
 * Everything that is stated has a person for its evidence.
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/compose.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include <liaison/mail.h>
#include <liaison/outbox.h>
#include "attach.h"
#include "changing.h"

#define FILES_MAX 100

static struct options { char *by, *received, *text, *number; char **attach; } options;

static const GOptionEntry entries[] = {
	{ "attach", 'a', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.attach, "A file of it; may be given more than once", "FILE" },
	{ "received", 'r', 0, G_OPTION_ARG_FILENAME, &options.received, "When it came or went, if not now: 2026-11-24", "TIME" },
	{ "text", 't', 0, G_OPTION_ARG_FILENAME, &options.text, "Its text is what stands in FILE (\"-\": standard input)", "FILE" },
	{ "number", 'n', 0, G_OPTION_ARG_FILENAME, &options.number, "Its number, if it has one elsewhere", "N" },
	CHANGING_BY(&options.by),
	G_OPTION_ENTRY_NULL
};

struct adding {
	struct settings *settings;
	struct statement *statement;
	const char *by;
	char *text;
	GPtrArray *names, *types, *contents;      /* of the files */
	gint64 received, number;
};

static gboolean set(enum field field, const char *const *values, gpointer data, GError **error)
{
	struct adding *adding = data;

	if (!statement_set(adding->statement, field, values, error))
		return FALSE;
	for (guint i = 0; values[i]; i++) {
		struct evidence *evidence = evidence_new(field, EVIDENCE_PERSON, adding->by, 0, NULL, values[i], 100);

		evidence->chosen = TRUE;
		g_ptr_array_add(adding->statement->evidence, evidence);
	}
	return TRUE;
}

static gboolean parse_received(struct adding *adding, GError **error)
{
	g_autofree char *midnight = NULL;

	adding->received = clock_now();
	if (!options.received)
		return TRUE;
	midnight = g_strdup_printf("%sT00:00:00Z", options.received);
	if (clock_parse(options.received, &adding->received) || clock_parse(midnight, &adding->received))
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "--received is a day or a time, as 2026-11-24 or 2026-11-24T15:00:00Z, not '%s'",
	            options.received);
	return FALSE;
}

static gboolean read_text(struct adding *adding, GError **error)
{
	if (!options.text)
		return TRUE;
	adding->text = file_read_text(options.text, adding->settings->limits.text_size, error);
	return adding->text != NULL;
}

static gboolean read_files(struct adding *adding, GError **error)
{
	for (char **path = options.attach; path && *path; path++) {
		GBytes *content = attach_read(adding->settings, *path, error);
		char *name;

		if (!content)
			return FALSE;
		name = attach_name(*path);
		g_ptr_array_add(adding->contents, content);
		g_ptr_array_add(adding->names, name);
		g_ptr_array_add(adding->types, attach_type(name));
		g_ptr_array_add(adding->statement->attachments, g_strdup(name));
	}
	return TRUE;
}

static gboolean check(struct adding *adding, GError **error)
{
	const struct statement *statement = adding->statement;

	if (!statement->title) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "add needs title=…; see 'liaisonctl help add'");
		return FALSE;
	}
	if (statement->direction == DIRECTION_UNKNOWN) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "add needs direction=incoming or direction=outgoing");
		return FALSE;
	}
	if (options.attach && g_strv_length(options.attach) > FILES_MAX) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "add takes %d files at most", FILES_MAX);
		return FALSE;
	}
	return !options.number || word_to_number(options.number, 1, STORE_FIRST_OTHER - 1, "a number for --number, from 1 on", &adding->number, error);
}

/* From us to us; what it states stands in the record, not in these header fields. */
static struct message *compose(const struct adding *adding, struct store *store, GError **error)
{
	const char *address = adding->settings->organization->coordination ? adding->settings->organization->coordination : "nobody@invalid.example";
	g_autofree struct draft_file *files = g_new0(struct draft_file, adding->contents->len + 1);
	g_autofree char *uuid = g_uuid_string_random();
	g_autofree char *message_id = outbox_message_id(adding->settings, store, uuid, error);
	g_autoptr(GPtrArray) to = g_ptr_array_new();
	g_autoptr(GBytes) mail = NULL;
	struct draft draft = {
		.from = address, .to = to, .subject = adding->statement->title, .text = adding->text ? adding->text : "", .date = adding->received,
		.automatic = DRAFT_GENERATED, .files = files, .file_count = adding->contents->len,
	};

	if (!message_id)
		return NULL;
	g_ptr_array_add(to, (gpointer)(guintptr)address);
	draft.message_id = message_id;
	for (guint i = 0; i < adding->contents->len; i++) {
		files[i].name = g_ptr_array_index(adding->names, i);
		files[i].content_type = g_ptr_array_index(adding->types, i);
		files[i].content = g_ptr_array_index(adding->contents, i);
	}
	mail = compose_mail(&draft);
	return mail_parse(mail, &adding->settings->limits);
}

static gboolean record(struct adding *adding, struct store *store, GError **error)
{
	g_autoptr(message_t) message = compose(adding, store, error);
	g_autoptr(envelope_t) envelope = envelope_new();
	g_autoptr(plan_t) plan = plan_new();
	g_autoptr(GPtrArray) statements = g_ptr_array_new(), jobs = g_ptr_array_new();
	g_autoptr(store_receipt_t) receipt = NULL;
	g_autofree char *line = NULL;
	const struct job_order convert = { .kind = "convert", .key = "convert:%d" };
	const struct store_request request = {
		.message = message, .envelope = envelope, .statements = statements, .plan = plan, .received = adding->received,
		.state = STATE_PENDING, .by = adding->by, .origin = "added by hand", .jobs = jobs, .number = adding->number,
	};

	if (!message)
		return FALSE;
	decision_settle_sides(adding->settings->organization, adding->statement, decision_bit(FIELD_DIRECTION), NULL);
	adding->statement->body = g_steal_pointer(&adding->text);
	g_ptr_array_add(statements, adding->statement);
	g_ptr_array_add(plan->rules, g_strdup("added by hand"));
	plan->verdict = VERDICT_ACCEPT;
	plan->record = TRUE;
	if (adding->contents->len)
		g_ptr_array_add(jobs, (gpointer)(guintptr)&convert);
	receipt = store_put(store, &request, error);
	if (!receipt)
		return FALSE;
	line = g_strdup_printf("%" G_GINT64_FORMAT ": added\n", g_array_index(receipt->ids, gint64, 0));
	return output_text(line, error);
}

static gboolean add(struct adding *adding, struct ctl *ctl, char **words, GError **error)
{
	struct store *store;

	adding->settings = ctl_settings(ctl, error);
	adding->by = options.by ? options.by : ctl->operator;
	adding->statement->kind = KIND_STATEMENT;
	/* files may be readable for root alone */
	if (!adding->settings || !changing_check_text("--by", options.by, error) || !parse_received(adding, error) ||
	    !changing_assignments(words, set, adding, error) || !check(adding, error) || !read_text(adding, error) || !read_files(adding, error))
		return FALSE;
	store = ctl_store(ctl, STORE_CREATE, error);
	return store && record(adding, store, error);
}

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	struct adding adding = {
		.statement = statement_new(),
		.names = g_ptr_array_new_with_free_func(g_free),
		.types = g_ptr_array_new_with_free_func(g_free),
		.contents = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref),
	};
	gboolean good = add(&adding, ctl, words, error);

	statement_free(adding.statement);
	g_ptr_array_unref(adding.names);
	g_ptr_array_unref(adding.types);
	g_ptr_array_unref(adding.contents);
	g_free(adding.text);
	return good;
}

const struct command command_add = {
	.name = "add", .arguments = "FIELD=VALUE…", .summary = "a statement that came or went without mail", .options = entries, .min = 1,
	.max = G_MAXUINT, .run = run,
	.help = "Puts a statement on record that came or went by a portal or on paper: direction=incoming title=… from=\"ITU-T SG15\" to=\"CCAMP WG\" "
	        "purpose=action deadline=2027-03-01, with its files. It is pending; 'liaisonctl post' makes it public. Fields are those of the JSON; a "
	        "list is given by naming its field once for each value.",
};
