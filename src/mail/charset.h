/* SPDX-License-Identifier: BSD-2-Clause
 *
 * charset.h - text of any charset, declared rightly or not, as UTF-8
 */
#pragma once
#include <glib.h>

struct charset_result {
	gboolean cut;            /* there was more than max */
	gboolean unknown;        /* the declared charset is none */
	gboolean broken;         /* bytes that the charset does not have */
};

/* At most max bytes of valid UTF-8, line ends LF, no NUL, no byte order mark. declared may be NULL or nonsense: a byte order mark
 * wins over it, and text that is valid UTF-8 over a declared ASCII, Latin-1 or nothing; the last resort is windows-1252. */
char *charset_to_utf8(const char *bytes, gsize length, const char *declared, gsize max, struct charset_result *ret_result);

/* The charset that an HTML text declares itself (<meta charset=…>), or NULL. Owned by the caller. */
char *charset_of_html(const char *bytes, gsize length);
