/* SPDX-License-Identifier: BSD-2-Clause
 *
 * tree-files.h - the system calls under tree.c: files and folders below an open folder, with the modes that a web server needs
 */
#pragma once
#include <glib.h>

#define TREE_PRIVATE ".liaison"

/* Is it, or what lies below it, nothing that a web server shows? */
gboolean files_is_private(const char *path);
/* All return 0 or an errno. */
int files_make_parents(int root, const char *path);
int files_write(int root, const char *path, const void *bytes, gsize length);
char *files_read(int root, const char *path, gsize *ret_length);      /* NULL with errno */
gboolean files_same(int root, const char *path, const void *bytes, gsize length);
/* Removes the file and then the folders above it that are empty. */
int files_remove(int root, const char *path);
/* Calls each(path below root, data) for every file below folder ("" for all, without TREE_PRIVATE). */
void files_walk(int root, const char *folder, void (*each)(const char *path, gpointer data), gpointer data);
/* A folder with all that is in it. */
void files_remove_all(int root, const char *name);
