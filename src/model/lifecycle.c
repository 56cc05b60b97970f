/* SPDX-License-Identifier: BSD-2-Clause
 *
 * lifecycle.c - states, events and what follows what
 */
#include <config.h>
#include <liaison/lifecycle.h>
#include "names.h"

static const char *const states[] = {
	[STATE_PENDING] = "pending", [STATE_APPROVED] = "approved", [STATE_POSTED] = "posted", [STATE_DEAD] = "dead",
};
NAMES_DEFINE(state, enum state, states)

static const char *const events[] = {
	[EVENT_SUBMITTED] = "submitted", [EVENT_MODIFIED] = "modified", [EVENT_APPROVED] = "approved", [EVENT_POSTED] = "posted",
	[EVENT_KILLED] = "killed", [EVENT_RESURRECTED] = "resurrected", [EVENT_MSGIN] = "msgin", [EVENT_MSGOUT] = "msgout",
	[EVENT_COMMENT] = "comment", [EVENT_PRIVATE_COMMENT] = "private_comment", [EVENT_RESENT] = "resent",
};
NAMES_DEFINE(event_kind, enum event_kind, events)

gboolean lifecycle_apply(enum state state, enum event_kind kind, enum state *ret_state)
{
	enum state next = state;

	switch (kind) {
	case EVENT_APPROVED:
		if (state != STATE_PENDING)
			return FALSE;
		next = STATE_APPROVED;
		break;
	case EVENT_POSTED:
		if (state != STATE_PENDING && state != STATE_APPROVED)
			return FALSE;
		next = STATE_POSTED;
		break;
	case EVENT_KILLED:
		if (state == STATE_DEAD)
			return FALSE;
		next = STATE_DEAD;
		break;
	case EVENT_RESURRECTED:
		/* what comes back is looked at again before it shows */
		if (state != STATE_DEAD)
			return FALSE;
		next = STATE_PENDING;
		break;
	case EVENT_SUBMITTED:
	case EVENT_MODIFIED:
	case EVENT_MSGIN:
	case EVENT_MSGOUT:
	case EVENT_COMMENT:
	case EVENT_PRIVATE_COMMENT:
	case EVENT_RESENT:
		break;
	case EVENT_N:
		return FALSE;
	}
	*ret_state = next;
	return TRUE;
}
