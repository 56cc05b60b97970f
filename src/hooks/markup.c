/* SPDX-License-Identifier: BSD-2-Clause
 *
 * markup.c - writing HTML, escaped in one place
 */
#include <config.h>
#include "markup.h"

void markup_begin(struct markup *markup)
{
	markup->html = g_string_new("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n");
}

char *markup_end(struct markup *markup)
{
	g_string_append(markup->html, "</body></html>\n");
	return g_string_free(g_steal_pointer(&markup->html), FALSE);
}

void markup_open(struct markup *markup, const char *element)
{
	g_string_append_printf(markup->html, "<%s>", element);
}

void markup_close(struct markup *markup, const char *element)
{
	g_string_append_printf(markup->html, "</%s>\n", element);
}

void markup_text(struct markup *markup, const char *text)
{
	for (const char *p = text; *p; p++) {
		switch (*p) {
		case '&': g_string_append(markup->html, "&amp;"); break;
		case '<': g_string_append(markup->html, "&lt;"); break;
		case '>': g_string_append(markup->html, "&gt;"); break;
		case '"': g_string_append(markup->html, "&quot;"); break;
		case '\t': markup_tab(markup); break;
		default: g_string_append_c(markup->html, *p);
		}
	}
}

void markup_tab(struct markup *markup)
{
	g_string_append(markup->html, "<span style=\"mso-tab-count:1\">&#9;</span>");
}

void markup_break(struct markup *markup)
{
	g_string_append(markup->html, "<br>\n");
}
