/* SPDX-License-Identifier: BSD-2-Clause
 *
 * html-reply.h - an answer in HTML ends where its mail program put what it answers, and what a reader does not see is not said
 */
#pragma once
#include <glib.h>
#include <libxml/xmlstring.h>

/* What mail programs put around or above the mail that is answered, and around their signatures. A rule and any quotation, too: what is behind
 * them may be another person's. attributes: names and values in turn as libxml2 hands them over, or NULL. */
gboolean html_ends_reply(const char *name, const xmlChar **attributes);
gboolean html_is_unseen(const xmlChar **attributes);
