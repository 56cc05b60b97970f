/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-title.c - titles of letters, titles that announce an event, and lines that are no titles
 */
#include "../../src/reading/circular.h"
#include "../../src/reading/title.h"

struct row { const char *text; gboolean expected; };

static void assert_rows(const struct row *rows, gsize n, gboolean (*asks)(const char *))
{
	for (gsize i = 0; i < n; i++) {
		if (asks(rows[i].text) == rows[i].expected)
			continue;
		g_test_message("%s: expected %s", rows[i].text, rows[i].expected ? "yes" : "no");
		g_test_fail();
	}
}

static void test_announces(void)
{
	static const struct row rows[] = {
		{ "Workshop on timers, 4 May 2026", TRUE }, { "Invitation to the workshop on timers", TRUE }, { "3rd Sensor Summit", TRUE },
		{ "Registration is open for the Sensor Days", TRUE }, { "Join us at the summit", TRUE }, { "Sensor Forum newsletter 4", TRUE },
		{ "Early registration ends soon", TRUE }, { "Circular 12: joint workshop on timers", TRUE },
		{ "Registration of media types", FALSE }, { "Registration of code points for timers", FALSE }, { "Outcome of the workshop on timers", FALSE },
		{ "Cooperation on a symposium", FALSE }, { "Questions from the joint workshop", FALSE }, { "Workshop results and next steps", FALSE },
		{ "Timers for INVITE", FALSE },
	};

	assert_rows(rows, G_N_ELEMENTS(rows), circular_announces);
}

static void test_place_and_date(void)
{
	static const struct row rows[] = {
		{ "Geneva, 4-8 May 2026", TRUE }, { "Geneva 4-8 May 2026", TRUE }, { "4 May 2026", TRUE }, { "Sophia Antipolis, France, 28 April - 2 May 2026", TRUE },
		{ "New York, May 4, 2026", TRUE }, { "Online, 2026-05-04", TRUE }, { "Paris, le 4 mai 2026", TRUE }, { "E-meeting, 4th to 8th May 2026", TRUE },
		{ "Results of the workshop of 4 May 2026", FALSE }, { "Timers in Release 18", FALSE }, { "Geneva", FALSE },
		{ "Plans for the meeting on 4 May 2026", FALSE }, { "Phase 2 results of 4 May 2026", FALSE }, { "May timers be shared?", FALSE },
	};

	assert_rows(rows, G_N_ELEMENTS(rows), title_is_place_and_date);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/reading/title-announces", test_announces);
	g_test_add_func("/reading/title-place-and-date", test_place_and_date);
	return g_test_run();
}
