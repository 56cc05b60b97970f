/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fixture.h - a record and its public tree in a temporary folder, for tests that change the one and look at the other
 */
#pragma once
#include "record.h"

struct fixture {
	char *folder, *tree, *whole;      /* tree: kept up to date; whole: built anew to compare with */
	struct store *store;
	struct organization *organization;
	struct publish_options options;
	GPtrArray *no_sign;
};

void fixture_set_up(struct fixture *f, gconstpointer data);
void fixture_tear_down(struct fixture *f, gconstpointer data);
/* Has to succeed. */
struct publish_report publish(struct fixture *f, const char *directory, gboolean full);
/* Path -> GBytes of all files that everybody may see. */
GHashTable *files_of(const char *root);
void assert_same_trees(const char *a, const char *b, const char *when);
/* Of f->tree: its text, or NULL; owned by the caller. */
char *file_of(struct fixture *f, const char *path);
gboolean is_there(struct fixture *f, const char *path);
