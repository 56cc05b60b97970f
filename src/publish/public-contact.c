/* SPDX-License-Identifier: BSD-2-Clause
 *
 * public-contact.c - whose address may be read by everybody
 *
 * Roles are reached by the public, persons are not harvested: by default an address shows where the configuration has it, or
 * where its own local part says that it is an office; of a person only the name does.
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include "escape.h"
#include "public.h"

#define NAME_MAX_CHARACTERS 120

gboolean publish_contacts_parse(const char *name, enum publish_contacts *ret_contacts)
{
	static const char *const names[] = { "none", "roles", "all" };

	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		if (g_strcmp0(name, names[i]) == 0) {
			*ret_contacts = (enum publish_contacts)i;
			return TRUE;
		}
	return FALSE;
}

static gboolean is_configured(const struct organization *organization, const char *address)
{
	if (organization_is_liaison_address(organization, address))
		return TRUE;
	for (guint i = 0; i < organization->bodies->len; i++) {
		const struct body *body = g_ptr_array_index(organization->bodies, i);

		if (addresses_have(body->contacts, address) || addresses_have(body->cc, address) || addresses_have(body->approvers, address))
			return TRUE;
	}
	for (guint i = 0; i < organization->peers->len; i++) {
		const struct peer *peer = g_ptr_array_index(organization->peers, i);

		if (peer->send_to && address_equal(peer->send_to, address))
			return TRUE;
	}
	return FALSE;
}

/* Whole words of the local part. "info.smith" would be a person: an office has nothing but such words, short names of groups,
 * and numbers besides; so one of these has to stand first or last, and no "." in it. */
static gboolean names_an_office(const char *address)
{
	static const char *const offices[] = {
		"ad", "ads", "admin", "chair", "chairs", "cochairs", "coordination", "coordinator", "director", "directors", "info", "liaison",
		"liaisons", "liaisoncoordinator", "ls", "office", "secretariat", "secretary", "statement", "statements", "support", "wg",
	};
	const char *at = strrchr(address, '@');
	g_autofree char *local = at ? g_ascii_strdown(address, (gssize)(at - address)) : g_strdup("");
	g_auto(GStrv) words = g_strsplit_set(local, "-_", -1);
	guint n = g_strv_length(words);

	if (!n || strpbrk(local, ".\"+ "))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(offices); i++)
		if (strcmp(words[0], offices[i]) == 0 || strcmp(words[n - 1], offices[i]) == 0)
			return TRUE;
	return FALSE;
}

static gboolean may_show(const char *address, const struct publish_options *options)
{
	switch (options->contacts) {
	case PUBLISH_CONTACTS_NONE: return FALSE;
	case PUBLISH_CONTACTS_ALL: return TRUE;
	case PUBLISH_CONTACTS_ROLES: break;
	}
	return is_configured(options->organization, address) || names_an_office(address);
}

/* A display name that is, or holds, an address would show what is withheld. */
static char *plain_name(const char *name)
{
	g_autofree char *line = name ? escape_line(name, NAME_MAX_CHARACTERS) : NULL;

	return line && *line && !strchr(line, '@') && !strstr(line, "[at]") && !strstr(line, "(at)") ? g_steal_pointer(&line) : NULL;
}

struct public_contact *public_contact_new(const struct address *address, const struct publish_options *options)
{
	struct public_contact *contact;

	if (!address || options->contacts == PUBLISH_CONTACTS_NONE)
		return NULL;
	contact = g_new0(struct public_contact, 1);
	contact->name = plain_name(address->name);
	if (may_show(address->addr_spec, options))
		contact->address = escape_line(address->addr_spec, 254);
	if (!contact->name && !contact->address)
		g_clear_pointer(&contact, public_contact_free);
	return contact;
}

struct public_contact *public_contact_parse(const char *text, const struct publish_options *options)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
	struct public_contact *contact;

	if (address_scan(text, 2, found))
		return public_contact_new(g_ptr_array_index(found, 0), options);
	contact = g_new0(struct public_contact, 1);
	contact->name = plain_name(text);
	if (!contact->name)
		g_clear_pointer(&contact, public_contact_free);
	return contact;
}

void public_contact_free(gpointer data)
{
	struct public_contact *contact = data;

	if (!contact)
		return;
	g_free(contact->name);
	g_free(contact->address);
	g_free(contact);
}

char *public_actor(const char *by, const struct publish_options *options)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

	if (!by || g_ascii_strcasecmp(by, "(System)") == 0)
		return g_strdup("(System)");
	if (address_scan(by, 1, found)) {
		const struct address *address = g_ptr_array_index(found, 0);

		if (options->contacts != PUBLISH_CONTACTS_NONE && is_configured(options->organization, address->addr_spec))
			return escape_line(address->addr_spec, 254);
	}
	return g_strdup("Liaison coordination");
}
