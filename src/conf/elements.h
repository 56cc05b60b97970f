/* SPDX-License-Identifier: BSD-2-Clause
 *
 * elements.h - what the groups of a list in the file become, private to src/conf
 *
 * Each makes a new element, puts it at the end of its list in the settings and returns it (not owned).
 */
#pragma once
#include <liaison/settings.h>

gpointer elements_append_body(gpointer root, const char *name);
gpointer elements_append_peer(gpointer root, const char *name);
gpointer elements_append_role(gpointer root, const char *name);
gpointer elements_append_hook(gpointer root, const char *name);
gpointer elements_append_rule(gpointer root, const char *name);
