/* SPDX-License-Identifier: BSD-2-Clause
 *
 * attach.h - files that an operator adds
 */
#pragma once
#include <liaison/change.h>
#include <liaison/settings.h>

GBytes *attach_read(const struct settings *settings, const char *path, GError **error);
/* Its media type by its name; its name by its path (nothing but a name in the record: no path is ever made of it). Owned by the caller. */
char *attach_type(const char *name);
char *attach_name(const char *path);
void attach_order_conversion(struct change *change, gint64 id);
