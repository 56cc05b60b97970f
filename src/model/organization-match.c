/* SPDX-License-Identifier: BSD-2-Clause
 *
 * organization-match.c - whose address is this, which body does this name mean?
 *
 * A wrong body sends a statement to the wrong people, so what fits two bodies fits none.
 */
#include "organization-index.h"

#include "body-name.h"
#include <liaison/address.h>
#include <string.h>

/* The index of organization, or one made for this call if it was not finished. */
static const struct organization_index *index_of(const struct organization *organization,
						 struct organization_index **ret_made)
{
	if (organization->index)
		return organization->index;
	return *ret_made = organization_index_new(organization);
}

static void index_clear(struct organization_index **made)
{
	organization_index_free(*made);
}
#define AUTO_INDEX __attribute__((cleanup(index_clear))) struct organization_index

static gboolean domains_hold(const GPtrArray *domains, const char *domain)
{
	for (guint i = 0; i < domains->len; i++)
		if (address_domain_within(domain, g_ptr_array_index(domains, i)))
			return TRUE;
	return FALSE;
}

gboolean organization_is_our_address(const struct organization *organization, const char *addr_spec)
{
	g_autofree char *written = addr_spec ? address_rewritten(addr_spec) : NULL;

	return domains_hold(organization->domains, address_domain(written ? written : addr_spec));
}

gboolean organization_is_liaison_address(const struct organization *organization, const char *addr_spec)
{
	AUTO_INDEX *made = NULL;
	const struct organization_index *index = index_of(organization, &made);
	g_autofree char *key = address_key(addr_spec);

	return g_hash_table_contains(index->liaison, key);
}

gboolean organization_is_review_address(const struct organization *organization, const char *addr_spec)
{
	const char *at = addr_spec ? strrchr(addr_spec, '@') : NULL;

	if (!organization->review || !at)
		return FALSE;
	if (address_equal(organization->review, addr_spec))
		return TRUE;

	const char *plus = memchr(addr_spec, '+', (gsize) (at - addr_spec));
	if (!plus)
		return FALSE;
	g_autofree char *local = g_strndup(addr_spec, (gsize) (plus - addr_spec));
	g_autofree char *bare = g_strconcat(local, at, NULL);
	return address_equal(organization->review, bare);
}

const struct peer *organization_peer_of_address(const struct organization *organization, const char *addr_spec)
{
	g_autofree char *written = addr_spec ? address_rewritten(addr_spec) : NULL;
	const char *domain = address_domain(written ? written : addr_spec);
	const struct peer *first = NULL;

	for (guint i = 0; i < organization->peers->len; i++) {
		const struct peer *peer = g_ptr_array_index(organization->peers, i);

		if (!domains_hold(peer->domains, domain))
			continue;
		if (peer->send_to && address_equal(peer->send_to, written ? written : addr_spec))
			return peer;
		if (!first)
			first = peer;
	}
	return first;
}

/* The longest head of key that table knows, as its length; 0: none. */
static gsize longest_head(GHashTable *table, const char *key, gpointer *ret_value)
{
	g_autofree char *head = g_strdup(key);

	while (*head) {
		if (g_hash_table_lookup_extended(table, head, NULL, ret_value))
			return strlen(head);
		char *blank = strrchr(head, ' ');
		*(blank ? blank : head) = '\0';
	}
	return 0;
}

static const struct peer *peer_by_key(const struct organization_index *index, const char *key)
{
	gpointer peer = NULL;

	if (longest_head(index->peers, key, &peer) > 0)
		return peer;

	/* "SA WG4 of the 3GPP" */
	const char *of = g_strrstr(key, " of ");
	if (!of)
		return NULL;
	of += strlen(" of ");
	return g_hash_table_lookup(index->peers, g_str_has_prefix(of, "the ") ? of + strlen("the ") : of);
}

const struct peer *organization_peer_by_name(const struct organization *organization, const char *text)
{
	AUTO_INDEX *made = NULL;
	const struct organization_index *index = index_of(organization, &made);
	g_autofree char *key = body_name_key(text);

	return peer_by_key(index, key);
}

/* Takes tail off key, and "of", "of the" and "in the" before it; FALSE if key has no such tail. */
static gboolean drop_tail(char *key, const char *tail)
{
	static const char *const joins[] = { " of the", " of", " in the", " in", " at the" };

	if (!body_name_has_tail(key, tail) || strlen(key) == strlen(tail))
		return FALSE;
	key[strlen(key) - strlen(tail) - 1] = '\0';
	for (guint i = 0; i < G_N_ELEMENTS(joins); i++) {
		if (g_str_has_suffix(key, joins[i])) {
			key[strlen(key) - strlen(joins[i])] = '\0';
			break;
		}
	}
	return TRUE;
}

/* key without our own name at its head or its tail; "" if that is all. Owned by the caller. */
static char *drop_own(const struct organization_index *index, const char *key)
{
	gpointer unused = NULL;
	gsize head = longest_head(index->own, key, &unused);
	GHashTableIter iter;
	gpointer own;

	if (head > 0)
		return g_strdup(key + head + strspn(key + head, " "));

	g_autofree char *rest = g_strdup(key);
	g_hash_table_iter_init(&iter, index->own);
	while (g_hash_table_iter_next(&iter, &own, NULL))
		if (drop_tail(rest, own))
			break;
	return g_steal_pointer(&rest);
}

static const struct body *body_by_key(const struct organization_index *index, const char *key)
{
	const struct body *body = g_hash_table_lookup(index->bodies, key);

	if (body || !*key)
		return body;

	g_autofree char *rest = drop_own(index, key);
	body = g_hash_table_lookup(index->bodies, rest);
	if (body || !*rest)
		return body;

	/* "OPS WG" is not the OPS Area, and "RTG" is not some group whose name without "WG" is that of an area */
	g_autofree char *group = organization_index_drop_wg(rest);
	body = g_hash_table_lookup(index->bodies, group);
	if (body)
		return organization_index_is_group(body) ? body : NULL;
	return g_hash_table_lookup(index->groups, group);
}

/* May what stands in brackets after this be one of our bodies? "IETF (X)", "The X People (X) WG", not "ACME (X)" */
static gboolean introduces_body(const struct organization_index *index, const char *outside)
{
	g_autofree char *rest = drop_own(index, outside);

	return strcmp(rest, outside) != 0 || body_name_has_tail(outside, "wg") || body_name_has_head(outside, "wg");
}

const struct body *organization_body_by_name(const struct organization *organization, const char *text)
{
	AUTO_INDEX *made = NULL;
	const struct organization_index *index = index_of(organization, &made);
	g_autofree char *key = body_name_key(text);
	const struct body *body = body_by_key(index, key);
	g_autofree char *outside = NULL;
	g_autofree char *inside = NULL;

	if (body || !body_name_split(text, &outside, &inside))
		return body;

	g_autofree char *outside_key = body_name_key(outside);
	g_autofree char *inside_key = body_name_key(inside);
	if (peer_by_key(index, outside_key))
		return NULL;
	const struct body *by_outside = body_by_key(index, outside_key);
	const struct body *by_inside = body_by_key(index, inside_key);
	if (by_outside && by_inside && by_outside != by_inside)
		return NULL;
	if (by_outside)
		return by_outside;
	return introduces_body(index, outside_key) ? by_inside : NULL;
}

const struct peer *organization_peer_called(const struct organization *organization, const char *name)
{
	for (guint i = 0; i < organization->peers->len; i++) {
		const struct peer *peer = g_ptr_array_index(organization->peers, i);

		if (g_strcmp0(peer->name, name) == 0)
			return peer;
	}
	return NULL;
}

const struct body *organization_body_called(const struct organization *organization, const char *name)
{
	for (guint i = 0; i < organization->bodies->len; i++) {
		const struct body *body = g_ptr_array_index(organization->bodies, i);

		if (g_strcmp0(body->name, name) == 0)
			return body;
	}
	return NULL;
}

void organization_add_bodies(const struct organization *organization, const GPtrArray *names, GPtrArray *bodies)
{
	for (guint i = 0; i < names->len; i++) {
		const struct body *body = organization_body_by_name(organization, g_ptr_array_index(names, i));

		if (body && !g_ptr_array_find_with_equal_func(bodies, body->name, g_str_equal, NULL))
			g_ptr_array_add(bodies, g_strdup(body->name));
	}
}

gboolean organization_is_own_name(const struct organization *organization, const char *text)
{
	AUTO_INDEX *made = NULL;
	const struct organization_index *index = index_of(organization, &made);
	g_autofree char *key = body_name_key(text);
	g_autofree char *outside = NULL;
	g_autofree char *inside = NULL;

	if (g_hash_table_contains(index->own, key))
		return TRUE;
	if (!body_name_split(text, &outside, &inside))
		return FALSE;

	g_autofree char *outside_key = body_name_key(outside);
	g_autofree char *inside_key = body_name_key(inside);
	return g_hash_table_contains(index->own, outside_key) && g_hash_table_contains(index->own, inside_key);
}

const struct body *organization_body_of_address(const struct organization *organization, const char *addr_spec)
{
	AUTO_INDEX *made = NULL;
	const struct organization_index *index = index_of(organization, &made);
	g_autofree char *key = address_key(addr_spec);

	return g_hash_table_lookup(index->contacts, key);
}

gboolean organization_may_answer(const struct organization *organization, const char *holder, const char *person)
{
	if (address_equal(holder, person))
		return TRUE;
	for (guint i = 0; i < organization->roles->len; i++) {
		const struct role *role = g_ptr_array_index(organization->roles, i);

		if (address_equal(role->name, holder) && addresses_have(role->members, person))
			return TRUE;
	}
	return FALSE;
}

gboolean organization_is_same_name(const char *one, const char *other)
{
	g_autofree char *key = body_name_key(one), *other_key = body_name_key(other);

	return *key && strcmp(key, other_key) == 0;
}
