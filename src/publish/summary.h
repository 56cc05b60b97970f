/* SPDX-License-Identifier: BSD-2-Clause
 *
 * summary.h - what lists, feeds and indexes need to know of one statement; and all of them together
 *
 * A catalog holds a summary of every statement that shows or once did, in the order of their arrival. It is kept beside the tree
 * (in .liaison, in pieces of which a change rewrites one), so that a run need not read the store for what has not changed. All texts
 * in it are public, single lines, cleaned and cut.
 */
#pragma once
#include <glib.h>
#include <liaison/date.h>
#include <liaison/statement.h>

/* A body as it is stated, and the name of its pages: slugs are interned (g_intern_string), so that they may be compared as pointers. */
struct place { char *name; const char *slug; };

struct summary {
	gint64 id;
	gboolean view;                    /* of a piece that was read: all that it points to lies there, and nothing is added to it */
	int year;                         /* of received, UTC */
	gboolean shown;                   /* else it was posted once, and only a page that says so is left */
	gint64 received, posted, updated, removed;   /* usec; updated: its last public event */
	enum direction direction;
	enum purpose purpose;
	struct date deadline;
	gboolean taken, redacted;
	char *title;                      /* "" where none is stated */
	char *peer;                       /* name of the peer, or "" */
	GPtrArray *from, *to;             /* struct place * */
	const char *peer_slug;            /* interned, or NULL */
	GPtrArray *identifiers;           /* char * */
	GArray *relations;                /* struct link */
	guint files;
};
enum link_kind { LINK_ANSWERS, LINK_SUPERSEDES, LINK_SAME_MAIL, LINK_N };
struct link { gint64 other; enum link_kind kind; };

struct summary *summary_new(gint64 id);
void summary_free(struct summary *summary);
typedef struct summary summary_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(summary_t, summary_free)
void summary_add_place(GPtrArray *places, const char *name, const char *slug);
/* (received, id) */
int summary_compare(const struct summary *a, const struct summary *b);
void summary_receive(struct summary *summary, gint64 received);      /* sets received and year */

struct catalog {
	GPtrArray *all;                   /* struct summary *, by summary_compare(); borrowed from by_id */
	GHashTable *by_id;                /* gint64 * (in the summary) -> struct summary *, owned */
	GHashTable *backward;             /* gint64 -> GArray of struct link: who relates to it */
	GPtrArray *pieces;                /* what views look into */
	gboolean settled;
};
struct catalog *catalog_new(void);
void catalog_free(struct catalog *catalog);
typedef struct catalog catalog_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(catalog_t, catalog_free)
/* NULL: none. Only what shows: catalog_shown(). */
const struct summary *catalog_get(const struct catalog *catalog, gint64 id);
const struct summary *catalog_shown(const struct catalog *catalog, gint64 id);
/* Takes summary in place of the one of that number; NULL: takes the old one out. */
void catalog_set(struct catalog *catalog, gint64 id, struct summary *summary);
/* Once, after the first many, which are not in order until then. */
void catalog_settle(struct catalog *catalog);
/* piece.c. The summaries numbered [first, end) as bytes; and back: takes bytes, FALSE where they are damaged. */
GString *catalog_pack(const struct catalog *catalog, gint64 first, gint64 end);
gboolean catalog_unpack(struct catalog *catalog, gint64 first, gint64 end, char *bytes, gsize length);
void piece_free(gpointer piece);
/* The highest number, or 0. What became a statement by a person's word is numbered apart, and does not count. */
gint64 catalog_last(const struct catalog *catalog);
/* struct link of those that relate to id, or NULL. */
const GArray *catalog_backward(const struct catalog *catalog, gint64 id);

enum need { NEED_NONE, NEED_ACTION, NEED_ANSWERED, NEED_TAKEN };
/* Does an incoming statement ask us for something, and has it been done? */
enum need catalog_need(const struct catalog *catalog, const struct summary *summary);
