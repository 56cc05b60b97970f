/* SPDX-License-Identifier: BSD-2-Clause
 *
 * data-csv.c - statements as lines of CSV (RFC 4180), for spreadsheets
 */
#include <config.h>
#include <liaison/clock.h>
#include "escape.h"
#include "feed.h"
#include "public.h"

static void put(GString *out, const char *text)
{
	g_string_append_c(out, ',');
	escape_csv(out, text ? text : "");
}

static void put_time(GString *out, gint64 usec)
{
	g_autofree char *text = usec > 0 ? clock_format(usec) : NULL;

	put(out, text);
}

static void put_joined(GString *out, const GPtrArray *list, gboolean places)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < list->len; i++)
		g_string_append_printf(text, "%s%s", i ? "; " : "", places ? ((const struct place *)g_ptr_array_index(list, i))->name : (const char *)g_ptr_array_index(list, i));
	put(out, text->str);
}

void data_csv_line(GString *out, const struct summary *s)
{
	g_autofree char *day = s ? date_format(s->deadline) : NULL;

	if (!s) {
		g_string_append(out, "id,received,posted,direction,title,from,to,purpose,deadline,identifiers,attachments\r\n");
		return;
	}
	g_string_append_printf(out, "%" G_GINT64_FORMAT, s->id);
	put_time(out, s->received);
	put_time(out, s->posted);
	put(out, direction_name(s->direction));
	put(out, s->title);
	put_joined(out, s->from, TRUE);
	put_joined(out, s->to, TRUE);
	put(out, purpose_name(s->purpose));
	put(out, day);
	put_joined(out, s->identifiers, FALSE);
	g_string_append_printf(out, ",%u\r\n", s->files);
}

/* For operators: of records in any state. */
char *publish_csv_line(const struct record *record, const struct organization *organization)
{
	struct publish_options options = { .contacts = PUBLISH_CONTACTS_NONE, .organization = organization };
	g_autoptr(summary_t) summary = record ? public_summary_any(record, &options) : NULL;
	GString *out = g_string_new(NULL);

	data_csv_line(out, summary);
	return g_string_free(out, FALSE);
}
