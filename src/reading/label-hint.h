/* SPDX-License-Identifier: BSD-2-Clause
 *
 * label-hint.h - what a form adds to its labels in brackets: "From (name of group)", "Contact (name, e-mail)"
 */
#pragma once
#include <glib.h>

#define LABEL_HINTED_MAX 120    /* bytes of a label with its hint */

/* What a hint asks for. */
enum label_hint { LABEL_HINT_NONE, LABEL_HINT_ANY, LABEL_HINT_PERSON };

/* The bracket that text ends in says what to fill in, and not a value or the number of an item. ret_length: of what stands in front of it. */
enum label_hint label_hint_find(const char *text, gsize *ret_length);
