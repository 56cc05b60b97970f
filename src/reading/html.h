/* SPDX-License-Identifier: BSD-2-Clause
 *
 * html.h - text/html as lines, with the rows of its tables kept as cells
 *
 * Nothing is fetched, no script or style is read, no tree is built: the parser's events are turned into lines as they
 * come, so that memory is bounded by the text and nesting by HTML_DEPTH_MAX. Pure; thread-safe.
 */
#pragma once
#include <glib.h>

#define HTML_DEPTH_MAX 200      /* elements inside each other; reading stops there */

/* html is valid UTF-8, whatever charset it names itself. Returns an array of struct line * (line.h), never NULL.
 * ret_cut (may be NULL): something was left off. */
GPtrArray *html_lines(const char *html, gboolean *ret_cut);
