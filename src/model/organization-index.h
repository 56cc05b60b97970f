/* SPDX-License-Identifier: BSD-2-Clause
 *
 * organization-index.h - the names and addresses of an organization by their keys
 */
#pragma once
#include <liaison/organization.h>

struct organization_index {
	GHashTable *own;        /* keys of the organisation's names (a set) */
	GHashTable *peers;      /* key of a name or alias -> struct peer *, the first that has it */
	GHashTable *bodies;     /* key of a name or alias -> struct body *, the first that has it */
	GHashTable *groups;     /* the same without "wg", for what is a group; NULL where two have it */
	GHashTable *contacts;   /* address key -> struct body * */
	GHashTable *liaison;    /* address keys of our liaison addresses (a set) */
};

struct organization_index *organization_index_new(const struct organization *organization);
void organization_index_free(struct organization_index *index);

/* key without a leading or trailing word "wg"; key itself if there is none. Owned by the caller. */
char *organization_index_drop_wg(const char *key);
/* Bodies that "X WG" may mean: not an area, nor the IETF or the IAB itself. */
gboolean organization_index_is_group(const struct body *body);
