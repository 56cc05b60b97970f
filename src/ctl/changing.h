/* SPDX-License-Identifier: BSD-2-Clause
 *
 * changing.h - what the commands that change a record share
 */
#pragma once
#include <liaison/change.h>
#include "ctl.h"

#define CHANGING_BY(where) { "by", 'b', 0, G_OPTION_ARG_FILENAME, where, "Who says so, for the history; else who runs this", "WHO" }

typedef struct changing changing_t;
struct changing {
	struct ctl *ctl;
	struct store *store;
	gint64 id;
	struct record *record;         /* as it was before */
	struct change *change;
};

/* Opens the record and looks at the one that word names. by NULL: the operator. */
gboolean changing_begin(struct changing *changing, struct ctl *ctl, const char *word, const char *by, GError **error);
/* Carries the change out and says "ID: done", or that nothing changed. */
gboolean changing_end(struct changing *changing, const char *done, GError **error);
void changing_clear(struct changing *changing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(changing_t, changing_clear)

/* Text for the record from a command line; NULL passes. USAGE naming what it is, if it is empty or no UTF-8. */
gboolean changing_check_text(const char *what, const char *text, GError **error);

/* FIELD=VALUE words, in any order: a field named twice gets both values, an empty value makes it unknown. Calls set() once a field, with
 * the values NULL-terminated. */
gboolean changing_assignments(char **words, gboolean (*set)(enum field field, const char *const *values, gpointer data, GError **error),
                              gpointer data, GError **error);
