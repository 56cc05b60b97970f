/* SPDX-License-Identifier: BSD-2-Clause
 *
 * forward.h - where a text stops being its writer's own: inline forwards, quoted mail, the footers of mailing lists
 */
#pragma once
#include <glib.h>
#include "letter.h"

/* The first line from which on another mail is passed on ("-----Original Message-----", "Begin forwarded message:", or a
 * bare block of From:, Sent:, To:, Subject: lines). ret_header gets its fields (letter_header_clear() it), ret_text the
 * index of the first line of its text. FALSE: there is none. */
gboolean forward_find(const GPtrArray *lines, guint from, guint *ret_begin, guint *ret_text, struct letter_header *ret_header);
/* Apple Mail quotes what it forwards: from such a marker on, one mark is taken off; and where the mail says of itself that it is a forward,
 * from a whole quoted header on. */
void forward_unquote(GPtrArray *lines, gboolean forwarded);
/* The number of lines in front of a list's footer or a writer's quoting of a whole mail. */
guint forward_own_length(const GPtrArray *lines);
void letter_header_clear(struct letter_header *header);
/* "Fwd:", "FW:", "WG:" and the like stand in front; "Re:" does not count. */
gboolean subject_is_forward(const char *subject);
gboolean subject_is_answer(const char *subject);
