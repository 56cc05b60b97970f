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
