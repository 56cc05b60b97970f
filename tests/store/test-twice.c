/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-twice.c - nothing twice: the same mail again, in the same envelope or another; what looks like it; the ledger
 */
#include "config.h"
#include "sample.h"

#include <string.h>
#include <liaison/change.h>
#include <liaison/text.h>

/* ---- one table: a second mail after a first (id "a", content "text", from ada to liaison) ---- */

struct again_case {
	const char *name;
	const char *id, *content, *sender, *recipients;
	gboolean fresh, possible_duplicate, same_envelope;
	const char *additions;            /* of the two that the plan names: x and y@ietf.example */
};

static const struct again_case again_cases[] = {
	{ "the same", "a", "text", "ada@itu.example", "liaison@ietf.example", FALSE, FALSE, TRUE, "x@ietf.example y@ietf.example" },
	{ "the same, written otherwise", "a", "text", "<ADA@itu.example>", "<Liaison@IETF.example>", FALSE, FALSE, TRUE, "x@ietf.example y@ietf.example" },
	{ "another recipient", "a", "text", "ada@itu.example", "chair@ietf.example", FALSE, FALSE, FALSE, "" },
	{ "one recipient more", "a", "text", "ada@itu.example", "liaison@ietf.example chair@ietf.example", FALSE, FALSE, FALSE, "" },
	{ "another sender", "a", "text", "bob@itu.example", "liaison@ietf.example", FALSE, FALSE, FALSE, "" },
	{ "the null sender", "a", "text", "<>", "liaison@ietf.example", FALSE, FALSE, FALSE, "" },
	{ "same id, other content", "a", "other", "ada@itu.example", "liaison@ietf.example", TRUE, TRUE, FALSE, "" },
	{ "other id, same content", "b", "text", "ada@itu.example", "liaison@ietf.example", TRUE, TRUE, FALSE, "" },
	{ "no id, same content", NULL, "text", "ada@itu.example", "liaison@ietf.example", TRUE, TRUE, FALSE, "" },
	{ "ids have case", "A", "text", "ada@itu.example", "liaison@ietf.example", TRUE, TRUE, FALSE, "" },
	{ "another mail", "b", "other", "ada@itu.example", "liaison@ietf.example", TRUE, FALSE, FALSE, "x@ietf.example y@ietf.example" },
	{ "another mail without id", NULL, "other", "ada@itu.example", "liaison@ietf.example", TRUE, FALSE, FALSE, "x@ietf.example y@ietf.example" },
};

static struct sample *planned(const char *id, const char *content)
{
	struct sample *sample = sample_new(id, content);
	plan_add(sample->plan, ACTION_ADD_RECIPIENT, "x@ietf.example", NULL, 0, "body X WG");
	plan_add(sample->plan, ACTION_ADD_HEADER, "Archived-At", "<%u>", 0, "record");
	plan_add(sample->plan, ACTION_ADD_RECIPIENT, "y@ietf.example", NULL, 0, "body X WG");
	return sample;
}

static void assert_additions(const struct store_receipt *receipt, const char *expected)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (guint i = 0; i < receipt->additions->len; i++)
		g_string_append_printf(text, "%s%s", i == 0 ? "" : " ", (const char *)g_ptr_array_index(receipt->additions, i));
	g_assert_cmpstr(text->str, ==, expected);
}

static guint count_events(const struct record *record, enum event_kind kind)
{
	guint n = 0;
	for (guint i = 0; i < record->events->len; i++)
		n += ((const struct record_event *)g_ptr_array_index(record->events, i))->kind == kind;
	return n;
}

static struct store_receipt *put(struct store *store, const struct sample *sample)
{
	g_autoptr(GError) error = NULL;
	struct store_receipt *receipt = store_put(store, &sample->request, &error);
	g_assert_no_error(error);
	return receipt;
}

static struct record *get(struct store *store, gint64 id)
{
	g_autoptr(GError) error = NULL;
	struct record *record = store_get(store, id, &error);
	g_assert_no_error(error);
	return record;
}

static void test_again(gconstpointer data)
{
	const struct again_case *each = data;
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) first = planned("a", "text");
	g_autoptr(store_receipt_t) one = put(store, first);
	g_assert_true(one->fresh);
	assert_additions(one, "x@ietf.example y@ietf.example");

	g_autoptr(sample_t) second = planned(each->id, each->content);
	sample_set_envelope(second, each->sender, each->recipients);
	g_autoptr(store_receipt_t) two = put(store, second);
	g_assert_cmpint(two->fresh, ==, each->fresh);
	g_assert_cmpint(two->possible_duplicate, ==, each->possible_duplicate);
	g_assert_cmpint(two->same_envelope, ==, each->same_envelope);
	assert_additions(two, each->additions);
	const gint64 id = g_array_index(two->ids, gint64, 0);
	g_assert_cmpint(id, ==, each->fresh ? 2 : 1);

	g_autoptr(record_t) record = get(store, id);
	g_assert_cmpint(doubts_have(record->statement->doubts, DOUBT_POSSIBLE_DUPLICATE), ==, each->possible_duplicate);
	g_assert_cmpuint(count_events(record, EVENT_PRIVATE_COMMENT), ==, each->possible_duplicate ? 1 : 0);
	g_assert_cmpuint(count_events(record, EVENT_RESENT), ==, each->fresh ? 0 : 1);
	g_assert_cmpuint(count_events(record, EVENT_SUBMITTED), ==, 1);
	g_autoptr(record_t) before = get(store, 1);
	g_assert_false(doubts_have(before->statement->doubts, DOUBT_POSSIBLE_DUPLICATE));
	/* what is shown of a record is how it came the first time */
	g_assert_cmpstr(before->envelope->sender, ==, "ada@itu.example");

	/* and once more: a retry is answered as the try was */
	g_autoptr(store_receipt_t) three = put(store, second);
	g_assert_false(three->fresh);
	g_assert_true(three->same_envelope);
	g_assert_cmpint(g_array_index(three->ids, gint64, 0), ==, id);
	assert_additions(three, each->additions);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* Each statement of a mail is found again, in order. */
static void test_several_statements(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) other = sample_new("o@itu.example", "o");
	sample_put(store, other);
	g_autoptr(sample_t) sample = sample_new("a@itu.example", "text");
	g_ptr_array_add(sample->statements, statement_new());
	g_ptr_array_add(sample->statements, statement_new());
	for (guint i = 0; i < 2; i++) {
		g_autoptr(store_receipt_t) receipt = put(store, sample);
		g_assert_cmpuint(receipt->ids->len, ==, 3);
		for (guint n = 0; n < 3; n++) {
			g_assert_cmpint(g_array_index(receipt->ids, gint64, n), ==, 2 + n);
			g_autoptr(record_t) record = get(store, 2 + n);
			g_assert_cmpuint(count_events(record, EVENT_RESENT), ==, i);
		}
	}
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- the ledger ---- */

static gboolean count_job(G_GNUC_UNUSED const struct job *job, gpointer data)
{
	++*(guint *)data;
	return TRUE;
}

static guint count_jobs(struct store *store)
{
	g_autoptr(GError) error = NULL;
	guint count = 0;
	g_assert_true(store_job_list(store, JOB_WAITING, count_job, &count, &error));
	return count;
}

/* The MTA tries again what was let go, and by now it is held: who was to get it is not taken to have it, and people are asked once. */
static void test_held_now(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) sample = planned("a", "text");
	g_autoptr(store_receipt_t) first = put(store, sample);
	g_autoptr(GPtrArray) orders = g_ptr_array_new(), before = store_ledger(store, 1, NULL);
	struct job_order order = { .kind = "mail", .key = "ask:%d" };
	g_ptr_array_add(orders, &order);
	g_assert_cmpuint(before->len, >, 0);
	sample->plan->verdict = VERDICT_HOLD;
	sample->request.held_jobs = orders;
	for (guint i = 0; i < 2; i++) {
		g_autoptr(store_receipt_t) again = put(store, sample);
		g_autoptr(GPtrArray) after = store_ledger(store, 1, NULL);
		g_autoptr(record_t) record = get(store, 1);
		g_assert_true(again->same_envelope);
		g_assert_cmpuint(after->len, ==, 0);
		g_assert_true(g_str_has_prefix(record->plan, "hold"));
		g_assert_cmpuint(count_jobs(store), ==, 1);
	}
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* What was approved comes once more and is held: somebody has to look whom it has not reached. */
static void test_held_late(void)
{
	static const struct { enum state state; enum verdict verdict; guint jobs; } cases[] = {
		{ STATE_PENDING, VERDICT_HOLD, 0 }, { STATE_APPROVED, VERDICT_HOLD, 1 }, { STATE_POSTED, VERDICT_HOLD, 1 },
		{ STATE_DEAD, VERDICT_HOLD, 0 }, { STATE_POSTED, VERDICT_ACCEPT, 0 },
	};
	struct job_order order = { .kind = "late-copy", .key = "late:%d" };
	g_autoptr(GPtrArray) orders = g_ptr_array_new();
	g_ptr_array_add(orders, &order);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		char *folder = sample_folder_new();
		g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
		g_autoptr(sample_t) sample = sample_new("a", "text");
		sample->plan->verdict = VERDICT_HOLD;
		sample->request.state = cases[i].state;
		sample->request.late_jobs = orders;
		g_autoptr(store_receipt_t) first = put(store, sample);
		g_assert_cmpuint(count_jobs(store), ==, 0);
		sample->plan->verdict = cases[i].verdict;
		sample_set_envelope(sample, "ada@itu.example", "late@ietf.example");
		for (guint k = 0; k < 2; k++) {
			g_autoptr(store_receipt_t) again = put(store, sample);
			g_assert_cmpuint(count_jobs(store), ==, cases[i].jobs);
		}
		g_clear_pointer(&store, store_close);
		sample_folder_remove(folder);
	}
}

static char *ask_again(struct store *store, const char *recipients, const char *addition)
{
	g_autoptr(sample_t) sample = sample_new("a", "text");
	sample_set_envelope(sample, "ada@itu.example", recipients);
	plan_add(sample->plan, ACTION_ADD_RECIPIENT, addition, NULL, 0, "rule");
	g_autoptr(store_receipt_t) receipt = put(store, sample);
	return g_strdup(receipt->additions->len > 0 ? "given" : "not given");
}

static const struct ledger_case {
	const char *name;
	enum verdict verdict;
	gboolean edit;
	const char *removed, *addition, *asked, *expected;
} ledger_cases[] = {
	{ "who was a recipient", VERDICT_ACCEPT, TRUE, NULL, "x@ietf.example", "<LIAISON@ietf.example>", "not given" },
	{ "who was added", VERDICT_ACCEPT, TRUE, NULL, "x@ietf.example", "X@ietf.example", "not given" },
	{ "who is new", VERDICT_ACCEPT, TRUE, NULL, "x@ietf.example", "y@ietf.example", "given" },
	{ "who was taken out", VERDICT_ACCEPT, TRUE, "liaison@ietf.example", "x@ietf.example", "liaison@ietf.example", "given" },
	{ "who would have been added", VERDICT_ACCEPT, FALSE, NULL, "x@ietf.example", "x@ietf.example", "given" },
	{ "who would have been taken out", VERDICT_ACCEPT, FALSE, "liaison@ietf.example", "x@ietf.example", "liaison@ietf.example", "not given" },
	{ "a recipient of a held one", VERDICT_HOLD, TRUE, NULL, "x@ietf.example", "liaison@ietf.example", "given" },
	{ "an addition to a held one", VERDICT_HOLD, TRUE, NULL, "x@ietf.example", "x@ietf.example", "given" },
};

static void test_ledger(gconstpointer data)
{
	const struct ledger_case *each = data;
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) first = sample_new("a", "text");
	first->plan->verdict = each->verdict;
	first->plan->edit = each->edit;
	if (each->removed)
		plan_add(first->plan, ACTION_REMOVE_RECIPIENT, each->removed, NULL, 0, "rule");
	plan_add(first->plan, ACTION_ADD_RECIPIENT, each->addition, NULL, 0, "rule");
	g_autoptr(store_receipt_t) receipt = put(store, first);
	assert_additions(receipt, each->addition);
	g_autofree char *answer = ask_again(store, "other@ietf.example", g_str_has_prefix(each->asked, "<") ? "LIAISON@ietf.example" : each->asked);
	g_assert_cmpstr(answer, ==, each->expected);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- posting, importing, misdirected, answers ---- */

static void test_post(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) first = sample_new("a", "text");
	plan_add(first->plan, ACTION_POST, NULL, NULL, 0, "trusted");
	g_autoptr(record_t) posted = get(store, sample_put(store, first));
	g_assert_cmpint(posted->state, ==, STATE_POSTED);
	g_assert_cmpuint(count_events(posted, EVENT_POSTED), ==, 1);

	/* one that may be the same is for a person */
	g_autoptr(sample_t) second = sample_new("b", "text");
	plan_add(second->plan, ACTION_POST, NULL, NULL, 0, "trusted");
	g_autoptr(record_t) waiting = get(store, sample_put(store, second));
	g_assert_cmpint(waiting->state, ==, STATE_PENDING);
	g_assert_cmpuint(count_events(waiting, EVENT_POSTED), ==, 0);

	g_autoptr(sample_t) third = sample_new("c", "dead");
	third->request.state = STATE_DEAD;
	plan_add(third->plan, ACTION_POST, NULL, NULL, 0, "trusted");
	g_autoptr(record_t) dead = get(store, sample_put(store, third));
	g_assert_cmpint(dead->state, ==, STATE_DEAD);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

static struct sample *without_envelope(const char *id, const char *content)
{
	struct sample *sample = sample_new(id, content);
	envelope_free(sample->envelope);
	sample->request.envelope = sample->envelope = envelope_new();
	plan_add(sample->plan, ACTION_ADD_RECIPIENT, "x@ietf.example", NULL, 0, "rule");
	return sample;
}

static void test_import(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) imported = without_envelope("a", "text");
	for (guint i = 0; i < 3; i++) {
		g_autoptr(store_receipt_t) receipt = put(store, imported);
		g_assert_cmpint(receipt->fresh, ==, i == 0);
		g_autoptr(record_t) record = get(store, 1);
		g_assert_cmpuint(record->events->len, ==, 1);
		g_assert_null(record->envelope->sender);
		g_assert_cmpuint(record->envelope->recipients->len, ==, 0);
	}
	/* nobody was given it by that */
	g_autofree char *answer = ask_again(store, "liaison@ietf.example", "x@ietf.example");
	g_assert_cmpstr(answer, ==, "given");
	/* imported what came by mail */
	g_autoptr(sample_t) mailed = sample_new("b", "other");
	sample_put(store, mailed);
	g_autoptr(sample_t) again = without_envelope("b", "other");
	g_autoptr(store_receipt_t) receipt = put(store, again);
	g_assert_false(receipt->fresh);
	g_assert_cmpuint(receipt->additions->len, ==, 0);
	g_autoptr(record_t) record = get(store, 2);
	g_assert_cmpuint(record->events->len, ==, 1);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

static const struct misdirected_case {
	const char *name;
	gboolean authenticated, at_liaison_address, other_envelope, withdrawn, post, posted;
} misdirected_cases[] = {
	{ "authenticated copy at a liaison address", TRUE, TRUE, TRUE, TRUE, FALSE, FALSE },
	{ "and its rule posts it", TRUE, TRUE, TRUE, TRUE, TRUE, TRUE },
	{ "anybody's copy", FALSE, TRUE, TRUE, FALSE, TRUE, FALSE },
	{ "another list", TRUE, FALSE, TRUE, FALSE, TRUE, FALSE },
	{ "a retry", TRUE, TRUE, FALSE, FALSE, TRUE, FALSE },
};

static void test_misdirected(gconstpointer data)
{
	const struct misdirected_case *each = data;
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) stray = sample_new("a", "text");
	struct statement *statement = g_ptr_array_index(stray->statements, 0);
	sample_set_envelope(stray, "ada@itu.example", "list@ietf.example");
	doubts_add(statement->doubts, DOUBT_MISDIRECTED, "to a list only");
	doubts_add(statement->doubts, DOUBT_NO_PURPOSE, NULL);
	sample_put(store, stray);

	g_autoptr(sample_t) copy = sample_new("a", "text");
	statement = g_ptr_array_index(copy->statements, 0);
	statement->authenticated = each->authenticated;
	if (!each->at_liaison_address)
		doubts_add(statement->doubts, DOUBT_MISDIRECTED, NULL);
	if (each->post)
		plan_add(copy->plan, ACTION_POST, NULL, NULL, 0, "trusted");
	sample_set_envelope(copy, "ada@itu.example", each->other_envelope ? "liaison@ietf.example" : "list@ietf.example");
	sample_put(store, copy);
	g_autoptr(record_t) record = get(store, 1);
	g_assert_cmpint(doubts_have(record->statement->doubts, DOUBT_MISDIRECTED), ==, !each->withdrawn);
	g_assert_true(doubts_have(record->statement->doubts, DOUBT_NO_PURPOSE));
	g_assert_cmpuint(count_events(record, EVENT_MODIFIED), ==, each->withdrawn ? 1 : 0);
	g_assert_cmpint(record->state, ==, each->posted ? STATE_POSTED : STATE_PENDING);
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

static void test_relations(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) first = sample_new("a", "question"), second = sample_new("b", "further question"), reply = sample_new("c", "answer");
	g_autoptr(GArray) relations = g_array_new(FALSE, FALSE, sizeof(struct store_relation));
	/* two, one of them twice; one that is not on record; one of a statement that the mail does not have */
	struct store_relation all[] = { { .kind = "refold", .other = 1 }, { .kind = "refold", .other = 2 }, { .kind = "refold", .other = 1 },
	                                { .kind = "refold", .other = 77 }, { .kind = "supersedes", .other = 2, .why = (char *)"by its number" },
	                                { .n = 5, .kind = "supersedes", .other = 1 } };

	g_array_append_vals(relations, all, G_N_ELEMENTS(all));
	sample_put(store, first);
	sample_put(store, second);
	reply->request.relations = relations;
	g_autoptr(record_t) record = get(store, sample_put(store, reply));
	g_assert_cmpuint(record->relations->len, ==, 3);
	for (guint i = 0; i < 3; i++) {
		const struct record_relation *relation = g_ptr_array_index(record->relations, i);
		g_assert_cmpint(relation->other, ==, i == 0 ? 1 : 2);
		g_assert_cmpstr(relation->kind, ==, i < 2 ? "refold" : "supersedes");
	}
	g_assert_cmpstr(((const struct record_event *)g_ptr_array_index(record->events, 1))->text, ==, "relation: supersedes 2, by its number");
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

/* ---- what the MTA keeps in its quarantine ---- */

static void quarantine_again(struct store *store, struct sample *sample, const char *queue_id, gboolean approved, gboolean closed, const char *expected)
{
	sample->request.quarantine = queue_id;
	sample->request.received++;
	g_autoptr(store_receipt_t) receipt = put(store, sample);
	g_autoptr(record_t) record = get(store, 1);
	g_ptr_array_add(record->quarantined, NULL);
	g_autofree char *queue_ids = g_strjoinv(" ", (char **)record->quarantined->pdata);
	g_assert_cmpint(receipt->approved, ==, approved);
	g_assert_cmpint(receipt->closed, ==, closed);
	g_assert_cmpstr(queue_ids, ==, expected);
}

static void change_it(struct store *store, enum event_kind kind, const char *leaves)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(change_t) change = change_new(1, "(System)", FALSE, 1);
	change_event(change, kind, NULL);
	change_leave_quarantine(change, leaves);
	store_change(store, change, NULL, &error);
	g_assert_no_error(error);
}

static void test_quarantine(void)
{
	char *folder = sample_folder_new();
	g_autoptr(store_t) store = sample_open(folder, STORE_CREATE);
	g_autoptr(sample_t) sample = sample_new("a", "text");
	sample->plan->verdict = VERDICT_HOLD;
	quarantine_again(store, sample, "QUEUE1", FALSE, FALSE, "QUEUE1");
	quarantine_again(store, sample, "QUEUE2", FALSE, FALSE, "QUEUE2 QUEUE1");
	quarantine_again(store, sample, NULL, FALSE, FALSE, "QUEUE2 QUEUE1");
	change_it(store, EVENT_APPROVED, "QUEUE2");
	quarantine_again(store, sample, NULL, TRUE, FALSE, "QUEUE1");
	quarantine_again(store, sample, "QUEUE2", TRUE, FALSE, "QUEUE2 QUEUE1");
	change_it(store, EVENT_POSTED, "QUEUE1");
	quarantine_again(store, sample, "QUEUE3", TRUE, TRUE, "QUEUE2");
	change_it(store, EVENT_KILLED, "QUEUE2");
	quarantine_again(store, sample, "QUEUE3", FALSE, TRUE, "");
	change_it(store, EVENT_RESURRECTED, "QUEUE9");
	quarantine_again(store, sample, "QUEUE1", FALSE, FALSE, "QUEUE1");
	g_assert_cmpuint(sample_count_faults(store), ==, 0);
	g_clear_pointer(&store, store_close);
	sample_folder_remove(folder);
}

#define ADD_TABLE(path, table, function) \
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) { \
		g_autofree char *name = g_strdup_printf("/store/twice/" path "/%s", (table)[i].name); \
		g_test_add_data_func(name, &(table)[i], function); \
	}

int main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	ADD_TABLE("again", again_cases, test_again)
	ADD_TABLE("ledger", ledger_cases, test_ledger)
	ADD_TABLE("misdirected", misdirected_cases, test_misdirected)
	g_test_add_func("/store/twice/several-statements", test_several_statements);
	g_test_add_func("/store/twice/held-now", test_held_now);
	g_test_add_func("/store/twice/held-late", test_held_late);
	g_test_add_func("/store/twice/post", test_post);
	g_test_add_func("/store/twice/import", test_import);
	g_test_add_func("/store/twice/relations", test_relations);
	g_test_add_func("/store/twice/quarantine", test_quarantine);
	return g_test_run();
}
