/* SPDX-License-Identifier: BSD-2-Clause
 *
 * work.c - what the steps of reading one statement share
 */
#include "work.h"
#include <liaison/text.h>
#include <string.h>
#include "bodies.h"
#include "layout-index.h"

#define EVIDENCE_VALUE_MAX 2000

/* What stands in the letter was read by its layout; the general one needs no name. */
static gboolean spoke_by_layout(const struct work *work, const struct evidence *evidence)
{
	if (!layout_is_special(work->context->layouts, work->letter->layout))
		return FALSE;
	return evidence->field != FIELD_KIND && evidence->field != FIELD_DIRECTION && evidence->source == work->letter->source &&
	       g_strcmp0(evidence->where, work->letter->where) == 0;
}

void work_note(struct work *work, enum field field, enum evidence_source source, const char *where, guint line,
               const char *label, const char *value, int sure)
{
	g_autofree char *folded = value ? text_fold_space(value) : NULL;
	struct evidence *evidence;

	if (!folded || !*folded || strlen(folded) > EVIDENCE_VALUE_MAX)
		return;
	if (work->statement->evidence->len >= work->context->limits->evidence) {
		doubts_add(work->statement->doubts, DOUBT_BEYOND_LIMITS, "evidence");
		return;
	}
	evidence = evidence_new(field, source, where, line, label, folded, sure);
	if (spoke_by_layout(work, evidence))
		evidence->layout = g_strdup(work->letter->layout->name);
	g_ptr_array_add(work->statement->evidence, evidence);
}

void work_note_list(struct work *work, enum field field, const GPtrArray *values, guint line, const char *label, int sure)
{
	for (guint i = 0; i < values->len; i++)
		work_note(work, field, work->letter->source, work->letter->where, line, label, g_ptr_array_index(values, i), sure);
}

void work_note_labelled(struct work *work, enum field field, const struct labelled *labelled, const char *value, int sure)
{
	work_note(work, field, work->letter->source, work->letter->where, labelled->line, labelled->text, value, sure);
}

void work_note_sentence(struct work *work, enum field field, guint line, const char *value, int sure)
{
	work_note(work, field, work->letter->source, work->letter->where, line, NULL, value, sure);
}

static gboolean is_document(const struct part *part)
{
	static const char *const suffixes[] = { ".doc", ".docx", ".odt", ".rtf", ".pdf", ".zip", ".docm", ".htm", ".html", ".txt", ".md", ".pages" };
	g_autofree char *name = part->filename ? g_utf8_strdown(part->filename, -1) : NULL;

	if (part->kind != PART_ATTACHMENT)
		return FALSE;
	for (gsize i = 0; name && i < G_N_ELEMENTS(suffixes); i++)
		if (g_str_has_suffix(name, suffixes[i]))
			return TRUE;
	return g_str_has_prefix(part->content_type, "application/pdf") || strstr(part->content_type, "word") ||
	       strstr(part->content_type, "opendocument.text") || g_str_has_suffix(part->content_type, "/rtf");
}

gboolean work_has_document(const struct work *work)
{
	const GPtrArray *parts = work->letter->message->parts;

	for (guint i = 0; i < parts->len; i++)
		if (is_document(g_ptr_array_index(parts, i)))
			return TRUE;
	return FALSE;
}

const char *work_author(const struct work *work)
{
	const GPtrArray *from = work->letter->header.from;

	return from->len ? ((const struct address *)g_ptr_array_index(from, 0))->addr_spec : NULL;
}

gboolean work_author_is_ours(const struct work *work)
{
	const char *author = work_author(work);

	return author && organization_is_our_address(work->context->organization, author);
}

gboolean work_names_us(const struct work *work, const char *value)
{
	struct parties parties;
	gboolean found = FALSE;

	parties_init(&parties);
	parties_read(work->context->organization, value, work->context->limits->addresses, &parties);
	for (guint i = 0; i < parties.bodies->len; i++)
		found |= body_is_ours(work->context->organization, g_ptr_array_index(parties.bodies, i));
	parties_clear(&parties);
	return found;
}

gboolean work_says(const struct work *work, enum field field)
{
	for (guint i = 0; i < work->statement->evidence->len; i++)
		if (((const struct evidence *)g_ptr_array_index(work->statement->evidence, i))->field == field)
			return TRUE;
	return FALSE;
}
