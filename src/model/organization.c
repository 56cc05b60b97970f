/* SPDX-License-Identifier: BSD-2-Clause
 *
 * organization.c - what the configuration says of us and of our peers; organization-match.c looks things up in it
 */
#include "organization-index.h"

#include <liaison/organization.h>

static GPtrArray *texts_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

static void array_free(GPtrArray *array)
{
	if (array)
		g_ptr_array_unref(array);
}

struct body *body_new(const char *name)
{
	struct body *body = g_new0(struct body, 1);

	body->name = g_strdup(name);
	body->aliases = texts_new();
	body->contacts = texts_new();
	body->cc = texts_new();
	body->approvers = texts_new();
	return body;
}

void body_free(struct body *body)
{
	if (!body)
		return;
	g_free(body->name);
	array_free(body->aliases);
	array_free(body->contacts);
	array_free(body->cc);
	array_free(body->approvers);
	g_free(body);
}

struct peer *peer_new(const char *name)
{
	struct peer *peer = g_new0(struct peer, 1);

	peer->name = g_strdup(name);
	peer->aliases = texts_new();
	peer->domains = texts_new();
	return peer;
}

void peer_free(struct peer *peer)
{
	if (!peer)
		return;
	g_free(peer->name);
	array_free(peer->aliases);
	array_free(peer->domains);
	g_free(peer->manager);
	g_free(peer->send_to);
	g_free(peer->layout);
	g_free(peer);
}

struct role *role_new(const char *name)
{
	struct role *role = g_new0(struct role, 1);

	role->name = g_strdup(name);
	role->members = texts_new();
	return role;
}

void role_free(struct role *role)
{
	if (!role)
		return;
	g_free(role->name);
	array_free(role->members);
	g_free(role);
}

struct organization *organization_new(void)
{
	struct organization *organization = g_new0(struct organization, 1);

	organization->aliases = texts_new();
	organization->domains = texts_new();
	organization->liaison_addresses = texts_new();
	organization->bodies = g_ptr_array_new_with_free_func((GDestroyNotify) body_free);
	organization->peers = g_ptr_array_new_with_free_func((GDestroyNotify) peer_free);
	organization->roles = g_ptr_array_new_with_free_func((GDestroyNotify) role_free);
	return organization;
}

void organization_finish(struct organization *organization)
{
	organization_index_free(organization->index);
	organization->index = organization_index_new(organization);
}

void organization_free(struct organization *organization)
{
	if (!organization)
		return;
	organization_index_free(organization->index);
	g_free(organization->name);
	g_free(organization->coordination);
	g_free(organization->authserv_id);
	g_free(organization->review);
	array_free(organization->aliases);
	array_free(organization->domains);
	array_free(organization->liaison_addresses);
	array_free(organization->bodies);
	array_free(organization->peers);
	array_free(organization->roles);
	g_free(organization);
}
