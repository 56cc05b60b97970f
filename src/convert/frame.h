/* SPDX-License-Identifier: BSD-2-Clause
 *
 * frame.h - what comes out of the sandbox, parsed as any stranger's data
 */
#pragma once
#include <glib.h>
#include <liaison/convert.h>

struct frame {
	int exit_status;       /* of the hook; -1: a signal ended it */
	int signal;
	GPtrArray *files;      /* struct converted_file *, content_type NULL */
};
void frame_clear(struct frame *frame);

/* FALSE with LIAISON_ERROR_DATA where it is no whole frame. Contents refer to bytes. */
gboolean frame_parse(GBytes *bytes, guint max_files, struct frame *ret_frame, GError **error);
