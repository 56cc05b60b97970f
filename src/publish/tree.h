/* SPDX-License-Identifier: BSD-2-Clause
 *
 * tree.h - writing a folder of files that others are reading
 *
 * What is put is seen only after tree_commit(), each file whole; files whose bytes are the same are left alone. A fresh tree is
 * built beside the old one and takes its place by one rename. The folder is locked while it is open. Paths are relative, of names that this
 * room made. Everybody may read what is written, whatever the umask, but for what lies in ".liaison".
 */
#pragma once
#include <glib.h>

struct tree;
/* fresh: nothing of what is there stays. Where no folder can be made beside it, a fresh tree is written in place, file by file, and what was
 * not put is removed last. */
struct tree *tree_open(const char *directory, gboolean fresh, GError **error);
void tree_free(struct tree *tree);            /* without tree_commit(): nothing has happened */
typedef struct tree tree_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tree_t, tree_free)

/* Appearing is in the order of the puts. */
gboolean tree_put(struct tree *tree, const char *path, const void *bytes, gsize length, GError **error);
gboolean tree_put_string(struct tree *tree, const char *path, const GString *text, GError **error);
/* What is there now, or has been put: owned by the caller, with a NUL after it; NULL: no such file. */
char *tree_get(struct tree *tree, const char *path, gsize *ret_length);
/* A file whose name is the digest of its contents, and that is there already: stays, as if it were put. FALSE: it has to be put. */
gboolean tree_keep(struct tree *tree, const char *path);
/* Where a file that was put can be read by a program before the commit; owned by the caller. */
char *tree_where(struct tree *tree, const char *path);
/* Nothing there is no error. */
void tree_remove(struct tree *tree, const char *path);
void tree_remove_under(struct tree *tree, const char *path);    /* a folder, with all that was in it and has not been put now */
/* Path -> SHA-256 ("" where it goes) of all public files that were put with other bytes, or removed. Valid until the next call. */
GHashTable *tree_changes(struct tree *tree);
/* One sync of the file system, then the renames. `last` (in .liaison) is removed first and appears last: where it is missing, a
 * commit was broken off. */
gboolean tree_commit(struct tree *tree, const char *last, GError **error);
void tree_counts(const struct tree *tree, guint *ret_written, guint *ret_removed, gsize *ret_bytes);
gboolean tree_set_error(GError **error, const char *operation, const char *path, int cause);
