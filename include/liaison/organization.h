/* SPDX-License-Identifier: BSD-2-Clause
 *
 * organization.h - who we are and whom we exchange statements with, as configured
 *
 * Built once from the settings, finished by organization_finish(), then only read: every look-up may be called from
 * any thread on a const organization. What they return is the organization's; nothing here fails. Names are matched with text_fold_name(), "Working Group" as "WG", "Study Group" as "SG".
 */
#pragma once
#include <glib.h>

enum body_kind { BODY_KIND_OTHER, BODY_KIND_WG, BODY_KIND_AREA, BODY_KIND_IETF, BODY_KIND_IAB, BODY_KIND_IRTF };

struct body {                       /* one of ours */
	char *name;
	enum body_kind kind;
	GPtrArray *aliases;             /* char * */
	GPtrArray *contacts;            /* char *, addr-specs; likewise cc and approvers */
	GPtrArray *cc;
	GPtrArray *approvers;
};
struct body *body_new(const char *name);
void body_free(struct body *body);

struct peer {
	char *name;
	GPtrArray *aliases, *domains;   /* char * */
	char *manager;                  /* our liaison manager's alias, or NULL */
	char *send_to;                  /* their "Send To", or NULL */
	char *layout;                   /* or NULL */
};
struct peer *peer_new(const char *name);
void peer_free(struct peer *peer);

struct role {                       /* an address that several people answer for */
	char *name;                     /* addr-spec */
	GPtrArray *members;             /* char *, addr-specs */
};
struct role *role_new(const char *name);
void role_free(struct role *role);

struct organization_index;

struct organization {
	char *name;
	GPtrArray *aliases, *domains;   /* char * */
	char *coordination;             /* receives statements; always a liaison address */
	char *authserv_id;              /* whose Authentication-Results are believed, or NULL */
	char *review;                   /* liaison-review@…, or NULL */
	GPtrArray *liaison_addresses;   /* char *, further ones */
	GPtrArray *bodies;              /* struct body * */
	GPtrArray *peers;               /* struct peer * */
	GPtrArray *roles;               /* struct role * */
	struct organization_index *index;   /* names and addresses as they are looked up; organization_finish() makes it */
};
struct organization *organization_new(void);
/* To be called once when all is filled in, before another thread sees it; after a later change, again. Without it every
 * look-up below works, and makes the index anew each time. */
void organization_finish(struct organization *);
void organization_free(struct organization *organization);

/* Our domains, their sub-domains included. Here and below an address that a list rewrote (address_rewritten()) is the one it was made of. */
gboolean organization_is_our_address(const struct organization *, const char *addr_spec);
/* Coordination, liaison_addresses or a peer's manager. */
gboolean organization_is_liaison_address(const struct organization *, const char *addr_spec);
/* The review address, with or without +token. */
gboolean organization_is_review_address(const struct organization *, const char *addr_spec);
/* May a person with that address answer what the holder, an address or a role, was asked? The holder itself, and the members of the role. */
gboolean organization_may_answer(const struct organization *, const char *holder, const char *person);
/* The peer whose domains hold the address; where several do: the one whose send_to it is, else the first. NULL: none. */
const struct peer *organization_peer_of_address(const struct organization *, const char *addr_spec);
/* By name or alias, also as the head of a longer name ("3GPP TSG SA WG 4", "ITU-T Study Group 15", "IEEE 802.1"). NULL: none. */
const struct peer *organization_peer_by_name(const struct organization *, const char *text);
/* One of our bodies by name or alias, also "IETF X", "X WG", "X Working Group", "IETF X WG", "X WG of the IETF", "IETF (X)". NULL: none. */
const struct body *organization_body_by_name(const struct organization *, const char *text);
/* By its name as configured, to the letter, which is how a statement that was read names its peer and our bodies. NULL: none; NULL is nobody's. */
const struct peer *organization_peer_called(const struct organization *, const char *name);
const struct body *organization_body_called(const struct organization *, const char *name);
/* Appends copies of the configured names of those of our bodies that names (char *) mean, as organization_body_by_name() has it, each once. */
void organization_add_bodies(const struct organization *, const GPtrArray *names, GPtrArray *bodies);
/* Two names of one body, as names are compared here? Empty ones are nobody's. */
gboolean organization_is_same_name(const char *one, const char *other);
/* Does text name the organisation itself (its name or an alias)? */
gboolean organization_is_own_name(const struct organization *, const char *text);
/* Is text written as a group of ours, configured or not: our own name beside what looks like a group ("IETF FOO", "IETF Foo WG", "FOO WG of the
 * IETF", "IRTF FOO RG")? FALSE for our own name alone, offices, meetings, persons and the groups of peers. */
gboolean organization_is_own_group(const struct organization *, const char *text);
/* The body whose contacts or cc hold the address. NULL: none. */
const struct body *organization_body_of_address(const struct organization *, const char *addr_spec);
