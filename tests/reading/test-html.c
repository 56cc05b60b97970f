/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-html.c - text/html as lines; cells are shown between "|"
 */
#include <liaison/reading.h>
#include <string.h>
#include "../../src/reading/html.h"
#include "../../src/reading/line.h"

static const struct row { const char *name, *html, *text; } rows[] = {
	{ "paragraphs", "<p>a  b</p><p>c<br>d</p>", "a b//c/d" },
	{ "entities", "<p>a&nbsp;b &amp; c &ldquo;d&rdquo; &eacute;</p>", "a b & c “d” é" },
	{ "tab", "<p>To<span style=\"mso-tab-count:1\">&#9;</span>IETF</p><p>a&#9;b</p>", "To\tIETF//a b" },
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

/* Replies: what counts is what stands in front, blank lines included. */
static const struct row replies[] = {
	{ "plain", "approve", "approve" },
	{ "gmail", "<div dir=\"auto\">approve</div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Tue, 4 Mar 2031, X wrote:<br></div><blockquote>kill it</blockquote></div>", "approve" },
	{ "apple", "<html><head><meta charset=\"utf-8\"></head><body dir=\"auto\">approve<div><br id=\"lineBreakAtBeginningOfSignature\"><div>Sent from my iPhone</div>"
	  "<div><br><blockquote type=\"cite\">On 4 Mar<br>post</blockquote></div></div></body></html>", "approve//Sent from my iPhone" },
	{ "outlook-telephone", "<div dir=\"ltr\">approve</div><div id=\"ms-outlook-mobile-body-separator-line\"><br></div><div id=\"ms-outlook-mobile-signature\">Get it</div><hr>"
	  "<div id=\"divRplyFwdMsg\"><b>From:</b> x</div><div>kill it</div>", "approve" },
	{ "outlook-web", "<div>approve</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\">From</div><div>post</div>", "approve" },
	{ "outlook-desk", "<p class=\"MsoNormal\">purpose action<o:p></o:p></p><p class=\"MsoNormal\">approve<o:p></o:p></p><p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p>"
	  "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=\"MsoNormal\"><b>From:</b> x</p></div><p class=\"MsoNormal\">post</p>", "purpose action/approve/" },
	{ "yahoo", "<div>approve</div><div id=\"ydp1yahoo_quoted_2\" class=\"ydp1yahoo_quoted\"><div>post</div></div>", "approve" },
	{ "thunderbird", "<p>approve<br></p><div class=\"moz-cite-prefix\">On 4 Mar x wrote:<br></div><blockquote type=\"cite\">post</blockquote>", "approve" },
	{ "a quotation without a mark", "approve<blockquote style=\"margin:0\">post</blockquote>", "approve" },
	{ "a quotation first", "<blockquote>post</blockquote>approve", "" },
	{ "a quotation inside", "<div>note <q>post</q></div>", "note" },
	{ "a rule first", "<hr>post", "" },
	{ "paragraphs", "<p>purpose action</p><p>approve</p>", "purpose action//approve" },
	{ "what follows a paragraph", "<p>approve</p>Ida", "approve//Ida" },
	{ "lines", "<div>purpose action</div><div>approve</div><div><br></div><div>Ida</div>", "purpose action/approve//Ida" },
	{ "two breaks", "purpose action<br>approve<br><br>Ida", "purpose action/approve//Ida" },
	{ "not shown", "<div style=\"color:red; display : none\">post<p>kill</p></div>approve", "approve" },
	{ "nor by an attribute", "<div hidden>post</div><span style='font-size:0px'>kill</span>approve", "approve" },
	{ "nor what is no text", "<style>post</style><script>kill</script><title>x</title><!-- post -->approve", "approve" },
	{ "small or pale, and seen", "<div style='font-size: 0.9em; opacity:.87; max-height:0.5em'>approve</div>", "approve" },
	{ "of no size", "<div style='font-size:0px'>post</div><div style='Opacity: 0.0;'>kill</div><div style='max-height:.0em'>post</div>approve", "approve" },
	{ "nor behind the end of what is not shown by its own end", "<div style='display:none'>a</p></span></b>post</div>approve", "approve" },
	{ "a cell beside it", "<table><tr><td>approve</td><td>post</td></tr></table>", "|approve|post|" },
	{ "a page of one cell", "<table><tr><td><div>approve</div><div><br></div></td></tr></table>", "approve" },
	{ "a quotation in a page", "<table><tr><td>approve<blockquote>post</blockquote></td></tr></table>kill", "approve" },
	{ "a quotation that is never closed", "approve<blockquote><div>post", "approve" },
	{ "nothing", "", "" },
};

static void test_reply(gconstpointer data)
{
	const struct row *row = data;
	g_autofree char *text = reading_reply_text(row->html);

	g_strchomp(text);
	g_strdelimit(text, "\n", '/');
	g_strdelimit(text, "\t", '|');
	if (*row->text == '|') {
		g_autofree char *cells = g_strdup_printf("|%s|", text);

		g_assert_cmpstr(cells, ==, row->text);
		return;
	}
	if (g_str_has_suffix(row->text, "/"))
		g_assert_true(g_str_has_prefix(row->text, text));
	else
		g_assert_cmpstr(text, ==, row->text);
}

/* However deep or long it is, and wherever it breaks off. */
static void test_reply_bounded(void)
{
	for (guint times = 1; times <= 100000; times *= 10) {
		g_autoptr(GString) html = g_string_new("approve");
		g_autofree char *text = NULL;

		for (guint i = 0; i < times; i++)
			g_string_append(html, i % 3 ? "<div><br>" : "<p style='display:none'>");
		text = reading_reply_text(html->str);
		g_assert_true(g_str_has_prefix(text, "approve\n"));
	}
}

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
	for (gsize i = 0; i < G_N_ELEMENTS(replies); i++) {
		g_autofree char *path = g_strconcat("/reading/reply/", replies[i].name, NULL);

		g_test_add_data_func(path, &replies[i], test_reply);
	}
	g_test_add_func("/reading/html-bounded", test_bounded);
	g_test_add_func("/reading/reply-bounded", test_reply_bounded);
	return g_test_run();
}
