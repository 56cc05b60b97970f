/* SPDX-License-Identifier: BSD-2-Clause
 *
 * ole.h - what an OLE storage holds ([MS-CFB]), and whether a password locks it
 *
 * Damaged ones are read as far as they go. Nothing here is written to; the bytes are the caller's.
 */
#pragma once
#include <glib.h>

/* The storage's own kind, by the streams at its root: what is embedded in it does not count. Static; NULL: some other kind, or no OLE storage. */
const char *ole_type(const guint8 *bytes, gsize length);

/* Does it need a password? Word's FIB ([MS-DOC] 2.5.2), Excel's FILEPASS ([MS-XLS] 2.4.117), PowerPoint's user atom ([MS-PPT] 2.3.2), and the
 * package that newer documents are encrypted in ([MS-OFFCRYPTO] 2.3.4). Such a file may still open, by a password that all programs know. */
gboolean ole_is_locked(const guint8 *bytes, gsize length);
