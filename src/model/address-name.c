/* SPDX-License-Identifier: BSD-2-Clause
 *
 * address-name.c - whose address is it? The name in the words before one
 */
#include "address-scan.h"

#include <liaison/text.h>
#include <string.h>

enum {
	REGION_MAX = 300,       /* bytes before an address that are looked at */
	NAME_MAX_BYTES = 120,
	BARE_WORDS_MAX = 5,
	BRACKETED_WORDS_MAX = 6,
};

gboolean address_scan_is_stop_word(const char *word, gsize length)
{
	static const char *const words[] = {
		"a", "address", "agenda", "all", "an", "and", "any", "archived", "are", "arrive", "arrived", "at", "attend", "available",
		"be", "by", "call", "cc", "check", "com", "contact", "copy", "dear", "discussed", "discussion", "document", "documents",
		"done", "dot", "download", "draft", "drafts", "e-mail", "email", "fax", "find", "for", "found", "from", "held", "here",
		"hosted", "in", "is", "it", "join", "listed", "located", "look", "looked", "looking", "made", "mail", "maintained", "me",
		"meet", "meeting", "met", "minutes", "mobile", "more", "name", "not", "noted", "now", "of", "on", "one", "online", "only",
		"or", "page", "person", "phone", "place", "please", "posted", "presented", "published", "read", "register", "registration",
		"reply", "report", "reports", "see", "seen", "send", "session", "sit", "site", "speak", "start", "stated", "stay", "stored",
		"subscribe", "tel", "telephone", "text", "that", "the", "them", "there", "this", "to", "two", "us", "via", "visit", "was",
		"we", "web", "website", "were", "with", "work", "working", "works", "workshop",
	};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (strlen(words[i]) == length && g_ascii_strncasecmp(words[i], word, length) == 0)
			return TRUE;
	return FALSE;
}

/* "van", "de": small words within names */
static gboolean is_particle(const char *word, gsize length)
{
	static const char *const particles[] = {
		"al", "bin", "da", "das", "de", "del", "den", "der", "di", "dos", "du", "e", "el", "la", "le", "ten", "ter", "van", "von", "y",
	};

	for (guint i = 0; i < G_N_ELEMENTS(particles); i++)
		if (strlen(particles[i]) == length && strncmp(particles[i], word, length) == 0)
			return TRUE;
	return FALSE;
}

/* Begins like a name and has nothing in it that names have not. */
static gboolean is_name_word(const char *word, gsize length)
{
	gunichar first = g_utf8_get_char(word);

	if (!g_unichar_isalpha(first) || g_unichar_islower(first) || address_scan_is_stop_word(word, length))
		return FALSE;
	for (const char *p = word; p < word + length; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		if (!g_unichar_isalpha(c) && !g_unichar_ismark(c) && c != '-' && c != '.' && c != '\'' && c != 0x2019)
			return FALSE;
	}
	return TRUE;
}

gboolean address_scan_is_name(const char *start, const char *end, guint min_words)
{
	g_autofree char *region = g_strndup(start, (gsize) (end - start));
	g_autofree char *folded = strlen(region) <= NAME_MAX_BYTES ? text_fold_space(region) : g_strdup("");
	g_auto(GStrv) words = g_strsplit(folded, " ", BARE_WORDS_MAX + 2);
	guint n = g_strv_length(words), names = 0;

	if (n > BARE_WORDS_MAX)
		return FALSE;
	for (guint i = 0; i < n; i++) {
		if (is_name_word(words[i], strlen(words[i])))
			names++;
		else if (!is_particle(words[i], strlen(words[i])))
			return FALSE;
	}
	return names >= min_words;
}

/* ---- cutting the region down ---- */

/* "…" at the end of region, decoded; NULL if it does not end so */
static char *trailing_quoted(const char *region)
{
	gsize length = strlen(region);

	if (length < 2 || region[length - 1] != '"')
		return NULL;
	const char *open = region + length - 2;
	while (open > region && (*open != '"' || open[-1] == '\\'))
		open--;
	if (*open != '"')
		return NULL;

	g_autoptr(GString) name = g_string_new(NULL);
	for (const char *p = open + 1; p < region + length - 1; p++) {
		if (*p == '\\' && p + 1 < region + length - 1)
			p++;
		g_string_append_c(name, *p);
	}
	return text_fold_space(name->str);
}

/* Behind the last character that no name has, or bracket that is still open. */
static const char *behind_last_border(const char *region)
{
	const char *start = region;
	int depth = 0;

	for (const char *p = region + strlen(region); p > region; p--) {
		char c = p[-1];
		if (c == ')' || c == ']')
			depth++;
		else if ((c == '(' || c == '[') && --depth < 0)
			return p;
		else if (depth == 0 && strchr(":;|\n\t<>{}", c))
			return p;
	}
	return start;
}

/* Without comments: RFC 5322 3.4 does not count them to the name. */
static char *without_comments(const char *text)
{
	g_autoptr(GString) out = g_string_new(NULL);
	int depth = 0;

	for (const char *p = text; *p; p++) {
		if (*p == '(' || *p == '[')
			depth++;
		if (depth == 0)
			g_string_append_c(out, *p);
		if ((*p == ')' || *p == ']') && depth > 0)
			depth--;
	}
	return text_fold_space(out->str);
}

static guint count_words(const char *text)
{
	guint n = *text ? 1 : 0;

	for (; *text; text++)
		n += *text == ' ';
	return n;
}

/* "Last, First" stays; of "One Group, Name Surname" the last is the name. */
static const char *behind_comma(char *text)
{
	char *comma = strrchr(text, ',');

	if (comma && comma[1] == '\0') {
		*comma = '\0';
		comma = strrchr(text, ',');
	}
	if (!comma)
		return text;

	const char *last = comma + 1 + strspn(comma + 1, " ");
	gboolean one_comma = memchr(text, ',', (gsize) (comma - text)) == NULL;
	if (one_comma && count_words(last) == 1 && address_scan_is_name(text, comma, 1) && address_scan_is_name(last, last + strlen(last), 1))
		return text;
	return last;
}

/* Bullets, numbers of a list, quotes, "and" off the ends. In place. */
static const char *strip_ends(char *text)
{
	static const char *const leading[] = { "and ", "or ", "& ", "\xe2\x80\xa2", "\xc2\xb7", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x9c", "\xe2\x80\x98" };
	static const char *const trailing[] = { "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x9d", "\xe2\x80\x99" };
	gsize digits = strspn(text, "0123456789");

	if (digits > 0 && (text[digits] == '.' || text[digits] == ')'))
		text += digits + 1;
	text += strspn(text, " ,-*'\"=_.");
	for (guint i = 0; i < G_N_ELEMENTS(leading); i++)
		if (g_str_has_prefix(text, leading[i]))
			text += strlen(leading[i]) + strspn(text + strlen(leading[i]), " ");

	for (guint i = 0; i < G_N_ELEMENTS(trailing); i++)
		if (g_str_has_suffix(text, trailing[i]))
			text[strlen(text) - strlen(trailing[i])] = '\0';
	for (gsize length = strlen(text); length > 0 && strchr(" ,-'\"=_", text[length - 1]); length--)
		text[length - 1] = '\0';
	return text;
}

/* Drops words with "@": an address that stands where a name does is not one. In place. */
static void drop_addresses(char *text)
{
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	char *out = text;

	for (guint i = 0; words[i]; i++) {
		if (strchr(words[i], '@'))
			continue;
		if (out > text)
			*out++ = ' ';
		out = g_stpcpy(out, words[i]);
	}
	*out = '\0';
}

/* The name at the end of a sentence: "please reply to Name Surname" */
static const char *trailing_name(const char *text)
{
	const char *start = NULL;

	for (const char *p = text + strlen(text); p > text;) {
		const char *word = p;
		while (word > text && word[-1] != ' ')
			word--;
		gboolean name = is_name_word(word, (gsize) (p - word));
		if (name)
			start = word;
		else if (!start || !is_particle(word, (gsize) (p - word)))
			break;
		p = word > text ? word - 1 : word;
	}
	return start;
}

static gboolean begins_small(const char *text)
{
	return g_unichar_islower(g_utf8_get_char(text));
}

char *address_scan_name(const struct address_scan *scan, const char *end, enum address_setting setting)
{
	const char *start = scan->floor;

	if (end - start > REGION_MAX) {
		start = end - REGION_MAX;
		while (((guchar) *start & 0xc0) == 0x80)
			start++;
	}
	g_autofree char *region = g_strndup(start, (gsize) (end - start));
	g_strchomp(region);
	/* a name may stand on the line above or in another column, but only if the address is marked as going with it */
	const char *gap = start + strlen(region);
	if (setting == ADDRESS_BARE && (memchr(gap, '\n', (gsize) (end - gap)) || memchr(gap, '\t', (gsize) (end - gap))))
		return NULL;

	g_autofree char *quoted = trailing_quoted(region);
	if (quoted)
		return *quoted && setting == ADDRESS_BRACKETED ? g_steal_pointer(&quoted) : NULL;

	g_autofree char *words = without_comments(behind_last_border(region));
	drop_addresses(words);
	g_autofree char *stripped = g_strdup(strip_ends(words));
	const char *name = behind_comma(stripped);

	if (setting == ADDRESS_BARE)
		return address_scan_is_name(name, name + strlen(name), 2) ? g_strdup(name) : NULL;

	gboolean sentence = count_words(name) > BRACKETED_WORDS_MAX || strlen(name) > NAME_MAX_BYTES;
	const char *last = sentence || begins_small(name) ? trailing_name(name) : NULL;
	if (last)
		name = last;
	else if (sentence)
		return NULL;
	return *name ? g_strdup(name) : NULL;
}
