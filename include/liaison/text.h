/* SPDX-License-Identifier: BSD-2-Clause
 *
 * text.h - what is done to text that strangers wrote, each in one place. Pure, thread-safe.
 *
 * What is returned is owned by the caller and never NULL. Where nothing else is said, what is given is valid UTF-8 that ends with NUL.
 */
#pragma once
#include <glib.h>

/* Valid UTF-8 out of any bytes: what is no UTF-8 becomes U+FFFD, NUL becomes U+FFFD, CRLF and CR become LF. Owned by the
 * caller. At most max bytes come out (a character is never cut); ret_cut (may be NULL) says whether something was left off. */
char *text_make_valid(const void *bytes, gsize length, gsize max, gboolean *ret_cut);

/* Runs of white space (Unicode's, NBSP included) become one blank, ends are stripped. */
char *text_fold_space(const char *text);

/* For comparing names: NFKC, casefolded, white space folded, typographic quotes and dashes plain. */
char *text_fold_name(const char *text);

/* For logs and terminals: control characters, line ends, bidi controls and DEL become \xNN or \u{NNNN}. Invalid bytes too. */
char *text_escape_control(const char *text);

/* Lower-case hexadecimal SHA-256 of the bytes, 64 characters. */
char *text_sha256(const void *bytes, gsize length);

/* Shell-style pattern (* and ?) against the whole of text, without case. */
gboolean text_glob(const char *pattern, const char *text);
