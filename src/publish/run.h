/* SPDX-License-Identifier: BSD-2-Clause
 *
 * run.h - one run of publishing: what has changed, and which files that touches
 *
 * A full run is one in which everything has changed and nothing was there before, so that both go the same way.
 */
#pragma once
#include <glib.h>
#include "feed.h"
#include "state.h"

struct run {
	struct store *store;
	const struct publish_options *options;
	struct tree *tree;
	gboolean full;
	struct catalog *catalog;
	GHashTable *changed;         /* gint64 *: whose summaries may be others than before; full: all */
	GHashTable *touched;         /* gint64 *: whose pages are to be written: the changed ones, and those related to them */
	GHashTable *were_shown;      /* gint64 * -> year: touched ones that showed before */
	GArray *before, *after;      /* struct entry of the touched ones in the catalog as it was and as it is */
	gint64 event;                /* the last one that is in */
	gint64 last_before;          /* highest number in the catalog as it was; 0: none */
	guint statements;
};

/* changes.c. Reads what has changed since run->event into the catalog (full: everything), fills changed, touched, before and after. */
gboolean run_find_changes(struct run *run, GError **error);
/* statements.c. Pages, data and search index of the touched statements. */
gboolean run_put_statements(struct run *run, const struct site *site, GError **error);
/* lists.c. Lists, feeds and calendars that those stand or stood in. */
gboolean run_put_lists(struct run *run, struct site *site, GError **error);
