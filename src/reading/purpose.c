/* SPDX-License-Identifier: BSD-2-Clause
 *
 * purpose.c - what a statement wants of us
 *
 * A label decides. Only where there is none the text is asked, and "take into account" alone, or comments that are merely
 * welcome, are for information: rfc4053bis calls action what needs an answer or work.
 */
#include "purpose.h"
#include <liaison/text.h>
#include <string.h>
#include "bodies.h"
#include "layout-index.h"
#include "pattern.h"

/* "a subscription may ask for …" is what something is able to, "does not ask" what nobody does */
#define MODAL "(?<!\\bnot )(?<!\\bmay )(?<!\\bcan )(?<!\\bmight )(?<!\\bmust )(?<!\\bcannot )"
PATTERN(wish, MODAL "\\b(kindly |respectfully |would like to |wishes to |like to )?" MODAL "(requests?|asks?|invites?|urges?|seeks?)( that)?\\b|"
	"\\bplease (?:also |then |therefore |further |kindly |do )*(review|comment|provide|confirm|consider|advise|inform (?!your)|let us|send|answer|respond|reply|indicate|clarify|evaluate|examine|check|update|"
	"share (?!this|it|the)|give|tell|ensure|align|add|remove|change|correct|explain|state|say|verify|assess|study|discuss|propose|suggest|specify|define|identify|describe|include|allocate|assign|"
	"reserve|approve|endorse|decide|investigate|analy[sz]e|look (at|into)|take (?!note|part))\\b|"
	"\\b(is|are) seeking (your|the|an?|its|feedback|comments|input|guidance|advice|views|confirmation|clarification)\\b|"
	"\\bha(s|ve) (the following|an?|some|one|two|three|several|a few|\\d) ((further|additional|more|open) )?questions?\\b(?! (whether|if) any)|"
	"\\b(awaits?|needs?|expects?|requires?) (your|its) ((early|timely|formal|kind|written) )?(answer|reply|response|review|views?|opinion|feedback|advice|guidance|confirmation)\\b|"
	"\\bencourages? (?!you to (attend|join|participate))[^.,;]{2,60} to (kindly |also )?(review|comment|confirm|consider|check|provide|examine|evaluate|assess|answer|respond|reply|study|update|align)\\b|"
	"\\b(is|are) (hereby |kindly |therefore )*(requested|asked|invited) to\\b|\\bwould like to (know|ask|request|receive|invite)\\b|"
	"\\bwould like (to (have|hear|get) )?(the|your) ((expert|technical|early|formal|written) )?(views?|opinion|advice|assessment|guidance|feedback|comments|position|confirmation|thoughts) (of|on|from|about|whether)\\b|"
	"\\bwould like [^.,;]{2,40} to (review|confirm|comment|consider|provide|advise|tell|send|check|evaluate|examine|clarify|take)\\b|"
	"\\b(an?|your) (early |timely |formal )*(answer|reply|response) (within|by|before|prior to) .{2,60}\\bwould\\b|\\b(action|response|reply|answer|feedback|input|review) (is|are) (kindly )?(requested|required|needed|expected)\\b|"
	"\\bwe (\\w+ )?needs? (from (you|\\w+)|your|you to) |"
	"\\bwould appreciate (it if|if|your|a|an|receiving|any|the|feedback|comments|guidance|input)")
/* "We should be grateful if …", "It would be of great help if …", "Could you kindly …", "Your answer would be appreciated": the same, politely */
#define WORK "(review|comment|confirm|consider|check|provide|advise|tell|let|inform|send|share|examine|clarify|evaluate|assess|answer|respond|reply|give|indicate|" \
	"state|look|add|update|point|explain|study|verify|take(?! part))"
#define OPINION "(review|comments?|answers?|repl(y|ies)|responses?|views?|opinion|feedback|advice|guidance|assessment|confirmation|clarifications?|position|thoughts|input)"
PATTERN(polite, "\\b(would|should) (be )?((very|most|much|greatly|really|also|highly|of|great|a|real) ){0,3}(grateful|obliged|thankful|glad|pleased|happy|delighted|appreciated?|"
	"helpful|useful|help|valuable|kind) (it )?if [^.;]{2,80}? (would|could|can|might|were (able )?to) ((also|please|kindly|perhaps) )?(be so kind as to )?" WORK "\\b|"
	"\\b(would|should) be ((very|most) )?(grateful|obliged|thankful) (to (receive|have|get|hear|learn)|for (your|a|an|its|their|the)) .{0,40}\\b" OPINION "\\b|"
	"^\\W*((could|can|would|may) (you|we) ((please|kindly|also|therefore|ask you to|be so kind as to) )+|(could|would) you )" WORK "\\b|"
	"\\b(your|an?) (early |timely |prompt |formal |written )?(" OPINION "|" OPINION " (on|of|by) .{2,60}) would be ((very|most|much|greatly|highly) )?appreciated\\b")
/* "should you wish", but not "grateful if you would" */
#define UNTHANKED "(?<!grateful )(?<!obliged )(?<!thankful )(?<!glad )(?<!pleased )(?<!happy )(?<!delighted )(?<!appreciated )(?<!appreciate )(?<!appreciate it )" \
	"(?<!helpful )(?<!useful )(?<!help )(?<!valuable )(?<!kind )"
PATTERN(no_wish, "\\btak(e|es|ing)\\b.{0,40}\\b(into|in) (account|consideration)\\b|\\b(no|not)( (?!and\\b|but\\b|or\\b|later\\b)[\\w'/-]+){0,4}? (action|reply|response|answer|feedback|comments?)\\b|"
	"\\brequests? for presentations?\\b|\\bas requested\\b|\\b(your|their|its|the) (earlier |previous |kind |recent )?requests?\\b|\\b(invit(es?|ed|ing)|encourag(es?|ed|ing)|welcomes?)( [^.;,]{2,60})? to (participate|join|attend|take part)\\b(?!.{0,60}\\band to \\w)|"
	"\\b(should|" UNTHANKED "if) (you|there|any(?! ?[,.)]))\\b|\\bto (kindly )?(take )?note\\b|\\bkeep .{2,30} informed\\b|\\bat your convenience\\b|\\bask(s|ed)? (questions|whether we)\\b|\\b(will|shall|intends? to|plans? to) (then |also )?(ask|request) (the )?(IANA|RFC Editor)\\b|\\bseeks? to\\b|\\bpull requests?\\b|"
	"\\brequests? for comments?\\b|\\bplease (send|address|direct|return) (any|all) (further )?(repl(y|ies)|responses?|answers?|correspondence)\\b|\\bwhich asks?\\b|\\b(requests?|asks?|seeks?|invites?) (for )?(no|nothing|neither|none)\\b|\\b(was|were|been|had|has) (kindly )?(asked|requested|invited)\\b")
/* who has a wish, besides bodies that are named */
#define PEOPLE "group|groups|meeting|forum|committee|alliance|association|consortium|board|secretariat|secretary|chair|chairs|chairman|office|bureau|sector|union|plenary|party|team|" \
	"community|council|institute|society|foundation|partnership|organization|organisation|company|companies|ministry|agency|authority|authorities|regulator|regulators|government|" \
	"administration|administrations|operators|vendors|manufacturers|members|experts|delegates|participants|rapporteur|rapporteurs|editor|editors|convenor|director|undersigned|" \
	"body|bodies|project|force|subgroup|subcommittee|letter|liaison|statement|document|contribution|note|it|we|they|which|that"
/* What machines, protocols and texts ask of each other is nobody's wish, … */
PATTERN(technical, "\\b(clients?|servers?|UEs?|AMF|SMF|UPF|nodes?|hosts?|routers?|switch(es)?|networks?|prox(y|ies)|endpoints?|devices?|terminals?|protocols?|senders?|receivers?|"
	"controllers?|agents?|browsers?|gateways?|stations?|users?|subscribers?|applications?|messages?|packets?|headers?|procedures?|specifications?|recommendations?|standards?|clauses?|drafts?) "
	"((may|can|shall|must|then|also|first|explicitly|that) ){0,2}(requests?|asks?|invites?|seeks?|urges?)\\b|"
	"\\b(sends?|sent|sending|receiv(e|es|ed|ing)|issues?|issued|rejects?|rejected|accepts?|accepted|forwards?|forwarded|handles?|carr(y|ies)|contains?) ((an?|the|its|such|each|any|all) )?(\\w+ )?requests?\\b|"
	"\\b(the|an?|each|every|any|such) (?-i:[a-z])[\\w-]*( (?-i:[a-z])[\\w-]*){0,2}?(?<!" PEOPLE ") (requests?|asks?|invites?|seeks?|urges?) (the|an?|its|it|for|that|whether)\\b|"
	"\\brequests? (is|are|was|were|can be|may be|shall be) (sent|received|rejected|accepted|forwarded|routed|answered|handled)\\b|"
	"\\b(invite|get|post|put|http|sip|dns|dhcp|api|join|registration|authentication|authorization|access|connection|resource|session|service|handover|paging|attach|bandwidth) requests?\\b")
/* … unless somebody asks beside it */
#define SPEAKERS "(we|SA ?(wg ?)?\\d|SG ?\\d{1,2}|study group \\d{1,2}|working party \\w{1,4}|RAN ?\\d|CT ?\\d|WGs?|WG ?\\d{1,2}|groups?|IETF|IAB|IESG|TSG \\w+|ISG \\w+|TC \\w+|forum|committee|" \
	"alliance|association|consortium|board|secretariat)"
PATTERN(asks_anybody, "\\b(please|kindly|respectfully|hereby)\\b|\\b" SPEAKERS " ((would|like|to|also|therefore|wishes|further|would like) ){0,4}(requests?|asks?|invites?|seeks?|urges?)\\b|\\b(is|are) (kindly )?(requested|asked|invited) to\\b")
PATTERN(for_information, "\\b(for|of) (your |the )?(kind )?information( only)?\\b|\\b(pleased|happy|glad|like|wishes|wish|pleasure) to (inform|share|announce|advise|let you know)\\b|\\b(would like|wish(es)?|want(s)?) (you|your \\w+|\\w+) to (know|be aware)\\b|"
	"\\b(informative nature|informational nature|is informative|no (action|reply|response|answer|feedback) is (expected|needed|required|requested)|expect no (reply|answer|response)|"
	"((does|do) not (expect|request|require|need|ask for|wait for)|(is|are) not (asking for|expecting|requesting|seeking|waiting for)) (any |an? )?(formal |further |official )*(action|reply|response|answer)|"
	"(an? |the )?(action|reply|response|answer|feedback) is not (expected|needed|required|requested)|there is no need (to (reply|respond|answer|act|take action)|for (an? )?(action|reply|response|answer))|"
	"(asks?|requests?|seeks?|expects?|awaits?) (for )?(nothing|no (\\w+ )?(measures?|steps?|activity|activities|work|changes?|decisions?|comments?|action|reply|response|answer|feedback))|"
	"there is no (further )?action( for| to|$|\\.)|no (further )?action (is )?(needed|required|requested|expected))\\b|\\bhereby informs?\\b|\\b" SPEAKERS " (also |therefore |further |kindly )?informs?\\b|"
	"\\bthis (letter |LS |liaison |liaison statement |message |communication |document )(provides|contains|gives|conveys|carries) (an? |the |some |our )?([\\w-]+ )?(information|update|overview|summary|status)\\b|"
	"\\bthis (letter |LS |liaison |liaison statement |message |communication )?(is to inform|informs|serves to inform)\\b|\\b(would like|wish(es)?) to (draw|bring) .{2,40}\\battention\\b")
PATTERN(only_information, "^(for )?(your )?information\\b(?!.*\\b(action|repl(y|ies)|respon|review|decision|approval)).*\\b(if any|as appropriate|only|no)\\b")
PATTERN(take_note, "\\btak(e|es|ing)\\b.{0,40}\\b(into|in) (account|consideration)\\b|\\bto (kindly )?(take )?note\\b")
/* "take X into account and answer by …": work, besides what is only noted */
PATTERN(besides, "\\b(and|or)( to)?( kindly| please)? (answer|reply|respond|comment|confirm|(inform|tell|let) \\S+|(provide|give|send|share)\\b.{0,40}\\b" OPINION ")\\b"
	"(?!.{0,40}\\b(if|where|when|as) (any|needed|necessary|appropriate|required|there|you|applicable)\\b)")
PATTERN(action_heading, "^\\W*(\\d{1,2}\\.?\\s*)?((requested|required|expected|needed) )?actions?( \\(?(requested|required|expected|needed)\\)?)?\\s*:?$|\\bactions? to .{2,40}:?$")
PATTERN(none, "^\\W*(none|nil|no (specific |further )?action|n/a|not applicable)\\b")
PATTERN(answers, "^(in )?(response|reply|answer) to \\S")
PATTERN(box, "[\u2610-\u2612\u25a0\u25a1\u2713\u2714]|[\\[(] ?[x\u2713\u2714]? ?[\\])]")
PATTERN(ticked, "[\u2611\u2612\u25a0\u2713\u2714]|[\\[(] ?[x\u2713\u2714] ?[\\])]")
PATTERN(parts, "\\s*(?:[,;.]|(?<! |info|information)/(?! |info)|\\+|&|\\band\\b|\\s[\u2013\u2014-]\\s)\\s*")
PATTERN(until, ",? (?:by|before|until|no later than|not later than|due)\\b[^0-9]{0,20}\\d.*$")
PATTERN(wants_nothing, "^(?:no|not)\\b.*\\b(?:action|repl(?:y|ies)|responses?|answers?|feedback|comments?)?\\b|^(?:an? )?(?:action|reply|response|answer|feedback) (?:is )?(?:not|only if)\\b|^(?:if any|as appropriate)$")
PATTERN(line, "^\\s*[*_#(\\[]*(?:for|pour|zur|para) (action|information|info|comments?|response|bearbeitung|stellungnahme|kenntnisnahme)( only)?[*_)\\].:]*\\s*$")

static enum purpose purpose_of_word(const char *folded)
{
	static const struct { const char *text; enum purpose purpose; } words[] = {
		{ "action", PURPOSE_ACTION }, { "for action", PURPOSE_ACTION }, { "act", PURPOSE_ACTION }, { "action required", PURPOSE_ACTION },
		{ "action requested", PURPOSE_ACTION }, { "action needed", PURPOSE_ACTION },
		{ "information", PURPOSE_INFO }, { "for information", PURPOSE_INFO }, { "info", PURPOSE_INFO }, { "fyi", PURPOSE_INFO },
		{ "for info", PURPOSE_INFO }, { "inf", PURPOSE_INFO }, { "for your information", PURPOSE_INFO },
		{ "informational", PURPOSE_INFO }, { "informative", PURPOSE_INFO },
		{ "response", PURPOSE_RESPONSE }, { "in response", PURPOSE_RESPONSE }, { "for response", PURPOSE_RESPONSE }, { "reply", PURPOSE_RESPONSE },
		{ "in reply", PURPOSE_RESPONSE },
		{ "comment", PURPOSE_COMMENT }, { "for comment", PURPOSE_COMMENT }, { "comments", PURPOSE_COMMENT }, { "for comments", PURPOSE_COMMENT },
		{ "request for action", PURPOSE_ACTION }, { "for your action", PURPOSE_ACTION }, { "request for response", PURPOSE_ACTION },
		{ "request for reply", PURPOSE_ACTION }, { "request for a response", PURPOSE_ACTION }, { "for reply", PURPOSE_ACTION },
		{ "request for comment", PURPOSE_COMMENT }, { "request for comments", PURPOSE_COMMENT }, { "for your comments", PURPOSE_COMMENT },
		{ "for your comment", PURPOSE_COMMENT },
		{ "for review", PURPOSE_COMMENT }, { "review", PURPOSE_COMMENT }, { "for feedback", PURPOSE_COMMENT }, { "feedback", PURPOSE_COMMENT },
		{ "request for information", PURPOSE_ACTION }, { "for decision", PURPOSE_ACTION }, { "for approval", PURPOSE_ACTION },
		{ "pour action", PURPOSE_ACTION }, { "pour suite à donner", PURPOSE_ACTION }, { "para acción", PURPOSE_ACTION }, { "acción", PURPOSE_ACTION },
		{ "zur bearbeitung", PURPOSE_ACTION }, { "zur stellungnahme", PURPOSE_COMMENT }, { "pour avis", PURPOSE_COMMENT }, { "para comentarios", PURPOSE_COMMENT },
		{ "para información", PURPOSE_INFO }, { "información", PURPOSE_INFO }, { "pour réponse", PURPOSE_RESPONSE }, { "respuesta", PURPOSE_RESPONSE },
		{ "réponse", PURPOSE_RESPONSE }, { "en respuesta", PURPOSE_RESPONSE }, { "antwort", PURPOSE_RESPONSE },
		{ "com", PURPOSE_COMMENT }, { "bearbeitung", PURPOSE_ACTION }, { "stellungnahme", PURPOSE_COMMENT },
		{ "kenntnisnahme", PURPOSE_INFO }, { "pour information", PURPOSE_INFO }, { "zur information", PURPOSE_INFO }, { "zur kenntnisnahme", PURPOSE_INFO },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(words[i].text, folded) == 0)
			return words[i].purpose;
	return PURPOSE_UNKNOWN;
}

/* "for action / pour suite à donner" says one thing, "action / information" lets choose. */
static enum purpose purpose_of_words(const char *folded)
{
	const char *stroke = strstr(folded, " / ");
	g_autofree char *front = stroke ? g_strndup(folded, (gsize)(stroke - folded)) : NULL;
	enum purpose purpose = purpose_of_word(front ? front : folded), behind = stroke ? purpose_of_word(stroke + 3) : purpose;

	return behind == PURPOSE_UNKNOWN || behind == purpose ? purpose : PURPOSE_UNKNOWN;
}

static enum purpose purpose_at_end(const char *folded)
{
	static const struct { const char *text; enum purpose purpose; } ends[] = {
		{ " for action", PURPOSE_ACTION }, { " for information", PURPOSE_INFO }, { " for info", PURPOSE_INFO },
		{ " for comment", PURPOSE_COMMENT }, { " for comments", PURPOSE_COMMENT }, { " for response", PURPOSE_RESPONSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_suffix(folded, ends[i].text))
			return ends[i].purpose;
	return PURPOSE_UNKNOWN;
}

/* "IETF: for information", "for information: IETF" */
static enum purpose purpose_beside_colon(const char *folded)
{
	const char *colon = strrchr(folded, ':');
	g_autofree char *front = colon ? g_strstrip(g_strndup(folded, (gsize)(colon - folded))) : NULL;
	enum purpose purpose = colon ? purpose_of_word(colon + 1 + strspn(colon + 1, " ")) : PURPOSE_UNKNOWN;

	return front && purpose == PURPOSE_UNKNOWN ? purpose_of_word(front) : purpose;
}

/* "ITU-R WP 1/4 for action; others for information": the one that names us, else what is said of all others. */
static enum purpose purpose_by_addressee(const struct organization *organization, const char *value)
{
	g_auto(GStrv) pieces = g_strsplit(value, ";", 16);
	enum purpose others = PURPOSE_UNKNOWN;

	if (!organization || !pieces[0] || !pieces[1])
		return PURPOSE_UNKNOWN;
	for (guint i = 0; pieces[i]; i++) {
		g_autofree char *folded = text_fold_name(pieces[i]);
		enum purpose at_end = purpose_at_end(folded), purpose = at_end != PURPOSE_UNKNOWN ? at_end : purpose_beside_colon(folded);
		g_autoptr(GPtrArray) ours = g_ptr_array_new_with_free_func(g_free);
		g_auto(GStrv) words = g_strsplit_set(pieces[i], " ,", 40);

		if (purpose == PURPOSE_UNKNOWN)
			continue;
		bodies_ours_in_text(organization, pieces[i], ours);
		for (guint w = 0; words[w]; w++)
			if (ours->len > 0 || (*words[w] && organization_is_own_name(organization, words[w])))
				return purpose;
		if (g_str_has_prefix(folded, "other") || g_str_has_prefix(folded, "all other"))
			others = purpose;
	}
	return others;
}

/* "For action (IETF), for information (ETSI)": the purpose in front of the bracket that names us. */
static enum purpose purpose_by_bracket(const struct organization *organization, const char *value)
{
	for (const char *open; organization && (open = strchr(value, '(')); ) {
		const char *close = strchr(open, ')');
		g_autofree char *front = text_fold_name(value), *inside = close ? g_strndup(open + 1, (gsize)(close - open - 1)) : NULL;
		g_auto(GStrv) names = inside ? g_strsplit_set(inside, ",;/", 16) : NULL;
		g_autofree char *word = g_strndup(front, strcspn(front, "("));
		enum purpose purpose = purpose_of_word(g_strstrip(word));

		if (!close || !names || purpose == PURPOSE_UNKNOWN)
			return PURPOSE_UNKNOWN;
		for (guint i = 0; names[i]; i++)
			if (body_is_ours(organization, g_strstrip(names[i])))
				return purpose;
		value = close + 1;
		while (*value && !g_ascii_isalpha(*value))
			value = g_utf8_next_char(value);
		if (g_ascii_strncasecmp(value, "and ", 4) == 0)
			value += 4;
	}
	return PURPOSE_UNKNOWN;
}

/* "for information 供参考": the same said twice. */
static void drop_other_script(char *folded)
{
	char *to = folded;

	for (const char *p = folded, *next; *p; p = next) {
		next = g_utf8_next_char(p);
		if (g_utf8_get_char(p) < 0x2E80)              /* CJK begins there */
			while (p < next)
				*to++ = *p++;
	}
	*to = '\0';
	g_strstrip(folded);
}

static gboolean has_boxes(const char *folded)
{
	return pattern_matches(pattern_box(), folded);
}

/* "[ ] action [x] information", "information (x) action ( )": what stands at the one box that is ticked, if all boxes stand on the same side. */
static enum purpose purpose_of_boxes(const char *folded)
{
	g_auto(GStrv) words = g_regex_split(pattern_box(), folded, 0);
	g_autoptr(GMatchInfo) match = NULL;
	guint box = 0, ticked = 0, at = 0;

	g_regex_match(pattern_box(), folded, 0, &match);
	for (; g_match_info_matches(match); box++) {
		g_autofree char *mark = g_match_info_fetch(match, 0);

		if (pattern_matches(pattern_ticked(), mark)) {
			ticked++;
			at = box;
		}
		if (!g_match_info_next(match, NULL))
			break;
	}
	if (ticked != 1)
		return PURPOSE_UNKNOWN;
	if (*g_strstrip(words[0]))                            /* words in front of their boxes */
		return purpose_of_words(g_strstrip(words[at]));
	return words[at + 1] ? purpose_of_words(g_strstrip(words[at + 1])) : PURPOSE_UNKNOWN;
}

/* "Action required by 4 May 2026" has a deadline beside it. */
static void cut_day(char *folded)
{
	g_autoptr(GMatchInfo) match = NULL;
	int begin = 0;

	if (g_regex_match(pattern_until(), folded, 0, &match) && g_match_info_fetch_pos(match, 0, &begin, NULL))
		folded[begin] = '\0';
}

static int rank(enum purpose purpose)
{
	return purpose == PURPOSE_ACTION ? 3 : purpose == PURPOSE_COMMENT ? 2 : purpose == PURPOSE_RESPONSE ? 1 : 0;
}

/* "For action and comment", "For information only. No response is required.": the strongest of them, if each part is a purpose or wants nothing. */
static enum purpose purpose_of_parts(const char *folded)
{
	g_auto(GStrv) parts = g_regex_split(pattern_parts(), folded, 0);
	enum purpose found = PURPOSE_UNKNOWN;

	for (guint i = 0; parts[i]; i++) {
		enum purpose purpose;

		cut_day(g_strstrip(parts[i]));
		if (g_str_has_suffix(parts[i], " only") || g_str_has_suffix(parts[i], " purposes"))
			*strrchr(parts[i], ' ') = '\0';
		if (!*parts[i] || (found != PURPOSE_UNKNOWN && pattern_matches(pattern_wants_nothing(), parts[i])))
			continue;
		purpose = purpose_of_words(parts[i]);
		if (purpose == PURPOSE_UNKNOWN)
			return PURPOSE_UNKNOWN;
		if (found == PURPOSE_UNKNOWN || rank(purpose) > rank(found))
			found = purpose;
	}
	return found;
}

/* "for information (no reply needed)" */
static void drop_bracket(char *folded)
{
	char *open = strrchr(folded, '(');

	if (open && open > folded && g_str_has_suffix(folded, ")"))
		*open = '\0';
	g_strchomp(folded);
}

enum purpose purpose_of_value(const struct organization *organization, const struct layout *layout, const char *value)
{
	g_autofree char *folded = text_fold_name(value);
	gsize length;
	enum purpose purpose;

	if (has_boxes(folded))
		return purpose_of_boxes(folded);
	drop_other_script(folded);
	drop_bracket(folded);
	length = strlen(folded);
	while (length > 0 && strchr(".:;, \"'*_", folded[length - 1]))
		folded[--length] = '\0';
	memmove(folded, folded + strspn(folded, "\"'*_ "), strlen(folded + strspn(folded, "\"'*_ ")) + 1);
	purpose = layout_purpose_of(layout, folded);
	if (purpose == PURPOSE_UNKNOWN)
		purpose = purpose_of_parts(folded);
	if (purpose == PURPOSE_UNKNOWN && pattern_matches(pattern_only_information(), folded))
		return PURPOSE_INFO;
	if (purpose == PURPOSE_UNKNOWN && pattern_matches(pattern_answers(), folded))
		return PURPOSE_RESPONSE;
	if (purpose == PURPOSE_UNKNOWN)
		purpose = purpose_by_bracket(organization, value);
	return purpose != PURPOSE_UNKNOWN ? purpose : purpose_by_addressee(organization, value);
}

enum purpose purpose_of_line(const char *text)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *word = NULL, *lower = NULL;

	if (!g_regex_match(pattern_line(), text, 0, &match))
		return PURPOSE_UNKNOWN;
	word = g_match_info_fetch(match, 1);
	lower = g_ascii_strdown(word, -1);
	return purpose_of_word(lower);
}

gboolean purpose_asked_below(const char *heading, const char *text)
{
	return pattern_matches(pattern_action_heading(), heading) && pattern_matches(pattern_none(), text);
}

/* Asked of every sentence: the expression is only for those that hold one of its words. */
static gboolean is_polite(const char *text)
{
	return (strstr(text, "ould ") || strstr(text, "OULD ") || strstr(text, "an you ") || strstr(text, "ay we ")) && pattern_matches(pattern_polite(), text);
}

static gboolean is_technical(const char *text)
{
	return pattern_matches(pattern_technical(), text) && !pattern_matches(pattern_asks_anybody(), text);
}

enum purpose purpose_of_sentence(const char *text)
{
	gboolean wish = (pattern_matches(pattern_wish(), text) && !is_technical(text)) || is_polite(text);

	if (wish && (!pattern_matches(pattern_no_wish(), text) || (pattern_matches(pattern_take_note(), text) && pattern_matches(pattern_besides(), text))))
		return PURPOSE_ACTION;
	if (pattern_matches(pattern_for_information(), text) || (wish && pattern_matches(pattern_take_note(), text)))
		return PURPOSE_INFO;
	return PURPOSE_UNKNOWN;
}
