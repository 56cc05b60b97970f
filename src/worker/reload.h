/* SPDX-License-Identifier: BSD-2-Clause
 *
 * reload.h - reading the configuration again: all of it or nothing
 */
#pragma once
#include <liaison/settings.h>

/* Puts the new settings into *settings, or leaves it and says why in the log. Jobs at work keep theirs. */
void reload(struct settings **settings);
