/* SPDX-License-Identifier: BSD-2-Clause
 *
 * pack.h - members of a zip file, within bounds (libarchive)
 */
#pragma once
#include <glib.h>

struct pack_limits {
	gsize member;        /* bytes of one unpacked member */
	gsize total;         /* of all that are unpacked */
	guint members;       /* entries looked at */
	guint ratio;         /* unpacked to packed, above a first MiB */
};
#define PACK_LIMITS { .member = 64u << 20, .total = 128u << 20, .members = 10000, .ratio = 200 }

/* Calls each with every regular member that wanted() asks for, in the order of the file. name is valid UTF-8. FALSE with a text in
 * *ret_why (owned by the caller) for a damaged or encrypted file or one beyond a limit; members before that were handed over. */
gboolean pack_read(const char *path, const struct pack_limits *limits, gboolean (*wanted)(const char *name, gpointer data),
                   gboolean (*each)(const char *name, GBytes *content, gpointer data), gpointer data, char **ret_why);

/* OpenDocument only: does its list of members say that they are encrypted? */
gboolean pack_is_locked(const char *path);
