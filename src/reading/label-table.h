/* SPDX-License-Identifier: BSD-2-Clause
 *
 * label-table.h - how organisations spell the labels of their statements, as one table
 *
 * Spellings are compared without case, with '-' as a blank, without "(s)", "*" and white space around.
 */
#pragma once
#include <glib.h>

enum label {
	LABEL_NONE,
	LABEL_TITLE, LABEL_SUBJECT, LABEL_FROM, LABEL_FROM_CONTACT, LABEL_FROM_LIAISON, LABEL_TO, LABEL_TO_CONTACT, LABEL_TO_LIAISON,
	LABEL_CC, LABEL_PURPOSE, LABEL_ACTION_TO, LABEL_COMMENT_TO, LABEL_INFO_TO, LABEL_DEADLINE, LABEL_RESPONSE_TO, LABEL_NUMBER,
	LABEL_RESPONSE_CONTACT, LABEL_TECHNICAL_CONTACT, LABEL_CONTACT, LABEL_NAME, LABEL_MAILBOX, LABEL_ATTACHMENTS,
	LABEL_RECORD,          /* a liaison tool's own: the address of the record, the date of submission */
	LABEL_BODY,            /* what follows is the text */
	LABEL_SECTION,         /* a heading inside the text: ends the labels */
	LABEL_OTHER,           /* known, not needed: ends the value before it */
	LABEL_N
};

/* LABEL_NONE: no label is spelled like this. Nothing but the label may stand in text; ':' at its end is allowed. */
enum label label_find(const char *text);
/* The same for a label with its value on one line and nothing between ("Please reply by 2024-02-29"). ret_value points to the value. */
enum label label_find_phrase(const char *text, const char **ret_value);
/* Labels that make a statement: title, from, to, purpose. */
gboolean label_is_main(enum label label);
