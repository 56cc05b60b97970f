/* SPDX-License-Identifier: BSD-2-Clause
 *
 * places.h - where the files are that come with us
 *
 * Found from where the running program stands, so that a build tree and a relocated installation use their own. Thread-safe.
 */
#pragma once
#include <glib.h>

/* The first of places (ends with NULL, relative to the folder of the running program) that holds a file called probe, else fallback.
 * Owned by the caller. */
char *places_find(const char *const *places, const char *probe, const char *fallback);
