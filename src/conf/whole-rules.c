/* SPDX-License-Identifier: BSD-2-Clause
 *
 * whole-rules.c - the operator's rules among each other, and against what routing asks them
 *
 * What is said here is certain, or is about one name: an expression that never finds anything looks like one that does.
 */
#include <config.h>
#include <string.h>
#include <liaison/text.h>
#include "reader.h"

/* ---- what it does ---- */

/* Asks the file and not the rule: a value with a fault was meant to do something. */
static gboolean rule_does(const struct reader *reader, const char *where)
{
	static const char *const doing[] = { "add", "remove", "redirect", "hold", "post", "stop" };

	for (guint i = 0; i < G_N_ELEMENTS(doing); i++) {
		g_autofree char *here = g_strdup_printf("%s.%s", where, doing[i]);
		if (reader_has(reader, here))
			return TRUE;
	}
	return FALSE;
}

static void never(struct reader *reader, const struct rule *rule, const char *where, const char *what, const char *why)
{
	g_autofree char *here = g_strconcat(where, ".match.", what, NULL);

	reader_fault(reader, TRUE, here, "the rule '%s' can never match: %s", rule->name, why);
}

/* ---- the doubts that it asks for ---- */

static gboolean rule_doubts_name(const struct rule *rule, enum doubt_kind kind)
{
	for (guint i = 0; i < rule->doubts->len; i++)
		if (pattern_match(g_ptr_array_index(rule->doubts, i), doubt_name(kind)) == ANSWER_YES)
			return TRUE;
	return FALSE;
}

/* Why a doubt is never there when that rule is asked, or NULL. */
static const char *doubt_is_absent(const struct rule *rule, enum doubt_kind kind)
{
	switch (kind) {
	case DOUBT_NO_PLAIN_TEXT:
	case DOUBT_UNUSUAL_FORMAT:
	case DOUBT_NO_CONSENSUS_LEVEL:
	case DOUBT_CITES_DRAFT:
	case DOUBT_CITES_RFC:
		return "such a doubt is advice to the author, looked for after the rules";
	case DOUBT_UNAUTHENTICATED:
		return rule->authenticated > 0 ? "what is authenticated has no such doubt" : NULL;
	case DOUBT_CLAIMS_OURS:
		return rule->authenticated > 0 ? "what is authenticated has no such doubt" : rule->direction == DIRECTION_INCOMING ? "an incoming statement has no such doubt" : NULL;
	case DOUBT_REPLY_TO_SIGNED:
		return rule->direction == DIRECTION_INCOMING ? "an incoming statement has no such doubt" : NULL;
	case DOUBT_MISDIRECTED:
	case DOUBT_UNKNOWN_BODY:
		return rule->direction == DIRECTION_OUTGOING ? "an outgoing statement has no such doubt" : NULL;
	default:
		return NULL;
	}
}

static void check_doubts(struct reader *reader, const struct rule *rule, const char *where)
{
	const char *why = "no doubt has such a name";

	if (rule->authenticated == 0 && rule->has_doubt == 0)
		never(reader, rule, where, "has_doubt", "what is not authenticated has a doubt, unauthenticated");
	if (rule->doubts->len == 0)
		return;
	if (rule->has_doubt == 0) {
		never(reader, rule, where, "doubt", "has_doubt = false, and a doubt is asked for");
		return;
	}
	for (int kind = 0; kind < DOUBT_N; kind++) {
		const char *absent;

		if (!rule_doubts_name(rule, (enum doubt_kind)kind))
			continue;
		absent = doubt_is_absent(rule, (enum doubt_kind)kind);
		if (!absent)
			return;
		why = absent;
	}
	never(reader, rule, where, "doubt", why);
}

/* ---- the names that it asks for ---- */

enum side { SIDE_ANY, SIDE_OURS, SIDE_THEIRS };      /* ANY: an expression, a mailbox, a name of nobody */

static const char *alias_in(const GPtrArray *aliases, const char *text, const char *name)
{
	for (guint i = 0; i < aliases->len; i++)
		if (organization_is_same_name(g_ptr_array_index(aliases, i), text))
			return name;
	return NULL;
}

/* Statements are asked for the name that is configured, and for what they say word for word. */
static enum side check_name(struct reader *reader, const struct rule *rule, const char *where, const struct pattern *pattern)
{
	const struct organization *organization = reader->settings->organization;
	const char *text = pattern_text(pattern), *name = NULL;
	const struct body *body;
	const struct peer *peer;

	if (!pattern_is_plain(pattern) || strchr(text, '@') || organization_is_own_name(organization, text))
		return SIDE_ANY;
	body = organization_body_by_name(organization, text);
	peer = body ? NULL : organization_peer_by_name(organization, text);
	if (!body && !peer) {
		reader_fault(reader, TRUE, where, "the rule '%s' asks for \"%s\", which names no body or peer here: it matches only where a statement says just that", rule->name, text);
		return SIDE_ANY;
	}
	if (g_ascii_strcasecmp(text, body ? body->name : peer->name) != 0)
		name = body ? body->name : alias_in(peer->aliases, text, peer->name);
	if (name)
		reader_fault(reader, TRUE, where, "the rule '%s' asks for \"%s\", another name of \"%s\": it matches only where a statement says just that; write \"%s\"", rule->name,
		             text, name, name);
	return body ? SIDE_OURS : SIDE_THEIRS;
}

/* Which side all of them are on. */
static enum side check_names(struct reader *reader, const struct rule *rule, const char *where, const GPtrArray *patterns)
{
	enum side side = SIDE_ANY;

	for (guint i = 0; i < patterns->len; i++) {
		g_autofree char *here = g_strdup_printf("%s[%u]", where, i + 1);
		enum side own = check_name(reader, rule, reader_has(reader, here) ? here : where, g_ptr_array_index(patterns, i));

		if (i == 0)
			side = own;
		else if (own != side)
			side = SIDE_ANY;
	}
	return side;
}

static void check_sides(struct reader *reader, const struct rule *rule, const char *where)
{
	g_autofree char *from = g_strconcat(where, ".match.from", NULL), *to = g_strconcat(where, ".match.to", NULL);
	enum side sender = check_names(reader, rule, from, rule->from), addressee = check_names(reader, rule, to, rule->to);

	if (rule->direction == DIRECTION_INCOMING && sender == SIDE_OURS)
		never(reader, rule, where, "from", "an incoming statement is not from one of our bodies");
	else if (rule->direction == DIRECTION_OUTGOING && sender == SIDE_THEIRS)
		never(reader, rule, where, "from", "an outgoing statement is not from a peer");
	else if (sender == SIDE_OURS && addressee == SIDE_OURS)
		never(reader, rule, where, "to", "both sides are bodies of ours");
	else if (sender == SIDE_THEIRS && addressee == SIDE_THEIRS)
		reader_fault(reader, TRUE, to, "the rule '%s' asks for a peer on both sides: it matches only what is addressed to us as well, and says so", rule->name);
}

/* ---- rules before it ---- */

static gboolean has_pattern(const GPtrArray *patterns, const char *text)
{
	for (guint i = 0; i < patterns->len; i++)
		if (strcmp(pattern_text(g_ptr_array_index(patterns, i)), text) == 0)
			return TRUE;
	return FALSE;
}

/* Does every value that one of these matches match one of those as well? Only what is plain to see. */
static gboolean patterns_cover(const GPtrArray *those, const GPtrArray *these)
{
	if (those->len == 0)
		return TRUE;
	for (guint i = 0; i < these->len; i++)
		if (!has_pattern(those, pattern_text(g_ptr_array_index(these, i))))
			return FALSE;
	return these->len > 0;
}

static gboolean purposes_cover(const GArray *those, const GArray *these)
{
	for (guint i = 0; i < these->len && those->len; i++) {
		gboolean found = FALSE;

		for (guint k = 0; k < those->len; k++)
			found |= g_array_index(those, enum purpose, k) == g_array_index(these, enum purpose, i);
		if (!found)
			return FALSE;
	}
	return those->len == 0 || these->len > 0;
}

static gboolean covers(const struct rule *before, const struct rule *rule)
{
	return (before->direction == DIRECTION_UNKNOWN || before->direction == rule->direction) &&
	       (before->authenticated < 0 || before->authenticated == rule->authenticated) &&
	       (before->has_doubt < 0 || before->has_doubt == rule->has_doubt || (before->has_doubt == 1 && rule->doubts->len > 0)) &&
	       purposes_cover(before->purposes, rule->purposes) && patterns_cover(before->from, rule->from) && patterns_cover(before->to, rule->to) &&
	       patterns_cover(before->subject, rule->subject) && patterns_cover(before->doubts, rule->doubts);
}

static gboolean asks_nothing(const struct rule *rule)
{
	return rule->direction == DIRECTION_UNKNOWN && rule->from->len + rule->to->len + rule->subject->len + rule->doubts->len + rule->purposes->len == 0 &&
	       rule->authenticated < 0 && rule->has_doubt < 0;
}

static void check_reached(struct reader *reader, const GPtrArray *rules, guint index, const char *where)
{
	const struct rule *rule = g_ptr_array_index(rules, index);

	for (guint i = 0; i < index; i++) {
		const struct rule *before = g_ptr_array_index(rules, i);

		if (!before->stop || !covers(before, rule))
			continue;
		reader_fault(reader, TRUE, where, "the rule '%s' can never match: '%s' before it matches %s and stops", rule->name, before->name,
		             asks_nothing(before) ? "everything" : "all that it does");
		return;
	}
}

void whole_check_rules(struct reader *reader)
{
	GPtrArray *rules = reader->settings->rules;
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < rules->len; i++) {
		struct rule *rule = g_ptr_array_index(rules, i);
		g_autofree char *where = g_strdup_printf("routes[%u]", i + 1);
		g_autofree char *name_where = g_strdup_printf("routes[%u].name", i + 1);

		reader_where(reader, where, &rule->file, &rule->line);
		if (*rule->name == '\0') {
			g_free(rule->name);
			rule->name = g_strdup_printf("route %u", i + 1);
		}
		if (!g_hash_table_add(names, text_fold_name(rule->name)))
			reader_fault(reader, FALSE, name_where, "\"%s\" names an earlier rule already; plans and the log tell rules apart by name", rule->name);
		if (!rule_does(reader, where))
			reader_fault(reader, TRUE, where, "the rule '%s' does nothing; give it add, remove, redirect, hold, post or stop", rule->name);
		check_doubts(reader, rule, where);
		check_sides(reader, rule, where);
		check_reached(reader, rules, i, where);
	}
}
