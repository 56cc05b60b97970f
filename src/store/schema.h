/* SPDX-License-Identifier: BSD-2-Clause
 *
 * schema.h - the tables, as the list of steps that led to them
 *
 * Private to src/store. A step that was ever released is never edited: what changes is a new step at the end.
 */
#pragma once
#include "connection.h"

#define SCHEMA_APPLICATION_ID 0x4c696153       /* "LiaS", in the file's header: what file(1) and we know a record by */

guint schema_version(void);                    /* of this program: how many steps there are */
/* Is the file a record of ours that this program can use in that mode? An empty file is one only for CREATE. */
gboolean schema_check(struct connection *connection, enum store_mode mode, GError **error);
/* Takes the file to this program's version, all steps in one transaction. Several processes may try at once. */
gboolean schema_migrate(struct connection *connection, GError **error);
/* The same with other steps; for tests. */
gboolean schema_migrate_by(struct connection *connection, const char *const *steps, guint n_steps, GError **error);
/* This program's steps. */
const char *const *schema_steps(void);
