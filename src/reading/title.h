/* SPDX-License-Identifier: BSD-2-Clause
 *
 * title.h - titles, without what mail programs and lists put in front
 */
#pragma once
#include <glib.h>
#include <liaison/message.h>
#include <liaison/organization.h>

#define TITLE_LENGTH_MAX 1000   /* bytes */

/* The subject without "Re:", "Fwd:" and list tags; "[DRAFT]" and document numbers stay. Owned by the caller; NULL if nothing is left. */
char *title_of_subject(const struct organization *organization, const struct message *message, const char *subject);
/* A value or line as a title: folded, quotes around the whole taken off, bounded. NULL if it is empty. */
char *title_tidy(const char *text);
/* Does a line that stands alone at the head of a letter look like the title of a statement ("LS on …", "Liaison statement to …")? */
gboolean title_in_line(const char *text);
/* "Geneva, 4-8 May 2026": where and when, which is no title. */
gboolean title_is_place_and_date(const char *text);
