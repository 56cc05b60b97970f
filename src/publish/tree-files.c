/* SPDX-License-Identifier: BSD-2-Clause
 *
 * tree-files.c - files and folders below an open folder
 */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>
#include <liaison/spool.h>
#include "tree-files.h"

gboolean files_is_private(const char *path)
{
	gsize length = strlen(TREE_PRIVATE);

	return strncmp(path, TREE_PRIVATE, length) == 0 && (!path[length] || path[length] == '/');
}

int files_make_parents(int root, const char *path)
{
	g_autofree char *folder = g_strdup(path);

	for (char *slash = strchr(folder, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdirat(root, folder, 0700) == 0) {
			if (!files_is_private(folder) && fchmodat(root, folder, 0755, 0) != 0)
				return errno;
		} else if (errno != EEXIST) {
			return errno;
		}
		*slash = '/';
	}
	return 0;
}

/* Only where the umask took something away: a full build writes a hundred thousand files. */
static int make_readable(int fd)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return errno;
	return (status.st_mode & 07777) == 0644 || fchmod(fd, 0644) == 0 ? 0 : errno;
}

int files_write(int root, const char *path, const void *bytes, gsize length)
{
	int fd = openat(root, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
	int cause;

	if (fd < 0)
		return errno;
	cause = spool_write_all(fd, bytes, length);
	if (!cause)
		cause = make_readable(fd);
	if (close(fd) != 0 && !cause)
		cause = errno;
	return cause;
}

char *files_read(int root, const char *path, gsize *ret_length)
{
	int fd = openat(root, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat status;
	g_autofree char *bytes = NULL;
	gsize have = 0, size;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
		close(fd);
		return NULL;
	}
	size = (gsize)status.st_size;
	bytes = g_malloc(size + 1);
	while (have < size) {
		gssize n = read(fd, bytes + have, size - have);

		if (n <= 0 && !(n < 0 && errno == EINTR))
			break;
		if (n > 0)
			have += (gsize)n;
	}
	close(fd);
	bytes[have] = '\0';
	*ret_length = have;
	return g_steal_pointer(&bytes);
}

gboolean files_same(int root, const char *path, const void *bytes, gsize length)
{
	struct stat status;
	g_autofree char *have = NULL;
	gsize have_length = 0;

	if (fstatat(root, path, &status, AT_SYMLINK_NOFOLLOW) != 0 || (gsize)status.st_size != length)
		return FALSE;
	have = files_read(root, path, &have_length);
	return have && have_length == length && memcmp(have, bytes, length) == 0;
}

int files_remove(int root, const char *path)
{
	g_autofree char *folder = g_strdup(path);
	char *slash;

	if (unlinkat(root, path, 0) != 0 && errno != ENOENT)
		return errno;
	while ((slash = strrchr(folder, '/'))) {
		*slash = '\0';
		if (unlinkat(root, folder, AT_REMOVEDIR) != 0)
			break;
	}
	return 0;
}

void files_walk(int root, const char *folder, void (*each)(const char *path, gpointer data), gpointer data)
{
	int fd = openat(root, *folder ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;

	if (!dir && fd >= 0)
		close(fd);
	while (dir && (entry = readdir(dir))) {
		g_autofree char *path = *folder ? g_strconcat(folder, "/", entry->d_name, NULL) : g_strdup(entry->d_name);
		struct stat status;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || files_is_private(path))
			continue;
		if (fstatat(root, path, &status, AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		if (S_ISDIR(status.st_mode))
			files_walk(root, path, each, data);
		else
			each(path, data);
	}
	if (dir)
		closedir(dir);
}

void files_remove_all(int root, const char *name)
{
	int fd = openat(root, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;

	if (!dir && fd >= 0)
		close(fd);
	while (dir && (entry = readdir(dir))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (unlinkat(dirfd(dir), entry->d_name, 0) != 0)
			files_remove_all(dirfd(dir), entry->d_name);
	}
	if (dir)
		closedir(dir);
	(void)unlinkat(root, name, AT_REMOVEDIR);
}
