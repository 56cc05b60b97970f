/* SPDX-License-Identifier: BSD-2-Clause
 *
 * filename.h - the name of an attachment as it may be shown and stored
 */
#pragma once
#include <glib.h>

enum { FILENAME_MAX_BYTES = 255 };

/* Decoded text as a name: what stands before the last "/" or "\" goes, so do controls, line ends and marks that turn or hide text;
 * NFC; at most FILENAME_MAX_BYTES, its suffix kept. NULL if nothing is left. Owned by the caller. */
char *filename_clean(const char *text);
