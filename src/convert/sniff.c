/* SPDX-License-Identifier: BSD-2-Clause
 *
 * sniff.c - what a file is, by its bytes
 *
 * Two containers hold many formats: zip files and OLE storages. Names of what they hold stand in them uncompressed, as UTF-8 or UTF-16; the
 * ones looked for are mandatory in their format. Those of a zip file are looked up in its list of members, where it has one: a presentation
 * may hold a whole sheet as it is, and an archive a letter. This guides which hook is asked, and decides nothing else: a hook that was asked
 * in vain fails.
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

static guint number(const char *p, guint length)
{
	guint value = 0;

	while (length--)
		value = value << 8 | (guint8)p[length];
	return value;
}

/* The list of members at the end of a zip file; *ret_length is what may be looked at of it. NULL: it was cut off, or has none. */
static const char *list_of_members(const char *bytes, gsize length, gsize *ret_length)
{
	const gsize end_record = 22, comment_max = 65535;
	gsize last = length >= end_record ? length - end_record : 0, first = last > comment_max ? last - comment_max : 0;

	for (gsize at = last; length >= end_record; at--) {
		gsize list = memcmp(bytes + at, "PK\005\006", 4) == 0 ? number(bytes + at + 16, 4) : at;

		if (list < at) {
			*ret_length = at - list;
			return bytes + list;
		}
		if (at == first)
			break;
	}
	return NULL;
}

/* By its members' names; a list that can be read to its end and names none of them is that of any archive. NULL: it lies. */
static const char *find_member(const char *list, gsize length)
{
	const gsize entry = 46;

	while (length > entry && memcmp(list, "PK\001\002", 4) == 0) {
		gsize name = number(list + 28, 2), all = entry + name + number(list + 30, 2) + number(list + 32, 2);

		if (all > length)
			break;
		for (guint i = 0; i < G_N_ELEMENTS(in_zip); i++)
			if (name >= in_zip[i].length && memcmp(list + entry, in_zip[i].mark, in_zip[i].length) == 0)
				return in_zip[i].type;
		list += all;
		length -= all;
	}
	return length == 0 ? "application/zip" : NULL;
}

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
	const char *found, *list;
	gsize list_length;

	if (strcmp(type, "application/x-ole-storage") == 0)
		return find(in_ole, G_N_ELEMENTS(in_ole), bytes, length, type);
	if (strcmp(type, "application/zip") != 0)
		return type;
	found = oasis(bytes, length);
	if (found)
		return found;
	/* without this one it is a zip file that happens to hold a folder of that name */
	if (!memmem(bytes, length, "[Content_Types].xml", 19))
		return type;
	list = list_of_members(bytes, length, &list_length);
	found = list ? find_member(list, list_length) : NULL;
	return found ? found : find(in_zip, G_N_ELEMENTS(in_zip), bytes, length, type);
}

const char *convert_sniff(const void *bytes, gsize length)
{
	for (guint i = 0; i < G_N_ELEMENTS(magics); i++)
		if (length >= magics[i].length && memcmp(bytes, magics[i].magic, magics[i].length) == 0)
			return sniff_container(magics[i].type, bytes, length);
	return NULL;
}
