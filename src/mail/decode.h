/* SPDX-License-Identifier: BSD-2-Clause
 *
 * decode.h - content out of its transfer encoding
 */
#pragma once
#include <glib.h>
#include "gmime-auto.h"

/* What was sent, decoded; content that is not encoded is a slice of raw, not a copy, and content larger than in_memory stands in
 * an unlinked temporary file, mapped. ret_broken: it did not come out whole. */
GBytes *decode_content(GBytes *raw, gsize start, gsize end, GMimeContentEncoding encoding, gsize in_memory, gboolean *ret_broken);
