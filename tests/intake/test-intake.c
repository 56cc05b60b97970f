/* SPDX-License-Identifier: BSD-2-Clause
 *
 * intake: a mail goes in, and what is recorded and what is to be done come out; the same mail again, another way, observed
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/error.h>
#include <liaison/intake.h>
#include <liaison/change.h>
#include <liaison/mail.h>
#include "place.h"

static const char configuration[] =
	"organization: { name = \"IETF\"; domains = [ \"ietf.example\" ]; coordination = \"coordination@ietf.example\"; authserv_id = \"mx.test.example\"; };\n"
	"liaison_addresses = [ \"statements@ietf.example\" ];\n"
	"bodies: ( { name = \"CCAMP WG\"; kind = \"wg\"; aliases = [ \"ccamp\", \"IETF CCAMP WG\" ]; contacts = [ \"ccamp-chairs@ietf.example\" ];\n"
	"  cc = [ \"ccamp@ietf.example\" ]; approvers = [ \"ccamp-ads@ietf.example\" ]; } );\n"
	"peers: ( { name = \"ITU-T\"; domains = [ \"itu.example\" ]; manager = \"itu-liaison@ietf.example\"; aliases = [ \"ITU\" ]; } );\n"
	"settle = \"10m\"; publish: { base_url = \"https://record.example/\"; auto_post = \"trusted\"; };\n";

static const char incoming[] =
	"Authentication-Results: mx.test.example; dkim=pass header.d=itu.example; dmarc=pass header.from=itu.example\r\n"
	"From: Secretariat <sg15@itu.example>\r\nTo: statements@ietf.example\r\nSubject: LS on labels\r\n"
	"Message-ID: <one@itu.example>\r\nDate: Mon, 03 Feb 2031 10:20:30 +0100\r\nLiaison-Statement: id=666\r\n\r\n"
	"Title: Labels on protected paths\r\nFrom: ITU-T SG15\r\nTo: IETF CCAMP WG\r\nFrom-Contact: sg15@itu.example\r\n"
	"Send Reply To: replies@itu.example\r\nPurpose: For action\r\nDeadline: 2031-03-14\r\n\r\nWe ask CCAMP which reading it intends.\r\n";

static const char answer[] =
	"From: CCAMP ADs <ccamp-ads@ietf.example>\r\nTo: someone@itu.example\r\nCc: ccamp@ietf.example\r\nSubject: Liaison statement: labels\r\n"
	"Message-ID: <two@ietf.example>\r\nIn-Reply-To: <one@itu.example>\r\nDate: Wed, 05 Feb 2031 09:00:00 +0000\r\n\r\n"
	"Title: Answer on labels on protected paths\r\nFrom: IETF CCAMP WG\r\nTo: ITU-T SG15\r\nPurpose: In response\r\n\r\nThe first reading is intended.\r\n";

static void set_up(struct place *place, gconstpointer mode)
{
	g_autofree char *text = g_strconcat(mode ? mode : "", configuration, NULL);

	place_open(place, text);
}

static void tear_down(struct place *place, gconstpointer mode G_GNUC_UNUSED)
{
	place_close(place);
}

/* One mail through both calls; the envelope has to live as long as the intake. */
static struct intake *take(struct place *place, const struct envelope *envelope, const char *mail)
{
	g_autoptr(GBytes) raw = g_bytes_new_static(mail, strlen(mail));
	g_autoptr(GError) error = NULL;
	enum interest interest = route_interest(place->settings->organization, envelope);
	struct intake *intake = intake_read(place->settings, interest, envelope, raw, place->store, NULL, &error);

	g_assert_no_error(error);
	g_assert_true(intake_record(intake, place->store, 1000000, "(System)", &error));
	g_assert_no_error(error);
	return intake;
}

static struct envelope *envelope(const char *text)
{
	g_autoptr(GError) error = NULL;
	struct envelope *made = envelope_parse(text, &error);

	g_assert_no_error(error);
	return made;
}

/* The actions as lines, sorted as they come. */
static char *actions_of(const struct intake *intake)
{
	g_autoptr(GPtrArray) actions = intake_actions(intake);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < actions->len; i++) {
		const struct action *action = g_ptr_array_index(actions, i);

		g_string_append_printf(text, "%s %s", action_kind_name(action->kind), action->name ? action->name : "");
		if (action->index)
			g_string_append_printf(text, "[%u]", action->index);
		if (action->value)
			g_string_append_printf(text, " %s", action->value);
		g_string_append_c(text, '\n');
	}
	return g_string_free(text, FALSE);
}

static gint64 first_id(const struct intake *intake)
{
	g_assert_nonnull(intake->receipt);
	return g_array_index(intake->receipt->ids, gint64, 0);
}

static void post(struct place *place, gint64 id)
{
	g_autoptr(change_t) change = change_new(id, "(System)", FALSE, 1);

	change_event(change, EVENT_POSTED, NULL);
	g_assert_true(store_change(place->store, change, NULL, NULL));
}

struct sought { const char *key; gint64 due; gboolean found; };

static gboolean is_sought(const struct job *job, gpointer data)
{
	struct sought *sought = data;

	sought->found |= g_strcmp0(job->key, sought->key) == 0 && job->due == sought->due;
	return TRUE;
}

static gboolean ordered(struct place *place, const char *key, gint64 due)
{
	struct sought sought = { .key = key, .due = due };

	g_assert_true(store_job_list(place->store, JOB_WAITING, is_sought, &sought, NULL));
	return sought.found;
}

static void test_incoming(struct place *place, gconstpointer mode G_GNUC_UNUSED)
{
	g_autoptr(envelope_t) to = envelope("from sg15@itu.example\nrcpt statements@ietf.example\n");
	g_autoptr(intake_t) intake = take(place, to, incoming);
	g_autofree char *done = actions_of(intake);
	g_autoptr(GError) error = NULL;
	g_autoptr(record_t) record = store_get(place->store, first_id(intake), &error);
	g_autoptr(GBytes) raw = store_get_raw(place->store, 1, &error);

	g_assert_no_error(error);
	g_assert_cmpint(first_id(intake), ==, 1);
	g_assert_true(intake->receipt->fresh);
	g_assert_nonnull(strstr(done, "add-recipient ccamp-chairs@ietf.example\n"));
	g_assert_nonnull(strstr(done, "add-recipient itu-liaison@ietf.example\n"));
	g_assert_nonnull(strstr(done, "remove-header Liaison-Statement[1]\n"));
	g_assert_nonnull(strstr(done, "add-header Archived-At <https://record.example/1/>\n"));
	g_assert_nonnull(strstr(done, "add-header Liaison-Statement id=1\n"));
	g_assert_cmpint(record->state, ==, STATE_PENDING);
	g_assert_true(ordered(place, "settle:1", record->received + 600 * (gint64)G_USEC_PER_SEC));
	g_assert_cmpstr(record->statement->title, ==, "Labels on protected paths");
	g_assert_cmpuint(g_bytes_get_size(raw), ==, strlen(incoming));
}

/* A retry: the same plan. Another copy: only those who have it not. */
static void test_again(struct place *place, gconstpointer mode G_GNUC_UNUSED)
{
	g_autoptr(envelope_t) to = envelope("from sg15@itu.example\nrcpt statements@ietf.example\n");
	g_autoptr(envelope_t) other = envelope("from sg15@itu.example\nrcpt ccamp@ietf.example\nrcpt statements@ietf.example\n");
	g_autoptr(intake_t) first = take(place, to, incoming), retry = take(place, to, incoming), copy = take(place, other, incoming);
	g_autofree char *once = actions_of(first), *again = actions_of(retry), *another = actions_of(copy);
	g_autoptr(GError) error = NULL;
	g_autoptr(record_t) record = store_get(place->store, 1, &error);
	guint resent = 0;

	g_assert_no_error(error);
	g_assert_cmpstr(once, ==, again);
	g_assert_cmpint(first_id(retry), ==, 1);
	g_assert_cmpint(first_id(copy), ==, 1);
	g_assert_false(retry->receipt->fresh);
	g_assert_null(strstr(another, "add-recipient"));
	g_assert_nonnull(strstr(another, "Liaison-Statement id=1"));
	for (guint i = 0; i < record->events->len; i++)
		resent += ((struct record_event *)g_ptr_array_index(record->events, i))->kind == EVENT_RESENT;
	g_assert_cmpuint(resent, ==, 2);
	g_assert_cmpint(store_find(place->store, "one@itu.example", NULL, &error), ==, 1);
}

/* An answer goes where the statement it answers says, and to no personal address. */
static void test_answer(struct place *place, gconstpointer mode G_GNUC_UNUSED)
{
	g_autoptr(envelope_t) to = envelope("from sg15@itu.example\nrcpt statements@ietf.example\n");
	g_autoptr(envelope_t) back = envelope("from ccamp-ads@ietf.example\nrcpt someone@itu.example\nrcpt ccamp@ietf.example\n");
	g_autoptr(intake_t) first = take(place, to, incoming);
	g_autoptr(intake_t) intake = NULL;
	g_autoptr(record_t) record = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *done = NULL;

	back->client_address = g_strdup("127.0.0.1");
	post(place, first_id(first));
	intake = take(place, back, answer);
	done = actions_of(intake);
	g_assert_cmpint(intake->plan->verdict, ==, VERDICT_ACCEPT);
	g_assert_nonnull(strstr(done, "add-recipient replies@itu.example\n"));
	g_assert_nonnull(strstr(done, "remove-recipient someone@itu.example\n"));
	g_assert_null(strstr(done, "remove-recipient ccamp@ietf.example\n"));
	g_assert_cmpint(first_id(intake), ==, 2);
	record = store_get(place->store, 2, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(record->relations->len, ==, 1);
	g_assert_cmpint(((struct record_relation *)g_ptr_array_index(record->relations, 0))->other, ==, 1);
}

/* The same letter in another mail is doubtful: on record, and the coordination address alone is added and asked. */
static void test_duplicate(struct place *place, gconstpointer mode G_GNUC_UNUSED)
{
	g_autoptr(envelope_t) to = envelope("from sg15@itu.example\nrcpt statements@ietf.example\n");
	g_auto(GStrv) parts = g_strsplit(incoming, "<one@itu.example>", 2);
	g_autofree char *other = g_strjoinv("<other@itu.example>", parts);
	g_autoptr(intake_t) first = take(place, to, incoming), second = take(place, to, other), retry = take(place, to, other);
	g_autofree char *done = actions_of(second), *again = actions_of(retry);

	g_assert_cmpint(first_id(second), ==, 2);
	g_assert_true(second->receipt->possible_duplicate);
	g_assert_true(retry->receipt->possible_duplicate);
	g_assert_cmpstr(done, ==, "remove-header Liaison-Statement[1]\nadd-header Archived-At <https://record.example/2/>\n"
	                "add-header Liaison-Statement id=2; state=pending; reason=possible-duplicate\npost \nadd-recipient coordination@ietf.example\n");
	g_assert_cmpstr(again, ==, done);
	g_assert_cmpstr(second->plan->reason, ==, "additions wait for a person: possible-duplicate");
	g_assert_true(ordered(place, "review-request 2 coordination@ietf.example", 1000000));
	g_assert_false(ordered(place, "review-request 1 coordination@ietf.example", 1000000));
}

/* Who has it by the envelope is not added, and another copy of it is not doubtful for whom the first one told. */
static void test_duplicate_copies(struct place *place, gconstpointer mode G_GNUC_UNUSED)
{
	g_autoptr(envelope_t) to = envelope("from sg15@itu.example\nrcpt statements@ietf.example\n");
	g_autoptr(envelope_t) known = envelope("from sg15@itu.example\nrcpt statements@ietf.example\nrcpt Coordination@ietf.example\n");
	g_autoptr(envelope_t) later = envelope("from sg15@itu.example\nrcpt ccamp@ietf.example\n");
	g_auto(GStrv) parts = g_strsplit(incoming, "<one@itu.example>", 2);
	g_autofree char *other = g_strjoinv("<other@itu.example>", parts);
	g_autoptr(intake_t) first = take(place, to, incoming), second = take(place, known, other), copy = take(place, later, other);
	g_autofree char *done = actions_of(second), *once_more = actions_of(copy);

	g_assert_nonnull(strstr(done, "reason=possible-duplicate\n"));
	g_assert_null(strstr(done, "add-recipient"));
	g_assert_null(strstr(once_more, "add-recipient"));
}

static void test_unrelated(struct place *place, gconstpointer mode G_GNUC_UNUSED)
{
	static const char mail[] = "From: a@itu.example\nTo: b@ietf.example\nSubject: lunch\n\nShall we meet at noon?\n";
	g_autoptr(envelope_t) to = envelope("from a@itu.example\nrcpt b@ietf.example\n");
	g_autoptr(intake_t) intake = take(place, to, mail);
	g_autofree char *done = actions_of(intake);
	struct store_stats stats;
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(intake->interest, ==, INTEREST_CANDIDATE);
	g_assert_cmpint(intake->plan->verdict, ==, VERDICT_LET_GO);
	g_assert_null(intake->receipt);
	g_assert_cmpstr(done, ==, "");
	g_assert_true(store_get_stats(place->store, &stats, &error));
	g_assert_cmpint(stats.messages, ==, 0);
}

static void test_observe(struct place *place, gconstpointer mode G_GNUC_UNUSED)
{
	g_autoptr(envelope_t) to = envelope("from sg15@itu.example\nrcpt statements@ietf.example\n");
	g_autoptr(intake_t) intake = take(place, to, incoming);
	g_autofree char *done = actions_of(intake);

	g_assert_cmpint(first_id(intake), ==, 1);
	g_assert_cmpuint(intake->plan->actions->len, >, 0);
	g_assert_cmpstr(done, ==, "");
}

/* What cannot be understood is recorded all the same, raw. */
static void test_garbage(struct place *place, gconstpointer mode G_GNUC_UNUSED)
{
	g_autoptr(envelope_t) to = envelope("from x@itu.example\nrcpt statements@ietf.example\n");
	g_autoptr(intake_t) intake = take(place, to, "\x01\x02garbage without a header\xff");
	g_autoptr(GError) error = NULL;
	g_autoptr(record_t) record = store_get(place->store, first_id(intake), &error);

	g_assert_no_error(error);
	g_assert_cmpuint(record->statement->doubts->len, >, 0);
	g_assert_cmpint(record->state, ==, STATE_PENDING);
}

/* Somebody of a peer who is known for who he is, but not as one who was asked. */
static void test_stranger_answers(struct place *place, gconstpointer mode G_GNUC_UNUSED)
{
	static const char mail[] = "Authentication-Results: mx.test.example; dmarc=pass header.from=itu.example\r\n"
		"From: sg15@itu.example\r\nTo: review+abcdefghijklmnopqrstuvwxyz@ietf.example\r\nMessage-ID: <guess@itu.example>\r\n\r\napprove\r\n";
	g_autoptr(envelope_t) to = envelope("from sg15@itu.example\nrcpt review+abcdefghijklmnopqrstuvwxyz@ietf.example\n");
	g_autoptr(intake_t) intake = take(place, to, mail);

	g_assert_true(intake->review);
	g_assert_cmpstr(intake->review_result, ==, "answered: the address that you answered to is not known");
}

int main(int argc, char **argv)
{
	static const struct { const char *name; void (*test)(struct place *, gconstpointer); } tests[] = {
		{ "/intake/incoming", test_incoming }, { "/intake/again", test_again }, { "/intake/answer", test_answer },
		{ "/intake/duplicate", test_duplicate }, { "/intake/duplicate-copies", test_duplicate_copies },
		{ "/intake/unrelated", test_unrelated }, { "/intake/garbage", test_garbage },
	};

	g_test_init(&argc, &argv, NULL);
	mail_init();
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].name, struct place, NULL, set_up, tests[i].test, tear_down);
	g_test_add("/intake/observe", struct place, "mode = \"observe\";\n", set_up, test_observe, tear_down);
	g_test_add("/intake/stranger-answers", struct place, "review: { address = \"review@ietf.example\"; };\n", set_up, test_stranger_answers, tear_down);
	return g_test_run();
}
