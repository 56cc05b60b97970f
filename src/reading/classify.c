/* SPDX-License-Identifier: BSD-2-Clause
 *
 * classify.c - statement, correspondence, notice or automatic
 *
 * Automatic mail and a liaison tool's announcements are told first. Then a good block of labels makes a statement, an attached
 * document does where the mail is its cover, and a formal letter without labels does by what speaks for it. List-* fields
 * decide nothing: statements come through lists.
 */
#include <string.h>
#include "bodies.h"
#include "circular.h"
#include "formal.h"
#include "forward.h"
#include "layout-index.h"
#include "line.h"
#include "pattern.h"
#include "prose.h"
#include "purpose.h"
#include "references.h"
#include "stranger.h"
#include "title.h"
#include "work.h"

#define LETTER_LENGTH_MIN 250   /* characters without blanks: fewer make no formal letter */
#define NOTE_LENGTH_MIN 120     /* … nor of a peer, whose subject is the title of a statement */
#define ITSELF_LENGTH_MIN 500   /* of a mail that is a letter, though a document is attached */
#define LETTER_HEAD_LINES 30    /* above the greeting of a letter */
#define SHORT_LENGTH 1500
#define FORMAL_ENOUGH 4

PATTERN(automatic_subject, "^\\W*(automatic reply|auto(matic)?[- ]?(reply|response)|out of (the )?office|undeliver(ed|able)|delivery (status notification|failure|report)|"
	"mail delivery (failed|failure)|returned mail|failure notice|read:|abwesenheits|réponse automatique)")
PATTERN(list_subject, "^\\W*(confirm [0-9a-f]{16,}|your confirmation is required|welcome to the \".{1,80}\" mailing list|"
	"you have been (un)?subscribed|.{1,60} post from .{1,80} requires approval|your message to .{1,60} awaits moderator approval|"
	"\\d+ .{1,40} moderator request|.{1,60} subscription notification|.{1,60} mailing list memberships? reminder|request to mailing list .{1,60} rejected|"
	"(un)?subscribe( .{1,60})?$|bounce action notification|uncaught bounce notification)")
PATTERN(notice_subject, "^\\W*(\\[[^\\]]{1,40}\\]\\s*)*(new liaison statement, \"|\\[liaison (out of date|deadline)|liaison statement .{1,200} (needs your approval|has been (posted|approved|submitted|updated|edited))|"
	"(new )?liaison statement needs your approval)")
PATTERN(notice_inside, "\\bnew liaison statement, \"")
PATTERN(liaison_word, "\\b(liaisons?|LSs?|LS/[ior]|letter to)\\b")
PATTERN(review, "\\b(request|call|invitation)\\b.{0,30}\\b(review|comments?|feedback)\\b|\\breview (request|wanted)\\b")
PATTERN(enclosed, "\\b(attach(ed|ing|ment)?|enclos(ed|e|ing)|herewith|please find|see the|here is)\\b")
PATTERN(acknowledges, "\\breceipt of\\b|\\b(has|have|was|were) (now )?been (registered|received|logged|forwarded|recorded|noted|passed on|uploaded)\\b|\\bthank(s| you) for your (incoming )?(liaison|LS)\\b|"
	"\\backnowledge (the )?receipt\\b|\\bwe (have )?received your\\b|\\bwill be (treated|handled|discussed|presented) at\\b")
/* "LS on draft new Recommendation X" and "LS on draft-ietf-x" are no drafts themselves */
#define OF_DOCUMENT "(?![-\u2011]\\w)(?! (?:(?:new|revised|updated|amended|common|technical|international|ITU-[TRD]|ETSI|ISO(?:/IEC)?|IEEE) ){0,4}(?:recommendations?|recs?|amendments?|" \
	"corrigend(?:um|a)|supplements?|specifications?|standards?|reports?|charter|TS|TR|EN|IS|RFC)\\b)"
PATTERN(draft_subject, "\\bdraft\\b" OF_DOCUMENT ".{0,80}\\b(reply|response|answer|LS|liaison|letter)\\b|\\b(reply|response|answer|LS|liaison)\\b.{0,80}\\bdraft\\b" OF_DOCUMENT "|\\b(comments|thoughts|opinions)\\s*\\?|"
	"\\bfor (your )?(review|comments) before (sending|submission)\\b|\\bproposed (liaison|LS|reply|response|answer)\\b|\\bopinions (until|by|wanted)\\b")
/* not the draft of a specification: "a first draft is expected in May" */
PATTERN(draft_text, "\\b(current|first|my|our|proposed|initial|attached|a|this|the) draft\\b(?! (is|was|will be) (\\w+ )?(expected|planned|foreseen|scheduled|due|available|published|ready)\\b).{0,60}\\b(reply|response|answer|LS|liaison|letter|statement|in the|is|attached|below)\\b|"
	"\\bnot (yet )?(agreed|approved|sent)\\b|\\bplease (send|let me have) .{0,30}comments .{0,40}before (we|I) send\\b|\\bany (comments|objections|thoughts) (before|on|to)\\b")
/* above an answer that is not sent yet, and in the name of its file */
PATTERN(draft_note, "\\bdraft,? (but |and )?not (yet )?(approved|agreed|sent|official)\\b|\\b(not|n't) (yet )?(put|place|enter) .{1,30}\\bon (the )?record\\b|"
	"\\bdraft of (our|my|its|their|an?|the) (\\w+ )?(reply|response|answer|LS|liaison|letter)\\b|"
	"\\bdraft (reply|response|answer|LS|liaison|letter)\\b.{0,60}\\b(attached|below|enclosed|opinions?|comments?|thoughts)\\b|"
	"\\battach(ed|ing)? (is )?(the|a|our|my) draft\\b|\\b(will|going to) send (you )?(an?|the|this) (LS|liaison|statement)\\b")
/* "ATIS PTSC Liaison to …" */
PATTERN_CASE(liaison_of, "^(?:[A-Z0-9][\\w&/.-]* ){1,5}(?:[Ll]iaison(?: [Ss]tatement| [Ll]etter)?|LS) (?:to|for|on|regarding) ")
PATTERN(letter_to, "\\b(?:letter|liaison|LS|statement|communication) (?:from|of) .{2,80}? to (?:the )?(.{2,80})$")
PATTERN(registers, "\\backnowledge (the )?receipt\\b|\\b(it|liaison|LS|statement|letter) (was|is|has been) (posted|registered|uploaded|recorded|filed|logged) (as|under|with|in)\\b")
PATTERN(draft_file, "^\\W*draft[-_ ]+(reply|response|answer|ls|liaison|letter)(?![a-z])")
#define BODY_SAYS "(would like|is pleased|are pleased|believes?|encourages?|kindly|asks|requests|wishes|has (agreed|discussed|approved|noted|considered|completed|decided|started|published|reviewed)|" \
	"thanks|appreciates?|welcomes?|informs?|recommends?|invites?)\\b"
PATTERN(speaks_as_body, "\\b(WG|working group|study group|SG ?\\d{1,2}|forum|committee|IETF|IAB|IESG|alliance|consortium|association|TSG \\w+|SA\\d|RAN\\d|CT\\d|ISG \\w+|project|task force|area)\\b.{0,40}\\b"
	BODY_SAYS)
PATTERN(speaker, "^(?:the )?(\\S+(?: \\S+){0,5}?) (?:therefore |hereby )?\\b" BODY_SAYS)
PATTERN(formal, "\\b(would like to (thank|inform|request|invite|share|bring)|(is|are) pleased to (inform|share|announce|advise|provide)|we (hereby )?inform|kindly (request|ask)s?|"
	"look(s)? forward to|wishes to (inform|thank)|for your (kind )?(information|consideration)|appreciates? your)\\b")
PATTERN(unsubscribe, "\\bunsubscribe\\b")
PATTERN(greets_all, "^\\s*(hi|hello|hey)\\b|^\\s*(all|folks|guys),\\s*$")

static gboolean has_part_of_type(const struct message *message, const char *type)
{
	for (guint i = 0; i < message->parts->len; i++)
		if (strcmp(((const struct part *)g_ptr_array_index(message->parts, i))->content_type, type) == 0)
			return TRUE;
	return FALSE;
}

static gboolean is_automatic(const struct work *work)
{
	const struct message *message = work->message;
	const char *submitted = message_header(message, "Auto-Submitted");
	const char *subject = message->subject ? message->subject : "";

	if (work->envelope && work->envelope->sender && !*work->envelope->sender)
		return TRUE;                                  /* RFC 5321 4.5.5, RFC 3834 3.3 */
	if (submitted && g_ascii_strncasecmp(submitted, "no", 2) != 0)
		return TRUE;                                  /* RFC 3834 5 */
	if (message_header(message, "X-Autoreply") || message_header(message, "X-Autorespond"))
		return TRUE;
	for (guint i = 0; i < message->parts->len; i++)
		if (((const struct part *)g_ptr_array_index(message->parts, i))->kind == PART_REPORT)
			return TRUE;                          /* RFC 6522 */
	return pattern_matches(pattern_automatic_subject(), subject) || pattern_matches(pattern_list_subject(), subject);
}

static gsize weight_of(const struct letter *letter)
{
	gsize weight = 0;

	for (guint i = 0; i < letter->lines->len; i++) {
		const struct line *line = g_ptr_array_index(letter->lines, i);

		for (const char *p = line->quote ? "" : line->text; *p; p++)
			weight += *p != ' ' && *p != '\t' && ((guchar)*p & 0xC0) != 0x80;
	}
	return weight;
}

/* Announced by a liaison tool of ours: by its subject, or by the record's address among the labels. An answer to it is no notice. */
static gboolean is_notice(const struct work *work)
{
	const char *subject = work->message->subject ? work->message->subject : "";
	const char *inner = work->letter->header.subject ? work->letter->header.subject : "";
	const struct address *author = work->message->from->len ? g_ptr_array_index(work->message->from, 0) : NULL;
	gboolean from_us = author && organization_is_our_address(work->context->organization, author->addr_spec);

	if (subject_is_answer(subject))
		return FALSE;
	if (block_find(work->block, LABEL_RECORD) && work->labelled)
		return TRUE;
	if (from_us && pattern_matches(pattern_notice_subject(), subject))
		return TRUE;
	return subject_is_forward(subject) && pattern_matches(pattern_notice_inside(), subject) && work->letter->forwards > 0 &&
	       pattern_matches(pattern_notice_subject(), inner) && weight_of(g_ptr_array_index(work->letters, 0)) < 200;
}

/* Sent to many, and not through a list: a newsletter, an advertisement. */
static gboolean is_bulk(const struct work *work)
{
	const char *precedence = message_header(work->message, "Precedence");
	gboolean bulk = precedence && g_ascii_strcasecmp(precedence, "bulk") == 0 && !message_header(work->message, "List-Id");

	for (guint i = 0; i < work->letter->lines->len && !bulk; i++) {
		const char *text = ((const struct line *)g_ptr_array_index(work->letter->lines, i))->text;

		bulk = strstr(text, "nsubscribe") && pattern_matches(pattern_unsubscribe(), text);
	}
	return bulk;
}

/* Somebody whom nobody knows sends labels in bulk, or under a name that is refuted. */
static gboolean is_spam(const struct work *work)
{
	const struct organization *organization = work->context->organization;
	const char *author = work_author(work), *results = message_header(work->message, "Authentication-Results");
	const struct labelled *from = block_find(work->block, LABEL_FROM);
	gboolean bulk = is_bulk(work);

	if (!author || organization_peer_of_address(organization, author) || organization_is_our_address(organization, author))
		return FALSE;
	if (from && (organization_peer_by_name(organization, from->value) || body_is_ours(organization, from->value)))
		return FALSE;
	return bulk || (results && strstr(results, "dmarc=fail"));
}

static gboolean value_names_known(const struct work *work, const char *value)
{
	const struct organization *organization = work->context->organization;
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	struct parties parties;
	gboolean known;

	bodies_ours_in_text(organization, value, names);
	bodies_groups_in_text(work->context->layouts, value, names);
	known = names->len > 0;
	parties_init(&parties);
	parties_read(organization, value, work->context->limits->addresses, &parties);
	for (guint i = 0; i < parties.bodies->len && !known; i++)
		known = body_is_ours(organization, g_ptr_array_index(parties.bodies, i)) ||
			organization_peer_by_name(organization, g_ptr_array_index(parties.bodies, i));
	parties_clear(&parties);
	return known;
}

/* Labels from somebody whom nobody knows, to nobody whom we know. What people forward, they judged. */
static gboolean is_between_strangers(const struct work *work)
{
	const struct organization *organization = work->context->organization;
	const char *author = work_author(work);

	if (!author || work->letter->forwards > 0 || organization_peer_of_address(organization, author) || organization_is_our_address(organization, author))
		return FALSE;
	if (layout_is_special(work->context->layouts, work->letter->layout))
		return FALSE;                                 /* somebody wrote a layout for this organisation */
	for (guint i = 0; i < work->block->labels->len; i++) {
		const struct labelled *labelled = g_ptr_array_index(work->block->labels, i);

		if (((labelled->label >= LABEL_TITLE && labelled->label <= LABEL_INFO_TO) || labelled->label == LABEL_DISTRIBUTION) &&
		    value_names_known(work, labelled->value))
			return FALSE;
	}
	return TRUE;
}

static gboolean is_foreign(const struct organization *organization, const char *addr_spec)
{
	return !organization_is_our_address(organization, addr_spec);
}

/* Does the mail reach anybody outside of us? */
static gboolean reaches_others(const struct work *work)
{
	const struct organization *organization = work->context->organization;

	for (guint i = 0; work->envelope && i < work->envelope->recipients->len; i++)
		if (is_foreign(organization, ((const struct recipient *)g_ptr_array_index(work->envelope->recipients, i))->addr_spec))
			return TRUE;
	for (guint i = 0; i < work->letter->header.to->len; i++)
		if (is_foreign(organization, ((const struct address *)g_ptr_array_index(work->letter->header.to, i))->addr_spec))
			return TRUE;
	for (guint i = 0; i < work->letter->header.cc->len; i++)
		if (is_foreign(organization, ((const struct address *)g_ptr_array_index(work->letter->header.cc, i))->addr_spec))
			return TRUE;
	return FALSE;
}

static gboolean reaches_liaison_address(const struct work *work)
{
	const struct organization *organization = work->context->organization;

	for (guint i = 0; work->envelope && i < work->envelope->recipients->len; i++)
		if (organization_is_liaison_address(organization, ((const struct recipient *)g_ptr_array_index(work->envelope->recipients, i))->addr_spec))
			return TRUE;
	for (guint i = 0; i < work->letter->header.to->len; i++)
		if (organization_is_liaison_address(organization, ((const struct address *)g_ptr_array_index(work->letter->header.to, i))->addr_spec))
			return TRUE;
	return FALSE;
}

/* It came to the right door, or its subject says what it is. */
static gboolean is_called_liaison(const struct work *work)
{
	return reaches_liaison_address(work) || (work->message->subject && pattern_matches(pattern_liaison_word(), work->message->subject));
}

static guint sentences_matching(const struct work *work, const GRegex *regex)
{
	guint n = 0;

	for (guint i = 0; i < work->sentences->len; i++)
		n += pattern_matches(regex, ((const struct sentence *)g_ptr_array_index(work->sentences, i))->text) ? 1 : 0;
	return n;
}

static gboolean is_draft(const struct work *work)
{
	const char *subject = work->message->subject ? work->message->subject : "";

	return pattern_matches(pattern_draft_subject(), subject) || sentences_matching(work, pattern_draft_text()) > 0;
}

/* A letter with labels that is sent round for opinions: what stands above it says so, or the name of its file. Likewise labels in an answer
 * that tells how a statement was registered, and names nobody who speaks. */
static gboolean is_sent_round(const struct work *work)
{
	const struct letter *outer = g_ptr_array_index(work->letters, 0);
	g_autoptr(GPtrArray) sentences = prose_sentences_until(outer->lines, 0, outer == work->letter ? work->block->begin : outer->lines->len);
	const GPtrArray *parts = work->letter->message->parts;
	gboolean registers = subject_is_answer(work->message->subject) && !block_find(work->block, LABEL_FROM);

	for (guint i = 0; i < sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(sentences, i);

		if (pattern_matches(pattern_draft_note(), sentence->text) || (registers && pattern_matches(pattern_registers(), sentence->text)))
			return TRUE;
	}
	for (guint i = 0; work->letter->source == EVIDENCE_ATTACHMENT && i < parts->len; i++) {
		const struct part *part = g_ptr_array_index(parts, i);

		if (part->kind == PART_ATTACHMENT && part->filename && pattern_matches(pattern_draft_file(), part->filename))
			return TRUE;
	}
	return FALSE;
}

/* The mail's own text has the form of such a letter, and came to where letters come to. */
static gboolean is_itself_formal(const struct work *work)
{
	const char *author = work_author(work);

	return author && !work_author_is_ours(work) && work->letter->source == EVIDENCE_BODY && !subject_is_answer(work->message->subject) &&
	       (organization_peer_of_address(work->context->organization, author) || reaches_liaison_address(work)) &&
	       formal_is_headed(work, work->letter) && !is_draft(work) && !is_spam(work);
}

/* To the address where statements come together: that of a peer, or one that is called so. */
static gboolean is_sent_to_central(const struct organization *organization, const GPtrArray *list)
{
	for (guint i = 0; i < list->len; i++) {
		const struct address *to = g_ptr_array_index(list, i);
		const struct peer *receiver = organization_peer_of_address(organization, to->addr_spec);

		if (is_foreign(organization, to->addr_spec) && (g_ascii_strncasecmp(to->addr_spec, "liaison", 7) == 0 ||
		    (receiver && receiver->send_to && address_equal(receiver->send_to, to->addr_spec))))
			return TRUE;
	}
	return FALSE;
}

/* The mail is the cover of an attached statement. */
static gboolean is_cover(const struct work *work)
{
	const char *subject = work->letter->header.subject ? work->letter->header.subject : "";
	const char *author = work_author(work);
	gboolean peer = author && organization_peer_of_address(work->context->organization, author);
	gboolean word = pattern_matches(pattern_liaison_word(), subject) || sentences_matching(work, pattern_liaison_word()) > 0;
	gboolean enclosed = sentences_matching(work, pattern_enclosed()) > 0;

	if (!work_has_document(work) || is_draft(work))
		return FALSE;
	if (work_author_is_ours(work))
		return reaches_others(work) && ((word && (enclosed || !subject_is_answer(subject))) || (!subject_is_answer(subject) &&
		       formal_sheet_is_attached(work, word, is_sent_to_central(work->context->organization, work->letter->header.to))));
	if (!peer && !reaches_liaison_address(work))
		return !subject_is_answer(subject) && formal_sheet_is_attached(work, word, FALSE);
	if (subject_is_answer(subject))
		return word && enclosed && peer;
	return word || (peer && reaches_liaison_address(work)) || formal_headed_is_attached(work);
}

/* Something attached greets somebody, and so may be the letter that the mail covers. */
static gboolean letter_is_attached(const struct work *work)
{
	for (guint i = 0; i < work->letters->len; i++) {
		const struct letter *letter = g_ptr_array_index(work->letters, i);

		if (letter->source == EVIDENCE_ATTACHMENT && letter_find_greeting(letter, LETTER_HEAD_LINES, NULL))
			return TRUE;
	}
	return FALSE;
}

/* "Letter from X to the IETF Y Working Group" */
static gboolean is_to_us(const struct work *work, const char *subject)
{
	const struct organization *organization = work->context->organization;
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *name = NULL, *first = NULL;

	if (!g_regex_match(pattern_letter_to(), subject, 0, &match))
		return FALSE;
	name = g_match_info_fetch(match, 1);
	first = g_strndup(name, strcspn(name, " :,"));
	return body_is_ours(organization, name) || organization_is_own_name(organization, first);
}

/* "The OIF asks …", "3GPP SA2 has agreed …": a sentence whose subject is a peer or a group of one. */
static gboolean peer_is_subject(const struct work *work)
{
	for (guint i = 0; i < work->sentences->len; i++) {
		g_autoptr(GMatchInfo) match = NULL;
		g_autofree char *name = NULL;

		if (!g_regex_match(pattern_speaker(), ((const struct sentence *)g_ptr_array_index(work->sentences, i))->text, 0, &match))
			continue;
		name = g_match_info_fetch(match, 1);
		if (organization_peer_by_name(work->context->organization, name))
			return TRUE;
	}
	return FALSE;
}

/* A letter without labels, by what speaks for it. */
static guint formal_points(const struct work *work)
{
	const struct organization *organization = work->context->organization;
	g_autofree char *title = title_of_subject(organization, work->letter->message, work->letter->header.subject);
	const char *subject = title ? title : "";            /* without the tags of lists */
	const char *author = work_author(work);
	const struct peer *peer = author ? organization_peer_of_address(organization, author) : NULL;
	guint points = 0;

	points += title_in_line(subject) || title_is_reply(subject) || pattern_matches(pattern_liaison_word(), subject) || is_to_us(work, subject) ? 2 : 0;
	points += pattern_matches(pattern_review(), subject) ? 1 : 0;
	points += sentences_matching(work, pattern_formal()) > 0;
	points += sentences_matching(work, pattern_speaks_as_body()) > 0 || peer_is_subject(work);
	if (work_author_is_ours(work))
		points += organization_body_of_address(organization, author) != NULL;
	else
		points += reaches_liaison_address(work) ? 1 : 0;
	points += peer && peer->send_to && address_equal(peer->send_to, author) ? 1 : 0;
	points += is_sent_to_central(organization, work->letter->header.to) || is_sent_to_central(organization, work->letter->header.cc) ? 1 : 0;
	for (guint i = 0; i < work->sentences->len; i++)
		if (purpose_of_sentence(((const struct sentence *)g_ptr_array_index(work->sentences, i))->text) != PURPOSE_UNKNOWN)
			return points + 1;
	return points;
}

/* Of strangers only what calls itself a statement and came to the right door, or says in its first lines that it is one. */
static gboolean is_of_strangers(const struct work *work, const char *subject, gboolean *ret_answers)
{
	if (stranger_declares(work))
		return !is_spam(work);
	if (!reaches_liaison_address(work) || is_spam(work) || stranger_is_about_people(work))
		return FALSE;
	*ret_answers = stranger_answers_us(work);
	return *ret_answers || is_sent_to_central(work->context->organization, work->letter->header.cc) || stranger_speaks_for_peer(work) || stranger_writes_formally(work, subject) ||
	       is_to_us(work, subject) || title_in_line(subject) || pattern_matches(pattern_liaison_of(), subject);
}

static gboolean is_bare_letter(const struct work *work)
{
	const char *subject = work->letter->header.subject ? work->letter->header.subject : "";
	const char *author = work_author(work);
	g_autofree char *title = title_of_subject(work->context->organization, work->letter->message, subject);
	gsize weight = weight_of(work->letter), enough = LETTER_LENGTH_MIN;
	gboolean answers = FALSE;
	guint line;
	g_autofree char *own = own_speaker_find(work, &line);

	if (author && title && title_in_line(title) && organization_peer_of_address(work->context->organization, author))
		enough = NOTE_LENGTH_MIN;
	if (!author || weight < enough || subject_is_answer(subject) || is_draft(work) || is_bulk(work))
		return FALSE;
	if (work_author_is_ours(work) ? !reaches_others(work) : !organization_peer_of_address(work->context->organization, author) &&
	    !own && !is_of_strangers(work, subject, &answers))
		return FALSE;
	if ((formal_is_personal(work->sentences) && !stranger_speaks_for_peer(work)) || (circular_announces(subject) && !title_in_line(subject)))
		return FALSE;
	if (work->sentences->len && pattern_matches(pattern_greets_all(), ((const struct sentence *)g_ptr_array_index(work->sentences, 0))->text))
		return FALSE;
	return formal_points(work) + (answers ? 1 : 0) + (own ? 1 : 0) >= FORMAL_ENOUGH;
}

enum kind classify(struct work *work)
{
	const char *subject = work->message->subject ? work->message->subject : "";

	if (is_notice(work))
		return KIND_NOTICE;
	if (is_automatic(work))
		return KIND_AUTOMATIC;
	if (work->labelled) {
		const struct labelled *from = block_find(work->block, LABEL_FROM);

		if (is_spam(work) || is_between_strangers(work) || circular_is_one(work) || circular_is_report(work) || circular_is_thin(work, is_called_liaison(work)) || is_sent_round(work) ||
		    (pattern_matches(pattern_draft_subject(), subject) && !subject_is_forward(subject)))
			return KIND_CORRESPONDENCE;
		/* our own letter that stays among us is still a draft */
		if (from && body_is_ours(work->context->organization, from->value) && work_author_is_ours(work) && !reaches_others(work))
			return KIND_CORRESPONDENCE;
		return KIND_STATEMENT;
	}
	if (has_part_of_type(work->message, "text/calendar"))
		return KIND_CORRESPONDENCE;
	if (is_itself_formal(work))
		return KIND_STATEMENT;
	if (weight_of(work->letter) < SHORT_LENGTH && !work_has_document(work) &&
	    (sentences_matching(work, pattern_acknowledges()) > 0 || pattern_matches(pattern_acknowledges(), subject)))
		return KIND_CORRESPONDENCE;
	if (is_cover(work)) {
		/* with an enclosure the mail may be the letter itself */
		work->cover = weight_of(work->letter) < ITSELF_LENGTH_MIN || letter_is_attached(work) || !is_bare_letter(work);
		return KIND_STATEMENT;
	}
	return is_bare_letter(work) ? KIND_STATEMENT : KIND_CORRESPONDENCE;
}
