/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-forward.c - quoted mails: passed on, or answered?
 */
#include "../mail/cputime.h"
#include "../../src/reading/forward.h"
#include "../../src/reading/line.h"

#define HEADER "> From: Norm Office <office@norm.example>\n> Sent: Wednesday, May 27, 2026 5:03 PM\n> Subject: LS on tides\n>\n"
#define HEADER_NO_TIME "> From: Norm Office <office@norm.example>\n> Date: 27 May 2026\n> Subject: LS on tides\n>\n"
#define BARE "From: Norm Office <office@norm.example>\nSent: Wednesday, May 27, 2026 5:03 PM\nSubject: LS on tides\n\n"
#define BARE_NO_TIME "From: Norm Office <office@norm.example>\nDate: 27 May 2026\nSubject: LS on tides\n\n"
#define LABELS "> Title: LS on tides\n> Source: SG1\n> To: ALPHA WG\n"
#define PROSE "> The tides were measured.\n"
#define OPINION "I am not sure what we should say to them about this. The third section holds something on it, and to my mind that is a matter of the " \
	"implementation. Could we talk it over in the meeting of next week? I would rather promise nothing before the group has seen it, and my " \
	"own view may be wrong, since I did not read the whole of it and will not find the time before Monday.\n\n"

/* subject: of the mail; passed: is a mail found that is passed on; quoted: lines that stay quoted */
static const struct row { const char *name, *subject, *text; gboolean passed; guint quoted; } rows[] = {
	{ "note-and-quoted-header", "tides", "FYI\n\n" HEADER LABELS, TRUE, 0 },
	{ "header-without-time", "tides", "Forwarding this liaison from Norm.\n\nRuna\n\n" HEADER_NO_TIME LABELS, TRUE, 0 },
	{ "prose-below-the-header", "tides", "Please record.\n\n" HEADER PROSE, TRUE, 0 },
	{ "no-header", "tides", "Please see the letter below.\n\n" LABELS, FALSE, 0 },
	{ "no-header-and-no-labels", "tides", "FYI\n\n" PROSE, FALSE, 1 },
	{ "quoted-marker", "tides", "FYI\n\n> -----Original Message-----\n" HEADER_NO_TIME PROSE, TRUE, 0 },
	{ "quoted-marker-in-a-forward", "Fwd: tides", "> -----Original Message-----\n" HEADER_NO_TIME PROSE, TRUE, 0 },
	{ "marker", "tides", "-----Original Message-----\n" HEADER_NO_TIME PROSE, TRUE, 0 },
	{ "begin-forwarded", "tides", "Begin forwarded message:\n\n" HEADER_NO_TIME PROSE, TRUE, 0 },
	{ "only-the-letter-is-quoted", "tides", "FYI\n\n" BARE LABELS, TRUE, 0 },
	{ "the-same-without-time", "tides", "FYI\n\n" BARE_NO_TIME LABELS, TRUE, 0 },
	{ "memo-of-ones-own", "tides", "Dear colleagues,\n\n" BARE_NO_TIME "The tides were measured.\n", FALSE, 0 },
	{ "signature-below", "tides", "FYI\n\n" HEADER LABELS "\n-- \nRuna Holm\n", TRUE, 0 },
	{ "attributed", "tides", "FYI\n\nOn Wed, 27 May 2026, Norm Office wrote:\n" LABELS, FALSE, 3 },
	{ "attributed-header", "tides", "FYI\n\nOn Wed, 27 May 2026, Norm Office wrote:\n" HEADER LABELS, FALSE, 7 },
	{ "answer", "Re: tides", "Thank you, I have forwarded it.\n\n" HEADER LABELS, FALSE, 7 },
	{ "answer-below-marker", "Re: tides", "Noted, see below.\n\n> -----Original Message-----\n" HEADER LABELS, FALSE, 8 },
	{ "opinion", "tides", OPINION HEADER LABELS, FALSE, 7 },
	{ "opinion-that-says-fyi", "tides", "FYI. " OPINION HEADER LABELS, FALSE, 7 },
	{ "remarks-between", "tides", "FYI\n\n" HEADER "I do not think so.\n" LABELS, FALSE, 7 },
	{ "remarks-below", "tides", "FYI\n\n" HEADER LABELS "\n" OPINION, FALSE, 7 },
	{ "no-note", "tides", "Runa\n\n" HEADER LABELS, FALSE, 7 },
};

static void test_table(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) lines = lines_from_text(rows[i].text, NULL);
		struct letter_header header;
		guint begin, text, quoted = 0;
		gboolean passed;

		g_test_message("%s", rows[i].name);
		forward_unquote(lines, rows[i].subject);
		for (guint l = 0; l < lines->len; l++)
			quoted += ((const struct line *)g_ptr_array_index(lines, l))->quote > 0 ? 1 : 0;
		passed = forward_find(lines, 0, &begin, &text, &header);
		g_assert_cmpint(passed, ==, rows[i].passed);
		g_assert_cmpuint(quoted, ==, rows[i].quoted);
		if (!passed)
			continue;
		g_assert_cmpstr(header.subject, ==, "LS on tides");
		g_assert_cmpuint(header.from->len, ==, 1);
		letter_header_clear(&header);
	}
}

/* A stranger's text costs no more than its length. */
static void test_long(void)
{
	g_autoptr(GString) text = g_string_new("FYI\n\n");
	g_autoptr(GPtrArray) lines = NULL;
	struct letter_header header;
	guint begin, end;

	for (guint i = 0; i < 6000; i++)
		g_string_append(text, "> From: a\n\nFrom: b\n");
	lines = lines_from_text(text->str, NULL);
	forward_unquote(lines, "tides");
	g_assert_false(forward_find(lines, 0, &begin, &end, &header));
}

/* Each line may begin a forwarded header, and what stands above it is one long line that is too much for a note. */
static void test_below_a_long_line(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GPtrArray) lines = NULL;
	struct letter_header header;
	guint begin, end;
	double began = cputime();

	for (guint i = 0; i < 1600; i++)
		g_string_append(text, "from ");
	for (guint i = 0; i < 20000; i++)
		g_string_append(text, i % 2 ? "\nfrom: from" : "\nfrom from from");
	lines = lines_from_text(text->str, NULL);
	forward_unquote(lines, "tides");
	g_assert_false(forward_find(lines, 0, &begin, &end, &header));
	g_assert_cmpfloat(cputime() - began, <, 1.5);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/reading/forward-quoted", test_table);
	g_test_add_func("/reading/forward-long", test_long);
	g_test_add_func("/reading/forward-below-a-long-line", test_below_a_long_line);
	return g_test_run();
}
