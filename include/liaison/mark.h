/* SPDX-License-Identifier: BSD-2-Clause
 *
 * mark.h - the header field Liaison-Statement: which record a mail is, and why a person has to look at it
 *
 *     Liaison-Statement: id=12
 *     Liaison-Statement: id=12; state=pending; reason=unauthenticated, no-purpose
 *
 *     value   = "id=" 1*DIGIT [ ";" "state=" word ] [ ";" "reason=" word *( "," word ) ]
 *     word    = 1*( %x61-7A / DIGIT / "-" )        ; white space may stand before each name and word, folded or not
 *
 * Words are names of states (lifecycle.h) and doubts (doubt.h) only, each once: no text of a mail can get into it, and its length is bounded by
 * the table of doubts. Pure; thread-safe.
 */
#pragma once
#include <glib.h>
#include <liaison/doubt.h>

#define MARK_FIELD "Liaison-Statement"
/* The longest value of all: the number, and every doubt there is. */
#define MARK_MAX 900

/* The value as a plan holds it, with "%d" for the number (plan.h). pending: it waits until a person posts it; reasons: one bit a doubt
 * (mark_bit()), 0: none. Owned by the caller. */
char *mark_format(gboolean pending, guint64 reasons);
guint64 mark_bit(enum doubt_kind kind);
/* The names in reasons, parted by ", ": for the log. Owned by the caller. */
char *mark_words(guint64 reasons);
