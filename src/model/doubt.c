/* SPDX-License-Identifier: BSD-2-Clause
 *
 * doubt.c - the table of doubts, and lists of them
 */
#include <config.h>
#include <liaison/doubt.h>

static const struct { const char *name, *meaning; } table[DOUBT_N] = {
	[DOUBT_NO_TITLE] = { "no-title", "No title is stated." },
	[DOUBT_NO_FROM] = { "no-from", "The sending body is not stated." },
	[DOUBT_NO_TO] = { "no-to", "The body addressed is not stated." },
	[DOUBT_NO_PURPOSE] = { "no-purpose", "The purpose for us is not stated." },
	[DOUBT_NO_DEADLINE] = { "no-deadline", "Action is asked for, but no deadline is stated." },
	[DOUBT_DEADLINE_VAGUE] = { "deadline-vague", "The deadline is stated in words that name no single day." },
	[DOUBT_DEADLINE_AMBIGUOUS] = { "deadline-ambiguous", "The deadline can be read as more than one day." },
	[DOUBT_DEADLINE_PAST] = { "deadline-past", "The deadline is earlier than the statement." },
	[DOUBT_CONFLICTING_TITLE] = { "conflicting-title", "Two places state different titles." },
	[DOUBT_CONFLICTING_FROM] = { "conflicting-from", "Two places state different sending bodies." },
	[DOUBT_CONFLICTING_TO] = { "conflicting-to", "Two places state different bodies addressed." },
	[DOUBT_CONFLICTING_PURPOSE] = { "conflicting-purpose", "Two places state different purposes." },
	[DOUBT_CONFLICTING_DEADLINE] = { "conflicting-deadline", "Two places state different deadlines." },
	[DOUBT_UNKNOWN_SENDER] = { "unknown-sender", "The sender belongs to no configured peer." },
	[DOUBT_UNKNOWN_BODY] = { "unknown-body", "A body of ours is addressed that is not configured." },
	[DOUBT_UNAUTHENTICATED] = { "unauthenticated", "Nothing proves that the message comes from where it says." },
	[DOUBT_POSSIBLE_DUPLICATE] = { "possible-duplicate", "Another record has the same message-id or the same content." },
	[DOUBT_MISDIRECTED] = { "misdirected", "The statement went to a person or a list, not to a liaison address." },
	[DOUBT_BROKEN_ADDRESS] = { "broken-address", "An address is damaged and was not taken." },
	[DOUBT_BROKEN_MIME] = { "broken-mime", "The mail breaks the rules of MIME and was read as far as it goes." },
	[DOUBT_BEYOND_LIMITS] = { "beyond-limits", "Parts of the mail lie beyond a limit and were not read." },
	[DOUBT_UNREADABLE_ATTACHMENT] = { "unreadable-attachment", "An attachment that may be the statement was not read." },
	[DOUBT_NOT_UNDERSTOOD] = { "not-understood", "The mail was recorded, but what it states was not found." },
	[DOUBT_REPLY_TO_SIGNED] = { "reply-to-signed", "Reply-To was not set, because a signature covers it." },
	[DOUBT_CLAIMS_OURS] = { "claims-ours", "The message claims to come from us and is not authenticated." },
	[DOUBT_UNCLEAR_REFERENCE] = { "unclear-reference", "It answers a statement that it names by its date, and several on record have that date." },
	[DOUBT_NO_PLAIN_TEXT] = { "no-plain-text", "There is no plain text of it, which everybody could read." },
	[DOUBT_UNUSUAL_FORMAT] = { "unusual-format", "An attachment is in a format that not everybody can read." },
	[DOUBT_NO_CONSENSUS_LEVEL] = { "no-consensus-level", "It does not say what level of consensus it has." },
	[DOUBT_CITES_DRAFT] = { "cites-individual-draft", "It refers to an individual draft without saying that it is one." },
	[DOUBT_CITES_RFC] = { "cites-rfc", "It refers to an RFC without saying what status it has." },
};

const char *doubt_name(enum doubt_kind kind)
{
	return table[kind].name;
}

const char *doubt_meaning(enum doubt_kind kind)
{
	return table[kind].meaning;
}

gboolean doubt_kind_parse(const char *name, enum doubt_kind *ret_kind)
{
	for (guint i = 0; i < DOUBT_N; i++) {
		if (g_str_equal(table[i].name, name)) {
			*ret_kind = (enum doubt_kind)i;
			return TRUE;
		}
	}
	return FALSE;
}

void doubt_free(struct doubt *doubt)
{
	if (!doubt)
		return;
	g_free(doubt->detail);
	g_free(doubt);
}

GPtrArray *doubts_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)doubt_free);
}

static void add(GPtrArray *doubts, enum doubt_kind kind, const char *detail)
{
	struct doubt *doubt;

	for (guint i = 0; i < doubts->len; i++) {
		doubt = g_ptr_array_index(doubts, i);
		if (doubt->kind == kind && g_strcmp0(doubt->detail, detail) == 0)
			return;
	}
	doubt = g_new0(struct doubt, 1);
	doubt->kind = kind;
	doubt->detail = g_strdup(detail);
	g_ptr_array_add(doubts, doubt);
}

void doubts_add(GPtrArray *doubts, enum doubt_kind kind, const char *format, ...)
{
	g_autofree char *detail = NULL;
	va_list args;

	if (format) {
		va_start(args, format);
		detail = g_strdup_vprintf(format, args);
		va_end(args);
	}
	add(doubts, kind, detail);
}

gboolean doubts_have(const GPtrArray *doubts, enum doubt_kind kind)
{
	for (guint i = 0; i < doubts->len; i++)
		if (((const struct doubt *)g_ptr_array_index(doubts, i))->kind == kind)
			return TRUE;
	return FALSE;
}

void doubts_remove(GPtrArray *doubts, enum doubt_kind kind)
{
	for (guint i = doubts->len; i-- > 0;)
		if (((const struct doubt *)g_ptr_array_index(doubts, i))->kind == kind)
			g_ptr_array_remove_index(doubts, i);
}

void doubts_merge(GPtrArray *doubts, const GPtrArray *more)
{
	for (guint i = 0; i < more->len; i++) {
		const struct doubt *doubt = g_ptr_array_index(more, i);

		add(doubts, doubt->kind, doubt->detail);
	}
}
