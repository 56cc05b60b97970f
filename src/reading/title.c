/* SPDX-License-Identifier: BSD-2-Clause
 *
 * title.c - titles
 */
#include "title.h"
#include <liaison/address.h>
#include <liaison/date.h>
#include <liaison/text.h>
#include <string.h>
#include "labels.h"
#include "pattern.h"

PATTERN(prefix, "^(re|fwd?|fw|aw|antw|wg|sv|vs|tr)\\s*(\\[\\d{1,3}\\])?\\s*:\\s*")
PATTERN(tag, "^\\[([^\\[\\]]{1,40})\\]\\s*")
PATTERN(head_line, "^\\W*(reply |response |draft )?(LS|liaison statement|liaison letter|liaison)(/[ior])?( \\([\\w ]+\\))? (to|on|from|regarding|about|concerning|in)\\b.{4,}")

#define MONTH "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|févr?|avril|mai|juin|juil|août|déc|enero|abril|mayo|agosto|dic)\\p{L}*\\.?"
PATTERN(place_and_date, "^\\W*(?:(?:date|place|online|virtual|the)\\W+)*(?:(?-i:\\p{Lu})[\\p{L}.'\u2019()/-]*,? +){0,5}(?:(?:the|on|from|le|den) )?"
	"(?:\\d{1,2}(?:st|nd|rd|th)?\\.?(?: ?(?:-|\u2013|to|and|&|/) ?\\d{1,2}(?:st|nd|rd|th)?)? (?:of |de )?" MONTH "|" MONTH " \\d|\\d{4}-\\d\\d-\\d\\d|\\d{1,2}[./]\\d{1,2}[./]\\d{2}).{0,40}$")

static gboolean is_list_tag(const struct organization *organization, const struct message *message, const char *tag)
{
	const char *id = message_header(message, "List-Id");
	g_autofree char *folded = g_utf8_strdown(tag, -1);

	if (g_ascii_strncasecmp(tag, "ext", 3) == 0 || organization_body_by_name(organization, tag))
		return TRUE;
	if (id) {
		g_autofree char *list = g_utf8_strdown(id, -1);
		const char *found = strstr(list, folded);

		if (found)
			return TRUE;
	}
	for (guint i = 0; i < message->to->len + message->cc->len; i++) {
		const struct address *address = i < message->to->len ? g_ptr_array_index(message->to, i) :
			g_ptr_array_index(message->cc, i - message->to->len);
		gsize length = strcspn(address->addr_spec, "@");

		if (strlen(tag) == length && g_ascii_strncasecmp(tag, address->addr_spec, length) == 0)
			return TRUE;
	}
	return FALSE;
}

char *title_of_subject(const struct organization *organization, const struct message *message, const char *subject)
{
	g_autofree char *title = subject ? text_fold_space(subject) : NULL;

	for (guint i = 0; title && i < 20; i++) {
		g_autoptr(GMatchInfo) match = NULL;
		g_autofree char *tag = NULL;
		int end = 0;

		if (g_regex_match(pattern_prefix(), title, 0, &match)) {
			g_match_info_fetch_pos(match, 0, NULL, &end);
		} else {
			g_clear_pointer(&match, g_match_info_unref);
			if (!g_regex_match(pattern_tag(), title, 0, &match))
				break;
			tag = g_match_info_fetch(match, 1);
			if (!is_list_tag(organization, message, tag))
				break;
			g_match_info_fetch_pos(match, 0, NULL, &end);
		}
		memmove(title, title + end, strlen(title + end) + 1);
	}
	return title ? title_tidy(title) : NULL;
}

char *title_tidy(const char *text)
{
	g_autofree char *folded = text_fold_space(text);
	gsize length = strlen(folded);

	if (length > 2 && folded[0] == '"' && folded[length - 1] == '"' && strchr(folded + 1, '"') == folded + length - 1) {
		folded[length - 1] = '\0';
		memmove(folded, folded + 1, length - 1);
	}
	if (strlen(folded) > TITLE_LENGTH_MAX) {
		char *end = g_utf8_find_prev_char(folded, folded + TITLE_LENGTH_MAX);

		*end = '\0';
	}
	return value_is_empty(folded) ? NULL : g_steal_pointer(&folded);
}

gboolean title_is_place_and_date(const char *text)
{
	struct date date;
	enum date_answer answer = strlen(text) <= 100 ? date_parse(text, &date) : DATE_NONE;

	return (answer == DATE_EXACT || answer == DATE_RANGE || answer == DATE_AMBIGUOUS) && pattern_matches(pattern_place_and_date(), text);
}

gboolean title_in_line(const char *text)
{
	return strlen(text) <= 200 && pattern_matches(pattern_head_line(), text);
}
