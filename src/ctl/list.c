/* SPDX-License-Identifier: BSD-2-Clause
 *
 * list.c - liaisonctl list: what is on record, a statement a row
 *
 * Columns are as wide as what stands in them. Where the row is too narrow for the title beside the rest, the title has a
 * line of its own below: better two whole lines than one that is cut everywhere.
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include "ctl.h"
#include "term.h"

#define WIDTH_FOR_ONE_LINE 120
#define PARTIES_MAX 44

static struct options {
	char *state, *direction, *purpose, *kind, *from, *to, *text, *assignee, *sort, *limit;
	gboolean all, open, overdue, oldest_first, json;
} options;

static const GOptionEntry entries[] = {
	{ "state", 's', 0, G_OPTION_ARG_FILENAME, &options.state, "Only pending, approved, posted or dead ones", "STATE" },
	{ "direction", 'd', 0, G_OPTION_ARG_FILENAME, &options.direction, "Only incoming or outgoing ones", "DIRECTION" },
	{ "purpose", 'p', 0, G_OPTION_ARG_FILENAME, &options.purpose, "Only info, action, response or comment", "PURPOSE" },
	{ "kind", 'k', 0, G_OPTION_ARG_FILENAME, &options.kind, "This kind of mail instead of statements", "KIND" },
	{ "all", 'a', 0, G_OPTION_ARG_NONE, &options.all, "Every kind of mail on record", NULL },
	{ "from", 'f', 0, G_OPTION_ARG_FILENAME, &options.from, "Only from this body, peer or mailbox", "TEXT" },
	{ "to", 0, 0, G_OPTION_ARG_FILENAME, &options.to, "Only to this one", "TEXT" },
	{ "open", 'o', 0, G_OPTION_ARG_NONE, &options.open, "Only those that wait for action of ours", NULL },
	{ "overdue", 0, 0, G_OPTION_ARG_NONE, &options.overdue, "Only those of them whose deadline has passed", NULL },
	{ "assignee", 0, 0, G_OPTION_ARG_FILENAME, &options.assignee, "Only those that WHO looks after; \"\": nobody", "WHO" },
	{ "text", 't', 0, G_OPTION_ARG_FILENAME, &options.text, "Only with this in title, bodies, numbers, texts", "TEXT" },
	{ "sort", 0, 0, G_OPTION_ARG_FILENAME, &options.sort, "By received, deadline, title or id", "KEY" },
	{ "limit", 'n', 0, G_OPTION_ARG_FILENAME, &options.limit, "At most so many", "N" },
	{ "oldest-first", 0, 0, G_OPTION_ARG_NONE, &options.oldest_first, "Oldest first, not newest", NULL },
	{ "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, "As a JSON array", NULL },
	G_OPTION_ENTRY_NULL
};

/* ---- the filter ---- */

static gboolean bad_value(const char *option, const char *value, const char *right, GError **error)
{
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "list: --%s is %s, not '%s'", option, right, value);
	return FALSE;
}

static gboolean filter_state(struct store_filter *filter, GError **error)
{
	enum state state;

	if (!options.state)
		return TRUE;
	if (!state_parse(options.state, &state))
		return bad_value("state", options.state, "pending, approved, posted or dead", error);
	filter->state = (int)state;
	return TRUE;
}

static gboolean filter_direction(struct store_filter *filter, GError **error)
{
	enum direction direction;

	if (!options.direction)
		return TRUE;
	if (!direction_parse(options.direction, &direction))
		return bad_value("direction", options.direction, "incoming or outgoing", error);
	filter->direction = (int)direction;
	return TRUE;
}

static gboolean filter_purpose(struct store_filter *filter, GError **error)
{
	enum purpose purpose;

	if (!options.purpose)
		return TRUE;
	if (!purpose_parse(options.purpose, &purpose))
		return bad_value("purpose", options.purpose, "info, action, response or comment", error);
	filter->purpose = (int)purpose;
	return TRUE;
}

static gboolean filter_kind(struct store_filter *filter, GError **error)
{
	enum kind kind = KIND_STATEMENT;

	if (options.kind && options.all) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "list: --kind and --all exclude each other");
		return FALSE;
	}
	if (options.kind && !kind_parse(options.kind, &kind))
		return bad_value("kind", options.kind, "statement, correspondence, notice or automatic", error);
	filter->kind = options.all ? -1 : (int)kind;
	return TRUE;
}

static gboolean filter_texts(struct store_filter *filter, GError **error)
{
	const struct { const char *option; const char *value; } texts[] = {
		{ "from", options.from }, { "to", options.to }, { "text", options.text }, { "assignee", options.assignee },
	};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		if (!texts[i].value || g_utf8_validate(texts[i].value, -1, NULL))
			continue;
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "list: --%s is not UTF-8", texts[i].option);
		return FALSE;
	}
	filter->from = options.from;
	filter->to = options.to;
	filter->text = options.text;
	filter->assignee = options.assignee;
	return TRUE;
}

/* By the time they came, and deadlines nearest first: what is looked at from the top. */
static gboolean filter_sort(struct store_filter *filter, GError **error)
{
	static const struct { const char *word; enum store_sort sort; gboolean down; } words[] = {
		{ "received", STORE_SORT_RECEIVED, TRUE }, { "id", STORE_SORT_ID, TRUE }, { "deadline", STORE_SORT_DEADLINE, FALSE },
		{ "title", STORE_SORT_TITLE, FALSE },
	};
	const char *wanted = options.sort ? options.sort : "received";

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strcmp(words[i].word, wanted) != 0)
			continue;
		filter->sort = words[i].sort;
		filter->newest_first = words[i].down && !options.oldest_first;
		return TRUE;
	}
	return bad_value("sort", wanted, "received, deadline, title or id", error);
}

static gboolean filter_rest(struct store_filter *filter, GError **error)
{
	guint64 limit = 0;

	if (options.limit && !g_ascii_string_to_unsigned(options.limit, 10, 1, G_MAXINT32, &limit, NULL))
		return bad_value("limit", options.limit, "a number from 1", error);
	filter->limit = (gint64)limit;
	filter->open = options.open || options.overdue;
	return TRUE;
}

/* ---- the rows ---- */

enum column { COLUMN_ID, COLUMN_DATE, COLUMN_STATE, COLUMN_DIRECTION, COLUMN_PARTIES, COLUMN_PURPOSE, COLUMN_TITLE, COLUMN_N };
static const char *const headings[COLUMN_N] = { "ID", "RECEIVED", "STATE", "", "FROM → TO", "PURPOSE", "TITLE" };

struct row { char *cell[COLUMN_N]; };

static void row_free(struct row *row)
{
	for (int i = 0; i < COLUMN_N; i++)
		g_free(row->cell[i]);
	g_free(row);
}

static char *join(const GPtrArray *names)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < names->len; i++)
		g_string_append_printf(out, "%s%s", i ? ", " : "", (const char *)g_ptr_array_index(names, i));
	return g_string_free(out->len ? out : g_string_append_c(out, '?'), FALSE);
}

static const char *arrow(enum direction direction)
{
	switch (direction) {
	case DIRECTION_INCOMING: return "↓";
	case DIRECTION_OUTGOING: return "↑";
	default: return "·";
	}
}

/* What it wants and until when; what is no statement says its kind here. */
static char *purpose_and_deadline(const struct record *record)
{
	const struct statement *statement = record->statement;
	g_autofree char *deadline = date_format(statement->deadline);
	const char *purpose = purpose_name(statement->purpose);

	if (statement->kind != KIND_STATEMENT)
		return g_strdup_printf("(%s)", kind_name(statement->kind));
	if (record->taken)
		return g_strdup_printf("%s, taken", purpose ? purpose : "-");
	return g_strdup_printf("%s%s%s", purpose ? purpose : "-", deadline ? " by " : "", deadline ? deadline : "");
}

static struct row *row_new(const struct record *record)
{
	const struct statement *statement = record->statement;
	struct row *row = g_new0(struct row, 1);
	g_autofree char *received = clock_format(record->received);
	g_autofree char *from = join(statement->from);
	g_autofree char *to = join(statement->to);
	g_autofree char *parties = g_strdup_printf("%s → %s", from, to);

	row->cell[COLUMN_ID] = g_strdup_printf("%" G_GINT64_FORMAT, record->id);
	row->cell[COLUMN_DATE] = g_strndup(received, strlen("2026-11-24"));
	row->cell[COLUMN_STATE] = g_strdup(state_name(record->state));
	row->cell[COLUMN_DIRECTION] = g_strdup(arrow(statement->direction));
	row->cell[COLUMN_PARTIES] = term_safe(parties);
	row->cell[COLUMN_PURPOSE] = purpose_and_deadline(record);
	row->cell[COLUMN_TITLE] = term_safe(statement->title ? statement->title : record->redacted ? "(redacted)" : "(no title)");
	return row;
}

static gboolean add_row(const struct record *record, gpointer rows)
{
	g_ptr_array_add(rows, row_new(record));
	return TRUE;
}

/* ---- the table ---- */

struct layout { guint width[COLUMN_N]; guint title_indent; gboolean one_line; };

static guint widest(const GPtrArray *rows, int column)
{
	guint most = term_columns(headings[column]);

	for (guint i = 0; i < rows->len; i++) {
		const struct row *row = g_ptr_array_index(rows, i);

		most = MAX(most, term_columns(row->cell[column]));
	}
	return most;
}

/* All but the parties and the title have their full width; those two share what is left, or have a line each. */
static struct layout layout_make(const GPtrArray *rows, guint width)
{
	struct layout layout = { .one_line = width >= WIDTH_FOR_ONE_LINE };
	guint taken = 0, left;

	for (int column = 0; column < COLUMN_N; column++)
		layout.width[column] = widest(rows, column);
	layout.title_indent = layout.width[COLUMN_ID] + 1;
	for (int column = 0; column < COLUMN_TITLE; column++)
		if (column != COLUMN_PARTIES)
			taken += layout.width[column] + 1;
	left = width > taken + 4 ? width - taken : 4;
	if (!layout.one_line) {
		layout.width[COLUMN_PARTIES] = MIN(layout.width[COLUMN_PARTIES], left);
		layout.width[COLUMN_TITLE] = width > layout.title_indent ? width - layout.title_indent : 1;
		return layout;
	}
	layout.width[COLUMN_PARTIES] = MIN(layout.width[COLUMN_PARTIES], MIN(left / 2, PARTIES_MAX));
	layout.width[COLUMN_TITLE] = left - layout.width[COLUMN_PARTIES] - 1;
	return layout;
}

static void end_line(GString *out)
{
	while (out->len && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	g_string_append_c(out, '\n');
}

static void format_row(GString *out, const struct layout *layout, const char *const *cells, gboolean with_title)
{
	g_autofree char *title = term_cut(cells[COLUMN_TITLE], layout->width[COLUMN_TITLE]);
	guint id_columns = term_columns(cells[COLUMN_ID]);

	g_string_append_printf(out, "%*s", (int)(layout->width[COLUMN_ID] - MIN(id_columns, layout->width[COLUMN_ID])), "");
	g_string_append(out, cells[COLUMN_ID]);
	for (int column = COLUMN_DATE; column < COLUMN_TITLE; column++) {
		g_string_append_c(out, ' ');
		term_pad(out, cells[column], layout->width[column]);
	}
	if (layout->one_line)
		g_string_append_printf(out, " %s", title);
	end_line(out);
	if (layout->one_line || !with_title)
		return;
	g_string_append_printf(out, "%*s%s", (int)layout->title_indent, "", title);
	end_line(out);
}

static gboolean print_table(const GPtrArray *rows, GError **error)
{
	struct layout layout = layout_make(rows, term_width());
	g_autoptr(GString) out = g_string_new(NULL);

	if (!rows->len)
		return TRUE;
	format_row(out, &layout, headings, FALSE);
	for (guint i = 0; i < rows->len; i++) {
		const struct row *row = g_ptr_array_index(rows, i);

		format_row(out, &layout, (const char *const *)row->cell, TRUE);
	}
	return output_text(out->str, error);
}

static gboolean run(struct ctl *ctl, G_GNUC_UNUSED char **words, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)row_free);
	struct store_filter filter = STORE_FILTER_ALL;
	g_autofree char *now = clock_format(clock_now()), *today = g_strndup(now, strlen("2026-11-24"));
	struct store *store;

	if (!filter_state(&filter, error) || !filter_direction(&filter, error) || !filter_purpose(&filter, error) ||
	    !filter_kind(&filter, error) || !filter_texts(&filter, error) || !filter_sort(&filter, error) || !filter_rest(&filter, error))
		return FALSE;
	filter.due_before = options.overdue ? today : NULL;
	store = ctl_store(ctl, STORE_READ, error);
	if (!store)
		return FALSE;
	if (options.json)
		return json_list_records(store, &filter, error);
	return store_list(store, &filter, add_row, rows, error) && print_table(rows, error);
}

const struct command command_list = {
	.name = "list", .arguments = "", .summary = "the statements on record", .options = entries, .run = run,
	.help = "Lists the statements on record, newest first: number, day it was received, state, whether it is incoming (↓) or outgoing (↑), "
	        "who wrote to whom, purpose and deadline, title.\n\n"
	        "'liaisonctl list --open --sort=deadline' shows what waits for action, the nearest deadline first.",
};
