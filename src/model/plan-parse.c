/* SPDX-License-Identifier: BSD-2-Clause
 *
 * plan-parse.c - the written form of a plan, read back
 *
 * What was decided when a mail came is what is carried out later, even if the configuration has changed by then.
 */
#include <config.h>
#include <string.h>
#include <liaison/plan.h>

static gboolean take(const char **text, const char *word)
{
	if (!g_str_has_prefix(*text, word))
		return FALSE;
	*text += strlen(word);
	return TRUE;
}

static gboolean parse_head(struct plan *plan, const char *line)
{
	static const enum verdict verdicts[] = { VERDICT_LET_GO, VERDICT_ACCEPT, VERDICT_HOLD, VERDICT_TEMPFAIL, VERDICT_ANSWERED };
	gboolean known = FALSE;

	for (guint i = 0; i < G_N_ELEMENTS(verdicts) && !known; i++) {
		known = take(&line, verdict_name(verdicts[i]));
		plan->verdict = verdicts[i];
	}
	if (!known)
		return FALSE;
	plan->record = take(&line, ", record");
	plan->edit = !take(&line, ", no edits");
	if (take(&line, ": "))
		plan->reason = g_strdup(line);
	return TRUE;
}

/* The end of an address: quoted local parts may hold anything (RFC 5321 4.1.2). */
static gsize address_length(const char *text)
{
	gboolean quoted = FALSE;
	gsize i = 0;

	for (; text[i] && (quoted || text[i] != ' '); i++) {
		if (quoted && text[i] == '\\' && text[i + 1])
			i++;
		else if (text[i] == '"')
			quoted = !quoted;
	}
	return i;
}

/* " (rule)" ends the line; a value before it may hold brackets, and so may a rule's name: the rule is what follows the last " (" that leaves
 * the brackets in it paired. */
static char *take_rule(char *line)
{
	gsize length = strlen(line);
	int depth = 0;

	if (length < 2 || line[length - 1] != ')')
		return NULL;
	for (gsize i = length; i-- > 0;) {
		depth += line[i] == ')' ? 1 : line[i] == '(' ? -1 : 0;
		if (depth > 0 || i == 0 || line[i - 1] != ' ')
			continue;
		line[length - 1] = line[i - 1] = '\0';
		return line + i + 1;
	}
	return NULL;
}

static gboolean parse_recipient(struct action *action, const char *rest)
{
	gsize length = address_length(rest), size = strlen(rest);

	action->name = g_strndup(rest, length);
	if (length == 0 || size < length + 4 || strncmp(rest + length, " (", 2) != 0 || rest[size - 1] != ')')
		return FALSE;
	action->rule = g_strndup(rest + length + 2, size - length - 3);
	return TRUE;
}

/* "Name[2]: value (rule)"; index and value where there is one. */
static gboolean parse_header(struct action *action, const char *rest)
{
	g_autofree char *line = g_strdup(rest);
	const char *rule = take_rule(line);
	gsize length = strcspn(line, "[: ");
	char *end = line + length;

	if (!rule || length == 0)
		return FALSE;
	action->name = g_strndup(line, length);
	action->rule = g_strdup(rule);
	if (*end == '[') {
		guint64 index = g_ascii_strtoull(end + 1, &end, 10);

		if (index > G_MAXUINT || *end++ != ']')
			return FALSE;
		action->index = (guint)index;
	}
	if (g_str_has_prefix(end, ": "))
		action->value = g_strdup(end + 2);
	return *end == '\0' || action->value;
}

static struct action *parse_action(const char *line)
{
	static const enum action_kind kinds[] = { ACTION_ADD_RECIPIENT, ACTION_REMOVE_RECIPIENT, ACTION_REMOVE_HEADER, ACTION_ADD_HEADER,
	                                          ACTION_CHANGE_HEADER, ACTION_POST };
	struct action *action = g_new0(struct action, 1);
	gboolean fine = FALSE;

	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
		const char *rest = line;
		gsize length;

		if (!take(&rest, action_kind_name(kinds[i])) || *rest++ != ' ')
			continue;
		action->kind = kinds[i];
		length = strlen(rest);
		if (kinds[i] == ACTION_ADD_RECIPIENT || kinds[i] == ACTION_REMOVE_RECIPIENT) {
			fine = parse_recipient(action, rest);
		} else if (kinds[i] == ACTION_POST) {
			fine = length > 2 && *rest == '(' && rest[length - 1] == ')';
			action->rule = fine ? g_strndup(rest + 1, length - 2) : NULL;
		} else {
			fine = parse_header(action, rest);
		}
		break;
	}
	if (!fine)
		g_clear_pointer(&action, action_free);
	return action;
}

struct plan *plan_parse(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text ? text : "", "\n", -1);
	g_autoptr(plan_t) plan = plan_new();

	if (!lines[0] || !parse_head(plan, lines[0]))
		return NULL;
	for (guint i = 1; lines[i]; i++) {
		const char *line = lines[i];
		gboolean waiting = take(&line, "waiting: ");
		struct action *action;

		if (!*line)
			continue;
		action = parse_action(line);
		if (!action)
			return NULL;
		g_ptr_array_add(waiting ? plan->waiting : plan->actions, action);
	}
	return g_steal_pointer(&plan);
}
