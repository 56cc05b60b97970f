/* SPDX-License-Identifier: BSD-2-Clause
 *
 * threads: which earlier statement on record a mail answers or takes the place of, and which it does not
 */
#include <config.h>
#include <string.h>
#include <liaison/intake.h>
#include "place.h"

static const char configuration[] =
	"organization: { name = \"IETF\"; domains = [ \"ietf.example\" ]; coordination = \"coordination@ietf.example\"; authserv_id = \"mx.test.example\"; };\n"
	"bodies: ( { name = \"CCAMP WG\"; kind = \"wg\"; aliases = [ \"IETF CCAMP WG\" ]; contacts = [ \"ccamp@ietf.example\" ]; approvers = [ \"ads@ietf.example\" ]; },\n"
	"  { name = \"MPLS WG\"; kind = \"wg\"; aliases = [ \"IETF MPLS WG\" ]; contacts = [ \"mpls@ietf.example\" ]; approvers = [ \"ads@ietf.example\" ]; } );\n"
	"peers: ( { name = \"ITU-T\"; domains = [ \"itu.example\" ]; aliases = [ \"ITU\" ]; }, { name = \"3GPP\"; domains = [ \"3gpp.example\" ]; } );\n"
	"outgoing: { submission_clients = [ \"127.0.0.1\" ]; }; publish: { base_url = \"https://record.example/\"; };\n";

/* A mail as a few words: "< ITU-T SG15 | Title | day | number | sentence" comes in, ">" goes out to ITU-T; "" for none. */
struct row { const char *name, *earlier[4], *mail; gint64 answers, supersedes; const char *doubt; gint64 answers_too; };

static const struct row rows[] = {
	{ "your statement of a day, of which there is one", { "> CCAMP WG|On labels|2026-03-12||We agree." },
	  "< ITU-T SG15|Re labels|2026-04-01||Thank you for your liaison statement dated 12 March 2026.", 1, 0, NULL, 0 },
	{ "written the other way", { "> CCAMP WG|On labels|2026-03-12||We agree." },
	  "< ITU-T SG15|Re labels|2026-04-01||In reply to your liaison statement of March 12, 2026 we agree.", 1, 0, NULL, 0 },
	{ "and as a number", { "> CCAMP WG|On labels|2026-03-12||We agree." },
	  "< ITU-T SG15|Re labels|2026-04-01||In reply to your LS dated 2026-03-12 we agree.", 1, 0, NULL, 0 },
	{ "a day apart is near enough where it is the only one", { "> CCAMP WG|On labels|2026-03-11||We agree." },
	  "< ITU-T SG15|Re labels|2026-04-01||Thank you for your liaison statement dated 12 March 2026.", 1, 0, NULL, 0 },
	{ "the day itself before its neighbour", { "> CCAMP WG|On labels|2026-03-11||We agree.", "> CCAMP WG|On paths|2026-03-12||We agree." },
	  "< ITU-T SG15|Re paths|2026-04-01||Thank you for your liaison statement dated 12 March 2026.", 2, 0, NULL, 0 },
	{ "two of one day: a doubt, and none", { "> CCAMP WG|On labels|2026-03-12||We agree.", "> CCAMP WG|On paths|2026-03-12||We agree." },
	  "< ITU-T SG15|Re both|2026-04-01||Thank you for your liaison statement dated 12 March 2026.", 0, 0, "unclear-reference", 0 },
	{ "two of one day, and a number: no doubt", { "> CCAMP WG|On labels|2026-03-12|CC-172153|We agree.", "> CCAMP WG|On paths|2026-03-12|CC-172154|We agree." },
	  "< ITU-T SG15|Re both|2026-04-01||Thank you for your liaison statement CC-172154 dated 12 March 2026.", 2, 0, NULL, 0 },
	{ "none of that day", { "> CCAMP WG|On labels|2026-03-20||We agree." },
	  "< ITU-T SG15|Re labels|2026-04-01||Thank you for your liaison statement dated 12 March 2026.", 0, 0, NULL, 0 },
	{ "one of that day to somebody else", { "> CCAMP WG|On labels|2026-03-12||We agree.|3GPP SA4" },
	  "< ITU-T SG15|Re labels|2026-04-01||Thank you for your liaison statement dated 12 March 2026.", 0, 0, NULL, 0 },
	{ "theirs of that day is not ours", { "< ITU-T SG15|On labels|2026-03-12||We ask." },
	  "< ITU-T SG15|Re labels|2026-04-01||Thank you for your liaison statement dated 12 March 2026.", 0, 0, NULL, 0 },
	{ "ours names theirs", { "< ITU-T SG15|On labels|2026-03-12||We ask." },
	  "> CCAMP WG|Re labels|2026-04-01||Thank you for your liaison statement of 12 March 2026.", 1, 0, NULL, 0 },
	{ "two, by their days", { "> CCAMP WG|On labels|2026-03-12||We agree.", "> CCAMP WG|On paths|2026-03-20||We agree." },
	  "< ITU-T SG15|Re both|2026-04-01||Thank you for your liaison statement dated 12 March 2026 and for your liaison statement of 20 March 2026.", 1, 0, NULL, 2 },
	{ "two, by their numbers", { "> CCAMP WG|On labels|2026-03-12|CC-172153|We agree.", "> CCAMP WG|On paths|2026-03-20|CC-172154|We agree." },
	  "< ITU-T SG15|Re both|2026-04-01||Thank you for your liaison statements CC-172153 and CC-172154.", 1, 0, NULL, 2 },
	{ "one of two days is unclear: the other will do", { "> CCAMP WG|On labels|2026-03-12||We agree.", "> CCAMP WG|On paths|2026-03-12||We agree.", "> CCAMP WG|On hops|2026-03-20||We agree." },
	  "< ITU-T SG15|Re all|2026-04-01||Thank you for your liaison statement dated 12 March 2026 and for your liaison statement of 20 March 2026.", 3, 0, NULL, 0 },
	{ "the address of our record", { "> CCAMP WG|On paths|2026-03-11||We agree.", "> CCAMP WG|On labels|2026-03-12||We agree." },
	  "< ITU-T SG15|Re labels|2026-04-01||Thank you for your liaison statement (https://record.example/2/).", 2, 0, NULL, 0 },
	{ "the address of one of theirs, then of ours", { "< ITU-T SG15|On paths|2026-03-11||We ask.", "> CCAMP WG|On labels|2026-03-12||We agree." },
	  "< ITU-T SG15|Re labels|2026-04-01||As to https://record.example/1/, thank you for your liaison statement, see https://record.example/2.", 2, 0, NULL, 0 },
	{ "an address of nothing", { "> CCAMP WG|On labels|2026-03-12||We agree." },
	  "< ITU-T SG15|Re labels|2026-04-01||Thank you for your liaison statement https://record.example/77/ and https://record.example/.", 0, 0, NULL, 0 },
	{ "an address in what is no answer", { "> CCAMP WG|On labels|2026-03-12||We agree." },
	  "< ITU-T SG15|On labels|2026-04-01||All statements are at https://record.example/1/.", 0, 0, NULL, 0 },
	{ "an address of somebody else", { "> CCAMP WG|On labels|2026-03-12||We agree." },
	  "< ITU-T SG15|Re labels|2026-04-01||Thank you for your liaison statement https://record.example.org/1/.", 0, 0, NULL, 0 },
	{ "the day of a meeting is none of a statement", { "> CCAMP WG|On labels|2026-03-12||We agree." },
	  "< ITU-T SG15|Re labels|2026-04-01||Thank you for your liaison statement about the meeting of 12 March 2026.", 0, 0, NULL, 0 },

	{ "revised, by its title", { "< ITU-T SG15|On labels|2026-03-12||We ask." }, "< ITU-T SG15|On labels (revised)|2026-04-01||We ask again.", 0, 1, NULL, 0 },
	{ "Rev. 1", { "< ITU-T SG15|On labels|2026-03-12||We ask." }, "< ITU-T SG15|On labels, Rev. 1|2026-04-01||We ask again.", 0, 1, NULL, 0 },
	{ "Revised in front", { "< ITU-T SG15|LS on labels|2026-03-12||We ask." }, "< ITU-T SG15|Revised LS on labels|2026-04-01||We ask again.", 0, 1, NULL, 0 },
	{ "the second revision takes the place of the first", { "< ITU-T SG15|On labels|2026-03-12||We ask.", "< ITU-T SG15|On labels (rev 1)|2026-03-14||We ask." },
	  "< ITU-T SG15|On labels (rev 2)|2026-04-01||We ask again.", 0, 2, NULL, 0 },
	{ "the body's name in its long form", { "< ITU-T Study Group 15|On labels|2026-03-12||We ask." }, "< ITU-T SG15|On labels (revised)|2026-04-01||We ask again.", 0, 1, NULL, 0 },
	{ "the same title alone says nothing", { "< ITU-T SG15|On labels|2026-03-12||We ask." }, "< ITU-T SG15|On labels|2026-04-01||We ask again.", 0, 0, NULL, 0 },
	{ "another title", { "< ITU-T SG15|On labels|2026-03-12||We ask." }, "< ITU-T SG15|On paths (revised)|2026-04-01||We ask again.", 0, 0, NULL, 0 },
	{ "of another group of the same peer", { "< ITU-T SG13|On labels|2026-03-12||We ask." }, "< ITU-T SG15|On labels (revised)|2026-04-01||We ask again.", 0, 0, NULL, 0 },
	{ "of another peer", { "< 3GPP SA4|On labels|2026-03-12||We ask." }, "< ITU-T SG15|On labels (revised)|2026-04-01||We ask again.", 0, 0, NULL, 0 },
	{ "ours of that title is not theirs", { "> CCAMP WG|On labels|2026-03-12||We agree." }, "< ITU-T SG15|On labels (revised)|2026-04-01||We ask again.", 0, 0, NULL, 0 },
	{ "a later one is not taken the place of", { "< ITU-T SG15|On labels|2026-05-12||We ask." }, "< ITU-T SG15|On labels (rev 1)|2026-04-01||We ask again.", 0, 0, NULL, 0 },
	{ "ours, revised", { "> CCAMP WG|On labels|2026-03-12||We agree." }, "> CCAMP WG|On labels (revised)|2026-04-01||We do not agree.", 0, 1, NULL, 0 },
	{ "ours, of another group", { "> MPLS WG|On labels|2026-03-12||We agree." }, "> CCAMP WG|On labels (revised)|2026-04-01||We do not agree.", 0, 0, NULL, 0 },

	{ "in words, by number", { "< ITU-T SG15|On labels|2026-03-12|SG15-LS88|We ask.", "< ITU-T SG15|On paths|2026-03-12|SG15-LS89|We ask." },
	  "< ITU-T SG15|On labels and paths|2026-04-01|SG15-LS97|This liaison statement replaces our liaison statement SG15-LS88.", 0, 1, NULL, 0 },
	{ "in words, by day", { "< ITU-T SG15|On labels|2026-03-12||We ask.", "< ITU-T SG15|On paths|2026-03-20||We ask." },
	  "< ITU-T SG15|On both|2026-04-01||This supersedes our previous liaison statement dated 12 March 2026.", 0, 1, NULL, 0 },
	{ "in words, by the same title", { "< ITU-T SG15|On labels|2026-03-12||We ask." }, "< ITU-T SG15|On labels|2026-04-01||This supersedes our previous liaison statement.", 0, 1, NULL, 0 },
	{ "in words alone: which one cannot be told", { "< ITU-T SG15|On labels|2026-03-12||We ask." },
	  "< ITU-T SG15|On both|2026-04-01||This supersedes our previous liaison statement.", 0, 0, NULL, 0 },
	{ "somebody else's number", { "< ITU-T SG13|On labels|2026-03-12|SG13-LS88|We ask." },
	  "< ITU-T SG15|On both|2026-04-01||This liaison statement replaces our liaison statement SG13-LS88.", 0, 0, NULL, 0 },
	{ "what is not done", { "< ITU-T SG15|On labels|2026-03-12|SG15-LS88|We ask." },
	  "< ITU-T SG15|On both|2026-04-01||This does not replace our liaison statement SG15-LS88. It is not superseding our liaison statement SG15-LS88.", 0, 0, NULL, 0 },
	{ "what will be done", { "< ITU-T SG15|On labels|2026-03-12|SG15-LS88|We ask." },
	  "< ITU-T SG15|On both|2026-04-01||We will replace our liaison statement SG15-LS88.", 0, 0, NULL, 0 },
	{ "one document that takes the place of another", { "< ITU-T SG15|On labels|2026-03-12|SG15-LS88|We ask." },
	  "< ITU-T SG15|On both|2026-04-01||RFC 7001 replaces RFC 5451, as SG15-LS88 said.", 0, 0, NULL, 0 },

	{ "by its own number", { "< 3GPP SA4|On labels|2026-03-12|S4-1812758|We ask." }, "< 3GPP SA4|On the use of labels|2026-04-01|S4-1812758r1|We ask again.", 0, 1, NULL, 0 },
	{ "of the newest revision", { "< 3GPP SA4|On labels|2026-03-12|S4-1812758|We ask.", "< 3GPP SA4|On labels|2026-03-13|S4-1812758r1|We ask." },
	  "< 3GPP SA4|On the use of labels|2026-04-01|S4-1812758r2|We ask again.", 0, 2, NULL, 0 },
	{ "another number", { "< 3GPP SA4|On labels|2026-03-12|S4-1812757|We ask." }, "< 3GPP SA4|On the use of labels|2026-04-01|S4-1812758r1|We ask again.", 0, 0, NULL, 0 },
	{ "a number that only another peer has", { "< ITU-T SG15|On labels|2026-03-12|S4-1812758|We ask." },
	  "< 3GPP SA4|On the use of labels|2026-04-01|S4-1812758r1|We ask again.", 0, 0, NULL, 0 },
	{ "an answer that also takes the place of one", { "> CCAMP WG|On labels|2026-03-12||We agree.", "< ITU-T SG15|Reply on labels|2026-03-20||Thank you for your liaison statement dated 12 March 2026." },
	  "< ITU-T SG15|Reply on labels (corrected)|2026-04-01||Thank you for your liaison statement dated 12 March 2026.", 1, 2, NULL, 0 },
};

static char *mail_of(const char *text, guint number, gboolean *ret_out)
{
	g_auto(GStrv) words = g_strsplit(text + 2, "|", -1);
	gboolean out = *text == '>', gpp = g_str_has_prefix(words[0], "3GPP");
	const char *domain = gpp ? "3gpp.example" : "itu.example", *to = words[5 - 1] && words[5] ? words[5] : out ? "ITU-T SG15" : "IETF CCAMP WG";
	g_autofree char *author = out ? g_strdup("ads@ietf.example") : g_strdup_printf("desk@%s", domain);
	g_autofree char *result = out ? g_strdup("") : g_strdup_printf("Authentication-Results: mx.test.example; dmarc=pass header.from=%s\n", domain);
	g_autofree char *own = *words[3] ? g_strdup_printf("Number: %s\n", words[3]) : g_strdup("");
	g_autoptr(GDateTime) day = NULL;
	g_autofree char *iso = g_strconcat(words[2], "T10:00:00Z", NULL), *date = NULL;

	day = g_date_time_new_from_iso8601(iso, NULL);
	date = g_date_time_format(day, "%d %b %Y %H:%M:%S +0000");
	*ret_out = out;
	return g_strdup_printf("%sFrom: %s\nTo: x@%s\nSubject: Liaison statement: %s\nMessage-ID: <%u@%s>\nDate: %s\n\n"
	                       "Title: %s\nFrom: %s%s\nTo: %s\n%sPurpose: For information\n\n%s This is letter %u.\n", result, author, out ? domain : "ietf.example", words[1],
	                       number, domain, date, words[1], out ? "IETF " : "", words[0], to, own, words[4], number);
}

static struct envelope *envelope_of(gboolean out)
{
	struct envelope *envelope = envelope_new();

	envelope_set_sender(envelope, out ? "<ads@ietf.example>" : "<desk@itu.example>");
	envelope_add_recipient(envelope, out ? "<x@itu.example>" : "<coordination@ietf.example>");
	if (out)
		envelope->client_address = g_strdup("127.0.0.1");
	return envelope;
}

static struct record *record_mail(struct place *place, const char *text, guint number)
{
	gboolean out = FALSE;
	g_autofree char *mail = mail_of(text, number, &out);
	g_autoptr(envelope_t) envelope = envelope_of(out);
	g_autoptr(GBytes) raw = g_bytes_new(mail, strlen(mail));
	g_autoptr(intake_t) intake = NULL;
	g_autoptr(GError) error = NULL;
	struct record *record;

	intake = intake_read(place->settings, INTEREST_OURS, envelope, raw, place->store, NULL, &error);
	g_assert_no_error(error);
	g_assert_true(intake_record(intake, place->store, 1000000 * (gint64)number, "(System)", &error));
	g_assert_no_error(error);
	g_assert_nonnull(intake->receipt);
	record = store_get(place->store, g_array_index(intake->receipt->ids, gint64, 0), &error);
	g_assert_no_error(error);
	/* once more, as the worker does: nothing else is found, and nothing is its own */
	if (record->envelope) {
		g_autoptr(intake_again_t) again = intake_again(place->settings, envelope, raw, place->store, &error);

		g_assert_no_error(error);
		g_assert_cmpuint(again->thread.relations->len, ==, intake->thread.relations->len);
		for (guint i = 0; i < again->thread.relations->len; i++)
			g_assert_cmpint(g_array_index(again->thread.relations, struct store_relation, i).other, ==,
			                g_array_index(intake->thread.relations, struct store_relation, i).other);
	}
	return record;
}

static gint64 related(const struct record *record, const char *kind, guint nth)
{
	for (guint i = 0; i < record->relations->len; i++) {
		const struct record_relation *relation = g_ptr_array_index(record->relations, i);

		if (strcmp(relation->kind, kind) == 0 && nth-- == 0)
			return relation->other;
	}
	return 0;
}

static gboolean has_event(const struct record *record, const char *begin)
{
	for (guint i = 0; i < record->events->len; i++) {
		const struct record_event *event = g_ptr_array_index(record->events, i);

		if (event->text && g_str_has_prefix(event->text, begin))
			return TRUE;
	}
	return FALSE;
}

static void test_row(gconstpointer data)
{
	const struct row *row = data;
	struct place place;
	g_autoptr(record_t) record = NULL;
	enum doubt_kind doubt = DOUBT_N;
	guint number = 0;

	place_open(&place, configuration);
	for (guint i = 0; i < G_N_ELEMENTS(row->earlier) && row->earlier[i]; i++)
		record_free(record_mail(&place, row->earlier[i], ++number));
	record = record_mail(&place, row->mail, ++number);
	g_assert_cmpint(record->id, ==, number);
	g_assert_cmpint(related(record, "refold", 0), ==, row->answers);
	g_assert_cmpint(related(record, "refold", 1), ==, row->answers_too);
	g_assert_cmpint(related(record, "supersedes", 0), ==, row->supersedes);
	g_assert_cmpint(has_event(record, "relation: supersedes "), ==, row->supersedes != 0);
	g_assert_true(!row->doubt || doubt_kind_parse(row->doubt, &doubt));
	g_assert_cmpint(doubts_have(record->statement->doubts, DOUBT_UNCLEAR_REFERENCE), ==, doubt == DOUBT_UNCLEAR_REFERENCE);
	place_close(&place);
}

/* Two letters in one mail, each of which answers another statement of ours. */
static void test_two_letters(void)
{
#define LETTER(title, number) "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=\"" title ".txt\"\n\nTitle: " title "\nFrom: ITU-T SG15\nTo: IETF CCAMP WG\n" \
	"Purpose: In response\n\nThank you for your liaison statement " number ".\n"
	static const char mail[] = "Authentication-Results: mx.test.example; dmarc=pass header.from=itu.example\nFrom: desk@itu.example\nTo: x@ietf.example\n"
		"Subject: Two liaison statements\nMessage-ID: <two@itu.example>\nDate: Mon, 6 Apr 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
		"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nPlease find two liaison statements attached.\n"
		LETTER("On labels", "CC-172153") LETTER("On paths", "CC-172154") "--b--\n";
	struct place place;
	g_autoptr(envelope_t) envelope = envelope_of(FALSE);
	g_autoptr(GBytes) raw = g_bytes_new_static(mail, strlen(mail));
	g_autoptr(intake_t) intake = NULL;
	g_autoptr(record_t) labels = NULL, paths = NULL;

	place_open(&place, configuration);
	record_free(record_mail(&place, "> CCAMP WG|On paths|2026-03-12|CC-172154|We agree.", 1));
	record_free(record_mail(&place, "> CCAMP WG|On labels|2026-03-13|CC-172153|We agree.", 2));
	intake = intake_read(place.settings, INTEREST_OURS, envelope, raw, place.store, NULL, NULL);
	g_assert_true(intake_record(intake, place.store, 3000000, "(System)", NULL));
	g_assert_cmpuint(intake->receipt->ids->len, ==, 2);
	labels = store_get(place.store, 3, NULL);
	paths = store_get(place.store, 4, NULL);
	g_assert_cmpint(related(labels, "refold", 0), ==, 2);
	g_assert_cmpint(related(paths, "refold", 0), ==, 1);
	g_assert_cmpint(related(labels, "refold", 1), ==, 0);
	g_assert_cmpint(intake->thread.answered->id, ==, 2);
	place_close(&place);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *name = g_strdup_printf("/threads/%s", rows[i].name);

		g_strdelimit(name + strlen("/threads/"), "/", '-');
		g_test_add_data_func(name, &rows[i], test_row);
	}
	g_test_add_func("/threads/two-letters", test_two_letters);
	return g_test_run();
}
