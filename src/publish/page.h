/* SPDX-License-Identifier: BSD-2-Clause
 *
 * page.h - what all pages share: the frame, names, rows of lists
 *
 * Pages are valid HTML without inline script or style; every text goes through escape_markup(). Links are relative, so that the
 * tree may be served, or copied, anywhere.
 */
#pragma once
#include <glib.h>
#include <liaison/publish.h>
#include "list.h"
#include "public.h"
#include "summary.h"
#include "tree.h"

struct site {
	const struct publish_options *options;
	struct catalog *catalog;
	char *base;                /* base_url with "/" last */
	char *name;                /* of the organisation, one line */
	GHashTable *configured;    /* slug -> name, of our bodies, ourselves and the peers */
	GHashTable *ours;          /* slugs of our bodies and ourselves */
	GHashTable *stated;        /* slug -> name, of others */
};
void site_init(struct site *site, const struct publish_options *options, struct catalog *catalog);
void site_clear(struct site *site);
/* What a body is called that is not configured: as the oldest statement of its list has it. */
void site_learn_name(struct site *site, const char *slug, const char *name);
const char *site_body_name(const struct site *site, const char *slug);

struct page {
	const char *title;         /* any text */
	const char *path;          /* folder of the page in the tree, "" or with "/" last */
	const char *feed;          /* path of an Atom feed in the tree, or NULL */
	const char *data;          /* path of the same thing as JSON, or NULL */
	const char *here;          /* which entry of the navigation it stands under: "", "action/", "bodies/", "search/", "about/"; or NULL */
	const char *script;        /* path of a script, or NULL */
	gboolean hidden;           /* nothing for search engines */
};
/* "../" for each folder of a path; owned by the caller. */
char *page_root(const char *path);
GString *page_begin(const struct site *site, const struct page *page);
/* The end of the page, and the whole into the tree, as index.html of its folder. */
gboolean page_put(const struct site *site, const struct page *page, struct tree *tree, GString *out, GError **error);

void page_text(GString *out, const char *text);                   /* escaped */
void page_name(GString *out, const char *text);                   /* escaped, its direction kept to itself */
void page_date(GString *out, gint64 usec);                        /* <time>2026-11-24</time> */
void page_day(GString *out, struct date date);
void page_places(GString *out, const char *root, const GPtrArray *places);   /* names with links, or "not stated" */
/* One statement of a list, as <li>. */
void page_row(const struct site *site, GString *out, const char *root, const struct summary *summary);
void page_need(GString *out, enum need need);                     /* a mark that says it in words; nothing for NEED_NONE */
const char *page_title_of(const struct summary *summary);         /* "(no title)" where there is none */

/* Each writes one file, or several. */
gboolean page_statement(const struct site *site, struct tree *tree, const struct public *public, GError **error);
gboolean page_history(const struct site *site, struct tree *tree, const struct public *public, GError **error);
gboolean page_removed(const struct site *site, struct tree *tree, const struct summary *summary, GError **error);
gboolean page_list_front(const struct site *site, struct tree *tree, const struct members *members, GError **error);
/* Page `chunk` (from 1) of the entries [first, end) of a year. */
gboolean page_list_chunk(const struct site *site, struct tree *tree, const struct members *members, int year, guint first, guint end,
                         guint chunk, GError **error);
gboolean page_bodies(const struct site *site, struct tree *tree, GError **error);
gboolean page_search(const struct site *site, struct tree *tree, GError **error);
gboolean page_about(const struct site *site, struct tree *tree, GError **error);
gboolean page_assets(struct tree *tree, GError **error);
/* prose.c: text of a letter: paragraphs that may flow do, what is laid out by blanks stays so. At most max bytes of HTML; FALSE: cut. */
gboolean page_prose(GString *out, const char *text, gsize max);
/* What a list is called. Owned by the caller. */
char *page_list_name(const struct site *site, const struct list *list);
/* The name that the statement has for that body. */
const char *page_stated_name(const struct summary *summary, const char *slug);
