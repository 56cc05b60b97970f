/* SPDX-License-Identifier: BSD-2-Clause
 *
 * socket.h - the address that the MTA talks to us at
 */
#pragma once
#include <glib.h>

struct socket_wish {
	const char *address;        /* "unix:/path", "inet:port@host", "inet6:port@host" */
	const char *owner, *group;  /* of a UNIX socket; NULL: as it comes */
	const char *mode;           /* octal; NULL: 0660 */
};

/* Listens there, through libmilter; before privileges are dropped. A UNIX socket that nobody listens on any more is replaced, one that somebody does
 * listen on is left alone: FALSE with TEMPORARY. A directory or an owner that does not exist: CONFIG; not allowed: PERMISSION. */
gboolean socket_open(const struct socket_wish *wish, GError **error);
/* Removes the UNIX socket that socket_open() made, if it is still that one. */
void socket_remove(void);

/* Connects as an MTA would; -1: nobody listens, with errno. */
int socket_connect(const char *address);
/* Numeric user or group ID by name or number; FALSE with CONFIG. */
gboolean socket_find_user(const char *name, guint *ret_id, GError **error);
gboolean socket_find_group(const char *name, guint *ret_id, GError **error);
