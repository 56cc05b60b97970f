/* SPDX-License-Identifier: BSD-2-Clause
 *
 * numbers.h - the numbers of records
 *
 * Private to src/store.
 */
#pragma once
#include "internal.h"

/* The number of the record that is about to be made: the next one, or the one that is asked for. */
gboolean number_give(struct connection *connection, const struct store_request *request, gint64 *ret_id, GError **error);
