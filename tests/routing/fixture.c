/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fixture.c - cases of routing written as short texts
 */
#include <config.h>
#include <string.h>
#include "fixture.h"

static void add_texts(GPtrArray *array, const char *const *texts)
{
	for (guint i = 0; texts && texts[i]; i++)
		g_ptr_array_add(array, g_strdup(texts[i]));
}

#define TEXTS(...) (const char *const[]){ __VA_ARGS__, NULL }

static void add_body(struct organization *organization, const char *name, enum body_kind kind, const char *const *contacts,
                     const char *const *cc, const char *const *approvers)
{
	struct body *body = body_new(name);

	body->kind = kind;
	add_texts(body->contacts, contacts);
	add_texts(body->cc, cc);
	add_texts(body->approvers, approvers);
	g_ptr_array_add(organization->bodies, body);
}

static void add_peer(struct organization *organization, const char *name, const char *domain, const char *send_to, const char *manager)
{
	struct peer *peer = peer_new(name);

	g_ptr_array_add(peer->domains, g_strdup(domain));
	peer->send_to = g_strdup(send_to);
	peer->manager = g_strdup(manager);
	g_ptr_array_add(organization->peers, peer);
}

struct organization *fixture_organization(void)
{
	struct organization *organization = organization_new();

	g_free(organization->name);
	g_free(organization->coordination);
	g_free(organization->review);
	organization->name = g_strdup("Example");
	organization->coordination = g_strdup("coordination@example.org");
	organization->review = g_strdup("review@example.org");
	add_texts(organization->domains, TEXTS("example.org", "bücher.example"));
	add_texts(organization->liaison_addresses, TEXTS("statements@example.org"));
	add_body(organization, "ALPHA WG", BODY_KIND_WG, TEXTS("alpha-chairs@example.org"), TEXTS("alpha-ads@example.org", "alpha@example.org"),
	         TEXTS("alpha-ads@example.org"));
	add_body(organization, "BETA WG", BODY_KIND_WG, TEXTS("beta-chairs@example.org"), TEXTS("alpha-ads@example.org"), TEXTS("beta-ads@example.org"));
	add_body(organization, "BOARD", BODY_KIND_IAB, TEXTS("board@example.org"), NULL, TEXTS("board-chair@example.org"));
	add_body(organization, "STEERING", BODY_KIND_IETF, TEXTS("steering@example.org"), NULL, TEXTS("chair@example.org"));
	add_body(organization, "RESEARCH", BODY_KIND_IRTF, TEXTS("research@example.org"), NULL, NULL);
	add_body(organization, "EPSILON WG", BODY_KIND_WG, TEXTS("epsilon@example.org"), NULL, NULL);
	add_peer(organization, "Norm", "norm.example", "Liaison@norm.example", "norm-liaison@example.org");
	add_peer(organization, "Guild", "guild.example", NULL, NULL);
	add_peer(organization, "Twin A", "shared.example", "a-desk@shared.example", NULL);
	add_peer(organization, "Twin B", "shared.example", NULL, NULL);
	add_peer(organization, "Hall", "hall.example", NULL, "hall-liaison@example.org");
	organization_finish(organization);
	return organization;
}

static void add_address(GPtrArray *array, const char *addr_spec)
{
	g_ptr_array_add(array, address_new(NULL, addr_spec));
}

static void statement_word(struct statement *statement, const char *key, const char *value)
{
	enum doubt_kind doubt;

	if (strcmp(key, "kind") == 0)
		g_assert_true(kind_parse(value, &statement->kind));
	else if (strcmp(key, "direction") == 0)
		g_assert_true(direction_parse(value, &statement->direction));
	else if (strcmp(key, "purpose") == 0)
		g_assert_true(purpose_parse(value, &statement->purpose));
	else if (strcmp(key, "auth") == 0)
		statement->authenticated = TRUE;
	else if (strcmp(key, "reply") == 0)
		statement->is_reply = TRUE;
	else if (strcmp(key, "peer") == 0)
		statement->peer = g_strdup(value);
	else if (strcmp(key, "title") == 0)
		statement->title = g_strdup(value);
	else if (strcmp(key, "from") == 0)
		g_ptr_array_add(statement->from, g_strdup(value));
	else if (strcmp(key, "to") == 0)
		g_ptr_array_add(statement->to, g_strdup(value));
	else if (strcmp(key, "our") == 0)
		g_ptr_array_add(statement->our_bodies, g_strdup(value));
	else if (strcmp(key, "from-contact") == 0)
		add_address(statement->from_contacts, value);
	else if (strcmp(key, "to-contact") == 0)
		add_address(statement->to_contacts, value);
	else if (strcmp(key, "received-from") == 0)
		statement->received_from = address_new(NULL, value);
	else if (strcmp(key, "doubt") == 0 && doubt_kind_parse(value, &doubt))
		doubts_add(statement->doubts, doubt, NULL);
	else
		g_error("statement: '%s' is no word", key);
}

/* "key value" into its two halves */
static void split_word(char *word, char **ret_key, char **ret_value)
{
	char *blank;

	g_strstrip(word);
	blank = strchr(word, ' ');
	if (blank)
		*blank++ = '\0';
	*ret_key = word;
	*ret_value = blank ? g_strchug(blank) : word + strlen(word);
}

GPtrArray *fixture_statements(const char *text)
{
	GPtrArray *statements = g_ptr_array_new_with_free_func((GDestroyNotify)statement_free);
	g_auto(GStrv) parts = g_strsplit(text, " + ", -1);

	for (guint i = 0; parts[i]; i++) {
		struct statement *statement = statement_new();
		g_auto(GStrv) words = g_strsplit(parts[i], ";", -1);

		statement->kind = KIND_STATEMENT;
		for (guint k = 0; words[k]; k++) {
			char *key, *value;
			split_word(words[k], &key, &value);
			if (*key)
				statement_word(statement, key, value);
		}
		g_ptr_array_add(statements, statement);
	}
	return statements;
}

static guint occurrence_of(const struct message *message, const char *name)
{
	guint count = 1;

	for (guint i = 0; i < message->headers->len; i++)
		count += g_ascii_strcasecmp(((const struct header_field *)g_ptr_array_index(message->headers, i))->name, name) == 0 ? 1 : 0;
	return count;
}

struct message *fixture_message(const char *headers)
{
	struct message *message = message_new();
	g_auto(GStrv) lines = g_strsplit(headers ? headers : "", "\n", -1);

	for (guint i = 0; lines[i]; i++) {
		struct header_field *field;
		char *colon = strchr(lines[i], ':');

		if (!colon)
			continue;
		*colon = '\0';
		field = g_new0(struct header_field, 1);
		field->name = g_strdup(lines[i]);
		field->value = g_strstrip(g_strdup(colon + 1));
		field->occurrence = occurrence_of(message, field->name);
		g_ptr_array_add(message->headers, field);
		if (strcmp(field->name, "From") == 0)
			add_address(message->from, field->value);
		else if (strcmp(field->name, "Reply-To") == 0)
			add_address(message->reply_to, field->value);
		else if (strcmp(field->name, "Subject") == 0)
			message->subject = g_strdup(field->value);
	}
	return message;
}

static void add_pattern(GPtrArray *array, const char *text)
{
	g_autoptr(GError) error = NULL;
	struct pattern *pattern = pattern_compile(text, &error);

	g_assert_no_error(error);
	g_ptr_array_add(array, pattern);
}

static void rule_word(struct rule *rule, const char *key, const char *value)
{
	enum purpose purpose = PURPOSE_UNKNOWN;

	if (strcmp(key, "direction") == 0)
		g_assert_true(direction_parse(value, &rule->direction));
	else if (strcmp(key, "from") == 0)
		add_pattern(rule->from, value);
	else if (strcmp(key, "to") == 0)
		add_pattern(rule->to, value);
	else if (strcmp(key, "subject") == 0)
		add_pattern(rule->subject, value);
	else if (strcmp(key, "doubt") == 0)
		add_pattern(rule->doubts, value);
	else if (strcmp(key, "purpose") == 0) {
		g_assert_true(strcmp(value, "unknown") == 0 || purpose_parse(value, &purpose));
		g_array_append_val(rule->purposes, purpose);
	} else if (strcmp(key, "authenticated") == 0)
		rule->authenticated = strcmp(value, "true") == 0;
	else if (strcmp(key, "has-doubt") == 0)
		rule->has_doubt = strcmp(value, "true") == 0;
	else if (strcmp(key, "add") == 0)
		g_ptr_array_add(rule->add, g_strdup(value));
	else if (strcmp(key, "remove") == 0)
		g_ptr_array_add(rule->remove, g_strdup(value));
	else if (strcmp(key, "redirect") == 0)
		g_ptr_array_add(rule->redirect, g_strdup(value));
	else if (strcmp(key, "hold") == 0)
		rule->hold = strcmp(value, "true") == 0;
	else if (strcmp(key, "post") == 0)
		rule->post = strcmp(value, "true") == 0;
	else if (strcmp(key, "stop") == 0)
		rule->stop = TRUE;
	else
		g_error("rule: '%s' is no word", key);
}

GPtrArray *fixture_rules(const char *text)
{
	GPtrArray *rules = g_ptr_array_new_with_free_func((GDestroyNotify)rule_free);
	g_auto(GStrv) parts = g_strsplit(text ? text : "", "|", -1);

	for (guint i = 0; parts[i]; i++) {
		g_auto(GStrv) halves = g_strsplit(parts[i], ":", 2);
		g_auto(GStrv) words = NULL;
		struct rule *rule;

		if (g_strv_length(halves) < 2)
			continue;
		rule = rule_new(g_strstrip(halves[0]));
		words = g_strsplit(halves[1], ",", -1);
		for (guint k = 0; words[k]; k++) {
			char *key, *value;
			split_word(words[k], &key, &value);
			rule_word(rule, key, value);
		}
		g_ptr_array_add(rules, rule);
	}
	return rules;
}

char *fixture_recipients(const struct plan *plan)
{
	GString *text = g_string_new(verdict_name(plan->verdict));

	g_string_append_printf(text, "%s%s\n", plan->record ? " record" : "", plan->edit ? "" : " observed");
	for (guint i = 0; i < plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(plan->actions, i);

		if (action->kind == ACTION_ADD_RECIPIENT)
			g_string_append_printf(text, "+%s %s\n", action->name, action->rule);
		else if (action->kind == ACTION_REMOVE_RECIPIENT)
			g_string_append_printf(text, "-%s %s\n", action->name, action->rule);
		else if (action->kind == ACTION_POST)
			g_string_append(text, "post\n");
	}
	for (guint i = 0; i < plan->waiting->len; i++) {
		const struct action *action = g_ptr_array_index(plan->waiting, i);
		g_string_append_printf(text, "?%s %s\n", action->name, action->rule);
	}
	return g_string_free(text, FALSE);
}

char *fixture_headers(const struct plan *plan)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(plan->actions, i);

		if (action->kind == ACTION_REMOVE_HEADER)
			g_string_append_printf(text, "-%s[%u]\n", action->name, action->index);
		else if (action->kind == ACTION_ADD_HEADER)
			g_string_append_printf(text, "+%s: %s\n", action->name, action->value);
		else if (action->kind == ACTION_CHANGE_HEADER)
			g_string_append_printf(text, "=%s[%u]: %s\n", action->name, action->index, action->value);
	}
	return g_string_free(text, FALSE);
}
