/* SPDX-License-Identifier: BSD-2-Clause
 *
 * faults.h - gathering what is wrong, private to src/conf
 */
#pragma once
#include <liaison/settings.h>

/* line 0: none is known */
void faults_add(GPtrArray *faults, const char *file, guint line, gboolean warning, const char *format, ...) G_GNUC_PRINTF(5, 6);
/* By file in the order in which files first appear, then by line; otherwise as they were found. */
void faults_sort(GPtrArray *faults, guint from);
/* Edits of one character from one name to the other, without case; swapping two neighbours is one edit. */
guint name_distance(const char *a, const char *b);
