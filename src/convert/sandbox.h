/* SPDX-License-Identifier: BSD-2-Clause
 *
 * sandbox.h - the argument list that puts a hook behind the wall
 */
#pragma once
#include <glib.h>
#include <liaison/convert.h>

struct sandbox_input {
	const char *name;        /* what the file is called inside: plain ASCII, no "/" */
	const char *type;        /* for "%t" */
	gsize size;
};

/* NULL-terminated array of char *, owned by the caller. with_proc: mount
 * a /proc of its own. */
GPtrArray *sandbox_argv(const char *launcher, const struct hook *hook, const struct sandbox_input *input, guint timeout_ms, gboolean with_proc);

/* The same without a wall, in folder. */
GPtrArray *sandbox_bare_argv(const char *launcher, const struct hook *hook, const struct sandbox_input *input, guint timeout_ms, const char *folder);

/* Can /proc be mounted inside? Known after convert_sandbox_works(). */
gboolean sandbox_has_proc(void);
