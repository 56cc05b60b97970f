/* SPDX-License-Identifier: BSD-2-Clause
 *
 * values: tables agree with their enumerations, plans and envelopes are written and read in one way
 */
#include <config.h>
#include <string.h>
#include <liaison/envelope.h>
#include <liaison/error.h>
#include <liaison/lifecycle.h>
#include <liaison/mark.h>
#include <liaison/plan.h>
#include <liaison/statement.h>

/* Every name of an enumeration is there, is read back as itself, and no other is. */
#define CHECK_NAMES(type, prefix, first, n) \
	static void test_names_##prefix(void) \
	{ \
		type back; \
		for (int i = first; i < (int)(n); i++) { \
			const char *name = prefix##_name((type)i); \
			g_assert_nonnull(name); \
			g_assert_true(prefix##_parse(name, &back)); \
			g_assert_cmpint((int)back, ==, i); \
		} \
		g_assert_false(prefix##_parse("no such name", &back)); \
		g_assert_false(prefix##_parse("", &back)); \
	}
CHECK_NAMES(enum state, state, 0, STATE_N)
CHECK_NAMES(enum event_kind, event_kind, 0, EVENT_N)
CHECK_NAMES(enum kind, kind, 0, KIND_N)
CHECK_NAMES(enum direction, direction, DIRECTION_INCOMING, DIRECTION_N)
CHECK_NAMES(enum purpose, purpose, PURPOSE_INFO, PURPOSE_N)
CHECK_NAMES(enum evidence_source, evidence_source, 0, EVIDENCE_PERSON + 1)

static void test_names_doubt(void)
{
	enum doubt_kind back;

	for (int i = 0; i < DOUBT_N; i++) {
		g_assert_nonnull(doubt_name((enum doubt_kind)i));
		g_assert_true(doubt_kind_parse(doubt_name((enum doubt_kind)i), &back));
		g_assert_cmpint((int)back, ==, i);
		g_assert_true(g_str_has_suffix(doubt_meaning((enum doubt_kind)i), "."));
	}
	g_assert_false(doubt_kind_parse("no-such-doubt", &back));
}

static void test_names_field(void)
{
	enum field back;

	for (int i = 0; i < FIELD_N; i++) {
		g_assert_true(field_parse(field_key((enum field)i), &back));
		g_assert_cmpint((int)back, ==, i);
		g_assert_nonnull(field_label((enum field)i));
	}
	g_assert_false(field_parse("subject", &back));
}

static void test_doubts(void)
{
	g_autoptr(GPtrArray) doubts = doubts_new(), more = doubts_new();

	doubts_add(doubts, DOUBT_NO_TITLE, NULL);
	doubts_add(doubts, DOUBT_NO_TITLE, NULL);
	doubts_add(doubts, DOUBT_BROKEN_ADDRESS, "%s", "a@b c");
	doubts_add(doubts, DOUBT_BROKEN_ADDRESS, "%s", "another");
	g_assert_cmpuint(doubts->len, ==, 3);
	doubts_add(more, DOUBT_NO_TITLE, NULL);
	doubts_add(more, DOUBT_NO_TO, NULL);
	doubts_merge(doubts, more);
	g_assert_cmpuint(doubts->len, ==, 4);
	g_assert_true(doubts_have(doubts, DOUBT_NO_TO));
	doubts_remove(doubts, DOUBT_BROKEN_ADDRESS);
	g_assert_cmpuint(doubts->len, ==, 2);
	g_assert_false(doubts_have(doubts, DOUBT_BROKEN_ADDRESS));
}

static void test_lifecycle(void)
{
	static const struct { enum state from; enum event_kind event; int to; } table[] = {
		{ STATE_PENDING, EVENT_APPROVED, STATE_APPROVED }, { STATE_PENDING, EVENT_POSTED, STATE_POSTED },
		{ STATE_PENDING, EVENT_KILLED, STATE_DEAD }, { STATE_PENDING, EVENT_RESURRECTED, -1 },
		{ STATE_APPROVED, EVENT_POSTED, STATE_POSTED }, { STATE_APPROVED, EVENT_APPROVED, -1 },
		{ STATE_POSTED, EVENT_POSTED, -1 }, { STATE_POSTED, EVENT_APPROVED, -1 }, { STATE_POSTED, EVENT_KILLED, STATE_DEAD },
		{ STATE_DEAD, EVENT_RESURRECTED, STATE_PENDING }, { STATE_DEAD, EVENT_KILLED, -1 }, { STATE_DEAD, EVENT_POSTED, -1 },
		{ STATE_DEAD, EVENT_COMMENT, STATE_DEAD }, { STATE_POSTED, EVENT_RESENT, STATE_POSTED }, { STATE_PENDING, EVENT_MODIFIED, STATE_PENDING },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		enum state next = STATE_N;
		gboolean allowed = lifecycle_apply(table[i].from, table[i].event, &next);

		g_assert_cmpint(allowed, ==, table[i].to >= 0);
		g_assert_cmpint((int)next, ==, table[i].to >= 0 ? table[i].to : (int)STATE_N);
	}
}

static void test_envelope(void)
{
	static const struct { const char *text, *complaint; } bad[] = {
		{ "", "no line \"from ADDRESS\"" }, { "rcpt a@b.example\n", "no line \"from ADDRESS\"" },
		{ "from a@b.example\nfrom c@d.example\n", "line 2" }, { "from a@b.example\nto c@d.example\n", "line 2" }, { "garbage", "line 1" },
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(envelope_t) one = envelope_parse("from <a@b.example>\n\n# note\nrcpt <X@d.example>\nrcpt y@d.example\n", &error);
	g_autoptr(envelope_t) two = envelope_parse("from A@B.example\r\nrcpt y@D.example\r\nrcpt x@d.example\r\nrcpt x@d.example", &error);
	g_autoptr(envelope_t) null_sender = envelope_parse("from <>\nrcpt y@d.example\n", &error);
	g_autofree char *digest_one = NULL, *digest_two = NULL, *digest_null = NULL;

	g_assert_no_error(error);
	g_assert_cmpstr(one->sender, ==, "a@b.example");
	g_assert_cmpuint(one->recipients->len, ==, 2);
	g_assert_cmpstr(((struct recipient *)one->recipients->pdata[0])->argument, ==, "<X@d.example>");
	g_assert_cmpstr(((struct recipient *)one->recipients->pdata[0])->addr_spec, ==, "X@d.example");
	g_assert_true(envelope_has_recipient(one, "x@D.EXAMPLE"));
	g_assert_false(envelope_has_recipient(one, "z@d.example"));
	g_assert_cmpuint(two->recipients->len, ==, 3);
	g_assert_cmpstr(null_sender->sender, ==, "");
	digest_one = envelope_digest(one);
	digest_two = envelope_digest(two);
	digest_null = envelope_digest(null_sender);
	g_assert_cmpstr(digest_one, ==, digest_two);
	g_assert_cmpstr(digest_one, !=, digest_null);

	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) fault = NULL;

		g_assert_null(envelope_parse(bad[i].text, &fault));
		g_assert_error(fault, LIAISON_ERROR, LIAISON_ERROR_DATA);
		g_assert_nonnull(strstr(fault->message, bad[i].complaint));
	}
}

static void test_plan(void)
{
	static const struct { const char *value, *base; gint64 id; const char *out; } expand[] = {
		{ "<%u>", "https://example.org/liaison", 12, "<https://example.org/liaison/12/>" },
		{ "<%u>", "https://example.org/liaison/", 12, "<https://example.org/liaison/12/>" },
		{ "id=%d", "x", G_GINT64_CONSTANT(9007199254740993), "id=9007199254740993" },
		{ "100%%", "x", 1, "100%" }, { "%", "x", 1, "%" }, { "%z", "x", 1, "%z" }, { "", "x", 1, "" },
	};
	struct plan *plan = plan_new();
	g_autofree char *text = NULL;

	plan->record = TRUE;
	plan->verdict = VERDICT_HOLD;
	plan->reason = g_strdup("not approved");
	plan_add(plan, ACTION_ADD_RECIPIENT, "a@b.example", NULL, 0, "send-to");
	plan_add(plan, ACTION_REMOVE_HEADER, "Liaison-Statement", NULL, 2, "forged");
	text = plan_format(plan);
	g_assert_cmpstr(text, ==, "hold, record: not approved\nadd-recipient a@b.example (send-to)\nremove-header Liaison-Statement[2] (forged)\n");
	plan_free(plan);
	plan_free(NULL);
	for (guint i = 0; i < G_N_ELEMENTS(expand); i++) {
		g_autofree char *out = plan_expand(expand[i].value, expand[i].base, expand[i].id);

		g_assert_cmpstr(out, ==, expand[i].out);
	}
}

/* A recipient is removed by its exact argument; what else bears that name is no matter. */
static void test_plan_find(void)
{
	g_autoptr(plan_t) plan = plan_new();

	g_assert_null(plan_removal(plan->actions, "<a@b.example>"));
	g_assert_null(plan_post_rule(plan));
	plan_add(plan, ACTION_ADD_RECIPIENT, "<a@b.example>", NULL, 0, "body");
	plan_add(plan, ACTION_REMOVE_RECIPIENT, "<c@b.example>", NULL, 0, "send-to");
	plan_add(plan, ACTION_POST, NULL, NULL, 0, "posting");
	g_assert_null(plan_removal(plan->actions, "<a@b.example>"));
	g_assert_null(plan_removal(plan->actions, "<C@b.example>"));
	g_assert_cmpstr(plan_removal(plan->actions, "<c@b.example>")->rule, ==, "send-to");
	g_assert_cmpstr(plan_post_rule(plan), ==, "posting");
}

/* What was written is read back the same, and nothing that stood in a value becomes an action. */
static void test_plan_again(void)
{
	static const char *const broken[] = { "", "fun", "hold\nadd-recipient", "hold\nadd-recipient  (x)", "hold\nadd-recipient a@b (x", "hold\npost", "hold\nadd-header X: y",
	                                      "hold\nremove-header X[y] (z)", "hold\nwaiting: ", "accept\nfly a@b (x)", "hold\nremove-header X[99999999999] (z)" };
	struct plan *plan = plan_new(), *again;
	g_autofree char *text = NULL, *second = NULL;

	plan->record = TRUE;
	plan->edit = FALSE;
	plan->verdict = VERDICT_HOLD;
	plan->reason = g_strdup("nobody approves for 'X\nadd-recipient thief@evil.example (y)'");
	plan_add(plan, ACTION_ADD_RECIPIENT, "a@b.example", NULL, 0, "route 'odd (name) here'");
	plan_add(plan, ACTION_REMOVE_RECIPIENT, "<\"a (b) \\\" c\"@b.example>", NULL, 0, "send-to");
	plan_add(plan, ACTION_REMOVE_HEADER, "Liaison-Statement", NULL, 2, "forged");
	plan_add(plan, ACTION_CHANGE_HEADER, "Reply-To", "x (y) [z]: (a", 1, "reply-to");
	plan_add(plan, ACTION_ADD_HEADER, "Archived-At", "<%u>", 0, "record (a (b))");
	plan_add(plan, ACTION_POST, NULL, NULL, 0, "posting");
	g_ptr_array_add(plan->waiting, g_ptr_array_steal_index(plan->actions, 0));
	text = plan_format(plan);
	again = plan_parse(text);
	g_assert_nonnull(again);
	second = plan_format(again);
	g_assert_cmpstr(text, ==, second);
	g_assert_cmpuint(again->actions->len, ==, 5);
	g_assert_cmpstr(((struct action *)g_ptr_array_index(again->actions, 0))->name, ==, "<\"a (b) \\\" c\"@b.example>");
	g_assert_cmpstr(((struct action *)g_ptr_array_index(again->actions, 2))->value, ==, "x (y) [z]: (a");
	g_assert_cmpstr(((struct action *)g_ptr_array_index(again->actions, 3))->rule, ==, "record (a (b))");
	g_assert_cmpstr(((struct action *)g_ptr_array_index(again->waiting, 0))->rule, ==, "route 'odd (name) here'");
	plan_free(plan);
	plan_free(again);
	for (guint i = 0; i < G_N_ELEMENTS(broken); i++) {
		again = plan_parse(broken[i]);
		if (g_str_has_prefix(broken[i], "hold\nwaiting")) {
			g_assert_cmpuint(again->waiting->len, ==, 0);
			plan_free(again);
			continue;
		}
		g_test_message("%s", broken[i]);
		g_assert_null(again);
	}
	g_assert_null(plan_parse(NULL));
}

/* The grammar of mark.h, and that nothing makes a value longer than it says. */
static void test_mark(void)
{
	static const struct { gboolean pending; guint64 reasons; const char *value; } cases[] = {
		{ FALSE, 0, "id=%d" }, { TRUE, 0, "id=%d; state=pending" },
		{ TRUE, G_GUINT64_CONSTANT(1) << DOUBT_NO_PURPOSE | G_GUINT64_CONSTANT(1) << DOUBT_MISDIRECTED, "id=%d; state=pending; reason=no-purpose, misdirected" },
		{ FALSE, G_GUINT64_CONSTANT(1) << DOUBT_MISDIRECTED, "id=%d; reason=misdirected" },
	};
	g_autofree char *all = mark_format(TRUE, (G_GUINT64_CONSTANT(1) << DOUBT_N) - 1), *words = mark_words(mark_bit(DOUBT_NO_TITLE));

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *value = mark_format(cases[i].pending, cases[i].reasons);

		g_assert_cmpstr(value, ==, cases[i].value);
	}
	g_assert_cmpstr(words, ==, "no-title");
	g_assert_cmpuint(strlen(all) + strlen("9223372036854775807"), <=, MARK_MAX);
	g_assert_true(g_regex_match_simple("^id=%d; state=[a-z]+; reason=[a-z0-9-]+(, [a-z0-9-]+)*$", all, 0, 0));
	for (int kind = 0; kind < DOUBT_N; kind++)
		g_assert_nonnull(strstr(all, doubt_name((enum doubt_kind)kind)));
}

static const struct { const char *text; gboolean valid, lasting; } queue_ids[] = {
	{ "4jYjmL4QfWz1kQpD", TRUE, TRUE },         /* Postfix, long */
	{ "6AOD8MkG010375", TRUE, TRUE },           /* Sendmail */
	{ "6AOD8MkG4194303", TRUE, TRUE },          /* a process number of seven digits */
	{ "4F1C2A0B3D", TRUE, FALSE },              /* Postfix, short */
	{ "3FA5D1C04E12AB", TRUE, FALSE },          /* with a large inode */
	{ "4jYjmL4Qfz1kQpD", TRUE, FALSE }, { "ABC123", TRUE, FALSE }, { "ABC12", FALSE, FALSE }, { "", FALSE, FALSE }, { NULL, FALSE, FALSE },
	{ "4jYjmL4QfWz1kQpDxxxxxxxx1", FALSE, FALSE }, { "6AOD8MkG 010375", FALSE, FALSE }, { "-6AOD8MkG01037", FALSE, FALSE }, { "ALL\n123", FALSE, FALSE },
	{ "../../etc/passwd", FALSE, FALSE }, { "6AOD8MkG01037*", FALSE, FALSE },
};

static void test_queue_ids(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(queue_ids); i++) {
		g_test_message("%s", queue_ids[i].text ? queue_ids[i].text : "NULL");
		g_assert_cmpint(queue_id_is_valid(queue_ids[i].text), ==, queue_ids[i].valid);
		g_assert_cmpint(queue_id_is_lasting(queue_ids[i].text), ==, queue_ids[i].lasting);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/names/state", test_names_state);
	g_test_add_func("/names/event", test_names_event_kind);
	g_test_add_func("/names/kind", test_names_kind);
	g_test_add_func("/names/direction", test_names_direction);
	g_test_add_func("/names/purpose", test_names_purpose);
	g_test_add_func("/names/evidence-source", test_names_evidence_source);
	g_test_add_func("/names/doubt", test_names_doubt);
	g_test_add_func("/names/field", test_names_field);
	g_test_add_func("/doubts", test_doubts);
	g_test_add_func("/mark", test_mark);
	g_test_add_func("/lifecycle", test_lifecycle);
	g_test_add_func("/envelope", test_envelope);
	g_test_add_func("/plan", test_plan);
	g_test_add_func("/plan/find", test_plan_find);
	g_test_add_func("/plan/again", test_plan_again);
	g_test_add_func("/envelope/queue-ids", test_queue_ids);
	return g_test_run();
}
