/* SPDX-License-Identifier: BSD-2-Clause
 *
 * pattern.h - regular expressions of this room: compiled once, without case, on one bounded line at a time
 *
 * PATTERN(name, "…") defines pattern_name(). Patterns have no nested repetition, so that PCRE's work stays linear in the line;
 * where its limits are hit all the same, the answer is "no match".
 */
#pragma once
#include <glib.h>

#define PATTERN_WITH(name_, text_, flags_) \
	static const GRegex *pattern_##name_(void) \
	{ \
		static gsize once; \
		static GRegex *regex; \
		if (g_once_init_enter(&once)) { \
			regex = g_regex_new(text_, (GRegexCompileFlags)((int)(flags_) | (int)G_REGEX_OPTIMIZE), (GRegexMatchFlags)0, NULL); \
			g_once_init_leave(&once, 1); \
		} \
		return regex; \
	}
#define PATTERN(name_, text_) PATTERN_WITH(name_, text_, G_REGEX_CASELESS)
#define PATTERN_CASE(name_, text_) PATTERN_WITH(name_, text_, 0)

static inline gboolean pattern_matches(const GRegex *regex, const char *text)
{
	return g_regex_match(regex, text, (GRegexMatchFlags)0, NULL);
}

/* Ends text where the pattern is first found in it; FALSE: it is not. */
static inline gboolean pattern_cut(const GRegex *regex, char *text)
{
	g_autoptr(GMatchInfo) match = NULL;
	int begin = 0;

	if (!g_regex_match(regex, text, (GRegexMatchFlags)0, &match) || !g_match_info_fetch_pos(match, 0, &begin, NULL))
		return FALSE;
	text[begin] = '\0';
	return TRUE;
}
