/* SPDX-License-Identifier: BSD-2-Clause
 *
 * filter.h - what all sessions share: the settings in force, the store, and the gate that is closed before the daemon ends
 *
 * There is one, since libmilter hands no pointer of ours to a new session. filter_init() once, before sessions; the rest is thread-safe.
 */
#pragma once
#include <liaison/settings.h>
#include "store-keeper.h"

/* Takes a reference on settings; keeper stays the caller's. */
void filter_init(struct settings *settings, struct store_keeper *keeper);

struct settings *filter_settings(void);                     /* a reference */
void filter_set_settings(struct settings *settings);        /* takes a reference */
struct store_keeper *filter_store(void);

/* Around the end of a message of ours. FALSE: the gate is closed, answer 451 and touch nothing. */
gboolean filter_enter(void);
void filter_leave(void);
/* Closes the gate and waits until all have left, at most so long; how many have not. */
guint filter_close(guint seconds);
