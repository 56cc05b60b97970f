/* SPDX-License-Identifier: BSD-2-Clause
 *
 * spool.c - a growing message, in memory or in an unlinked temporary file
 */
#include <config.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <liaison/error.h>
#include <liaison/spool.h>

struct spool {
	gsize in_memory, max, size;
	char *directory;
	GByteArray *memory;      /* what has not been written to the file yet */
	int fd;                  /* -1 while everything is in memory */
	gboolean over;           /* more than max came */
};

struct spool *spool_new(gsize in_memory, gsize max, const char *directory)
{
	struct spool *spool = g_new0(struct spool, 1);

	spool->in_memory = in_memory;
	spool->max = max;
	spool->directory = g_strdup(directory);
	spool->memory = g_byte_array_new();
	spool->fd = -1;
	return spool;
}

void spool_free(struct spool *spool)
{
	if (!spool)
		return;
	if (spool->fd >= 0)
		close(spool->fd);
	g_clear_pointer(&spool->memory, g_byte_array_unref);
	g_free(spool->directory);
	g_free(spool);
}

int spool_temporary_file(const char *directory, GError **error)
{
	const char *from_environment = g_getenv("TMPDIR");
	g_autofree char *template = NULL;
	int fd;

	if (!directory)
		directory = from_environment && *from_environment ? from_environment : "/var/tmp";
	fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0)
		return fd;
	/* not every file system knows O_TMPFILE */
	template = g_build_filename(directory, "liaison-XXXXXX", NULL);
	fd = mkostemp(template, O_CLOEXEC);
	if (fd < 0) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot make a temporary file in '%s': %s", directory, g_strerror(errno));
		return -1;
	}
	unlink(template);
	return fd;
}

int spool_write_all(int fd, const void *bytes, gsize length)
{
	const guint8 *next = bytes;

	while (length) {
		ssize_t n = write(fd, next, length);

		if (n < 0 && errno != EINTR)
			return errno;
		if (n > 0) {
			next += n;
			length -= (gsize)n;
		}
	}
	return 0;
}

static gboolean write_piece(int fd, const guint8 *bytes, gsize length, GError **error)
{
	int cause = spool_write_all(fd, bytes, length);

	if (cause)
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot write a temporary file: %s",
		            cause == ENOSPC ? "disk full" : g_strerror(cause));
	return !cause;
}

static gboolean spool_flush(struct spool *spool, GError **error)
{
	if (spool->fd < 0)
		spool->fd = spool_temporary_file(spool->directory, error);
	if (spool->fd < 0 || !write_piece(spool->fd, spool->memory->data, spool->memory->len, error))
		return FALSE;
	g_byte_array_set_size(spool->memory, 0);
	return TRUE;
}

gboolean spool_append(struct spool *spool, const void *bytes, gsize length, GError **error)
{
	if (spool->over || length > spool->max - spool->size) {
		spool->over = TRUE;
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_LIMIT, "message larger than %" G_GSIZE_FORMAT " bytes", spool->max);
		return FALSE;
	}
	/* A GByteArray counts in 32 bits: what does not fit in memory goes straight to the file. */
	if (spool->memory->len + length > MIN(spool->in_memory, (gsize)G_MAXINT32)) {
		if (!spool_flush(spool, error))
			return FALSE;
		if (length > MIN(spool->in_memory, (gsize)G_MAXINT32) / 2) {
			if (!write_piece(spool->fd, bytes, length, error))
				return FALSE;
			spool->size += length;
			return TRUE;
		}
	}
	g_byte_array_append(spool->memory, bytes, (guint)length);
	spool->size += length;
	return TRUE;
}

gsize spool_size(const struct spool *spool)
{
	return spool->size;
}

GBytes *spool_steal(struct spool *spool, GError **error)
{
	g_autoptr(GMappedFile) mapped = NULL;
	g_autoptr(GError) cause = NULL;
	GBytes *bytes;

	if (spool->fd < 0) {
		bytes = g_byte_array_free_to_bytes(g_steal_pointer(&spool->memory));
	} else {
		if (!spool_flush(spool, error))
			return NULL;
		mapped = g_mapped_file_new_from_fd(spool->fd, FALSE, &cause);
		if (!mapped) {
			g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot map a temporary file: %s", cause->message);
			return NULL;
		}
		bytes = g_mapped_file_get_bytes(mapped);
		close(spool->fd);
		spool->fd = -1;
		g_byte_array_unref(spool->memory);
	}
	spool->memory = g_byte_array_new();
	spool->size = 0;
	return bytes;
}
