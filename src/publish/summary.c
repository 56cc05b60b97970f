/* SPDX-License-Identifier: BSD-2-Clause
 *
 * summary.c - one statement in short, and as bytes
 */
#include <config.h>
#include <string.h>
#include "summary.h"

static void place_free(gpointer data)
{
	struct place *place = data;

	g_free(place->name);
	g_free(place);
}

struct summary *summary_new(gint64 id)
{
	struct summary *summary = g_new0(struct summary, 1);

	summary->id = id;
	summary->from = g_ptr_array_new_with_free_func(place_free);
	summary->to = g_ptr_array_new_with_free_func(place_free);
	summary->identifiers = g_ptr_array_new_with_free_func(g_free);
	summary->relations = g_array_new(FALSE, TRUE, sizeof(struct link));
	summary->title = g_strdup("");
	summary->peer = g_strdup("");
	return summary;
}

void summary_free(struct summary *summary)
{
	if (!summary)
		return;
	g_ptr_array_unref(summary->from);
	g_ptr_array_unref(summary->to);
	g_ptr_array_unref(summary->identifiers);
	g_array_unref(summary->relations);
	g_free(summary->title);
	g_free(summary->peer);
	g_free(summary);
}

void summary_add_place(GPtrArray *places, const char *name, const char *slug)
{
	struct place *place = g_new0(struct place, 1);

	place->name = g_strdup(name);
	place->slug = g_intern_string(slug);
	g_ptr_array_add(places, place);
}

int summary_compare(const struct summary *a, const struct summary *b)
{
	if (a->received != b->received)
		return a->received < b->received ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* Asked for every list of every statement: the calendar in whole numbers, by eras of 400 years that begin in March. */
int summary_year(const struct summary *summary)
{
	gint64 seconds = summary->received / G_USEC_PER_SEC;
	gint64 days = seconds / 86400 - (seconds % 86400 < 0) + 719468;
	gint64 era = (days >= 0 ? days : days - 146096) / 146097, day = days - era * 146097;
	gint64 year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	gint64 of_year = day - (365 * year + year / 4 - year / 100);

	return (int)(era * 400 + year + (of_year >= 306));
}

/* ---- as bytes ---- */

static void put_int(GString *out, gint64 value)
{
	g_string_append_len(out, (const char *)&value, sizeof value);
}

static void put_text(GString *out, const char *text)
{
	gsize length = strlen(text);

	put_int(out, (gint64)length);
	g_string_append_len(out, text, (gssize)length + 1);
}

static void put_places(GString *out, const GPtrArray *places)
{
	put_int(out, places->len);
	for (guint i = 0; i < places->len; i++) {
		const struct place *place = g_ptr_array_index(places, i);

		put_text(out, place->name);
		put_text(out, place->slug);
	}
}

GBytes *summary_pack(const struct summary *s)
{
	const gint64 numbers[] = {
		s->id, s->shown, s->received, s->posted, s->updated, s->removed, (gint64)s->direction, (gint64)s->purpose, s->deadline.year,
		s->deadline.month, s->deadline.day, s->taken, s->redacted, s->files,
	};
	GString *out = g_string_sized_new(400);

	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
		put_int(out, numbers[i]);
	put_text(out, s->title);
	put_text(out, s->peer);
	put_text(out, s->peer_slug ? s->peer_slug : "");
	put_places(out, s->from);
	put_places(out, s->to);
	put_int(out, s->identifiers->len);
	for (guint i = 0; i < s->identifiers->len; i++)
		put_text(out, g_ptr_array_index(s->identifiers, i));
	put_int(out, s->relations->len);
	for (guint i = 0; i < s->relations->len; i++) {
		const struct link *link = &g_array_index(s->relations, struct link, i);

		put_int(out, link->other);
		put_int(out, (gint64)link->kind);
	}
	return g_string_free_to_bytes(out);
}

/* After the first piece that is not as it should be, bad stays set and everything is 0 and "". */
struct reader { const char *at, *end; gboolean bad; };

static gint64 get_int(struct reader *reader)
{
	gint64 value = 0;

	if (reader->bad || reader->end - reader->at < (gssize)sizeof value) {
		reader->bad = TRUE;
		return 0;
	}
	memcpy(&value, reader->at, sizeof value);
	reader->at += sizeof value;
	return value;
}

static const char *get_text(struct reader *reader)
{
	gint64 length = get_int(reader);
	const char *text = reader->at;

	if (reader->bad || length < 0 || length >= reader->end - reader->at || text[length]) {
		reader->bad = TRUE;
		return "";
	}
	reader->at += length + 1;
	return text;
}

static guint get_count(struct reader *reader)
{
	gint64 count = get_int(reader);

	if (count < 0 || count > reader->end - reader->at)
		reader->bad = TRUE;
	return reader->bad ? 0 : (guint)count;
}

static void get_places(struct reader *reader, GPtrArray *places)
{
	for (guint n = get_count(reader); n && !reader->bad; n--) {
		const char *name = get_text(reader);

		summary_add_place(places, name, get_text(reader));
	}
}

static void get_numbers(struct reader *reader, struct summary *s)
{
	gint64 direction, purpose;

	s->id = get_int(reader);
	s->shown = get_int(reader) != 0;
	s->received = get_int(reader);
	s->posted = get_int(reader);
	s->updated = get_int(reader);
	s->removed = get_int(reader);
	direction = get_int(reader);
	purpose = get_int(reader);
	s->direction = (enum direction)CLAMP(direction, 0, DIRECTION_N - 1);
	s->purpose = (enum purpose)CLAMP(purpose, 0, PURPOSE_N - 1);
	s->deadline.year = (int)get_int(reader);
	s->deadline.month = (int)get_int(reader);
	s->deadline.day = (int)get_int(reader);
	s->taken = get_int(reader) != 0;
	s->redacted = get_int(reader) != 0;
	s->files = (guint)get_int(reader);
}

static void get_lists(struct reader *reader, struct summary *s)
{
	get_places(reader, s->from);
	get_places(reader, s->to);
	for (guint n = get_count(reader); n && !reader->bad; n--)
		g_ptr_array_add(s->identifiers, g_strdup(get_text(reader)));
	for (guint n = get_count(reader); n && !reader->bad; n--) {
		struct link link;
		gint64 kind;

		link.other = get_int(reader);
		kind = get_int(reader);
		link.kind = (enum link_kind)CLAMP(kind, 0, LINK_N - 1);
		g_array_append_val(s->relations, link);
	}
}

struct summary *summary_unpack(GBytes *bytes)
{
	gsize length;
	const char *at = g_bytes_get_data(bytes, &length);
	struct reader reader = { at, at + length, FALSE };
	g_autoptr(summary_t) s = summary_new(0);
	const char *slug;

	get_numbers(&reader, s);
	g_free(s->title);
	s->title = g_strdup(get_text(&reader));
	g_free(s->peer);
	s->peer = g_strdup(get_text(&reader));
	slug = get_text(&reader);
	s->peer_slug = *slug ? g_intern_string(slug) : NULL;
	get_lists(&reader, s);
	return reader.bad || reader.at != reader.end ? NULL : g_steal_pointer(&s);
}
