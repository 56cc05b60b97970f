/* SPDX-License-Identifier: BSD-2-Clause
 *
 * escape.h - from text to each of the languages that are written here; nothing that came from mail gets into a file but by these
 *
 * Text in may be any bytes. What is no UTF-8, controls other than line end and tab, non-characters, and the marks that turn the
 * direction of what follows them (U+202A to U+202E, U+2066 to U+2069) come out as U+FFFD in all of them. JSON is written by json.c.
 */
#pragma once
#include <glib.h>

/* Text and attribute values (double quotes) of HTML and XML alike: & < > " ' become references. */
void escape_markup(GString *out, const char *text);
/* At most max characters; "…" stands for what is left off. */
void escape_markup_cut(GString *out, const char *text, guint max);
/* Content of TEXT values in iCalendar (RFC 5545 3.3.11); lines are folded by calendar.c. */
void escape_ics(GString *out, const char *text);
/* One field of CSV (RFC 4180), quoted, with what a spreadsheet would take for a formula made harmless by a "'". */
void escape_csv(GString *out, const char *text);
/* The same cleaning for text/plain. */
char *escape_plain(const char *text);
/* One line: white space folded, cleaned, at most max characters, "…" for the rest. Never NULL. */
char *escape_line(const char *text, guint max);
