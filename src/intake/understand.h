/* SPDX-License-Identifier: BSD-2-Clause
 *
 * understand.h - steps that a mail takes each time that it is read; private to src/intake
 */
#pragma once
#include <liaison/intake.h>
#include <liaison/reading.h>

struct reading_context understand_context(const struct settings *settings);
/* What was broken in the mail is a reason to look at everything that was read out of it. */
void understand_pass_on(const GPtrArray *doubts, GPtrArray *statements);
/* The record that this message answers, if it is ours to know: NULL without an error means that there is none. store may be NULL. */
struct record *understand_answered(struct store *store, const char *base_url, const struct message *message, const GPtrArray *statements,
                                   GError **error);
