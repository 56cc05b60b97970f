/* SPDX-License-Identifier: BSD-2-Clause
 *
 * mark.c - the value of Liaison-Statement
 */
#include <config.h>
#include <liaison/lifecycle.h>
#include <liaison/mark.h>

G_STATIC_ASSERT(DOUBT_N <= 64);

guint64 mark_bit(enum doubt_kind kind)
{
	return G_GUINT64_CONSTANT(1) << (guint)kind;
}

char *mark_words(guint64 reasons)
{
	GString *words = g_string_new(NULL);

	for (guint kind = 0; kind < DOUBT_N; kind++)
		if (reasons & mark_bit((enum doubt_kind)kind))
			g_string_append_printf(words, "%s%s", words->len ? ", " : "", doubt_name((enum doubt_kind)kind));
	return g_string_free(words, FALSE);
}

char *mark_format(gboolean pending, guint64 reasons)
{
	GString *value = g_string_new("id=%d");

	if (pending)
		g_string_append_printf(value, "; state=%s", state_name(STATE_PENDING));
	if (reasons) {
		g_autofree char *words = mark_words(reasons);

		g_string_append_printf(value, "; reason=%s", words);
	}
	return g_string_free(value, FALSE);
}
