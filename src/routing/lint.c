/* SPDX-License-Identifier: BSD-2-Clause
 *
 * lint.c - advice to the author of a statement of ours
 */
#include <config.h>
#include <string.h>
#include <liaison/doubt.h>
#include <liaison/lint.h>

enum {
	TEXT_MAX = 256 * 1024,       /* of a statement; what is behind it is not looked at */
	AROUND = 120,                /* bytes on each side of a reference in which its status is looked for */
	CITED_MAX = 20,
};

#define FLAGS (G_REGEX_CASELESS | G_REGEX_OPTIMIZE)
#define STATUS_OF_DRAFT "\\b(individual|personal|expired|not (been )?adopted|work in progress|no consensus|without consensus|author'?s? (own )?(draft|input)|not (yet )?(a )?(working group|WG))\\b"
#define STATUS_OF_RFC "\\b(consensus|independent|informational|experimental|historic|standards? track|proposed standard|internet standard|best current practice|BCP ?\\d+|STD ?\\d+|IRTF|IAB stream)\\b"
/* who agreed to what is said, or that nobody was asked */
#define CONSENSUS "\\b(consensus|(WG|working group|area|IETF|IESG|IAB|chairs?|directors?|group) (has |have |was |were )?(not )?(agree[ds]?|reviewed|discussed|approved|endorsed|confirmed|been asked)|" \
	"does not (represent|reflect|imply)|(views?|opinions?|position) of the (chairs?|authors?|area directors?|WG|working group)|on behalf of the (chairs|WG chairs)|last call)\\b"

static gboolean matches(const char *expression, const char *text)
{
	return g_regex_match_simple(expression, text, FLAGS, 0);
}

static const char *plain_text(const struct message *message)
{
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);
		if ((part->kind == PART_TEXT || (part->kind == PART_ATTACHMENT && strcmp(part->content_type, "text/plain") == 0)) && part->text &&
		    part->text[strspn(part->text, " \t\r\n")])
			return part->text;
	}
	return NULL;
}

/* What can be opened everywhere, and will be in twenty years (draft-iab-rfc4053bis 2.3). */
static gboolean is_readable(const char *content_type)
{
	static const char *const types[] = { "application/pdf", "application/json", "application/xml", "application/pgp-signature", "application/pkcs7-signature",
	                                     "application/x-pkcs7-signature", "image/png", "image/jpeg", "image/gif", "image/svg+xml" };

	if (g_str_has_prefix(content_type, "text/") && strcmp(content_type, "text/rtf") != 0)
		return TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(types); i++)
		if (strcmp(types[i], content_type) == 0)
			return TRUE;
	return FALSE;
}

static char *without_suffix(const char *name)
{
	const char *dot = strrchr(name, '.');

	return g_ascii_strdown(name, dot ? dot - name : -1);
}

/* "report.docx" beside "report.pdf": everybody can read one of them. */
static gboolean has_readable_twin(const struct message *message, const struct part *part)
{
	g_autofree char *name = part->filename ? without_suffix(part->filename) : NULL;

	for (guint i = 0; name && i < message->parts->len; i++) {
		const struct part *other = g_ptr_array_index(message->parts, i);
		g_autofree char *other_name = other->filename && is_readable(other->content_type) ? without_suffix(other->filename) : NULL;
		if (other_name && strcmp(name, other_name) == 0)
			return TRUE;
	}
	return FALSE;
}

static void check_formats(const struct message *message, struct statement *statement)
{
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);

		if (part->kind != PART_ATTACHMENT || part->inner || is_readable(part->content_type) || has_readable_twin(message, part))
			continue;
		doubts_add(statement->doubts, DOUBT_UNUSUAL_FORMAT, "%s", part->filename ? part->filename : part->content_type);
	}
}

static gboolean says_status(const char *text, int start, int end, const GRegex *status)
{
	gsize length = strlen(text);
	gsize from = start > AROUND ? (gsize)(start - AROUND) : 0, to = MIN(length, (gsize)end + AROUND);
	g_autofree char *around = NULL, *valid = NULL;

	around = g_strndup(text + from, to - from);
	valid = g_utf8_make_valid(around, -1);
	return g_regex_match(status, valid, 0, NULL);
}

static void check_references(struct statement *statement, const char *text, const char *expression, const char *status, enum doubt_kind doubt)
{
	g_autoptr(GRegex) regex = g_regex_new(expression, FLAGS, 0, NULL);
	g_autoptr(GRegex) wanted = g_regex_new(status, FLAGS, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;

	if (!regex || !wanted)
		return;
	g_regex_match(regex, text, 0, &match);
	for (guint count = 0; count < CITED_MAX && g_match_info_matches(match); count++) {
		g_autofree char *name = g_match_info_fetch(match, 0);
		int start, end;

		g_match_info_fetch_pos(match, 0, &start, &end);
		if (!says_status(text, start, end, wanted))
			doubts_add(statement->doubts, doubt, "%s", name);
		g_match_info_next(match, NULL);
	}
}

void lint_statement(const struct message *message, struct statement *statement)
{
	const char *text = statement->body ? statement->body : plain_text(message);
	g_autofree char *cut = text ? g_strndup(text, TEXT_MAX) : NULL, *valid = cut ? g_utf8_make_valid(cut, -1) : NULL;

	if (statement->purpose == PURPOSE_UNKNOWN && !doubts_have(statement->doubts, DOUBT_NO_PURPOSE))
		doubts_add(statement->doubts, DOUBT_NO_PURPOSE, NULL);
	if (statement->purpose == PURPOSE_ACTION && !date_is_set(statement->deadline) && !doubts_have(statement->doubts, DOUBT_NO_DEADLINE) &&
	    !doubts_have(statement->doubts, DOUBT_DEADLINE_VAGUE))
		doubts_add(statement->doubts, DOUBT_NO_DEADLINE, NULL);
	if (!plain_text(message))
		doubts_add(statement->doubts, DOUBT_NO_PLAIN_TEXT, NULL);
	check_formats(message, statement);
	if (!valid)
		return;
	if (!matches(CONSENSUS, valid))
		doubts_add(statement->doubts, DOUBT_NO_CONSENSUS_LEVEL, NULL);
	/* draft-ietf-, draft-irtf- and draft-iab- are adopted; any other name is a person's or a group's of persons (RFC 2418 7.2) */
	check_references(statement, valid, "\\bdraft-(?!ietf-|irtf-|iab-|iesg-|rfc-?editor-)[a-z0-9]+(-[a-z0-9]+)+\\b", STATUS_OF_DRAFT, DOUBT_CITES_DRAFT);
	check_references(statement, valid, "\\bRFC ?\\d{1,5}\\b", STATUS_OF_RFC, DOUBT_CITES_RFC);
}
