/* SPDX-License-Identifier: BSD-2-Clause
 *
 * body-list.h - where a list of bodies is divided: by commas, by "and", by what stands in brackets behind a name
 */
#pragma once
#include <glib.h>
#include <liaison/organization.h>

/* The parts of value (char *) between any of separators, outside of brackets and quotes; empty ones are left out, and what has no letter
 * stays with the part before ("SG 16 Q8, 9, 10/16"). */
GPtrArray *body_list_split(const char *value, const char *separators);
/* What "and" or "&" divides in name, outside of brackets (char *): "CCAMP and MPLS WGs", "IETF (TVR WG) and IEEE 802.11". NULL: it is one
 * name, or not each of them is a body for itself. */
GPtrArray *body_list_by_and(const struct organization *organization, const char *name);
/* "IETF (DETNET, DMM and SFC WGs)", head and what the bracket behind it holds: our groups (char *). NULL: head is not ours, or it holds something else. */
GPtrArray *body_list_own(const struct organization *organization, const char *head, const char *inside);
/* What stands before the bracket that closes at the end of text, and inside (may be NULL) what it holds: "MEF" and "x, y" of "MEF (x, y)". NULL, and
 * inside untouched: no bracket closes there. Both are owned by the caller. */
char *body_list_head(const char *text, char **inside);
/* "Study Groups 13 and 15", "IEEE 802.1 and 802.3": with what they share said before each, and commas between. Owned by the caller. */
char *body_list_expand(const char *value);
/* "SA2", "OIF Carrier WG", "MEF", "GlobalPlatform": capital words, one of them with two capitals or digits; "Orla Brannigan" is a person. */
gboolean body_is_acronym(const char *text);
/* Is name a body for itself? Not "Applications" of "Applications and Real-Time Area", where only the end says what it is. */
gboolean body_stands_alone(const struct organization *organization, const char *name);
