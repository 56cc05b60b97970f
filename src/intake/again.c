/* SPDX-License-Identifier: BSD-2-Clause
 *
 * again.c - a mail on record once more, with time
 */
#include <config.h>
#include <liaison/clock.h>
#include <liaison/intake.h>
#include <liaison/mail.h>
#include <liaison/reading.h>
#include <liaison/route.h>
#include "documents.h"
#include "thread.h"
#include "understand.h"

#define TIME_MAX (30 * G_TIME_SPAN_MINUTE)

void intake_again_free(struct intake_again *again)
{
	if (!again)
		return;
	g_clear_pointer(&again->message, message_free);
	g_clear_pointer(&again->statements, g_ptr_array_unref);
	g_clear_pointer(&again->plan, plan_free);
	thread_clear(&again->thread);
	g_clear_pointer(&again->results, g_ptr_array_unref);
	g_clear_pointer(&again->types, g_ptr_array_unref);
	g_clear_pointer(&again->failures, g_ptr_array_unref);
	g_free(again->output);
	g_free(again);
}

struct intake_again *intake_again(struct settings *settings, const struct envelope *envelope, GBytes *raw, struct store *store, GError **error)
{
	g_autoptr(intake_again_t) again = g_new0(struct intake_again, 1);
	g_autoptr(GPtrArray) unread = doubts_new();
	struct conversion conversion = { .settings = settings, .doubts = unread, .deadline = clock_monotonic() + TIME_MAX };
	struct reading_context context = understand_context(settings);
	struct route_policy policy = settings_policy(settings);
	struct route_answered known;

	again->results = conversion.results = g_ptr_array_new_with_free_func((GDestroyNotify)intake_result_free);
	again->types = conversion.types = g_ptr_array_new_with_free_func((GDestroyNotify)intake_type_free);
	again->failures = conversion.failures = g_ptr_array_new_with_free_func(g_free);
	again->message = mail_parse(raw, &settings->limits);
	conversion_run(&conversion, again->message);
	again->temporary = conversion.temporary;
	again->output = conversion.output;
	again->statements = reading_understand(&context, envelope, again->message);
	understand_pass_on(again->message->defects, again->statements);
	understand_pass_on(unread, again->statements);
	if (!thread_find(settings, store, again->message, again->statements, &again->thread, error))
		return NULL;
	again->plan = route_decide(&policy, INTEREST_OURS, envelope, again->message, again->statements, thread_answered(&again->thread, &known));
	return g_steal_pointer(&again);
}

gboolean intake_wants_conversion(const struct intake *intake)
{
	return conversion_wanted(intake->settings, intake->message, intake->statements);
}
