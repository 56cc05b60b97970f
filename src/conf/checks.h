/* SPDX-License-Identifier: BSD-2-Clause
 *
 * checks.h - is one value of a setting what it has to be, private to src/conf
 *
 * Each check_ function answers NULL when the value is fine, else a text owned by the caller that says what is wrong
 * and what would be right. Pure: no file is looked at.
 */
#pragma once
#include <glib.h>

char *check_name(const char *value);
char *check_address(const char *value);
char *check_review_address(const char *value);
char *check_address_glob(const char *value);
char *check_domain(const char *value);
char *check_socket(const char *value);
char *check_mode(const char *value);
char *check_path(const char *value);
char *check_timezone(const char *value);
char *check_base_url(const char *value);
char *check_command_word(const char *value);
char *check_media_type(const char *value);
char *check_layout_text(const char *value);
char *check_layout_label(const char *value);

/* "50M" and "10m": FALSE when it is none or beyond 2^63. */
gboolean parse_size(const char *text, gint64 *ret_bytes);
gboolean parse_duration(const char *text, gint64 *ret_ms);
