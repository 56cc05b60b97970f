/* SPDX-License-Identifier: BSD-2-Clause
 *
 * documents.h - the text of attached documents, before the mail is read
 */
#pragma once
#include <liaison/intake.h>
#include <liaison/message.h>
#include <liaison/settings.h>

/* Is anything attached that a hook for reading takes? */
gboolean documents_wait(const struct settings *settings, const struct message *message);

/* Gives text to every attachment that a hook for reading takes, and puts the members of archives behind them, within the time of
 * limits.hook_time. What was not read becomes a doubt in doubts, with the reason. */
void documents_read(const struct settings *settings, struct message *message, const struct intake_wait *wait, GPtrArray *doubts);
