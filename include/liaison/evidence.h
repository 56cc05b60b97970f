/* SPDX-License-Identifier: BSD-2-Clause
 *
 * evidence.h - one value for one field, with where it was found and how sure that is
 *
 * Pure; thread-safe. Texts are valid UTF-8 and copied; names of sources are static.
 */
#pragma once
#include <glib.h>
#include <liaison/field.h>

enum evidence_source { EVIDENCE_ENVELOPE, EVIDENCE_HEADER, EVIDENCE_BODY, EVIDENCE_ATTACHMENT, EVIDENCE_CONFIGURATION, EVIDENCE_PERSON };
const char *evidence_source_name(enum evidence_source source);            /* "envelope", "header", … */
/* FALSE, and nothing set: no such name. */
gboolean evidence_source_parse(const char *name, enum evidence_source *ret_source);

struct evidence {
	enum field field;
	enum evidence_source source;
	char *where;         /* "Subject", "1.1", "2 LS27.pdf": header name, part path, or NULL */
	guint line;          /* 1-based line in that text; 0: does not apply */
	char *label;         /* the label as written, or NULL */
	char *layout;        /* the layout that spoke, or NULL for the general one */
	char *value;         /* as it will stand in the record */
	int sure;            /* 0..100 */
	gboolean chosen;     /* settled on */
};

/* layout NULL and not chosen. Owned by the caller. */
struct evidence *evidence_new(enum field field, enum evidence_source source, const char *where, guint line,
                              const char *label, const char *value, int sure);
void evidence_free(struct evidence *evidence);
/* "body 1.1, line 7, label 'For action to', layout itu-t, 90". Owned by the caller. */
char *evidence_describe(const struct evidence *evidence);
