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
/* Some programs quote what they forward: from the begin of such a mail on, one mark is taken off. It begins below such a marker, and
 * where the subject or a short note above ("FYI", "please record") says that something is passed on, with the first quotation, if that
 * has a header or the labels of a statement at its head. Not so where the subject is an answer's, where people wrote between or below
 * what is quoted, or where the writer attributes it ("X wrote:"). */
void forward_unquote(GPtrArray *lines, const char *subject);
/* The number of lines in front of a list's footer or a writer's quoting of a whole mail. */
guint forward_own_length(const GPtrArray *lines);
void letter_header_clear(struct letter_header *header);
/* "Fwd:", "FW:", "WG:" and the like stand in front; "Re:" does not count. */
gboolean subject_is_forward(const char *subject);
gboolean subject_is_answer(const char *subject);
