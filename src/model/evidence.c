/* SPDX-License-Identifier: BSD-2-Clause
 *
 * evidence.c - where a value was found
 */
#include <config.h>
#include <liaison/evidence.h>
#include "names.h"

static const char *const sources[] = {
	[EVIDENCE_ENVELOPE] = "envelope", [EVIDENCE_HEADER] = "header", [EVIDENCE_BODY] = "body",
	[EVIDENCE_ATTACHMENT] = "attachment", [EVIDENCE_CONFIGURATION] = "configuration", [EVIDENCE_PERSON] = "person",
};
NAMES_DEFINE(evidence_source, enum evidence_source, sources)

struct evidence *evidence_new(enum field field, enum evidence_source source, const char *where, guint line,
                              const char *label, const char *value, int sure)
{
	struct evidence *evidence = g_new0(struct evidence, 1);

	evidence->field = field;
	evidence->source = source;
	evidence->where = g_strdup(where);
	evidence->line = line;
	evidence->label = g_strdup(label);
	evidence->value = g_strdup(value);
	evidence->sure = sure;
	return evidence;
}

void evidence_free(struct evidence *evidence)
{
	if (!evidence)
		return;
	g_free(evidence->where);
	g_free(evidence->label);
	g_free(evidence->layout);
	g_free(evidence->value);
	g_free(evidence);
}

char *evidence_describe(const struct evidence *evidence)
{
	GString *text = g_string_new(evidence_source_name(evidence->source));

	if (evidence->where)
		g_string_append_printf(text, " %s", evidence->where);
	if (evidence->line)
		g_string_append_printf(text, ", line %u", evidence->line);
	if (evidence->label)
		g_string_append_printf(text, ", label '%s'", evidence->label);
	if (evidence->layout)
		g_string_append_printf(text, ", layout %s", evidence->layout);
	g_string_append_printf(text, ", %d", evidence->sure);
	return g_string_free(text, FALSE);
}
