/* SPDX-License-Identifier: BSD-2-Clause
 *
 * review: answers by mail in the forms that mail programs send, and what they do to a record that waits
 */
#include <config.h>
#include <string.h>
#include <liaison/change.h>
#include <liaison/intake.h>
#include <liaison/text.h>
#include "place.h"

#define TOKEN "abcdefghijklmnopqrstuvwxyz"

static const char configuration[] =
	"organization: { name = \"IETF\"; domains = [ \"ietf.example\" ]; coordination = \"coordination@ietf.example\"; authserv_id = \"mx.test.example\"; };\n"
	"bodies: ( { name = \"CCAMP WG\"; aliases = [ \"IETF CCAMP WG\" ]; }, { name = \"MPLS WG\"; } );\n"
	"peers: ( { name = \"ITU-T\"; domains = [ \"itu.example\" ]; }, { name = \"3GPP\"; domains = [ \"3gpp.example\" ]; } ); review: { address = \"review@ietf.example\"; };\n";

static const char waiting[] =
	"From: sg15@itu.example\nTo: coordination@ietf.example\nSubject: LS on labels\nMessage-ID: <one@itu.example>\nDate: Mon, 03 Feb 2031 10:20:30 +0100\n\n"
	"Title: Labels\nFrom: ITU-T SG15\nTo: IETF CCAMP WG\nPurpose: For information\n\nWe tell you.\n";

#define HTML "Content-Type: text/html; charset=utf-8\n\n"
#define ORIGINAL "<blockquote type=\"cite\"><div>kill it was the title</div><div>post</div></blockquote>"
#define BOTH(plain, html) "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n" plain "\n--b\n" HTML html "\n--b--\n"
#define HTML_FILE "Content-Type: text/html\nContent-Disposition: attachment; filename=x.html\n\n<p>post</p>"
#define MIXED(more) "Content-Type: multipart/mixed; boundary=b\n\n--b\n" HTML "<p>hello</p>\n--b\n" more "\n--b--\n"

static const struct row { const char *name, *mail; enum state state; const char *said; } rows[] = {
	{ "plain", "\npost\n", STATE_POSTED, "done: post" },
	{ "HTML alone", HTML "<div dir=\"auto\">Post</div><br>" ORIGINAL, STATE_POSTED, "done: post" },
	{ "several commands", HTML "<div>purpose action</div><div>post</div><div><br></div><div>Carol</div>", STATE_POSTED, "done: purpose: action; post" },
	{ "an empty text beside it", BOTH("\n \n", "<p>post</p>"), STATE_POSTED, "done: post" },
	{ "a text beside it counts", BOTH("note later\n", "<p>post</p>"), STATE_PENDING, "done: note" },
	{ "only a quotation", HTML ORIGINAL, STATE_PENDING, "answered: its first lines are no commands" },
	{ "a quotation without its mark", HTML "<blockquote>post</blockquote>", STATE_PENDING, "answered: its first lines are no commands" },
	{ "a header of the original", HTML "<div><b>From:</b> x</div><div>post</div>", STATE_PENDING, "answered: its first lines are no commands" },
	{ "a quotation in the text's manner", HTML "<div>&gt; post</div>", STATE_PENDING, "answered: its first lines are no commands" },
	{ "not shown", HTML "<div style=\"display:none\">post</div><div>kill spam</div>", STATE_DEAD, "done: kill: spam" },
	{ "a command and a cell", HTML "<table><tr><td>post</td><td>it</td></tr></table>", STATE_PENDING, "answered: \"post it\"" },
	{ "two verdicts", HTML "<div>post</div><div>kill it</div>", STATE_PENDING, "answered: only one of approve" },
	{ "another charset", "Content-Type: text/html; charset=utf-16le\nContent-Transfer-Encoding: base64\n\nPABwAD4AcABvAHMAdAA8AC8AcAA+AA==\n", STATE_POSTED, "done: post" },
	{ "HTML that is a file", MIXED(HTML_FILE), STATE_PENDING, "answered: its first lines are no commands" },
	{ "HTML in a mail that is sent along", MIXED("Content-Type: message/rfc822\n\nSubject: x\n" HTML "<p>post</p>"), STATE_PENDING, "answered: its first lines are no commands" },
	{ "nothing", HTML "<div><br></div>", STATE_PENDING, "answered: its first lines are no commands" },
	{ "no text at all", "Content-Type: application/pdf\n\nx\n", STATE_PENDING, "answered: there is no text in it" },
	{ "not authenticated", NULL, STATE_PENDING, "dropped: the author is not authenticated" },
};

/* Who is who follows from who is named. */
static const struct { const char *name, *mail, *peer, *bodies; } sides[] = {
	{ "nothing said", "\nnote x\n", "ITU-T", "CCAMP WG" },
	{ "another addressee", "\nto MPLS WG\n", "ITU-T", "MPLS WG" },
	{ "another sender", "\nfrom 3GPP SA4\n", "3GPP", "CCAMP WG" },
	{ "a sender of nobody", "\nfrom Strange Forum\n", NULL, "CCAMP WG" },
	{ "no sender", "\nfrom none\n", NULL, "CCAMP WG" },
	{ "both", "\nfrom 3GPP SA4\nto MPLS WG; IETF CCAMP WG\n", "3GPP", "MPLS WG,CCAMP WG" },
};

static struct intake *take(struct place *place, const struct envelope *envelope, const char *mail)
{
	g_autoptr(GBytes) raw = g_bytes_new(mail, strlen(mail));
	g_autoptr(GError) error = NULL;
	struct intake *intake = intake_read(place->settings, INTEREST_OURS, envelope, raw, place->store, NULL, &error);

	g_assert_no_error(error);
	g_assert_true(intake_record(intake, place->store, G_USEC_PER_SEC, "(System)", &error));
	g_assert_no_error(error);
	return intake;
}

static void ask(struct place *place)
{
	g_autoptr(change_t) change = change_new(1, "(System)", FALSE, G_USEC_PER_SEC);
	g_autofree char *digest = text_sha256(TOKEN, strlen(TOKEN));

	change_add_token(change, digest, "review-request", "coordination@ietf.example", 100 * (gint64)G_USEC_PER_SEC);
	g_assert_true(store_change(place->store, change, NULL, NULL));
}

static void test_row(gconstpointer data)
{
	const struct row *row = data;
	struct place place;
	g_autoptr(envelope_t) to = envelope_parse("from sg15@itu.example\nrcpt coordination@ietf.example\n", NULL);
	g_autoptr(envelope_t) back = envelope_parse("from coordination@ietf.example\nrcpt review+" TOKEN "@ietf.example\n", NULL);
	g_autofree char *mail = g_strdup_printf("%sFrom: coordination@ietf.example\nMessage-ID: <answer@ietf.example>\nMIME-Version: 1.0\n%s",
	                                        row->mail ? "Authentication-Results: mx.test.example; dmarc=pass header.from=ietf.example\n" : "", row->mail ? row->mail : HTML "post");
	g_autoptr(intake_t) asked = NULL, answer = NULL;
	g_autoptr(record_t) record = NULL;

	place_open(&place, configuration);
	asked = take(&place, to, waiting);
	ask(&place);
	answer = take(&place, back, mail);
	g_test_message("%s", answer->review_result);
	g_assert_true(g_str_has_prefix(answer->review_result, row->said));
	record = store_get(place.store, 1, NULL);
	g_assert_cmpint(record->state, ==, row->state);
	place_close(&place);
}

static void test_sides(gconstpointer data)
{
	const char *mail = sides[GPOINTER_TO_UINT(data)].mail;
	struct place place;
	g_autoptr(envelope_t) to = envelope_parse("from sg15@itu.example\nrcpt coordination@ietf.example\n", NULL);
	g_autoptr(envelope_t) back = envelope_parse("from coordination@ietf.example\nrcpt review+" TOKEN "@ietf.example\n", NULL);
	g_autofree char *answer = g_strconcat("Authentication-Results: mx.test.example; dmarc=pass header.from=ietf.example\nFrom: coordination@ietf.example\n"
	                                      "Message-ID: <answer@ietf.example>\n", mail, NULL);
	g_autofree char *bodies = NULL;
	g_autoptr(record_t) record = NULL;

	place_open(&place, configuration);
	intake_free(take(&place, to, waiting));
	ask(&place);
	intake_free(take(&place, back, answer));
	record = store_get(place.store, 1, NULL);
	g_ptr_array_add(record->statement->our_bodies, NULL);
	bodies = g_strjoinv(",", (char **)record->statement->our_bodies->pdata);
	g_ptr_array_set_size(record->statement->our_bodies, (gint)record->statement->our_bodies->len - 1);
	g_assert_cmpstr(record->statement->peer, ==, sides[GPOINTER_TO_UINT(data)].peer);
	g_assert_cmpstr(bodies, ==, sides[GPOINTER_TO_UINT(data)].bodies);
	place_close(&place);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *name = g_strdup_printf("/review/%s", rows[i].name);

		g_test_add_data_func(name, &rows[i], test_row);
	}
	for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
		g_autofree char *name = g_strdup_printf("/review/sides/%s", sides[i].name);

		g_test_add_data_func(name, GUINT_TO_POINTER(i), test_sides);
	}
	return g_test_run();
}
