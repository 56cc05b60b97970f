/* SPDX-License-Identifier: BSD-2-Clause
 *
 * stats.c - liaisonctl stats: how much is on record, for people, programs and Prometheus
 *
 * One table says every figure once: its metric, its key, its words. The three formats are three ways to walk it.
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include <liaison/json.h>
#include "ctl.h"
#include "prometheus.h"
#include "term.h"

static struct options { char *format; gboolean json; } options;

static const GOptionEntry entries[] = {
	{ "format", 'f', 0, G_OPTION_ARG_FILENAME, &options.format, "plain, json or prometheus", "FORMAT" },
	{ "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, "The same as --format=json", NULL },
	G_OPTION_ENTRY_NULL
};

enum unit { UNIT_COUNT, UNIT_BYTES, UNIT_TIME };

struct figure {
	const char *metric, *key, *words;
	enum unit unit;
	gsize offset;                    /* of the gint64 in struct store_stats; the first one where there are many */
	const char *label;               /* NULL: one value */
	int count;
	const char *(*name)(int value);  /* of the label's values; NULL answers: "unknown" */
};

static const char *name_of_state(int value) { return state_name((enum state)value); }
static const char *name_of_kind(int value) { return kind_name((enum kind)value); }
static const char *name_of_purpose(int value) { return purpose_name((enum purpose)value); }
static const char *name_of_direction(int value) { return direction_name((enum direction)value); }

#define ONE(member) .offset = G_STRUCT_OFFSET(struct store_stats, member), .count = 1
#define MANY(member, what, n) .offset = G_STRUCT_OFFSET(struct store_stats, member), .label = #what, .count = (n), .name = name_of_##what

static const struct figure figures[] = {
	{ .metric = "liaison_records", .key = "records", .words = "Records", ONE(records) },
	{ .metric = "liaison_messages", .key = "messages", .words = "Mails they came in", ONE(messages) },
	{ .metric = "liaison_records_by_state", .key = "by_state", .words = "Records by state", MANY(by_state, state, STATE_N) },
	{ .metric = "liaison_records_by_kind", .key = "by_kind", .words = "Records by kind of mail", MANY(by_kind, kind, KIND_N) },
	{ .metric = "liaison_records_by_direction", .key = "by_direction", .words = "Records by direction",
	  MANY(by_direction, direction, DIRECTION_N) },
	{ .metric = "liaison_records_by_purpose", .key = "by_purpose", .words = "Records by purpose", MANY(by_purpose, purpose, PURPOSE_N) },
	{ .metric = "liaison_records_with_doubts", .key = "with_doubts", .words = "Records with doubts", ONE(with_doubts) },
	{ .metric = "liaison_resent", .key = "resent", .words = "Mails that came again", ONE(resent) },
	{ .metric = "liaison_attachments", .key = "attachments", .words = "Attachments", ONE(attachments) },
	{ .metric = "liaison_content_bytes", .key = "content_bytes", .words = "Size of what is stored", .unit = UNIT_BYTES, ONE(content_bytes) },
	{ .metric = "liaison_database_bytes", .key = "database_bytes", .words = "Size of the database", .unit = UNIT_BYTES, ONE(database_bytes) },
	{ .metric = "liaison_oldest_received_seconds", .key = "oldest", .words = "Oldest was received", .unit = UNIT_TIME, ONE(oldest) },
	{ .metric = "liaison_newest_received_seconds", .key = "newest", .words = "Newest was received", .unit = UNIT_TIME, ONE(newest) },
};

static gint64 value_of(const struct store_stats *stats, const struct figure *figure, int index)
{
	gint64 value;

	memcpy(&value, (const char *)stats + figure->offset + (gsize)index * sizeof value, sizeof value);
	return value;
}

static const char *name_of(const struct figure *figure, int index)
{
	const char *name = figure->name(index);

	return name ? name : "unknown";
}

/* ---- for people ---- */

static char *format_value(const struct figure *figure, gint64 value)
{
	switch (figure->unit) {
	case UNIT_BYTES: return g_format_size_full((guint64)MAX(value, 0), G_FORMAT_SIZE_IEC_UNITS);
	case UNIT_TIME: return value > 0 ? clock_format(value) : g_strdup("-");
	default: return g_strdup_printf("%" G_GINT64_FORMAT, value);
	}
}

static char *stats_plain(const struct store_stats *stats)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(figures); i++) {
		const struct figure *figure = &figures[i];

		term_pad(out, figure->words, 26);
		for (int n = 0; n < figure->count; n++) {
			g_autofree char *value = format_value(figure, value_of(stats, figure, n));

			g_string_append_printf(out, "%s%s%s%s", n ? ", " : "", figure->label ? name_of(figure, n) : "",
			                       figure->label ? " " : "", value);
		}
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

/* ---- for programs ---- */

static void put_value(struct json *json, const char *name, const struct figure *figure, gint64 value)
{
	if (figure->unit == UNIT_TIME)
		json_time(json, name, value);
	else
		json_int(json, name, value);
}

static char *stats_json(const struct store_stats *stats)
{
	struct json *json = json_new(TRUE);
	g_autofree char *text = NULL;

	json_begin_object(json, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(figures); i++) {
		const struct figure *figure = &figures[i];

		if (!figure->label) {
			put_value(json, figure->key, figure, value_of(stats, figure, 0));
			continue;
		}
		json_begin_object(json, figure->key);
		for (int n = 0; n < figure->count; n++)
			put_value(json, name_of(figure, n), figure, value_of(stats, figure, n));
		json_end_object(json);
	}
	json_end_object(json);
	text = json_finish(json);
	return g_strconcat(text, "\n", NULL);
}

static char *stats_prometheus(const struct store_stats *stats)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(figures); i++) {
		const struct figure *figure = &figures[i];
		gint64 divisor = figure->unit == UNIT_TIME ? G_USEC_PER_SEC : 1;

		prometheus_family(out, figure->metric, figure->words);
		for (int n = 0; n < figure->count; n++)
			prometheus_sample(out, figure->metric, figure->label, figure->label ? name_of(figure, n) : NULL,
			                  value_of(stats, figure, n) / divisor);
	}
	return g_string_free(out, FALSE);
}

static gboolean run(struct ctl *ctl, G_GNUC_UNUSED char **words, GError **error)
{
	static const struct { const char *name; char *(*make)(const struct store_stats *); } formats[] = {
		{ "plain", stats_plain }, { "json", stats_json }, { "prometheus", stats_prometheus },
	};
	const char *format = options.json ? "json" : options.format ? options.format : "plain";
	struct store_stats stats = { 0 };
	struct store *store;

	for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
		g_autofree char *text = NULL;

		if (strcmp(format, formats[i].name) != 0)
			continue;
		store = ctl_store(ctl, STORE_READ, error);
		if (!store || !store_get_stats(store, &stats, error))
			return FALSE;
		text = formats[i].make(&stats);
		return output_text(text, error);
	}
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "stats: --format is plain, json or prometheus, not '%s'", format);
	return FALSE;
}

const struct command command_stats = {
	.name = "stats", .arguments = "", .summary = "how much is on record", .options = entries, .run = run,
	.help = "Counts what is on record. --format=prometheus is the text format that Prometheus reads, for a node exporter's text file "
	        "collector.",
};
