/* SPDX-License-Identifier: BSD-2-Clause
 *
 * page-about.c - the pages that do not depend on any statement: search, about, and the files that all pages use
 */
#include <config.h>
#include <string.h>
#include "feed.h"
#include "page.h"
#include "assets.h"

gboolean page_search(const struct site *site, struct tree *tree, GError **error)
{
	struct page page = { .title = "Search", .path = "search/", .here = "search/", .script = "assets/search.js" };
	g_autoptr(GString) out = page_begin(site, &page);
	g_autofree char *blocks = search_blocks(site->catalog);

	g_string_append_printf(out, "<h1>Search</h1>\n<form class=\"search\" role=\"search\" method=\"get\" action=\"./\" data-buckets=\"%d\" data-docs=\"%d\" "
	                       "data-blocks=\"%s\">\n", SEARCH_BUCKETS, SEARCH_DOCS, blocks);
	g_string_append(out, "<label for=\"q\">Words of the title, a body, a number, or the text</label>\n"
	                "<div class=\"field\"><input id=\"q\" name=\"q\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" maxlength=\"200\" "
	                "aria-describedby=\"status\"><button type=\"submit\">Search</button></div>\n</form>\n"
	                "<p id=\"status\" class=\"lede\" role=\"status\"></p>\n<ol id=\"results\" class=\"rows\"></ol>\n"
	                "<p id=\"more\" hidden><button type=\"button\">Show more</button></p>\n"
	                "<noscript><p>Search needs JavaScript. Without it, all statements are listed <a href=\"../\">by year</a> and "
	                "<a href=\"../bodies/\">by organisation</a>.</p></noscript>\n");
	return page_put(site, &page, tree, out, error);
}

static void put_command(GString *out, const char *before, const char *base, const char *after)
{
	g_string_append_printf(out, "\n<pre class=\"command\">%s", before);
	page_text(out, base);
	page_text(out, after);
	g_string_append(out, "</pre>");
}

gboolean page_about(const struct site *site, struct tree *tree, GError **error)
{
	struct page page = { .title = "About and data", .path = "about/", .feed = "feed.atom", .here = "about/" };
	g_autoptr(GString) out = page_begin(site, &page);

	g_string_append(out, "<h1>About this record</h1>\n<div class=\"letter\">\n<p>Standards bodies write to each other in liaison statements: formal letters that inform, "
	                "ask for an action, or answer. Those that ");
	page_text(out, site->name);
	g_string_append(out, " receives and sends are put on record here as they came, with their title, senders, addressees, purpose and deadline.</p>\n"
	                "<p>What is on record stays: a statement that has been removed leaves a page that says so, and every change stands in the history of its statement.</p>\n"
	                "<h2>To be told of new ones</h2>\n<ul>\n<li><a href=\"../feed.atom\">Atom feed of all</a>; the page of each <a href=\"../bodies/\">organisation or group</a> "
	                "has feeds of what it sends and what it receives.</li>\n<li><a href=\"../calendar.ics\">Calendar of all open deadlines</a> (iCalendar), to subscribe to in a "
	                "calendar program; each organisation or group has one, too.</li>\n</ul>\n<h2>As data</h2>\n<ul>\n"
	                "<li>Each statement as JSON: <code>N/statement.json</code>.</li>\n"
	                "<li>All of them, a file a year, as JSON Lines and CSV: <a href=\"../data/index.json\">the list of these files</a>.</li>\n"
	                "<li>The whole record in one file, as <a href=\"../data/jsonl.txt\">JSON Lines</a> or <a href=\"../data/csv.txt\">CSV</a>:");
	put_command(out, "wget -q -O record.jsonl -i ", site->base, "data/jsonl.txt");
	put_command(out, "wget -q -O - -i ", site->base, "data/csv.txt | awk 'NR == 1 || !/^id,received,/' > record.csv");
	g_string_append(out, "</li>\n"
	                "<li><a href=\"../sitemap.xml\">Sitemap</a>.</li>\n"
	                "<li><a href=\"../manifest.txt\">SHA-256 of every file</a>, so that a copy can be checked:\n<pre class=\"command\">sha256sum --quiet -c manifest.txt manifest/*.txt</pre></li>\n"
	                "</ul>\n<p>All addresses of pages last. This copy needs no server but one that serves files, and works from any folder.</p>\n</div>\n");
	return page_put(site, &page, tree, out, error);
}

gboolean page_assets(struct tree *tree, GError **error)
{
	return tree_put(tree, "assets/style.css", asset_style, strlen(asset_style), error) &&
	       tree_put(tree, "assets/search.js", asset_search, strlen(asset_search), error) &&
	       tree_put(tree, "assets/icon.svg", asset_icon, strlen(asset_icon), error);
}
