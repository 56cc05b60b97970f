/* SPDX-License-Identifier: BSD-2-Clause
 *
 * feed.h - what programs read: feeds, calendars, data, sitemap, the index of the search
 */
#pragma once
#include <glib.h>
#include "page.h"

/* atom.c. RFC 4287; of LIST_ALL, LIST_FROM, LIST_TO: the thirty that were posted last. */
gboolean feed_put(const struct site *site, struct tree *tree, const struct members *members, GError **error);
/* calendar.c. RFC 5545; open deadlines of LIST_ALL or LIST_BODY. */
gboolean calendar_put(const struct site *site, struct tree *tree, const struct members *members, GError **error);
/* data-json.c. N/statement.json; and the same as one line. */
gboolean data_put_statement(const struct site *site, struct tree *tree, const struct public *public, GError **error);
char *data_json(const struct site *site, const struct public *public, gboolean pretty);
/* data-csv.c. A line with its end; NULL: the headings. */
void data_csv_line(GString *out, const struct summary *summary);

/* yearly.c. Files that hold a line, or an element, for each statement of a year: JSON Lines, CSV, sitemap. Lines of statements that
 * did not change are taken from the file that is there. */
struct yearly;
struct yearly *yearly_new(void);
void yearly_free(struct yearly *yearly);
/* The statement stands in year (old: stood) with these lines; json NULL: no longer. */
void yearly_set(struct yearly *yearly, int year, gint64 id, const char *json, const char *csv, const char *sitemap);
/* Bytes that wait; where they are many, they may be written before the end. */
gsize yearly_pending(const struct yearly *yearly);
gboolean yearly_flush(struct yearly *yearly, struct tree *tree, GError **error);
gboolean yearly_put(struct yearly *yearly, const struct site *site, struct tree *tree, GError **error);

/* search-index.c */
struct search;
/* The highest numbers that the catalog knew before, and knows now: what is whole goes into larger files. */
struct search *search_new(gint64 last_before, gint64 last);
/* FALSE: with the last statement taken out a larger file would have to be taken apart again; all is to be built anew. */
gboolean search_follows(gint64 last_before, gint64 last);
void search_free(struct search *search);
void search_add(struct search *search, const struct summary *summary, const char *body);
void search_remove(struct search *search, gint64 id);
gboolean search_put(struct search *search, struct tree *tree, GError **error);
/* The folders of blocks that have something in them, as "0-10000 10000-12000"; owned by the caller. */
char *search_blocks(const struct catalog *catalog);
#define SEARCH_BUCKETS 128
#define SEARCH_DOCS 50
