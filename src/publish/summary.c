/* SPDX-License-Identifier: BSD-2-Clause
 *
 * summary.c - one statement in short
 */
#include <config.h>
#include <string.h>
#include "summary.h"

static void place_free(gpointer data)
{
	struct place *place = data;

	g_free(place->name);
	g_free(place);
}

struct summary *summary_new(gint64 id)
{
	struct summary *summary = g_new0(struct summary, 1);

	summary->id = id;
	summary->from = g_ptr_array_new_with_free_func(place_free);
	summary->to = g_ptr_array_new_with_free_func(place_free);
	summary->identifiers = g_ptr_array_new_with_free_func(g_free);
	summary->relations = g_array_new(FALSE, TRUE, sizeof(struct link));
	summary->title = g_strdup("");
	summary->peer = g_strdup("");
	return summary;
}

void summary_free(struct summary *summary)
{
	if (!summary)
		return;
	if (summary->view) {
		g_free(summary);
		return;
	}
	g_ptr_array_unref(summary->from);
	g_ptr_array_unref(summary->to);
	g_ptr_array_unref(summary->identifiers);
	g_array_unref(summary->relations);
	g_free(summary->title);
	g_free(summary->peer);
	g_free(summary);
}

void summary_add_place(GPtrArray *places, const char *name, const char *slug)
{
	struct place *place = g_new0(struct place, 1);

	place->name = g_strdup(name);
	place->slug = g_intern_string(slug);
	g_ptr_array_add(places, place);
}

int summary_compare(const struct summary *a, const struct summary *b)
{
	if (a->received != b->received)
		return a->received < b->received ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* The calendar in whole numbers, by eras of 400 years that begin in March: a full run asks for tens of thousands. */
static int year_of(gint64 time)
{
	gint64 seconds = time / G_USEC_PER_SEC;
	gint64 days = seconds / 86400 - (seconds % 86400 < 0) + 719468;
	gint64 era = (days >= 0 ? days : days - 146096) / 146097, day = days - era * 146097;
	gint64 year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	gint64 of_year = day - (365 * year + year / 4 - year / 100);

	return (int)(era * 400 + year + (of_year >= 306));
}

void summary_receive(struct summary *summary, gint64 received)
{
	summary->received = received;
	summary->year = year_of(received);
}
