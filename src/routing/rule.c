/* SPDX-License-Identifier: BSD-2-Clause
 *
 * rule.c - does a rule match a statement: one small test a condition, all of which must say yes
 *
 * "No" from any condition settles it, even where another one cannot tell; "cannot tell" is left only when the
 * answer really hangs on it.
 */
#include <config.h>
#include <liaison/rules.h>

static void pattern_destroy(gpointer pattern)
{
	pattern_free(pattern);
}

struct rule *rule_new(const char *name)
{
	struct rule *rule = g_new0(struct rule, 1);

	rule->name = g_strdup(name);
	rule->from = g_ptr_array_new_with_free_func(pattern_destroy);
	rule->to = g_ptr_array_new_with_free_func(pattern_destroy);
	rule->subject = g_ptr_array_new_with_free_func(pattern_destroy);
	rule->doubts = g_ptr_array_new_with_free_func(pattern_destroy);
	rule->purposes = g_array_new(FALSE, FALSE, sizeof(enum purpose));
	rule->authenticated = -1;
	rule->has_doubt = -1;
	rule->add = g_ptr_array_new_with_free_func(g_free);
	rule->remove = g_ptr_array_new_with_free_func(g_free);
	rule->redirect = g_ptr_array_new_with_free_func(g_free);
	rule->hold = -1;
	rule->post = -1;
	return rule;
}

void rule_free(struct rule *rule)
{
	if (rule == NULL)
		return;
	g_free(rule->name);
	g_ptr_array_unref(rule->from);
	g_ptr_array_unref(rule->to);
	g_ptr_array_unref(rule->subject);
	g_ptr_array_unref(rule->doubts);
	g_array_unref(rule->purposes);
	g_ptr_array_unref(rule->add);
	g_ptr_array_unref(rule->remove);
	g_ptr_array_unref(rule->redirect);
	g_free(rule->file);
	g_free(rule);
}

static enum answer either(enum answer a, enum answer b)
{
	if (a == ANSWER_YES || b == ANSWER_YES)
		return ANSWER_YES;
	return a == ANSWER_CANNOT_TELL || b == ANSWER_CANNOT_TELL ? ANSWER_CANNOT_TELL : ANSWER_NO;
}

static enum answer both(enum answer a, enum answer b)
{
	if (a == ANSWER_NO || b == ANSWER_NO)
		return ANSWER_NO;
	return a == ANSWER_CANNOT_TELL || b == ANSWER_CANNOT_TELL ? ANSWER_CANNOT_TELL : ANSWER_YES;
}

static enum answer of_flag(gboolean flag)
{
	return flag ? ANSWER_YES : ANSWER_NO;
}

static enum answer match_text(const GPtrArray *patterns, const char *value)
{
	enum answer answer = ANSWER_NO;

	for (guint i = 0; i < patterns->len && answer != ANSWER_YES; i++)
		answer = either(answer, pattern_match(g_ptr_array_index(patterns, i), value));
	return answer;
}

static enum answer match_texts(const GPtrArray *patterns, const GPtrArray *values)
{
	enum answer answer = ANSWER_NO;

	for (guint i = 0; i < values->len && answer != ANSWER_YES; i++)
		answer = either(answer, match_text(patterns, g_ptr_array_index(values, i)));
	return answer;
}

static enum answer match_address(const GPtrArray *patterns, const struct address *address)
{
	return address == NULL ? ANSWER_NO : match_text(patterns, address->addr_spec);
}

static enum answer match_addresses(const GPtrArray *patterns, const GPtrArray *addresses)
{
	enum answer answer = ANSWER_NO;

	for (guint i = 0; i < addresses->len && answer != ANSWER_YES; i++)
		answer = either(answer, match_address(patterns, g_ptr_array_index(addresses, i)));
	return answer;
}

/* The bodies that we configured under the name the operator gave them: on our side of the statement. */
static enum answer match_side(const GPtrArray *patterns, const struct statement *statement, gboolean ours)
{
	return ours ? match_texts(patterns, statement->our_bodies) : match_text(patterns, statement->peer);
}

static enum answer match_from(const struct rule *rule, const struct statement *statement)
{
	enum answer answer;

	if (rule->from->len == 0)
		return ANSWER_YES;
	answer = match_texts(rule->from, statement->from);
	answer = either(answer, match_side(rule->from, statement, statement->direction == DIRECTION_OUTGOING));
	answer = either(answer, match_addresses(rule->from, statement->from_contacts));
	answer = either(answer, match_address(rule->from, statement->from_liaison_contact));
	return either(answer, match_address(rule->from, statement->received_from));
}

static enum answer match_to(const struct rule *rule, const struct statement *statement)
{
	enum answer answer;

	if (rule->to->len == 0)
		return ANSWER_YES;
	answer = match_texts(rule->to, statement->to);
	answer = either(answer, match_side(rule->to, statement, statement->direction != DIRECTION_OUTGOING));
	answer = either(answer, match_addresses(rule->to, statement->to_contacts));
	return either(answer, match_address(rule->to, statement->to_liaison_contact));
}

static enum answer match_subject(const struct rule *rule, const struct message *message, const struct statement *statement)
{
	if (rule->subject->len == 0)
		return ANSWER_YES;
	return either(match_text(rule->subject, message->subject), match_text(rule->subject, statement->title));
}

static enum answer match_purpose(const struct rule *rule, const struct statement *statement)
{
	if (rule->purposes->len == 0)
		return ANSWER_YES;
	for (guint i = 0; i < rule->purposes->len; i++)
		if (g_array_index(rule->purposes, enum purpose, i) == statement->purpose)
			return ANSWER_YES;
	return ANSWER_NO;
}

static enum answer match_doubts(const struct rule *rule, const struct statement *statement)
{
	enum answer answer = ANSWER_NO;

	if (rule->doubts->len == 0)
		return ANSWER_YES;
	for (guint i = 0; i < statement->doubts->len && answer != ANSWER_YES; i++) {
		const struct doubt *doubt = g_ptr_array_index(statement->doubts, i);
		answer = either(answer, match_text(rule->doubts, doubt_name(doubt->kind)));
	}
	return answer;
}

enum answer rule_matches(const struct rule *rule, const struct message *message, const struct statement *statement)
{
	enum answer answer;

	answer = of_flag(rule->direction == DIRECTION_UNKNOWN || rule->direction == statement->direction);
	if (rule->authenticated >= 0)
		answer = both(answer, of_flag((rule->authenticated != 0) == (statement->authenticated != FALSE)));
	if (rule->has_doubt >= 0)
		answer = both(answer, of_flag((rule->has_doubt != 0) == (statement->doubts->len > 0)));
	answer = both(answer, match_purpose(rule, statement));
	if (answer == ANSWER_NO)      /* the cheap ones first */
		return ANSWER_NO;
	answer = both(answer, match_from(rule, statement));
	answer = both(answer, match_to(rule, statement));
	answer = both(answer, match_doubts(rule, statement));
	return both(answer, match_subject(rule, message, statement));
}
