/* SPDX-License-Identifier: BSD-2-Clause
 *
 * sniff.c - what a file is, by its bytes
 *
 * Two containers hold many formats: zip files and OLE storages. Names of what they hold stand in them uncompressed, as UTF-8 or UTF-16; the
 * ones looked for are mandatory in their format. This guides which hook is asked, and decides nothing else: a hook that was asked in vain fails.
 */
#include <config.h>
#include <string.h>
#include <liaison/convert.h>
#include "sniff.h"

static const struct { const char *magic; gsize length; const char *type; } magics[] = {
	{ "%PDF-", 5, "application/pdf" },
	{ "PK\003\004", 4, "application/zip" },
	{ "PK\005\006", 4, "application/zip" },                           /* an empty one */
	{ "\320\317\021\340\241\261\032\341", 8, "application/x-ole-storage" },
	{ "{\\rtf", 5, "text/rtf" },
	{ "x\237>\"", 4, "application/ms-tnef" },
	{ "\037\213", 2, "application/gzip" },
	{ "7z\274\257\047\034", 6, "application/x-7z-compressed" },
	{ "Rar!\032\007", 6, "application/vnd.rar" },
	{ "\211PNG\r\n\032\n", 8, "image/png" },
	{ "\377\330\377", 3, "image/jpeg" },
	{ "GIF8", 4, "image/gif" },
};

#define MARK(text) text, sizeof text - 1
static const struct inner { const char *mark; gsize length; const char *type; } in_zip[] = {
	{ MARK("word/document"), SNIFFED_WORD },
	{ MARK("xl/workbook"), SNIFFED_EXCEL },
	{ MARK("ppt/presentation"), SNIFFED_POWERPOINT },
}, in_ole[] = {
	{ MARK("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t"), "application/msword" },
	{ MARK("W\0o\0r\0k\0b\0o\0o\0k"), "application/vnd.ms-excel" },
	{ MARK("P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0D\0o\0c"), "application/vnd.ms-powerpoint" },
};

/* OpenDocument: the first member is called mimetype and holds it, uncompressed. */
static const char *oasis(const char *bytes, gsize length)
{
	static const char *const types[] = {
		SNIFFED_OASIS "text-template", SNIFFED_OASIS "text", SNIFFED_OASIS "spreadsheet", SNIFFED_OASIS "presentation",
	};
	const gsize name = 30, content = 38;             /* a local file header takes 30 bytes, then come name and content */

	if (length < content || memcmp(bytes + name, "mimetype", content - name) != 0)
		return NULL;
	for (guint i = 0; i < G_N_ELEMENTS(types); i++)
		if (length - content >= strlen(types[i]) && memcmp(bytes + content, types[i], strlen(types[i])) == 0)
			return types[i];
	return NULL;
}

static const char *find(const struct inner *inner, guint count, const char *bytes, gsize length, const char *otherwise)
{
	for (guint i = 0; i < count; i++)
		if (memmem(bytes, length, inner[i].mark, inner[i].length))
			return inner[i].type;
	return otherwise;
}

static const char *sniff_container(const char *type, const char *bytes, gsize length)
{
	const char *found;

	if (strcmp(type, "application/x-ole-storage") == 0)
		return find(in_ole, G_N_ELEMENTS(in_ole), bytes, length, type);
	if (strcmp(type, "application/zip") != 0)
		return type;
	found = oasis(bytes, length);
	if (found)
		return found;
	/* without this one it is a zip file that happens to hold a folder of that name */
	return memmem(bytes, length, "[Content_Types].xml", 19) ? find(in_zip, G_N_ELEMENTS(in_zip), bytes, length, type) : type;
}

const char *convert_sniff(const void *bytes, gsize length)
{
	for (guint i = 0; i < G_N_ELEMENTS(magics); i++)
		if (length >= magics[i].length && memcmp(bytes, magics[i].magic, magics[i].length) == 0)
			return sniff_container(magics[i].type, bytes, length);
	return NULL;
}
