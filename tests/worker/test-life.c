/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-life.c - what the calendar orders, done by the kinds themselves under a clock of the test's own: reminders, digests, and posting that waits
 */
#include <config.h>
#include <glib/gstdio.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include <liaison/mail.h>
#include <liaison/text.h>
#include "../../src/worker/calendar.h"
#include "../../src/worker/kinds.h"
#include "../store/sample.h"

#define HOUR (3600 * (gint64)G_USEC_PER_SEC)
#define DAY (24 * HOUR)

const struct worker_kind *const worker_kinds[] = { &kind_settle, &kind_remind, &kind_reminder, &kind_digest, &kind_taken, NULL };

struct life {
	char *folder, *out;           /* mails that were handed over are files in out */
	struct settings *settings;
	struct store *store;
	struct date calendar_day;
	gboolean submit_fails;
};

static struct settings *load(const struct life *life, const char *more)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	g_autofree char *path = g_build_filename(life->folder, "liaison.conf", NULL);
	g_autofree char *text = g_strdup_printf(
		"organization: { name = \"Example\"; domains = [ \"example.org\" ]; coordination = \"coordination@example.org\"; };\n"
		"bodies: ( { name = \"ALPHA WG\"; kind = \"wg\"; contacts = [ \"alpha-chairs@example.org\" ]; } );\n"
		"peers: ( { name = \"Norm\"; domains = [ \"norm.example\" ]; manager = \"norm-manager@example.org\"; } );\n"
		"publish: { base_url = \"https://liaison.example/\"; };\n"
		"notify: { timezone = \"Europe/Berlin\"; remind_days = [ 7, 1, 0 ]; overdue_weeks = 2; submit = [ \"/bin/sh\", \"-c\","
		" \"cd '%s' && cat > tmp.$$ && mv tmp.$$ mail.$$.$(ls | wc -l)\", \"submit\" ]; };\n%s", life->out, more);
	struct settings *settings;

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	settings = settings_load(path, faults);
	for (guint i = 0; i < faults->len; i++) {
		g_autofree char *line = fault_format(g_ptr_array_index(faults, i));
		g_test_message("%s", line);
	}
	g_assert_nonnull(settings);
	return settings;
}

static void set_up(struct life *life, G_GNUC_UNUSED gconstpointer data)
{
	life->folder = sample_folder_new();
	life->out = sample_folder_new();
	life->settings = load(life, "");
	life->store = sample_open(life->folder, STORE_CREATE);
}

static void empty(const char *folder)
{
	GDir *dir = g_dir_open(folder, 0, NULL);

	for (const char *name; (name = g_dir_read_name(dir));) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_unlink(path);
	}
	g_dir_close(dir);
}

static void tear_down(struct life *life, G_GNUC_UNUSED gconstpointer data)
{
	g_assert_cmpuint(sample_count_faults(life->store), ==, 0);
	store_close(life->store);
	settings_unref(life->settings);
	sample_folder_remove(life->out);
	sample_folder_remove(life->folder);
}

static gint64 at(const char *time)
{
	gint64 usec = 0;

	g_assert_true(clock_parse(time, &usec));
	return usec;
}

/* ---- a record ---- */

struct wanted { const char *deadline, *received; gboolean post; gint64 answers; };     /* answers: then it is one of ours */

static gint64 put(struct life *life, const struct wanted *wanted)
{
	static guint count;
	g_autofree char *content = g_strdup_printf("text %u", ++count), *raw = g_strdup_printf("Subject: LS\nMessage-ID: <%u@norm.example>\n\n%s\n", count, content);
	g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
	g_autoptr(message_t) message = mail_parse(bytes, &life->settings->limits);
	g_autoptr(envelope_t) envelope = envelope_parse("from ada@norm.example\nrcpt coordination@example.org\n", NULL);
	g_autoptr(statement_t) statement = statement_new();
	g_autoptr(GPtrArray) statements = g_ptr_array_new();
	g_autoptr(plan_t) plan = plan_new();
	g_autoptr(GError) error = NULL;
	const gint64 received = at(wanted->received);

	statement->kind = KIND_STATEMENT;
	statement->direction = wanted->answers ? DIRECTION_OUTGOING : DIRECTION_INCOMING;
	statement->purpose = PURPOSE_ACTION;
	statement->title = g_strdup("LS on keys");
	statement->peer = g_strdup("Norm");
	g_ptr_array_add(statement->our_bodies, g_strdup("ALPHA WG"));
	if (wanted->deadline)
		date_parse_iso(wanted->deadline, &statement->deadline);
	g_ptr_array_add(statements, statement);
	plan->verdict = VERDICT_ACCEPT;
	plan->record = TRUE;
	if (wanted->post)
		plan_add(plan, ACTION_POST, NULL, NULL, 0, "posting");
	const struct store_relation answer = { .kind = "refold", .other = wanted->answers };
	g_autoptr(GArray) relations = g_array_new(FALSE, FALSE, sizeof answer);
	g_array_append_val(relations, answer);
	g_autoptr(store_receipt_t) receipt = store_put(life->store, &(struct store_request){
		.message = message, .envelope = envelope, .statements = statements, .plan = plan, .received = received, .by = "(System)", .relations = wanted->answers ? relations : NULL,
		.settle = wanted->post ? received + 10 * 60 * (gint64)G_USEC_PER_SEC : 0 }, &error);
	g_assert_no_error(error);
	return g_array_index(receipt->ids, gint64, 0);
}

static void post(struct life *life, gint64 id, gint64 time)
{
	g_autoptr(change_t) change = change_new(id, "carol", TRUE, time);

	change_event(change, EVENT_POSTED, NULL);
	g_assert_true(store_change(life->store, change, NULL, NULL));
}

static void take(struct life *life, gint64 id, gint64 time)
{
	g_autoptr(change_t) change = change_new(id, "carol", TRUE, time);

	change_taken(change, 0, NULL, NULL);
	g_assert_true(store_change(life->store, change, NULL, NULL));
}

/* ---- a worker under that clock ---- */

static const struct worker_kind *find_kind(const char *name)
{
	for (guint i = 0; worker_kinds[i]; i++)
		if (g_str_equal(worker_kinds[i]->name, name))
			return worker_kinds[i];
	return NULL;
}

/* killed: dies between handing over and writing that down. */
static void do_job(struct life *life, const struct job *job, gint64 now, gboolean killed)
{
	const struct worker worker = { .settings = life->settings, .store = life->store, .now = now };
	struct job_end end = { .job = job, .outcome = JOB_OUTCOME_DONE };
	struct outcome outcome = { 0 };
	const struct worker_kind *kind = find_kind(job->kind);
	g_autoptr(GError) error = NULL;

	g_assert_nonnull(kind);
	if (!kind->run(&worker, job, &outcome, &error)) {
		g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY);
		g_assert_true(life->submit_fails);
		end.outcome = JOB_OUTCOME_AGAIN;
		end.due = now + HOUR;
		end.reason = error->message;
	}
	if (!killed) {
		struct change *change = outcome.change ? g_steal_pointer(&outcome.change) : change_new(0, "(System)", FALSE, now);
		g_autoptr(GError) fault = NULL;
		end.output = outcome.output;
		change_end_job(change, &end);
		store_change(life->store, change, NULL, &fault);
		g_assert_no_error(fault);
		change_free(change);
	}
	outcome_clear(&outcome);
}

static void work(struct life *life, gint64 now)
{
	static const char *const names[] = { "settle", "remind", "reminder", "digest", "taken", NULL };

	g_assert_true(calendar_order(life->settings, life->store, now, &life->calendar_day, NULL));
	for (struct job *job; (job = store_job_claim(life->store, names, "w", now, HOUR, NULL));) {
		do_job(life, job, now, FALSE);
		job_free(job);
	}
}

static void work_through(struct life *life, const char *from, const char *to)
{
	const gint64 end = at(to);

	for (gint64 now = at(from); now < end; now += HOUR)
		work(life, now);
}

/* ---- what was sent ---- */

static char *mail_header(const char *path, const char *name)
{
	g_autofree char *bytes = NULL;
	gsize length = 0;
	struct limits limits = LIMITS_DEFAULT;

	g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
	g_autoptr(GBytes) raw = g_bytes_new(bytes, length);
	g_autoptr(message_t) message = mail_parse(raw, &limits);
	return g_strdup(message_header(message, name));
}

/* The headers of that name in all mails whose Subject begins with prefix. */
static GPtrArray *sent(const struct life *life, const char *name, const char *prefix)
{
	GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
	GDir *dir = g_dir_open(life->out, 0, NULL);

	for (const char *file; (file = g_dir_read_name(dir));) {
		g_autofree char *path = g_build_filename(life->out, file, NULL), *subject = mail_header(path, "Subject");

		if (subject && g_str_has_prefix(subject, prefix))
			g_ptr_array_add(values, mail_header(path, name));
	}
	g_dir_close(dir);
	return values;
}

static guint count_sent(const struct life *life, const char *prefix)
{
	g_autoptr(GPtrArray) values = sent(life, "Subject", prefix);

	return values->len;
}

/* The days of the reminders in the history. */
static char *reminded(const struct life *life, gint64 id)
{
	GString *text = g_string_new(NULL);
	g_autoptr(record_t) record = store_get(life->store, id, NULL);

	for (guint i = 0; i < record->events->len; i++) {
		const struct record_event *event = g_ptr_array_index(record->events, i);
		g_autofree char *time = clock_format(event->time);

		if (event->text && g_str_has_prefix(event->text, "reminder"))
			g_string_append_printf(text, "%s%.5s", text->len ? " " : "", time + strlen("2026-"));
	}
	return g_string_free(text, FALSE);
}

/* ---- tests ---- */

static void test_a_life(struct life *life, G_GNUC_UNUSED gconstpointer data)
{
	const gint64 open = put(life, &(struct wanted){ .deadline = "2026-03-30", .received = "2026-03-01T09:00:00Z" });
	const gint64 answered = put(life, &(struct wanted){ .deadline = "2026-03-30", .received = "2026-03-01T09:00:00Z" });
	const gint64 undated = put(life, &(struct wanted){ .received = "2026-03-01T09:00:00Z" });
	g_autofree char *first = NULL, *second = NULL, *third = NULL;

	post(life, open, at("2026-03-01T10:00:00Z"));
	post(life, answered, at("2026-03-01T10:00:00Z"));
	work_through(life, "2026-03-01T10:00:00Z", "2026-03-24T00:00:00Z");
	take(life, answered, at("2026-03-24T00:00:00Z"));
	work_through(life, "2026-03-24T00:00:00Z", "2026-05-01T00:00:00Z");
	first = reminded(life, open);
	g_assert_cmpstr(first, ==, "03-23 03-29 03-30 04-06 04-13");
	second = reminded(life, answered);
	g_assert_cmpstr(second, ==, "03-23");
	third = reminded(life, undated);
	g_assert_cmpstr(third, ==, "");
	g_assert_cmpuint(count_sent(life, "Reminder"), ==, 4);
	g_assert_cmpuint(count_sent(life, "Overdue"), ==, 2);
	g_assert_cmpuint(count_sent(life, "Digest"), ==, 10);    /* the one of the week that was on, and nine Mondays */
	g_autoptr(GPtrArray) to = sent(life, "To", "Overdue");
	g_assert_cmpstr(g_ptr_array_index(to, 0), ==, "alpha-chairs@example.org, norm-manager@example.org, coordination@example.org");
	g_autoptr(GPtrArray) notices = sent(life, "Liaison-Notice", "Overdue");
	g_assert_nonnull(strstr(g_ptr_array_index(notices, 0), "reminder"));
}

static void test_downtime(struct life *life, G_GNUC_UNUSED gconstpointer data)
{
	const gint64 id = put(life, &(struct wanted){ .deadline = "2026-03-30", .received = "2026-03-01T09:00:00Z" });
	g_autofree char *days = NULL;

	post(life, id, at("2026-03-01T10:00:00Z"));
	work_through(life, "2026-03-01T10:00:00Z", "2026-03-22T00:00:00Z");
	empty(life->out);
	/* a week, over the 23rd and the 29th */
	work_through(life, "2026-03-29T20:00:00Z", "2026-03-30T00:00:00Z");
	days = reminded(life, id);
	g_assert_cmpstr(days, ==, "03-29");
	g_assert_cmpuint(count_sent(life, "Reminder"), ==, 1);
	g_assert_cmpuint(count_sent(life, "Digest"), ==, 1);
	/* started again by another process, the clock set back by two days and forth again */
	life->calendar_day = (struct date){ 0 };
	work(life, at("2026-03-29T22:00:00Z"));
	life->calendar_day = (struct date){ 0 };
	work_through(life, "2026-03-27T20:00:00Z", "2026-03-30T00:00:00Z");
	g_assert_cmpuint(count_sent(life, "Reminder"), ==, 1);
	g_assert_cmpuint(count_sent(life, "Digest"), ==, 1);
}

/* The mail went out and nobody could write that down: it goes out again, and is the same one. */
static void test_killed(struct life *life, G_GNUC_UNUSED gconstpointer data)
{
	static const char *const names[] = { "remind", NULL }, *const mails[] = { "reminder", "digest", NULL };
	const gint64 id = put(life, &(struct wanted){ .deadline = "2026-03-30", .received = "2026-03-01T09:00:00Z" });
	const gint64 now = at("2026-03-23T08:00:00Z");

	post(life, id, at("2026-03-01T10:00:00Z"));
	g_assert_true(calendar_order(life->settings, life->store, now, &life->calendar_day, NULL));
	g_autoptr(job_t) look = store_job_claim(life->store, names, "w", now, HOUR, NULL);
	do_job(life, look, now, FALSE);
	for (struct job *job; (job = store_job_claim(life->store, mails, "w", now, HOUR, NULL));) {
		do_job(life, job, now, TRUE);
		job_free(job);
	}
	g_assert_cmpuint(count_sent(life, "Reminder"), ==, 1);
	work_through(life, "2026-03-24T02:00:00Z", "2026-03-25T00:00:00Z");
	g_autoptr(GPtrArray) reminders = sent(life, "Message-ID", "Reminder"), digests = sent(life, "Message-ID", "Digest");
	g_assert_cmpuint(reminders->len, ==, 2);
	g_assert_cmpstr(g_ptr_array_index(reminders, 0), ==, g_ptr_array_index(reminders, 1));
	g_assert_cmpuint(digests->len, ==, 2);
	g_assert_cmpstr(g_ptr_array_index(digests, 0), ==, g_ptr_array_index(digests, 1));
	g_autofree char *days = reminded(life, id);
	g_assert_cmpstr(days, ==, "03-24");
}

/* An MTA that takes nothing for a while: late, and once. */
static void test_no_mta(struct life *life, G_GNUC_UNUSED gconstpointer data)
{
	const gint64 id = put(life, &(struct wanted){ .deadline = "2026-03-30", .received = "2026-03-01T09:00:00Z" });
	g_autofree char *elsewhere = g_strconcat(life->out, ".away", NULL);

	post(life, id, at("2026-03-01T10:00:00Z"));
	work_through(life, "2026-03-01T10:00:00Z", "2026-03-22T00:00:00Z");
	empty(life->out);
	g_assert_cmpint(g_rename(life->out, elsewhere), ==, 0);
	life->submit_fails = TRUE;
	work_through(life, "2026-03-23T05:00:00Z", "2026-03-23T15:00:00Z");
	g_assert_cmpint(g_rename(elsewhere, life->out), ==, 0);
	life->submit_fails = FALSE;
	work_through(life, "2026-03-23T15:00:00Z", "2026-03-25T00:00:00Z");
	g_assert_cmpuint(count_sent(life, "Reminder"), ==, 1);
	g_assert_cmpuint(count_sent(life, "Digest"), ==, 1);
	g_autofree char *days = reminded(life, id);
	g_assert_cmpstr(days, ==, "03-23");
}

static void test_what_is_said(struct life *life, G_GNUC_UNUSED gconstpointer data)
{
	const gint64 id = put(life, &(struct wanted){ .deadline = "2026-03-30", .received = "2026-03-01T09:00:00Z" });
	const char *const title[] = { "Keys\u202e and <b>locks</b>", NULL };
	g_autoptr(change_t) change = change_new(id, "carol", TRUE, at("2026-03-02T10:00:00Z"));

	change_set(change, FIELD_TITLE, title);
	g_assert_true(store_change(life->store, change, NULL, NULL));
	/* not posted: coordination alone is reminded, and nobody else learns of it */
	work(life, at("2026-03-23T08:00:00Z"));
	g_autoptr(GPtrArray) to = sent(life, "To", "Reminder"), subjects = sent(life, "Subject", "Reminder");
	g_assert_cmpuint(to->len, ==, 1);
	g_assert_cmpstr(g_ptr_array_index(to, 0), ==, "coordination@example.org");
	g_assert_cmpstr(g_ptr_array_index(subjects, 0), ==,
	                "Reminder: liaison statement \"Keys\\u{202E} and <b>locks</b>\" asked for action by 2026-03-30 (in 7 days)");
	g_autoptr(GPtrArray) digests = sent(life, "Subject", "Digest");
	g_assert_cmpstr(g_ptr_array_index(digests, 0), ==, "Digest of liaison statements: 1 for action, 0 of them overdue; 0 to be posted");
}

static void test_nothing(struct life *life, G_GNUC_UNUSED gconstpointer data)
{
	struct date day = { 0 };

	work_through(life, "2026-03-01T10:00:00Z", "2026-03-10T00:00:00Z");
	g_assert_cmpuint(count_sent(life, ""), ==, 0);
	/* nor in observe mode, whatever waits */
	settings_unref(life->settings);
	life->settings = load(life, "mode = \"observe\";\n");
	put(life, &(struct wanted){ .deadline = "2026-03-30", .received = "2026-03-01T09:00:00Z" });
	life->calendar_day = day;
	work_through(life, "2026-03-11T10:00:00Z", "2026-04-10T00:00:00Z");
	g_assert_cmpuint(count_sent(life, ""), ==, 0);
}

/* ---- posting that waits ---- */

static const struct settle_case {
	const char *name;
	enum event_kind event;          /* meanwhile; EVENT_N: none */
	enum doubt_kind doubt;          /* likewise */
	enum auto_post auto_post;
	enum state state;
} settle_cases[] = {
	{ "nothing happens", EVENT_N, DOUBT_N, AUTO_POST_TRUSTED, STATE_POSTED },
	{ "killed", EVENT_KILLED, DOUBT_N, AUTO_POST_TRUSTED, STATE_DEAD },
	{ "posted by hand", EVENT_POSTED, DOUBT_N, AUTO_POST_TRUSTED, STATE_POSTED },
	{ "a doubt arises", EVENT_N, DOUBT_CONFLICTING_TO, AUTO_POST_TRUSTED, STATE_PENDING },
	{ "a doubt that does not count", EVENT_N, DOUBT_CONFLICTING_TO, AUTO_POST_ALWAYS, STATE_POSTED },
	{ "may be a duplicate", EVENT_N, DOUBT_POSSIBLE_DUPLICATE, AUTO_POST_ALWAYS, STATE_PENDING },
	{ "no posting any more", EVENT_N, DOUBT_N, AUTO_POST_NEVER, STATE_PENDING },
};

static void test_settle(struct life *life, gconstpointer data)
{
	const struct settle_case *each = data;
	const gint64 id = put(life, &(struct wanted){ .received = "2026-03-01T09:00:00Z", .post = TRUE });
	g_autoptr(change_t) change = change_new(id, "carol", TRUE, at("2026-03-01T09:05:00Z"));

	life->settings->publish.auto_post = each->auto_post;
	work(life, at("2026-03-01T09:09:59Z"));
	g_autoptr(record_t) before = store_get(life->store, id, NULL);
	g_assert_cmpint(before->state, ==, STATE_PENDING);
	if (each->event != EVENT_N)
		change_event(change, each->event, "x");
	if (each->doubt != DOUBT_N)
		change_doubt(change, each->doubt, NULL);
	g_assert_true(store_change(life->store, change, NULL, NULL));
	work(life, at("2026-03-01T09:10:00Z"));
	g_autoptr(record_t) after = store_get(life->store, id, NULL);
	g_assert_cmpint(after->state, ==, each->state);
	const struct record_event *event = g_ptr_array_index(after->events, after->events->len - 1);
	if (each->state == STATE_PENDING)
		g_assert_true(g_str_has_prefix(event->text, "not posted: "));
	if (each->state == STATE_POSTED && each->event == EVENT_N) {
		g_assert_cmpint(event->kind, ==, EVENT_POSTED);
		g_assert_cmpstr(event->text, ==, "posting");
		g_assert_cmpint(after->posted, ==, at("2026-03-01T09:10:00Z"));
	}
}

/* An answer of ours takes the action when a rule posts it, and not before. */
static void test_settle_answer(struct life *life, gconstpointer data G_GNUC_UNUSED)
{
	const gint64 asked = put(life, &(struct wanted){ .received = "2026-03-01T09:00:00Z" });
	const gint64 answer = put(life, &(struct wanted){ .received = "2026-03-02T09:00:00Z", .post = TRUE, .answers = asked });

	work(life, at("2026-03-02T09:09:59Z"));
	g_autoptr(record_t) before = store_get(life->store, asked, NULL);
	g_assert_cmpint(before->taken, ==, 0);
	work(life, at("2026-03-02T09:10:00Z"));
	g_autoptr(record_t) after = store_get(life->store, asked, NULL);
	g_assert_cmpint(after->taken_by, ==, answer);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	mail_init();
#define ADD(name, function) g_test_add("/worker/life/" name, struct life, NULL, set_up, function, tear_down)
	ADD("a-life", test_a_life);
	ADD("downtime", test_downtime);
	ADD("killed", test_killed);
	ADD("no-mta", test_no_mta);
	ADD("what-is-said", test_what_is_said);
	ADD("nothing", test_nothing);
	ADD("settle-answer", test_settle_answer);
	for (guint i = 0; i < G_N_ELEMENTS(settle_cases); i++) {
		g_autofree char *name = g_strdup_printf("/worker/life/settle/%s", settle_cases[i].name);
		g_test_add(name, struct life, &settle_cases[i], set_up, test_settle, tear_down);
	}
	return g_test_run();
}
