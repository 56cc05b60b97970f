/* SPDX-License-Identifier: BSD-2-Clause
 *
 * signature.h - the foot of a letter: who signed it, and who gets a copy
 */
#pragma once
#include <glib.h>
#include "letter.h"

/* The lines below the closing words ("Yours sincerely,"), up to where copies are named or the signature ends. */
struct foot {
	guint begin, end;       /* indexes; begin 0: the letter has none */
};

struct foot signature_find(const struct letter *letter);
