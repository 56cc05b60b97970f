/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-sheet.c - business letters below a short cover: which of them are statements, and what their heads and feet say
 */
#include <liaison/mail.h>
#include <liaison/reading.h>
#include <liaison/settings.h>
#include <string.h>
#include "organization.h"

static struct layouts *layouts;

/* The author, to whom, subject and text of the mail; the letter that is attached, or NULL. Of what is read NULL: not looked at; "": there is none. */
static const struct row {
	const char *name, *author, *to, *subject, *cover, *letter;
	enum kind kind;
	const char *title, *from, *addressed, *cc;
} rows[] = {
#define TRAM_HEAD "Tramway Signalling Alliance\n12 Depot Lane, Ghent\n\n4 May 2026\n\nChairs of the NTP Working Group\nInternet Engineering Task Force\n\n"
#define TRAM_TEXT "Dear chairs,\n\nour signalling group has found that the clocks of trams drift apart in long tunnels. We would be grateful\n" \
	"if the working group could tell us which of its extensions helps.\n\n"
#define TRAM_FOOT "Yours sincerely,\n\nAgna Pauwels\nSecretary General\nTramway Signalling Alliance\n"
	{ "called-liaison", "office@tramsignal.example", "ntp-chairs@ietf.org", "Liaison letter", "Please see attached.",
	  TRAM_HEAD "Ref: Clock drift of trams in long tunnels\n\n" TRAM_TEXT TRAM_FOOT, KIND_STATEMENT,
	  "Clock drift of trams in long tunnels", "Tramway Signalling Alliance", "NTP WG", "" },
	{ "says-liaison-inside", "office@tramsignal.example", "ntp-chairs@ietf.org", "From our office", "Please see attached.",
	  TRAM_HEAD "Liaison to the IETF on clock drift of trams\n\n" TRAM_TEXT TRAM_FOOT, KIND_STATEMENT, NULL, NULL, NULL, NULL },
	{ "letter-of-an-officer", "staff@harbourcouncil.example", "ntp-chairs@ietf.org", "Letter of the Harbour Council", "Please find a letter to the NTP WG attached.",
	  "Harbour Council\n2 June 2026\nSubject: Time stamps of cranes in the harbour\nDear NTP chairs,\nThe Council asks whether its cranes may use them.\n"
	  "Respectfully,\nOla Brun\nChair of the Harbour Council\n", KIND_STATEMENT, NULL, NULL, NULL, NULL },
	{ "letter-of-a-company", "sales@brightclock.example", "ntp-chairs@ietf.org", "Our offer", "Please find a letter to the NTP WG attached.",
	  "Brightclock Ltd\n2 June 2026\nSubject: Better clocks for all of your members\nDear NTP chairs,\nOur clocks are the best that there are.\n"
	  "Kind regards,\nOla Brun\nHead of Sales\n", KIND_CORRESPONDENCE, NULL, NULL, NULL, NULL },
	{ "appointment", "office@tramsignal.example", "ntp-chairs@ietf.org", "Liaison officer", "Please see the letter.",
	  TRAM_HEAD "Subject: Appointment of our liaison officer to the IETF\n\nDear chairs,\n\nwe have appointed Ms. Wim Claes.\n\n" TRAM_FOOT,
	  KIND_CORRESPONDENCE, NULL, NULL, NULL, NULL },
	{ "invitation", "office@tramsignal.example", "ntp-chairs@ietf.org", "Liaison: our meeting", "Please see the letter.",
	  TRAM_HEAD "Subject: Invitation to our annual general meeting\n\nDear chairs,\n\nwe would be glad to see you there.\n\n" TRAM_FOOT,
	  KIND_CORRESPONDENCE, NULL, NULL, NULL, NULL },
	{ "receipt", "office@tramsignal.example", "ntp-chairs@ietf.org", "Your liaison statement", "Please see the letter.",
	  TRAM_HEAD "Subject: Acknowledgement of your liaison statement\n\nDear chairs,\n\nwe have it and will look at it in May.\n\n" TRAM_FOOT,
	  KIND_CORRESPONDENCE, NULL, NULL, NULL, NULL },
	{ "draft", "office@tramsignal.example", "ntp-chairs@ietf.org", "Liaison letter", "What do you think of the attached?",
	  "DRAFT\n" TRAM_HEAD "Ref: Clock drift of trams in long tunnels\n\n" TRAM_TEXT TRAM_FOOT, KIND_CORRESPONDENCE, NULL, NULL, NULL, NULL },
	{ "personal", "wim@claes.example", "ntp-chairs@ietf.org", "My time as liaison", "My letter is attached.",
	  "Wim Claes\n3 May 2026\nSubject: My time as a liaison of the IETF\nDear NTP chairs,\nI was glad to serve. I have learned much. My thanks to all of you.\n"
	  "Kind regards,\nWim Claes\n", KIND_CORRESPONDENCE, NULL, NULL, NULL, NULL },
	{ "report", "office@tramsignal.example", "ntp-chairs@ietf.org", "Liaison report", "The report is attached.",
	  "Tramway Signalling Alliance\nReport on liaisons, 4 May 2026\nThe NTP WG was told of our clocks. We met twice.\n", KIND_CORRESPONDENCE, NULL, NULL, NULL, NULL },
	{ "to-others", "office@tramsignal.example", "ntp-chairs@ietf.org", "Liaison letter", "For your files.",
	  "Tramway Signalling Alliance\n4 May 2026\nThe Rope Railway Union\nSubject: Clock drift of trams in tunnels\nDear colleagues,\nwe would like you to look at it.\n"
	  TRAM_FOOT, KIND_CORRESPONDENCE, NULL, NULL, NULL, NULL },
	{ "of-ours", "iab-chair@iab.org", "team-liaisons@w3.org", "From the IAB", "Please pass it on.",
	  "Internet Architecture Board\n5 March 2026\nW3C Advisory Committee\nThe name space of things and how the two of us use it\nDear members,\n"
	  "the IAB has looked at names. We kindly ask you to tell us what you think.\nFor the IAB,\nSelma Dahl\nIAB Chair\n", KIND_STATEMENT,
	  "The name space of things and how the two of us use it", "IAB", "W3C Advisory Committee", "" },
	{ "subject-in-two-lines", "liaisons@oiforum.com", "ccamp-chairs@ietf.org", "OIF letter", "Attached.",
	  "OIF\nOIF contribution number oif2027.003\nMay 3, 2027\nMr. Bo Ek\nChair, IETF CCAMP Working Group\nRe: Alarms of modules that are put into the shelves of\n"
	  "other makers\nDear Mr. Ek,\nthe OIF would like to share its list.\nSincerely,\nIna Falk\nChair, OIF Technical Committee\ncc:\tITU-T SG15\n\tIna Falk, OIF (ifalk@falk.example)\n"
	  "\tOpenShelf\n\tMcAllister\n", KIND_STATEMENT, "Alarms of modules that are put into the shelves of other makers", "OIF", NULL,
	  "ITU-T SG15 | ifalk@falk.example | OpenShelf" },
	{ "copies-above-the-greeting", "chair@ieee.org", "ntp-chairs@ietf.org", "Liaison letter from IEEE 802", "Attached.",
	  "IEEE 802.9 Working Group\n\nMay 3, 2027\n\nTo:\tBo Ek, Chair, IETF NTP Working Group, ntp-chairs@ietf.org\n\nCC:\tIETF QUIC WG Chairs, quic-chairs@ietf.org\n\n"
	  "\tIna Falk, Chair, IEEE 802.9, ifalk@falk.example\n\nSubject: Time in bridges of the second kind\n\nDear Bo,\n\nwe kindly ask NTP to look at clause 4.\n\n"
	  "Sincerely,\n\nOla Brun\nChair, IEEE 802.9 Working Group\n", KIND_STATEMENT, "Time in bridges of the second kind", NULL, "IETF NTP Working Group",
	  "IETF QUIC WG | quic-chairs@ietf.org | ifalk@falk.example" },
	{ "many-whom-it-concerns", "office@tramsignal.example", "ccamp-chairs@ietf.org", "Liaison letter", "Attached.",
	  "Tramway Signalling Alliance\n2 May 2027\nTo whom it may concern at: IETF CCAMP, IETF MPLS, ITU-T SG15\nSubject: Signals that are sent over fibre\nDear colleagues,\nwe have a new issue.\n"
	  TRAM_FOOT, KIND_STATEMENT, "Signals that are sent over fibre", "Tramway Signalling Alliance", "CCAMP WG | MPLS WG | ITU-T SG15", "" },
	{ "address-in-the-first-line", "admin@tramsignal.example", "ntp-chairs@ietf.org", "Tramsignal letter", "Please find our liaison letter attached.",
	  "Tramsignal GmbH, Depotgasse 3, 1010 Wien\nIETF NTP Working Group\nLiaison: Clocks that stop in winter\nDear Sir or Madam,\nwe inform you that they stop.\n"
	  "Yours faithfully\nIna Falk\nTramsignal Office\n", KIND_STATEMENT, "Clocks that stop in winter", "Tramsignal", "NTP WG", "" },
	{ "cover-repeats-labels", "office@tramsignal.example", "statements@ietf.org", "Liaison of the Tramway Signalling Alliance",
	  "To: IETF NTP\nFrom: Tramway Signalling Alliance\nRe: Tram clocks\n\nDear chairs,\nthe attached was agreed today.\n",
	  "Liaison statement\nTitle: Clocks of trams in long tunnels\nFrom: Tramway Signalling Alliance, Clock Group\nTo: The chairs of the NTP Working Group, IETF\n"
	  "Cc: Rope Railway Union\nContact: Ina Falk, ifalk@tramsignal.example\n\nThe clocks drift.\n", KIND_STATEMENT,
	  "Clocks of trams in long tunnels", NULL, "NTP Working Group", "Rope Railway Union" },
	{ "purpose-behind-each", "office@tramsignal.example", "statements@ietf.org", "Liaison", "Attached.",
	  "Liaison statement\nTitle: Clocks of trams\nFrom: Tramway Signalling Alliance\nTo: IETF NTP Working Group (for response)\n    IETF CORE Working Group (for information)\n"
	  "    Rope Railway Union, Timing SIG (for information)\nContact: Ina Falk, ifalk@tramsignal.example\n\nThe clocks drift.\n", KIND_STATEMENT,
	  "Clocks of trams", NULL, "IETF NTP Working Group | IETF CORE Working Group | Rope Railway Union, Timing SIG", "" },
	{ "of-ours-to-a-company", "iab-chair@iab.org", "office@brightclock.example", "Your clocks", "Please see attached.",
	  "Internet Architecture Board\n5 March 2026\nDear Ms. Brun,\nwe thank you for the clocks that hang in our room.\nFor the IAB,\nSelma Dahl\nIAB Chair\n",
	  KIND_CORRESPONDENCE, NULL, NULL, NULL, NULL },
	{ "answers-a-letter-and-has-a-subject", "office@tramsignal.example", "ntp-chairs@ietf.org", "Tramsignal letter", "Please find our liaison letter attached.",
	  TRAM_HEAD "Re: Your liaison letter of 3 May 2026\n\nSubject: Clocks that stop in winter\n\n" TRAM_TEXT TRAM_FOOT, KIND_STATEMENT,
	  "Clocks that stop in winter", "Tramway Signalling Alliance", "NTP WG", "" },
	{ "answers-a-letter-without-subject", "office@tramsignal.example", "ntp-chairs@ietf.org", "Tramsignal letter", "Please find our liaison letter attached.",
	  TRAM_HEAD "Re: Your liaison letter of 3 May 2026\n\n" TRAM_TEXT TRAM_FOOT, KIND_STATEMENT, "Your liaison letter of 3 May 2026", NULL, NULL, NULL },
	{ "heading-goes-on-behind-a-colon", "office@tramsignal.example", "ntp-chairs@ietf.org", "Tramsignal letter", "Please find our letter attached.",
	  TRAM_HEAD "Liaison statement on the drift of clocks in long tunnels:\nan invitation to comment\n\n" TRAM_TEXT TRAM_FOOT, KIND_STATEMENT,
	  "Liaison statement on the drift of clocks in long tunnels: an invitation to comment", NULL, NULL, NULL },
	{ "committee-speaks", "office@tramsignal.example", "ntp-chairs@ietf.org", "Tramsignal liaison letter", "Attached.",
	  "Tramsignal\n4 May 2026\nChairs of the NTP Working Group\nSubject: Clocks that stop in winter\nDear chairs,\nThe Depot and Tunnel Committee of Tramsignal kindly asks you for help.\n"
	  "Sincerely,\nIna Falk\nChair, Tramsignal Depot and Tunnel Committee\n", KIND_STATEMENT, NULL, "Tramsignal Depot and Tunnel Committee", NULL, NULL },
	{ "committee-only-signs", "office@tramsignal.example", "ntp-chairs@ietf.org", "Tramsignal liaison letter", "Attached.",
	  "Tramsignal\n4 May 2026\nChairs of the NTP Working Group\nSubject: Clocks that stop in winter\nDear chairs,\nTramsignal kindly asks you for help.\n"
	  "Sincerely,\nIna Falk\nChair, Tramsignal Depot and Tunnel Committee\n", KIND_STATEMENT, NULL, "Tramsignal", NULL, NULL },
#define LABELLED "Title: Keys of trams\nSource: OIF\nFor information to: IETF NTP WG\nContact: Ina Falk, ifalk@falk.example\n\nThe OIF would like to share its list of keys with you.\n"
	{ "on-a-draft-recommendation", "liaisons@oiforum.com", "ntp-chairs@ietf.org", "LS on draft new Recommendation Q.77", LABELLED, NULL,
	  KIND_STATEMENT, "Keys of trams", "OIF", NULL, NULL },
	{ "on-a-named-draft", "liaisons@oiforum.com", "ntp-chairs@ietf.org", "Response on draft-ietf-ntp-trams-04", LABELLED, NULL, KIND_STATEMENT, "Keys of trams", NULL, NULL, NULL },
	{ "on-a-draft-standard-with-answer", "liaisons@oiforum.com", "ntp-chairs@ietf.org", "Draft ITU-T Recommendation Q.77: reply by May", LABELLED, NULL,
	  KIND_STATEMENT, "Keys of trams", NULL, NULL, NULL },
	{ "of-ours-headed-from-us-on", "iab-chair@iab.org", "team-liaisons@w3.org", "Liaison statement from the IAB", "Please find the letter attached.",
	  "Internet Architecture Board\n5 March 2026\nTo: W3C\nCC: W3C TAG; IETF Chair\nLiaison statement from the IAB on the way names are given to\nthings in a house\nDear members,\n"
	  "the IAB has looked at names. It asks for no answer.\nFor the IAB,\nSelma Dahl\nIAB Chair\n", KIND_STATEMENT,
	  "Liaison statement from the IAB on the way names are given to things in a house", "IAB", "W3C",
	  "W3C TAG | IETF Chair" },
	{ "marked-heading-above-labels", "ntp-chairs@ietf.org", "liaisons@oiforum.com", "NTP liaison", "# Liaison statement on clocks\n\nFrom: NTP WG\nTo: OIF\nPurpose: For information\n\n"
	  "The working group would like to tell OIF that the last call of its\ndocument on clocks that are set by light has ended on 3 May. It is now with the area director of it.\n",
	  NULL, KIND_STATEMENT, "Liaison statement on clocks", NULL, NULL, NULL },
	{ "itself-a-draft", "liaisons@oiforum.com", "ntp-chairs@ietf.org", "LS to NTP, draft 2", LABELLED, NULL, KIND_CORRESPONDENCE, NULL, NULL, NULL, NULL },
	{ "itself-a-draft-on-a-standard", "liaisons@oiforum.com", "ntp-chairs@ietf.org", "Draft reply on the new standard", LABELLED, NULL, KIND_CORRESPONDENCE, NULL, NULL, NULL, NULL },
};

static void compare(const struct row *row, const char *what, const char *want, const char *have)
{
	if (want && strcmp(want, have ? have : "") != 0) {
		g_test_message("%s: %s: got \"%s\", expected \"%s\"", row->name, what, have ? have : "", want);
		g_test_fail();
	}
}

static void compare_list(const struct row *row, const struct statement *statement, enum field field, const char *want)
{
	g_autoptr(GPtrArray) values = statement_values(statement, field);
	GString *have = g_string_new(NULL);

	for (guint i = 0; i < values->len; i++)
		g_string_append_printf(have, "%s%s", i ? " | " : "", (const char *)g_ptr_array_index(values, i));
	compare(row, field_key(field), want, have->str);
	g_string_free(have, TRUE);
}

static void test_row(gconstpointer data)
{
	static const struct limits limits = LIMITS_DEFAULT;
	const struct row *row = data;
	struct organization *organization = test_organization();
	struct reading_context context = { .organization = organization, .limits = &limits, .layouts = layouts };
	g_autoptr(envelope_t) envelope = envelope_new();
	g_autofree char *letter = row->letter ? g_strdup_printf("--b\nContent-Type: text/plain; name=letter.txt\nContent-Disposition: attachment; filename=letter.txt\n\n%s\n", row->letter) :
		g_strdup("");
	g_autofree char *mail = g_strdup_printf("From: %s\nTo: %s\nSubject: %s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n%s\n\n"
		"%s--b--\n", row->author, row->to, row->subject, row->cover, letter);
	g_autoptr(GBytes) bytes = g_bytes_new(mail, strlen(mail));
	g_autoptr(message_t) message = mail_parse(bytes, &limits);
	g_autoptr(GPtrArray) statements = NULL;
	const struct statement *statement;

	envelope_set_sender(envelope, row->author);
	envelope_add_recipient(envelope, row->to);
	statements = reading_understand(&context, envelope, message);
	statement = g_ptr_array_index(statements, 0);
	compare(row, "kind", kind_name(row->kind), kind_name(statement->kind));
	compare(row, "title", row->title, statement->title);
	compare_list(row, statement, FIELD_FROM, row->from);
	compare_list(row, statement, FIELD_TO, row->addressed);
	compare_list(row, statement, FIELD_CC, row->cc);
	organization_free(organization);
}

int main(int argc, char **argv)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	int status;

	g_test_init(&argc, &argv, NULL);
	mail_init();
	layouts = settings_layouts(NULL, faults);
	g_assert_cmpuint(faults->len, ==, 0);
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = g_strconcat("/reading/sheet/", rows[i].name, NULL);

		g_test_add_data_func(path, &rows[i], test_row);
	}
	status = g_test_run();
	layouts_free(layouts);
	return status;
}
