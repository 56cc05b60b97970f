/* SPDX-License-Identifier: BSD-2-Clause
 *
 * people.c - mailboxes in the values of labels
 */
#include "people.h"
#include <liaison/text.h>
#include <string.h>
#include "labels.h"
#include "pattern.h"

PATTERN(reply_wish, "\\b(address|send|direct|forward|return)\\b.{0,60}\\b(repl(y|ies)|responses?|answers?|it|them|comments)\\b.{0,30}\\b(to|at)\\b|"
	"\\b(repl(y|ies)|responses?|answers?)\\b.{0,60}\\b(sent|addressed|directed|send|address)\\b.{0,30}\\b(to|at)\\b|"
	"\\bcorrespondence\\b.{0,60}\\b(sent|addressed|directed)\\b.{0,30}\\bto\\b")

GPtrArray *people_read(const char *value, const char *name, guint max)
{
	GPtrArray *people = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

	if (value_is_empty(value))
		return people;
	address_scan(value, max, people);
	if (people->len == 1 && name && !value_is_empty(name)) {
		struct address *address = g_ptr_array_index(people, 0);

		if (!address->name)
			address->name = text_fold_space(name);
	}
	return people;
}

struct address *people_reply_address(const char *sentence, gboolean told)
{
	g_autoptr(GPtrArray) people = NULL;

	if (!strchr(sentence, '@') || (!told && !pattern_matches(pattern_reply_wish(), sentence)))
		return NULL;
	people = people_read(sentence, NULL, 4);
	return people->len == 1 ? address_copy(g_ptr_array_index(people, 0)) : NULL;
}

gboolean people_have(const GPtrArray *list, const char *addr_spec)
{
	for (guint i = 0; i < list->len; i++)
		if (address_equal(((const struct address *)g_ptr_array_index(list, i))->addr_spec, addr_spec))
			return TRUE;
	return FALSE;
}
