/* SPDX-License-Identifier: BSD-2-Clause
 *
 * bodies.h - the bodies and people that a value names
 *
 * "IETF (DETNET, DMM, SFC), MEF (Technical & Operations Committee)" is four bodies; "3GPP SA (A. B. <a@b.example>)" is one with
 * a contact. Names are given as written; only what a list shares is put in front of each ("IETF DETNET", "IETF DMM").
 */
#pragma once
#include <glib.h>
#include <liaison/layout.h>
#include <liaison/organization.h>

#define BODIES_MAX 100

struct parties {
	GPtrArray *bodies;       /* char * */
	GPtrArray *addresses;    /* struct address * */
	gboolean only_mailboxes; /* "The IESG <iesg@ietf.org>" is a mailbox, not a body too */
	gboolean one_speaker;    /* "Alliance, Working Group 4" is one body */
};

void parties_init(struct parties *parties);
void parties_clear(struct parties *parties);
/* max_addresses: limits->addresses */
void parties_read(const struct organization *organization, const char *value, guint max_addresses, struct parties *parties);

/* Something that is called like a body ("… Working Group", "SA2"), whoever it may be. */
gboolean body_is_called_so(const char *text);
/* Does text name a body: one of ours, a peer or a group of one, or something that is called like a body ("… Working Group")? */
gboolean body_is_known(const struct organization *organization, const char *text);
/* "IETF Chair": a copy for who holds that office is none for all of us. */
gboolean body_is_our_officer(const struct organization *organization, const char *text);
/* One of our bodies, our organisation itself, or what is written as a group of ours and nobody configured. */
gboolean body_is_ours(const struct organization *organization, const char *text);
/* Same body, for all we do: by our names for it, or by its folded name. */
gboolean body_equal(const struct organization *organization, const char *a, const char *b);
/* Names of ours that stand in running text ("Dear CCAMP and MPLS chairs", "to the IETF IPPM, NETMOD and RTGWG working groups"). */
void bodies_ours_in_text(const struct organization *organization, const char *text, GPtrArray *names);
/* The same, where text says to whom a letter is: an acronym that nobody configured counts, as written, in a list with one of ours ("CORE and FOO"). */
void bodies_addressed_in_text(const struct organization *organization, const char *text, GPtrArray *names);
/* Does the name of a group that is known anyhow stand in text? */
gboolean body_holds_group(const char *text);
/* Is text the name of such a group, and nothing else? */
gboolean bodies_is_group(const struct layouts *layouts, const char *text);
/* Groups of other organisations that stand in running text: "ITU-T SG11", "Study Group 11", "3GPP SA2", "SA2"; each once, as written.
 * Those that layouts (or NULL) know, and some that are known anyhow. */
void bodies_groups_in_text(const struct layouts *layouts, const char *text, GPtrArray *names);
