/* SPDX-License-Identifier: BSD-2-Clause
 *
 * purpose.h - what a statement wants of us
 */
#pragma once
#include <glib.h>
#include <liaison/layout.h>
#include <liaison/organization.h>
#include <liaison/statement.h>

/* What stands behind a Purpose label ("For Action", "In response", "COM", "ITU-R WP 1/4 for action; others for information");
 * UNKNOWN for free text ("To request …"). layout (or NULL) knows further words. organization may be NULL: then values that differ by addressee are UNKNOWN. */
enum purpose purpose_of_value(const struct organization *organization, const struct layout *layout, const char *value);
/* A line that says it alone, as the IETF's own letters do ("For Information"). */
enum purpose purpose_of_line(const char *text);
/* A heading that asks for action, and a text below it that there is none. */
gboolean purpose_asked_below(const char *heading, const char *text);
/* What one sentence says: ACTION where something is asked for, INFO where it is said to be for information; else UNKNOWN. */
enum purpose purpose_of_sentence(const char *text);
