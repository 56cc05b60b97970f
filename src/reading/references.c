/* SPDX-License-Identifier: BSD-2-Clause
 *
 * references.c - document numbers and answers
 *
 * Shapes of numbers, not lists of them. A shape that is also an ordinary word or a version is left out: a number that
 * is missing is seen by a person, a wrong one is trusted.
 */
#include <config.h>
#include "references.h"
#include <string.h>
#include "pattern.h"

#define LINE_MAX_BYTES 4000     /* bytes of text that the layouts' own shapes are looked for in */

PATTERN(letter, "^\\W*(your|the|(the )?IETF)\\b.{0,30}\\b(LS|liaison|liaison statement|letter|statement)\\b")
PATTERN_CASE(number,
	"(?<![\\w-])(?:"                                                                         /* not the middle of a file's name */
	"\\b(?:[A-Z]{1,2}[1-6P]?|[RSC]WS)-\\d{5,7}(?:rev\\d{1,2}|[A-Za-z0-9]{0,3})\\b|\\b[sS]3i\\d{6}(?:r\\d)?\\b"   /* 3GPP: S2-1812758, CP-172153, RWS-210001, s3i260123 */
	"|\\b(?:SG ?\\d{1,2}|JCA-[A-Z0-9-]{2,20}|FG-[A-Z0-9-]{2,20}|TSAG|WTSA|SCV|RevCom)[- ]?(?:LS|O|oLS) ?[-/]?\\d{1,4}\\b"   /* ITU-T: SG15-LS88 */
	"|\\bCOM ?\\d{1,2} ?[-\u2013\u2014] ?LS ?\\d{1,4}(?: ?[-\u2013\u2014] ?[EFS]\\b)?"                                       /* COM 16 - LS 124 - E */
	"|\\b(?:SG\\d{1,2}|TSAG|WTSA|SCV)-(?:TD|C)\\d{1,5}(?:R\\d+)?(?:/[A-Z0-9]+)?(?: Annex [IVX]+)?|\\bTD ?\\d{1,5}(?:-?R\\d+)?/(?:GEN|PLEN|WP ?\\d|\\d{1,2})\\b"
	"|\\bTD ?\\d{1,5}(?:-?R\\d+)? ?\\((?:GEN|PLEN|WP ?\\d)/\\d{1,2}\\)"
	"|\\bFG[A-Z0-9][A-Z0-9-]{1,12}-(?:LS|O|I)-\\d{1,4}\\b|\\bsp\\d{1,2}-sg\\d{1,2}-(?:i|o)?LS-\\d{3,5}\\b|\\bLS ?-?\\d{1,4} ?[-\u2013] ?(?:SG ?\\d{1,2}|TSAG)\\b"
	"|\\bR\\d{2}-(?:WP|SG|TG)\\d[A-Z]?-[A-Z]-\\d{4}\\b|\\b\\d[A-Z]/TEMP/\\d{1,4}(?:-[EFS])?\\b"          /* ITU-R: 5D/TEMP/123 */
	"|\\bLS ?\\d{2,5}(?:_\\d{3})?\\b(?!-\\d| ?[-\u2013] ?[A-Z]{2,4} ?\\d)"
	"|\\b[A-Z][A-Za-z0-9-]{1,9}\\(\\d{2}\\)[A-Z]?\\d{5,6}(?:[ar]\\d{1,2})?\\b"                    /* ETSI: ZSM(24)000131 */
	"|\\b[A-Z][A-Z0-9]{1,9}(?:[-/][A-Z0-9]{1,11}){0,2}-LS-(?:\\d{4}-)?\\d{1,5}\\b"            /* whose ever it is: TMF-LS-2026-017 */
	"|\\boif\\d{4}\\.\\d{1,4}(?:\\.\\d{1,2})?\\b"
	"|\\b[A-Z][A-Za-z]{2,15}\\d{1,3}_\\d{2,4}\\b"                                         /* GSMA: TSGIoT07_004 */
	"|\\b[A-Z]{2,6}-\\d{4}-\\d{4}(?:R\\d{1,2})?\\b"                                       /* oneM2M: TP-2016-0294R01 */
	"|\\b(?:ISO/IEC ?)?(?:JTC ?1/)?SC ?\\d{1,2}(?:/WG ?\\d{1,2})? ?N ?\\d{3,6}\\b"        /* JTC 1: SC 29/WG 3 N 1402 */
	"|\\b(?:ISO|IEC|ISO/IEC|CEN|CLC|CENELEC|CEN/(?:CLC|CENELEC))[/ ](?:TC|JTC|PC) ?\\d{1,3}(?:/(?:SC|WG|JWG) ?\\d{1,3}){0,2} ?N ?\\d{2,6}\\b"   /* ISO/TC 204 N 4871 */
	"|\\b\\d{1,3}[A-Z]?/\\d{2,5}[A-Z]?/(?:INF|DC|DL|RQ|Q)\\b"                                /* IEC: 57/2174/INF */
	"|\\bIEEE 802\\.\\d{1,2}-\\d{2}/\\d{4}r\\d{1,2}\\b|\\b\\d{1,2}-\\d{2}-\\d{4}-\\d{2}-[0-9a-z]{4}\\b"
	"|\\b(?:IEEE )?802\\.\\d{1,2}-\\d{2}-\\d{4}-\\d{2}-[A-Za-z0-9]{2,4}\\b|\\b5GAA_[A-Z]-\\d{6}\\b|\\bO-RAN\\.(?:WG\\d{1,2}|TSC)\\.LS[-.]\\d{2,5}(?:\\.\\d{1,5})?\\b"
	"|\\bliaise-\\d{2,4}[-\\w]*\\b|\\bbbf\\d{4}\\.\\d{1,4}(?:\\.\\d{1,2})?\\b)")
PATTERN(url, "\\bhttps?://datatracker\\.ietf\\.org/liaison/\\d{1,6}/?")
/* Who is answered, not what ("Response to attacks"): an acronym and what groups are called, up to where a title goes on */
#define ACRONYM "(?-i:[A-Za-z0-9]*[A-Z0-9][a-z./-]*[A-Z0-9][\\w./-]*)"
#define GROUP_NAME "(?:the )?(?:(?:[\\w-]+ ){0,4}?(?:WG|forum|alliance|association|consortium|committee|council|group|area|foundation|institute|party)s?\\b( " ACRONYM ")?|" ACRONYM ")" \
	"(?:(?:,| and| &)?(?: the)? (?:" ACRONYM "|WG|study group \\d+|working (?:group|party)( \\d\\w+)?|question \\S+)){0,5}"
#define TITLE_GOES_ON "(?=\\W*$|\\s*[:,;(\u2013\u2014]|['\u2019]|\\s-| (?:on|about|regarding|concerning|with|re|LSs?|liaison|letter|statement|questions?|comments?|requests?|dated)\\b)"
#define ANSWERED "(?:(?:your|its|their|our|LSs?|liaisons?|letters?|statement)\\b|[\"\u201c\u2018\u00ab]|(?:the )?(?:[\\w./-]+ ){0,4}?(?:LSs?|liaisons?|letters?|questions|comments)\\b|" GROUP_NAME TITLE_GOES_ON ")"
PATTERN(reply_title, "^\\W*(draft\\W+)?((further|second|third|additional|interim|initial|final) )?(reply|response|answer)\\b(?=( (LSs?|liaison|letter|statement|on|regarding|concerning|about)\\b)|"
	" to " ANSWERED "| (from|by) " GROUP_NAME "|\\s*[:,;\u2013\u2014-]|\\W*$)|^\\W*(?:" ACRONYM " |WG |Forum |Study Group ){1,5}(reply|response|answer) to (?:the )?" ACRONYM "\\b.{0,60}?" TITLE_GOES_ON "|^\\W*(draft\\W+)?(reply|answer) of\\b|\\bLS/r\\b|\\b(LS|liaison) (reply|response)\\b|[(\\[]\\s*(reply|response|answer) to\\b|"
	"\\b(reply|response) (LS|liaison)\\b|[,;:-]\\s*(reply|response|answer) to " ANSWERED "|\\b(LS|liaison|statement|letter|note) in (reply|response|answer) to\\b|"
	"(?<!for )(?<!for a )(?<!for an )(?<!for the )(?<!on )(?<!on the )\\b(reply|response|answer) to (your|the|its|[\\w./-]+( [\\w./-]+){0,4}) (LS|liaison|letter)\\b|"
	"^\\W*(comments|feedback) on (your|the) (LS|liaison|letter)\\b")
PATTERN(title_reference, "[(\\[](?:reply|response|answer) to ([^()\\[\\]]{3,120})")
PATTERN(title_answers, "\\b(?:reply|response|answer) to (?:your|the) (?:liaison|LS|letter|statement)\\b(.{5,200})$")
#define LETTER "(LS|liaison|letter|communication)"
#define NOT_A_LETTER "(?! (officers?|managers?|coordinat\\w+|representatives?|relations?\\w*|activit\\w+|work|persons?|contacts?|to be)\\b)"
/* "thank you for your attention to this letter", "… in advance for your reply" thank for nothing that came */
#define THANKS "\\bthank(s|ed)?\\b(?!.{0,40}\\bin advance\\b)"
#define FOR_NOTHING "(?! (kind |careful |prompt |continued |further |ongoing |good |early |valued? )*(attention|consideration|cooperation|co-operation|collaboration|interest|support|" \
	"patience|understanding|help|assistance|time)\\b(?!.{0,60}\\byour " LETTER "))"
/* weak words for a letter, as long as they are no part of an event */
#define WEAK "(update|message|question|request|input|information)s?\\b(?! (?:(?:\\w+ )?(?:to|at|in|during|for|after)) (?:\\S+ ){0,4}?" \
	"(?:workshop|meeting|session|plenary|conference|event|survey|webinar|tutorial|hackathon|symposium)s?\\b)"
PATTERN(reply_thanks, THANKS "( \\S+){0,8} for (liaison|LS)\\b" NOT_A_LETTER "|"
	THANKS "( you)?( very much)?( \\S+){0,8} for (the|your|its|this|his|their|sending|that|providing)\\b" FOR_NOTHING ".{0,80}\\b((liaison|LS|letter|communication|"
	"statement|response|reply)s?\\b" NOT_A_LETTER "|" WEAK ")")
PATTERN(reply_answers, "\\b(in|as an?|is an?|by way of) (response|reply|answer) to ((your|its|their)\\b.{0,60}\\b(liaison|LS|letter|communication|statement|question|request)s?\\b|"
	"the\\b.{0,60}?\\b(liaison|LS|letter|communication|(statement|question|request)s?( \\S+){0,3}? ((that )?(you|it|they)\\b|in (your|the|its) " LETTER "|(from|by) " GROUP_NAME "))s?\\b)|"
	"(?<!please )(?<!kindly )(?<!to )(?<!will )(?<!should )(?<!shall )(?<!can )(?<!could )(?<!may )\\b(answers?|repl(y|ies)|responds?) to (your|the) (LS|liaison|letter)\\b|"
	"\\b(answer|reply|response) (of|from) .{3,60} to (your|the) (LS|liaison|letter)\\b|\\banswers (your|the) " LETTER "\\b")
PATTERN(reply_names, "\\b(received|receipt of|refers? to|considered|reviewed|discussed) (your|the) (incoming )?(LS|liaison)\\b(?!( statement)? (to be|drafted|prepared|that|which)\\b)" NOT_A_LETTER "|"
	"\\byour (liaison|LS) (statement )?(dated|of|on|from)\\b|"
	"\\b(got|get|received|have|had) your (liaison |letter )?(statement|LS|letter) (of|dated|on|from)\\b|"
	"\\b(with|in|made|further|following|referring|pursuant|with regard|regarding|concerning|with respect)( reference)?( to)? your (recent |earlier |last |previous )?" LETTER "\\b|"
	"\\baddresses (your|the) " LETTER "\\b|\\b(are|is|were|was) (very |most )?(grateful|thankful|obliged) (to (you|\\S+) )?for your " LETTER "\\b" NOT_A_LETTER "|"
	"(?<!would )(?<!should )\\b(appreciates?|welcomes?|appreciated|welcomed) (your|the) " LETTER "\\b" NOT_A_LETTER ".{0,60}\\b(of|dated|on|from|received)\\b")
PATTERN(thanks_for, "\\bthanks?\\b( \\S+){0,8} for (?:the |your |its )?|\\b(?:in|as an?|is an?) (?:response|reply|answer) to |(?<!please )\\b(?:replies|responds|answers|refers) to |"
	"\\banswers (?=[A-Z])")
PATTERN(record, "^(?:the |your )?(?:[A-Z]{2,6} )?liaison (?:statement )?(?:no\\.? ?|number |# ?)?\\d{3,5}$")
PATTERN(title_number, "\\bLS ?-?\\d{1,5}$")
/* a number of a shape that nobody told us: it stands in brackets, and has two strokes */
PATTERN_CASE(bracketed, "\\(\\s*([A-Z][\\w.]{0,20}(?:[-/_\u2013][\\w.]{1,20}){2,6})\\s*[),;]")
PATTERN(letter_before, "\\b(liaisons?|LS|statements?|letter|reply|answer|response)\\b[^()]{0,80}\\(")
PATTERN_CASE(mark, "\\[(\\d{1,2})\\]")

static void add_once(GPtrArray *list, const char *text)
{
	for (guint i = 0; i < list->len; i++)
		if (g_ascii_strcasecmp(g_ptr_array_index(list, i), text) == 0)
			return;
	if (list->len < REFERENCES_MAX)
		g_ptr_array_add(list, g_strdup(text));
}

static void find_all(const GRegex *regex, const char *text, GPtrArray *list)
{
	g_autoptr(GMatchInfo) match = NULL;

	g_regex_match(regex, text, 0, &match);
	while (g_match_info_matches(match) && list->len < REFERENCES_MAX) {
		g_autofree char *found = g_match_info_fetch(match, 0);

		add_once(list, g_strstrip(found));
		if (!g_match_info_next(match, NULL))
			break;
	}
}

/* Does a number stand whole in another ("LS27" in "SG15-LS27", not "N 12" in "N 123")? */
static gboolean holds(const char *longer, const char *shorter)
{
	const char *found = strstr(longer, shorter);

	return found && !g_ascii_isalnum(found[strlen(shorter)]) && (found == longer || !g_ascii_isalnum(found[-1]));
}

/* "SG15-TD29R1/PLEN" of one shape and "SG15-TD29R1/PLEN Annex I" of another are one number: the longer. */
static void find_longest(const GRegex *regex, const char *text, GPtrArray *list)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);

	find_all(regex, text, found);
	for (guint i = 0; i < found->len; i++) {
		const char *number = g_ptr_array_index(found, i);
		gboolean known = FALSE;

		for (guint k = 0; k < list->len && !known; k++) {
			char *other = g_ptr_array_index(list, k);

			known = holds(other, number);
			if (known || !holds(number, other))
				continue;
			g_free(other);
			list->pdata[k] = g_strdup(number);
			known = TRUE;
		}
		if (!known)
			add_once(list, number);
	}
}

void references_find(const struct layouts *layouts, const char *text, GPtrArray *numbers)
{
	if (layouts && layouts->numbers && strlen(text) <= LINE_MAX_BYTES)
		find_longest(layouts->numbers, text, numbers);
	find_longest(pattern_number(), text, numbers);
}

void references_find_urls(const char *text, GPtrArray *urls)
{
	find_all(pattern_url(), text, urls);
}

/* What has no digit is no number, and what holds one of a known shape was found. */
static void add_bracketed(const struct layouts *layouts, const char *text, GPtrArray *numbers)
{
	g_autoptr(GMatchInfo) match = NULL;

	g_regex_match(pattern_bracketed(), text, 0, &match);
	while (g_match_info_matches(match) && numbers->len < REFERENCES_MAX) {
		g_autofree char *found = g_match_info_fetch(match, 1);
		g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);

		references_find(layouts, found, known);
		if (known->len == 0 && strpbrk(found, "0123456789"))
			add_once(numbers, found);
		if (!g_match_info_next(match, NULL))
			break;
	}
}

void references_find_labelled(const struct layouts *layouts, const char *value, GPtrArray *numbers)
{
	references_find(layouts, value, numbers);
	add_bracketed(layouts, value, numbers);
}

void references_find_bracketed(const struct layouts *layouts, const char *sentence, GPtrArray *numbers)
{
	if (strchr(sentence, '(') && pattern_matches(pattern_letter_before(), sentence))
		add_bracketed(layouts, sentence, numbers);
}

gboolean reference_is_record(const char *reference)
{
	return pattern_matches(pattern_record(), reference);
}

gboolean reference_names_letter(const char *text)
{
	return pattern_matches(pattern_letter(), text);
}

gboolean reference_is_number(const char *reference)
{
	return pattern_matches(pattern_title_number(), reference);
}

char *reference_in_title(const char *title)
{
	g_autoptr(GMatchInfo) match = NULL;
	char *found;

	if (!g_regex_match(pattern_title_reference(), title, 0, &match))
		return NULL;
	found = g_match_info_fetch(match, 1);
	return g_strstrip(found);
}

void references_in_title(const struct layouts *layouts, const char *title, GPtrArray *numbers)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *behind = NULL;

	if (!g_regex_match(pattern_title_answers(), title, 0, &match))
		return;
	behind = g_match_info_fetch(match, 1);
	references_find(layouts, behind, numbers);
	references_find_bracketed(layouts, title, numbers);
}

gboolean title_is_reply(const char *title)
{
	static const char *const words[] = { "eply", "espon", "nswer", "LS/r", "eedback", "omments", "EPLY", "ESPON", "NSWER", "ls/r" };

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(title, words[i]))
			return pattern_matches(pattern_reply_title(), title);
	return FALSE;
}

gboolean sentence_is_reply(const char *sentence)
{
	const gboolean thanks = strcasestr(sentence, "thank") != NULL;
	const gboolean answers = strcasestr(sentence, "nswer") || strcasestr(sentence, "repl") || strcasestr(sentence, "respon");
	g_autoptr(GMatchInfo) match = NULL;
	int end = 0;

	if ((thanks && pattern_matches(pattern_reply_thanks(), sentence)) || (answers && pattern_matches(pattern_reply_answers(), sentence)))
		return TRUE;
	if ((strcasestr(sentence, "liaison") || strcasestr(sentence, "ls") || strcasestr(sentence, "letter") || strcasestr(sentence, "your")) &&
	    pattern_matches(pattern_reply_names(), sentence))
		return TRUE;
	/* "thanks Study Group 15 for COM 15 - LS 31 - E" */
	return (thanks || answers || strcasestr(sentence, "refer")) && g_regex_match(pattern_thanks_for(), sentence, 0, &match) &&
	       g_match_info_fetch_pos(match, 0, NULL, &end) && g_regex_match_full(pattern_number(), sentence, -1, end, G_REGEX_MATCH_ANCHORED, NULL, NULL);
}

void references_marks(const char *sentence, GArray *marks)
{
	g_autoptr(GMatchInfo) match = NULL;

	g_regex_match(pattern_mark(), sentence, 0, &match);
	while (g_match_info_matches(match) && marks->len < REFERENCES_MAX) {
		g_autofree char *digits = g_match_info_fetch(match, 1);
		guint mark = (guint)g_ascii_strtoull(digits, NULL, 10);

		g_array_append_val(marks, mark);
		if (!g_match_info_next(match, NULL))
			break;
	}
}
