/* SPDX-License-Identifier: BSD-2-Clause
 *
 * error.h - what can go wrong, named by what somebody must do about it
 *
 * Every function that can fail takes a GError ** last and sets it in the domain LIAISON_ERROR. The message says
 * operation, operand and cause once ("cannot open '/x/record.db': No such file or directory"); a caller that knows
 * more puts it in front with g_prefix_error(). Nothing below the edge logs an error that it returns.
 *
 * The two translations into the outside's words are here and nowhere else.  All functions are thread-safe.
 */
#pragma once
#include <glib.h>

#define LIAISON_ERROR (liaison_error_quark())
GQuark liaison_error_quark(void);

enum liaison_error {
	LIAISON_ERROR_INTERNAL,    /* a bug of ours, or out of something that is never out */
	LIAISON_ERROR_TEMPORARY,   /* disk full, database locked, out of memory: the same call may succeed later */
	LIAISON_ERROR_USAGE,       /* wrong words on a command line */
	LIAISON_ERROR_DATA,        /* the input is not what it should be (not a mail, a damaged database) */
	LIAISON_ERROR_NOT_FOUND,   /* no such statement, no such file */
	LIAISON_ERROR_CONFIG,      /* the configuration has a fault */
	LIAISON_ERROR_SCHEMA,      /* the store was written by a newer version */
	LIAISON_ERROR_LIMIT,       /* larger than a limit allows; will never succeed unchanged */
	LIAISON_ERROR_PERMISSION,  /* the file system says no */
	LIAISON_ERROR_SANDBOX,     /* hooks may not run here */
};

/* The exit status of sysexits(3) for an error: 64 usage, 65 data, 66 not found, 69 sandbox, 70 internal,
 * 75 temporary, 77 permission, 78 configuration and schema. NULL is 0; a foreign domain is 70. */
int liaison_exit_code(const GError *error);

/* The SMTP answer for an error that hit a message of ours (RFC 5321, RFC 3463): LIMIT is 552 5.3.4; everything
 * else is 451 4.3.0, or 4.3.1 for a full disk. ret_code and ret_enhanced get static strings. */
void liaison_smtp_reply(const GError *error, const char **ret_code, const char **ret_enhanced, const char **ret_text);
