/* SPDX-License-Identifier: BSD-2-Clause
 *
 * signature.h - the foot of a letter: who signed it, and who gets a copy
 */
#pragma once
#include <glib.h>
#include "letter.h"

/* The index of the line that closes the letter ("Yours sincerely,"); FALSE: it has none. */
gboolean signature_find(const struct letter *letter, guint *ret_closing);
/* Where the copies begin that are named below it, or the end of the signature. */
guint signature_end(const struct letter *letter, guint closing);
