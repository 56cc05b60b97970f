/* SPDX-License-Identifier: BSD-2-Clause
 *
 * docx.c - WordprocessingML (ECMA-376 part 1, 17) as a person sees it with all changes accepted
 *
 * Tables keep their cells, since a cell is a label or a value. What was deleted under tracking (w:del, w:moveFrom) is not there; what was
 * inserted is. Of alternatives made for older programs (mc:Fallback) only the first choice counts, or every text box would stand twice.
 */
#include <config.h>
#include <string.h>
#include "letter.h"
#include "xml-walk.h"

static const char *prefix_of(const char *uri)
{
	static const struct { const char *uri, *prefix; } table[] = {
		{ "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w" },
		{ "http://purl.oclc.org/ooxml/wordprocessingml/main", "w" },          /* the "strict" variant */
		{ "http://schemas.openxmlformats.org/markup-compatibility/2006", "mc" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		if (strcmp(table[i].uri, uri) == 0)
			return table[i].prefix;
	return NULL;
}

struct docx {
	struct markup *markup;
	guint in_text;           /* inside w:t, where text is text */
};

static const struct { const char *name, *element; } elements[] = {
	{ "w:p", "p" }, { "w:tbl", "table" }, { "w:tr", "tr" }, { "w:tc", "td" },
};

static const char *const passed_over[] = {
	"w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText", "mc:Fallback", "w:pPr", "w:rPr", "w:tblPr", "w:tcPr", "w:trPr",
	"w:sectPr", "w:sdtPr", "w:sdtEndPr",
};

/* A row or a cell that was itself deleted under tracking is marked in its properties, behind its start: it is read as empty, for its
 * runs are w:del too. */
static gboolean open_element(xmlTextReader *reader, const char *name, gpointer data)
{
	struct docx *docx = data;

	for (guint i = 0; i < G_N_ELEMENTS(passed_over); i++)
		if (strcmp(name, passed_over[i]) == 0)
			return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(elements); i++)
		if (strcmp(name, elements[i].name) == 0)
			markup_open(docx->markup, elements[i].element);
	if (strcmp(name, "w:t") == 0) {
		docx->in_text++;
	} else if (strcmp(name, "w:tab") == 0 || strcmp(name, "w:ptab") == 0) {
		markup_tab(docx->markup);
	} else if (strcmp(name, "w:br") == 0 || strcmp(name, "w:cr") == 0) {
		markup_break(docx->markup);
	} else if (strcmp(name, "w:noBreakHyphen") == 0) {
		markup_text(docx->markup, "-");
	} else if (strcmp(name, "w:sym") == 0) {
		/* a sign of a symbol font: boxes that are ticked or not, mostly */
		g_autofree char *code = xml_walk_attribute(reader, "char");

		markup_text(docx->markup, code && (g_str_has_suffix(code, "FE") || g_str_has_suffix(code, "FD") || g_str_has_suffix(code, "52")) ? "\342\230\222" : " ");
	} else if (strcmp(name, "w:txbxContent") == 0) {
		/* it stands inside a run: end the paragraph around it */
		markup_close(docx->markup, "p");
		markup_open(docx->markup, "div");
	}
	return TRUE;
}

static void close_element(const char *name, gpointer data)
{
	struct docx *docx = data;

	for (guint i = 0; i < G_N_ELEMENTS(elements); i++)
		if (strcmp(name, elements[i].name) == 0)
			markup_close(docx->markup, elements[i].element);
	if (strcmp(name, "w:t") == 0 && docx->in_text) {
		docx->in_text--;
	} else if (strcmp(name, "w:txbxContent") == 0) {
		markup_close(docx->markup, "div");
		markup_open(docx->markup, "p");
	}
}

static void take_text(const char *text, gpointer data)
{
	struct docx *docx = data;

	if (docx->in_text)
		markup_text(docx->markup, text);
}

gboolean docx_read(GBytes *xml, struct markup *markup, char **ret_why)
{
	static const struct xml_walker walker = { open_element, close_element, take_text };
	struct docx docx = { markup, 0 };

	return xml_walk(xml, &walker, prefix_of, &docx, ret_why);
}
