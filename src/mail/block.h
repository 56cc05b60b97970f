/* SPDX-License-Identifier: BSD-2-Clause
 *
 * block.h - a block of header fields, as bytes: where it ends, and its fields unfolded
 */
#pragma once
#include <glib.h>
#include "budget.h"
#include "cursor.h"

struct raw_field {
	char *name;              /* printable ASCII */
	char *value;             /* unfolded, without NUL, any bytes; ends stripped */
};

struct block {
	GPtrArray *fields;       /* struct raw_field * */
	gboolean beyond;         /* there were more fields than the limits allow */
	gboolean garbage;        /* there were lines that are no fields */
	gboolean unseparated;    /* no empty line before the body */
	gboolean cut_off;        /* a boundary came before the body */
	struct hit hit;          /* that boundary */
};

/* Reads the block at the cursor and moves to the first byte of the body. whole: the block of a message, which may begin with a
 * "From " line or an empty one; else of a part, which may have no fields at all. */
void block_read(struct block *block, struct cursor *cursor, struct budget *budget, gboolean whole);
void block_clear(struct block *block);
/* Value of the n-th (from 0) field of that name, or NULL. */
const char *block_get(const struct block *block, const char *name, guint n);

/* How long the field name at the start of these bytes is; 0: this is no field (RFC 5322 2.2, 4.5.8). */
gsize block_field_name(const char *bytes, gsize length);
/* Is this line an mbox separator, which stands before some messages in files? */
gboolean block_is_from_line(const char *bytes, gsize length);
