/* SPDX-License-Identifier: BSD-2-Clause
 *
 * session.h - the callbacks that libmilter calls for a connection of an MTA
 */
#pragma once
#include <glib.h>

/* Tells libmilter of them. Once, before the socket is opened. */
gboolean session_register(void);
