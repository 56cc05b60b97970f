/* SPDX-License-Identifier: BSD-2-Clause
 *
 * notify.h - telling the service manager how we are (sd_notify(3)'s protocol: one datagram to $NOTIFY_SOCKET)
 *
 * Without $NOTIFY_SOCKET nothing happens. Thread-safe.
 */
#pragma once
#include <glib.h>

void notify_ready(void);                      /* READY=1 */
void notify_reloading(void);                  /* RELOADING=1 with MONOTONIC_USEC */
void notify_stopping(void);                   /* STOPPING=1 */
void notify_status(const char *format, ...) G_GNUC_PRINTF(1, 2);
