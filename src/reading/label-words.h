/* SPDX-License-Identifier: BSD-2-Clause
 *
 * label-words.h - a label without the words that only say that it is a statement's: "LS Source", "Purpose of this liaison statement"
 */
#pragma once
#include "label-table.h"

/* key as label_fold() gives it. FALSE: there is no such word in it, or nothing is left. */
gboolean label_words_drop(const char *key, char ret_key[LABEL_KEY_MAX]);
