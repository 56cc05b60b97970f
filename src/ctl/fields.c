/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fields.c - a statement as lines for people
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include "fields.h"
#include "term.h"

#define RUNNERS_UP_MAX 3
#define SOURCES_MAX 3

/* label NULL: goes on under the value before. */
static void put_line(GString *out, const char *label, const char *text, guint width)
{
	g_autofree char *safe = term_safe(text);

	term_labelled(out, label ? label : "", FIELDS_INDENT, safe, width);
}

static void put_under(GString *out, const char *text, guint width)
{
	g_autofree char *safe = term_safe(text);

	term_labelled(out, "", FIELDS_INDENT + 2, safe, width);
}

static gboolean is_settled(const GPtrArray *values, const struct evidence *evidence)
{
	if (evidence->chosen)
		return TRUE;
	for (guint i = 0; i < values->len; i++)
		if (g_strcmp0(g_ptr_array_index(values, i), evidence->value) == 0)
			return TRUE;
	return FALSE;
}

/* Where the values stood: usually in more than one place, and several values in one. */
static void put_sources(GString *out, const struct statement *statement, enum field field, guint width)
{
	g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < statement->evidence->len; i++) {
		const struct evidence *evidence = g_ptr_array_index(statement->evidence, i);
		g_autofree char *described = NULL;

		if (evidence->field != field || !evidence->chosen)
			continue;
		described = evidence_describe(evidence);
		if (!g_ptr_array_find_with_equal_func(places, described, g_str_equal, NULL))
			g_ptr_array_add(places, g_steal_pointer(&described));
	}
	for (guint i = 0; i < MIN(places->len, SOURCES_MAX); i++)
		put_under(out, g_ptr_array_index(places, i), width);
	if (places->len > SOURCES_MAX) {
		g_autofree char *rest = g_strdup_printf("and %u more: --explain %s", places->len - SOURCES_MAX, field_key(field));

		put_under(out, rest, width);
	}
}

static void put_runners_up(GString *out, const struct statement *statement, enum field field, const GPtrArray *values, guint width)
{
	guint shown = 0, more = 0;

	for (guint i = 0; i < statement->evidence->len; i++) {
		const struct evidence *evidence = g_ptr_array_index(statement->evidence, i);
		g_autofree char *described = NULL, *line = NULL;

		if (evidence->field != field || is_settled(values, evidence))
			continue;
		if (++shown > RUNNERS_UP_MAX) {
			more++;
			continue;
		}
		described = evidence_describe(evidence);
		line = g_strdup_printf("not \"%s\": %s", evidence->value, described);
		put_under(out, line, width);
	}
	if (more) {
		g_autofree char *rest = g_strdup_printf("nor %u more: --explain %s", more, field_key(field));

		put_under(out, rest, width);
	}
}

/* What a person calls it, where that differs from the key's own word. */
static char *shown_value(const struct statement *statement, enum field field, const char *value)
{
	if (field == FIELD_IS_REPLY)
		return g_strdup(statement->is_reply ? "yes" : "no");
	if (field == FIELD_PURPOSE)
		return g_strdup(purpose_label(statement->purpose));
	return g_strdup(value);
}

static void put_values(GString *out, const struct statement *statement, enum field field, const GPtrArray *values, guint width)
{
	for (guint i = 0; i < values->len; i++) {
		g_autofree char *shown = shown_value(statement, field, g_ptr_array_index(values, i));

		put_line(out, i ? NULL : field_label(field), shown, width);
	}
}

static void put_field(GString *out, const struct statement *statement, enum field field, gboolean with_evidence, guint width)
{
	g_autoptr(GPtrArray) values = statement_values(statement, field);

	if (!with_evidence && field == FIELD_IS_REPLY && !statement->is_reply)
		return;
	put_values(out, statement, field, values, width);
	if (field == FIELD_DEADLINE && !values->len && statement->deadline_text) {
		g_autofree char *vague = g_strdup_printf("no one day: \"%s\"", statement->deadline_text);

		put_line(out, field_label(field), vague, width);
	} else if (!values->len && with_evidence) {
		put_line(out, field_label(field), "not stated", width);
	}
	if (!with_evidence)
		return;
	put_sources(out, statement, field, width);
	put_runners_up(out, statement, field, values, width);
}

void fields_format(GString *out, const struct statement *statement, gboolean with_evidence, guint width)
{
	for (int field = 0; field < FIELD_N; field++)
		put_field(out, statement, (enum field)field, with_evidence, width);
	if (statement->received_from) {
		g_autofree char *mailbox = address_format(statement->received_from);

		put_line(out, "Mailed by", mailbox, width);
	}
	if (statement->peer)
		put_line(out, "Peer", statement->peer, width);
}

void fields_format_doubts(GString *out, const struct statement *statement, guint width)
{
	for (guint i = 0; i < statement->doubts->len; i++) {
		const struct doubt *doubt = g_ptr_array_index(statement->doubts, i);
		g_autofree char *text = g_strdup_printf("%s%s%s%s", doubt_meaning(doubt->kind), doubt->detail ? " (" : "",
		                                        doubt->detail ? doubt->detail : "", doubt->detail ? ")" : "");
		g_autofree char *safe = term_safe(text);

		if (term_columns(doubt_name(doubt->kind)) < FIELDS_INDENT + 6) {
			term_labelled(out, doubt_name(doubt->kind), FIELDS_INDENT + 6, safe, width);
			continue;
		}
		g_string_append_printf(out, "%s\n", doubt_name(doubt->kind));
		term_labelled(out, "", FIELDS_INDENT + 6, safe, width);
	}
}

/* ---- one field, everything ---- */

static gint by_weight(gconstpointer a, gconstpointer b)
{
	const struct evidence *first = *(const struct evidence *const *)a, *second = *(const struct evidence *const *)b;

	if (first->chosen != second->chosen)
		return first->chosen ? -1 : 1;
	return second->sure - first->sure;
}

/* Why a value was left: it is not sure enough for anything, or something surer spoke. */
static const char *why_left(const struct evidence *evidence, int best)
{
	if (evidence->chosen)
		return "taken";
	return evidence->sure < 50 ? "too unsure" : evidence->sure < best ? "outdone" : "contradicted";
}

/* The doubts that are about this field. */
static void put_doubts(GString *out, const struct statement *statement, enum field field, guint width)
{
	g_autofree char *key = g_strdelimit(g_strdup(field_key(field)), "_", '-');
	gboolean person = field == FIELD_FROM_CONTACTS || field == FIELD_TO_CONTACTS || field == FIELD_FROM_LIAISON_CONTACT;

	for (guint i = 0; i < statement->doubts->len; i++) {
		const struct doubt *doubt = g_ptr_array_index(statement->doubts, i);
		const char *name = doubt_name(doubt->kind);
		gboolean about = g_str_has_prefix(name, key) || (g_str_has_prefix(name, "no-") && strcmp(name + 3, key) == 0) ||
			(g_str_has_prefix(name, "conflicting-") && strcmp(name + 12, key) == 0) || (person && doubt->kind == DOUBT_BROKEN_ADDRESS) ||
			(field == FIELD_FROM && doubt->kind == DOUBT_UNKNOWN_SENDER) || (field == FIELD_TO && doubt->kind == DOUBT_UNKNOWN_BODY);
		g_autofree char *text = NULL, *safe = NULL;

		if (!about)
			continue;
		text = g_strdup_printf("%s: %s%s%s", name, doubt_meaning(doubt->kind), doubt->detail ? " " : "", doubt->detail ? doubt->detail : "");
		safe = term_safe(text);
		g_string_append_c(out, '\n');
		term_labelled(out, "doubt", 15, safe, width);
	}
}

void fields_explain(GString *out, const struct statement *statement, enum field field, guint width)
{
	g_autoptr(GPtrArray) spoke = g_ptr_array_new();
	g_autoptr(GPtrArray) values = statement_values(statement, field);
	int best = 0;

	for (guint i = 0; i < statement->evidence->len; i++) {
		struct evidence *evidence = g_ptr_array_index(statement->evidence, i);

		if (evidence->field == field)
			g_ptr_array_add(spoke, evidence);
	}
	g_ptr_array_sort(spoke, by_weight);
	put_values(out, statement, field, values, width);
	if (!values->len)
		put_line(out, field_label(field), "not stated", width);
	if (!spoke->len)
		g_string_append(out, "Nothing in the mail speaks for this field.\n");
	for (guint i = 0; i < spoke->len; i++)
		best = MAX(best, ((const struct evidence *)g_ptr_array_index(spoke, i))->sure);
	for (guint i = 0; i < spoke->len; i++) {
		const struct evidence *evidence = g_ptr_array_index(spoke, i);
		g_autofree char *described = evidence_describe(evidence);
		g_autofree char *safe_where = term_safe(described), *safe_value = term_safe(evidence->value);
		g_autofree char *rank = g_strdup_printf("%3d %s", evidence->sure, why_left(evidence, best));

		g_string_append_c(out, '\n');
		term_labelled(out, rank, 17, safe_value, width);
		term_labelled(out, "", 17, safe_where, width);
	}
	put_doubts(out, statement, field, width);
}

static char *as_key(const char *word)
{
	g_autofree char *lower = g_ascii_strdown(word, -1);

	return g_strdup(g_strdelimit(lower, "- ", '_'));
}

gboolean fields_parse(const char *word, enum field *ret_field, GError **error)
{
	g_autofree char *key = as_key(word);
	g_autoptr(GString) all = g_string_new(NULL);

	if (field_parse(key, ret_field))
		return TRUE;
	for (int field = 0; field < FIELD_N; field++) {
		g_autofree char *label = as_key(field_label((enum field)field));

		if (strcmp(label, key) == 0) {
			*ret_field = (enum field)field;
			return TRUE;
		}
		g_string_append_printf(all, "%s%s", field ? ", " : "", field_key((enum field)field));
	}
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "there is no field '%s', but %s", word, all->str);
	return FALSE;
}
