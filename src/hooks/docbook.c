/* SPDX-License-Identifier: BSD-2-Clause
 *
 * docbook.c - what antiword -x db makes of a binary Word file: paragraphs and tables with whole cells, where its plain text breaks
 * addresses at a column's edge
 */
#include <config.h>
#include <string.h>
#include "letter.h"
#include "xml-walk.h"

/* It has no name space. */
static const char *prefix_of(const char *uri G_GNUC_UNUSED)
{
	return NULL;
}

struct docbook {
	struct markup *markup;
	guint in_text;
};

static const struct { const char *name, *element; guint holds_text; } elements[] = {
	{ "?:para", "p", 1 }, { "?:title", "p", 1 }, { "?:informaltable", "table", 0 }, { "?:row", "tr", 0 }, { "?:entry", "td", 1 },
};

static gboolean open_element(xmlTextReader *reader, const char *name, gpointer data)
{
	struct docbook *docbook = data;

	/* the file's properties, mostly those of the template that it was made from: <bookinfo>, and the title of the book itself */
	if (strcmp(name, "?:bookinfo") == 0 || (strcmp(name, "?:title") == 0 && xmlTextReaderDepth(reader) == 1))
		return FALSE;
	if (strcmp(name, "?:br") == 0)                        /* doc-to-html puts it there */
		markup_break(docbook->markup);
	for (guint i = 0; i < G_N_ELEMENTS(elements); i++) {
		if (strcmp(name, elements[i].name) != 0)
			continue;
		markup_open(docbook->markup, elements[i].element);
		docbook->in_text += elements[i].holds_text;
	}
	return TRUE;
}

static void close_element(const char *name, gpointer data)
{
	struct docbook *docbook = data;

	for (guint i = 0; i < G_N_ELEMENTS(elements); i++) {
		if (strcmp(name, elements[i].name) != 0)
			continue;
		markup_close(docbook->markup, elements[i].element);
		docbook->in_text -= MIN(elements[i].holds_text, docbook->in_text);
	}
}

static void take_text(const char *text, gpointer data)
{
	struct docbook *docbook = data;

	if (docbook->in_text)
		markup_text(docbook->markup, text);
}

gboolean docbook_read(GBytes *xml, struct markup *markup, char **ret_why)
{
	static const struct xml_walker walker = { open_element, close_element, take_text };
	struct docbook docbook = { markup, 0 };

	return xml_walk(xml, &walker, prefix_of, &docbook, ret_why);
}
