/* SPDX-License-Identifier: BSD-2-Clause
 *
 * lifecycle.h - the states of a record and the events of its history, by the IETF Datatracker's names
 *
 * Pure; thread-safe; names are static. The functions that parse one return FALSE, and set nothing, where there is no such name.
 */
#pragma once
#include <glib.h>

enum state { STATE_PENDING, STATE_APPROVED, STATE_POSTED, STATE_DEAD, STATE_N };
const char *state_name(enum state state);
gboolean state_parse(const char *name, enum state *ret_state);

enum event_kind {
	EVENT_SUBMITTED, EVENT_MODIFIED, EVENT_APPROVED, EVENT_POSTED, EVENT_KILLED, EVENT_RESURRECTED,
	EVENT_MSGIN, EVENT_MSGOUT, EVENT_COMMENT, EVENT_PRIVATE_COMMENT, EVENT_RESENT, EVENT_N
};
const char *event_kind_name(enum event_kind kind);
gboolean event_kind_parse(const char *name, enum event_kind *ret_kind);

/* May an event of that kind happen to a record in that state, and which state follows? FALSE: it may not, and
 * *ret_state is as it was. */
gboolean lifecycle_apply(enum state state, enum event_kind kind, enum state *ret_state);
