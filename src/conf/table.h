/* SPDX-License-Identifier: BSD-2-Clause
 *
 * table.h - the shape of a table of settings, private to src/conf
 *
 * Reading, checking, defaults and help are all driven by such a table: table.c has that of liaison-milter.conf, layout-table.c that
 * of a layout. What is read goes into an object, the root: struct settings or struct layout.
 */
#pragma once
#include <glib.h>
#include <liaison/settings.h>

enum setting_type {
	SETTING_STRING,      /* char * */
	SETTING_STRINGS,     /* GPtrArray of char *; one string alone stands for a list of one */
	SETTING_BOOL,        /* gboolean */
	SETTING_FLAG,        /* int: -1 unset, 0, 1 */
	SETTING_NUMBER,      /* guint */
	SETTING_NUMBERS,     /* GArray of guint */
	SETTING_SIZE,        /* gsize; bytes, or "64K", "50M", "1G" */
	SETTING_DURATION,    /* guint, in units of `unit` milliseconds; "500ms", "20s", "10m", "2h", "1d" */
	SETTING_WORD,        /* int, the value beside the word */
	SETTING_WORDS,       /* GArray of int */
	SETTING_PATTERNS,    /* GPtrArray of struct pattern * */
	SETTING_NETWORKS,    /* GPtrArray of struct network * */
	SETTING_REGEXES,     /* GPtrArray of char *: Perl-like regular expressions, of a layout */
	SETTING_GROUP,
	SETTING_GROUPS,      /* a list of groups */
};

/* Which struct a value is kept in. */
enum setting_object { OBJECT_NONE, OBJECT_ROOT, OBJECT_ORGANIZATION, OBJECT_ELEMENT };

struct word { const char *word; int value; };

struct setting {
	const char *name;                 /* "milter.socket", "bodies[].name" */
	enum setting_type type;
	enum setting_object object;
	gsize offset;
	gint64 min, max;                  /* NUMBER, SIZE, DURATION (in its unit); lists: how many */
	guint unit;                       /* DURATION */
	const char *fallback;             /* the default as text, elements of a list parted by blanks; NULL: not set */
	const struct word *words;         /* ends with a NULL word */
	char *(*check)(const char *value);/* NULL: fine; else what is wrong and what would be right */
	gpointer (*append)(gpointer root, const char *name);   /* GROUPS: a new element */
	gboolean required;                /* in its element */
	const char *help;
};

struct table { const struct setting *rows; guint length; const char *manual; };
extern const struct table table_of_settings, table_of_layouts;

/* The row of a name, or NULL. */
const struct setting *setting_find(const struct table *table, const char *name);
/* The name of the section that a setting stands in: "milter" for "milter.socket", "bodies[]", "" at the top. Owned by the caller. */
char *setting_section(const char *name);
const char *setting_leaf(const char *name);
/* "a whole number from 1 to 100": what may stand there. Owned by the caller. */
char *setting_expects(const struct setting *setting);
/* What an unknown name was meant to be: the nearest one of that section, or the same one of another section; NULL: nothing near. */
const char *setting_nearest(const struct table *table, const char *section, const char *leaf);
