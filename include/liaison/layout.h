/* SPDX-License-Identifier: BSD-2-Clause
 *
 * layout.h - how one organisation writes its statements, as data
 *
 * Filled from a file by src/conf, finished once by layouts_finish(), then only read by src/reading: thread-safe on const objects.
 * What is said here is added to what every letter is read by; liaison-layouts(5) explains each member under the name it has in
 * the file. Labels are compared without case, with '-' as a blank, without "(s)", "*" and white space around.
 */
#pragma once
#include <glib.h>
#include <liaison/statement.h>

enum label {
	LABEL_NONE,
	LABEL_TITLE, LABEL_SUBJECT, LABEL_FROM, LABEL_FROM_CONTACT, LABEL_FROM_LIAISON, LABEL_TO, LABEL_TO_CONTACT, LABEL_TO_LIAISON,
	LABEL_CC, LABEL_PURPOSE, LABEL_ACTION_TO, LABEL_COMMENT_TO, LABEL_INFO_TO, LABEL_DEADLINE, LABEL_RESPONSE_TO, LABEL_NUMBER,
	LABEL_RESPONSE_CONTACT, LABEL_TECHNICAL_CONTACT, LABEL_CONTACT, LABEL_NAME, LABEL_MAILBOX, LABEL_ATTACHMENTS,
	LABEL_RECORD,          /* a liaison tool's own: the address of the record, the date of submission */
	LABEL_DISTRIBUTION,    /* everybody who gets it: what names us is addressed, the others are not told apart */
	LABEL_BODY,            /* what follows is the text */
	LABEL_SECTION,         /* a heading inside the text: ends the labels */
	LABEL_OTHER,           /* known, not needed: ends the value before it */
	LABEL_TEXT,            /* looks like a label and is text; never given to a value */
	LABEL_N
};

enum layout_order { LAYOUT_ORDER_UNKNOWN, LAYOUT_ORDER_DAY_MONTH, LAYOUT_ORDER_MONTH_DAY };
enum layout_title { LAYOUT_TITLE_LABEL, LAYOUT_TITLE_LINE };

#define LAYOUTS_MAX 200             /* files of one folder */
#define LAYOUT_TEXT_MAX 200         /* bytes of a name, a marker, a phrase */
#define LAYOUT_SPELLING_MAX 47      /* bytes of a label */
#define LAYOUT_REGEX_MAX 500        /* bytes of an expression */
#define LAYOUT_LINE_MAX 500         /* bytes of a line that expressions are tried on */

struct layout_label { int field; /* enum label */ GPtrArray *spellings; /* char * */ };
struct layout_purpose { int purpose; /* enum purpose */ GPtrArray *words; /* char * */ };

struct layout_index;

struct layout {
	char *name, *file;
	struct { GPtrArray *names, *domains, *markers, *labels; } known;   /* char * */
	GPtrArray *labels;          /* struct layout_label * */
	GArray *enough;             /* int, enum label: with these a letter of this layout is a statement */
	GPtrArray *stops;           /* char *, expressions: lines that are no part of a value; likewise text: where the text begins */
	GPtrArray *text;
	GPtrArray *purposes;        /* struct layout_purpose * */
	int order;                  /* enum layout_order, of dates like 03/04/2025 */
	struct { GPtrArray *forms; gboolean squeeze, file_names; } numbers;
	GPtrArray *groups;          /* char *, expressions: what its groups are called */
	struct { int from; GPtrArray *strip; } title;                      /* enum layout_title; char *, expressions */
	struct { gboolean letterhead, signature, addressee; } letter;
	GPtrArray *reply_to;        /* char *, phrases in front of the address for replies */
	struct layout_index *index; /* compiled; layouts_finish() makes it */
};

struct layout *layout_new(const char *name);
void layout_free(struct layout *layout);
struct layout_label *layout_label_new(void);
struct layout_purpose *layout_purpose_new(void);

/* An expression as it is used here: without case, its work bounded. NULL: too long, or none. */
GRegex *layout_regex(const char *text, GError **error);

struct layouts {
	GPtrArray *list;                /* struct layout *, by name */
	const struct layout *general;   /* the one called "general", that speaks for every letter; or NULL */
	GRegex *numbers, *groups;       /* of all of them, or NULL */
};

struct layouts *layouts_new(void);
/* To be called once when all are in the list. */
void layouts_finish(struct layouts *layouts);
void layouts_free(struct layouts *layouts);
/* NULL: none of that name */
const struct layout *layouts_find(const struct layouts *layouts, const char *name);
