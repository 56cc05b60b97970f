/* SPDX-License-Identifier: BSD-2-Clause
 *
 * piece.c - many summaries as bytes, and back
 *
 * Every run reads all of them, and looks closely at few: so nothing is copied out of the bytes that were read but numbers, and a summary
 * is one block of memory that points into them. Names of bodies, which come again and again, stand once a piece.
 */
#include <config.h>
#include <string.h>
#include "summary.h"

/* As it stands in a piece, followed by: places of from and to (guint32), links, title, name of the peer, its slug, identifiers. */
struct fixed {
	gint64 id, received, posted, updated, removed;
	struct date deadline;
	guint32 shown, direction, purpose, taken, redacted, files;
	guint32 n_from, n_to, n_identifiers, n_relations;
};

struct view {
	struct summary summary;
	GPtrArray from, to, identifiers;      /* only pdata and len are looked at */
	GArray relations;
	gpointer pointers[];                  /* of the three; the links follow them */
};

struct piece { char *bytes; struct place *places; guint n_places; };

void piece_free(gpointer data)
{
	struct piece *piece = data;

	g_free(piece->bytes);
	g_free(piece->places);
	g_free(piece);
}

/* ---- packing ---- */

static void put_number(GString *out, guint32 value)
{
	g_string_append_len(out, (const char *)&value, sizeof value);
}

static void put_text(GString *out, const char *text)
{
	gsize length = strlen(text);

	put_number(out, (guint32)length);
	g_string_append_len(out, text, (gssize)length + 1);
}

static guint place_hash(gconstpointer data)
{
	const struct place *place = data;

	return g_str_hash(place->name) ^ g_direct_hash(place->slug);
}

static gboolean place_equal(gconstpointer a, gconstpointer b)
{
	const struct place *x = a, *y = b;

	return x->slug == y->slug && strcmp(x->name, y->name) == 0;
}

/* numbers: struct place * -> its number from 1; out: the places as bytes. */
static void number_places(GHashTable *numbers, GString *out, const GPtrArray *places)
{
	for (guint i = 0; i < places->len; i++) {
		struct place *place = g_ptr_array_index(places, i);

		if (g_hash_table_contains(numbers, place))
			continue;
		g_hash_table_insert(numbers, place, GUINT_TO_POINTER(g_hash_table_size(numbers) + 1));
		put_text(out, place->name);
		put_text(out, place->slug);
	}
}

static void put_places(GString *out, GHashTable *numbers, const GPtrArray *places)
{
	for (guint i = 0; i < places->len; i++)
		put_number(out, GPOINTER_TO_UINT(g_hash_table_lookup(numbers, g_ptr_array_index(places, i))) - 1);
}

static void put_summary(GString *out, GHashTable *numbers, const struct summary *s)
{
	struct fixed fixed;

	memset(&fixed, 0, sizeof fixed);
	fixed.id = s->id;
	fixed.received = s->received;
	fixed.posted = s->posted;
	fixed.updated = s->updated;
	fixed.removed = s->removed;
	fixed.deadline = s->deadline;
	fixed.shown = (guint32)s->shown;
	fixed.direction = (guint32)s->direction;
	fixed.purpose = (guint32)s->purpose;
	fixed.taken = (guint32)s->taken;
	fixed.redacted = (guint32)s->redacted;
	fixed.files = s->files;
	fixed.n_from = s->from->len;
	fixed.n_to = s->to->len;
	fixed.n_identifiers = s->identifiers->len;
	fixed.n_relations = s->relations->len;
	g_string_append_len(out, (const char *)&fixed, sizeof fixed);
	put_places(out, numbers, s->from);
	put_places(out, numbers, s->to);
	g_string_append_len(out, s->relations->data, (gssize)(s->relations->len * sizeof(struct link)));
	put_text(out, s->title);
	put_text(out, s->peer);
	put_text(out, s->peer_slug ? s->peer_slug : "");
	for (guint i = 0; i < s->identifiers->len; i++)
		put_text(out, g_ptr_array_index(s->identifiers, i));
}

GString *catalog_pack(const struct catalog *catalog, gint64 first, gint64 end)
{
	g_autoptr(GHashTable) numbers = g_hash_table_new(place_hash, place_equal);
	g_autoptr(GString) places = g_string_new(NULL), summaries = g_string_new(NULL);
	GString *out = g_string_new(NULL);

	for (gint64 id = first; id < end; id++) {
		const struct summary *s = catalog_get(catalog, id);

		if (!s)
			continue;
		number_places(numbers, places, s->from);
		number_places(numbers, places, s->to);
		put_summary(summaries, numbers, s);
	}
	put_number(out, g_hash_table_size(numbers));
	g_string_append_len(out, places->str, (gssize)places->len);
	g_string_append_len(out, summaries->str, (gssize)summaries->len);
	return out;
}

/* ---- unpacking ---- */

/* After the first thing that is not as it should be, bad stays set and everything is 0 and "". */
struct reader { char *at; const char *end; gboolean bad; };

static gboolean get(struct reader *reader, void *to, gsize length)
{
	if (reader->bad || (gsize)(reader->end - reader->at) < length) {
		reader->bad = TRUE;
		return FALSE;
	}
	memcpy(to, reader->at, length);
	reader->at += length;
	return TRUE;
}

static guint32 get_number(struct reader *reader)
{
	guint32 value = 0;

	get(reader, &value, sizeof value);
	return value;
}

static char *get_text(struct reader *reader)
{
	static char nothing[] = "";
	guint32 length = get_number(reader);
	char *text = reader->at;

	if (reader->bad || length >= (gsize)(reader->end - reader->at) || text[length]) {
		reader->bad = TRUE;
		return nothing;
	}
	reader->at += (gsize)length + 1;
	return text;
}

static void get_places(struct reader *reader, const struct piece *piece, GPtrArray *view, gpointer *pointers, guint n)
{
	view->pdata = pointers;
	view->len = n;
	for (guint i = 0; i < n; i++) {
		guint32 number = get_number(reader);

		if (number >= piece->n_places)
			reader->bad = TRUE;
		else
			pointers[i] = &piece->places[number];
	}
}

static void get_links(struct reader *reader, GArray *view, gpointer at, guint n)
{
	view->data = at;
	view->len = n;
	get(reader, at, n * sizeof(struct link));
	for (guint i = 0; i < n; i++)
		if (g_array_index(view, struct link, i).kind >= LINK_N)
			reader->bad = TRUE;
}

static void take_fixed(struct summary *s, const struct fixed *fixed)
{
	s->id = fixed->id;
	summary_receive(s, fixed->received);
	s->posted = fixed->posted;
	s->updated = fixed->updated;
	s->removed = fixed->removed;
	s->deadline = fixed->deadline;
	s->shown = fixed->shown != 0;
	s->direction = (enum direction)MIN(fixed->direction, DIRECTION_N - 1);
	s->purpose = (enum purpose)MIN(fixed->purpose, PURPOSE_N - 1);
	s->taken = fixed->taken != 0;
	s->redacted = fixed->redacted != 0;
	s->files = fixed->files;
}

/* Lists are searched by year and day, which have to follow each other. */
static gboolean is_in_bounds(struct date day)
{
	return day.year >= 0 && day.year < 100000 && day.month >= 0 && day.month < 100 && day.day >= 0 && day.day < 100;
}

/* Nothing may be counted that would not fit into what is left of the bytes. */
static gboolean counts_fit(const struct reader *reader, const struct fixed *fixed)
{
	gsize least = (gsize)fixed->n_from * 4 + (gsize)fixed->n_to * 4 + (gsize)fixed->n_identifiers * 5 + (gsize)fixed->n_relations * sizeof(struct link);

	return least <= (gsize)(reader->end - reader->at);
}

static struct summary *get_summary(struct reader *reader, const struct piece *piece)
{
	struct fixed fixed;
	struct view *view;
	struct summary *s;
	const char *slug;
	gpointer *at;

	if (!get(reader, &fixed, sizeof fixed) || !counts_fit(reader, &fixed) || !is_in_bounds(fixed.deadline))
		return NULL;
	view = g_malloc0(sizeof *view + ((gsize)fixed.n_from + fixed.n_to + fixed.n_identifiers) * sizeof *at + fixed.n_relations * sizeof(struct link));
	s = &view->summary;
	s->view = TRUE;
	take_fixed(s, &fixed);
	at = view->pointers;
	get_places(reader, piece, &view->from, at, fixed.n_from);
	get_places(reader, piece, &view->to, at += fixed.n_from, fixed.n_to);
	at += fixed.n_to;
	get_links(reader, &view->relations, at + fixed.n_identifiers, fixed.n_relations);
	s->title = get_text(reader);
	s->peer = get_text(reader);
	slug = get_text(reader);
	s->peer_slug = *slug ? g_intern_string(slug) : NULL;
	view->identifiers.pdata = at;
	view->identifiers.len = fixed.n_identifiers;
	for (guint i = 0; i < fixed.n_identifiers; i++)
		at[i] = get_text(reader);
	s->from = &view->from;
	s->to = &view->to;
	s->identifiers = &view->identifiers;
	s->relations = &view->relations;
	if (!reader->bad)
		return s;
	summary_free(s);
	return NULL;
}

static gboolean get_all_places(struct reader *reader, struct piece *piece)
{
	guint32 n = get_number(reader);

	if (reader->bad || n > (gsize)(reader->end - reader->at) / 10)
		return FALSE;
	piece->places = g_new0(struct place, n);
	piece->n_places = n;
	for (guint i = 0; i < n; i++) {
		piece->places[i].name = get_text(reader);
		piece->places[i].slug = g_intern_string(get_text(reader));
	}
	return !reader->bad;
}

gboolean catalog_unpack(struct catalog *catalog, gint64 first, gint64 end, char *bytes, gsize length)
{
	struct piece *piece = g_new0(struct piece, 1);
	struct reader reader = { bytes, bytes + length, FALSE };

	piece->bytes = bytes;
	g_ptr_array_add(catalog->pieces, piece);
	if (!get_all_places(&reader, piece))
		return FALSE;
	while (reader.at < reader.end) {
		struct summary *s = get_summary(&reader, piece);

		if (!s || s->id < first || s->id >= end || catalog_get(catalog, s->id)) {
			summary_free(s);
			return FALSE;
		}
		catalog_set(catalog, s->id, s);
	}
	return TRUE;
}
