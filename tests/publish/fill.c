/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fill.c - fill FOLDER N [HOSTILE]: a record of N posted statements and a few others, published; says how long it took
 *
 * For the tests that look at pages with other programs, and for measuring. FOLDER gets record.db and public/. The last HOSTILE of them hold attacks.
 */
#include <config.h>
#include <stdio.h>
#include <stdlib.h>
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

int main(int argc, char **argv)
{
	g_autofree char *tree = argc > 2 ? g_build_filename(argv[1], "public", NULL) : NULL;
	guint n = argc > 2 ? (guint)atoi(argv[2]) : 0, hostile = argc > 3 ? (guint)atoi(argv[3]) : 0;
	struct organization *organization = record_organization();
	struct publish_options options = { tree, "http://liaison.example/liaison/", PUBLISH_CONTACTS_ROLES, organization, NULL };
	struct publish_report report;
	struct store *store;

	if (argc < 3)
		return 64;
	g_mkdir_with_parents(argv[1], 0755);
	store = sample_open(argv[1], STORE_CREATE);
	fill(store, n, hostile);
	record_event(store, 1, EVENT_KILLED, "a mistake");
	report = publish(store, &options, TRUE);
	printf("full build: %u statements, %u files, %.2f s\n", report.statements, report.written, report.elapsed_ms / 1000.0);
	for (guint i = 0; i < 5; i++) {
		record_put(store, n + 1 + i, STATE_POSTED, FALSE);
		report = publish(store, &options, FALSE);
		printf("one new statement: %u pages of statements, %u files, %u ms\n", report.statements, report.written, report.elapsed_ms);
	}
	report = publish(store, &options, FALSE);
	printf("nothing new: %u files, %u ms\n", report.written, report.elapsed_ms);
	store_close(store);
	organization_free(organization);
	return 0;
}
