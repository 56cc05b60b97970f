/* SPDX-License-Identifier: BSD-2-Clause
 *
 * walk.h - the tree of a mail, walked once from its first byte to its last
 *
 * Three files: walk.c finds the parts, part.c makes one of them, entry.c reads the header of a message.
 */
#pragma once
#include <glib.h>
#include <liaison/message.h>
#include "block.h"
#include "budget.h"
#include "content.h"
#include "cursor.h"

struct walk {
	GBytes *raw;             /* what is walked through: the mail, or a message that came encoded inside it */
	struct cursor cursor;    /* over raw */
	struct budget *budget;   /* shared by all walks of one mail */
	gboolean stopped;        /* the limit of parts is reached: the rest stays unread */
};

/* Where a part stands. */
struct place {
	const char *path;        /* "2.1"; "" for a whole mail */
	guint depth;             /* multiparts and messages around it */
	gboolean alternative, related;
};

/* The message at the cursor: header, parts, digest. Moves behind it; ret_hit is the boundary that ended it. Never NULL. */
struct message *walk_message(struct walk *walk, const struct place *place, struct hit *ret_hit);

/* entry.c: takes over the fields of a message's header. path: where the message stands, for defects. */
void entry_read(struct message *message, const char *path, const struct block *block, const struct limits *limits);

/* part.c: appends the part whose content stands in raw[start, end). */
void part_add(struct walk *walk, struct message *message, const struct content *content, enum part_kind kind,
              const struct place *place, gsize start, gsize end);

/* At most a number of defects is kept for one message: a thousand broken parts are one broken mail. */
void walk_defect(struct message *message, const char *path, const char *what);
void walk_beyond(struct message *message, const char *path, const char *what);
