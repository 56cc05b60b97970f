/* SPDX-License-Identifier: BSD-2-Clause
 *
 * status.h - the one line that `systemctl status` shows. Thread-safe.
 */
#pragma once

/* What is wrong with the store, or with a configuration that was not taken; NULL: nothing (any more). */
void status_set_store_problem(const char *problem);
void status_set_configuration_problem(const char *problem);
