/* SPDX-License-Identifier: BSD-2-Clause
 *
 * xml-walk.h - one pass over a stranger's XML (libxml2's reader)
 */
#pragma once
#include <glib.h>
#include <libxml/xmlreader.h>

struct xml_walker {
	/* An element opens; FALSE passes over it with all that it holds. */
	gboolean (*open)(xmlTextReader *reader, const char *name, gpointer data);
	/* It closes; not called for what was passed over. Called also for an empty element. */
	void (*close)(const char *name, gpointer data);
	void (*text)(const char *text, gpointer data);
};
#define XML_WALK_DEPTH 200

/* name is the qualified one ("w:p"), with the usual prefix whatever the document calls it: prefix_of() maps a name space to it. */
gboolean xml_walk(GBytes *xml, const struct xml_walker *walker, const char *(*prefix_of)(const char *uri), gpointer data, char **ret_why);

/* An attribute by local name, owned by the caller, or NULL. */
char *xml_walk_attribute(xmlTextReader *reader, const char *local_name);
