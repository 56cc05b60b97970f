/* SPDX-License-Identifier: BSD-2-Clause
 *
 * place.h - a configuration and a record of a test's own, in a folder that goes away with it
 */
#pragma once
#include <liaison/settings.h>
#include <liaison/store.h>

struct place { char *folder, *file; struct settings *settings; struct store *store; };

void place_open(struct place *place, const char *configuration);
void place_close(struct place *place);
