/* SPDX-License-Identifier: BSD-2-Clause
 *
 * received.h - when a mail that comes from a file was received, as far as it says so itself
 */
#pragma once
#include <glib.h>
#include <liaison/message.h>

/* The time in the topmost Received field, else the Date field; the first that is plausible: after 1980 and not after now, give
 * or take a day. Otherwise now. usec. */
gint64 received_time(const struct message *message, gint64 now);
