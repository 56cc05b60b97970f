/* SPDX-License-Identifier: BSD-2-Clause
 *
 * layouts.h - the folder of layouts, private to src/conf
 */
#pragma once
#include "reader.h"

/* Reads every layout of the folder that the settings name, else of the one that comes with us, into the settings, and checks that those
 * that peers name are among them. Faults are the reader's. */
void layouts_load(struct reader *reader);

/* What the groups of a layout's lists become, as elements.h */
gpointer layouts_append_label(gpointer root, const char *name);
gpointer layouts_append_purpose(gpointer root, const char *name);
