/* SPDX-License-Identifier: BSD-2-Clause
 *
 * files.c - files that an operator names
 */
#include <config.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <liaison/error.h>
#include <liaison/mail.h>
#include "ctl.h"

static enum liaison_error error_of_errno(int cause)
{
	switch (cause) {
	case ENOENT:
	case ENOTDIR:
	case ENAMETOOLONG:
	case ELOOP:
		return LIAISON_ERROR_NOT_FOUND;
	case EACCES:
	case EPERM:
	case EROFS:
		return LIAISON_ERROR_PERMISSION;
	case EISDIR:
		return LIAISON_ERROR_DATA;
	default:
		return LIAISON_ERROR_TEMPORARY;
	}
}

void file_set_error(GError **error, const char *operation, const char *path, int cause)
{
	g_set_error(error, LIAISON_ERROR, (gint)error_of_errno(cause), "cannot %s '%s': %s", operation, path, g_strerror(cause));
}

/* O_NONBLOCK: a FIFO that nobody writes to must not stop us; it is refused after that anyway. */
static int open_regular(const char *path, struct stat *ret_info, GError **error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0 || fstat(fd, ret_info) < 0) {
		file_set_error(error, "open", path, errno);
		if (fd >= 0)
			close(fd);
		return -1;
	}
	if (S_ISREG(ret_info->st_mode))
		return fd;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "cannot read '%s': it is %s", path,
	            S_ISDIR(ret_info->st_mode) ? "a directory" : "not a regular file");
	close(fd);
	return -1;
}

static GBytes *read_all(int fd, const char *path, gsize max, GError **error)
{
	g_autoptr(GByteArray) all = g_byte_array_new();
	static guint8 buffer[65536];

	for (;;) {
		ssize_t got = read(fd, buffer, sizeof buffer);

		if (got == 0)
			return g_byte_array_free_to_bytes(g_steal_pointer(&all));
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			file_set_error(error, "read", path, errno);
			return NULL;
		}
		if ((gsize)got > max - all->len) {
			g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_LIMIT,
			            "'%s' is larger than limits.message_size allows (%" G_GSIZE_FORMAT " bytes)", path, max);
			return NULL;
		}
		g_byte_array_append(all, buffer, (guint)got);
	}
}

GBytes *file_read(const char *path, gsize max, GError **error)
{
	struct stat info;
	GBytes *bytes;
	int fd;

	max = MIN(max, G_MAXUINT);
	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, "standard input", max, error);
	fd = open_regular(path, &info, error);
	if (fd < 0)
		return NULL;
	bytes = read_all(fd, path, max, error);
	close(fd);
	return bytes;
}

GBytes *file_read_mail(const char *path, gsize max, GError **error)
{
	g_autoptr(GBytes) raw = file_read(path, max, error);
	const void *bytes;
	gsize length;

	if (!raw)
		return NULL;
	bytes = g_bytes_get_data(raw, &length);
	if (mail_looks_like(bytes, length))
		return g_steal_pointer(&raw);
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "'%s' is not a mail: it %s", path,
	            length ? "does not begin with a header field" : "is empty");
	return NULL;
}

char *file_read_text(const char *path, gsize max, GError **error)
{
	g_autoptr(GBytes) bytes = file_read(path, max, error);
	const char *start;
	gsize length;

	if (!bytes)
		return NULL;
	start = g_bytes_get_data(bytes, &length);
	if (g_utf8_validate_len(length ? start : "", length, NULL))
		return g_strndup(length ? start : "", length);
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "'%s' is not UTF-8 text", path);
	return NULL;
}

GBytes *file_map(const char *path, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autoptr(GMappedFile) file = NULL;
	struct stat info;
	int fd = open_regular(path, &info, error);

	if (fd < 0)
		return NULL;
	file = g_mapped_file_new_from_fd(fd, FALSE, &cause);
	close(fd);
	if (file)
		return g_mapped_file_get_bytes(file);
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot map '%s': %s", path, cause->message);
	return NULL;
}
