/* SPDX-License-Identifier: BSD-2-Clause
 *
 * signals.h - SIGHUP reloads, SIGTERM and SIGINT end. See signals.c for how libmilter is brought to that.
 */
#pragma once

/* hup: called for each SIGHUP, must be quick. stop: called once for SIGTERM or SIGINT, before libmilter is told; may take its time while
 * mail goes on. Both run on libmilter's signal thread. Call before smfi_main(). */
void signals_handle(void (*hup)(void), void (*stop)(void));
