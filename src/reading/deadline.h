/* SPDX-License-Identifier: BSD-2-Clause
 *
 * deadline.h - by when an answer is wanted; never a meeting, an approval or a guess
 */
#pragma once
#include <glib.h>
#include <liaison/date.h>
#include <liaison/layout.h>

/* What stands behind a label. ret_date is set for DATE_EXACT. order (enum layout_order): how the layout means 03/04/2025. */
enum date_answer deadline_of_value(const char *value, int order, struct date *ret_date);
/* What one sentence asks for ("let us know your view by 7 August 2026"). DATE_NONE where it asks for no answer by a time.
 * ret_words gets the words about the time (owned by the caller), for all answers but DATE_NONE. */
enum date_answer deadline_of_sentence(const char *sentence, struct date *ret_date, char **ret_words);
