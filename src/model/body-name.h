/* SPDX-License-Identifier: BSD-2-Clause
 *
 * body-name.h - names of bodies, made comparable
 *
 * A name is compared as its words: "ITU-T Study Group 15" is itu, t, sg15. Words are never taken apart, so "3GPP2"
 * is not 3GPP, and "IEEE 8021" is not IEEE 802.
 */
#pragma once
#include <glib.h>

/* The words of text, joined by single blanks: folded, "working group" as "wg", "study group" as "sg", "sg 15" as
 * "sg15", no leading "the". Text beyond any name's length gives "". Owned by the caller. */
char *body_name_key(const char *text);

/* Is head the first words of key, or all of it? */
gboolean body_name_has_head(const char *key, const char *head);
/* Is tail the last words of key, or all of it? */
gboolean body_name_has_tail(const char *key, const char *tail);

/* "Outside (Inside)" as two texts, both owned by the caller; FALSE if text has not exactly one pair of brackets. */
gboolean body_name_split(const char *text, char **ret_outside, char **ret_inside);
