/* SPDX-License-Identifier: BSD-2-Clause
 *
 * label-words.c - a label without the words that only say that it is a statement's
 *
 * "LS Source", "Please send any reply LS to" and "Purpose of this liaison statement" are the labels that are left: forms differ in these
 * words, not in what they ask for.
 */
#include "label-words.h"
#include <string.h>

/* Where one of them stands, the label is a form's; articles beside it go as well. */
static const char *const statement_words[] = { "ls", "lss", "liaison", "liaisons", "statement", "statements", "please", "kindly", "any", "your", "official", NULL };
static const char *const articles[] = { "the", "this", NULL };
static const char *const joining[] = { "of", "for", "on", NULL };

static gboolean is_one_of(const char *word, gsize length, const char *const *words)
{
	for (; *words; words++)
		if (strlen(*words) == length && strncmp(*words, word, length) == 0)
			return TRUE;
	return FALSE;
}

/* Most lines hold none. */
static gboolean may_hold(const char *key)
{
	for (const char *const *word = statement_words; *word; word++)
		if (strstr(key, *word))
			return TRUE;
	return FALSE;
}

gboolean label_words_drop(const char *key, char ret_key[LABEL_KEY_MAX])
{
	gboolean dropped = FALSE;
	gsize n = 0, last = 0, last_length = 0;

	if (!may_hold(key))
		return FALSE;
	for (const char *word = key; *word; ) {
		gsize length = strcspn(word, " ");

		if (is_one_of(word, length, statement_words)) {
			dropped = TRUE;
		} else if (!is_one_of(word, length, articles)) {
			last = n ? n + 1 : 0;
			last_length = length;
			if (n)
				ret_key[n++] = ' ';
			memcpy(ret_key + n, word, length);
			n += length;
		}
		word += length + strspn(word + length, " ");
	}
	if (dropped && last > 0 && is_one_of(ret_key + last, last_length, joining))
		n = last - 1;                                 /* "purpose of" */
	ret_key[n] = '\0';
	return dropped && n > 0;
}
