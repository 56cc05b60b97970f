/* SPDX-License-Identifier: BSD-2-Clause
 *
 * odt.c - OpenDocument text (ISO/IEC 26300), all changes accepted: what was deleted stands in text:tracked-changes only
 */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include "letter.h"
#include "xml-walk.h"

static const char *prefix_of(const char *uri)
{
	static const struct { const char *uri, *prefix; } table[] = {
		{ "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text" },
		{ "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table" },
		{ "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office" },
		{ "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		if (strcmp(table[i].uri, uri) == 0)
			return table[i].prefix;
	return NULL;
}

struct odt {
	struct markup *markup;
	guint in_text;           /* inside a paragraph or heading */
};

static const struct { const char *name, *element; } elements[] = {
	{ "text:p", "p" }, { "text:h", "p" }, { "table:table", "table" }, { "table:table-row", "tr" }, { "table:table-cell", "td" },
};

static gboolean is_paragraph(const char *name)
{
	return strcmp(name, "text:p") == 0 || strcmp(name, "text:h") == 0;
}

static void spaces(struct odt *odt, xmlTextReader *reader)
{
	g_autofree char *count = xml_walk_attribute(reader, "c");
	int n = count ? CLAMP(atoi(count), 1, 100) : 1;

	while (n-- > 0)
		markup_text(odt->markup, " ");
}

static gboolean open_element(xmlTextReader *reader, const char *name, gpointer data)
{
	struct odt *odt = data;

	if (strcmp(name, "text:tracked-changes") == 0 || strcmp(name, "office:annotation") == 0 || strcmp(name, "office:scripts") == 0)
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(elements); i++)
		if (strcmp(name, elements[i].name) == 0)
			markup_open(odt->markup, elements[i].element);
	if (is_paragraph(name)) {
		odt->in_text++;
	} else if (strcmp(name, "text:tab") == 0) {
		markup_tab(odt->markup);
	} else if (strcmp(name, "text:line-break") == 0) {
		markup_break(odt->markup);
	} else if (strcmp(name, "text:s") == 0) {
		spaces(odt, reader);
	} else if (strcmp(name, "draw:text-box") == 0) {
		markup_close(odt->markup, "p");
		markup_open(odt->markup, "div");
	}
	return TRUE;
}

static void close_element(const char *name, gpointer data)
{
	struct odt *odt = data;

	for (guint i = 0; i < G_N_ELEMENTS(elements); i++)
		if (strcmp(name, elements[i].name) == 0)
			markup_close(odt->markup, elements[i].element);
	if (is_paragraph(name) && odt->in_text) {
		odt->in_text--;
	} else if (strcmp(name, "draw:text-box") == 0) {
		markup_close(odt->markup, "div");
		markup_open(odt->markup, "p");
	}
}

static void take_text(const char *text, gpointer data)
{
	struct odt *odt = data;

	if (odt->in_text)
		markup_text(odt->markup, text);
}

gboolean odt_read(GBytes *xml, struct markup *markup, char **ret_why)
{
	static const struct xml_walker walker = { open_element, close_element, take_text };
	struct odt odt = { markup, 0 };

	return xml_walk(xml, &walker, prefix_of, &odt, ret_why);
}
