/* SPDX-License-Identifier: BSD-2-Clause
 *
 * filename.c - what strangers call their files
 *
 * "invoice\u202Efdp.exe" shows as "invoiceexe.pdf", "../../etc/passwd" is a path, and some programs send "C:\Users\…" whole.
 */
#include <config.h>
#include <string.h>
#include <liaison/text.h>
#include "filename.h"

enum { SUFFIX_MAX_BYTES = 16 };

static gboolean belongs(gunichar c)
{
	switch (g_unichar_type(c)) {
	case G_UNICODE_CONTROL:
	case G_UNICODE_LINE_SEPARATOR:
	case G_UNICODE_PARAGRAPH_SEPARATOR:
	case G_UNICODE_SURROGATE:
	case G_UNICODE_PRIVATE_USE:
	case G_UNICODE_UNASSIGNED:
		return FALSE;
	case G_UNICODE_FORMAT:
		return c == 0x200c || c == 0x200d;       /* joiners are spelling in Persian and Hindi */
	default:
		return TRUE;
	}
}

static char *without_marks(const char *text)
{
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == '\t' || c == '\r' || c == '\n')
			g_string_append_c(out, ' ');
		else if (belongs(c))
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

static gsize cut_at(const char *text, gsize max)
{
	while (max && ((guchar)text[max] & 0xc0) == 0x80)
		max--;
	return max;
}

/* The suffix says what the file is, so the stem is what gives way. */
static char *bounded(const char *name)
{
	const char *suffix = strrchr(name, '.');
	gsize length = strlen(name), keep;

	if (length <= FILENAME_MAX_BYTES)
		return g_strdup(name);
	if (!suffix || strlen(suffix) > SUFFIX_MAX_BYTES)
		suffix = name + length;
	keep = cut_at(name, FILENAME_MAX_BYTES - strlen(suffix));
	return g_strdup_printf("%.*s%s", (int)keep, name, suffix);
}

char *filename_clean(const char *text)
{
	g_autofree char *valid = text_make_valid(text, strlen(text), G_MAXSIZE / 2, NULL);
	g_autofree char *plain = without_marks(valid);
	g_autofree char *normal = NULL, *folded = NULL;
	char *base = plain;

	for (char *p = plain; *p; p++)
		if ((*p == '/' || *p == '\\') && p[1])
			base = p + 1;
	base[strcspn(base, "/\\")] = '\0';
	normal = g_utf8_normalize(base, -1, G_NORMALIZE_NFC);
	folded = text_fold_space(normal ? normal : base);
	if (!*folded || strspn(folded, ".") == strlen(folded))
		return NULL;
	return bounded(folded);
}
