/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-remind.c - reminders under a clock that runs through whole years: each once, on its day, at its hour, whatever the clocks are turned to
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/remind.h>

#define HOUR (3600 * (gint64)G_USEC_PER_SEC)

static struct date day_of(const char *text)
{
	struct date day = { 0 };

	if (text)
		g_assert_true(date_parse_iso(text, &day));
	return day;
}

static GArray *days_of(const char *text)
{
	GArray *days = g_array_new(FALSE, FALSE, sizeof(guint));
	g_auto(GStrv) words = g_strsplit(text, " ", -1);

	for (guint i = 0; words[i]; i++) {
		guint day = (guint)g_ascii_strtoull(words[i], NULL, 10);

		if (*words[i])
			g_array_append_val(days, day);
	}
	return days;
}

/* ---- one question ---- */

static const struct due_case {
	const char *name, *days;
	guint weeks;
	const char *deadline, *known, *last, *today, *scheduled;     /* scheduled NULL: none is due */
} due_cases[] = {
	{ "long before", "14 7 0", 4, "2027-03-01", "2027-01-01", NULL, "2027-02-14", NULL },
	{ "first day", "14 7 0", 4, "2027-03-01", "2027-01-01", NULL, "2027-02-15", "2027-02-15" },
	{ "days in any order", "0 7 14", 4, "2027-03-01", "2027-01-01", NULL, "2027-02-15", "2027-02-15" },
	{ "sent today", "14 7 0", 4, "2027-03-01", "2027-01-01", "2027-02-15", "2027-02-15", NULL },
	{ "between", "14 7 0", 4, "2027-03-01", "2027-01-01", "2027-02-15", "2027-02-20", NULL },
	{ "missed by days", "14 7 0", 4, "2027-03-01", "2027-01-01", NULL, "2027-02-20", "2027-02-15" },
	{ "missed two", "14 7 0", 4, "2027-03-01", "2027-01-01", NULL, "2027-02-25", "2027-02-22" },
	{ "sent late", "14 7 0", 4, "2027-03-01", "2027-01-01", "2027-02-20", "2027-02-21", NULL },
	{ "the day itself", "14 7 0", 4, "2027-03-01", "2027-01-01", "2027-02-22", "2027-03-01", "2027-03-01" },
	{ "a day over", "14 7 0", 4, "2027-03-01", "2027-01-01", "2027-03-01", "2027-03-02", NULL },
	{ "a day over, and the last missed", "14 7 0", 4, "2027-03-01", "2027-01-01", "2027-02-22", "2027-03-02", "2027-03-01" },
	{ "a week over", "14 7 0", 4, "2027-03-01", "2027-01-01", "2027-03-01", "2027-03-08", "2027-03-08" },
	{ "six weeks over: the bound", "14 7 0", 4, "2027-03-01", "2027-01-01", "2027-03-29", "2027-04-12", NULL },
	{ "at the bound", "14 7 0", 4, "2027-03-01", "2027-01-01", "2027-03-22", "2027-03-29", "2027-03-29" },
	{ "long over and never reminded", "14 7 0", 4, "2007-03-01", "2007-01-01", NULL, "2027-03-29", NULL },
	{ "no weeks", "14 7 0", 0, "2027-03-01", "2027-01-01", "2027-03-01", "2027-03-08", NULL },
	{ "no days", "", 4, "2027-03-01", "2027-01-01", NULL, "2027-02-15", NULL },
	{ "no days, a week over", "", 4, "2027-03-01", "2027-01-01", NULL, "2027-03-08", "2027-03-08" },
	{ "nothing at all", "", 0, "2027-03-01", "2027-01-01", NULL, "2027-03-08", NULL },
	{ "came after the first", "14 7 0", 4, "2027-03-01", "2027-02-18", NULL, "2027-02-18", NULL },
	{ "came that day", "14 7 0", 4, "2027-03-01", "2027-02-22", NULL, "2027-02-22", NULL },
	{ "came before the last", "14 7 0", 4, "2027-03-01", "2027-02-22", NULL, "2027-03-01", "2027-03-01" },
	{ "the deadline was put off", "14 7 0", 4, "2027-04-01", "2027-01-01", "2027-02-22", "2027-02-25", NULL },
	{ "and came near again", "14 7 0", 4, "2027-04-01", "2027-01-01", "2027-02-22", "2027-03-18", "2027-03-18" },
	{ "the deadline was put forward", "14 7 0", 4, "2027-02-27", "2027-01-01", NULL, "2027-02-25", "2027-02-20" },
	{ "over the end of a year", "14", 4, "2027-01-05", "2026-06-01", NULL, "2026-12-22", "2026-12-22" },
	{ "29 February", "1", 4, "2028-03-01", "2026-06-01", NULL, "2028-02-29", "2028-02-29" },
	{ "no deadline", "14", 4, NULL, "2026-06-01", NULL, "2028-02-29", NULL },
};

static void test_due(gconstpointer data)
{
	const struct due_case *each = data;
	g_autoptr(GArray) days = days_of(each->days);
	const struct remind_rule rule = { .days = days, .overdue_weeks = each->weeks };
	const struct remind_case remind = { .deadline = day_of(each->deadline), .known = day_of(each->known), .last = day_of(each->last) };
	struct date scheduled = { 0 };
	g_autofree char *text = NULL;

	g_assert_cmpint(remind_is_due(&rule, &remind, day_of(each->today), &scheduled), ==, each->scheduled != NULL);
	text = date_format(scheduled);
	g_assert_cmpstr(text, ==, each->scheduled);
}

/* ---- a clock that runs ---- */

static const char *const zones[] = { "UTC", "Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo", "Asia/Kathmandu" };
static const guint hours[] = { 0, 2, 3, 7, 23 };

/* Every day has one time, they are in order, and each is on its day. */
static void test_times(void)
{
	for (guint z = 0; z < G_N_ELEMENTS(zones); z++) {
		for (guint h = 0; h < G_N_ELEMENTS(hours); h++) {
			g_autoptr(GTimeZone) timezone = g_time_zone_new_identifier(zones[z]);
			const struct remind_zone zone = { .zone = timezone, .hour = hours[h] };
			struct date day = day_of("2026-01-01");
			gint64 before = 0;

			g_assert_nonnull(timezone);
			for (guint i = 0; i < 800; i++, day = remind_day_add(day, 1)) {
				gint64 time = remind_time(&zone, day);

				g_assert_cmpint(time, >, before);
				g_assert_true(before == 0 || (time - before >= 22 * HOUR && time - before <= 26 * HOUR));
				g_assert_cmpint(date_compare(remind_day(&zone, time), day), ==, 0);
				before = time;
			}
		}
	}
}

/* What the worker does: a look a day, at its hour, when it is running; days that it does not run are left out. */
struct run { const struct remind_zone *zone; const struct remind_rule *rule; struct remind_case remind; struct date ordered; GString *sent; };

static void tick(struct run *run, gint64 now)
{
	struct date today = remind_day(run->zone, now), scheduled;

	if (date_compare(today, run->ordered) == 0 || now < remind_time(run->zone, today))
		return;
	run->ordered = today;
	if (!remind_is_due(run->rule, &run->remind, today, &scheduled))
		return;
	run->remind.last = today;
	g_autofree char *text = date_format(today);
	g_string_append_printf(run->sent, "%s%s", run->sent->len ? " " : "", text + strlen("20"));
}

static const struct run_case {
	const char *name, *deadline;
	const char *down_from, *down_to;      /* not running from the beginning of that day to that of the other, UTC */
	const char *sent;
} run_cases[] = {
	{ "in spring", "2026-04-02", NULL, NULL, "26-03-19 26-03-26 26-03-29 26-03-30 26-03-31 26-04-01 26-04-02 26-04-09 26-04-16" },
	{ "in autumn", "2026-10-28", NULL, NULL, "26-10-14 26-10-21 26-10-24 26-10-25 26-10-26 26-10-27 26-10-28 26-11-04 26-11-11" },
	{ "over the new year", "2027-01-03", NULL, NULL, "26-12-20 26-12-27 26-12-30 26-12-31 27-01-01 27-01-02 27-01-03 27-01-10 27-01-17" },
	{ "over the end of February", "2027-03-02", NULL, NULL, "27-02-16 27-02-23 27-02-26 27-02-27 27-02-28 27-03-01 27-03-02 27-03-09 27-03-16" },
	{ "a week's downtime", "2026-06-10", "2026-06-02", "2026-06-09", "26-05-27 26-06-09 26-06-10 26-06-17 26-06-24" },
	{ "down over the deadline", "2026-06-10", "2026-06-05", "2026-06-12", "26-05-27 26-06-03 26-06-12 26-06-17 26-06-24" },
	{ "down for months", "2026-06-10", "2026-06-05", "2026-12-01", "26-05-27 26-06-03" },
};

static void test_run(gconstpointer data)
{
	const struct run_case *each = data;
	g_autoptr(GArray) days = days_of("14 7 4 3 2 1 0");
	const struct remind_rule rule = { .days = days, .overdue_weeks = 2 };
	gint64 from = 0, to = 0;

	g_autofree char *down_from = g_strdup_printf("%sT12:00:00Z", each->down_from), *down_to = g_strdup_printf("%sT00:00:00Z", each->down_to);
	if (each->down_from)
		g_assert_true(clock_parse(down_from, &from) && clock_parse(down_to, &to));
	for (guint z = 0; z < G_N_ELEMENTS(zones); z++) {
		g_autoptr(GTimeZone) timezone = g_time_zone_new_identifier(zones[z]);
		const struct remind_zone zone = { .zone = timezone, .hour = 7 };
		gint64 begin, now;

		if (each->down_from && z > 1)      /* which days that covers, depends on the zone */
			continue;
		struct run run = { .zone = &zone, .rule = &rule, .sent = g_string_new(NULL) };
		run.remind = (struct remind_case){ .deadline = day_of(each->deadline), .known = day_of("2026-01-01") };
		g_assert_true(clock_parse("2026-01-01T00:00:00Z", &begin));
		for (now = begin; now < begin + 480 * 24 * HOUR; now += 10 * 60 * (gint64)G_USEC_PER_SEC)
			if (now < from || now >= to)
				tick(&run, now);
		if (!g_str_equal(run.sent->str, each->sent))
			g_test_message("in %s", zones[z]);
		g_assert_cmpstr(run.sent->str, ==, each->sent);
		g_string_free(run.sent, TRUE);
	}
}

static void test_digest(void)
{
	static const struct { guint weekday; const char *today, *day; } cases[] = {
		{ 1, "2026-11-23", "2026-11-23" }, { 1, "2026-11-24", "2026-11-23" }, { 1, "2026-11-29", "2026-11-23" }, { 1, "2026-11-30", "2026-11-30" },
		{ 7, "2026-11-24", "2026-11-22" }, { 5, "2027-01-01", "2027-01-01" }, { 5, "2027-01-07", "2027-01-01" }, { 4, "2027-01-01", "2026-12-31" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *day = date_format(remind_digest_day(cases[i].weekday, day_of(cases[i].today)));

		g_assert_cmpstr(day, ==, cases[i].day);
	}
}

/* ---- whom ---- */

static struct organization *organization(void)
{
	struct organization *ours = organization_new();
	struct body *body = body_new("ALPHA WG");
	struct peer *peer = peer_new("Norm");

	ours->name = g_strdup("Example");
	ours->coordination = g_strdup("coordination@example.org");
	g_ptr_array_add(ours->domains, g_strdup("example.org"));
	g_ptr_array_add(body->contacts, g_strdup("alpha-chairs@example.org"));
	peer->manager = g_strdup("norm-manager@example.org");
	g_ptr_array_add(ours->bodies, body);
	g_ptr_array_add(ours->peers, peer);
	organization_finish(ours);
	return ours;
}

static const struct whom_case { const char *name, *contacts, *peer, *assignee; enum state state; const char *expected; } whom_cases[] = {
	{ "a contact of ours", "Ann <ann@example.org>, out@norm.example", "Norm", NULL, STATE_POSTED, "ann@example.org norm-manager@example.org coordination@example.org" },
	{ "none stated", "", "Norm", NULL, STATE_POSTED, "alpha-chairs@example.org norm-manager@example.org coordination@example.org" },
	{ "no peer known", "", NULL, NULL, STATE_POSTED, "alpha-chairs@example.org coordination@example.org" },
	{ "twice the same", "COORDINATION@example.org", "Norm", "norm-manager@EXAMPLE.org", STATE_POSTED, "COORDINATION@example.org norm-manager@example.org" },
	{ "an assignee", "ann@example.org", "Norm", "carol@example.org", STATE_POSTED,
	  "ann@example.org norm-manager@example.org carol@example.org coordination@example.org" },
	{ "an assignee elsewhere", "ann@example.org", NULL, "carol@elsewhere.example", STATE_POSTED, "ann@example.org coordination@example.org" },
	{ "an assignee without mail", "ann@example.org", NULL, "Carol", STATE_POSTED, "ann@example.org coordination@example.org" },
	{ "not posted", "ann@example.org", "Norm", NULL, STATE_PENDING, "coordination@example.org" },
};

static void test_whom(gconstpointer data)
{
	const struct whom_case *each = data;
	struct organization *ours = organization();
	g_autoptr(statement_t) statement = statement_new();
	g_autoptr(GPtrArray) recipients = NULL;
	g_autofree char *text = NULL;

	address_scan(each->contacts, 10, statement->to_contacts);
	statement->peer = g_strdup(each->peer);
	g_ptr_array_add(statement->our_bodies, g_strdup("ALPHA WG"));
	recipients = remind_recipients(ours, statement, each->state, each->assignee);
	g_ptr_array_add(recipients, NULL);
	text = g_strjoinv(" ", (char **)recipients->pdata);
	g_assert_cmpstr(text, ==, each->expected);
	organization_free(ours);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(due_cases); i++) {
		g_autofree char *name = g_strdup_printf("/routing/remind/due/%s", due_cases[i].name);
		g_test_add_data_func(name, &due_cases[i], test_due);
	}
	for (guint i = 0; i < G_N_ELEMENTS(run_cases); i++) {
		g_autofree char *name = g_strdup_printf("/routing/remind/run/%s", run_cases[i].name);
		g_test_add_data_func(name, &run_cases[i], test_run);
	}
	for (guint i = 0; i < G_N_ELEMENTS(whom_cases); i++) {
		g_autofree char *name = g_strdup_printf("/routing/remind/whom/%s", whom_cases[i].name);
		g_test_add_data_func(name, &whom_cases[i], test_whom);
	}
	g_test_add_func("/routing/remind/times", test_times);
	g_test_add_func("/routing/remind/digest", test_digest);
	return g_test_run();
}
