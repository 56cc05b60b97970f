/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-html.c - text/html as lines; cells are shown between "|"
 */
#include <string.h>
#include "../../src/reading/html.h"
#include "../../src/reading/line.h"

static const struct row { const char *name, *html, *text; } rows[] = {
	{ "paragraphs", "<p>a  b</p><p>c<br>d</p>", "a b//c/d" },
	{ "entities", "<p>a&nbsp;b &amp; c &ldquo;d&rdquo; &eacute;</p>", "a b & c “d” é" },
	{ "cells", "<table><tr><td>To:</td><td>IETF</td></tr></table>", "|To:|IETF|" },
	{ "cell-lines", "<table><tr><td>Contact:</td><td>A<br>B<p>C</p></td></tr></table>", "|Contact:|A\\B\\C|" },
	{ "no-end-tags", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", "|a|b|/|c|d|" },
	{ "one-cell-is-text", "<table><tr><td><p>a</p><p>b</p></td></tr></table>", "a/b" },
	{ "page-table", "<table><tr><td>side</td><td><p>x</p><table><tr><td>To</td><td>IETF</td></tr></table>y</td></tr></table>", "side/x/|To|IETF|/y" },
	{ "hidden", "<head><title>t</title><style>p{}</style></head><body><script>x()</script>a</body>", "a" },
	{ "comment", "a<!-- b -->c", "ac" },
	{ "citation", "<p>a</p><blockquote type=\"cite\"><p>b</p></blockquote><p>c</p>", "a/>/>b//c" },
	{ "indented", "<blockquote><p>b</p></blockquote>", "b" },
	{ "charset-lie", "<html><head><meta charset=\"iso-2022-jp\"></head><body>é</body></html>", "é" },
	{ "pre", "<pre>a\nb  c</pre>", "a/b  c" },
	{ "list", "<ul><li>a</li><li>b</li></ul>", "a/b" },
	{ "broken", "<p>a<b>c</p></i></table></td>d", "ac//d" },
	{ "no-html", "just text", "just text" },
	{ "empty", "", "" },
	{ "no-fetch", "<!DOCTYPE html SYSTEM \"http://192.0.2.1/x.dtd\"><img src=\"http://192.0.2.1/x\">a", "a" },
};

static char *shown(const GPtrArray *lines)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < lines->len; i++) {
		const struct line *line = g_ptr_array_index(lines, i);

		if (i)
			g_string_append_c(out, '/');
		for (guint q = 0; q < line->quote; q++)
			g_string_append_c(out, '>');
		if (!line->cells) {
			g_string_append(out, line->text);
			continue;
		}
		for (guint c = 0; c < line->cells->len; c++) {
			g_autofree char *cell = g_strdelimit(g_strdup(g_ptr_array_index(line->cells, c)), "\n", '\\');

			g_string_append_printf(out, "|%s", cell);
		}
		g_string_append_c(out, '|');
	}
	return g_string_free(out, FALSE);
}

static void test_row(gconstpointer data)
{
	const struct row *row = data;
	g_autoptr(GPtrArray) lines = html_lines(row->html, NULL);
	g_autofree char *text = shown(lines);

	g_assert_cmpstr(text, ==, row->text);
}

/* name: repeated so often; must end soon, and say that something was left off where it was. */
static void test_bounded(void)
{
	static const struct { const char *piece; guint times; gboolean cut; } texts[] = {
		{ "<div>", 100000, TRUE }, { "<table><tr><td>", 50000, TRUE }, { "</p>", 200000, FALSE }, { "<td>", 100000, FALSE },
		{ "<tr><td>x<td>y", 30000, TRUE }, { "<b><i>", 80000, TRUE }, { "&#x41;", 100000, FALSE }, { "<a href=", 50000, FALSE },
		{ "<p>x", 100000, TRUE }, { "<", 500000, FALSE }, { "<table>", 50000, TRUE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(GString) html = g_string_new(NULL);
		g_autoptr(GPtrArray) lines = NULL;
		gboolean cut = FALSE;
		gint64 began = g_get_monotonic_time(), took;

		for (guint n = 0; n < texts[i].times; n++)
			g_string_append(html, texts[i].piece);
		lines = html_lines(html->str, &cut);
		took = g_get_monotonic_time() - began;
		g_assert_cmpuint(lines->len, <=, LINES_MAX);
		if (cut != texts[i].cut) {
			g_test_message("%s: cut is %d", texts[i].piece, cut);
			g_test_fail();
		}
		if (took > 5 * G_USEC_PER_SEC) {
			g_test_message("%s: took %d ms", texts[i].piece, (int)(took / 1000));
			g_test_fail();
		}
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = g_strconcat("/reading/html/", rows[i].name, NULL);

		g_test_add_data_func(path, &rows[i], test_row);
	}
	g_test_add_func("/reading/html-bounded", test_bounded);
	return g_test_run();
}
