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
