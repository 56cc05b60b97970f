/* SPDX-License-Identifier: BSD-2-Clause
 *
 * charset-names.h - the charsets of mail, by the names that are declared
 */
#pragma once
#include <glib.h>

/* The name under which iconv knows what programs mean by this one ("windows-1252" for "iso-8859-1"), or NULL: nobody's charset.
 * Static. Only these names may reach iconv and GMime. Thread-safe. */
const char *charset_meant_by(const char *declared);

/* For tests: the n-th name that charset_meant_by() can answer, or NULL. */
const char *charset_nth(guint n);
