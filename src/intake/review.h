/* SPDX-License-Identifier: BSD-2-Clause
 *
 * review.h - mail for the review address, private to src/intake
 */
#pragma once
#include <liaison/intake.h>

/* Takes the review address out of the plan's recipients, and makes a plan "answered" where nobody else is one; a bounce of mail of ours
 * goes to coordination instead. TRUE: there is something for review_carry_out(). */
gboolean review_plan(struct intake *intake);

/* Carries out what the mail asks for, if it may, and orders the answer; ret_result says for the log what came of it. FALSE with TEMPORARY: the
 * sender has to try again. */
gboolean review_carry_out(const struct intake *intake, struct store *store, gint64 now, char **ret_result, GError **error);
