/* SPDX-License-Identifier: BSD-2-Clause
 *
 * page.c - the frame of every page, and what stands in many
 */
#include <config.h>
#include <string.h>
#include "escape.h"
#include "page.h"

/* ---- the site ---- */

static const char *configure(struct site *site, const char *name)
{
	g_autofree char *slug = place_slug(name);
	const char *key = g_intern_string(slug);

	g_hash_table_insert(site->configured, (gpointer)key, escape_line(name, 120));
	return key;
}

static void configure_ours(struct site *site, const char *name)
{
	g_hash_table_add(site->ours, (gpointer)configure(site, name));
}

void site_init(struct site *site, const struct publish_options *options, struct catalog *catalog)
{
	const struct organization *organization = options->organization;
	const char *base = options->base_url;

	site->options = options;
	site->catalog = catalog;
	site->base = g_strconcat(base, g_str_has_suffix(base, "/") ? "" : "/", NULL);
	site->name = escape_line(organization->name ? organization->name : "", 80);
	site->configured = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	site->ours = g_hash_table_new(g_str_hash, g_str_equal);
	site->stated = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	for (guint i = 0; i < organization->peers->len; i++)
		configure(site, ((const struct peer *)g_ptr_array_index(organization->peers, i))->name);
	for (guint i = 0; i < organization->bodies->len; i++)
		configure_ours(site, ((const struct body *)g_ptr_array_index(organization->bodies, i))->name);
	if (organization->name)
		configure_ours(site, organization->name);
}

void site_learn_name(struct site *site, const char *slug, const char *name)
{
	if (!g_hash_table_contains(site->configured, slug))
		g_hash_table_insert(site->stated, (gpointer)g_intern_string(slug), g_strdup(name));
}

const char *site_body_name(const struct site *site, const char *slug)
{
	const char *name = g_hash_table_lookup(site->configured, slug);

	if (!name)
		name = g_hash_table_lookup(site->stated, slug);
	return name ? name : slug;
}

void site_clear(struct site *site)
{
	g_free(site->base);
	g_free(site->name);
	g_hash_table_unref(site->configured);
	g_hash_table_unref(site->ours);
	g_hash_table_unref(site->stated);
}

/* ---- small things ---- */

void page_text(GString *out, const char *text)
{
	escape_markup(out, text);
}

void page_name(GString *out, const char *text)
{
	g_string_append(out, "<bdi>");
	escape_markup(out, text);
	g_string_append(out, "</bdi>");
}

void page_date(GString *out, gint64 usec)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(usec / G_USEC_PER_SEC);
	g_autofree char *day = time ? g_date_time_format(time, "%Y-%m-%d") : g_strdup("?");

	g_string_append_printf(out, "<time>%s</time>", day);
}

void page_day(GString *out, struct date date)
{
	g_autofree char *day = date_format(date);

	g_string_append_printf(out, "<time>%s</time>", day);
}

void page_places(GString *out, const char *root, const GPtrArray *places)
{
	for (guint i = 0; i < places->len; i++) {
		const struct place *place = g_ptr_array_index(places, i);

		g_string_append_printf(out, "%s<a href=\"%sbody/%s/\">", i ? ", " : "", root, place->slug);
		page_name(out, place->name);
		g_string_append(out, "</a>");
	}
	if (!places->len)
		g_string_append(out, "<span class=\"unknown\">not stated</span>");
}

const char *page_title_of(const struct summary *summary)
{
	if (*summary->title)
		return summary->title;
	return summary->redacted ? "(content removed)" : "(no title)";
}

void page_need(GString *out, enum need need)
{
	static const struct { const char *class, *sign, *words; } marks[] = {
		[NEED_NONE] = { "", "", "" }, [NEED_ACTION] = { "need", "!", "Action needed" },
		[NEED_ANSWERED] = { "done", "✓", "Answered" }, [NEED_TAKEN] = { "done", "✓", "Action taken" },
	};

	if (need != NEED_NONE)
		g_string_append_printf(out, "<span class=\"mark %s\"><span aria-hidden=\"true\">%s</span> %s</span>", marks[need].class,
		                       marks[need].sign, marks[need].words);
}

#define ROW_NAMES 3

static void put_names(GString *out, const GPtrArray *places)
{
	for (guint i = 0; i < places->len && i < ROW_NAMES; i++) {
		g_string_append(out, i ? ", <bdi>" : "<bdi>");
		escape_markup_cut(out, ((const struct place *)g_ptr_array_index(places, i))->name, 60);
		g_string_append(out, "</bdi>");
	}
	if (places->len > ROW_NAMES)
		g_string_append_printf(out, " and %u more", places->len - ROW_NAMES);
	if (!places->len)
		g_string_append(out, "<span class=\"unknown\">not stated</span>");
}

void page_row(const struct site *site, GString *out, const char *root, const struct summary *summary)
{
	g_string_append_printf(out, "<li class=\"row %s\">\n<p class=\"day\">", summary->direction == DIRECTION_OUTGOING ? "out" : "in");
	page_date(out, summary->received);
	g_string_append_printf(out, "</p>\n<div>\n<p class=\"title\"><a href=\"%s%" G_GINT64_FORMAT "/\">", root, summary->id);
	g_string_append(out, "<bdi>");
	escape_markup_cut(out, page_title_of(summary), 200);
	g_string_append(out, "</bdi></a></p>\n<p class=\"who\">");
	put_names(out, summary->from);
	g_string_append(out, " <span class=\"arrow\" aria-hidden=\"true\">→</span><span class=\"vh\"> to </span> ");
	put_names(out, summary->to);
	g_string_append_printf(out, "</p>\n<p class=\"meta\"><span>No. %" G_GINT64_FORMAT "</span>", summary->id);
	if (summary->purpose != PURPOSE_UNKNOWN)
		g_string_append_printf(out, " <span>%s</span>", purpose_label(summary->purpose));
	if (date_is_set(summary->deadline)) {
		g_string_append(out, " <span>deadline ");
		page_day(out, summary->deadline);
		g_string_append(out, "</span>");
	}
	if (summary->files)
		g_string_append_printf(out, " <span>%u file%s</span>", summary->files, summary->files == 1 ? "" : "s");
	g_string_append_c(out, ' ');
	page_need(out, catalog_need(site->catalog, summary));
	g_string_append(out, "</p>\n</div>\n</li>\n");
}

/* ---- the frame ---- */

char *page_root(const char *path)
{
	GString *root = g_string_new(NULL);

	for (const char *p = path; *p; p++)
		if (*p == '/')
			g_string_append(root, "../");
	if (!root->len)
		g_string_append(root, "./");
	return g_string_free(root, FALSE);
}

#define POLICY "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"

static void put_head(const struct site *site, const struct page *page, const char *root, GString *out)
{
	g_string_append(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	                "<meta http-equiv=\"Content-Security-Policy\" content=\"" POLICY "\">\n"
	                "<meta name=\"referrer\" content=\"same-origin\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
	if (page->hidden)
		g_string_append(out, "<meta name=\"robots\" content=\"noindex\">\n");
	g_string_append(out, "<title>");
	escape_markup_cut(out, page->title, 150);
	g_string_append(out, " · ");
	escape_markup(out, site->name);
	g_string_append(out, " liaison statements</title>\n<link rel=\"canonical\" href=\"");
	escape_markup(out, site->base);
	g_string_append_printf(out, "%s\">\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"%sassets/icon.svg\">\n"
	                       "<link rel=\"stylesheet\" href=\"%sassets/style.css\">\n", page->path, root, root);
	if (page->feed)
		g_string_append_printf(out, "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"New statements\" href=\"%s%s\">\n", root, page->feed);
	if (page->data)
		g_string_append_printf(out, "<link rel=\"alternate\" type=\"application/json\" title=\"The same as data\" href=\"%s%s\">\n", root, page->data);
	if (page->script)
		g_string_append_printf(out, "<script src=\"%s%s\" defer></script>\n", root, page->script);
	g_string_append(out, "</head>\n");
}

static void put_navigation(const struct page *page, const char *root, GString *out)
{
	static const struct { const char *path, *label; } entries[] = {
		{ "", "Statements" }, { "action/", "Action needed" }, { "bodies/", "Organisations" }, { "search/", "Search" }, { "about/", "About" },
	};

	g_string_append(out, "<nav class=\"site\" aria-label=\"Site\">\n<ul>\n");
	for (guint i = 0; i < G_N_ELEMENTS(entries); i++)
		g_string_append_printf(out, "<li><a href=\"%s%s\"%s>%s</a></li>\n", root, entries[i].path,
		                       g_strcmp0(page->here, entries[i].path) == 0 ? " aria-current=\"true\"" : "", entries[i].label);
	g_string_append(out, "</ul>\n</nav>\n");
}

GString *page_begin(const struct site *site, const struct page *page)
{
	g_autofree char *root = page_root(page->path);
	GString *out = g_string_sized_new(16384);

	put_head(site, page, root, out);
	g_string_append_printf(out, "<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header class=\"site\">\n<div class=\"wide\">\n"
	                       "<p class=\"brand\"><a href=\"%s\"><strong>", root);
	page_text(out, site->name);
	g_string_append(out, "</strong> liaison statements</a></p>\n");
	put_navigation(page, root, out);
	g_string_append(out, "</div>\n</header>\n<main id=\"main\" class=\"wide\" tabindex=\"-1\">\n");
	return out;
}

static void page_end(const struct site *site, const struct page *page, GString *out)
{
	g_autofree char *root = page_root(page->path);

	g_string_append(out, "</main>\n<footer class=\"site\">\n<div class=\"wide\">\n<p>The public record of liaison statements sent and received by ");
	page_text(out, site->name);
	g_string_append_printf(out, ". Times are in UTC.</p>\n<p><a href=\"%sfeed.atom\">Feed</a> <a href=\"%scalendar.ics\">Calendar of deadlines</a> "
	                       "<a href=\"%sabout/\">Data and how to use it</a></p>\n</div>\n</footer>\n</body>\n</html>\n", root, root, root);
}

gboolean page_put(const struct site *site, const struct page *page, struct tree *tree, GString *out, GError **error)
{
	g_autofree char *path = g_strconcat(page->path, "index.html", NULL);

	page_end(site, page, out);
	return tree_put_string(tree, path, out, error);
}
