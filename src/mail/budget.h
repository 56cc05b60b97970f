/* SPDX-License-Identifier: BSD-2-Clause
 *
 * budget.h - what is left of the limits for one mail and all the mails inside it
 *
 * The limits are meant for one message or one part; a mail that holds a thousand of these gets a few times as much in all, so
 * that the whole stays bounded as well.
 */
#pragma once
#include <liaison/limits.h>

struct budget {
	const struct limits *limits;
	guint parts;             /* parts, multiparts and forwarded messages included */
	gsize header_size;       /* bytes of header, all messages and parts together */
	guint header_count;
	gsize text_size;         /* UTF-8 text, all parts together */
	gsize unwrapped;         /* bytes of messages that came encoded, decoded to look inside */
	guint guesses;           /* searches for a boundary that was not declared */
};
enum { BUDGET_FACTOR = 4, BUDGET_TEXT_FACTOR = 8, BUDGET_GUESSES = 4 };
