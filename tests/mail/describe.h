/* SPDX-License-Identifier: BSD-2-Clause
 *
 * describe.h - a message as text to compare with, and what has to be true of every message
 */
#pragma once
#include <liaison/mail.h>

/* One line a fact, texts line by line; the same message gives the same text. Owned by the caller. */
char *describe_message(const struct message *message);

/* Aborts where a promise of message.h or mail.h is broken: valid UTF-8, lengths within limits, digests that fit. */
void check_message(const struct message *message, const struct limits *limits);
