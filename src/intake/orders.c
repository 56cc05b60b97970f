/* SPDX-License-Identifier: BSD-2-Clause
 *
 * orders.c - what is left to be done of a mail that is recorded now
 */
#include <config.h>
#include <liaison/envelope.h>
#include <liaison/notice.h>
#include "orders.h"

#define LATE_COPY (10 * 60 * (gint64)G_USEC_PER_SEC)      /* by then a release that was at work has ended */

static void order_destroy(gpointer data)
{
	struct job_order *order = data;

	g_free((char *)(guintptr)order->key);
	g_free((char *)(guintptr)order->argument);
	g_free(order);
}

static void add(GPtrArray *orders, const char *kind, char *key, char *argument, gint64 due)
{
	struct job_order *order = g_new0(struct job_order, 1);

	order->kind = kind;
	order->key = key;
	order->argument = argument;
	order->due = due;
	g_ptr_array_add(orders, order);
}

static gboolean is_outgoing(const struct intake *intake)
{
	return ((const struct statement *)g_ptr_array_index(intake->statements, 0))->direction == DIRECTION_OUTGOING;
}

static void add_notice(GPtrArray *orders, const struct notice *notice, gint64 due)
{
	add(orders, "mail", notice_key(notice, 0), notice_format(notice), due);
}

GPtrArray *orders_of(const struct intake *intake, gint64 received)
{
	GPtrArray *orders = g_ptr_array_new_with_free_func(order_destroy);
	gint64 settled = received + (gint64)intake->settings->settle_seconds * G_USEC_PER_SEC;

	/* what is posted with the record itself has its consequences at once; what settles first, then (decisions.h) */
	if (!intake->settings->settle_seconds && intake->thread.answered && is_outgoing(intake))
		add(orders, "taken", NULL, NULL, 0);
	if (intake_wants_conversion(intake))
		add(orders, "convert", g_strdup("convert:%d"), NULL, 0);
	for (guint i = 0; i < intake->notices->len; i++) {
		const struct notice *notice = g_ptr_array_index(intake->notices, i);

		add_notice(orders, notice, notice->settle ? settled : 0);
	}
	return orders;
}

GPtrArray *orders_of_held(const struct intake *intake)
{
	GPtrArray *orders = g_ptr_array_new_with_free_func(order_destroy);

	for (guint i = 0; plan_holds(intake->plan) && i < intake->notices->len; i++)
		add_notice(orders, g_ptr_array_index(intake->notices, i), 0);
	return orders;
}

GPtrArray *orders_of_late(const struct intake *intake, gint64 received)
{
	GPtrArray *orders = g_ptr_array_new_with_free_func(order_destroy);
	g_autofree char *digest = NULL;

	if (!plan_holds(intake->plan))
		return orders;
	digest = envelope_digest(intake->envelope);
	add(orders, "late-copy", g_strdup_printf("late-copy:%%d:%s", digest), NULL, received + LATE_COPY);
	return orders;
}

GPtrArray *orders_of_duplicate(const struct intake *intake)
{
	GPtrArray *orders = g_ptr_array_new_with_free_func(order_destroy);
	g_autoptr(notice_t) notice = NULL;

	for (guint i = 0; i < intake->notices->len; i++)
		if (((const struct notice *)g_ptr_array_index(intake->notices, i))->kind == NOTICE_REVIEW_REQUEST)
			return orders;
	notice = notice_new(NOTICE_REVIEW_REQUEST, intake->settings->organization->coordination, "coordination");
	add_notice(orders, notice, 0);
	return orders;
}
