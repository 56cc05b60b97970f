/* SPDX-License-Identifier: BSD-2-Clause
 *
 * addressed.c - to which bodies of ours a letter is that says so in no line of its own: whom it asks, and whose contacts it was mailed to
 */
#include "bodies.h"
#include "prose.h"
#include "purpose.h"
#include "work.h"

/* "The OIF asks CCAMP to …" */
static void read_wishes(struct work *work)
{
	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);
		g_autoptr(GPtrArray) names = NULL;

		if (purpose_of_sentence(sentence->text) != PURPOSE_ACTION)
			continue;
		names = g_ptr_array_new_with_free_func(g_free);
		bodies_ours_in_text(work->context->organization, sentence->text, names);
		work_note_list(work, FIELD_TO, names, sentence->line, NULL, SURE_ENOUGH);
	}
}

/* The body of ours that has that address for its contact, or NULL; whom a copy goes to as well is not asked. */
static const struct body *body_of_contact(const struct organization *organization, const char *addr_spec)
{
	for (guint i = 0; i < organization->bodies->len; i++) {
		const struct body *body = g_ptr_array_index(organization->bodies, i);

		for (guint c = 0; c < body->contacts->len; c++)
			if (address_equal(g_ptr_array_index(body->contacts, c), addr_spec))
				return body;
	}
	return NULL;
}

static void read_header(struct work *work)
{
	for (guint i = 0; i < work->letter->header.to->len; i++) {
		const struct address *to = g_ptr_array_index(work->letter->header.to, i);
		const struct body *body = body_of_contact(work->context->organization, to->addr_spec);

		if (body)
			work_note(work, FIELD_TO, EVIDENCE_HEADER, "To", 0, NULL, body->name, SURE_HEADER);
	}
}

void addressed_read(struct work *work)
{
	if (work->cover || work_author_is_ours(work) || work_says(work, FIELD_TO))
		return;
	read_header(work);
	if (!work_says(work, FIELD_TO))
		read_wishes(work);
}
