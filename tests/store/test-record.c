/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-record.c - what goes in comes out again; finding, walking, counting
 */
#include "config.h"
#include "sample.h"

#include <string.h>
#include <liaison/change.h>
#include <liaison/error.h>
#include <liaison/text.h>

/* ---- every member of everything ---- */

static void test_round_trip(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	for (guint variant = 0; variant < 20; variant++) {
		g_autofree char *id = g_strdup_printf("full-%u@itu.example", variant);
		g_autoptr(sample_t) sample = sample_new(id, id);
		g_autoptr(GError) error = NULL;
		g_ptr_array_set_size(sample->statements, 0);
		g_ptr_array_add(sample->statements, sample_statement_full(variant));
		g_ptr_array_add(sample->statements, statement_new());
		sample->request.state = (enum state)(variant % STATE_N);
		g_autoptr(store_receipt_t) receipt = store_put(store, &sample->request, &error);
		g_assert_no_error(error);
		g_assert_cmpuint(receipt->ids->len, ==, 2);
		for (guint n = 0; n < 2; n++) {
			const gint64 number = g_array_index(receipt->ids, gint64, n);
			g_autoptr(record_t) record = store_get(store, number, &error);
			g_assert_no_error(error);
			g_assert_cmpint(record->id, ==, number);
			g_assert_cmpint(record->state, ==, sample->request.state);
			g_assert_cmpint(record->received, ==, sample->request.received);
			g_assert_true(sample_statements_equal(record->statement, g_ptr_array_index(sample->statements, n)));
			g_assert_cmpuint(record->also->len, ==, 1);
			g_assert_cmpint(g_array_index(record->also, gint64, 0), ==, g_array_index(receipt->ids, gint64, 1 - n));
		}
	}
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

static void test_message(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(GError) error = NULL;
	g_autoptr(sample_t) sample = sample_new("m@itu.example", "text");
	sample_attach(sample, "LS 27.doc", "application/msword", "bytes of word");
	sample_attach(sample, NULL, "application/pdf", "");
	/* an attachment inside of a forwarded mail, with bytes that are there already */
	struct part *forwarded = part_new(PART_MESSAGE, "3", "message/rfc822");
	forwarded->message = message_new();
	g_autoptr(sample_t) inner = sample_new("inner@itu.example", "inner");
	sample_attach(inner, "same.doc", "application/msword", "bytes of word");
	g_ptr_array_add(forwarded->message->parts, g_ptr_array_steal_index(inner->message->parts, 0));
	g_ptr_array_add(sample->message->parts, forwarded);
	sample_set_envelope(sample, "<ada@itu.example>", "<Liaison@IETF.example> <chair@ietf.example> <liaison@ietf.example>");
	sample->envelope->auth_authen = g_strdup("ada");
	sample->envelope->client_address = g_strdup("192.0.2.7");
	plan_add(sample->plan, ACTION_ADD_RECIPIENT, "ccamp@ietf.example", NULL, 0, "body CCAMP WG");
	plan_add(sample->plan, ACTION_POST, NULL, NULL, 0, "trusted");
	const gint64 id = sample_put(store, sample);

	g_autoptr(record_t) record = store_get(store, id, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(record->message_id, ==, "m@itu.example");
	g_assert_cmpstr(record->message_digest, ==, sample->message->digest);
	g_autofree char *plan = plan_format(sample->plan);
	g_assert_cmpstr(record->plan, ==, plan);
	g_assert_cmpint(record->state, ==, STATE_POSTED);
	g_assert_cmpstr(record->envelope->sender, ==, "ada@itu.example");
	g_assert_cmpstr(record->envelope->queue_id, ==, "4abcXYZ");
	g_assert_cmpstr(record->envelope->auth_authen, ==, "ada");
	g_assert_cmpstr(record->envelope->client_address, ==, "192.0.2.7");
	g_assert_cmpuint(record->envelope->recipients->len, ==, 3);
	const struct recipient *first = g_ptr_array_index(record->envelope->recipients, 0);
	g_assert_cmpstr(first->argument, ==, "<Liaison@IETF.example>");

	static const struct { const char *name; gint64 size; } attachments[] = { { "LS 27.doc", 13 }, { NULL, 0 }, { "same.doc", 13 } };
	g_assert_cmpuint(record->attachments->len, ==, G_N_ELEMENTS(attachments));
	for (guint i = 0; i < G_N_ELEMENTS(attachments); i++) {
		const struct record_attachment *attachment = g_ptr_array_index(record->attachments, i);
		g_assert_cmpstr(attachment->name, ==, attachments[i].name);
		g_assert_cmpint(attachment->size, ==, attachments[i].size);
		g_autoptr(GBytes) bytes = store_get_content(store, attachment->digest, &error);
		g_assert_no_error(error);
		g_assert_cmpint((gint64)g_bytes_get_size(bytes), ==, attachments[i].size);
	}
	static const enum event_kind events[] = { EVENT_SUBMITTED, EVENT_POSTED };
	g_assert_cmpuint(record->events->len, ==, G_N_ELEMENTS(events));
	for (guint i = 0; i < G_N_ELEMENTS(events); i++) {
		const struct record_event *event = g_ptr_array_index(record->events, i);
		g_assert_cmpint(event->kind, ==, events[i]);
		g_assert_cmpstr(event->by, ==, "(System)");
		g_assert_cmpint(event->time, ==, sample->request.received);
	}
	g_assert_nonnull(strstr(((const struct record_event *)g_ptr_array_index(record->events, 0))->text, "4abcXYZ"));

	g_autoptr(GBytes) raw = store_get_raw(store, id, &error);
	g_assert_no_error(error);
	g_assert_true(g_bytes_equal(raw, sample->message->raw));
	g_autofree char *digest = text_sha256(g_bytes_get_data(raw, NULL), g_bytes_get_size(raw));
	g_assert_cmpstr(record->raw_digest, ==, digest);

	g_assert_null(store_get(store, id + 1, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
	g_clear_error(&error);
	g_assert_null(store_get_raw(store, id + 1, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
	g_clear_error(&error);
	g_assert_null(store_get_content(store, "00", &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* Bytes around the size of a piece, and many pieces. */
static void test_large_content(void)
{
	static const gsize sizes[] = { 0, 1, 4095, 262143, 262144, 262145, 524288, 5000001 };
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
		g_autofree char *id = g_strdup_printf("large-%u@itu.example", i);
		g_autoptr(sample_t) sample = sample_new(id, id);
		g_autoptr(GError) error = NULL;
		guint8 *bytes = g_malloc(sizes[i] + 1);
		for (gsize j = 0; j < sizes[i]; j++)
			bytes[j] = (guint8)(j * 7 + j / 251 + i);
		g_bytes_unref(sample->message->raw);
		sample->message->raw = g_bytes_new_take(bytes, sizes[i]);
		g_autoptr(GBytes) back = store_get_raw(store, sample_put(store, sample), &error);
		g_assert_no_error(error);
		g_assert_true(g_bytes_equal(back, sample->message->raw));
	}
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- finding ---- */

static void add_identified(struct store *store, const char *message_id, const char *identifier, const char *peer, enum state state)
{
	g_autoptr(sample_t) sample = sample_new(message_id, message_id);
	struct statement *statement = g_ptr_array_index(sample->statements, 0);
	g_ptr_array_add(statement->identifiers, g_strdup(identifier));
	g_free(statement->peer);
	statement->peer = g_strdup(peer);
	sample->request.state = state;
	sample_put(store, sample);
}

static void test_find(void)
{
	static const struct { const char *reference, *base_url; gint64 id; } cases[] = {
		{ "a@itu.example", NULL, 1 },
		{ "<a@itu.example>", NULL, 1 },
		{ " <b@itu.example>\n", NULL, 2 },
		{ "A@ITU.example", NULL, 0 },                          /* message-ids have case */
		{ "nobody@itu.example", NULL, 0 },
		{ "COM 16 – LS 124 – E", NULL, 2 },
		{ "com16-ls124-e", NULL, 2 },
		{ "COM 16 LS 125 E", NULL, 0 },
		{ "S4-250123", NULL, 4 },                              /* revised: the newer one */
		{ "LS 7", NULL, 0 },                                   /* two peers use it */
		{ "LS 8", NULL, 7 },                                   /* the newer one is dead */
		{ "LS 9", NULL, 9 },                                   /* only a dead one */
		{ "", NULL, 0 }, { "<>", NULL, 0 }, { "–", NULL, 0 },
		{ "https://www.ietf.example/liaison/3/", "https://www.ietf.example/liaison/", 3 },
		{ "https://www.ietf.example/liaison/3", "https://www.ietf.example/liaison", 3 },
		{ "HTTPS://www.IETF.example/liaison/3", "https://www.ietf.example/liaison/", 3 },
		{ "https://www.ietf.example/liaison/33/", "https://www.ietf.example/liaison/", 0 },
		{ "https://www.ietf.example/liaison/3/history/", "https://www.ietf.example/liaison/", 0 },
		{ "https://www.ietf.example/liaison/-3/", "https://www.ietf.example/liaison/", 0 },
		{ "https://www.ietf.example/liaison/99999999999999999999/", "https://www.ietf.example/liaison/", 0 },
		{ "https://other.example/liaison/3/", "https://www.ietf.example/liaison/", 0 },
		{ "https://www.ietf.example/liaison/3/", NULL, 0 },
		{ "https://www.ietf.example/liaison/3/", "", 0 },
	};
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	add_identified(store, "a@itu.example", "LS 1", "ITU-T", STATE_PENDING);
	add_identified(store, "b@itu.example", "COM 16 - LS 124 - E", "ITU-T", STATE_PENDING);
	add_identified(store, "c@3gpp.example", "S4-250123", "3GPP", STATE_POSTED);
	add_identified(store, "d@3gpp.example", "S4-250123", "3GPP", STATE_POSTED);
	add_identified(store, "e@3gpp.example", "LS 7", "3GPP", STATE_POSTED);
	add_identified(store, "f@itu.example", "LS 7", "ITU-T", STATE_POSTED);
	add_identified(store, "g@itu.example", "LS 8", "ITU-T", STATE_POSTED);
	add_identified(store, "h@itu.example", "LS 8", "ITU-T", STATE_DEAD);
	add_identified(store, "i@itu.example", "LS 9", "ITU-T", STATE_DEAD);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		const gint64 id = store_find(store, cases[i].reference, cases[i].base_url, &error);
		g_assert_no_error(error);
		if (id != cases[i].id)
			g_test_message("'%s' under %s", cases[i].reference, cases[i].base_url);
		g_assert_cmpint(id, ==, cases[i].id);
	}
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- walking ---- */

static gboolean note_id(const struct record *record, gpointer data)
{
	g_string_append_printf(data, "%" G_GINT64_FORMAT " ", record->id);
	return TRUE;
}

static gboolean note_two(const struct record *record, gpointer data)
{
	note_id(record, data);
	return ((GString *)data)->len < 4;
}

static void fill_for_list(struct store *store)
{
	static const struct { enum state state; enum kind kind; enum direction direction; enum purpose purpose; const char *title, *body, *from, *contact, *to, *deadline; gint64 received; } rows[] = {
		{ STATE_PENDING, KIND_STATEMENT, DIRECTION_INCOMING, PURPOSE_INFO, "LS on timing", "about 100% of STRASSE", "ITU-T SG15", "Ada <ada@itu.example>", "", "2027-02-28", 400 },
		{ STATE_POSTED, KIND_STATEMENT, DIRECTION_OUTGOING, PURPOSE_ACTION, "Straße", NULL, "IETF", "Bob Example <bob@ietf.example>", "", "2027-03-01", 300 },
		{ STATE_POSTED, KIND_CORRESPONDENCE, DIRECTION_UNKNOWN, PURPOSE_UNKNOWN, NULL, "thank you", "", NULL, "", NULL, 100 },
		{ STATE_DEAD, KIND_STATEMENT, DIRECTION_INCOMING, PURPOSE_UNKNOWN, "Über alles_x", "b", "3GPP SA4", NULL, "DETNET WG", NULL, 200 },
	};
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *id = g_strdup_printf("l%u@itu.example", i);
		g_autoptr(sample_t) sample = sample_new(id, id);
		struct statement *statement = g_ptr_array_index(sample->statements, 0);
		sample->request.state = rows[i].state;
		statement->kind = rows[i].kind;
		statement->direction = rows[i].direction;
		statement->purpose = rows[i].purpose;
		g_free(statement->title);
		statement->title = g_strdup(rows[i].title);
		statement->body = g_strdup(rows[i].body);
		g_ptr_array_add(statement->from, g_strdup(rows[i].from));
		g_ptr_array_add(statement->to, g_strdup(rows[i].to));
		if (rows[i].contact)
			address_scan(rows[i].contact, 1, statement->from_contacts);
		if (rows[i].deadline)
			date_parse_iso(rows[i].deadline, &statement->deadline);
		if (statement->direction != DIRECTION_UNKNOWN) {
			g_free(statement->peer);
			statement->peer = g_strdup("The Peer");
		}
		sample->request.received = rows[i].received;
		sample_put(store, sample);
	}
}

static void test_list(void)
{
	static const struct { struct store_filter filter; const char *ids; } cases[] = {
		{ STORE_FILTER_ALL, "1 2 3 1000000001 " },
		{ { .state = STATE_POSTED, .kind = -1, .direction = -1, .purpose = -1 }, "2 1000000001 " },
		{ { .state = -1, .kind = KIND_STATEMENT, .direction = -1, .purpose = -1, .newest_first = TRUE }, "3 2 1 " },
		{ { .state = -1, .kind = -1, .direction = DIRECTION_INCOMING, .purpose = -1 }, "1 3 " },
		{ { .state = -1, .kind = -1, .direction = DIRECTION_UNKNOWN, .purpose = -1 }, "1000000001 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = PURPOSE_UNKNOWN }, "3 1000000001 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = PURPOSE_ACTION }, "2 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .after = 2 }, "3 1000000001 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .limit = 2 }, "1 2 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .limit = 1, .after = 1, .newest_first = TRUE }, "1000000001 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .text = "strasse" }, "1 2 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .text = "über" }, "3 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .text = "sg15" }, "1 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .text = "%" }, "1 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .text = "s_x" }, "3 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .text = "' OR 1 --" }, "" },
		{ { .state = STATE_DEAD, .kind = KIND_STATEMENT, .direction = DIRECTION_INCOMING, .purpose = PURPOSE_UNKNOWN, .text = "3gpp" }, "3 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .from = "itu-t" }, "1 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .from = "ADA@itu" }, "1 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .from = "bob ex" }, "2 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .from = "the peer" }, "1 3 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .to = "the peer" }, "2 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .to = "detnet" }, "3 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .open = TRUE }, "" },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .due_before = "2027-03-01" }, "1 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .due_before = "2027-03-02" }, "1 2 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .assignee = "carol" }, "2 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .assignee = "" }, "1 3 1000000001 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .sort = STORE_SORT_RECEIVED }, "1000000001 3 2 1 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .sort = STORE_SORT_RECEIVED, .newest_first = TRUE, .limit = 2 }, "1 2 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .sort = STORE_SORT_DEADLINE }, "1 2 3 1000000001 " },
		{ { .state = -1, .kind = -1, .direction = -1, .purpose = -1, .sort = STORE_SORT_TITLE }, "1000000001 1 2 3 " },
	};
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(GError) error = NULL;
	fill_for_list(store);
	g_autoptr(change_t) assign = change_new(2, "carol", TRUE, 1);
	change_assign(assign, "carol");
	g_assert_true(store_change(store, assign, NULL, &error));
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) ids = g_string_new(NULL);
		g_assert_true(store_list(store, &cases[i].filter, note_id, ids, &error));
		g_assert_no_error(error);
		g_test_message("case %u", i);
		g_assert_cmpstr(ids->str, ==, cases[i].ids);
	}
	g_autoptr(GString) ids = g_string_new(NULL);
	const struct store_filter all = STORE_FILTER_ALL;
	g_assert_true(store_list(store, &all, note_two, ids, &error));
	g_assert_cmpstr(ids->str, ==, "1 2 ");
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- a glance back ---- */

static gboolean note_glance(const struct store_glance *glance, gpointer data)
{
	g_string_append_printf(data, "%" G_GINT64_FORMAT " ", glance->id);
	return TRUE;
}

static void assert_glance(struct store *store, const char *peer, enum direction direction, const char *ids)
{
	g_autoptr(GString) seen = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	g_assert_true(store_glance_back(store, peer, direction, note_glance, seen, &error));
	g_assert_no_error(error);
	g_assert_cmpstr(seen->str, ==, ids);
}

/* The query names the index that it is to use, and fails where it cannot. */
static void test_glance(void)
{
	static const struct { const char *peer; enum direction direction; enum kind kind; enum state state; } rows[] = {
		{ "ITU-T", DIRECTION_INCOMING, KIND_STATEMENT, STATE_POSTED }, { "3GPP", DIRECTION_INCOMING, KIND_STATEMENT, STATE_POSTED },
		{ "ITU-T", DIRECTION_OUTGOING, KIND_STATEMENT, STATE_POSTED }, { "ITU-T", DIRECTION_INCOMING, KIND_STATEMENT, STATE_PENDING },
		{ "ITU-T", DIRECTION_INCOMING, KIND_STATEMENT, STATE_DEAD }, { "ITU-T", DIRECTION_INCOMING, KIND_CORRESPONDENCE, STATE_PENDING },
		{ NULL, DIRECTION_INCOMING, KIND_STATEMENT, STATE_POSTED },
	};
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *id = g_strdup_printf("glance-%u@itu.example", i);
		g_autoptr(sample_t) sample = sample_new(id, id);
		struct statement *statement = g_ptr_array_index(sample->statements, 0);
		g_free(statement->peer);
		statement->peer = g_strdup(rows[i].peer);
		statement->direction = rows[i].direction;
		statement->kind = rows[i].kind;
		sample->request.state = rows[i].state;
		sample_put(store, sample);
	}
	assert_glance(store, "ITU-T", DIRECTION_INCOMING, "4 1 ");
	assert_glance(store, "ITU-T", DIRECTION_OUTGOING, "3 ");
	assert_glance(store, "IEEE", DIRECTION_INCOMING, "");
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* What asks us for action, until it is taken or dead. */
static void test_open(void)
{
	static const struct { enum direction direction; enum purpose purpose; enum event_kind event; gboolean taken, open; } cases[] = {
		{ DIRECTION_INCOMING, PURPOSE_ACTION, EVENT_COMMENT, FALSE, TRUE },
		{ DIRECTION_INCOMING, PURPOSE_ACTION, EVENT_POSTED, FALSE, TRUE },
		{ DIRECTION_INCOMING, PURPOSE_ACTION, EVENT_KILLED, FALSE, FALSE },
		{ DIRECTION_INCOMING, PURPOSE_ACTION, EVENT_POSTED, TRUE, FALSE },
		{ DIRECTION_INCOMING, PURPOSE_INFO, EVENT_POSTED, FALSE, FALSE },
		{ DIRECTION_OUTGOING, PURPOSE_ACTION, EVENT_POSTED, FALSE, FALSE },
	};
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(GString) expected = g_string_new(NULL), ids = g_string_new(NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *id = g_strdup_printf("o%u@itu.example", i);
		g_autoptr(sample_t) sample = sample_new(id, id);
		struct statement *statement = g_ptr_array_index(sample->statements, 0);
		statement->direction = cases[i].direction;
		statement->purpose = cases[i].purpose;
		const gint64 number = sample_put(store, sample);
		g_autoptr(change_t) change = change_new(number, "carol", TRUE, 1);
		change_event(change, cases[i].event, NULL);
		if (cases[i].taken)
			change_taken(change, 0, NULL, NULL);
		g_assert_true(store_change(store, change, NULL, NULL));
		if (cases[i].open)
			g_string_append_printf(expected, "%" G_GINT64_FORMAT " ", number);
	}
	struct store_filter filter = STORE_FILTER_ALL;
	filter.open = TRUE;
	g_assert_true(store_list(store, &filter, note_id, ids, NULL));
	g_assert_cmpstr(ids->str, ==, expected->str);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- numbers ---- */

static gint64 put_numbered(struct store *store, const char *id, enum kind kind, gint64 number, guint statements)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(sample_t) sample = sample_new(id, id);
	((struct statement *)g_ptr_array_index(sample->statements, 0))->kind = kind;
	for (guint i = 1; i < statements; i++)
		g_ptr_array_add(sample->statements, statement_new());
	sample->request.number = number;
	g_autoptr(store_receipt_t) receipt = store_put(store, &sample->request, &error);
	if (receipt)
		return g_array_index(receipt->ids, gint64, 0);
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE);
	return -1;
}

static void test_numbers(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(GError) error = NULL;
	g_assert_cmpint(put_numbered(store, "a", KIND_CORRESPONDENCE, 0, 1), ==, STORE_FIRST_OTHER);
	g_assert_cmpint(put_numbered(store, "b", KIND_STATEMENT, 0, 1), ==, 1);
	g_assert_cmpint(put_numbered(store, "c", KIND_AUTOMATIC, 0, 1), ==, STORE_FIRST_OTHER + 1);
	g_assert_cmpint(put_numbered(store, "d", KIND_STATEMENT, 700, 1), ==, 700);
	g_assert_cmpint(put_numbered(store, "e", KIND_STATEMENT, 700, 1), ==, -1);
	g_assert_cmpint(put_numbered(store, "e", KIND_STATEMENT, 699, 2), ==, -1);
	g_assert_cmpint(put_numbered(store, "e", KIND_STATEMENT, 699, 1), ==, 699);
	g_assert_cmpint(put_numbered(store, "e", KIND_STATEMENT, 698, 1), ==, 699);      /* on record already */
	g_assert_cmpint(put_numbered(store, "f", KIND_STATEMENT, -1, 1), ==, -1);
	g_assert_cmpint(put_numbered(store, "f", KIND_STATEMENT, STORE_FIRST_OTHER, 1), ==, -1);
	g_assert_cmpint(put_numbered(store, "f", KIND_STATEMENT, 0, 1), ==, 701);
	g_assert_true(store_start_numbers(store, 2000, &error));
	g_assert_true(store_start_numbers(store, 5, &error));
	g_assert_cmpint(put_numbered(store, "g", KIND_STATEMENT, 0, 2), ==, 2000);
	g_assert_cmpint(put_numbered(store, "h", KIND_STATEMENT, 0, 1), ==, 2002);
	g_assert_false(store_start_numbers(store, 0, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

static void test_stats(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(GError) error = NULL;
	struct store_stats stats;
	g_assert_true(store_get_stats(store, &stats, &error));
	g_assert_cmpint(stats.records, ==, 0);
	g_assert_cmpint(stats.oldest, ==, 0);
	fill_for_list(store);
	g_autoptr(sample_t) sample = sample_new("s@itu.example", "s");
	sample_attach(sample, "a.doc", "application/msword", "12345");
	doubts_add(((struct statement *)g_ptr_array_index(sample->statements, 0))->doubts, DOUBT_NO_PURPOSE, NULL);
	g_ptr_array_add(sample->statements, statement_new());
	sample->request.received++;
	sample_put(store, sample);
	sample_put(store, sample);
	g_assert_true(store_get_stats(store, &stats, &error));
	g_assert_no_error(error);
	g_assert_cmpint(stats.records, ==, 6);
	g_assert_cmpint(stats.messages, ==, 5);
	g_assert_cmpint(stats.attachments, ==, 1);
	g_assert_cmpint(stats.resent, ==, 2);
	g_assert_cmpint(stats.with_doubts, ==, 1);
	g_assert_cmpint(stats.by_state[STATE_POSTED], ==, 2);
	g_assert_cmpint(stats.by_state[STATE_PENDING], ==, 3);
	g_assert_cmpint(stats.by_kind[KIND_STATEMENT], ==, 4);
	g_assert_cmpint(stats.by_purpose[PURPOSE_UNKNOWN], ==, 4);
	g_assert_cmpint(stats.by_direction[DIRECTION_OUTGOING], ==, 1);
	g_assert_cmpint(stats.oldest, ==, 100);
	g_assert_cmpint(stats.newest, ==, sample->request.received);
	g_assert_cmpint(stats.content_bytes, >, 5);
	g_assert_cmpint(stats.database_bytes, >, 4096);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

int main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/record/round-trip", test_round_trip);
	g_test_add_func("/store/record/message", test_message);
	g_test_add_func("/store/record/large-content", test_large_content);
	g_test_add_func("/store/record/find", test_find);
	g_test_add_func("/store/record/list", test_list);
	g_test_add_func("/store/record/glance", test_glance);
	g_test_add_func("/store/record/open", test_open);
	g_test_add_func("/store/record/numbers", test_numbers);
	g_test_add_func("/store/record/stats", test_stats);
	return g_test_run();
}
