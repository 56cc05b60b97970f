/* SPDX-License-Identifier: BSD-2-Clause
 *
 * xml-walk.c - elements and text, with nothing of XML's dangerous parts
 */
#include <config.h>
#include <limits.h>
#include <string.h>
#include "xml-walk.h"

static void silent(void *data G_GNUC_UNUSED, const char *message G_GNUC_UNUSED, xmlParserSeverities severity G_GNUC_UNUSED,
                   xmlTextReaderLocatorPtr locator G_GNUC_UNUSED)
{
}

/* "w:p", or "?:p" for a name space that nobody here knows. Owned by the caller. */
static char *qualified(xmlTextReader *reader, const char *(*prefix_of)(const char *uri))
{
	const xmlChar *uri = xmlTextReaderConstNamespaceUri(reader), *local = xmlTextReaderConstLocalName(reader);
	const char *prefix = uri ? prefix_of((const char *)uri) : NULL;

	return g_strdup_printf("%s:%s", prefix ? prefix : "?", local ? (const char *)local : "");
}

char *xml_walk_attribute(xmlTextReader *reader, const char *local_name)
{
	char *value = NULL;

	for (int more = xmlTextReaderMoveToFirstAttribute(reader); more == 1; more = xmlTextReaderMoveToNextAttribute(reader)) {
		const xmlChar *name = xmlTextReaderConstLocalName(reader), *text = xmlTextReaderConstValue(reader);

		if (name && text && strcmp((const char *)name, local_name) == 0) {
			value = g_strdup((const char *)text);
			break;
		}
	}
	xmlTextReaderMoveToElement(reader);
	return value;
}

struct walk {
	const struct xml_walker *walker;
	const char *(*prefix_of)(const char *uri);
	gpointer data;
	int skip_from;           /* depth of the element that is passed over, -1: none */
	const char *why;
};

static gboolean visit_element(struct walk *walk, xmlTextReader *reader)
{
	g_autofree char *name = qualified(reader, walk->prefix_of);
	int depth = xmlTextReaderDepth(reader);
	gboolean empty = xmlTextReaderIsEmptyElement(reader) == 1;

	if (depth > XML_WALK_DEPTH) {
		walk->why = "elements nested too deep";
		return FALSE;
	}
	if (!walk->walker->open(reader, name, walk->data)) {
		if (!empty)
			walk->skip_from = depth;
	} else if (empty) {
		walk->walker->close(name, walk->data);
	}
	return TRUE;
}

static gboolean visit(struct walk *walk, xmlTextReader *reader)
{
	int type = xmlTextReaderNodeType(reader);

	if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE) {
		walk->why = "it has a document type of its own";
		return FALSE;
	}
	if (walk->skip_from >= 0) {
		if (type == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth(reader) == walk->skip_from)
			walk->skip_from = -1;
		return TRUE;
	}
	if (type == XML_READER_TYPE_ELEMENT)
		return visit_element(walk, reader);
	if (type == XML_READER_TYPE_END_ELEMENT) {
		g_autofree char *name = qualified(reader, walk->prefix_of);

		walk->walker->close(name, walk->data);
	} else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE) {
		const xmlChar *text = xmlTextReaderConstValue(reader);

		if (text)
			walk->walker->text((const char *)text, walk->data);
	}
	return TRUE;
}

gboolean xml_walk(GBytes *xml, const struct xml_walker *walker, const char *(*prefix_of)(const char *uri), gpointer data, char **ret_why)
{
	struct walk walk = { walker, prefix_of, data, -1, NULL };
	gsize size;
	const char *bytes = g_bytes_get_data(xml, &size);
	xmlTextReader *reader = size && size <= INT_MAX ? xmlReaderForMemory(bytes, (int)size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING) : NULL;
	int more = 1;

	if (!reader) {
		*ret_why = g_strdup("it is empty");
		return FALSE;
	}
	xmlTextReaderSetErrorHandler(reader, silent, NULL);
	while (!walk.why && (more = xmlTextReaderRead(reader)) == 1)
		visit(&walk, reader);
	xmlFreeTextReader(reader);
	if (!walk.why && more != 0)
		walk.why = "it is no well-formed XML";
	*ret_why = g_strdup(walk.why);
	return walk.why == NULL;
}
