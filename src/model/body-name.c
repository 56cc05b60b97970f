/* SPDX-License-Identifier: BSD-2-Clause
 *
 * body-name.c - names of bodies, made comparable
 */
#include "body-name.h"

#include <liaison/text.h>
#include <string.h>

enum { NAME_MAX_BYTES = 1000 };

static gboolean is_group(GPtrArray *words, const char *kind)
{
	return words->len > 0 && strcmp(g_ptr_array_index(words, words->len - 1), kind) == 0;
}

static void replace_last(GPtrArray *words, char *word)
{
	g_ptr_array_remove_index(words, words->len - 1);
	g_ptr_array_add(words, word);
}

static void add_word(GPtrArray *words, const char *start, gsize length)
{
	g_autofree char *word = g_strndup(start, length);

	if (strcmp(word, "group") == 0 && is_group(words, "working"))
		replace_last(words, g_strdup("wg"));
	else if (strcmp(word, "group") == 0 && is_group(words, "study"))
		replace_last(words, g_strdup("sg"));
	else if (g_ascii_isdigit(*word) && (is_group(words, "sg") || is_group(words, "wg")))
		replace_last(words, g_strconcat(g_ptr_array_index(words, words->len - 1), word, NULL));
	else if (words->len > 0 || strcmp(word, "the") != 0)
		g_ptr_array_add(words, g_steal_pointer(&word));
}

char *body_name_key(const char *text)
{
	if (!text || strnlen(text, NAME_MAX_BYTES + 1) > NAME_MAX_BYTES)
		return g_strdup("");

	g_autofree char *folded = text_fold_name(text);
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	const char *start = NULL;

	for (const char *p = folded;; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		gboolean inside = c != 0 && (g_unichar_isalnum(c) || g_unichar_ismark(c));
		if (inside && !start)
			start = p;
		if (!inside && start) {
			gboolean genitive = p - start == 1 && *start == 's' && start > folded && start[-1] == '\'';
			if (!genitive)
				add_word(words, start, (gsize) (p - start));
			start = NULL;
		}
		if (c == 0)
			break;
	}
	g_ptr_array_add(words, NULL);
	return g_strjoinv(" ", (char **) words->pdata);
}

gboolean body_name_has_head(const char *key, const char *head)
{
	gsize length = strlen(head);

	return length > 0 && strncmp(key, head, length) == 0 && (key[length] == ' ' || key[length] == '\0');
}

gboolean body_name_has_tail(const char *key, const char *tail)
{
	gsize length = strlen(key), tail_length = strlen(tail);

	if (tail_length == 0 || tail_length > length || strcmp(key + length - tail_length, tail) != 0)
		return FALSE;
	return tail_length == length || key[length - tail_length - 1] == ' ';
}

gboolean body_name_split(const char *text, char **ret_outside, char **ret_inside)
{
	const char *open = text ? strchr(text, '(') : NULL;
	const char *close = open ? strchr(open, ')') : NULL;

	if (!close || strchr(open + 1, '(') || strchr(close + 1, ')'))
		return FALSE;

	*ret_inside = g_strndup(open + 1, (gsize) (close - open - 1));
	g_autofree char *before = g_strndup(text, (gsize) (open - text));
	*ret_outside = g_strconcat(before, " ", close + 1, NULL);
	return TRUE;
}
