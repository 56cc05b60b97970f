/* SPDX-License-Identifier: BSD-2-Clause
 *
 * thread.h - which earlier statements on record a mail answers or takes the place of, private to src/intake
 */
#pragma once
#include <liaison/intake.h>
#include <liaison/route.h>

/* store may be NULL: then nothing is known. FALSE with an error where the store cannot tell; what was found by then stands in ret_thread. May add
 * the doubt unclear-reference to a statement. */
gboolean thread_find(const struct settings *settings, struct store *store, const struct message *message, GPtrArray *statements,
                     struct intake_thread *ret_thread, GError **error);
void thread_clear(struct intake_thread *thread);
/* What deciding has to know of the one that is answered, in *known; NULL: nothing. */
const struct route_answered *thread_answered(const struct intake_thread *thread, struct route_answered *known);
