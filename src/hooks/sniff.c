/* SPDX-License-Identifier: BSD-2-Clause
 *
 * sniff.c - what a file is: liaison-sniff INPUT FOLDER, and whether a password locks it: liaison-sniff --locked INPUT
 *
 * With a folder, FOLDER/type is written, one line: the type as libmagic says it, or for an OLE storage what stands at its root, since libmagic
 * may take an embedded sheet for the whole. With --locked, exit status 65 and the reason on standard error for a file that needs a password.
 * That is for what a hook could not open: some files that are locked open all the same. It runs confined, like any hook. Exit status otherwise as of liaison-letter.
 */
#include <config.h>
#include <magic.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include "ole.h"
#include "pack.h"

/* Owned by the caller; NULL with the reason on standard error. */
static char *type_of(const guint8 *bytes, gsize length)
{
	const char *type = ole_type(bytes, length);
	magic_t magic = type ? NULL : magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF);
	char *line = NULL;

	if (!type && magic && magic_load(magic, NULL) == 0)
		type = magic_buffer(magic, bytes, length);
	if (type)
		line = g_strconcat(type, "\n", NULL);
	else
		fprintf(stderr, "libmagic: %s\n", magic ? magic_error(magic) : "out of memory");
	if (magic)
		magic_close(magic);
	return line;
}

static int write_type(const guint8 *bytes, gsize length, const char *folder)
{
	g_autofree char *line = type_of(bytes, length), *path = g_build_filename(folder, "type", NULL);
	g_autoptr(GError) error = NULL;

	if (!line)
		return EX_DATAERR;
	if (g_file_set_contents(path, line, -1, &error))
		return EX_OK;
	fprintf(stderr, "%s\n", error->message);
	return EX_IOERR;
}

int main(int argc, char **argv)
{
	gboolean asks = argc == 3 && strcmp(argv[1], "--locked") == 0;
	g_autoptr(GError) error = NULL;
	g_autoptr(GMappedFile) mapped = NULL;
	const guint8 *bytes;
	gsize length;

	if (argc != 3) {
		fputs("usage: liaison-sniff INPUT FOLDER | --locked INPUT\n", stderr);
		return EX_USAGE;
	}
	mapped = g_mapped_file_new(argv[asks ? 2 : 1], FALSE, &error);
	if (!mapped) {
		fprintf(stderr, "%s\n", error->message);
		return EX_NOINPUT;
	}
	length = g_mapped_file_get_length(mapped);
	bytes = length ? (const guint8 *)g_mapped_file_get_contents(mapped) : (const guint8 *)"";
	if (!asks)
		return write_type(bytes, length, argv[2]);
	if (!ole_is_locked(bytes, length) && !pack_is_locked(argv[2]))
		return EX_OK;
	fputs("encrypted: it needs a password\n", stderr);
	return EX_DATAERR;
}
