/* SPDX-License-Identifier: BSD-2-Clause
 *
 * reader.h - from the file to values, private to src/conf
 *
 * Settings are named twice: as in the table ("bodies[].contacts") and as they stand in this file ("bodies[3].contacts[1]", counted
 * from 1, as people do). Faults name the second, and find file and line by it.
 */
#pragma once
#include <liaison/settings.h>
#include "source.h"
#include "table.h"

struct reader {
	struct settings *settings;  /* NULL: another kind of file */
	gpointer root;              /* settings, or that other object */
	const struct table *table;  /* what may stand in it */
	GPtrArray *faults;
	struct source *source;
	GHashTable *lines;       /* name as in this file -> line of source->text */
};

/* Where it stands in the file; where it does not, the line of what surrounds it. */
void reader_fault(struct reader *reader, gboolean warning, const char *where, const char *format, ...) G_GNUC_PRINTF(4, 5);
/* ret_file is a copy */
void reader_where(const struct reader *reader, const char *where, char **ret_file, guint *ret_line);
gboolean reader_has(const struct reader *reader, const char *where);
/* Walks the whole file. */
void reader_walk(struct reader *reader);

/* values.c: one value into its place. text_ functions are for defaults too. */
void value_set_defaults(const struct table *table, gpointer root, const char *section, gpointer element);
/* NULL, or what is wrong with the text and what would be right (owned by the caller); set only when fine. */
char *value_set_text(const struct setting *setting, gpointer root, gpointer element, const char *text);
char *value_set_number(const struct setting *setting, gpointer root, gpointer element, gint64 number);
char *value_set_bool(const struct setting *setting, gpointer root, gpointer element, gboolean value);

/* whole.c: what only the whole can show */
void whole_check(struct reader *reader);
/* whole-rules.c: rules that do nothing, cannot match, or share a name */
void whole_check_rules(struct reader *reader);
