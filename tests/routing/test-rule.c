/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-rule.c - patterns and the conditions of rules
 */
#include <config.h>
#include <liaison/error.h>
#include "fixture.h"

static void test_pattern(void)
{
	static const struct { const char *pattern, *value; enum answer answer; } rows[] = {
		{ "ITU-T*", "ITU-T SG15", ANSWER_YES },
		{ "itu-t*", "ITU-T SG15", ANSWER_YES },
		{ "ITU-T", "ITU-T SG15", ANSWER_NO },
		{ "*", "", ANSWER_YES },
		{ "a?c", "abc", ANSWER_YES },
		{ "/quantum/", "On quantum keys", ANSWER_YES },
		{ "/Quantum/", "On quantum keys", ANSWER_NO },
		{ "/Quantum/i", "On quantum keys", ANSWER_YES },
		{ "/^on.*keys$/i", "On quantum keys", ANSWER_YES },
		{ "/a\\/b/", "a/b", ANSWER_YES },
		{ "/ü.h/i", "BÜCHER", ANSWER_YES },
		{ "/^$/", "", ANSWER_YES },
		{ "/x/", NULL, ANSWER_NO },
		{ "x", NULL, ANSWER_NO },
		{ "/^(a+)+$/", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", ANSWER_CANNOT_TELL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		struct pattern *pattern = pattern_compile(rows[i].pattern, &error);

		g_assert_no_error(error);
		g_test_message("%s on %s", rows[i].pattern, rows[i].value ? rows[i].value : "(nothing)");
		g_assert_cmpint(pattern_match(pattern, rows[i].value), ==, rows[i].answer);
		pattern_free(pattern);
	}
	pattern_free(NULL);
}

static void test_pattern_faults(void)
{
	static const struct { const char *pattern, *says; } rows[] = {
		{ "", "*empty pattern*" },
		{ "/", "*no closing*" },
		{ "/abc", "*no closing*" },
		{ "//", "*empty expression*" },
		{ "//i", "*empty expression*" },
		{ "/a/x", "*only 'i' may stand there*" },
		{ "/a/ii", "*only 'i' may stand there*" },
		{ "/(/", "*missing*" },
		{ "/[a/", "*missing*" },
		{ "\xff", "*UTF-8*" },
	};
	g_autofree char *longest = g_strnfill(3000, 'a');
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) fault = NULL;

		g_assert_null(pattern_compile(rows[i].pattern, &fault));
		g_assert_error(fault, LIAISON_ERROR, LIAISON_ERROR_CONFIG);
		g_test_message("%s", fault->message);
		g_assert_true(g_pattern_match_simple(rows[i].says, fault->message));
	}
	g_assert_null(pattern_compile(longest, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG);
}

#define IN "direction incoming; auth; peer Norm; from Norm SG1; to ALPHA WG; our ALPHA WG; to-contact a@example.org; " \
	"from-contact eva@norm.example; received-from desk@norm.example; purpose action; title On keys"
#define OUT "direction outgoing; auth; peer Norm; from Alpha; our ALPHA WG; to Norm SG1; purpose info; doubt no-deadline"
#define SLOW "/^(a+)+$/"
#define SLOW_SUBJECT "Subject: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"

static void test_rule(void)
{
	static const struct { const char *rule, *statement, *headers; enum answer answer; } rows[] = {
		{ "r: stop", IN, NULL, ANSWER_YES },
		{ "r: direction incoming", IN, NULL, ANSWER_YES },
		{ "r: direction outgoing", IN, NULL, ANSWER_NO },
		{ "r: direction incoming", "auth", NULL, ANSWER_NO },
		{ "r: from Norm", IN, NULL, ANSWER_YES },              /* the peer's configured name */
		{ "r: from Norm SG*", IN, NULL, ANSWER_YES },
		{ "r: from *@norm.example", IN, NULL, ANSWER_YES },
		{ "r: from eva@*", IN, NULL, ANSWER_YES },
		{ "r: from desk@norm.example", IN, NULL, ANSWER_YES },
		{ "r: from Guild*, from Norm*", IN, NULL, ANSWER_YES },
		{ "r: from Guild*", IN, NULL, ANSWER_NO },
		{ "r: from ALPHA WG", IN, NULL, ANSWER_NO },
		{ "r: from ALPHA WG", OUT, NULL, ANSWER_YES },         /* the body's configured name */
		{ "r: from *", "auth", NULL, ANSWER_NO },              /* unknown is not anybody */
		{ "r: to ALPHA WG", IN, NULL, ANSWER_YES },
		{ "r: to a@example.org", IN, NULL, ANSWER_YES },
		{ "r: to Norm", IN, NULL, ANSWER_NO },
		{ "r: to Norm", OUT, NULL, ANSWER_YES },
		{ "r: subject /keys/", IN, NULL, ANSWER_YES },         /* the title */
		{ "r: subject /locks/", IN, "Subject: Fwd: locks", ANSWER_YES },
		{ "r: subject /locks/", IN, NULL, ANSWER_NO },
		{ "r: purpose action", IN, NULL, ANSWER_YES },
		{ "r: purpose info, purpose action", IN, NULL, ANSWER_YES },
		{ "r: purpose info", IN, NULL, ANSWER_NO },
		{ "r: purpose unknown", "auth", NULL, ANSWER_YES },
		{ "r: authenticated true", IN, NULL, ANSWER_YES },
		{ "r: authenticated false", IN, NULL, ANSWER_NO },
		{ "r: authenticated false", "peer Norm", NULL, ANSWER_YES },
		{ "r: has-doubt true", OUT, NULL, ANSWER_YES },
		{ "r: has-doubt true", IN, NULL, ANSWER_NO },
		{ "r: has-doubt false", IN, NULL, ANSWER_YES },
		{ "r: has-doubt false", OUT, NULL, ANSWER_NO },
		{ "r: doubt no-*", OUT, NULL, ANSWER_YES },
		{ "r: doubt misdirected", OUT, NULL, ANSWER_NO },
		{ "r: doubt *", IN, NULL, ANSWER_NO },
		{ "r: direction incoming, from Norm*, purpose action, subject /keys/i, authenticated true", IN, NULL, ANSWER_YES },
		{ "r: direction incoming, from Norm*, purpose info, subject /keys/i, authenticated true", IN, NULL, ANSWER_NO },
		{ "r: subject " SLOW, IN, SLOW_SUBJECT, ANSWER_CANNOT_TELL },
		{ "r: subject " SLOW ", purpose info", IN, SLOW_SUBJECT, ANSWER_NO },       /* settled without it */
		{ "r: subject " SLOW ", to Norm", IN, SLOW_SUBJECT, ANSWER_NO },
		{ "r: subject " SLOW ", subject /^a/", IN, SLOW_SUBJECT, ANSWER_YES },      /* either will do */
		{ "r: subject " SLOW ", to ALPHA WG", IN, SLOW_SUBJECT, ANSWER_CANNOT_TELL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) rules = fixture_rules(rows[i].rule);
		g_autoptr(GPtrArray) statements = fixture_statements(rows[i].statement);
		g_autoptr(message_t) message = fixture_message(rows[i].headers);

		g_test_message("%s", rows[i].rule);
		g_assert_cmpint(rule_matches(g_ptr_array_index(rules, 0), message, g_ptr_array_index(statements, 0)), ==, rows[i].answer);
	}
	rule_free(NULL);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/routing/pattern", test_pattern);
	g_test_add_func("/routing/pattern/faults", test_pattern_faults);
	g_test_add_func("/routing/rule", test_rule);
	return g_test_run();
}
