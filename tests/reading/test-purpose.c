/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-purpose.c - purposes, deadlines and answers in labels and in sentences
 */
#include <string.h>
#include "../mail/cputime.h"
#include "../../src/reading/deadline.h"
#include "../../src/reading/people.h"
#include "../../src/reading/purpose.h"
#include "../../src/reading/references.h"
#include "joined.h"
#include "organization.h"

static void test_value(void)
{
	static const struct { const char *value; enum purpose purpose; } rows[] = {
		{ "For action", PURPOSE_ACTION }, { "FOR ACTION.", PURPOSE_ACTION }, { "Action", PURPOSE_ACTION }, { "ACT", PURPOSE_ACTION },
		{ "For information", PURPOSE_INFO }, { "FYI", PURPOSE_INFO }, { "for  info", PURPOSE_INFO }, { "In response", PURPOSE_RESPONSE },
		{ "Response", PURPOSE_RESPONSE }, { "For comment", PURPOSE_COMMENT }, { "COM", PURPOSE_COMMENT },
		{ "To request an extension", PURPOSE_UNKNOWN }, { "", PURPOSE_UNKNOWN }, { "-", PURPOSE_UNKNOWN }, { "Other", PURPOSE_UNKNOWN },
		{ "ITU-R WP 1/4 for action; others for information", PURPOSE_INFO }, { "IETF for action; others for information", PURPOSE_ACTION },
		{ "WP 1 for action; FOO WG of the IETF for information", PURPOSE_INFO },
		{ "IETF: zur Kenntnisnahme; CEN/TC 224: zur Stellungnahme", PURPOSE_INFO }, { "For information \344\276\233\345\217\202\350\200\203", PURPOSE_INFO },
		{ "\342\230\222 Information \342\230\220 Action", PURPOSE_INFO }, { "[ ] Action [x] Information", PURPOSE_INFO },
		{ "Information (X)  Action ( )", PURPOSE_INFO }, { "Discussion \342\230\222 Information \342\230\220", PURPOSE_UNKNOWN },
		{ "[x] Action [x] Information", PURPOSE_UNKNOWN }, { "For information (no reply needed)", PURPOSE_INFO }, { "Response to LS 12", PURPOSE_RESPONSE },
		{ "\342\230\220 for action / pour action\n\342\230\222 for comments / pour observations", PURPOSE_COMMENT },
		{ "For action / Zur Bearbeitung", PURPOSE_ACTION }, { "Action / Information", PURPOSE_UNKNOWN },
		{ "For action and comment", PURPOSE_ACTION }, { "For information and comment", PURPOSE_COMMENT }, { "For action/comment", PURPOSE_ACTION }, { "Action/Information", PURPOSE_UNKNOWN },
		{ "For action and information", PURPOSE_ACTION }, { "Action required by 4 May 2026", PURPOSE_ACTION }, { "For action by 2026-05-04", PURPOSE_ACTION },
		{ "For comment, no later than 4 May 2026", PURPOSE_COMMENT }, { "For information only, no response required", PURPOSE_INFO },
		{ "For information. No action is required.", PURPOSE_INFO }, { "For information - reply is not needed", PURPOSE_INFO }, { "Info only", PURPOSE_INFO },
		{ "Informational only", PURPOSE_INFO }, { "\"For information\"", PURPOSE_INFO }, { "*Action*", PURPOSE_ACTION }, { "For review", PURPOSE_COMMENT },
		{ "For feedback", PURPOSE_COMMENT }, { "Request for information", PURPOSE_ACTION }, { "For information purposes only", PURPOSE_INFO },
		{ "In response, for information", PURPOSE_RESPONSE }, { "For your information only", PURPOSE_INFO },
		{ "For publication and action", PURPOSE_UNKNOWN }, { "No action", PURPOSE_UNKNOWN }, { "The action of 4 May 2026", PURPOSE_UNKNOWN },
		{ "WP 1 for action; WP 2 for information", PURPOSE_UNKNOWN }, { "QUIC for comment; SG13 for action", PURPOSE_COMMENT },
		{ "For action (IETF), for information (ETSI)", PURPOSE_ACTION }, { "For action (ETSI) / for information (QUIC)", PURPOSE_INFO },
		{ "Pour action (ETSI) \342\200\223 pour information (IETF)", PURPOSE_INFO }, { "Comment (SG13; IETF) and information (ETSI)", PURPOSE_COMMENT },
		{ "For action (ETSI), for information (SG13)", PURPOSE_UNKNOWN }, { "Answers (IETF), questions (ETSI)", PURPOSE_UNKNOWN },
	};
	struct organization *organization = test_organization();

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_test_message("%s", rows[i].value);
		g_assert_cmpint(purpose_of_value(organization, NULL, rows[i].value), ==, rows[i].purpose);
	}
	organization_free(organization);
}

static void test_line(void)
{
	g_assert_cmpint(purpose_of_line("For Information"), ==, PURPOSE_INFO);
	g_assert_cmpint(purpose_of_line("  *For action*"), ==, PURPOSE_ACTION);
	g_assert_cmpint(purpose_of_line("(for information only)"), ==, PURPOSE_INFO);
	g_assert_cmpint(purpose_of_line("Pour information"), ==, PURPOSE_INFO);
	g_assert_cmpint(purpose_of_line("Zur Bearbeitung"), ==, PURPOSE_ACTION);
	g_assert_cmpint(purpose_of_line("For information about our work see below"), ==, PURPOSE_UNKNOWN);
}

static void test_sentence(void)
{
	static const struct { const char *text; enum purpose purpose; } rows[] = {
		{ "SA2 kindly requests the QUIC WG to answer the question.", PURPOSE_ACTION },
		{ "We ask you to review clause 7.", PURPOSE_ACTION },
		{ "We would like the opinion of your working group on clause 14.", PURPOSE_ACTION },
		{ "The group would like to have your views on the matter.", PURPOSE_ACTION },
		{ "We would like the guidance in clause 7 to stay.", PURPOSE_UNKNOWN },
		{ "Please let us know whether this is possible.", PURPOSE_ACTION },
		{ "We would like to know whether a registry exists.", PURPOSE_ACTION },
		{ "Your feedback is requested.", PURPOSE_ACTION },
		{ "CT4 kindly requests the WG to take the above into account.", PURPOSE_INFO },
		{ "RAN2 asks SCHC to take note of it.", PURPOSE_INFO }, { "The Board kindly invites the IAB and the IESG to note the above.", PURPOSE_INFO },
		{ "SA6 asks CORE to kindly note that the work is finished.", PURPOSE_INFO },
		{ "WP 3 requests QUIC to note the change and to confirm it by 3 May 2026.", PURPOSE_ACTION },
		{ "A subscription may ask for a minimum time between two notifications.", PURPOSE_UNKNOWN },
		{ "The client can request a shorter path.", PURPOSE_UNKNOWN }, { "At present WG 4 does not ask for a new document.", PURPOSE_UNKNOWN },
		{ "WG 4 does not ask for a new document, but requests that you review this one.", PURPOSE_ACTION }, { "SA6 may ask again later, and asks you to comment now.", PURPOSE_ACTION },
		{ "We shall take your remarks into account.", PURPOSE_UNKNOWN },
		{ "It adds three claims and will ask IANA for code points.", PURPOSE_UNKNOWN },
		{ "We ask the IETF to tell IANA what it needs.", PURPOSE_ACTION },
		{ "We would welcome comments.", PURPOSE_UNKNOWN },
		{ "As requested by you, the draft was changed.", PURPOSE_UNKNOWN },
		{ "The board asks for no particular measure.", PURPOSE_INFO },
		{ "Our group requests no changes of RFC 9000.", PURPOSE_INFO },
		{ "We seek nothing from you at present.", PURPOSE_INFO },
		{ "The board asks for measures against it.", PURPOSE_ACTION },
		{ "Thank you for your request.", PURPOSE_UNKNOWN },
		{ "Please send any reply to liaison@forum.example.", PURPOSE_UNKNOWN },
		{ "Please send your reply to liaison@forum.example.", PURPOSE_ACTION },
		{ "We are pleased to inform you of the result.", PURPOSE_INFO },
		{ "This is sent to you for information.", PURPOSE_INFO },
		{ "No action is required.", PURPOSE_INFO },
		{ "Requests for presentations can be sent to the chairs.", PURPOSE_UNKNOWN },
		{ "There is no action for the recipients.", PURPOSE_INFO },
		{ "The QUIC WG is requested to add the units.", PURPOSE_ACTION },
		{ "We would like QUIC to review section 5.", PURPOSE_ACTION },
		{ "An answer within six weeks would let us plan the event.", PURPOSE_ACTION },
		{ "We do not request a formal response from you.", PURPOSE_INFO },
		{ "We would like you to be aware of the new list.", PURPOSE_INFO },
		{ "Experts of ISO/TC 46 are invited to take part in the workshop.", PURPOSE_UNKNOWN },
		{ "We invite the members of your group to join the discussion on the list.", PURPOSE_UNKNOWN },
		{ "RAN2 encourages experts of SCHC to participate in its meeting.", PURPOSE_UNKNOWN },
		{ "You are invited to join the call on 3 May and to provide your view of clause 4.", PURPOSE_ACTION },
		{ "We invite CORE to comment on the text.", PURPOSE_ACTION },
		{ "It would be for you to decide; the board does not expect a response to this letter.", PURPOSE_INFO },
		{ "CT4 kindly asks the WG to state whether a list may be cached by a proxy that is not trusted, and to answer no later than 15 January 2027.", PURPOSE_ACTION },
		{ "SG15 invites CCAMP to say by 3 May 2026 why it is not sent first, and its answer will be added.", PURPOSE_ACTION },
		{ "RAN2 asks the WG to give, not later than 5 June 2026, an answer to question 2.", PURPOSE_ACTION },
		{ "The group is not asking for a formal answer.", PURPOSE_INFO },
		{ "No specific action is asked of the WG.", PURPOSE_UNKNOWN },
		{ "SA3 kindly requests the WG to take the above into account and to answer by 4 May 2026.", PURPOSE_ACTION },
		{ "SA3 asks QUIC to take this into consideration and provide its feedback on clause 5.", PURPOSE_ACTION },
		{ "SA3 asks QUIC to take this into consideration and respond if needed.", PURPOSE_INFO },
		{ "We would be grateful if the NETMOD working group would review the modules.", PURPOSE_ACTION },
		{ "We should be very grateful if you could comment on Annex B.", PURPOSE_ACTION },
		{ "It would be of great help if QUIC could confirm that the reading is right.", PURPOSE_ACTION },
		{ "It would be highly appreciated if the chairs could tell us which draft to cite.", PURPOSE_ACTION },
		{ "We would appreciate it if you could confirm this.", PURPOSE_ACTION },
		{ "The board would be most grateful for your views on the two options.", PURPOSE_ACTION },
		{ "Could you please let us know which registry is meant?", PURPOSE_ACTION },
		{ "May we kindly ask you to review clause 4?", PURPOSE_ACTION },
		{ "Your early response would be greatly appreciated.", PURPOSE_ACTION },
		{ "A review of section 3 would be appreciated.", PURPOSE_ACTION },
		{ "We would be grateful if you would take this into account.", PURPOSE_INFO },
		{ "We would be happy to answer if you have questions.", PURPOSE_UNKNOWN },
		{ "We are grateful for your comments on the draft.", PURPOSE_UNKNOWN },
		{ "Your continued cooperation would be appreciated.", PURPOSE_UNKNOWN },
		{ "It would be useful if the two registries could be merged some day.", PURPOSE_UNKNOWN },
		{ "A sender that could review its own keys would be of great help.", PURPOSE_UNKNOWN },
		{ "The UE sends a request to the AMF.", PURPOSE_UNKNOWN },
		{ "The library asks the kernel for a buffer.", PURPOSE_UNKNOWN },
		{ "Each new resolver seeks the nearest anchor.", PURPOSE_UNKNOWN },
		{ "The undersigned group asks the QUIC WG to answer.", PURPOSE_ACTION },
		{ "The secretariat requests your view.", PURPOSE_ACTION },
		{ "The national administrations ask the IETF to state its plans.", PURPOSE_ACTION },
		{ "The client requests a token and the server asks for a certificate.", PURPOSE_UNKNOWN },
		{ "SIP INVITE requests are sent to the proxy.", PURPOSE_UNKNOWN },
		{ "This Recommendation requests that the header be signed.", PURPOSE_UNKNOWN },
		{ "SA2 asks QUIC whether a client requests a token first.", PURPOSE_ACTION },
		{ "We request that the UE may send a request before it is registered.", PURPOSE_ACTION },
		{ "We ask you to confirm that HTTP requests are not affected.", PURPOSE_ACTION },
		{ "No feedback is required.", PURPOSE_INFO },
		{ "A reply is not required.", PURPOSE_INFO },
		{ "There is no need to respond.", PURPOSE_INFO },
		{ "This is to inform you that the list was closed.", PURPOSE_INFO },
		{ "SG15 would like to draw your attention to the new list.", PURPOSE_INFO },
		{ "SG15 informs the IETF that the list was closed.", PURPOSE_INFO },
		{ "The Sensor Forum also informs you of the new list.", PURPOSE_INFO },
		{ "Study Group 15 informs CCAMP that work has begun.", PURPOSE_INFO },
		{ "This liaison statement provides an update on timers.", PURPOSE_INFO },
		{ "The UE informs the AMF that it leaves.", PURPOSE_UNKNOWN },
		{ "Please check the terms of clause 6.", PURPOSE_ACTION },
		{ "Please also tell us which draft to cite.", PURPOSE_ACTION },
		{ "Please inform SG15 of the outcome.", PURPOSE_ACTION },
		{ "Please align the two registries.", PURPOSE_ACTION },
		{ "SA3 has the following question: are keys shared?", PURPOSE_ACTION },
		{ "SG15 is seeking guidance on timers.", PURPOSE_ACTION },
		{ "We await your answer.", PURPOSE_ACTION },
		{ "We encourage the WG to review the draft.", PURPOSE_ACTION },
		{ "SA2 encourages QUIC and MASQUE to comment on clause 5.", PURPOSE_ACTION },
		{ "We encourage you to attend and review the posters.", PURPOSE_UNKNOWN },
		{ "Please find the draft attached.", PURPOSE_UNKNOWN },
		{ "Please note that the list was closed.", PURPOSE_UNKNOWN },
		{ "Please share this with your members.", PURPOSE_UNKNOWN },
		{ "Please inform your members.", PURPOSE_UNKNOWN },
		{ "If you have a question, call us.", PURPOSE_UNKNOWN },
		{ "Nothing of the kind.", PURPOSE_UNKNOWN },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		enum purpose purpose = purpose_of_sentence(rows[i].text);

		if (purpose != rows[i].purpose) {
			g_test_message("%s: got %s", rows[i].text, purpose_name(purpose));
			g_test_fail();
		}
	}
}

static void test_deadline(void)
{
	static const struct { const char *text; enum date_answer answer; const char *day; } rows[] = {
		{ "Please let us know your view by 7 August 2026.", DATE_EXACT, "2026-08-07" },
		{ "We would like to receive a reply no later than May 6, 2002.", DATE_EXACT, "2002-05-06" },
		{ "Comments are welcome until 2024-05-31 (end of day).", DATE_EXACT, "2024-05-31" },
		{ "Please reply no later than March 2, 2026, before our Q2 meeting in Athens.", DATE_EXACT, "2026-03-02" },
		{ "Please send comments by 3 May 2026 for the meeting of 20-23 May 2026.", DATE_EXACT, "2026-05-03" },
		{ "An answer before our next meeting would help.", DATE_VAGUE, NULL },
		{ "To be discussed at the meeting in May, they should be received not later than 30 April 2026, 16:00 hours UTC.", DATE_EXACT, "2026-04-30" },
		{ "Remarks must reach WP 4B by 30 April 2026.", DATE_EXACT, "2026-04-30" },
		{ "We need from QUIC a list of the names by Monday 4 May 2026 so that we can go on.", DATE_EXACT, "2026-05-04" },
		{ "Registrations should be received by 30 April 2026.", DATE_NONE, NULL },
		{ "The group needs rooms by 30 April 2026.", DATE_NONE, NULL },
		{ "We ask for a response before SG2 Q.1/2 meeting in Geneva, 27 November-1 December 2017.", DATE_VAGUE, NULL },
		{ "Please reply by mid-May 2007.", DATE_VAGUE, NULL },
		{ "The Recommendation will be approved by 1 June 2024 after your comments.", DATE_NONE, NULL },
		{ "The next meeting is held before 1 June 2024.", DATE_NONE, NULL },
		{ "The document was written by J. Doe; comments are welcome.", DATE_NONE, NULL },
		{ "Please send it to us by 30.04.2026.", DATE_EXACT, "2026-04-30" },
		{ "We shall send it to the printer by 30.04.2026.", DATE_NONE, NULL },
		{ "We have discussed your comments.", DATE_NONE, NULL },
		{ "Comments of vendors are accepted until August 21, 2026.", DATE_NONE, NULL },
		{ "Comments of national bodies are due by 2026-07-10.", DATE_NONE, NULL },
		{ "Please answer no later than 1600 hours UTC, 16 June 2026, so that it can be treated.", DATE_EXACT, "2026-06-16" },
		{ "We ask for means by which a link tells its rate, and for an answer by 16 June 2026.", DATE_EXACT, "2026-06-16" },
		{ "The WG is requested to tell us why, before 2026-05-29.", DATE_EXACT, "2026-05-29" },
		{ "Kindly provide your feedback at the latest 4 May 2026.", DATE_EXACT, "2026-05-04" },
		{ "Comments are due on 4 May 2026.", DATE_EXACT, "2026-05-04" },
		{ "The deadline for responses is 4 May 2026.", DATE_EXACT, "2026-05-04" },
		{ "If we do not hear from you by 4 May 2026, we shall assume that you agree.", DATE_EXACT, "2026-05-04" },
		{ "Please answer by 4 May 2026 because our next meeting is on 18-22 May 2026.", DATE_EXACT, "2026-05-04" },
		{ "Please answer by 4 May 2026 at our meeting in Geneva or by mail.", DATE_EXACT, "2026-05-04" },
		{ "If possible, by 4 May 2026, please send us your comments.", DATE_EXACT, "2026-05-04" },
		{ "We hope to publish by 4 May 2026 and ask for your comments by 1 April 2026.", DATE_EXACT, "2026-04-01" },
		{ "It would be appreciated if the answer were sent not later than 4 May 2026.", DATE_EXACT, "2026-05-04" },
		{ "We would be grateful if your comments could be submitted by 4 May 2026.", DATE_EXACT, "2026-05-04" },
		{ "The answer was sent by 4 May 2026.", DATE_NONE, NULL },
		{ "Comments are welcome until 4 May 2026 and will be treated together with the ballot at our session of 18 May 2026.", DATE_EXACT, "2026-05-04" },
		{ "Please answer by 4 May 2026 and we will bring it to the plenary.", DATE_EXACT, "2026-05-04" },
		{ "We kindly request a reply within four weeks.", DATE_VAGUE, NULL },
		{ "Please reply as soon as possible.", DATE_VAGUE, NULL },
		{ "We would appreciate a reply in time for our next meeting, which starts on 11 May 2026.", DATE_VAGUE, NULL },
		{ "SG15 plans to consent G.8310 by 10 October 2026 and would appreciate your comments before then.", DATE_NONE, NULL },
		{ "SA2 would like to complete this work by 4 May 2026 and kindly asks for your feedback.", DATE_NONE, NULL },
		{ "We will review your comments until 4 May 2026.", DATE_NONE, NULL },
		{ "We reviewed all comments received by 4 May 2026.", DATE_NONE, NULL },
		{ "To be considered there, input should be received by 4 May 2026.", DATE_EXACT, "2026-05-04" },
		{ "Please comment on the draft prepared by SG15 on 4 May 2026.", DATE_NONE, NULL },
		{ "The comments are due to a change of 4 May 2026.", DATE_NONE, NULL },
		{ "To be treated there, your comments are needed on 4 May 2026 at the latest.", DATE_EXACT, "2026-05-04" },
		{ "Please let us have your answer on Monday, 4 May 2026 at the latest.", DATE_EXACT, "2026-05-04" },
		{ "We discussed your comments on 4 May 2026.", DATE_NONE, NULL },
		{ "The draft will be published on 4 May 2026 at the latest; comments are welcome.", DATE_NONE, NULL },
		{ "An answer by 4 May 2026 would be appreciated, as Release 4 will be frozen at our June plenary.", DATE_EXACT, "2026-05-04" },
		{ "Please send your comments before 4 May 2026 because the text will be approved in June.", DATE_EXACT, "2026-05-04" },
		{ "The text will be approved by 4 May 2026, since your comments have been received.", DATE_NONE, NULL },
		{ "To be of use in this phase they ought to be with us by 15/07/2026.", DATE_EXACT, "2026-07-15" },
		{ "These should arrive no later than 4 May 2026.", DATE_EXACT, "2026-05-04" },
		{ "The delegates are to arrive by 4 May 2026.", DATE_NONE, NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct date date = { 0, 0, 0 };
		g_autofree char *words = NULL, *day = NULL;
		enum date_answer answer = deadline_of_sentence(rows[i].text, &date, &words);

		g_test_message("%s", rows[i].text);
		day = date_format(date);
		g_assert_cmpint(answer, ==, rows[i].answer);
		g_assert_cmpstr(answer == DATE_EXACT ? day : NULL, ==, rows[i].day);
		g_assert_cmpint(words != NULL, ==, answer != DATE_NONE);
	}
}

/* Behind the label. */
static void test_deadline_value(void)
{
	static const struct { const char *value; enum date_answer answer; const char *day; } rows[] = {
		{ "4 May 2026", DATE_EXACT, "2026-05-04" }, { "before 4 May 2026", DATE_EXACT, "2026-05-04" }, { "Yes, no later than 4 May 2026", DATE_EXACT, "2026-05-04" },
		{ "8 May 2026 (before SG15 meeting 18-22 May 2026)", DATE_EXACT, "2026-05-08" },
		{ "by 4 May 2026 for SG15 meeting starting 18 May 2026", DATE_EXACT, "2026-05-04" },
		{ "No later than 4 May 2026 to be discussed in SG15 meeting 18-29 May 2026", DATE_EXACT, "2026-05-04" },
		{ "4 May 2026 (preferably 27 April 2026)", DATE_AMBIGUOUS, NULL }, { "4 May 2026 for comments, 10 June 2026 for approval", DATE_AMBIGUOUS, NULL },
		{ "SG15 meeting, 4 May 2026", DATE_VAGUE, NULL }, { "Next SG15 meeting (31 May 2026)", DATE_VAGUE, NULL },
		{ "before the SA3#120 meeting (10-14 May 2026)", DATE_VAGUE, NULL }, { "2 weeks before SG15 meeting (18 May 2026)", DATE_VAGUE, NULL },
		{ "before our next meeting", DATE_VAGUE, NULL },
		{ "31 May 2026 (date of next SG15 meeting)", DATE_VAGUE, NULL }, { "31 May 2026 (SG15 meeting in Geneva)", DATE_VAGUE, NULL },
		{ "2026-05-31, start of the SA2#170 meeting", DATE_VAGUE, NULL }, { "31 May 2026 - our next plenary", DATE_VAGUE, NULL },
		{ "31 May 2026 (one week before the SG15 meeting)", DATE_EXACT, "2026-05-31" }, { "31 May 2026 (close of business)", DATE_EXACT, "2026-05-31" }, { "4-8 May 2026", DATE_RANGE, NULL }, { "None", DATE_NONE, NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct date date = { 0, 0, 0 };
		enum date_answer answer = deadline_of_value(rows[i].value, LAYOUT_ORDER_UNKNOWN, &date);
		g_autofree char *day = date_format(date);

		g_test_message("%s", rows[i].value);
		g_assert_cmpint(answer, ==, rows[i].answer);
		g_assert_cmpstr(answer == DATE_EXACT ? day : NULL, ==, rows[i].day);
	}
}

static void test_numbers(void)
{
	static const struct { const char *text, *numbers; } rows[] = {
		{ "3GPP TSG SA WG2 Meeting #130\tS2-1812758", "S2-1812758" },
		{ "S5-186491/S2-189049 (LS on x)", "S5-186491|S2-189049" },
		{ "CP-172153 and SP-170769", "CP-172153|SP-170769" },
		{ "COM 16 – LS 124 – E", "COM 16 – LS 124 – E" },
		{ "SG15-LS88 of Study Group 15", "SG15-LS88" },
		{ "TMF LS 26-12", "" },
		{ "S2-2601234rev2 replaces S2-2601200", "S2-2601234rev2|S2-2601200" }, { "RWS-210001", "RWS-210001" }, { "s3i260123", "s3i260123" },
		{ "TD123/GEN and TD 45-R1/WP3", "TD123/GEN|TD 45-R1/WP3" }, { "TD 123 (GEN/15)", "TD 123 (GEN/15)" }, { "SG17-C123, TSAG-TD45", "SG17-C123|TSAG-TD45" },
		{ "FGAI4H-LS-012", "FGAI4H-LS-012" }, { "sp16-sg15-oLS-00123", "sp16-sg15-oLS-00123" }, { "LS 123 - SG15", "LS 123 - SG15" },
		{ "5D/TEMP/123 and 7A/TEMP/12-E", "5D/TEMP/123|7A/TEMP/12-E" }, { "R23-WP5D-C-0123", "R23-WP5D-C-0123" },
		{ "IEEE 802.1-26-0012-00-LS", "IEEE 802.1-26-0012-00-LS" }, { "3-26-0012-01-0000", "3-26-0012-01-0000" }, { "LI(26)P71012r1", "LI(26)P71012r1" },
		{ "O-RAN.WG1.LS-0012, 5GAA_S-260123", "O-RAN.WG1.LS-0012|5GAA_S-260123" },
		{ "+49-26-0012-00-12, TD, R23-WP5D, RFC-9221, TLS 13 - A12", "" },
		{ "ISO/TC 46 N 2811", "ISO/TC 46 N 2811" }, { "CEN/CLC/JTC 19/WG 2 N 77", "CEN/CLC/JTC 19/WG 2 N 77" }, { "65/811/INF", "65/811/INF" },
		{ "ISO/TC 46 and 4/3/2 of Q", "" },
		{ "ZSM(24)000131 and MEC(24)000487r3", "ZSM(24)000131|MEC(24)000487r3" },
		{ "oif2024.118.01", "oif2024.118.01" },
		{ "GSMA TSGIoT07_004", "TSGIoT07_004" },
		{ "TP-2016-0294R01-LS_to_W3C_WoT", "TP-2016-0294R01" },
		{ "ISO/IEC JTC 1/SC 29/WG 3 N 1402", "ISO/IEC JTC 1/SC 29/WG 3 N 1402" },
		{ "JCA-IMT2020-LS1", "JCA-IMT2020-LS1" },
		{ "IETF-LS-17 and ABCD-W4-LS-2026-031", "IETF-LS-17|ABCD-W4-LS-2026-031" }, { "MPLS-LS-P, the WAN-LS-port and LS-A 4", "" },
		{ "liaison-response-ITU-T-SG15-LS43-0717-v01", "" },
		{ "Release 17, RFC 9221, draft-ietf-quic-01, 18 - 22 May 2026", "" },
		{ "+82 42 555 0101, ISO 8601, IPv6, G.709", "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);
		g_autofree char *found = NULL;

		references_find(NULL, rows[i].text, numbers);
		found = joined(numbers);
		g_assert_cmpstr(found, ==, rows[i].numbers);
	}
}

/* Behind a label, and in brackets behind the word for a letter, a number may have any shape. */
static void test_unknown_numbers(void)
{
	static const struct { gboolean label; const char *text, *numbers; } rows[] = {
		{ TRUE, "LS on keys (S3-260114/C4-260019), LS (IETF-QUIC-2025-11)", "S3-260114|C4-260019|IETF-QUIC-2025-11" },
		{ TRUE, "LS on timers (Rel-19)", "" },
		{ TRUE, "Our letter of 2026-03-11 on timers", "" },
		{ TRUE, "draft-ietf-quic-timers-03", "" },
		{ TRUE, "A title that names AB/2026/0044 without a bracket", "" },
		{ FALSE, "Thank you for your liaison of May 2, 2025 (LS-QUIC-2025-04, see below).", "LS-QUIC-2025-04" },
		{ FALSE, "Thank you for your liaison of May 2, 2025 (in Geneva).", "" },
		{ FALSE, "The value is stated in the table (AB-12-3).", "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);
		g_autofree char *found = NULL;

		(rows[i].label ? references_find_labelled : references_find_bracketed)(NULL, rows[i].text, numbers);
		found = joined(numbers);
		g_assert_cmpstr(found, ==, rows[i].numbers);
	}
	g_assert_true(reference_is_number("IETF QUIC WG \u2013 LS9"));
	g_assert_false(reference_is_number("the LS on timers"));
}

static void test_reply(void)
{
	static const struct { const char *text; gboolean reply; } titles[] = {
		{ "Reply LS on x", TRUE }, { "[Draft] Reply LS on x", TRUE }, { "Response to \"LS on x\"", TRUE }, { "Reply from SG15 to CCAMP", TRUE },
		{ "Second reply on timers", TRUE }, { "Answer of SG15 to the letter on timers", TRUE }, { "LS in reply to IETF QUIC on timers", TRUE },
		{ "LS on timers [reply to IETF QUIC-LS12]", TRUE }, { "IEEE 802.1 response to ITU-T SG15 liaison on timers", TRUE },
		{ "Comments on your liaison statement on timers", TRUE }, { "LS on the reply to attacks", FALSE }, { "Answering machines", FALSE },
		{ "Response times in networks", FALSE }, { "Reply attacks on tokens", FALSE }, { "Response of queues under load", FALSE },
		{ "Request for a reply to your LS on timers", FALSE }, { "Answer codes of SIP", FALSE },
		{ "Response to IETF QUIC WG on timers", TRUE }, { "Reply to ITU-T Study Group 15 regarding timers", TRUE }, { "Answer to questions on timers", TRUE },
		{ "Reply to the Broadband Forum", TRUE }, { "Response to CCAMP's questions on timers", TRUE }, { "3GPP SA2 response to IETF on timers", TRUE },
		{ "OIF response to IETF CCAMP", TRUE }, { "Reply to your liaison statement", TRUE },
		{ "Response to attacks on tokens", FALSE }, { "Response to DDoS attacks", FALSE }, { "Incident handling: response to attacks", FALSE },
		{ "Response to Congestion in Data Centres", FALSE }, { "Answer to delay in queues", FALSE }, { "UE response to network faults", FALSE },
	}, sentences[] = {
		{ "SG15 thanks CCAMP for its liaison of 8 April 2007 on cooperation.", TRUE },
		{ "In response to your liaison statement we note the following.", TRUE },
		{ "The CCAMP Working Group thanks Study Group 15 for COM 15 \u2013 LS 31 \u2013 E, which was received in May.", TRUE },
		{ "We were glad to get your statement of 3 May 2026 about timers.", TRUE },
		{ "This LS replies to SG15-LS12.", TRUE },
		{ "As an answer to your letter, we attach the list.", TRUE },
		{ "With reference to your liaison statement on timers, SG15 notes the following.", TRUE },
		{ "Further to your letter of 3 May 2026, we can now confirm the list.", TRUE },
		{ "In your LS you asked whether timers are shared.", TRUE },
		{ "We are grateful for your liaison statement.", TRUE },
		{ "SG15 appreciates the liaison statement received from CCAMP.", TRUE },
		{ "This document answers the liaison statement on timers.", TRUE },
		{ "Thank you for your continued cooperation and for your letter of 3 May 2026.", TRUE },
		{ "Further to our liaison statement of 3 May 2026, we attach the list.", FALSE },
		{ "Thanks go to Study Group 15 for the Recommendation that SG15-LS88 speaks of.", FALSE },
		{ "Thank you for your attention.", FALSE },
		{ "Thank you for your attention to this liaison statement.", FALSE },
		{ "Thank you in advance for your response.", FALSE },
		{ "We thank you for your interest and look forward to your input.", FALSE },
		{ "We thank the IETF for the liaison officers it sent.", FALSE },
		{ "We have discussed the LS to be sent to you.", FALSE },
		{ "Please reply to the liaison statement by 3 May 2026.", FALSE },
		{ "Please answer SG15-LS12 first.", FALSE },
		{ "We thank our members for the work.", FALSE },
		{ "In response to the question of scale, SG15 has started a study.", FALSE },
		{ "In response to the requests that a client sends, the server answers.", FALSE },
		{ "In response to the statement that timers are shared, we add a clause.", FALSE },
		{ "In response to the questions you raised, we attach the list.", TRUE },
		{ "In reply to the question put by the QUIC WG, SG15 notes the following.", TRUE },
		{ "In response to your question we attach the list.", TRUE },
		{ "In answer to the liaison statement on timers, we attach the list.", TRUE },
		{ "We thank the IETF for the input to the workshop.", FALSE },
		{ "SG15 thanks the IETF for its information at the last meeting.", FALSE },
		{ "Thank you for the questions during the joint session.", FALSE },
		{ "Thank you for the information on timers.", TRUE },
		{ "SG15 thanks the IETF for its update about timers.", TRUE },
	};
	g_autofree char *reference = reference_in_title("LS/r on x (reply to IETF CCAMP WG – LS31) [to y]");

	g_assert_cmpstr(reference, ==, "IETF CCAMP WG – LS31");
	for (gsize i = 0; i < G_N_ELEMENTS(titles); i++) {
		g_test_message("%s", titles[i].text);
		g_assert_cmpint(title_is_reply(titles[i].text), ==, titles[i].reply);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++) {
		g_test_message("%s", sentences[i].text);
		g_assert_cmpint(sentence_is_reply(sentences[i].text), ==, sentences[i].reply);
	}
}

static void test_reply_address(void)
{
	static const struct { const char *text, *address, *before; } rows[] = {
		{ "Should you wish to answer, please address any reply to liaisons@b.example.", "liaisons@b.example", NULL },
		{ "All correspondence on this matter should be directed to liaisons@b.example, with a copy to Philippa.", "liaisons@b.example", NULL },
		{ "Please direct all correspondence to liaisons@b.example.", "liaisons@b.example", NULL },
		{ "Please respond to liaisons@b.example by 4 May 2026.", "liaisons@b.example", NULL },
		{ "Kindly reply by e-mail to the secretariat (liaisons@b.example).", "liaisons@b.example", NULL },
		{ "Responses to liaisons@b.example, please.", "liaisons@b.example", NULL },
		{ "Please submit your comments to liaisons@b.example.", "liaisons@b.example", NULL },
		{ "Comments on this letter should be sent to liaisons@b.example.", "liaisons@b.example", NULL },
		{ "Your answer should reach liaisons@b.example by 4 May 2026.", "liaisons@b.example", NULL },
		{ "Please send your comments by 2027-01-31, as issues in our repository or as a reply to this liaison statement to liaisons@b.example.", "liaisons@b.example", NULL },
		{ "Please reply, before 4 May 2026 and in writing, to liaisons@b.example.", "liaisons@b.example", NULL },
		{ "Please provide the text of Annex A and, where it differs, that of Annex B together with your answer to liaisons@b.example.", "liaisons@b.example", NULL },
		{ "Please answer the question that Jo Doe has put to a@b.example.", NULL, NULL },
		{ "Please reply to the list, with a copy to a@b.example.", NULL, NULL },
		{ "Questions can be put to a@b.example.", NULL, NULL },
		{ "Please send replies to a@b.example or c@d.example.", NULL, NULL },
		{ "Please reply to the questions of a@b.example.", NULL, NULL },
		{ "Comments on the draft can be sent to the list at list@b.example.", NULL, NULL },
		{ "We will send the responses to a@b.example.", NULL, NULL },
		{ "The answer was sent to a@b.example on 4 May.", NULL, NULL },
		{ "Jo Doe (a@b.example) will address the comments at the next meeting.", NULL, NULL },
		{ "Please pass this letter on to your members, who may address it to a@b.example.", NULL, NULL },
		{ "Please send it to a@b.example.", NULL, NULL },
		{ "The form is attached; kindly return it to a@b.example.", NULL, NULL },
		{ "When your reply is ready, please send it to a@b.example.", "a@b.example", NULL },
		{ "If you have comments, kindly forward them to a@b.example.", "a@b.example", NULL },
		{ "Should you wish to write one, please send it to a@b.example.", "a@b.example", "We expect no reply." },
		{ "Please send it to a@b.example.", NULL, "The form is attached." },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct address *address = people_reply_address(rows[i].before, rows[i].text, FALSE);

		g_test_message("%s", rows[i].text);
		g_assert_cmpstr(address ? address->addr_spec : NULL, ==, rows[i].address);
		if (address)
			address_free(address);
	}
}

/* Words that could be divided in many ways end in no event: each is looked at once. */
static void test_deadline_torture(void)
{
	g_autoptr(GString) value = g_string_new(NULL);
	struct date date;
	double began;

	for (int i = 0; i < 300; i++)
		g_string_append(value, "and ");
	began = cputime();
	for (int i = 0; i < 100; i++)
		g_assert_cmpint(deadline_of_value(value->str, LAYOUT_ORDER_UNKNOWN, &date), ==, DATE_NONE);
	g_assert_cmpfloat(cputime() - began, <, 1.0);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/reading/purpose-value", test_value);
	g_test_add_func("/reading/purpose-line", test_line);
	g_test_add_func("/reading/purpose-sentence", test_sentence);
	g_test_add_func("/reading/deadline-sentence", test_deadline);
	g_test_add_func("/reading/deadline-value", test_deadline_value);
	g_test_add_func("/reading/deadline-torture", test_deadline_torture);
	g_test_add_func("/reading/numbers", test_numbers);
	g_test_add_func("/reading/unknown-numbers", test_unknown_numbers);
	g_test_add_func("/reading/reply", test_reply);
	g_test_add_func("/reading/reply-address", test_reply_address);
	return g_test_run();
}
