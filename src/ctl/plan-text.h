/* SPDX-License-Identifier: BSD-2-Clause
 *
 * plan-text.h - a plan as lines for people: who gets the mail and by which rule, what is written into it, what waits
 */
#pragma once
#include <glib.h>
#include <liaison/envelope.h>
#include <liaison/plan.h>

/* Mail of ours that would be sent (struct notice *). */
void plan_text_notices(GString *out, const GPtrArray *notices, guint width);
void plan_text(GString *out, const struct plan *plan, const struct envelope *envelope, const char *base_url, guint width);
