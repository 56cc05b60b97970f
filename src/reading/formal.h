/* SPDX-License-Identifier: BSD-2-Clause
 *
 * formal.h - is a letter that has no labels a formal one, from one organisation to another?
 */
#pragma once
#include "work.h"

/* Does somebody speak for himself in these (struct sentence *)? */
gboolean formal_is_personal(const GPtrArray *sentences);
/* It names us above its greeting and has a subject of its own, whoever wrote it. */
gboolean formal_is_headed(const struct work *work, const struct letter *letter);
/* Such a letter is attached. */
gboolean formal_headed_is_attached(const struct work *work);
/* A business letter is attached, from us to others or from others to us. called: the mail calls it a liaison or a letter to somebody.
 * central: it goes to where statements come together. */
gboolean formal_sheet_is_attached(const struct work *work, gboolean called, gboolean central);
