/* SPDX-License-Identifier: BSD-2-Clause
 *
 * label-hint.c - what a form adds to its labels in brackets
 *
 * A hint is known by a word that only tells how to fill in a form. "To (IETF)", "Re (2)" and "Source (SG15)" hold none.
 */
#include "label-hint.h"
#include <string.h>

#define HINT_WORDS 12

static const char *const body_words[] = {
	"group", "groups", "organization", "organizations", "organisation", "organisations", "body", "bodies", "committee", "committees", "company",
	"affiliation", "sdo", "wg", "sg", "tc", NULL,
};
static const char *const person_words[] = { "person", "persons", "people", "contact", "contacts", "author", "authors", "individual", "individuals", NULL };
static const char *const form_words[] = {
	"name", "names", "mail", "email", "emails", "mailbox", "address", "addresses", "phone", "telephone", "tel", "short", "brief", "full", "long", "title",
	"date", "yyyy", "dd", "any", "applicable", "known", "required", "requested", "needed", "necessary", "relevant", "appropriate", "available", "optional",
	"mandatory", "source", "destination", "sender", "recipient", "recipients", "receiver", "addressee", "addressees", "originator", "only", "characters",
	"words", "eg", "please", "number", "reference", "file", "files", "document", "documents", "technical", "secretariat", "secretary", "reply", "replies",
	"response", "responses", "answer", "answers", "comments", "english", "action", "information", "see", NULL,
};

/* Lower case, without what is neither letter nor digit: "e-mail" and "e.g." are one word. */
static void fold_word(char *word)
{
	char *to = word;

	for (const char *p = word; *p; p++)
		if (g_ascii_isalnum(*p) || (guchar)*p >= 0x80)
			*to++ = g_ascii_tolower(*p);
	*to = '\0';
}

static enum label_hint hint_of(const char *inside)
{
	g_auto(GStrv) words = g_strsplit_set(inside, " ,;/|", HINT_WORDS + 1);
	gboolean body = FALSE, person = FALSE, form = FALSE;

	if (g_strv_length(words) > HINT_WORDS)
		return LABEL_HINT_NONE;
	for (guint i = 0; words[i]; i++) {
		if (g_ascii_strncasecmp(words[i], "yyyy-", 5) == 0)
			form = TRUE;
		fold_word(words[i]);
		body |= g_strv_contains(body_words, words[i]);
		person |= g_strv_contains(person_words, words[i]);
		form |= g_strv_contains(form_words, words[i]);
	}
	if (person && !body)
		return LABEL_HINT_PERSON;
	return body || person || form ? LABEL_HINT_ANY : LABEL_HINT_NONE;
}

enum label_hint label_hint_find(const char *text, gsize *ret_length)
{
	gsize length = strlen(text);
	const char *open;
	g_autofree char *inside = NULL;
	enum label_hint hint;

	while (length > 0 && strchr(" :*\t\n", text[length - 1]))
		length--;
	if (length < 4 || length > LABEL_HINTED_MAX || text[length - 1] != ')')
		return LABEL_HINT_NONE;
	open = g_strrstr_len(text, (gssize)length, "(");
	if (!open || open == text)
		return LABEL_HINT_NONE;
	inside = g_strndup(open + 1, (gsize)(text + length - 1 - (open + 1)));
	hint = strpbrk(inside, "@)") ? LABEL_HINT_NONE : hint_of(inside);
	if (hint != LABEL_HINT_NONE)
		*ret_length = (gsize)(open - text);
	return hint;
}
