/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fill.c - fill FOLDER N [HOSTILE]: a record of N posted statements and a few others, published; says how long it took
 *
 * For the tests that look at pages with other programs, and for measuring. FOLDER gets record.db and public/. The last HOSTILE of them hold attacks.
 * fill FOLDER more N: N further statements, each published, and what that took. fill FOLDER again N new|full: publishes N times what others put there.
 */
#include <config.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <glib/gstdio.h>
#include <liaison/clock.h>
#include "../store/sample.h"
#include "record.h"

static struct publish_report publish(struct store *store, struct publish_options *options, gboolean full)
{
	struct publish_report report = { 0 };
	g_autoptr(GError) error = NULL;

	if (!publish_run(store, options, full, &report, &error)) {
		fprintf(stderr, "%s\n", error->message);
		exit(1);
	}
	return report;
}

static void fill(struct store *store, guint n, guint hostile)
{
	gint64 last = 0;

	for (guint i = 0; i < n; i++) {
		gint64 id = record_put(store, i, i % 50 == 49 ? STATE_PENDING : STATE_POSTED, i + hostile >= n);

		if (i % 4 == 2 && last) {
			struct change *change = record_change(id);

			change_relate(change, last, "refold");
			record_apply(store, change);
		}
		last = i % 50 == 49 ? 0 : id;
	}
}

static double cpu_ms(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000 + (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1000;
}

static void more(struct store *store, struct publish_options *options, guint n)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	gint64 last = 0;

	store_changed(store, 0, ids, &last, NULL);
	for (guint i = 0; i < n; i++) {
		struct publish_report report;
		double before;

		record_put(store, ids->len + i, STATE_POSTED, FALSE);
		before = cpu_ms();
		report = publish(store, options, FALSE);
		printf("one new statement: %u pages of statements, %u files, %" G_GSIZE_FORMAT " bytes, %u ms (%.0f ms of processor)\n", report.statements, report.written,
		       report.bytes, report.elapsed_ms, cpu_ms() - before);
	}
}

static void all(struct store *store, struct publish_options *options, guint n, guint hostile)
{
	struct publish_report report;

	fill(store, n, hostile);
	record_event(store, 1, EVENT_KILLED, "a mistake");
	report = publish(store, options, TRUE);
	printf("full build: %u statements, %u files, %.2f s\n", report.statements, report.written, report.elapsed_ms / 1000.0);
	more(store, options, 5);
	report = publish(store, options, FALSE);
	printf("nothing new: %u files, %u ms\n", report.written, report.elapsed_ms);
}

int main(int argc, char **argv)
{
	g_autofree char *tree = argc > 2 ? g_build_filename(argv[1], "public", NULL) : NULL;
	guint n = argc > 3 ? (guint)atoi(argv[3]) : 0;
	struct organization *organization = record_organization();
	struct publish_options options = { tree, "http://liaison.example/liaison/", PUBLISH_CONTACTS_ROLES, organization, NULL };
	struct store *store;

	if (argc < 3)
		return 64;
	g_mkdir_with_parents(argv[1], 0755);
	store = sample_open(argv[1], STORE_CREATE);
	if (strcmp(argv[2], "again") == 0)
		for (guint i = 0; i < n; i++)
			publish(store, &options, argc > 4 && strcmp(argv[4], "full") == 0);
	else if (strcmp(argv[2], "more") == 0)
		more(store, &options, n);
	else
		all(store, &options, (guint)atoi(argv[2]), n);
	store_close(store);
	organization_free(organization);
	return 0;
}
