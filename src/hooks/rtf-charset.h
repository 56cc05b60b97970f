/* SPDX-License-Identifier: BSD-2-Clause
 *
 * rtf-charset.h - bytes of RTF text to UTF-8, by Windows code pages
 */
#pragma once
#include <glib.h>

#define RTF_SYMBOL_PAGE 42u      /* no character set: the signs of a symbol font */

struct rtf_charsets;

struct rtf_charsets *rtf_charsets_new(void);
void rtf_charsets_free(struct rtf_charsets *charsets);
guint rtf_page_of_charset(guint charset);    /* the code page of \fcharsetN, 0 for the document's own */
/* Appends; what the page does not have becomes U+FFFD. A page that is not known is read as 1252. */
void rtf_charsets_decode(struct rtf_charsets *charsets, guint page, const char *bytes, gsize size, GString *to);
/* Appends what a sign of a symbol font means, as far as it matters. */
void rtf_append_symbol(GString *to, guint code);
