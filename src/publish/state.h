/* SPDX-License-Identifier: BSD-2-Clause
 *
 * state.h - what a run leaves for the next one, in .liaison beside the pages: the last event, the options, and the catalog
 */
#pragma once
#include <glib.h>
#include "summary.h"
#include "tree.h"

#define STATE_PATH ".liaison/state"

/* Of everything that shows in all pages: where it differs, all has to be built anew. */
char *state_fingerprint(const struct publish_options *options);
/* Only the last event; FALSE as below. */
gboolean state_event(struct tree *tree, const char *fingerprint, gint64 *ret_event);
/* FALSE: there is none, it is damaged, or of other options. */
gboolean state_load(struct tree *tree, const char *fingerprint, struct catalog *catalog, gint64 *ret_event);
/* changed: gint64 * of the statements whose summaries are others than before; NULL: all. */
gboolean state_put(struct tree *tree, const char *fingerprint, const struct catalog *catalog, GHashTable *changed, gint64 event, GError **error);
