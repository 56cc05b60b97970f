/* SPDX-License-Identifier: BSD-2-Clause
 *
 * edit.h - carrying out the actions of a plan
 *
 * Everything is checked before the first request is sent, so that a plan that cannot be carried out changes nothing. Pure but for
 * the calls of the table. Thread-safe.
 */
#pragma once
#include <liaison/envelope.h>
#include <liaison/plan.h>
#include "mta.h"

/* Sends actions (struct action *; ACTION_POST is passed over) to the MTA: recipients added, then recipients deleted, then header fields changed or
 * deleted from the highest occurrence down, then header fields added. leading_space: the MTA takes header values with the blank
 * after the colon (SMFIP_HDR_LEADSPC). FALSE with LIAISON_ERROR_INTERNAL if an action cannot be sent or would leave the envelope
 * empty (nothing was sent), LIAISON_ERROR_TEMPORARY if the MTA did not take a request (some may have been sent). */
gboolean edit_carry_out(const struct mta *mta, void *context, const struct envelope *envelope, const GPtrArray *actions,
                        gboolean leading_space, GError **error);

/* A header value as it is sent: folded at blanks to lines of at most 78 octets where it has any, LF and a blank between lines. NULL
 * with LIAISON_ERROR_INTERNAL where it holds CR, NUL, another control, or an LF that no blank follows, or is too long for one field. Owned by the
 * caller. */
char *edit_header_value(const char *name, const char *value, GError **error);
