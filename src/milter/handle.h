/* SPDX-License-Identifier: BSD-2-Clause
 *
 * handle.h - the end of a message: read, decide, record, edit, answer
 */
#pragma once
#include "mta.h"
#include "reply.h"
#include "store-keeper.h"
#include "transaction.h"

/* Whole message, in that order; writes its line to the log. What is answered with REPLY_ACCEPT or REPLY_DISCARD and is to be on record is on disk by
 * then. Blocks for as long as the store takes. */
struct reply handle_message(struct transaction *transaction, struct store_keeper *keeper, const struct mta *mta, void *context,
                            gboolean leading_space);
