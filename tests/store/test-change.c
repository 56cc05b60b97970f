/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-change.c - changes of a record: all or none, each with its event; a person's word against a program's; reading again
 */
#include "config.h"
#include "sample.h"

#include <string.h>
#include <liaison/change.h>
#include <liaison/error.h>

/* ---- a record to change ---- */

struct bench { char *folder; struct store *store; gint64 id; };

static void bench_set_up(struct bench *bench, gconstpointer data)
{
	(void)data;
	bench->folder = sample_folder_new();
	bench->store = sample_open(bench->folder, STORE_CREATE);
	g_autoptr(sample_t) other = sample_new("other", "another mail");
	sample_put(bench->store, other);
	g_autoptr(sample_t) sample = sample_new("a", "text");
	struct statement *statement = g_ptr_array_index(sample->statements, 0);
	doubts_add(statement->doubts, DOUBT_NO_PURPOSE, NULL);
	doubts_add(statement->doubts, DOUBT_DEADLINE_VAGUE, "before the next meeting");
	doubts_add(statement->doubts, DOUBT_UNREADABLE_ATTACHMENT, "letter.doc");
	statement->deadline_text = g_strdup("before the next meeting");
	sample_attach(sample, "letter.doc", "application/msword", "bytes of a letter");
	sample_attach(sample, "figure.png", "image/png", "bytes of a figure");
	bench->id = sample_put(bench->store, sample);
}

static void bench_tear_down(struct bench *bench, gconstpointer data)
{
	(void)data;
	g_assert_cmpuint(sample_count_faults(bench->store), ==, 0);
	store_close(bench->store);
	sample_folder_remove(bench->folder);
}

static struct record *get(const struct bench *bench)
{
	g_autoptr(GError) error = NULL;
	struct record *record = store_get(bench->store, bench->id, &error);
	g_assert_no_error(error);
	return record;
}

/* Takes the change. */
static gboolean apply(const struct bench *bench, struct change *change)
{
	g_autoptr(GError) error = NULL;
	gboolean changed = FALSE;
	g_assert_true(store_change(bench->store, change, &changed, &error));
	g_assert_no_error(error);
	change_free(change);
	return changed;
}

static void refuse(const struct bench *bench, struct change *change, enum liaison_error code, const char *part)
{
	g_autoptr(GError) error = NULL;
	gboolean changed = 7;
	g_assert_false(store_change(bench->store, change, &changed, &error));
	g_assert_error(error, LIAISON_ERROR, (gint)code);
	if (part && !strstr(error->message, part))
		g_test_message("%s", error->message);
	g_assert_true(!part || strstr(error->message, part));
	g_assert_cmpint(changed, ==, 7);
	change_free(change);
}

static struct change *by_person(const struct bench *bench, gint64 time)
{
	return change_new(bench->id, "carol", TRUE, time);
}

static struct change *by_program(const struct bench *bench, gint64 time)
{
	return change_new(bench->id, "(System)", FALSE, time);
}

static void set_one(struct change *change, enum field field, const char *value)
{
	const char *const values[] = { value, NULL };
	change_set(change, field, values);
}

static void assert_last_event(const struct record *record, enum event_kind kind, const char *by, const char *text, gint64 time)
{
	g_assert_cmpuint(record->events->len, >, 0);
	const struct record_event *event = g_ptr_array_index(record->events, record->events->len - 1);
	g_assert_cmpstr(event_kind_name(event->kind), ==, event_kind_name(kind));
	g_assert_cmpstr(event->by, ==, by);
	g_assert_cmpstr(event->text, ==, text);
	g_assert_cmpint(event->time, ==, time);
}

static const struct record_event *find_event(const struct record *record, const char *part)
{
	for (guint i = 0; i < record->events->len; i++) {
		const struct record_event *event = g_ptr_array_index(record->events, i);
		if (event->text && strstr(event->text, part))
			return event;
	}
	return NULL;
}

static void assert_event(const struct record *record, const char *part, enum event_kind kind)
{
	const struct record_event *event = find_event(record, part);
	g_assert_nonnull(event);
	if (event)        /* for the compiler */
		g_assert_cmpint(event->kind, ==, kind);
}

/* ---- states ---- */

static void test_states(struct bench *bench, gconstpointer data)
{
	(void)data;
	struct change *change = by_person(bench, 1000);
	change_event(change, EVENT_APPROVED, NULL);
	change_event(change, EVENT_POSTED, "by hand");
	g_assert_true(apply(bench, change));
	g_autoptr(record_t) posted = get(bench);
	g_assert_cmpint(posted->state, ==, STATE_POSTED);
	g_assert_cmpint(posted->posted, ==, 1000);
	g_assert_cmpint(posted->dead, ==, 0);
	assert_last_event(posted, EVENT_POSTED, "carol", "by hand", 1000);

	change = by_person(bench, 2000);
	change_event(change, EVENT_POSTED, NULL);
	refuse(bench, change, LIAISON_ERROR_USAGE, "is posted: it cannot be posted");
	change = by_person(bench, 2000);
	change_event(change, EVENT_KILLED, "spam");
	apply(bench, change);
	change = by_person(bench, 3000);
	change_event(change, EVENT_RESURRECTED, NULL);
	apply(bench, change);
	g_autoptr(record_t) back = get(bench);
	g_assert_cmpint(back->state, ==, STATE_PENDING);
	g_assert_cmpint(back->posted, ==, 1000);
	g_assert_cmpint(back->dead, ==, 2000);
	change = change_new(77, "carol", TRUE, 1);
	change_event(change, EVENT_COMMENT, "x");
	refuse(bench, change, LIAISON_ERROR_NOT_FOUND, "no record 77");
	change = change_new(0, "carol", TRUE, 1);
	change_event(change, EVENT_COMMENT, "x");
	refuse(bench, change, LIAISON_ERROR_INTERNAL, NULL);
}

/* ---- all or none ---- */

static void test_all_or_none(struct bench *bench, gconstpointer data)
{
	(void)data;
	const struct job_order order = { .kind = "publish", .statement = bench->id };
	struct change *change = by_person(bench, 1000);
	change_event(change, EVENT_POSTED, NULL);
	set_one(change, FIELD_TITLE, "New title");
	change_order(change, &order);
	change_ledger(change, "x@ietf.example", "job");
	change_add_token(change, "d1", "approve", "ads@ietf.example", 5000);
	set_one(change, FIELD_DEADLINE, "tomorrow");
	refuse(bench, change, LIAISON_ERROR_DATA, "deadline");
	g_autoptr(record_t) record = get(bench);
	g_assert_cmpint(record->state, ==, STATE_PENDING);
	g_assert_cmpstr(record->statement->title, ==, "LS on timing");
	g_assert_cmpuint(record->events->len, ==, 1);
	g_autoptr(GError) error = NULL;
	g_assert_null(store_job_get(bench->store, 1, &error));
	g_clear_error(&error);
	g_assert_null(store_token_get(bench->store, "d1", &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
	g_autoptr(GPtrArray) ledger = store_ledger(bench->store, bench->id, NULL);
	g_assert_cmpuint(ledger->len, ==, 1);
}

/* ---- what a job did is there if the job was its worker's, else not ---- */

static void test_job(struct bench *bench, gconstpointer data)
{
	(void)data;
	const struct job_order order = { .kind = "distribute", .statement = bench->id, .key = "distribute:2", .due = 10 };
	struct change *change = by_person(bench, 5);
	change_order(change, &order);
	change_order(change, &order);
	g_assert_true(apply(bench, change));
	change = by_person(bench, 6);
	change_order(change, &order);
	g_assert_false(apply(bench, change));

	g_autoptr(job_t) late = store_job_claim(bench->store, NULL, "w1", 10, 10, NULL);
	g_assert_cmpint(late->statement, ==, bench->id);
	g_autoptr(job_t) job = store_job_claim(bench->store, NULL, "w2", 30, 10, NULL);
	g_assert_nonnull(job);
	const struct job_end too_late = { .job = late, .outcome = JOB_OUTCOME_DONE }, done = { .job = job, .outcome = JOB_OUTCOME_DONE };
	change = by_program(bench, 31);
	change_ledger(change, "late@ietf.example", "job");
	change_event(change, EVENT_MSGOUT, "to late@ietf.example");
	change_end_job(change, &too_late);
	refuse(bench, change, LIAISON_ERROR_NOT_FOUND, "no longer");
	change = by_program(bench, 32);
	change_ledger(change, "Chair@IETF.example", "job");
	change_event(change, EVENT_MSGOUT, "to the chair");
	change_end_job(change, &done);
	g_assert_true(apply(bench, change));
	g_autoptr(record_t) record = get(bench);
	g_assert_null(find_event(record, "late@"));
	assert_last_event(record, EVENT_MSGOUT, "(System)", "to the chair", 32);
	g_autoptr(job_t) after = store_job_get(bench->store, job->id, NULL);
	g_assert_cmpint(after->state, ==, JOB_DONE);
	g_autoptr(GPtrArray) ledger = store_ledger(bench->store, bench->id, NULL);
	g_assert_cmpuint(ledger->len, ==, 2);
	g_assert_cmpstr(g_ptr_array_index(ledger, 0), ==, "chair@ietf.example");
	/* a job of no record */
	const struct job_order digest = { .kind = "digest" };
	g_assert_true(store_job_order(bench->store, &digest, 40, NULL));
	g_autoptr(job_t) none = store_job_claim(bench->store, NULL, "w1", 50, 10, NULL);
	const struct job_end end = { .job = none, .outcome = JOB_OUTCOME_DONE };
	change = change_new(0, "(System)", FALSE, 51);
	change_end_job(change, &end);
	g_assert_false(apply(bench, change));
}

/* ---- fields ---- */

static const struct field_case {
	const char *key, *values;         /* values separated by "|"; NULL: none */
	const char *stands;               /* as they stand then, or NULL: refused */
} field_cases[] = {
	{ "title", "A  better title", "A better title" },
	{ "title", "", NULL },
	{ "title", NULL, "" },
	{ "title", "one|two", NULL },
	{ "title", "with\x1b[1m escape", NULL },
	{ "kind", "correspondence", "correspondence" },
	{ "kind", "letter", NULL },
	{ "kind", NULL, NULL },
	{ "direction", "outgoing", "outgoing" },
	{ "direction", "sideways", NULL },
	{ "direction", NULL, "" },
	{ "purpose", "action", "action" },
	{ "purpose", "Action", NULL },
	{ "purpose", NULL, "" },
	{ "deadline", "2027-02-28", "2027-02-28" },
	{ "deadline", "2027-02-29", NULL },
	{ "deadline", "1 March 2027", NULL },
	{ "deadline", NULL, "" },
	{ "is_reply", "true", "true" },
	{ "is_reply", "yes", NULL },
	{ "from", "ITU-T SG15|ITU-T SG13", "ITU-T SG15|ITU-T SG13" },
	{ "to", "DETNET WG", "DETNET WG" },
	{ "cc", "IAB", "IAB" },
	{ "refers_to", "LS 12", "LS 12" },
	{ "identifiers", "TD 5/WP3", "TD 5/WP3" },
	{ "to_contacts", "Bob <bob@ietf.example>|chair@ietf.example", "Bob <bob@ietf.example>|chair@ietf.example" },
	{ "to_contacts", "nobody", NULL },
	{ "to_contacts", "a@b.example, c@d.example", NULL },
	{ "from_contacts", "ada@itu.example\r\nBcc: all@ietf.example", NULL },
	{ "from_liaison_contact", "tsb@itu.example", "tsb@itu.example" },
	{ "from_liaison_contact", "tsb", NULL },
	{ "to_liaison_contact", NULL, "" },
};

static void test_field(struct bench *bench, gconstpointer data)
{
	const struct field_case *each = data;
	enum field field;
	g_auto(GStrv) values = each->values ? g_strsplit(*each->values ? each->values : " ", "|", -1) : NULL;
	g_assert_true(field_parse(each->key, &field));
	g_autoptr(record_t) before = get(bench);
	g_autoptr(GPtrArray) had = statement_values(before->statement, field);
	struct change *change = by_person(bench, 100);
	change_set(change, field, (const char *const *)values);
	if (!each->stands) {
		refuse(bench, change, LIAISON_ERROR_DATA, each->key);
		g_autoptr(record_t) same = get(bench);
		g_assert_true(sample_statements_equal(before->statement, same->statement));
		return;
	}
	apply(bench, change);
	g_autoptr(record_t) record = get(bench);
	g_autoptr(GPtrArray) has = statement_values(record->statement, field);
	g_ptr_array_add(has, NULL);
	g_autofree char *stands = g_strjoinv("|", (char **)has->pdata);
	g_assert_cmpstr(stands, ==, each->stands);
	g_autofree char *label = g_strdup_printf("%s: ", each->key);
	const struct record_event *event = find_event(record, label);
	const gboolean differs = had->len != has->len - 1 || (had->len > 0 && g_strcmp0(had->pdata[0], has->pdata[0]) != 0) ||
	                         (field == FIELD_DEADLINE && before->statement->deadline_text);
	g_assert_cmpint(event != NULL, ==, differs);
	/* the evidence is the person */
	for (guint i = 0; i < record->statement->evidence->len; i++) {
		const struct evidence *piece = g_ptr_array_index(record->statement->evidence, i);
		if (piece->field == field && piece->chosen)
			g_assert_cmpstr(evidence_source_name(piece->source), ==, "person");
	}
}

static void test_person_wins(struct bench *bench, gconstpointer data)
{
	(void)data;
	struct change *change = by_program(bench, 10);
	set_one(change, FIELD_TITLE, "of a program");                   /* one is known */
	set_one(change, FIELD_PURPOSE, "info");
	change_set_body(change, "body by a program");
	g_assert_true(apply(bench, change));
	change = by_program(bench, 11);
	set_one(change, FIELD_PURPOSE, "action");
	change_set_body(change, "another body");
	g_assert_false(apply(bench, change));
	g_autoptr(record_t) first = get(bench);
	g_assert_cmpstr(first->statement->title, ==, "LS on timing");
	g_assert_cmpint(first->statement->purpose, ==, PURPOSE_INFO);
	g_assert_cmpstr(first->statement->body, ==, "body by a program");
	g_assert_true(doubts_have(first->statement->doubts, DOUBT_NO_PURPOSE));      /* a program settles no doubt by the way */

	change = by_person(bench, 20);
	set_one(change, FIELD_PURPOSE, "action");
	change_set(change, FIELD_TITLE, NULL);
	change_set_body(change, NULL);
	g_assert_true(apply(bench, change));
	change = by_program(bench, 21);
	set_one(change, FIELD_TITLE, "of a program");
	change_set_body(change, "another body");
	g_assert_false(apply(bench, change));
	g_autoptr(record_t) second = get(bench);
	g_assert_cmpint(second->statement->purpose, ==, PURPOSE_ACTION);
	g_assert_null(second->statement->title);
	g_assert_null(second->statement->body);
	g_assert_false(doubts_have(second->statement->doubts, DOUBT_NO_PURPOSE));
	const struct record_event *event = find_event(second, "purpose: ");
	g_assert_cmpstr(event ? event->text : NULL, ==, "purpose: unknown -> 'info'");
	g_assert_nonnull(find_event(second, "purpose: 'info' -> 'action'"));
	g_assert_nonnull(find_event(second, "title: 'LS on timing' -> unknown"));
	assert_event(second, "doubt settled: no-purpose", EVENT_PRIVATE_COMMENT);
}

/* ---- reading again ---- */

static struct statement *read_again(void)
{
	struct statement *again = statement_new();
	again->kind = KIND_STATEMENT;
	again->direction = DIRECTION_OUTGOING;
	again->title = g_strdup("Another title");
	again->purpose = PURPOSE_ACTION;
	again->body = g_strdup("The text of the letter");
	again->peer = g_strdup("Somebody else");
	g_ptr_array_add(again->to, g_strdup("DETNET WG"));
	g_ptr_array_add(again->our_bodies, g_strdup("DETNET WG"));
	g_ptr_array_add(again->to_contacts, address_new("Bob", "bob@ietf.example"));
	again->deadline = (struct date){ 2027, 3, 1 };
	doubts_add(again->doubts, DOUBT_CONFLICTING_TO, "DETNET WG, CCAMP WG");
	doubts_add(again->doubts, DOUBT_CONFLICTING_TITLE, "not the record's");
	struct evidence *piece = evidence_new(FIELD_PURPOSE, EVIDENCE_ATTACHMENT, "2 letter.doc", 7, "For action", "action", 90);
	piece->chosen = TRUE;
	piece->layout = g_strdup("itu-t");
	g_ptr_array_add(again->evidence, piece);
	g_ptr_array_add(again->evidence, evidence_new(FIELD_TITLE, EVIDENCE_ATTACHMENT, "2 letter.doc", 1, NULL, "Another title", 50));
	return again;
}

static void test_reread(struct bench *bench, gconstpointer data)
{
	(void)data;
	g_autoptr(statement_t) again = read_again();
	struct change *change = by_person(bench, 10);
	change_set(change, FIELD_TO_CONTACTS, NULL);                     /* a person says that there are none */
	apply(bench, change);
	change = by_program(bench, 20);
	change_reread(change, again);
	g_assert_true(apply(bench, change));
	g_autoptr(record_t) record = get(bench);
	const struct statement *now = record->statement;
	g_assert_cmpstr(now->title, ==, "LS on timing");
	g_assert_cmpint(now->direction, ==, DIRECTION_INCOMING);
	g_assert_cmpstr(now->peer, ==, "ITU-T");
	g_assert_cmpint(now->purpose, ==, PURPOSE_ACTION);
	g_assert_cmpstr(g_ptr_array_index(now->to, 0), ==, "DETNET WG");
	g_assert_cmpstr(g_ptr_array_index(now->our_bodies, 0), ==, "DETNET WG");
	g_assert_cmpuint(now->to_contacts->len, ==, 0);
	g_assert_cmpstr(now->body, ==, "The text of the letter");
	g_autofree char *deadline = date_format(now->deadline);
	g_assert_cmpstr(deadline, ==, "2027-03-01");
	g_assert_null(now->deadline_text);
	assert_last_event(record, EVENT_MODIFIED, "(System)", "to: unknown -> 'DETNET WG'\npurpose: unknown -> 'action'\n"
	                  "deadline: unknown -> '2027-03-01'\ntext: found", 20);
	g_assert_cmpuint(now->evidence->len, ==, 1);
	const struct evidence *piece = g_ptr_array_index(now->evidence, 0);
	g_assert_cmpint(piece->field, ==, FIELD_PURPOSE);
	g_assert_true(piece->chosen);
	g_assert_cmpstr(piece->layout, ==, "itu-t");
	static const enum doubt_kind gone[] = { DOUBT_NO_PURPOSE, DOUBT_DEADLINE_VAGUE, DOUBT_UNREADABLE_ATTACHMENT, DOUBT_CONFLICTING_TITLE };
	for (guint i = 0; i < G_N_ELEMENTS(gone); i++)
		g_assert_false(doubts_have(now->doubts, gone[i]));
	g_assert_true(doubts_have(now->doubts, DOUBT_CONFLICTING_TO));

	/* once more: nothing is new */
	change = by_program(bench, 30);
	change_reread(change, again);
	g_assert_false(apply(bench, change));
	g_autoptr(record_t) same = get(bench);
	g_assert_cmpuint(same->events->len, ==, record->events->len);
}

static void test_reread_words(struct bench *bench, gconstpointer data)
{
	(void)data;
	g_autoptr(statement_t) again = statement_new();
	again->deadline_text = g_strdup("mid-May");
	again->purpose = PURPOSE_ACTION;
	doubts_add(again->doubts, DOUBT_UNREADABLE_ATTACHMENT, "letter.doc");
	doubts_add(again->doubts, DOUBT_NO_DEADLINE, NULL);
	struct change *change = by_person(bench, 5);
	change_set(change, FIELD_DEADLINE, NULL);
	apply(bench, change);
	change = by_program(bench, 10);
	change_reread(change, again);
	g_assert_true(apply(bench, change));
	g_autoptr(record_t) record = get(bench);
	g_assert_null(record->statement->deadline_text);               /* a person took it away */
	g_assert_true(doubts_have(record->statement->doubts, DOUBT_UNREADABLE_ATTACHMENT));
	g_assert_true(doubts_have(record->statement->doubts, DOUBT_NO_DEADLINE));
}

/* ---- the rest of a record ---- */

static void test_bookkeeping(struct bench *bench, gconstpointer data)
{
	(void)data;
	const gint64 other = 1;
	struct change *change = by_person(bench, 10);
	change_assign(change, "dave");
	change_relate(change, other, "refold");
	change_relate(change, other, "refold");
	change_taken(change, other, "https://example.org/answer", "answered at the meeting");
	change_doubt(change, DOUBT_CLAIMS_OURS, "why");
	change_doubt(change, DOUBT_UNCLEAR_REFERENCE, NULL);
	change_set_sides(change, "3GPP", (const char *const[]){ "A WG", "B WG", NULL });
	g_assert_true(apply(bench, change));
	g_autoptr(record_t) record = get(bench);
	g_assert_cmpstr(record->assignee, ==, "dave");
	g_assert_cmpuint(record->relations->len, ==, 1);
	g_assert_cmpint(record->taken, ==, 10);
	g_assert_cmpint(record->taken_by, ==, other);
	g_assert_cmpstr(record->taken_url, ==, "https://example.org/answer");
	g_assert_nonnull(find_event(record, "action taken by record 1, https://example.org/answer: answered at the meeting"));
	assert_event(record, "assignee: nobody -> dave", EVENT_PRIVATE_COMMENT);
	assert_event(record, "doubt: claims-ours, why", EVENT_PRIVATE_COMMENT);
	g_assert_true(doubts_have(record->statement->doubts, DOUBT_CLAIMS_OURS));
	g_assert_true(doubts_have(record->statement->doubts, DOUBT_UNREADABLE_ATTACHMENT));
	g_assert_true(doubts_have(record->statement->doubts, DOUBT_UNCLEAR_REFERENCE));
	g_assert_cmpstr(record->statement->peer, ==, "3GPP");
	g_assert_cmpuint(record->statement->our_bodies->len, ==, 2);
	g_autoptr(record_t) answered = store_get(bench->store, other, NULL);
	g_assert_cmpuint(answered->relations->len, ==, 0);
	g_assert_cmpuint(answered->related->len, ==, 1);
	g_assert_cmpint(((struct record_relation *)g_ptr_array_index(answered->related, 0))->other, ==, bench->id);

	change = by_program(bench, 20);
	change_taken(change, 0, NULL, "a program says so too");
	change_assign(change, "dave");
	change_relate(change, other, "refold");
	change_doubt(change, DOUBT_CLAIMS_OURS, "why");
	g_assert_true(apply(bench, change));                    /* the doubt that naming the answered one settles */
	g_autoptr(record_t) settled = get(bench);
	g_assert_false(doubts_have(settled->statement->doubts, DOUBT_UNCLEAR_REFERENCE));
	change = by_program(bench, 20);
	change_relate(change, other, "refold");
	change_doubt(change, DOUBT_CLAIMS_OURS, "why");
	g_assert_false(apply(bench, change));
	change = by_person(bench, 21);
	change_relate(change, bench->id, "refold");
	refuse(bench, change, LIAISON_ERROR_USAGE, "itself");
	change = by_person(bench, 21);
	change_relate(change, other, "sequel");
	refuse(bench, change, LIAISON_ERROR_USAGE, "sequel");
	change = by_person(bench, 21);
	change_relate(change, 99, "refold");
	refuse(bench, change, LIAISON_ERROR_NOT_FOUND, "99");
	change = by_person(bench, 21);
	change_taken(change, 99, NULL, NULL);
	refuse(bench, change, LIAISON_ERROR_NOT_FOUND, "99");
	change = by_person(bench, 30);
	change_taken(change, 0, NULL, NULL);
	change_assign(change, NULL);
	g_assert_true(apply(bench, change));
	g_autoptr(record_t) last = get(bench);
	g_assert_cmpint(last->taken, ==, 30);
	g_assert_cmpint(last->taken_by, ==, 0);
	g_assert_null(last->taken_url);
	g_assert_null(last->assignee);
}

/* ---- files ---- */

static GBytes *bytes_of(const char *text)
{
	return g_bytes_new(text, strlen(text));
}

static gboolean has_content(const struct bench *bench, const char *digest, const char *expected)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = store_get_content(bench->store, digest, &error);
	if (!bytes) {
		g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
		return FALSE;
	}
	g_autoptr(GBytes) should = bytes_of(expected);
	g_assert_true(g_bytes_equal(bytes, should));
	return TRUE;
}

static void convert(const struct bench *bench)
{
	g_autoptr(GBytes) pdf = bytes_of("%PDF of the letter"), text = bytes_of("The letter as text"), minutes = bytes_of("minutes");
	struct change *change = by_program(bench, 40);
	change_converted(change, 0, &(struct change_result){ .name = "letter\n.pdf", .content_type = "application/pdf", .content = pdf, .tool = "office to pdf" });
	change_converted(change, 0, &(struct change_result){ .name = "letter.txt", .content_type = "text/plain", .content = text, .tool = "office to text", .for_reading = TRUE });
	change_converted(change, 0, &(struct change_result){ .name = "letter.pdf", .content_type = "application/pdf", .content = pdf, .tool = "office to pdf" });         /* the same, done twice */
	g_assert_true(apply(bench, change));
	change = by_person(bench, 41);
	change_attach(change, "minutes.txt", "text/plain", minutes);
	change_converted(change, 2, &(struct change_result){ .name = "minutes.pdf", .content_type = "application/pdf", .content = pdf, .tool = "text to pdf" });
	apply(bench, change);
}

static void test_files(struct bench *bench, gconstpointer data)
{
	(void)data;
	convert(bench);
	g_autoptr(record_t) record = get(bench);
	g_assert_cmpuint(record->attachments->len, ==, 3);
	const struct record_attachment *letter = g_ptr_array_index(record->attachments, 0), *added = g_ptr_array_index(record->attachments, 2);
	g_assert_cmpuint(letter->results->len, ==, 2);
	const struct record_result *pdf = g_ptr_array_index(letter->results, 0);
	g_assert_cmpstr(pdf->name, ==, "letter .pdf");
	g_assert_cmpstr(pdf->content_type, ==, "application/pdf");
	g_assert_cmpstr(pdf->tool, ==, "office to pdf");
	g_assert_cmpint(pdf->time, ==, 40);
	g_assert_false(pdf->for_reading);
	g_assert_true(((const struct record_result *)g_ptr_array_index(letter->results, 1))->for_reading);
	g_assert_null(find_event(record, "file: 'letter.doc' -> 'letter.txt'"));
	g_assert_cmpint(pdf->size, ==, (gint64)strlen("%PDF of the letter"));
	g_assert_true(has_content(bench, pdf->digest, "%PDF of the letter"));
	g_assert_cmpuint(((struct record_attachment *)g_ptr_array_index(record->attachments, 1))->results->len, ==, 0);
	g_assert_cmpstr(added->name, ==, "minutes.txt");
	g_assert_cmpuint(added->results->len, ==, 1);
	g_assert_nonnull(find_event(record, "file: 'letter.doc' -> 'letter .pdf'"));
	g_assert_nonnull(find_event(record, "file: added 'minutes.txt'"));
	g_autoptr(GBytes) bytes = bytes_of("x");
	struct change *change = by_program(bench, 42);
	change_converted(change, 3, &(struct change_result){ .name = "x", .content_type = "text/plain", .content = bytes, .tool = "x" });
	refuse(bench, change, LIAISON_ERROR_NOT_FOUND, "attachment 3");
}

/* Is that text anywhere in the files of the record? */
static gboolean stands_in_files(const struct bench *bench, const char *text)
{
	static const char *const names[] = { "record.db", "record.db-wal" };
	gboolean found = FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = g_build_filename(bench->folder, names[i], NULL), *bytes = NULL;
		gsize length = 0;
		if (g_file_get_contents(path, &bytes, &length, NULL))
			found |= memmem(bytes, length, text, strlen(text)) != NULL;
	}
	return found;
}

static void test_redact(struct bench *bench, gconstpointer data)
{
	(void)data;
	convert(bench);
	g_autoptr(sample_t) sharing = sample_new("c", "a third mail");
	sample_attach(sharing, "figure.png", "image/png", "bytes of a figure");
	sample_put(bench->store, sharing);
	struct change *change = by_person(bench, 50);
	set_one(change, FIELD_TITLE, "Unspeakable title");
	change_set_body(change, "Unspeakable text");
	set_one(change, FIELD_PURPOSE, "info");
	apply(bench, change);
	g_autoptr(record_t) before = get(bench);
	g_assert_true(stands_in_files(bench, "Unspeakable"));
	g_assert_true(stands_in_files(bench, "bytes of a letter"));
	const struct record_attachment *letter = g_ptr_array_index(before->attachments, 0), *figure = g_ptr_array_index(before->attachments, 1);
	const struct record_result *pdf = g_ptr_array_index(letter->results, 0);

	change = by_person(bench, 60);
	change_redact(change, "names of patients");
	g_assert_true(apply(bench, change));
	g_autoptr(record_t) record = get(bench);
	g_assert_cmpint(record->redacted, ==, 60);
	g_assert_null(record->statement->title);
	g_assert_null(record->statement->body);
	g_assert_cmpint(record->statement->purpose, ==, PURPOSE_INFO);
	g_assert_cmpuint(record->statement->evidence->len, ==, 0);
	g_assert_cmpuint(record->events->len, ==, before->events->len + 1);
	g_assert_null(find_event(record, "Unspeakable"));
	g_assert_null(find_event(record, "minutes"));
	g_assert_nonnull(find_event(record, "title: (redacted)"));
	g_assert_nonnull(find_event(record, "purpose: unknown -> 'info'"));
	assert_last_event(record, EVENT_MODIFIED, "carol", "redacted: names of patients", 60);
	g_assert_cmpstr(record->message_digest, ==, before->message_digest);
	g_assert_cmpuint(record->attachments->len, ==, 3);
	const struct record_attachment *blanked = g_ptr_array_index(record->attachments, 0);
	g_assert_null(blanked->name);
	g_assert_cmpstr(blanked->digest, ==, letter->digest);
	g_assert_cmpint(blanked->size, ==, letter->size);
	g_assert_false(has_content(bench, letter->digest, NULL));
	g_assert_false(has_content(bench, pdf->digest, NULL));
	g_assert_true(has_content(bench, figure->digest, "bytes of a figure"));         /* another mail's too */
	g_autoptr(GError) error = NULL;
	g_assert_null(store_get_raw(bench->store, bench->id, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND);
	g_assert_false(stands_in_files(bench, "Unspeakable"));
	g_assert_false(stands_in_files(bench, "bytes of a letter"));
	g_assert_false(stands_in_files(bench, "letter.doc"));

	/* it stays so, whatever comes: reading again, a hook that ends late, a person in error, the same mail once more */
	g_autoptr(statement_t) again = read_again();
	g_autoptr(GBytes) late = bytes_of("%PDF come late");
	change = by_program(bench, 70);
	change_reread(change, again);
	change_converted(change, 0, &(struct change_result){ .name = "late.pdf", .content_type = "application/pdf", .content = late, .tool = "late" });
	g_assert_false(apply(bench, change));
	change = by_person(bench, 71);
	set_one(change, FIELD_TITLE, "Again");
	refuse(bench, change, LIAISON_ERROR_USAGE, "redacted");
	change = by_person(bench, 71);
	change_attach(change, "x", "text/plain", late);
	refuse(bench, change, LIAISON_ERROR_USAGE, "redacted");
	g_autoptr(sample_t) resent = sample_new("a", "text");
	g_assert_cmpint(sample_put(bench->store, resent), ==, bench->id);
	g_assert_false(has_content(bench, letter->digest, NULL));
	/* but who sends the same file in another mail puts that on record */
	g_autoptr(sample_t) fresh = sample_new("d", "a fourth mail");
	sample_attach(fresh, "letter.doc", "application/msword", "bytes of a letter");
	sample_put(bench->store, fresh);
	g_assert_true(has_content(bench, letter->digest, "bytes of a letter"));
}

/* ---- what goes with it ---- */

static void test_tokens(struct bench *bench, gconstpointer data)
{
	(void)data;
	struct change *change = by_program(bench, 10);
	change_add_token(change, "d1", "approve", "ads@ietf.example", 1000);
	change_add_token(change, "d2", "approve", NULL, 1000);
	apply(bench, change);
	change = by_person(bench, 20);
	change_use_token(change, "d1");
	change_event(change, EVENT_APPROVED, NULL);
	g_assert_true(apply(bench, change));
	g_autoptr(store_token_t) token = store_token_get(bench->store, "d1", NULL);
	g_assert_cmpint(token->statement, ==, bench->id);
	g_assert_cmpstr(token->purpose, ==, "approve");
	g_assert_cmpstr(token->holder, ==, "ads@ietf.example");
	g_assert_cmpint(token->created, ==, 10);
	g_assert_cmpint(token->expires, ==, 1000);
	g_assert_cmpint(token->used, ==, 20);
	static const struct { const char *digest; gint64 id, time; } lost[] = {
		{ "d1", 2, 30 }, { "d2", 2, 1000 }, { "d2", 1, 30 }, { "d3", 2, 30 },
	};
	for (guint i = 0; i < G_N_ELEMENTS(lost); i++) {
		change = change_new(lost[i].id, "carol", TRUE, lost[i].time);
		change_event(change, EVENT_COMMENT, "never");
		change_use_token(change, lost[i].digest);
		refuse(bench, change, LIAISON_ERROR_USAGE, "token");
	}
	g_autoptr(record_t) record = get(bench);
	g_assert_null(find_event(record, "never"));
}

static gpointer use_token(gpointer data)
{
	const struct bench *bench = data;
	g_autoptr(change_t) change = change_new(bench->id, "carol", TRUE, 20);
	change_use_token(change, "d1");
	change_event(change, EVENT_COMMENT, "used");
	return store_change(bench->store, change, NULL, NULL) ? bench->store : NULL;
}

static void test_token_once(struct bench *bench, gconstpointer data)
{
	(void)data;
	GThread *threads[8];
	guint won = 0;
	struct change *change = by_program(bench, 10);
	change_add_token(change, "d1", "approve", NULL, 1000);
	apply(bench, change);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("user", use_token, bench);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		won += g_thread_join(threads[i]) ? 1 : 0;
	g_assert_cmpuint(won, ==, 1);
}

static gpointer ask_secret(gpointer data)
{
	return store_secret(data, "bounces", NULL);
}

static void test_secrets_and_marks(struct bench *bench, gconstpointer data)
{
	(void)data;
	GThread *threads[4];
	g_autoptr(GBytes) other = store_secret(bench->store, "other", NULL);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("asker", ask_secret, bench->store);
	g_autoptr(GBytes) secret = store_secret(bench->store, "bounces", NULL);
	g_assert_cmpuint(g_bytes_get_size(secret), ==, 32);
	g_assert_false(g_bytes_equal(secret, other));
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++) {
		g_autoptr(GBytes) each = g_thread_join(threads[i]);
		g_assert_true(g_bytes_equal(each, secret));
	}
	g_autoptr(GError) error = NULL;
	g_assert_null(store_mark_get(bench->store, "m", &error));
	g_assert_no_error(error);
	g_assert_true(store_mark_set(bench->store, "m", "one", &error));
	g_assert_true(store_mark_set(bench->store, "m", "two", &error));
	g_autofree char *mark = store_mark_get(bench->store, "m", &error);
	g_assert_cmpstr(mark, ==, "two");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/store/change/" name, struct bench, NULL, bench_set_up, function, bench_tear_down)
	ADD("states", test_states);
	ADD("all-or-none", test_all_or_none);
	ADD("job", test_job);
	ADD("person-wins", test_person_wins);
	ADD("reread", test_reread);
	ADD("reread-words", test_reread_words);
	ADD("bookkeeping", test_bookkeeping);
	ADD("files", test_files);
	ADD("redact", test_redact);
	ADD("tokens", test_tokens);
	ADD("token-once", test_token_once);
	ADD("secrets-and-marks", test_secrets_and_marks);
	for (guint i = 0; i < G_N_ELEMENTS(field_cases); i++) {
		g_autofree char *name = g_strdup_printf("/store/change/field/%s/%u", field_cases[i].key, i);
		g_test_add(name, struct bench, &field_cases[i], bench_set_up, test_field, bench_tear_down);
	}
	return g_test_run();
}
