/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-report.c - the line a message gets in the log, how failures are answered, and what -t says of the surroundings
 */
#include "config.h"

#include <glib/gstdio.h>
#include <liaison/error.h>
#include <string.h>
#include <unistd.h>
#include "../../src/milter/check.h"
#include "../../src/milter/report.h"

static struct intake *an_intake(void)
{
	struct intake *intake = g_new0(struct intake, 1);
	struct statement *statement = statement_new();
	intake->message = message_new();
	intake->message->message_id = g_strdup("1@peer.example");
	statement->kind = KIND_STATEMENT;
	statement->direction = DIRECTION_INCOMING;
	statement->purpose = PURPOSE_ACTION;
	statement->peer = g_strdup("Peer");
	g_ptr_array_add(statement->from, g_strdup("Peer SG15"));
	g_ptr_array_add(statement->to, g_strdup("CCAMP WG"));
	doubts_add(statement->doubts, DOUBT_NO_TITLE, NULL);
	doubts_add(statement->doubts, DOUBT_UNKNOWN_BODY, "one");
	doubts_add(statement->doubts, DOUBT_UNKNOWN_BODY, "another");
	intake->statements = g_ptr_array_new_with_free_func((GDestroyNotify)statement_free);
	g_ptr_array_add(intake->statements, statement);
	intake->plan = plan_new();
	intake->plan->verdict = VERDICT_ACCEPT;
	intake->plan->edit = TRUE;
	plan_add(intake->plan, ACTION_ADD_RECIPIENT, "chair@ours.example", NULL, 0, "body CCAMP WG");
	g_ptr_array_add(intake->plan->rules, g_strdup("body CCAMP WG"));
	return intake;
}

static void free_intake(struct intake *intake)
{
	message_free(intake->message);
	g_ptr_array_unref(intake->statements);
	plan_free(intake->plan);
	if (intake->receipt != NULL) {
		g_array_unref(intake->receipt->ids);
		g_ptr_array_unref(intake->receipt->additions);
		g_free(intake->receipt);
	}
	g_free(intake);
}

static void assert_line(struct report report, enum log_severity severity, const char *expected)
{
	enum log_severity got;
	struct log_line *line = report_line(&report, report.began + 12345, &got);
	g_autofree char *text = log_line_text(line);
	g_assert_cmpstr(text, ==, expected);
	g_assert_cmpint(got, ==, severity);
	log_line_free(line);
}

static void test_lines(void)
{
	g_autoptr(envelope_t) envelope = envelope_new();
	struct intake *intake = an_intake();
	struct report report = { .envelope = envelope, .interest = INTEREST_OURS, .intake = intake, .reply = reply_plain(REPLY_ACCEPT), .began = 1000 };
	g_autoptr(GError) error = g_error_new_literal(LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "database is locked");
	const gint64 id = 42;
	envelope_set_sender(envelope, "<>");
	envelope->queue_id = g_strdup("4ABC");
	intake->receipt = g_new0(struct store_receipt, 1);
	intake->receipt->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	intake->receipt->additions = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(intake->receipt->additions, g_strdup("Chair@ours.example"));
	intake->receipt->fresh = TRUE;
	g_array_append_val(intake->receipt->ids, id);
	assert_line(report, LOG_SEVERITY_INFO, "4ABC: verdict=accept id=42 message-id=1@peer.example sender=<> kind=statement direction=incoming peer=Peer from=\"Peer SG15\" "
	            "to=\"CCAMP WG\" purpose=action doubts=no-title,unknown-body add=chair@ours.example rules=\"body CCAMP WG\" ms=12");
	report.reply = reply_for_failure(error, INTEREST_OURS, FALSE, ON_FAILURE_TEMPFAIL);
	report.error = error;
	report.intake = NULL;
	assert_line(report, LOG_SEVERITY_ERROR, "4ABC: verdict=tempfail sender=<> reply=\"451 4.3.0\" error=\"database is locked\" ms=12");
	report.reply = reply_plain(REPLY_ACCEPT);
	report.interest = INTEREST_CANDIDATE;
	assert_line(report, LOG_SEVERITY_WARNING, "4ABC: verdict=let-go sender=<> error=\"database is locked\" ms=12");
	free_intake(intake);
}

static const struct {
	int code;
	enum interest interest;
	gboolean outgoing;
	enum on_failure on_failure;
	enum reply_kind kind;
	const char *enhanced;
} failures[] = {
	{ LIAISON_ERROR_TEMPORARY, INTEREST_OURS, FALSE, ON_FAILURE_TEMPFAIL, REPLY_TEMPFAIL, "4.3.0" },
	{ LIAISON_ERROR_INTERNAL, INTEREST_OURS, FALSE, ON_FAILURE_TEMPFAIL, REPLY_TEMPFAIL, "4.3.0" },
	{ LIAISON_ERROR_DATA, INTEREST_OURS, FALSE, ON_FAILURE_TEMPFAIL, REPLY_TEMPFAIL, "4.3.0" },
	{ LIAISON_ERROR_LIMIT, INTEREST_OURS, FALSE, ON_FAILURE_TEMPFAIL, REPLY_REJECT, "5.3.4" },
	{ LIAISON_ERROR_LIMIT, INTEREST_OURS, FALSE, ON_FAILURE_ACCEPT, REPLY_REJECT, "5.3.4" },
	{ LIAISON_ERROR_TEMPORARY, INTEREST_OURS, FALSE, ON_FAILURE_ACCEPT, REPLY_ACCEPT, NULL },
	{ LIAISON_ERROR_TEMPORARY, INTEREST_CANDIDATE, FALSE, ON_FAILURE_TEMPFAIL, REPLY_ACCEPT, NULL },
	{ LIAISON_ERROR_LIMIT, INTEREST_CANDIDATE, FALSE, ON_FAILURE_TEMPFAIL, REPLY_ACCEPT, NULL },
	{ LIAISON_ERROR_TEMPORARY, INTEREST_CANDIDATE, TRUE, ON_FAILURE_TEMPFAIL, REPLY_TEMPFAIL, "4.3.0" },
};

static void test_failures(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(failures); i++) {
		g_autoptr(GError) error = g_error_new_literal(LIAISON_ERROR, failures[i].code, "why");
		struct reply reply = reply_for_failure(error, failures[i].interest, failures[i].outgoing, failures[i].on_failure);
		g_assert_cmpint(reply.kind, ==, failures[i].kind);
		g_assert_cmpstr(reply.enhanced, ==, failures[i].enhanced);
	}
}

static const struct { const char *name, *master, *socket; gboolean warned; } places[] = {
	{ "chrooted, outside", "smtp      inet  n       -       y       -       -       smtpd\n", "unix:/run/liaison-milter/milter.sock", TRUE },
	{ "chrooted, inside", "smtp      inet  n       -       y       -       -       smtpd\n", "unix:%s/milter.sock", FALSE },
	{ "chrooted, over TCP", "smtp      inet  n       -       y       -       -       smtpd\n", "inet:8891@localhost", FALSE },
	{ "not chrooted", "smtp      inet  n       -       n       -       -       smtpd\n", "unix:/run/milter.sock", FALSE },
	{ "other service chrooted", "#smtp inet n - y - - smtpd\nlmtp unix - - y - - lmtp\n", "unix:/run/milter.sock", FALSE },
	{ "no Postfix", NULL, "unix:/run/milter.sock", FALSE },
};

static void test_chroot(void)
{
	g_autofree char *folder = g_dir_make_tmp("liaison-check-XXXXXX", NULL);
	g_autofree char *master = g_build_filename(folder, "master.cf", NULL);
	for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
		struct settings settings = { .path = (char *)(guintptr)"conf" };
		g_auto(GStrv) parts = g_strsplit(places[i].socket, "%s", 2);
		g_autofree char *socket = g_strjoinv(folder, parts);
		g_autoptr(GPtrArray) faults = g_ptr_array_new();
		gboolean warned = FALSE;
		settings.milter.socket = socket;
		g_unlink(master);
		if (places[i].master != NULL)
			g_assert_true(g_file_set_contents(master, places[i].master, -1, NULL));
		check_surroundings(&settings, master, folder, faults);
		for (guint k = 0; k < faults->len; k++) {
			struct fault *fault = g_ptr_array_index(faults, k);
			g_assert_true(fault->warning);
			warned |= strstr(fault->text, "chroot") != NULL;
			g_free(fault->file);
			g_free(fault->text);
			g_free(fault);
		}
		g_test_message("%s", places[i].name);
		g_assert_cmpint(warned, ==, places[i].warned);
	}
	g_unlink(master);
	g_rmdir(folder);
}

static const struct { const char *text; gboolean warned; } mains[] = {
	{ "myhostname = a\n", TRUE }, { "enable_long_queue_ids = no\n", TRUE }, { "enable_long_queue_ids=yes\n", FALSE },
	{ "#enable_long_queue_ids = yes\n", TRUE }, { "enable_long_queue_ids = yes\nenable_long_queue_ids = no\n", TRUE },
};

static void test_queue_ids(void)
{
	g_autofree char *folder = g_dir_make_tmp("liaison-check-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "main.cf", NULL), *master = g_build_filename(folder, "master.cf", NULL);
	for (guint i = 0; i < 2 * G_N_ELEMENTS(mains); i++) {
		struct settings settings = { .path = (char *)(guintptr)"conf", .milter.socket = (char *)(guintptr)"inet:1@h" };
		g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
		settings.outgoing.hold = i % 2 ? HOLD_QUARANTINE : HOLD_DISCARD;
		g_assert_true(g_file_set_contents(path, mains[i / 2].text, -1, NULL));
		check_surroundings(&settings, master, folder, faults);
		g_assert_cmpuint(faults->len, ==, i % 2 && mains[i / 2].warned ? 1 : 0);
	}
	g_unlink(path);
	g_rmdir(folder);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/report/lines", test_lines);
	g_test_add_func("/reply/failures", test_failures);
	g_test_add_func("/check/chroot", test_chroot);
	g_test_add_func("/check/queue-ids", test_queue_ids);
	return g_test_run();
}
