/* SPDX-License-Identifier: BSD-2-Clause
 *
 * attachments.c - the files that came with a statement, those of mails inside of it as well
 */
#include "work.h"

static void note_attachments(struct work *work, const struct message *message, guint depth)
{
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);

		if (part->message && depth < work->context->limits->depth)
			note_attachments(work, part->message, depth + 1);
		else if (part->kind == PART_ATTACHMENT && part->filename && !part->inner)
			work_note(work, FIELD_ATTACHMENTS, EVIDENCE_ATTACHMENT, part->path, 0, NULL, part->filename, SURE_LABEL);
	}
}

void what_attachments(struct work *work)
{
	note_attachments(work, work->message, 0);
}
