/* SPDX-License-Identifier: BSD-2-Clause
 *
 * walk.h - every mail under a path: a file with one, an mbox, a Maildir, a folder of these
 */
#pragma once
#include <glib.h>

struct walk {
	gsize message_size;      /* larger ones are a failure */
	/* A mail. name says where it stands, for people: "box: message 3". FALSE ends the walk. */
	gboolean (*each)(GBytes *raw, const char *name, gpointer data);
	/* What cannot be read or is no mail; the walk goes on, unless it answers FALSE. */
	gboolean (*fail)(const GError *error, gpointer data);
	gpointer data;
	guint64 passed_over;     /* files in folders that do not look like mail */
};

/* FALSE: a callback ended it. What a person names must be a mail; what merely stands in a folder may be something else:
 * there, only "*.eml", "*.mbox" and files that begin like an mbox count, and in the cur and new of a Maildir every file. Hidden
 * files and symbolic links in folders are passed over. Order is that of the names. */
gboolean walk_path(struct walk *walk, const char *path);
