/* SPDX-License-Identifier: BSD-2-Clause
 *
 * show.c - liaisonctl show: one statement on record, on one screen
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/json.h>
#include "ctl.h"
#include "fields.h"
#include "term.h"

#define BODY_LINES 12
#define EVENTS_MAX 12

static struct options { gboolean json, full, evidence; } options;

static const GOptionEntry entries[] = {
	{ "evidence", 'e', 0, G_OPTION_ARG_NONE, &options.evidence, "Where each value stood, and what was decided", NULL },
	{ "full", 'f', 0, G_OPTION_ARG_NONE, &options.full, "The whole text and history", NULL },
	{ "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, "Everything as one JSON object", NULL },
	G_OPTION_ENTRY_NULL
};

static void put(GString *out, const char *label, const char *text, guint width)
{
	g_autofree char *safe = term_safe(text);

	term_labelled(out, label, FIELDS_INDENT, safe, width);
}

static void put_day(GString *line, const char *what, gint64 time)
{
	g_autofree char *text = time ? clock_format(time) : NULL;

	if (text)
		g_string_append_printf(line, ", %s %.10s", what, text);
}

static void put_head(GString *out, const struct record *record, guint width)
{
	g_autofree char *received = clock_format(record->received);
	g_autoptr(GString) line = g_string_new(NULL);

	g_string_printf(line, "%" G_GINT64_FORMAT " (%s), received %s", record->id, state_name(record->state), received);
	put_day(line, "posted", record->posted);
	put_day(line, "dead", record->state == STATE_DEAD ? record->dead : 0);
	put_day(line, "redacted", record->redacted);
	put(out, "Statement", line->str, width);
}

/* What a coordinator asks first: does it wait for us, until when, and who looks after it? */
static void put_action(GString *out, const struct record *record, guint width)
{
	const struct statement *statement = record->statement;
	g_autofree char *now = clock_format(clock_now()), *deadline = date_format(statement->deadline);
	g_autoptr(GString) line = g_string_new(NULL);

	if (record->taken) {
		g_autofree char *taken = clock_format(record->taken);

		g_string_printf(line, "taken %.10s", taken);
		if (record->taken_by)
			g_string_append_printf(line, " by statement %" G_GINT64_FORMAT, record->taken_by);
		if (record->taken_url)
			g_string_append_printf(line, ", %s", record->taken_url);
	} else if (statement->direction == DIRECTION_INCOMING && statement->purpose == PURPOSE_ACTION && record->state != STATE_DEAD) {
		g_string_assign(line, "required");
		if (deadline)
			g_string_append_printf(line, " by %s%s", deadline, strncmp(deadline, now, strlen(deadline)) < 0 ? ": OVERDUE" : "");
	}
	if (line->len)
		put(out, "Action", line->str, width);
	if (record->assignee)
		put(out, "Assignee", record->assignee, width);
}

static void put_results(GString *out, const struct record_attachment *file, guint width)
{
	for (guint i = 0; i < file->results->len; i++) {
		const struct record_result *result = g_ptr_array_index(file->results, i);
		g_autofree char *size = g_format_size_full((guint64)MAX(result->size, 0), G_FORMAT_SIZE_IEC_UNITS);
		g_autofree char *line = g_strdup_printf("→ %s (%s%s, %s%s%s)", result->name ? result->name : "without a name",
		                                        result->for_reading ? "read as " : "", result->content_type, size, result->tool ? ", by " : "",
		                                        result->tool ? result->tool : "");

		put(out, "", line, width);
	}
}

static void put_files(GString *out, const struct record *record, guint width)
{
	for (guint i = 0; i < record->attachments->len; i++) {
		const struct record_attachment *file = g_ptr_array_index(record->attachments, i);
		g_autofree char *size = g_format_size_full((guint64)MAX(file->size, 0), G_FORMAT_SIZE_IEC_UNITS);
		g_autofree char *line = g_strdup_printf("%s (%s, %s)", file->name ? file->name : "without a name", file->content_type, size);

		put(out, i ? "" : "Files", line, width);
		put_results(out, file, width);
	}
}

/* The Datatracker's words say which way round only to who knows them. */
static void put_relation(GString *out, const struct record_relation *relation, gboolean ours, guint width)
{
	g_autofree char *other = g_strdup_printf("%" G_GINT64_FORMAT, relation->other);
	const char *kind = relation->kind ? relation->kind : "?";
	const char *label = strcmp(kind, "refold") == 0 ? (ours ? "In reply to" : "Answered by")
	                  : strcmp(kind, "supersedes") == 0 ? (ours ? "Supersedes" : "Superseded by") : kind;

	put(out, label, other, width);
}

static void put_relations(GString *out, const struct record *record, guint width)
{
	for (guint i = 0; i < record->relations->len; i++)
		put_relation(out, g_ptr_array_index(record->relations, i), TRUE, width);
	for (guint i = 0; i < record->related->len; i++)
		put_relation(out, g_ptr_array_index(record->related, i), FALSE, width);
	for (guint i = 0; i < record->also->len; i++) {
		g_autofree char *line = g_strdup_printf("%" G_GINT64_FORMAT, g_array_index(record->also, gint64, i));

		put(out, i ? "" : "Same mail", line, width);
	}
}

static void put_events(GString *out, const struct record *record, guint width)
{
	const guint first = options.full || record->events->len <= EVENTS_MAX ? 0 : record->events->len - EVENTS_MAX;

	if (first) {
		g_autofree char *line = g_strdup_printf("(%u earlier events: --full)", first);

		put(out, "History", line, width);
	}
	for (guint i = first; i < record->events->len; i++) {
		const struct record_event *event = g_ptr_array_index(record->events, i);
		g_autofree char *time = clock_format(event->time);
		g_autofree char *line = g_strdup_printf("%s %s by %s%s%s", time, event_kind_name(event->kind), event->by ? event->by : "?",
		                                        event->text ? ": " : "", event->text ? event->text : "");

		put(out, i ? "" : "History", line, width);
	}
}

static void put_body(GString *out, const struct statement *statement, guint width)
{
	g_auto(GStrv) lines = g_strsplit(statement->body ? statement->body : "", "\n", -1);
	guint count = g_strv_length(lines), shown = 0;

	while (count && !*g_strstrip(lines[count - 1]))
		count--;
	if (!count)
		return;
	g_string_append_c(out, '\n');
	for (; shown < count && (options.full || shown < BODY_LINES); shown++) {
		g_autofree char *safe = term_safe(lines[shown]);

		g_string_append(out, *safe ? "  " : "");
		term_wrap(out, safe, 2, width);
	}
	if (shown < count)
		g_string_append_printf(out, "  (%u more lines: --full)\n", count - shown);
}

static void put_decided(GString *out, const struct record *record, guint width)
{
	g_auto(GStrv) lines = g_strsplit(record->plan ? record->plan : "", "\n", -1);

	for (char **line = lines; *line; line++)
		if (**line)
			put(out, line == lines ? "Decided" : "", *line, width);
}

static char *record_text(const struct record *record, guint width)
{
	GString *out = g_string_new(NULL);

	put_head(out, record, width);
	put_action(out, record, width);
	fields_format(out, record->statement, options.evidence, width);
	put(out, "Message-ID", record->message_id ? record->message_id : "none", width);
	put_files(out, record, width);
	put_relations(out, record, width);
	put_events(out, record, width);
	if (options.evidence)
		put_decided(out, record, width);
	if (record->statement->doubts->len)
		g_string_append(out, "\nDOUBTS\n");
	fields_format_doubts(out, record->statement, width);
	put_body(out, record->statement, width);
	return g_string_free(out, FALSE);
}

static gboolean print_json(struct store *store, const struct record *record, GError **error)
{
	g_autoptr(GPtrArray) also = records_also(store, record, -1, error);
	g_autofree char *text = also ? json_record(record, also, TRUE, TRUE) : NULL;

	return text && output_text(text, error) && output_text("\n", error);
}

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_autoptr(record_t) record = NULL;
	g_autofree char *text = NULL;
	struct store *store;
	gint64 id;

	if (!word_to_id(words[0], &id, error))
		return FALSE;
	store = ctl_store(ctl, STORE_READ, error);
	record = store ? store_get(store, id, error) : NULL;
	if (!record)
		return FALSE;
	if (options.json)
		return print_json(store, record, error);
	text = record_text(record, term_width());
	return output_text(text, error);
}

const struct command command_show = {
	.name = "show", .arguments = "ID", .summary = "one statement on record", .options = entries, .min = 1, .max = 1, .run = run,
	.help = "Shows statement ID: whether it waits for action and who looks after it, what it states, its files and what was made of them, its "
	        "relations, its history, the doubts, and the beginning of its text.",
};
