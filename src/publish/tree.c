/* SPDX-License-Identifier: BSD-2-Clause
 *
 * tree.c - a folder of files that others are reading, changed so that each sees old or new
 */
#include <config.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <liaison/error.h>
#include <liaison/text.h>
#include "tree.h"
#include "tree-files.h"

#define STAGE TREE_PRIVATE "/new"

struct staged { char *path, *at; };       /* at: where it waits */

struct tree {
	char *path, *parent, *name;       /* of the folder as it is seen */
	int parent_fd, fd;                /* fd: what is written into; the folder itself, or the new one beside it */
	int lock_fd;                      /* the folder as it is seen */
	char *beside;                     /* name of the new folder, after the exchange of the old one; or NULL */
	gboolean fresh;
	GPtrArray *staged;                /* in order */
	GHashTable *waiting;              /* path -> struct staged * */
	GPtrArray *gone;                  /* paths to remove */
	GHashTable *put;                  /* paths, where it is written in place; NULL: beside */
	GHashTable *changes, *parents;
	guint written, removed, stages;
	gsize bytes;
};

gboolean tree_set_error(GError **error, const char *operation, const char *path, int cause)
{
	enum liaison_error code = LIAISON_ERROR_TEMPORARY;

	if (cause == EACCES || cause == EPERM || cause == EROFS)
		code = LIAISON_ERROR_PERMISSION;
	g_set_error(error, LIAISON_ERROR, code, "cannot %s '%s': %s", operation, path, g_strerror(cause));
	return FALSE;
}

static void staged_free(gpointer data)
{
	struct staged *staged = data;

	g_free(staged->path);
	g_free(staged->at);
	g_free(staged);
}

/* ---- opening ---- */

/* Whoever waited for the lock may find that the folder has been exchanged meanwhile. */
static int lock_folder(const char *path)
{
	for (;;) {
		struct stat locked, seen;
		int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

		if (fd < 0)
			return -1;
		while (flock(fd, LOCK_EX) != 0)
			if (errno != EINTR) {
				close(fd);
				return -1;
			}
		if (fstat(fd, &locked) == 0 && stat(path, &seen) == 0 && locked.st_ino == seen.st_ino && locked.st_dev == seen.st_dev)
			return fd;
		close(fd);
	}
}

static gboolean find_folder(struct tree *tree, const char *directory, GError **error)
{
	char *real;

	if (mkdir(directory, 0755) == 0) {
		if (chmod(directory, 0755) != 0)
			return tree_set_error(error, "make", directory, errno);
	} else if (errno != EEXIST) {
		return tree_set_error(error, "make", directory, errno);
	}
	real = realpath(directory, NULL);
	if (!real)
		return tree_set_error(error, "find", directory, errno);
	tree->path = g_strdup(real);
	free(real);
	tree->parent = g_path_get_dirname(tree->path);
	tree->name = g_path_get_basename(tree->path);
	tree->lock_fd = lock_folder(tree->path);
	if (tree->lock_fd < 0)
		return tree_set_error(error, "lock", directory, errno);
	return TRUE;
}

static gboolean open_beside(struct tree *tree)
{
	g_autofree char *old = g_strdup_printf(".%s.liaison-new", tree->name);

	tree->parent_fd = open(tree->parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (tree->parent_fd < 0)
		return FALSE;
	files_remove_all(tree->parent_fd, old);
	if (mkdirat(tree->parent_fd, old, 0700) != 0 || fchmodat(tree->parent_fd, old, 0755, 0) != 0)
		return FALSE;
	tree->fd = openat(tree->parent_fd, old, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (tree->fd < 0)
		return FALSE;
	tree->beside = g_steal_pointer(&old);
	return TRUE;
}

struct tree *tree_open(const char *directory, gboolean fresh, GError **error)
{
	g_autoptr(tree_t) tree = g_new0(struct tree, 1);
	int cause;

	tree->parent_fd = tree->fd = tree->lock_fd = -1;
	tree->fresh = fresh;
	tree->staged = g_ptr_array_new_with_free_func(staged_free);
	tree->waiting = g_hash_table_new(g_str_hash, g_str_equal);
	tree->gone = g_ptr_array_new_with_free_func(g_free);
	tree->changes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	tree->parents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	if (!find_folder(tree, directory, error))
		return NULL;
	if (!fresh || !open_beside(tree))
		tree->put = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	if (tree->fd < 0)
		tree->fd = dup(tree->lock_fd);
	if (tree->fd < 0) {
		tree_set_error(error, "open", directory, errno);
		return NULL;
	}
	files_remove_all(tree->fd, STAGE);
	cause = files_make_parents(tree->fd, STAGE "/x");
	if (cause) {
		tree_set_error(error, "make", STAGE, cause);
		return NULL;
	}
	return g_steal_pointer(&tree);
}

void tree_free(struct tree *tree)
{
	if (!tree)
		return;
	if (tree->fd >= 0)
		files_remove_all(tree->fd, STAGE);
	if (tree->beside)
		files_remove_all(tree->parent_fd, tree->beside);
	for (guint i = 0; i < 3; i++) {
		int fd = i == 0 ? tree->fd : i == 1 ? tree->parent_fd : tree->lock_fd;

		if (fd >= 0)
			close(fd);
	}
	g_ptr_array_unref(tree->staged);
	g_hash_table_unref(tree->waiting);
	g_ptr_array_unref(tree->gone);
	g_clear_pointer(&tree->put, g_hash_table_unref);
	g_hash_table_unref(tree->changes);
	g_hash_table_unref(tree->parents);
	g_free(tree->path);
	g_free(tree->parent);
	g_free(tree->name);
	g_free(tree->beside);
	g_free(tree);
}

void tree_counts(const struct tree *tree, guint *ret_written, guint *ret_removed, gsize *ret_bytes)
{
	*ret_bytes = tree->bytes;
	*ret_written = tree->written;
	*ret_removed = tree->removed;
}

GHashTable *tree_changes(struct tree *tree)
{
	return tree->changes;
}

/* ---- putting ---- */

static void note_change(struct tree *tree, const char *path, char *digest)
{
	if (files_is_private(path))
		g_free(digest);
	else
		g_hash_table_replace(tree->changes, g_strdup(path), digest);
}

/* In a new folder thousands of files have the same parents: each is made once. */
static int make_parents(struct tree *tree, const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	int cause;

	if (g_hash_table_contains(tree->parents, folder))
		return 0;
	cause = files_make_parents(tree->fd, path);
	if (!cause)
		g_hash_table_add(tree->parents, g_steal_pointer(&folder));
	return cause;
}

static gboolean stage(struct tree *tree, const char *path, const void *bytes, gsize length, GError **error)
{
	struct staged *staged = g_hash_table_lookup(tree->waiting, path);
	int cause;

	if (!staged) {
		staged = g_new0(struct staged, 1);
		staged->path = g_strdup(path);
		staged->at = g_strdup_printf(STAGE "/%u", tree->stages++);
		g_ptr_array_add(tree->staged, staged);
		g_hash_table_insert(tree->waiting, staged->path, staged);
	}
	cause = files_write(tree->fd, staged->at, bytes, length);
	return !cause || tree_set_error(error, "write", path, cause);
}

gboolean tree_put(struct tree *tree, const char *path, const void *bytes, gsize length, GError **error)
{
	int cause;

	if (tree->put)
		g_hash_table_add(tree->put, g_strdup(path));
	if (tree->beside) {
		cause = make_parents(tree, path);
		if (!cause)
			cause = files_write(tree->fd, path, bytes, length);
		if (cause)
			return tree_set_error(error, "write", path, cause);
	} else {
		if (!g_hash_table_contains(tree->waiting, path) && files_same(tree->fd, path, bytes, length)) {
			if (tree->fresh && !files_is_private(path))   /* the manifest of a fresh tree begins empty */
				note_change(tree, path, text_sha256(bytes, length));
			return TRUE;
		}
		if (!stage(tree, path, bytes, length, error))
			return FALSE;
	}
	tree->written += !files_is_private(path);
	tree->bytes += length;
	note_change(tree, path, files_is_private(path) ? NULL : text_sha256(bytes, length));
	return TRUE;
}

gboolean tree_put_string(struct tree *tree, const char *path, const GString *text, GError **error)
{
	return tree_put(tree, path, text->str, text->len, error);
}

char *tree_get(struct tree *tree, const char *path, gsize *ret_length)
{
	const struct staged *staged = g_hash_table_lookup(tree->waiting, path);

	if (tree->fresh && tree->put && !g_hash_table_contains(tree->put, path))
		return NULL;            /* of the old tree */
	return files_read(tree->fd, staged ? staged->at : path, ret_length);
}

gboolean tree_keep(struct tree *tree, const char *path)
{
	if (tree->fresh || faccessat(tree->fd, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
		return FALSE;
	g_hash_table_add(tree->put, g_strdup(path));
	return TRUE;
}

char *tree_where(struct tree *tree, const char *path)
{
	const struct staged *staged = g_hash_table_lookup(tree->waiting, path);

	return g_build_filename(tree->beside ? tree->parent : tree->path, tree->beside ? tree->beside : ".", staged ? staged->at : path, NULL);
}

void tree_remove(struct tree *tree, const char *path)
{
	if (tree->fresh || faccessat(tree->fd, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
		return;
	g_ptr_array_add(tree->gone, g_strdup(path));
	note_change(tree, path, g_strdup(""));
	tree->removed++;
}

static void remove_one(const char *path, gpointer data)
{
	struct tree *tree = data;

	if (!g_hash_table_contains(tree->put, path))
		tree_remove(tree, path);
}

void tree_remove_under(struct tree *tree, const char *path)
{
	if (!tree->fresh)
		files_walk(tree->fd, path, remove_one, tree);
}

/* ---- showing ---- */

static gboolean show_staged(struct tree *tree, const struct staged *staged, GError **error)
{
	int cause = make_parents(tree, staged->path);

	if (!cause && renameat(tree->fd, staged->at, tree->fd, staged->path) != 0)
		cause = errno;
	return !cause || tree_set_error(error, "rename", staged->path, cause);
}

static void sweep_one(const char *path, gpointer data)
{
	struct tree *tree = data;

	if (!g_hash_table_contains(tree->put, path) && files_remove(tree->fd, path) == 0)
		tree->removed++;
}

static gboolean commit_in_place(struct tree *tree, const char *last, GError **error)
{
	const struct staged *end = g_hash_table_lookup(tree->waiting, last);

	if (syncfs(tree->fd) != 0)
		return tree_set_error(error, "sync", tree->path, errno);
	if (unlinkat(tree->fd, last, 0) != 0 && errno != ENOENT)
		return tree_set_error(error, "remove", last, errno);
	for (guint i = 0; i < tree->staged->len; i++) {
		const struct staged *staged = g_ptr_array_index(tree->staged, i);

		if (staged != end && !show_staged(tree, staged, error))
			return FALSE;
	}
	for (guint i = 0; i < tree->gone->len; i++) {
		const char *path = g_ptr_array_index(tree->gone, i);
		int cause = g_hash_table_contains(tree->waiting, path) ? 0 : files_remove(tree->fd, path);

		if (cause)
			return tree_set_error(error, "remove", path, cause);
	}
	if (tree->fresh)
		files_walk(tree->fd, "", sweep_one, tree);
	return !end || show_staged(tree, end, error);
}

/* File systems without an exchange get two renames, between which there is nothing for a moment. */
static int exchange(int parent, const char *a, const char *b)
{
	g_autofree char *aside = NULL;

	if (renameat2(parent, a, parent, b, RENAME_EXCHANGE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS && errno != EXDEV)
		return errno;
	aside = g_strconcat(a, "-old", NULL);
	if (renameat(parent, b, parent, aside) != 0)
		return errno;
	if (renameat(parent, a, parent, b) != 0 || renameat(parent, aside, parent, a) != 0)
		return errno;
	return 0;
}

gboolean tree_commit(struct tree *tree, const char *last, GError **error)
{
	int cause;

	if (!tree->beside)
		return commit_in_place(tree, last, error);
	files_remove_all(tree->fd, STAGE);
	if (syncfs(tree->fd) != 0)
		return tree_set_error(error, "sync", tree->path, errno);
	cause = exchange(tree->parent_fd, tree->beside, tree->name);
	return !cause || tree_set_error(error, "put in place", tree->path, cause);
}
