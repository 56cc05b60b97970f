/* SPDX-License-Identifier: BSD-2-Clause
 *
 * reload.h - reading the configuration again while mail goes on
 */
#pragma once

/* A thread of its own, since reading may take long and the thread that gets signals must not. */
void reload_start(void);
void reload_end(void);
/* Any number of requests while one reload runs is one further reload. Any thread. */
void reload_request(void);
