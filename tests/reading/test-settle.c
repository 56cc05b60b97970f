/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-settle.c - evidence against evidence
 */
#include "../../src/reading/work.h"
#include "organization.h"

struct fixture {
	struct organization *organization;
	struct limits limits;
	struct reading_context context;
	struct letter letter;
	struct work work;
};

static void set_up(struct fixture *fixture, gconstpointer data)
{
	static const struct limits limits = LIMITS_DEFAULT;

	(void)data;
	fixture->limits = limits;
	fixture->organization = test_organization();
	fixture->context = (struct reading_context) { .organization = fixture->organization, .limits = &fixture->limits };
	fixture->letter = (struct letter) { .source = EVIDENCE_BODY };
	fixture->work = (struct work) { .context = &fixture->context, .letter = &fixture->letter, .statement = statement_new() };
}

static void tear_down(struct fixture *fixture, gconstpointer data)
{
	(void)data;
	statement_free(fixture->work.statement);
	organization_free(fixture->organization);
}

static void note(struct fixture *fixture, enum field field, const char *value, int sure)
{
	work_note(&fixture->work, field, EVIDENCE_BODY, "1", 1, NULL, value, sure);
}

static void test_surest(struct fixture *fixture, gconstpointer data)
{
	(void)data;
	note(fixture, FIELD_TITLE, "subject", SURE_RUNNER_UP);
	note(fixture, FIELD_TITLE, " the   title ", SURE_LABEL);
	settle_field(&fixture->work, FIELD_TITLE);
	g_assert_cmpstr(fixture->work.statement->title, ==, "the title");
	g_assert_cmpuint(fixture->work.statement->doubts->len, ==, 0);
}

static void test_not_sure_enough(struct fixture *fixture, gconstpointer data)
{
	(void)data;
	note(fixture, FIELD_TITLE, "subject", SURE_RUNNER_UP);
	settle_field(&fixture->work, FIELD_TITLE);
	g_assert_null(fixture->work.statement->title);
	g_assert_cmpuint(fixture->work.statement->evidence->len, ==, 1);
	settle_doubts(&fixture->work);
	g_assert_true(doubts_have(fixture->work.statement->doubts, DOUBT_NO_TITLE));
}

static void test_agreement(struct fixture *fixture, gconstpointer data)
{
	const struct evidence *first;

	(void)data;
	note(fixture, FIELD_TITLE, "The title", SURE_LABEL);
	note(fixture, FIELD_TITLE, "the TITLE", SURE_RUNNER_UP);
	settle_field(&fixture->work, FIELD_TITLE);
	first = g_ptr_array_index(fixture->work.statement->evidence, 0);
	g_assert_cmpint(first->sure, >, SURE_LABEL);
	g_assert_cmpuint(fixture->work.statement->doubts->len, ==, 0);
}

static void test_conflict(struct fixture *fixture, gconstpointer data)
{
	(void)data;
	note(fixture, FIELD_PURPOSE, "action", SURE_LABEL);
	note(fixture, FIELD_PURPOSE, "info", SURE_LABEL_WEAK);
	settle_field(&fixture->work, FIELD_PURPOSE);
	g_assert_cmpint(fixture->work.statement->purpose, ==, PURPOSE_ACTION);
	g_assert_true(doubts_have(fixture->work.statement->doubts, DOUBT_CONFLICTING_PURPOSE));
}

/* Two days that are stated alike are no deadline. */
static void test_tie(struct fixture *fixture, gconstpointer data)
{
	(void)data;
	note(fixture, FIELD_DEADLINE, "2024-01-01", SURE_TEXT);
	note(fixture, FIELD_DEADLINE, "2024-02-01", SURE_TEXT);
	settle_field(&fixture->work, FIELD_DEADLINE);
	g_assert_false(date_is_set(fixture->work.statement->deadline));
	g_assert_true(doubts_have(fixture->work.statement->doubts, DOUBT_CONFLICTING_DEADLINE));
}

/* Of two titles the subject of the mail decides, if it is one of them. */
static void test_titles(struct fixture *fixture, gconstpointer data)
{
	(void)data;
	note(fixture, FIELD_TITLE, "LS to the IETF on keys", SURE_LINE);
	note(fixture, FIELD_TITLE, "LS to the IETF on timers", SURE_LINE);
	settle_field(&fixture->work, FIELD_TITLE);
	g_assert_null(fixture->work.statement->title);
	note(fixture, FIELD_TITLE, "LS to the IETF on timers", SURE_RUNNER_UP);
	settle_field(&fixture->work, FIELD_TITLE);
	g_assert_cmpstr(fixture->work.statement->title, ==, "LS to the IETF on timers");
	g_assert_true(doubts_have(fixture->work.statement->doubts, DOUBT_CONFLICTING_TITLE));
}

static void test_list(struct fixture *fixture, gconstpointer data)
{
	(void)data;
	note(fixture, FIELD_TO, "IETF QUIC WG", SURE_LABEL);
	note(fixture, FIELD_TO, "quic", SURE_LABEL);
	note(fixture, FIELD_TO, "ITU-T SG15", SURE_LABEL);
	note(fixture, FIELD_TO, "somebody else", SURE_HEADER);
	settle_field(&fixture->work, FIELD_TO);
	g_assert_cmpuint(fixture->work.statement->to->len, ==, 2);
	g_assert_cmpstr(g_ptr_array_index(fixture->work.statement->to, 1), ==, "ITU-T SG15");
}

static void test_bounded(struct fixture *fixture, gconstpointer data)
{
	(void)data;
	fixture->limits.evidence = 10;
	for (guint i = 0; i < 100; i++)
		note(fixture, FIELD_TO, "IETF", SURE_LABEL);
	g_assert_cmpuint(fixture->work.statement->evidence->len, ==, 10);
	g_assert_true(doubts_have(fixture->work.statement->doubts, DOUBT_BEYOND_LIMITS));
}

int main(int argc, char **argv)
{
	static const struct { const char *path; void (*run)(struct fixture *, gconstpointer); } tests[] = {
		{ "surest", test_surest }, { "not-sure-enough", test_not_sure_enough }, { "agreement", test_agreement },
		{ "conflict", test_conflict }, { "tie", test_tie }, { "titles", test_titles }, { "list", test_list }, { "bounded", test_bounded },
	};

	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++) {
		g_autofree char *path = g_strconcat("/reading/settle/", tests[i].path, NULL);

		g_test_add(path, struct fixture, NULL, set_up, tests[i].run, tear_down);
	}
	return g_test_run();
}
