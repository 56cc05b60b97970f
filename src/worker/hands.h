/* SPDX-License-Identifier: BSD-2-Clause
 *
 * hands.h - the one part of us that stays root
 *
 * liaison-queue is two processes. One becomes milter.user like every daemon of ours, reads the record and decides. The other keeps the rights it
 * was started with, reads nothing but the configuration, and for a queue ID runs outgoing.release or outgoing.remove, which are the operator's: only if outgoing.show
 * shows the message to be that of the record.
 */
#pragma once
#include <glib.h>

enum hands_task { HANDS_RELEASE = 'r', HANDS_REMOVE = 'd' };
enum hands_answer {
	HANDS_DONE = 'y',
	HANDS_NOT_THERE = 'n',      /* the command did not say that it found the message */
	HANDS_FAILED = 'f',         /* it could not be run, or failed: the same may work later */
	HANDS_GONE = 'g',           /* the other process is gone; whether the command ran nobody knows */
};

/* Makes the other process, which ends when this one does, and with the same status. Once, before any thread. path: the configuration, read anew for
 * each task. background: it lets go of the terminal, and logs to syslog. *ret_other: the socket to it, which hangs up when it is gone; not to be read or
 * closed. */
gboolean hands_start(const char *path, gboolean background, int *ret_other, GError **error);

/* record: the number that the message has in its field Liaison-Statement. ret_said: what the command said, or what went wrong, printable; owned by the caller. One at a time; any thread. */
enum hands_answer hands_ask(enum hands_task task, const char *queue_id, gint64 record, char **ret_said);
