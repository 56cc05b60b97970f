/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-search-files.c - the files of the search's index: which there are follows from the numbers of statements, whatever these are
 */
#include <config.h>
#include <string.h>
#include "../store/sample.h"
#include "fixture.h"

/* The index of the search goes over into larger files where ten thousand numbers are full, whatever changes in that run. */
static void test_blocks(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	gint64 early = record_put(f->store, 0, STATE_POSTED, FALSE);
	g_autofree char *page = NULL;

	record_put(f->store, 3, STATE_POSTED, FALSE);
	g_assert_true(store_start_numbers(f->store, 9997, &error));
	g_assert_no_error(error);
	for (guint i = 0; i < 8; i++) {
		g_autofree char *when = g_strdup_printf("with %u more", i + 1);

		record_put(f->store, 10 + i, i == 2 ? STATE_PENDING : STATE_POSTED, FALSE);
		if (i == 3)
			record_event(f->store, early, EVENT_KILLED, "a reason");
		g_assert_cmpint(publish(f, f->tree, FALSE).full, ==, i == 0);
		publish(f, f->whole, TRUE);
		assert_same_trees(f->tree, f->whole, when);
		g_assert_cmpint(is_there(f, "search/8000-10000"), ==, i < 3);
		g_assert_cmpint(is_there(f, "search/0-10000"), ==, i >= 3);
	}
	page = file_of(f, "search/index.html");
	g_assert_nonnull(strstr(page, "data-blocks=\"0-10000 10000-12000\""));
}

static void set_kind(struct fixture *f, gint64 id, const char *kind)
{
	struct change *change = record_change(id);

	change_set(change, FIELD_KIND, (const char *const[]){ kind, NULL });
	record_apply(f->store, change);
}

static void assert_follows(struct fixture *f, const char *when)
{
	publish(f, f->tree, FALSE);
	publish(f, f->whole, TRUE);
	assert_same_trees(f->tree, f->whole, when);
}

/* Numbers that are far apart, or of what a person made a statement of, cost no more than others; and the last one may be taken out again. */
static void test_far_numbers(struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(sample_t) other = sample_new("other@itu.example", "no statement, it seemed");
	gint64 began, last, apart;

	((struct statement *)g_ptr_array_index(other->statements, 0))->kind = KIND_CORRESPONDENCE;
	other->request.state = STATE_POSTED;
	record_put(f->store, 0, STATE_POSTED, FALSE);
	apart = sample_put(f->store, other);
	g_assert_cmpint(apart, >=, STORE_FIRST_OTHER);
	assert_follows(f, "at first");
	began = g_get_monotonic_time();
	set_kind(f, apart, "statement");
	assert_follows(f, "with a number apart");
	g_assert_true(is_there(f, "search/0-2000"));
	g_assert_true(store_start_numbers(f->store, 900000000, &error));
	g_assert_no_error(error);
	last = record_put(f->store, 1, STATE_POSTED, FALSE);
	assert_follows(f, "with a number far away");
	g_assert_true(is_there(f, "search/0-10000"));
	set_kind(f, last, "correspondence");
	assert_follows(f, "without it");
	g_assert_true(is_there(f, "search/0-2000"));
	g_assert_cmpint(g_get_monotonic_time() - began, <, 120 * G_USEC_PER_SEC);
}

#define ADD(path, data, test) g_test_add(path, struct fixture, data, fixture_set_up, test, fixture_tear_down)

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/publish/blocks", NULL, test_blocks);
	ADD("/publish/far-numbers", NULL, test_far_numbers);
	return g_test_run();
}
