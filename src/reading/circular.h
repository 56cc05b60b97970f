/* SPDX-License-Identifier: BSD-2-Clause
 *
 * circular.h - labels that make no statement
 */
#pragma once
#include "work.h"

/* Events, and what is sent to everybody, by the subject. */
gboolean circular_announces(const char *subject);
/* An event under its title, nobody who speaks, no purpose, and none of us among those whom it is to. */
gboolean circular_is_one(const struct work *work);
/* Tells of statements, the title of one after the other. */
gboolean circular_is_report(const struct work *work);
/* "From:" and "To:" above a greeting are little: of strangers they make a statement only where called_liaison, which says that it came to the right
 * door or calls itself one. */
gboolean circular_is_thin(const struct work *work, gboolean called_liaison);
