/* SPDX-License-Identifier: BSD-2-Clause
 *
 * edit.c - carrying out the actions of a plan: check all, sort, send
 *
 * The order is not taste. Postfix loses mail silently where an address is added and then deleted, and answers 250 for a message
 * whose last recipient was deleted; it numbers header fields anew after each deletion, so that going upwards leaves every second one.
 */
#include "config.h"

#include <liaison/address.h>
#include <liaison/error.h>
#include <string.h>
#include "edit.h"

/* libmilter hands a field on in one packet of 64 KB with its name; some room is left for what an MTA adds. */
#define VALUE_MAX 60000u
#define LINE_MAX_OCTETS 78u

static gboolean header_name_is_valid(const char *name)
{
	if (name == NULL || *name == '\0' || strlen(name) > 100)
		return FALSE;
	for (const char *c = name; *c != '\0'; c++)
		if (*c <= ' ' || *c >= 127 || *c == ':')           /* RFC 5322 3.6.8: ftext */
			return FALSE;
	return TRUE;
}

static gboolean header_value_is_valid(const char *value)
{
	for (const char *c = value; *c != '\0'; c++) {
		if (*c == '\n' && c[1] != ' ' && c[1] != '\t')
			return FALSE;
		if ((*c > 0 && *c < ' ' && *c != '\n' && *c != '\t') || *c == 127)
			return FALSE;
	}
	return TRUE;
}

/* The last blank in [from, to) that has a word before it, or NULL. */
static const char *fold_point(const char *from, const char *to)
{
	for (const char *c = to; c > from + 1; c--)
		if ((c[-1] == ' ' || c[-1] == '\t') && c[-2] != ' ' && c[-2] != '\t')
			return c - 1;
	return NULL;
}

char *edit_header_value(const char *name, const char *value, GError **error)
{
	gsize length = strlen(value);
	if (length > VALUE_MAX) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "header field '%s' is too long (%" G_GSIZE_FORMAT " octets)", name, length);
		return NULL;
	}
	if (!header_value_is_valid(value)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "header field '%s' holds control characters", name);
		return NULL;
	}
	GString *out = g_string_sized_new(length + 16);
	gsize used = strlen(name) + 2;
	for (const char *line = value;;) {
		const char *end = strchrnul(line, '\n');
		while ((gsize)(end - line) + used > LINE_MAX_OCTETS) {
			/* at the last blank that fits; else at the first that comes: a word is never cut */
			const char *limit = used < LINE_MAX_OCTETS ? line + (LINE_MAX_OCTETS - used) : line;
			const char *at = fold_point(line, limit + 1 < end ? limit + 1 : end);
			for (const char *c = limit; at == NULL && c < end; c++)
				if (c > line && (*c == ' ' || *c == '\t') && c[-1] != ' ' && c[-1] != '\t' && c + 1 < end)
					at = c;
			if (at == NULL)
				break;
			g_string_append_len(out, line, at - line);
			g_string_append_c(out, '\n');
			line = at;                                  /* the blank itself begins the next line */
			used = 0;
		}
		g_string_append_len(out, line, end - line);
		if (*end == '\0')
			return g_string_free(out, FALSE);
		g_string_append_c(out, '\n');
		line = end + 1;
		used = 0;
	}
}

/* ---- checking ---- */

static const struct recipient *find_recipient(const struct envelope *envelope, const char *argument)
{
	for (guint i = 0; i < envelope->recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(envelope->recipients, i);
		if (strcmp(recipient->argument, argument) == 0)
			return recipient;
	}
	return NULL;
}

static gboolean check_addition(const GPtrArray *actions, const struct action *addition, GError **error)
{
	if (addition->name == NULL || !address_is_valid(addition->name)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "cannot add recipient '%s' (%s): not an address",
		            addition->name != NULL ? addition->name : "", addition->rule);
		return FALSE;
	}
	for (guint i = 0; i < actions->len; i++) {
		const struct action *action = g_ptr_array_index(actions, i);
		if (action->kind != ACTION_REMOVE_RECIPIENT || action->name == NULL)
			continue;
		g_autofree char *removed = address_from_envelope(action->name);
		if (address_equal(removed, addition->name)) {
			g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "recipient '%s' is both added (%s) and removed (%s)",
			            addition->name, addition->rule, action->rule);
			return FALSE;
		}
	}
	return TRUE;
}

static gboolean check_header(const struct action *action, gboolean with_value, gboolean with_index, GError **error)
{
	if (!header_name_is_valid(action->name)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "'%s' (%s) is no header field name",
		            action->name != NULL ? action->name : "", action->rule);
		return FALSE;
	}
	if (with_index && (action->index == 0 || action->index > G_MAXINT)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "header field '%s' (%s): no occurrence %u", action->name, action->rule, action->index);
		return FALSE;
	}
	if (!with_value)
		return TRUE;
	g_autofree char *value = edit_header_value(action->name, action->value != NULL ? action->value : "", error);
	return value != NULL;
}

static gboolean check_action(const struct envelope *envelope, const GPtrArray *actions, const struct action *action, GError **error)
{
	switch (action->kind) {
	case ACTION_ADD_RECIPIENT:
		return check_addition(actions, action, error);
	case ACTION_REMOVE_RECIPIENT:
		/* MTAs answer "done" to an argument that they do not know, so a mistake here would never be seen again. */
		if (action->name != NULL && find_recipient(envelope, action->name) != NULL)
			return TRUE;
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "cannot remove recipient '%s' (%s): not in the envelope",
		            action->name != NULL ? action->name : "", action->rule);
		return FALSE;
	case ACTION_REMOVE_HEADER:
		return check_header(action, FALSE, TRUE, error);
	case ACTION_CHANGE_HEADER:
		return check_header(action, TRUE, TRUE, error);
	case ACTION_ADD_HEADER:
		return check_header(action, TRUE, FALSE, error);
	case ACTION_POST:
		return TRUE;
	}
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "unknown action %d (%s)", (int)action->kind, action->rule);
	return FALSE;
}

static gboolean leaves_somebody(const struct envelope *envelope, const GPtrArray *actions)
{
	for (guint i = 0; i < actions->len; i++)
		if (((const struct action *)g_ptr_array_index(actions, i))->kind == ACTION_ADD_RECIPIENT)
			return TRUE;
	for (guint i = 0; i < envelope->recipients->len; i++)
		if (!plan_removal(actions, ((const struct recipient *)g_ptr_array_index(envelope->recipients, i))->argument))
			return TRUE;
	return envelope->recipients->len == 0;
}

/* ---- sending ---- */

static guint phase(const struct action *action)
{
	switch (action->kind) {
	case ACTION_ADD_RECIPIENT: return 0;
	case ACTION_REMOVE_RECIPIENT: return 1;
	case ACTION_REMOVE_HEADER:
	case ACTION_CHANGE_HEADER: return 2;
	case ACTION_ADD_HEADER: return 3;
	case ACTION_POST: return 4;
	}
	return 4;
}

static int compare_actions(gconstpointer a, gconstpointer b)
{
	const struct action *one = *(const struct action *const *)a, *other = *(const struct action *const *)b;
	if (phase(one) != phase(other))
		return phase(one) < phase(other) ? -1 : 1;
	if (phase(one) == 2 && one->index != other->index)
		return one->index > other->index ? -1 : 1;
	return 0;                                                   /* g_ptr_array_sort() is stable: the plan's order stays */
}

static char *value_to_send(const struct action *action, gboolean leading_space)
{
	g_autofree char *value = edit_header_value(action->name, action->value != NULL ? action->value : "", NULL);
	return leading_space ? g_strconcat(" ", value, NULL) : g_steal_pointer(&value);
}

static gboolean send_action(const struct mta *mta, void *context, const struct action *action, gboolean leading_space)
{
	g_autofree char *name = g_strdup(action->name);
	switch (action->kind) {
	case ACTION_ADD_RECIPIENT: {
		g_autofree char *bracketed = g_strconcat("<", name, ">", NULL);
		return mta->add_recipient(context, bracketed);
	}
	case ACTION_REMOVE_RECIPIENT:
		return mta->delete_recipient(context, name);
	case ACTION_REMOVE_HEADER:
		return mta->change_header(context, name, (int)action->index, NULL);
	case ACTION_CHANGE_HEADER: {
		g_autofree char *value = value_to_send(action, leading_space);
		return mta->change_header(context, name, (int)action->index, value);
	}
	case ACTION_ADD_HEADER: {
		g_autofree char *value = value_to_send(action, leading_space);
		return mta->add_header(context, name, value);
	}
	case ACTION_POST:
		return TRUE;
	}
	return FALSE;
}

gboolean edit_carry_out(const struct mta *mta, void *context, const struct envelope *envelope, const GPtrArray *actions,
                        gboolean leading_space, GError **error)
{
	g_autoptr(GPtrArray) sorted = g_ptr_array_new();
	for (guint i = 0; i < actions->len; i++) {
		struct action *action = g_ptr_array_index(actions, i);
		if (!check_action(envelope, actions, action, error))
			return FALSE;
		g_ptr_array_add(sorted, action);
	}
	if (!leaves_somebody(envelope, actions)) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "the plan would leave the envelope without recipients");
		return FALSE;
	}
	g_ptr_array_sort(sorted, compare_actions);
	for (guint i = 0; i < sorted->len; i++) {
		const struct action *action = g_ptr_array_index(sorted, i);
		if (send_action(mta, context, action, leading_space))
			continue;
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "the MTA did not take '%s %s'",
		            action_kind_name(action->kind), action->name != NULL ? action->name : "");
		return FALSE;
	}
	return TRUE;
}
