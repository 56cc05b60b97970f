/* SPDX-License-Identifier: BSD-2-Clause
 *
 * approval.c - whose approval a statement of ours needs (draft-iab-rfc4053bis 3.1) and whether its author's own is enough
 */
#include <config.h>
#include <liaison/address.h>
#include "decision.h"

/* One author only: a second name beside one's own in From would otherwise be an approval that nobody gave. */
static const char *author_of(const struct message *message)
{
	const struct address *author = message->from->len == 1 ? g_ptr_array_index(message->from, 0) : NULL;

	return author ? author->addr_spec : NULL;
}

/* "IETF" and "IESG" need the same approval: where the organisation itself speaks, its body of kind "ietf" approves. */
static const struct body *body_of_from(const struct decision *decision, const char *name)
{
	const struct organization *organization = decision->organization;
	const struct body *body = organization_body_by_name(organization, name);

	if (body || !organization_is_own_name(organization, name))
		return body;
	for (guint i = 0; i < organization->bodies->len; i++) {
		body = g_ptr_array_index(organization->bodies, i);
		if (body->kind == BODY_KIND_IETF)
			return body;
	}
	return NULL;
}

/* One From body; body NULL: nobody configured it. */
static void ask_for_body(const struct decision *decision, const struct body *body, const char *name, GPtrArray *asked, GString *why)
{
	const char *author = author_of(decision->message);

	if (body && body->kind != BODY_KIND_IRTF && body->approvers->len > 0) {
		if (addresses_have(body->approvers, author))
			return;
		for (guint i = 0; i < body->approvers->len; i++)
			addresses_add(asked, g_ptr_array_index(body->approvers, i));
		g_string_append_printf(why, "%sno approval of %s yet", why->len ? "; " : "", body->name);
		return;
	}
	addresses_add(asked, decision->organization->coordination);
	g_string_append_printf(why, "%snobody is known who may approve for '%s'", why->len ? "; " : "", name);
}

GPtrArray *approval_missing(const struct decision *decision, const struct statement *statement, char **ret_why)
{
	g_autoptr(GPtrArray) asked = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) done = g_ptr_array_new();
	g_autoptr(GString) why = g_string_new(NULL);

	for (guint i = 0; i < statement->our_bodies->len; i++) {
		const char *name = g_ptr_array_index(statement->our_bodies, i);
		const struct body *body = decision_body(decision, name);

		g_ptr_array_add(done, (gpointer)(guintptr)body);
		ask_for_body(decision, body, name, asked, why);
	}
	for (guint i = 0; i < statement->from->len; i++) {
		const char *name = g_ptr_array_index(statement->from, i);
		const struct body *body = body_of_from(decision, name);

		if (body && g_ptr_array_find(done, body, NULL))
			continue;
		g_ptr_array_add(done, (gpointer)(guintptr)body);
		ask_for_body(decision, body, name, asked, why);
	}
	if (done->len == 0)
		ask_for_body(decision, NULL, "", asked, why);
	if (why->len == 0)
		return NULL;
	*ret_why = g_string_free(g_steal_pointer(&why), FALSE);
	return g_steal_pointer(&asked);
}
