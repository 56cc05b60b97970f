/* SPDX-License-Identifier: BSD-2-Clause
 *
 * speed.c - what recording costs: time and commits a message, by number of threads
 *
 *     speed [FOLDER [MESSAGES [THREADS…]]]
 *
 * No test; run it on a file system that is no tmpfs.
 */
#include "config.h"
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "internal.h"
#include <liaison/clock.h>

struct job { struct store *store; guint first, count; GArray *times; };

static struct sample *ordinary(guint number)
{
	g_autofree char *id = g_strdup_printf("speed-%u@itu.example", number);
	g_autofree char *filler = g_strnfill(3400, 'x');
	g_autofree char *content = g_strdup_printf("%u %s", number, filler);
	struct sample *sample = sample_new(id, content);
	struct statement *statement = g_ptr_array_index(sample->statements, 0);
	statement->body = g_steal_pointer(&content);
	g_ptr_array_add(statement->from, g_strdup("ITU-T SG15"));
	g_ptr_array_add(statement->from_contacts, address_new("Ada Example", "ada@itu.example"));
	g_ptr_array_add(statement->to, g_strdup("CCAMP WG"));
	g_ptr_array_add(statement->to_contacts, address_new("Chair", "ccamp-chairs@ietf.example"));
	g_ptr_array_add(statement->identifiers, g_strdup_printf("SG15-LS%u", number));
	g_ptr_array_add(statement->our_bodies, g_strdup("CCAMP WG"));
	doubts_add(statement->doubts, DOUBT_NO_DEADLINE, NULL);
	for (guint i = 0; i < 24; i++)
		g_ptr_array_add(statement->evidence, evidence_new((enum field)(i % FIELD_N), EVIDENCE_BODY, "1", i, "For action to", "a value as stated", 90));
	plan_add(sample->plan, ACTION_ADD_RECIPIENT, "ccamp-chairs@ietf.example", NULL, 0, "body CCAMP WG");
	plan_add(sample->plan, ACTION_ADD_RECIPIENT, "ccamp@ietf.example", NULL, 0, "body CCAMP WG");
	return sample;
}

static gpointer put_many(gpointer data)
{
	struct job *job = data;
	for (guint i = 0; i < job->count; i++) {
		g_autoptr(sample_t) sample = ordinary(job->first + i);
		const gint64 began = clock_monotonic();
		sample_put(job->store, sample);
		const gint64 took = clock_monotonic() - began;
		g_array_append_val(job->times, took);
	}
	return NULL;
}

static int compare_times(gconstpointer a, gconstpointer b)
{
	const gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
	return x < y ? -1 : x > y;
}

static void run(struct store *store, guint *number, guint messages, guint n_threads)
{
	struct job *jobs = g_new0(struct job, n_threads);
	GThread **threads = g_new0(GThread *, n_threads);
	g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(gint64));
	const gint before = g_atomic_int_get(&store->commits);
	const gint64 began = clock_monotonic();
	for (guint i = 0; i < n_threads; i++) {
		jobs[i] = (struct job){ .store = store, .first = *number, .count = messages / n_threads };
		jobs[i].times = g_array_new(FALSE, FALSE, sizeof(gint64));
		*number += jobs[i].count;
		threads[i] = g_thread_new("put", put_many, &jobs[i]);
	}
	for (guint i = 0; i < n_threads; i++) {
		g_thread_join(threads[i]);
		g_array_append_vals(times, jobs[i].times->data, jobs[i].times->len);
		g_array_unref(jobs[i].times);
	}
	const double whole = (double)(clock_monotonic() - began) / 1000.0;
	g_array_sort(times, compare_times);
	printf("%2u threads: %6.3f ms a message, %.3f commits a message; a put takes %.3f ms (median), %.3f (99 %%), %.3f (longest)\n", n_threads,
	       whole / times->len, (double)(g_atomic_int_get(&store->commits) - before) / times->len,
	       (double)g_array_index(times, gint64, times->len / 2) / 1000.0,
	       (double)g_array_index(times, gint64, times->len * 99 / 100) / 1000.0,
	       (double)g_array_index(times, gint64, times->len - 1) / 1000.0);
	g_free(jobs);
	g_free(threads);
}

int main(int argc, char *argv[])
{
	char *folder = argc > 1 ? g_strdup(argv[1]) : sample_folder_new();
	const guint messages = argc > 2 ? (guint)strtoul(argv[2], NULL, 10) : 1600;
	guint number = 0;
	struct store *store = sample_open(folder, STORE_CREATE);
	if (argc > 3)
		for (int i = 3; i < argc; i++)
			run(store, &number, messages, MAX((guint)strtoul(argv[i], NULL, 10), 1));
	else
		for (guint n = 1; n <= 16; n *= 2)
			run(store, &number, messages, n);
	store_close(store);
	sample_folder_remove(folder);
	return 0;
}
