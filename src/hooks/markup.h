/* SPDX-License-Identifier: BSD-2-Clause
 *
 * markup.h - the little HTML that letters are written as: paragraphs, tables, tabs, links to mailboxes
 *
 * A tab is written as Word's own mail writes it (mso-tab-count), since HTML folds white space.
 */
#pragma once
#include <glib.h>

struct markup { GString *html; };

void markup_begin(struct markup *markup);
char *markup_end(struct markup *markup);                         /* owned by the caller */
void markup_open(struct markup *markup, const char *element);     /* p, table, tr, td, div, header */
void markup_close(struct markup *markup, const char *element);
void markup_text(struct markup *markup, const char *text);
void markup_tab(struct markup *markup);
void markup_break(struct markup *markup);
