/* SPDX-License-Identifier: BSD-2-Clause
 *
 * list.h - the lists that statements stand in: all, incoming, outgoing, action needed, and by body
 *
 * A list has a front page with what matters first, and pages by year of fifty each, counted from the oldest: these never change
 * by what comes later. A list is named by its kind and an interned slug, and may be copied.
 */
#pragma once
#include <glib.h>
#include "summary.h"

enum list_kind { LIST_ALL, LIST_INCOMING, LIST_OUTGOING, LIST_ACTION, LIST_FROM, LIST_TO, LIST_BODY, LIST_KIND_N };
struct list { enum list_kind kind; const char *slug; };   /* slug NULL for the first four */
guint list_hash(gconstpointer list);
gboolean list_equal(gconstpointer a, gconstpointer b);
/* Folder of its front page, "" or with "/" last; and that of a year, likewise. */
char *list_folder(const struct list *list);
char *list_year_folder(const struct list *list, int year);

/* One statement in one list. */
struct entry { struct list list; int year; gint64 key, id; };   /* by (key, id) within a list; year 0: no day is stated */
int entry_compare(const struct entry *a, const struct entry *b);
/* Appends struct entry for each list that it stands in; slugs: of bodies only for these (a set of interned ones), or NULL. */
void list_entries(const struct catalog *catalog, GHashTable *slugs, const struct summary *summary, GArray *entries);

#define LIST_FRONT 40
#define LIST_CHUNK 50
/* A list with who stands in it, oldest (of LIST_ACTION: first due) first. */
struct members { struct list list; GArray *entries; };    /* struct entry */
void members_free(gpointer members);
/* Of all lists, or of those of no body and of the bodies in slugs: list -> struct members *. */
GHashTable *list_collect(const struct catalog *catalog, GHashTable *slugs);
/* Entries [first, end) that belong to year. */
void members_year(const struct members *members, int year, guint *ret_first, guint *ret_end);
