/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fields.h - a statement as lines for people: label, value, and where that came from
 */
#pragma once
#include <glib.h>
#include <liaison/statement.h>

/* The column at which values begin. */
#define FIELDS_INDENT 18

/* Every field that is stated; with_evidence: also those that are not, each value with where it stood, and the runners-up. */
void fields_format(GString *out, const struct statement *statement, gboolean with_evidence, guint width);
/* Each doubt with its meaning. Nothing where there are none. */
void fields_format_doubts(GString *out, const struct statement *statement, guint width);
/* Everything that spoke for a field, best first. */
void fields_explain(GString *out, const struct statement *statement, enum field field, guint width);
/* By JSON key or by label, without case, "-" and blanks as "_". USAGE error that names them all. */
gboolean fields_parse(const char *word, enum field *ret_field, GError **error);
