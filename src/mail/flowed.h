/* SPDX-License-Identifier: BSD-2-Clause
 *
 * flowed.h - text that was wrapped for the way only (format=flowed, RFC 3676)
 */
#pragma once
#include <glib.h>

/* One line a paragraph, as it was written. text is valid UTF-8 with LF line ends; the result is never longer. Owned by the caller. */
char *flowed_unwrap(const char *text, gboolean delete_space);
