/* SPDX-License-Identifier: BSD-2-Clause
 *
 * log_file.h - the write-ahead log, written in few large pieces
 *
 * Private to src/store.
 */
#pragma once

/* The name under which the engine finds it (a VFS): the disk as before, but for how logs are written. Installed by the first call, above
 * what is the default then. NULL: no memory. From any thread. */
const char *log_file_vfs(void);
