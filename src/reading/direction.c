/* SPDX-License-Identifier: BSD-2-Clause
 *
 * direction.c - which way a statement goes, and which peer and bodies of ours are its two sides
 */
#include <string.h>
#include "bodies.h"
#include "layout-index.h"
#include "work.h"

const struct peer *who_author_peer(const struct work *work)
{
	const char *author = work_author(work);

	return author ? organization_peer_of_address(work->context->organization, author) : NULL;
}

const struct peer *who_group_peer(const struct reading_context *context, const char *group)
{
	const struct organization *organization = context->organization;
	const struct peer *peer = organization_peer_by_name(organization, group);
	const struct layout *layout = peer ? NULL : layouts_of_group(context->layouts, group);

	for (guint i = 0; layout && i < organization->peers->len; i++) {
		const struct peer *one = g_ptr_array_index(organization->peers, i);

		if (g_strcmp0(one->layout, layout->name) == 0)
			return one;
	}
	for (guint i = 0; layout && !peer && i < layout->known.names->len; i++)
		peer = organization_peer_by_name(organization, g_ptr_array_index(layout->known.names, i));
	return peer;
}

static gboolean any_ours(const struct organization *organization, const GPtrArray *names)
{
	for (guint i = 0; i < names->len; i++)
		if (body_is_ours(organization, g_ptr_array_index(names, i)))
			return TRUE;
	return FALSE;
}

static const struct peer *peer_by_names(const struct work *work, const GPtrArray *names)
{
	const struct organization *organization = work->context->organization;

	for (guint i = 0; i < names->len; i++) {
		const struct peer *peer = organization_peer_by_name(organization, g_ptr_array_index(names, i));

		if (!peer) {
			g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(g_free);

			bodies_groups_in_text(work->context->layouts, g_ptr_array_index(names, i), groups);
			if (groups->len > 0)
				peer = who_group_peer(work->context, g_ptr_array_index(groups, 0));
		}
		if (peer)
			return peer;
	}
	return NULL;
}

static void set_peer(struct work *work, const struct peer *peer)
{
	if (!peer)
		return;
	g_free(work->statement->peer);
	work->statement->peer = g_strdup(peer->name);
}

static void set_direction(struct work *work)
{
	const struct organization *organization = work->context->organization;
	struct statement *statement = work->statement;
	const struct peer *author_peer = who_author_peer(work);
	gboolean ours = any_ours(organization, statement->from);

	/* One of us writes to a peer in the name of a body that nobody knows: that is ours to answer for. */
	if (statement->from->len == 0 || (!ours && !peer_by_names(work, statement->from) && peer_by_names(work, statement->to)))
		ours = work_author_is_ours(work);
	statement->direction = ours ? DIRECTION_OUTGOING : DIRECTION_INCOMING;
	if (ours && author_peer) {
		statement->direction = DIRECTION_INCOMING;            /* a peer sends what claims to be ours */
		doubts_add(statement->doubts, DOUBT_CONFLICTING_FROM, "From body is ours, the mail is from %s", author_peer->name);
	}
}

/* Of two peers that share a domain, the one whose layout the letter is written in: "Working Party 5D" alone does not say whose it is. */
static const struct peer *peer_by_layout(const struct work *work)
{
	const struct organization *organization = work->context->organization;
	const struct layout *layout = work->letter->layout;
	const char *addr_spec = work_author(work);

	if (!layout_is_special(work->context->layouts, layout) || !addr_spec)
		return NULL;
	for (guint i = 0; i < organization->peers->len; i++) {
		const struct peer *peer = g_ptr_array_index(organization->peers, i);

		if (!layout_is_named(layout, peer->name) && g_strcmp0(peer->layout, layout->name) != 0)
			continue;
		for (guint d = 0; d < peer->domains->len; d++)
			if (address_domain_within(address_domain(addr_spec), g_ptr_array_index(peer->domains, d)))
				return peer;
	}
	return NULL;
}

/* The organisation that the From body is of, against the one that the mail came from. */
static void check_sender(struct work *work)
{
	struct statement *statement = work->statement;
	const struct peer *named = peer_by_names(work, statement->from), *author = who_author_peer(work);
	const char *addr_spec = work_author(work);

	if (!named)
		named = peer_by_layout(work);
	set_peer(work, named ? named : author);
	if (!named && !author) {
		doubts_add(statement->doubts, DOUBT_UNKNOWN_SENDER, NULL);
		return;
	}
	if (!named || !author || !addr_spec || named == author)
		return;
	for (guint i = 0; i < named->domains->len; i++)
		if (address_domain_within(address_domain(addr_spec), g_ptr_array_index(named->domains, i)))
			return;
	doubts_add(statement->doubts, DOUBT_CONFLICTING_FROM, "From body is of %s, the mail is from %s", named->name, author->name);
}

static void find_receiver(struct work *work)
{
	const struct organization *organization = work->context->organization;
	const struct peer *peer = peer_by_names(work, work->statement->to);

	for (guint i = 0; !peer && i < work->letter->header.to->len; i++)
		peer = organization_peer_of_address(organization, ((const struct address *)g_ptr_array_index(work->letter->header.to, i))->addr_spec);
	for (guint i = 0; !peer && work->envelope && i < work->envelope->recipients->len; i++)
		peer = organization_peer_of_address(organization, ((const struct recipient *)g_ptr_array_index(work->envelope->recipients, i))->addr_spec);
	set_peer(work, peer);
}

static void find_our_bodies(struct work *work)
{
	const GPtrArray *names = work->statement->direction == DIRECTION_OUTGOING ? work->statement->from : work->statement->to;

	organization_add_bodies(work->context->organization, names, work->statement->our_bodies);
}

void who_direct(struct work *work)
{
	struct statement *statement = work->statement;

	set_direction(work);
	if (statement->direction == DIRECTION_INCOMING)
		check_sender(work);
	else
		find_receiver(work);
	work->names_us = statement->direction == DIRECTION_OUTGOING || any_ours(work->context->organization, statement->to);
	find_our_bodies(work);
	work_note(work, FIELD_DIRECTION, statement->from->len ? work->letter->source : EVIDENCE_HEADER, statement->from->len ? work->letter->where : "From",
	          0, NULL, direction_name(statement->direction), SURE_LABEL);
	settle_field(work, FIELD_DIRECTION);
}
