/* SPDX-License-Identifier: BSD-2-Clause
 *
 * deadline.c - by when an answer is wanted
 */
#include "deadline.h"
#include <string.h>
#include "label-read.h"
#include "labels.h"
#include "pattern.h"
#include "purpose.h"

#define BY_MAX 4        /* of a sentence */
#define WORDS_MAX 60    /* bytes looked at behind "by" */
#define FRONT_WORDS 4   /* in front of "by", which say nothing yet: "If possible, by 3 May, …" */

PATTERN(wanted, "\\bwe (\\w+ )?needs? (from (you|\\w+)|your|you to) |\\b(they|these|those|it|remarks|observations|material|text|information|data) (should|must|need to|ought to) (be (received|sent|submitted|returned|with us|in our hands)|reach|arrive)\\b|\\bhear(ing)? (back )?from you\\b|\\b(repl(y|ies)|respon(se|ses|d)|comments?|feedback|answers?|views?|input|inputs|let .{2,40} know|(inform|advise|notify) us|tell (us|the)|confirm|guidance|review|contributions?)\\b|\\b(would|should) (appreciate|like|be (glad|grateful|pleased)) (receiving|to (receive|have|get|know|hear))\\b|\\b(provide|supply|send|return)\\b.{0,60}\\b(information|material|text)\\b|\\bplease (send|return) (it|them|this) to (us|me)\\b")
PATTERN(numeric, "^\\s*(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4})\\s*$")
#define ANSWERS "(?:repl(?:y|ies)|responses?|answers?|comments?|feedback)"
PATTERN(by, "\\b(?:by|before|until|on(?=\\s[^;:.]{4,40} at the latest\\b)|no later than|not later than|at the latest(?: by| on)?|prior to|ahead of|in time for|in advance of|"
	ANSWERS "(?: \\S+){0,5}? (?:is|are) due(?: on| by)?|deadline for (?:\\S+ ){0,4}?" ANSWERS "(?: \\S+){0,4}? is(?: set to| on)?)\\s+(?:the\\s+)?(.{4,})$")
/* what a time begins with; "by SG15 on 3 May 2026" says who did something */
PATTERN(begins, "^(?:(?:about|around|approximately|latest|on|mid|middle|end|ends?|early|late|beginning|start|first|second|third|last|next|this|that|same|close|cob|eob|noon|midnight|"
	"the|of|week|weeks|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|"
	"january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|xx|tbd|tba|one|two|three|four|six|eight)\\b|[0-9(]|q ?[1-4]\\b)")
PATTERN(within, "\\b(within|in) (?:the (?:next|coming) )?(?:\\d{1,3}|one|two|three|four|five|six|eight|ten|twelve) (?:calendar |working |business )?(?:days|weeks|months?)\\b|\\bas soon as possible\\b|"
	"\\bat your earliest convenience\\b")
PATTERN(time, "^(?:(?:[01]?\\d|2[0-4])[:.h]?[0-5]\\d|noon|midnight|(?:close|end) of business|cob|eob)(?: ?(?:h|hours?|hrs|o'clock))?(?: ?\\(?(?:UTC|GMT|CET|CEST|EST|EDT|PST|PDT|AoE|local time)\\)?)?,?(?: on)?,? (?=\\D*\\d)")
PATTERN(complete, "^[^,]*\\b\\d{1,2}\\b[^,]{0,20},? ?\\b(?:19|20)\\d\\d(?=,| and (?:will|would|can|may|should|are|is|we|they|these|those|it)\\b)")
PATTERN(meeting, "\\b(meetings?|plenary|session|telco|call of|conference|workshop|consent|approval|ballot|last call)\\b")
PATTERN(event, "^(our|your|their|its|the|a|an|next|this|end of|[a-z]{2,9}#?\\d{1,4}\\b).*\\b(meeting|plenary|session|conference|workshop)\\b")
/* a period that is open to all, or to others */
PATTERN(period, "\\b(comments?|responses?|ballots?|votes?|inputs?|contributions?|objections?|submissions?)\\b.{0,40}\\b(are|is|were|was|will be|can be|may be) (still |being )?(accepted|open|collected|taken|possible|admitted)\\b|"
	"\\b(comment|ballot|voting|enquiry|review|consultation) (period|phase)\\b|\\b(comments|votes|ballots) (of|from|by) (the )?(national bodies|members|member bodies|vendors|others)\\b")
PATTERN(near_event, "\\b(before|prior to|ahead of|in time for|(weeks?|days?) (before|after))\\b.{0,40}\\b(meeting|plenary|session|conference|workshop)\\b")
#define EVENT "(?:meetings?|plenary|session|conference|workshop|telco|call)"
PATTERN(day_and_event, "^([^(;]*?\\b(?:19|20)\\d\\d)[,;]?\\s*\\(?(?:in order |so as |(?:\\d|one|two|three|four|a) (?:days?|weeks?) )?(?:for|before|prior to|ahead of|to be|to allow|in time for|in advance of|because|since|as)\\b.*\\b" EVENT "\\b")
/* "Next meeting of SG15 (3 May 2026)": the day is the meeting's */
PATTERN(event_first, "^(?:[a-z][a-z][\\w#./-]* )*" EVENT "\\b")
/* "3 May 2026 (date of our next meeting)", "3 May 2026, SG15 meeting": likewise, as what stands behind it says */
PATTERN(event_behind, "\\b(?:19|20)\\d\\d(?:-\\d\\d-\\d\\d)?\\W+(?:(?:the |its )?(?:date|day|first day|start|beginning|opening|week|end|close) of )?(?:(?!(?:before|prior|after|for|ahead|in|at|to|is|are|will|please|or|and|one|two|as|since|because|which|comments?|repl\\w*|responses?)\\b)[a-z][\\w#./-]* ){0,5}?" EVENT "\\b")
PATTERN(value_by, "^\\W*(?:yes\\W+)?(?:please )?(?:reply |respond |respond by |response |comments )?(?:by|before|until|no later than|not later than|at the latest(?: by)?|on or before|prior to) (?:the )?")
PATTERN(not_ours, "\\b(will|shall|plans?|planned|planning|expects?|expected|intends?|aims?|scheduled|was|were|had) (to )?(be )?(complete|completed|approved|approve|finali[sz]e|finali[sz]ed|publish|published|issue|issued|start|end|close|closed|freeze|frozen|held|hold|received|sent|finished|ready|available|done|agreed|adopted|submitted|delivered|presented|handled|discussed|decided)\\b|"
	"\\b(will|shall) (then |also )?(review|discuss|consider|treat|handle|process|study) (your|the|all|any)\\b|(?<!be )\\b(reviewed|considered|discussed|handled|treated|included|incorporated|addressed)\\b.{0,40}(?<!be )\\b(received|sent|submitted)\\b")

/* "We would be glad if the answer were sent by …": what others do is no matter here. */
PATTERN(if_sent, "\\b(appreciated?|grateful|helpful|welcome|glad|pleased|obliged|kind) if (the|your|an?|any|this|these|those|all) [^.;,]{0,40}?\\b(was|were|could be|can be|is|are) "
	"(sent|received|submitted|delivered|provided|returned|ready|available)\\b")

/* "Please answer by 3 May 2026, as the work will be frozen then": up to where the reason begins. */
PATTERN(before_reason, "^(.*?\\b(?:by|before|until|no later than|not later than)\\b[^,;]*\\d[^,;]*),? (?:as|because|since|so that)\\b")

/* "03/04/2025" as the layout means it; FALSE: it is not just that. */
static gboolean read_ordered(const char *value, int order, struct date *ret_date)
{
	g_autoptr(GMatchInfo) match = NULL;
	struct date date;
	int number[3];

	if (order == LAYOUT_ORDER_UNKNOWN || !g_regex_match(pattern_numeric(), value, 0, &match))
		return FALSE;
	for (int i = 0; i < 3; i++) {
		g_autofree char *digits = g_match_info_fetch(match, i + 1);

		number[i] = (int)g_ascii_strtoll(digits, NULL, 10);
	}
	date.day = number[order == LAYOUT_ORDER_DAY_MONTH ? 0 : 1];
	date.month = number[order == LAYOUT_ORDER_DAY_MONTH ? 1 : 0];
	date.year = number[2];
	if (!date_is_valid(date))
		return FALSE;
	*ret_date = date;
	return TRUE;
}

/* "3 May 2026 (before our meeting of 18-22 May 2026)": a whole day in front, and behind it what happens then. */
static gboolean read_front(const char *value, struct date *ret_date)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *day = NULL;

	if (!g_regex_match(pattern_day_and_event(), value, 0, &match))
		return FALSE;
	day = g_match_info_fetch(match, 1);
	return date_parse(day, ret_date) == DATE_EXACT;
}

/* "Before 3 May 2026", "Yes, no later than 3 May 2026" */
static const char *skip_by(const char *value)
{
	g_autoptr(GMatchInfo) match = NULL;
	int end = 0;

	if (!g_regex_match(pattern_value_by(), value, 0, &match) || !g_match_info_fetch_pos(match, 0, NULL, &end) || !pattern_matches(pattern_begins(), value + end))
		return value;
	return value + end;
}

enum date_answer deadline_of_value(const char *value, int order, struct date *ret_date)
{
	enum date_answer answer;

	if (value_is_empty(value))
		return DATE_NONE;
	value = skip_by(value);
	if (read_front(value, ret_date))
		return DATE_EXACT;
	if (pattern_matches(pattern_near_event(), value) || pattern_matches(pattern_event_first(), value) || pattern_matches(pattern_event_behind(), value))
		return DATE_VAGUE;
	answer = date_parse(value, ret_date);
	return answer == DATE_AMBIGUOUS && read_ordered(value, order, ret_date) ? DATE_EXACT : answer;
}

/* "2 March 2026, before our meeting": what follows a day says why that day, or what happens then. */
static void cut_reason(char *words)
{
	static const char *const reasons[] = { " before ", " so that ", " in order ", " for ", " prior to ", " ahead of ", " when ", " as ", " to be ", " at which ",
		" because ", " since ", " given ", " while ", " at our ", " at the ", " to allow ", " to enable ", " in time " };
	const char *digit = strpbrk(words, "0123456789");

	for (gsize i = 0; digit && i < G_N_ELEMENTS(reasons); i++) {
		char *reason = strstr(words, reasons[i]);

		if (reason && reason > digit)
			*reason = '\0';
	}
	g_strchomp(words);
	if (g_str_has_suffix(words, ","))
		words[strlen(words) - 1] = '\0';
}

/* "1600 hours UTC, 16 June 2026": the day is meant. */
static void cut_time(char *words)
{
	g_autoptr(GMatchInfo) match = NULL;
	int end = 0;

	if (g_regex_match(pattern_time(), words, 0, &match) && g_match_info_fetch_pos(match, 0, NULL, &end))
		memmove(words, words + end, strlen(words + end) + 1);
}

/* "30 January 2026, a short account of …", "10 January 2025 and will be treated with …": the sentence goes on behind a day that is complete. */
static void cut_rest(char *words)
{
	g_autoptr(GMatchInfo) match = NULL;
	int end;

	if (g_regex_match(pattern_complete(), words, 0, &match) && g_match_info_fetch_pos(match, 0, NULL, &end) &&
	    (words[end] == ' ' || !strpbrk(words + end, "0123456789")))
		words[end] = '\0';
}

/* "which a link tells its rate, and for an answer by 16 June": what another "by" explains is looked at with that one. */
static void cut_next(char *words)
{
	static const char *const next[] = { " by ", " before ", " until ", " no later than ", " not later than " };
	gsize digit = strcspn(words, "0123456789");

	for (gsize i = 0; i < G_N_ELEMENTS(next); i++) {
		char *found = strstr(words, next[i]);

		if (found && (gsize)(found - words) < digit)
			*found = '\0';
	}
}

/* What stands behind one "by"; ret_meeting: a meeting or the like, which is no deadline and explains what follows. */
static enum date_answer answer_behind(const char *rest, struct date *ret_date, char **ret_words, gboolean *ret_meeting)
{
	g_autofree char *words = g_utf8_substring(rest, 0, MIN(g_utf8_strlen(rest, -1), WORDS_MAX));
	enum date_answer answer;
	char *stop;

	cut_time(words);
	cut_next(words);
	stop = strpbrk(words, ";:(");
	if (stop)
		*stop = '\0';
	cut_reason(words);
	cut_rest(words);
	g_strchomp(words);
	if (g_str_has_suffix(words, "."))
		words[strlen(words) - 1] = '\0';
	/* "before our meeting of 30 October": the time is the meeting's, and a person has to say which day is meant */
	if (pattern_matches(pattern_event(), words)) {
		*ret_words = g_steal_pointer(&words);
		return DATE_VAGUE;
	}
	if (!pattern_matches(pattern_begins(), words))
		return DATE_NONE;
	*ret_meeting = pattern_matches(pattern_meeting(), words);
	answer = *ret_meeting ? DATE_NONE : date_parse(words, ret_date);
	if (answer != DATE_NONE)
		*ret_words = g_steal_pointer(&words);
	return answer;
}

static gboolean is_wish(const char *text)
{
	return pattern_matches(pattern_wanted(), text) || purpose_of_sentence(text) == PURPOSE_ACTION;
}

/* "We plan to publish by 3 May 2026 and ask for your comments": what the day belongs to stands in front of it, and is no wish. */
static gboolean is_wished_before(const char *sentence, gsize by)
{
	g_autofree char *front = g_strndup(sentence, by);

	return label_words(front) <= FRONT_WORDS || is_wish(front);
}

/* Does the day belong to what others do? What gives a reason behind a wish for an answer by that day says nothing of that. */
static gboolean is_of_others(const char *sentence)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *wish = NULL;

	if (!pattern_matches(pattern_not_ours(), sentence) || pattern_matches(pattern_if_sent(), sentence))
		return FALSE;
	if (g_regex_match(pattern_before_reason(), sentence, 0, &match))
		wish = g_match_info_fetch(match, 1);
	return !wish || !is_wish(wish) || pattern_matches(pattern_not_ours(), wish);
}

/* "within four weeks" */
static enum date_answer answer_within(const char *sentence, char **ret_words)
{
	g_autoptr(GMatchInfo) match = NULL;

	if (!g_regex_match(pattern_within(), sentence, 0, &match) || purpose_of_sentence(sentence) != PURPOSE_ACTION)
		return DATE_NONE;
	*ret_words = g_match_info_fetch(match, 0);
	return DATE_VAGUE;
}

enum date_answer deadline_of_sentence(const char *sentence, struct date *ret_date, char **ret_words)
{
	enum date_answer answer = DATE_NONE;
	gboolean meeting = FALSE;
	int from = 0;

	if (!is_wish(sentence) || pattern_matches(pattern_period(), sentence) || is_of_others(sentence))
		return DATE_NONE;
	/* "by which a link tells …, no later than 16 June": the first one that a time follows */
	for (guint i = 0; i < BY_MAX && answer == DATE_NONE && !meeting; i++) {
		g_autoptr(GMatchInfo) match = NULL;
		g_autofree char *rest = NULL;

		if (!g_regex_match_full(pattern_by(), sentence, -1, from, 0, &match, NULL) || !g_match_info_fetch_pos(match, 1, &from, NULL))
			break;
		if (!is_wished_before(sentence, (gsize)from))
			continue;
		rest = g_match_info_fetch(match, 1);
		answer = answer_behind(rest, ret_date, ret_words, &meeting);
	}
	return answer == DATE_NONE && !meeting ? answer_within(sentence, ret_words) : answer;
}
