/* SPDX-License-Identifier: BSD-2-Clause
 *
 * whole.c - what only the whole configuration can show: names that clash, addresses that are nobody's
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/text.h>
#include "machine.h"
#include "reader.h"

static gboolean within(const char *domain, const GPtrArray *domains)
{
	for (guint i = 0; i < domains->len; i++)
		if (address_domain_within(domain, g_ptr_array_index(domains, i)))
			return TRUE;
	return FALSE;
}

static gboolean is_ours(const struct reader *reader, const char *address)
{
	return within(address_domain(address), reader->settings->organization->domains);
}

static void check_organization(struct reader *reader)
{
	const struct organization *organization = reader->settings->organization;

	if (organization->domains->len == 0 && !reader_has(reader, "organization.domains"))
		reader_fault(reader, TRUE, "organization.domains", "is not set: no mail is ours; write for example [ \"example.org\" ]");
	if (!organization->coordination && !reader_has(reader, "organization.coordination"))
		reader_fault(reader, TRUE, "organization.coordination",
		             "is not set: nobody gets what needs a person; write an address in organization.domains");
	if (organization->coordination && organization->domains->len > 0 && !is_ours(reader, organization->coordination))
		reader_fault(reader, FALSE, "organization.coordination", "\"%s\" is in none of organization.domains; write an address of ours",
		             organization->coordination);
	if (organization->review && organization->domains->len > 0 && !is_ours(reader, organization->review))
		reader_fault(reader, FALSE, "review.address", "\"%s\" is in none of organization.domains; write an address of ours",
		             organization->review);
	for (guint i = 0; i < organization->liaison_addresses->len; i++) {
		const char *address = g_ptr_array_index(organization->liaison_addresses, i);
		if (organization->domains->len > 0 && !is_ours(reader, address))
			reader_fault(reader, TRUE, "liaison_addresses", "\"%s\" is in none of organization.domains; mail to it may never come by here", address);
	}
}

static void check_peers(struct reader *reader)
{
	const struct organization *organization = reader->settings->organization;

	for (guint i = 0; i < organization->peers->len; i++) {
		const struct peer *peer = g_ptr_array_index(organization->peers, i);

		for (guint k = 0; k < peer->domains->len; k++) {
			const char *domain = g_ptr_array_index(peer->domains, k);
			g_autofree char *where = g_strdup_printf("peers[%u].domains", i + 1);
			if (within(domain, organization->domains))
				reader_fault(reader, FALSE, where, "\"%s\" is one of our own (organization.domains); a peer's domains are its own", domain);
		}
		if (peer->manager && organization->domains->len > 0 && !is_ours(reader, peer->manager)) {
			g_autofree char *where = g_strdup_printf("peers[%u].manager", i + 1);
			reader_fault(reader, TRUE, where, "\"%s\" is in none of organization.domains; it should be our own alias for our liaison manager",
			             peer->manager);
		}
	}
}

/* Two entries of one list under one name: which of them is meant, nobody could say. */
static void claim_name(struct reader *reader, GHashTable *owners, const char *name, const char *where, const char *owner, guint number)
{
	g_autofree char *key = text_fold_name(name);
	const char *other = g_hash_table_lookup(owners, key);
	g_autofree char *mine = g_strdup_printf("%s[%u]", owner, number);

	if (*key == '\0')
		return;
	if (!other)
		g_hash_table_insert(owners, g_steal_pointer(&key), g_steal_pointer(&mine));
	else if (strcmp(other, mine) != 0)
		reader_fault(reader, FALSE, where, "\"%s\" already names %s; a name may stand for one of them only", name, other);
}

static void claim_names(struct reader *reader, GHashTable *owners, const char *list, guint number, const char *name, const GPtrArray *aliases)
{
	g_autofree char *where = g_strdup_printf("%s[%u].name", list, number);

	claim_name(reader, owners, name, where, list, number);
	for (guint i = 0; i < aliases->len; i++) {
		g_autofree char *here = g_strdup_printf("%s[%u].aliases[%u]", list, number, i + 1);
		claim_name(reader, owners, g_ptr_array_index(aliases, i), here, list, number);
	}
}

static void check_names(struct reader *reader)
{
	const struct organization *organization = reader->settings->organization;
	g_autoptr(GHashTable) owners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	/* Bodies and peers together: a statement from "X" would otherwise be ours or theirs by chance. */
	for (guint i = 0; i < organization->bodies->len; i++) {
		const struct body *body = g_ptr_array_index(organization->bodies, i);
		claim_names(reader, owners, "bodies", i + 1, body->name, body->aliases);
	}
	for (guint i = 0; i < organization->peers->len; i++) {
		const struct peer *peer = g_ptr_array_index(organization->peers, i);
		claim_names(reader, owners, "peers", i + 1, peer->name, peer->aliases);
	}
}

static void check_milter(struct reader *reader)
{
	const struct settings *settings = reader->settings;
	g_autofree char *reach = settings->milter.socket ? machine_socket_reach(settings->milter.socket, settings->milter.socket_group,
	                                                                        MACHINE_POSTFIX_MAIN_CF) : NULL;

	if (reach)
		reader_fault(reader, TRUE, "milter.socket", "%s", reach);
	if (settings->milter.user && !machine_has_user(settings->milter.user))
		reader_fault(reader, TRUE, "milter.user", "there is no user \"%s\" on this machine", settings->milter.user);
	if (settings->milter.socket_owner && !machine_has_user(settings->milter.socket_owner))
		reader_fault(reader, TRUE, "milter.socket_owner", "there is no user \"%s\" on this machine", settings->milter.socket_owner);
	if (settings->milter.socket_group && !machine_has_group(settings->milter.socket_group))
		reader_fault(reader, TRUE, "milter.socket_group", "there is no group \"%s\" on this machine", settings->milter.socket_group);
}

/* One command or several, parted by ";"; the first one is about the queue ID, and says so. said: NULL where it is one, which need not say anything. */
static void check_commands(struct reader *reader, const char *name, const GPtrArray *words, const char *name_of_said, const char *said)
{
	gboolean first = TRUE, named = FALSE, empty = TRUE, any_empty = FALSE, several = FALSE;
	const char *searched = NULL;

	for (guint i = 0; i < words->len; i++) {
		const char *word = g_ptr_array_index(words, i);
		gboolean ends = strcmp(word, ";") == 0;

		any_empty |= ends && empty;
		several |= ends;
		if (empty && !ends && !searched && !g_path_is_absolute(word))
			searched = word;
		first &= !ends;
		empty = ends;
		named |= first && strstr(word, "%i") != NULL;
	}
	if (any_empty || empty)
		reader_fault(reader, FALSE, name, "holds an empty command; a word \";\" stands between two commands only");
	else if (several && !said)
		reader_fault(reader, FALSE, name, "holds a word \";\"; this is one command");
	else if (searched)
		reader_fault(reader, FALSE, name, "root runs \"%s\", wherever it is found; write its whole path", searched);
	else if (!named)
		reader_fault(reader, FALSE, name, "the first command does not name the message; write \"%%i\" where its queue ID goes");
	if (said && !strstr(said, "%i"))
		reader_fault(reader, FALSE, name_of_said, "\"%s\" does not name the message; write \"%%i\" where its queue ID goes", said);
}

void whole_check(struct reader *reader)
{
	check_organization(reader);
	check_peers(reader);
	check_names(reader);
	whole_check_rules(reader);
	check_milter(reader);
	if (reader->settings->sandbox_off)
		reader_fault(reader, TRUE, "sandbox", "\"off\" lets strangers' files loose on this machine: where bubblewrap does not work, conversion programs run "
		             "with all that the daemons' user may do; install bubblewrap and set \"required\"");
	check_commands(reader, "outgoing.show", reader->settings->outgoing.show, NULL, NULL);
	check_commands(reader, "outgoing.release", reader->settings->outgoing.release, "outgoing.released", reader->settings->outgoing.released);
	check_commands(reader, "outgoing.remove", reader->settings->outgoing.remove, "outgoing.removed", reader->settings->outgoing.removed);
}
