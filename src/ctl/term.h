/* SPDX-License-Identifier: BSD-2-Clause
 *
 * term.h - text in columns: widths as a terminal counts them, cutting, padding, wrapping
 *
 * Widths are columns, not bytes or characters. Text that comes out of a mail goes through term_safe() first, always:
 * the other functions here print what they are given.
 */
#pragma once
#include <stdio.h>
#include <glib.h>

/* Columns to write for: $COLUMNS if it is a number, else the terminal's, else 80; never less than 40. */
guint term_width(void);

/* text without anything that acts on a terminal, tabs as blanks; NULL gives "". Owned by the caller. */
char *term_safe(const char *text);

guint term_columns(const char *text);
/* At most width columns of text, "…" last where something was cut off. Owned by the caller. */
char *term_cut(const char *text, guint width);
/* Appends text cut to width and filled up with blanks. */
void term_pad(GString *out, const char *text, guint width);

/* Appends text broken at blanks into lines of at most width columns. The first line goes on where out stands, which is
 * taken to be column indent; the others are indented by that much. A word longer than a line is broken. Ends with a line end. */
void term_wrap(GString *out, const char *text, guint indent, guint width);

/* label, padded to label_width, and the text wrapped beside it. */
void term_labelled(GString *out, const char *label, guint label_width, const char *text, guint width);
