/* SPDX-License-Identifier: BSD-2-Clause
 *
 * html-reply.c - what elements of an answer in HTML are not its own words, or are not seen
 */
#include "html-reply.h"
#include <string.h>

static gboolean holds_any(const char *value, const char *const *words, guint count)
{
	g_autofree char *folded = g_ascii_strdown(value, -1);

	for (guint i = 0; i < count; i++)
		if (strstr(folded, words[i]))
			return TRUE;
	return FALSE;
}

gboolean html_ends_reply(const char *name, const xmlChar **attributes)
{
	static const char *const names[] = { "gmail_quote", "gmail_signature", "gmail_attr", "yahoo_quoted", "moz-cite-prefix", "moz-signature", "moz-forward", "protonmail_quote",
	                                     "protonmail_signature", "tutanota_quote", "zmail_extra", "divrplyfwdmsg", "appendonsend", "outlookmessageheader",
	                                     "reference-message", "-signature", "originalmessage", "history_container", "quoted" };
	static const char *const borders[] = { "border-top:", "border-left:", "border-top-", "border-left-" };

	if (strcmp(name, "blockquote") == 0 || strcmp(name, "q") == 0 || strcmp(name, "hr") == 0)
		return TRUE;
	for (guint i = 0; attributes && attributes[i]; i += 2) {
		const char *key = (const char *)attributes[i], *value = (const char *)attributes[i + 1];

		if (value && (strcmp(key, "class") == 0 || strcmp(key, "id") == 0) && holds_any(value, names, G_N_ELEMENTS(names)))
			return TRUE;
		if (value && strcmp(key, "style") == 0 && holds_any(value, borders, G_N_ELEMENTS(borders)))
			return TRUE;
	}
	return FALSE;
}

gboolean html_is_unseen(const xmlChar **attributes)
{
	static GRegex *unseen;
	static gsize once;

	if (g_once_init_enter(&once)) {
		unseen = g_regex_new("display:none|visibility:hidden|mso-hide:all|(?:font-size|opacity|max-height):(?:0+(?:\\.0*)?|\\.0+)(?![.0-9])",
		                     G_REGEX_CASELESS | G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, NULL);
		g_once_init_leave(&once, 1);
	}
	for (guint i = 0; attributes && attributes[i]; i += 2) {
		const char *key = (const char *)attributes[i], *value = (const char *)attributes[i + 1];
		g_auto(GStrv) words = NULL;
		g_autofree char *tight = NULL;

		if (strcmp(key, "hidden") == 0)
			return TRUE;
		if (!value || strcmp(key, "style") != 0)
			continue;
		words = g_strsplit_set(value, " \t\r\n", -1);
		tight = g_strjoinv("", words);
		if (g_regex_match(unseen, tight, 0, NULL))
			return TRUE;
	}
	return FALSE;
}
