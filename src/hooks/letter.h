/* SPDX-License-Identifier: BSD-2-Clause
 *
 * letter.h - letters to markup
 *
 * Each reader takes one document and appends to markup. Those of XML take neither a document type nor an entity of the document's own,
 * and open nothing. FALSE with a text in *ret_why (owned by the caller) for what is damaged; what came before may have been written.
 */
#pragma once
#include <glib.h>
#include "markup.h"

gboolean docx_read(GBytes *xml, struct markup *markup, char **ret_why);    /* WordprocessingML: document, headers, footers, notes */
gboolean odt_read(GBytes *xml, struct markup *markup, char **ret_why);     /* OpenDocument content.xml */
gboolean docbook_read(GBytes *xml, struct markup *markup, char **ret_why); /* what antiword -x db writes, without its document type */
gboolean rtf_read(GBytes *rtf, struct markup *markup, char **ret_why);     /* Rich Text Format */
