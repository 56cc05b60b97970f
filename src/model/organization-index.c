/* SPDX-License-Identifier: BSD-2-Clause
 *
 * organization-index.c - the names and addresses of an organization by their keys
 */
#include "organization-index.h"

#include "body-name.h"
#include <liaison/address.h>
#include <string.h>

char *organization_index_drop_wg(const char *key)
{
	if (g_str_has_suffix(key, " wg"))
		return g_strndup(key, strlen(key) - strlen(" wg"));
	return g_strdup(g_str_has_prefix(key, "wg ") ? key + strlen("wg ") : key);
}

gboolean organization_index_is_group(const struct body *body)
{
	return body->kind == BODY_KIND_WG || body->kind == BODY_KIND_OTHER;
}

/* The first in the file wins: that is what the operator sees there. */
static void add_first(GHashTable *table, char *key, gpointer value)
{
	if (!*key || g_hash_table_contains(table, key))
		g_free(key);
	else
		g_hash_table_insert(table, key, value);
}

static void add_group(struct organization_index *index, struct body *body, const char *key)
{
	g_autofree char *group = organization_index_drop_wg(key);
	gpointer other;

	if (!*group || !organization_index_is_group(body))
		return;
	if (g_hash_table_lookup_extended(index->groups, group, NULL, &other) && other != body)
		g_hash_table_insert(index->groups, g_steal_pointer(&group), NULL);
	else
		g_hash_table_insert(index->groups, g_steal_pointer(&group), body);
}

static void add_body_name(struct organization_index *index, struct body *body, const char *name)
{
	g_autofree char *key = body_name_key(name);

	add_group(index, body, key);
	add_first(index->bodies, g_steal_pointer(&key), body);
}

static void add_addresses(GHashTable *table, const GPtrArray *addresses, gpointer value)
{
	for (guint i = 0; i < addresses->len; i++)
		add_first(table, address_key(g_ptr_array_index(addresses, i)), value);
}

static void add_names(GHashTable *table, const char *name, const GPtrArray *aliases, gpointer value)
{
	add_first(table, body_name_key(name), value);
	for (guint i = 0; i < aliases->len; i++)
		add_first(table, body_name_key(g_ptr_array_index(aliases, i)), value);
}

static void add_bodies(struct organization_index *index, const GPtrArray *bodies)
{
	for (guint i = 0; i < bodies->len; i++) {
		struct body *body = g_ptr_array_index(bodies, i);

		add_body_name(index, body, body->name);
		for (guint n = 0; n < body->aliases->len; n++)
			add_body_name(index, body, g_ptr_array_index(body->aliases, n));
	}
	/* contacts before copies: a body is whose contact the address is, rather than who reads along */
	for (guint i = 0; i < bodies->len; i++) {
		struct body *body = g_ptr_array_index(bodies, i);
		add_addresses(index->contacts, body->contacts, body);
	}
	for (guint i = 0; i < bodies->len; i++) {
		struct body *body = g_ptr_array_index(bodies, i);
		add_addresses(index->contacts, body->cc, body);
	}
}

struct organization_index *organization_index_new(const struct organization *organization)
{
	struct organization_index *index = g_new0(struct organization_index, 1);
	gpointer present = GINT_TO_POINTER(1);

	index->own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	index->peers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	index->bodies = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	index->groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	index->contacts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	index->liaison = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	add_names(index->own, organization->name, organization->aliases, present);
	add_bodies(index, organization->bodies);
	if (organization->coordination)
		add_first(index->liaison, address_key(organization->coordination), present);
	add_addresses(index->liaison, organization->liaison_addresses, present);
	for (guint i = 0; i < organization->peers->len; i++) {
		struct peer *peer = g_ptr_array_index(organization->peers, i);

		add_names(index->peers, peer->name, peer->aliases, peer);
		if (peer->manager)
			add_first(index->liaison, address_key(peer->manager), present);
	}
	return index;
}

void organization_index_free(struct organization_index *index)
{
	if (!index)
		return;
	g_hash_table_unref(index->own);
	g_hash_table_unref(index->peers);
	g_hash_table_unref(index->bodies);
	g_hash_table_unref(index->groups);
	g_hash_table_unref(index->contacts);
	g_hash_table_unref(index->liaison);
	g_free(index);
}
