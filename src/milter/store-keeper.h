/* SPDX-License-Identifier: BSD-2-Clause
 *
 * store-keeper.h - the store, opened now or as soon as it can be
 *
 * A daemon that cannot open its store goes on: mail of ours is answered 451 meanwhile, unrelated mail is not touched. Thread-safe.
 */
#pragma once
#include <glib.h>
#include <liaison/store.h>

struct store_keeper;

/* Tries once; statements are numbered from first_number on. NULL with LIAISON_ERROR_SCHEMA if a newer version wrote it, which waiting does not cure; after any other failure a thread goes on
 * trying, and the log and STATUS= say why. */
struct store_keeper *store_keeper_new(const char *path, guint busy_ms, guint first_number, GError **error);
/* Closes the store. Nobody may use it any more. */
void store_keeper_free(struct store_keeper *keeper);

/* The store, valid until store_keeper_free(); NULL with LIAISON_ERROR_TEMPORARY while it is not open. */
struct store *store_keeper_get(struct store_keeper *keeper, GError **error);
