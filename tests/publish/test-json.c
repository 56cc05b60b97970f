/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-json.c - what comes out is JSON whatever goes in, and every key is there
 *
 * The output is parsed by json-glib again, which is strict about what it takes, and the bytes are looked at besides.
 */
#include <config.h>
#include <string.h>
#include <json-glib/json-glib.h>
#include <liaison/json.h>
#include "../../src/publish/public.h"

static const char *const keys[] = {
	"kind", "direction", "title", "from", "from_contacts", "from_liaison_contact", "to", "to_contacts", "to_liaison_contact", "cc",
	"purpose", "deadline", "is_reply", "refers_to", "identifiers", "attachments",
	"id", "state", "received", "message_id", "received_from", "doubts", "also",
};

static JsonNode *parse(const char *text)
{
	g_autoptr(GError) error = NULL;
	JsonNode *root;

	g_assert_true(g_utf8_validate(text, -1, NULL));
	root = json_from_string(text, &error);
	g_assert_no_error(error);
	g_assert_nonnull(root);
	return root;
}

static void assert_keys(JsonObject *object)
{
	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (!json_object_has_member(object, keys[i]))
			g_error("key '%s' is not there", keys[i]);
	}
}

/* The member as it stands in the text, so that a test row is one string. */
static char *member(JsonObject *object, const char *name)
{
	g_assert_true(json_object_has_member(object, name));
	return json_to_string(json_object_get_member(object, name), FALSE);
}

static void assert_member(JsonObject *object, const char *name, const char *expected)
{
	g_autofree char *text = member(object, name);

	g_test_message("%s", name);
	g_assert_cmpstr(text, ==, expected);
}

static struct statement *full_statement(void)
{
	struct statement *s = statement_new();
	struct evidence *evidence = evidence_new(FIELD_TITLE, EVIDENCE_BODY, "1.1", 7, "Title", "LS on \"x\"", 90);

	s->kind = KIND_STATEMENT;
	s->direction = DIRECTION_INCOMING;
	s->title = g_strdup("LS on \"x\"");
	g_ptr_array_add(s->from, g_strdup("ITU-T SG15"));
	g_ptr_array_add(s->from, g_strdup("ITU-T Q6/15"));
	g_ptr_array_add(s->from_contacts, address_new("Ada Example", "ada@sg15.example"));
	s->from_liaison_contact = address_new(NULL, "tsbsg15@itu.example");
	g_ptr_array_add(s->to, g_strdup("CCAMP WG"));
	g_ptr_array_add(s->to_contacts, address_new(NULL, "ccamp-chairs@ietf.example"));
	s->to_liaison_contact = address_new(NULL, "statements@ietf.example");
	g_ptr_array_add(s->cc, g_strdup("Doe, J <j@doe.example>"));
	s->purpose = PURPOSE_ACTION;
	s->deadline = (struct date){ 2026, 2, 3 };
	s->deadline_text = g_strdup("3 February");
	s->is_reply = TRUE;
	g_ptr_array_add(s->refers_to, g_strdup("LS 12"));
	g_ptr_array_add(s->identifiers, g_strdup("SG15-LS88"));
	g_ptr_array_add(s->attachments, g_strdup("Größe.docx"));
	s->received_from = address_new("Ada", "ada@sg15.example");
	s->peer = g_strdup("ITU-T");
	s->authenticated = TRUE;
	g_ptr_array_add(s->our_bodies, g_strdup("CCAMP WG"));
	doubts_add(s->doubts, DOUBT_MISDIRECTED, NULL);
	doubts_add(s->doubts, DOUBT_BROKEN_ADDRESS, "%s", "x@@y");
	doubts_add(s->doubts, DOUBT_BROKEN_ADDRESS, "%s", "z@");
	evidence->chosen = TRUE;
	evidence->layout = g_strdup("itu-t");
	g_ptr_array_add(s->evidence, evidence);
	return s;
}

static const struct { const char *key, *expected; } full_rows[] = {
	{ "kind", "\"statement\"" },
	{ "direction", "\"incoming\"" },
	{ "title", "\"LS on \\\"x\\\"\"" },
	{ "from", "[\"ITU-T SG15\",\"ITU-T Q6/15\"]" },
	{ "from_contacts", "[\"Ada Example <ada@sg15.example>\"]" },
	{ "from_liaison_contact", "\"tsbsg15@itu.example\"" },
	{ "to", "[\"CCAMP WG\"]" },
	{ "to_contacts", "[\"ccamp-chairs@ietf.example\"]" },
	{ "to_liaison_contact", "\"statements@ietf.example\"" },
	{ "cc", "[\"Doe, J <j@doe.example>\"]" },
	{ "purpose", "\"action\"" },
	{ "deadline", "\"2026-02-03\"" },
	{ "is_reply", "true" },
	{ "refers_to", "[\"LS 12\"]" },
	{ "identifiers", "[\"SG15-LS88\"]" },
	{ "attachments", "[\"Größe.docx\"]" },
	{ "received_from", "\"Ada <ada@sg15.example>\"" },
	{ "doubts", "[\"misdirected\",\"broken-address\"]" },
	{ "deadline_text", "\"3 February\"" },
	{ "peer", "\"ITU-T\"" },
	{ "authenticated", "true" },
	{ "our_bodies", "[\"CCAMP WG\"]" },
};

static const struct { const char *key, *expected; } empty_rows[] = {
	{ "kind", "\"correspondence\"" }, { "direction", "null" }, { "title", "null" }, { "from", "[]" }, { "from_contacts", "[]" },
	{ "from_liaison_contact", "null" }, { "to", "[]" }, { "to_contacts", "[]" }, { "to_liaison_contact", "null" }, { "cc", "[]" },
	{ "purpose", "null" }, { "deadline", "null" }, { "is_reply", "false" }, { "refers_to", "[]" }, { "identifiers", "[]" },
	{ "attachments", "[]" }, { "received_from", "null" }, { "doubts", "[]" }, { "id", "null" }, { "state", "null" },
	{ "received", "null" }, { "message_id", "null" }, { "also", "[]" }, { "plan", "null" }, { "evidence", "[]" },
	{ "deadline_text", "null" }, { "peer", "null" }, { "our_bodies", "[]" }, { "authenticated", "false" }, { "doubt_details", "[]" },
};

static char *inspect(struct statement *first, struct statement *second, const struct plan *plan, const char *message_id)
{
	g_autoptr(GPtrArray) statements = g_ptr_array_new_with_free_func((GDestroyNotify)statement_free);
	g_autoptr(message_t) message = message_new();

	message->message_id = g_strdup(message_id);
	g_ptr_array_add(statements, first);
	if (second)
		g_ptr_array_add(statements, second);
	return json_inspection(message, statements, plan, NULL);
}

static void test_full(void)
{
	g_autofree char *text = inspect(full_statement(), NULL, NULL, "1@sg15.example");
	g_autoptr(JsonNode) root = parse(text);
	JsonObject *object = json_node_get_object(root);

	assert_keys(object);
	for (guint i = 0; i < G_N_ELEMENTS(full_rows); i++)
		assert_member(object, full_rows[i].key, full_rows[i].expected);
	assert_member(object, "message_id", "\"1@sg15.example\"");
	assert_member(object, "evidence", "[{\"field\":\"title\",\"value\":\"LS on \\\"x\\\"\",\"source\":\"body\",\"where\":\"1.1\",\"line\":7,"
	              "\"label\":\"Title\",\"layout\":\"itu-t\",\"sure\":90,\"chosen\":true}]");
	g_assert_cmpuint(json_array_get_length(json_object_get_array_member(object, "doubt_details")), ==, 3);
	g_assert_cmpstr(json_object_get_string_member(json_array_get_object_element(
		json_object_get_array_member(object, "doubt_details"), 2), "detail"), ==, "z@");
}

static void test_empty(void)
{
	g_autofree char *text = inspect(statement_new(), NULL, NULL, NULL);
	g_autoptr(JsonNode) root = parse(text);

	assert_keys(json_node_get_object(root));
	for (guint i = 0; i < G_N_ELEMENTS(empty_rows); i++)
		assert_member(json_node_get_object(root), empty_rows[i].key, empty_rows[i].expected);
}

static void test_several(void)
{
	g_autofree char *text = inspect(statement_new(), full_statement(), NULL, "2@x.example");
	g_autoptr(JsonNode) root = parse(text);
	JsonArray *also = json_object_get_array_member(json_node_get_object(root), "also");

	g_assert_cmpuint(json_array_get_length(also), ==, 1);
	assert_keys(json_array_get_object_element(also, 0));
	assert_member(json_array_get_object_element(also, 0), "purpose", "\"action\"");
	assert_member(json_array_get_object_element(also, 0), "message_id", "\"2@x.example\"");
	assert_member(json_node_get_object(root), "purpose", "null");
}

static void test_plan(void)
{
	g_autoptr(plan_t) plan = plan_new();
	g_autofree char *text = NULL;
	g_autoptr(JsonNode) root = NULL;

	plan->verdict = VERDICT_HOLD;
	plan->record = TRUE;
	plan->reason = g_strdup("nobody approved it");
	g_ptr_array_add(plan->rules, g_strdup("approval"));
	plan_add(plan, ACTION_ADD_HEADER, "Archived-At", "<%u>", 0, "record");
	plan_add(plan, ACTION_POST, NULL, NULL, 0, "post");
	text = inspect(statement_new(), NULL, plan, NULL);
	root = parse(text);
	assert_member(json_node_get_object(root), "plan",
	              "{\"verdict\":\"hold\",\"record\":true,\"edit\":true,\"reason\":\"nobody approved it\",\"actions\":["
	              "{\"action\":\"add-header\",\"name\":\"Archived-At\",\"value\":\"<%u>\",\"index\":0,\"rule\":\"record\"},"
	              "{\"action\":\"post\",\"name\":null,\"value\":null,\"index\":0,\"rule\":\"post\"}],\"waiting\":[],"
	              "\"rules\":[\"approval\"]}");
}

/* ---- what is on record ---- */

static void test_record(void)
{
	g_autoptr(GPtrArray) attachments = g_ptr_array_new(), events = g_ptr_array_new(), relations = g_ptr_array_new();
	g_autoptr(GPtrArray) others = g_ptr_array_new();
	g_autoptr(statement_t) statement = full_statement(), other_statement = statement_new();
	g_autoptr(envelope_t) envelope = envelope_new();
	struct record_attachment file = { .name = (char[]){ "a.doc" }, .content_type = (char[]){ "application/msword" },
	                                  .digest = (char[]){ "00ff" }, .size = 17 };
	struct record_event event = { .time = 1770076800000000, .kind = EVENT_SUBMITTED, .by = (char[]){ "(System)" }, .text = NULL };
	struct record_relation relation = { .other = 3, .kind = (char[]){ "refold" } };
	struct record other = { .id = 8, .state = STATE_DEAD, .statement = other_statement };
	struct record record = { .id = 7, .state = STATE_POSTED, .received = 1770076800000000, .message_id = (char[]){ "1@x.example" },
	                         .statement = statement, .envelope = envelope, .plan = (char[]){ "verdict: accept\nadd a\n" },
	                         .attachments = attachments, .events = events, .relations = relations };
	g_autofree char *text = NULL, *brief = NULL;
	g_autoptr(JsonNode) root = NULL, brief_root = NULL;
	JsonObject *object;

	g_ptr_array_add(attachments, &file);
	g_ptr_array_add(events, &event);
	g_ptr_array_add(relations, &relation);
	g_ptr_array_add(others, &other);
	envelope_set_sender(envelope, "<ada@sg15.example>");
	envelope_add_recipient(envelope, "<statements@ietf.example>");

	text = json_record(&record, others, TRUE, TRUE);
	root = parse(text);
	object = json_node_get_object(root);
	assert_keys(object);
	for (guint i = 0; i < G_N_ELEMENTS(full_rows); i++)
		assert_member(object, full_rows[i].key, full_rows[i].expected);
	assert_member(object, "id", "7");
	assert_member(object, "state", "\"posted\"");
	assert_member(object, "received", "\"2026-02-03T00:00:00Z\"");
	assert_member(object, "files", "[{\"name\":\"a.doc\",\"content_type\":\"application/msword\",\"size\":17,\"sha256\":\"00ff\",\"results\":[]}]");
	assert_member(object, "events", "[{\"time\":\"2026-02-03T00:00:00Z\",\"event\":\"submitted\",\"by\":\"(System)\",\"text\":null}]");
	assert_member(object, "relations", "[{\"relation\":\"refold\",\"id\":3}]");
	assert_member(object, "envelope", "{\"from\":\"ada@sg15.example\",\"rcpt\":[\"statements@ietf.example\"],\"queue_id\":null}");
	assert_member(object, "decided", "[\"verdict: accept\",\"add a\"]");
	assert_keys(json_array_get_object_element(json_object_get_array_member(object, "also"), 0));

	brief = json_record(&record, NULL, FALSE, FALSE);
	g_assert_null(strchr(brief, '\n'));
	brief_root = parse(brief);
	assert_keys(json_node_get_object(brief_root));
	g_assert_false(json_object_has_member(json_node_get_object(brief_root), "envelope"));
	g_assert_false(json_object_has_member(json_node_get_object(brief_root), "evidence"));
}

/* ---- hostile text ---- */

static const struct { const char *name, *in, *out; } hostile[] = {
	{ "quotes and backslashes", "\"\\", "\"\\\"\\\\\"" },
	{ "C0", "\x01\x1b[31m\x1f", "\"\\u0001\\u001b[31m\\u001f\"" },
	{ "line ends and tab", "a\r\n\tb", "\"a\\r\\n\\tb\"" },
	{ "DEL", "\x7f", "\"\\u007f\"" },
	{ "C1: CSI as one character", "\xc2\x9b" "31m", "\"\\u009b31m\"" },
	{ "line separators", "\xe2\x80\xa8\xe2\x80\xa9", "\"\\u2028\\u2029\"" },
	{ "right-to-left override", "gpj.\xe2\x80\xae" "exe", "\"gpj.\\u202eexe\"" },
	{ "isolates", "\xe2\x81\xa6\xe2\x81\xa9", "\"\\u2066\\u2069\"" },
	{ "byte order mark", "\xef\xbb\xbf", "\"\\ufeff\"" },
	{ "no UTF-8", "a\xff" "b", "\"a\xef\xbf\xbd" "b\"" },
	{ "cut character", "a\xe2\x82", "\"a\xef\xbf\xbd\xef\xbf\xbd\"" },
	{ "lone surrogate in bytes", "\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },
	{ "overlong NUL", "\xc0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\"" },
	{ "beyond the first plane", "\xf0\x9f\x93\xa7", "\"\xf0\x9f\x93\xa7\"" },
	{ "end of a script", "</script>", "\"</script>\"" },
	{ "looks escaped already", "\\u0000", "\"\\\\u0000\"" },
};

static void test_hostile(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(hostile); i++) {
		struct json *json = json_new(FALSE);
		g_autofree char *text = NULL, *expected = NULL, *valid = g_utf8_make_valid(hostile[i].in, -1);
		g_autoptr(JsonNode) root = NULL;

		g_test_message("%s", hostile[i].name);
		json_begin_array(json, NULL);
		json_string(json, NULL, hostile[i].in);
		json_end_array(json);
		text = json_finish(json);
		expected = g_strdup_printf("[%s]", hostile[i].out);
		g_assert_cmpstr(text, ==, expected);
		root = parse(text);
		g_assert_cmpstr(json_array_get_string_element(json_node_get_array(root), 0), ==, valid);
	}
}

/* In every field that a stranger can write; nothing that acts may come out. */
static void test_hostile_fields(void)
{
	static const char bad[] = "\x1b]0;\xc2\x9b\xe2\x80\xa8\xff\"\\";
	struct statement *s = statement_new();
	struct evidence *evidence = evidence_new(FIELD_TITLE, EVIDENCE_ATTACHMENT, bad, 1, bad, bad, 1);
	g_autofree char *text = NULL;
	g_autoptr(JsonNode) root = NULL;
	GPtrArray *lists[] = { s->from, s->to, s->cc, s->refers_to, s->identifiers, s->attachments, s->our_bodies };

	s->title = g_strdup(bad);
	s->deadline_text = g_strdup(bad);
	s->peer = g_strdup(bad);
	for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
		g_ptr_array_add(lists[i], g_strdup(bad));
	doubts_add(s->doubts, DOUBT_BROKEN_MIME, "%s", bad);
	g_ptr_array_add(s->evidence, evidence);
	text = inspect(s, NULL, NULL, bad);
	root = parse(text);
	assert_keys(json_node_get_object(root));
	for (const char *p = text; *p; p++)
		g_assert_true((guchar)*p >= 0x20 || *p == '\n');
	g_assert_null(strstr(text, "\xc2\x9b"));
	g_assert_null(strstr(text, "\xe2\x80\xa8"));
}

static void test_writer(void)
{
	struct json *json = json_new(FALSE);
	g_autofree char *text = NULL;

	json_begin_object(json, NULL);
	json_int(json, "int", G_MAXINT64);
	json_int(json, "negative", -1);
	json_int(json, "zero", 0);
	json_number(json, "number", 7);
	json_number(json, "no number", 0);
	json_bool(json, "no", FALSE);
	json_string(json, "none", NULL);
	json_time(json, "never", 0);
	json_time(json, "time", 1770076800000000);
	json_strings(json, "strings", NULL);
	json_begin_object(json, "inner");
	json_end_object(json);
	json_end_object(json);
	text = json_finish(json);
	g_assert_cmpstr(text, ==, "{\"int\":9223372036854775807,\"negative\":-1,\"zero\":0,\"number\":7,\"no number\":null,\"no\":false,\"none\":null,\"never\":null,"
	                "\"time\":\"2026-02-03T00:00:00Z\",\"strings\":[],\"inner\":{}}");
}

/* Of what was made of a file, people are given what was made for them; the text that we read is nobody's. */
static void test_public_results(void)
{
	g_autoptr(GPtrArray) attachments = g_ptr_array_new(), results = g_ptr_array_new(), files = NULL;
	const GPtrArray *shown;
	g_autofree char *digest = g_strnfill(64, 'a');
	struct record_result table[] = {
		{ .name = (char[]){ "a.txt" }, .content_type = (char[]){ "text/plain" }, .digest = digest, .for_reading = TRUE },
		{ .name = (char[]){ "a.pdf" }, .content_type = (char[]){ "application/pdf" }, .digest = digest },
		{ .name = (char[]){ "a.utf8.txt" }, .content_type = (char[]){ "text/plain; charset=utf-8" }, .digest = digest },
	};
	struct record_attachment file = { .name = (char[]){ "a.doc" }, .content_type = (char[]){ "application/msword" }, .digest = digest, .results = results };
	struct record record = { .attachments = attachments };

	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		g_ptr_array_add(results, &table[i]);
	g_ptr_array_add(attachments, &file);
	files = public_files(&record);
	g_assert_cmpuint(files->len, ==, 1);
	shown = ((const struct public_file *)g_ptr_array_index(files, 0))->results;
	g_assert_cmpuint(shown->len, ==, 2);
	g_assert_cmpstr(((const struct public_file *)g_ptr_array_index(shown, 0))->name, ==, "a.pdf");
	g_assert_cmpstr(((const struct public_file *)g_ptr_array_index(shown, 1))->name, ==, "a.utf8.txt");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/json/full", test_full);
	g_test_add_func("/json/empty", test_empty);
	g_test_add_func("/json/several", test_several);
	g_test_add_func("/json/plan", test_plan);
	g_test_add_func("/json/record", test_record);
	g_test_add_func("/json/hostile", test_hostile);
	g_test_add_func("/json/hostile-fields", test_hostile_fields);
	g_test_add_func("/publish/json/public-results", test_public_results);
	g_test_add_func("/json/writer", test_writer);
	return g_test_run();
}
