/* SPDX-License-Identifier: BSD-2-Clause
 *
 * spool.h - a growing message: in memory up to a bound, above it in an unlinked temporary file
 *
 * One thread at a time. Nothing is left behind, whatever kills the process.
 */
#pragma once
#include <glib.h>

struct spool;

/* in_memory: bytes kept in memory before a file is made; max: bytes taken at all; directory: where the file is made
 * (NULL: $TMPDIR or /var/tmp). */
struct spool *spool_new(gsize in_memory, gsize max, const char *directory);
void spool_free(struct spool *spool);

/* FALSE with LIAISON_ERROR_LIMIT once more than max bytes came (sticky), LIAISON_ERROR_TEMPORARY if the file cannot be
 * written. After a failure the spool is only good for spool_free(). */
gboolean spool_append(struct spool *spool, const void *bytes, gsize length, GError **error);
gsize spool_size(const struct spool *spool);

/* Everything that was appended; the spool is empty afterwards. Bytes of a file are mapped, not read.
 * NULL with LIAISON_ERROR_TEMPORARY if that fails. */
GBytes *spool_steal(struct spool *spool, GError **error);

/* An unlinked temporary file, close-on-exec; -1 with LIAISON_ERROR_TEMPORARY. */
int spool_temporary_file(const char *directory, GError **error);
/* All of it into a blocking descriptor, however often a signal comes between. 0, or the errno of what failed. Thread-safe. */
int spool_write_all(int fd, const void *bytes, gsize length);
