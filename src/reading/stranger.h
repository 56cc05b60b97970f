/* SPDX-License-Identifier: BSD-2-Clause
 *
 * stranger.h - letters of those whom nobody configured
 */
#pragma once
#include "work.h"

/* Somebody whom we do not know answers a statement of ours: greets one of our bodies, and says so at once. */
gboolean stranger_answers_us(const struct work *work);
/* "This is a liaison statement of …", in the first lines. */
gboolean stranger_declares(const struct work *work);
/* "On behalf of the X," where X is somebody whom we know. */
gboolean stranger_speaks_for_peer(const struct work *work);
/* Does it speak of who is appointed, or of liaison officers? */
gboolean stranger_is_about_people(const struct work *work);
/* A letter, by its subject, that somebody writes on behalf of a body and that tells or asks one of ours; invitations and the like are none. */
gboolean stranger_writes_formally(const struct work *work, const char *subject);
