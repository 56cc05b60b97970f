/* SPDX-License-Identifier: BSD-2-Clause
 *
 * record.h - records to publish: ordinary ones, hostile ones, and private things in each that may never be seen
 */
#pragma once
#include <glib.h>
#include <liaison/change.h>
#include <liaison/publish.h>

/* Stands in everything that is not for everybody. */
#define PRIVATE_MARK "zqprivate"

struct organization *record_organization(void);
/* The n-th statement, with received time by its number: ten a month. hostile: every text is an attack. */
gint64 record_put(struct store *store, guint n, enum state state, gboolean hostile);
/* A change that has to succeed. */
void record_event(struct store *store, gint64 id, enum event_kind kind, const char *text);
struct change *record_change(gint64 id);
void record_apply(struct store *store, struct change *change);      /* frees it */
