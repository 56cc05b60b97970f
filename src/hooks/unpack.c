/* SPDX-License-Identifier: BSD-2-Clause
 *
 * unpack.c - the hook that opens an archive: liaison-unpack INPUT FOLDER
 *
 * Every member becomes a file in FOLDER, under its own name without its folders. Exit status as of liaison-letter.
 */
#include <config.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include "pack.h"

struct output {
	const char *folder;
	guint count;
	char *failed;
};

/* What archivers of one system add for themselves is nobody's document. */
static gboolean wanted(const char *name, gpointer data G_GNUC_UNUSED)
{
	const char *base = strrchr(name, '/');

	base = base ? base + 1 : name;
	return *base && *base != '.' && !g_str_has_prefix(name, "__MACOSX/") && g_ascii_strcasecmp(base, "Thumbs.db") != 0;
}

/* The last part of the name, made a plain file name; a number goes in front where another folder holds the same name. */
static char *plain_path(const struct output *output, const char *name)
{
	g_autofree char *base = g_path_get_basename(name);
	g_autofree char *numbered = NULL, *path = NULL;
	gsize length = strlen(base), most = 200;

	g_strdelimit(base, "/\\", '_');
	if (length > most) {
		const char *cut = base + length - most;      /* the end holds the suffix */

		while (((guchar)*cut & 0xc0) == 0x80)
			cut++;
		memmove(base, cut, strlen(cut) + 1);
	}
	path = g_build_filename(output->folder, base, NULL);
	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return g_steal_pointer(&path);
	numbered = g_strdup_printf("%u-%s", output->count, base);
	return g_build_filename(output->folder, numbered, NULL);
}

static gboolean take(const char *name, GBytes *content, gpointer data)
{
	struct output *output = data;
	g_autofree char *path = NULL;
	g_autoptr(GError) error = NULL;

	output->count++;
	path = plain_path(output, name);
	if (g_file_set_contents(path, g_bytes_get_data(content, NULL), (gssize)g_bytes_get_size(content), &error))
		return TRUE;
	output->failed = g_strdup(error->message);
	return FALSE;
}

int main(int argc, char **argv)
{
	static const struct pack_limits limits = { .member = 64u << 20, .total = 256u << 20, .members = 1000, .ratio = 200 };
	struct output output = { .folder = argc == 3 ? argv[2] : NULL };
	g_autofree char *why = NULL;
	int status = EX_OK;

	if (argc != 3) {
		fputs("usage: liaison-unpack INPUT FOLDER\n", stderr);
		return EX_USAGE;
	}
	puts("tool: liaison-unpack " PACKAGE_VERSION);
	if (!pack_read(argv[1], &limits, wanted, take, &output, &why)) {
		fprintf(stderr, "cannot unpack: %s\n", why ? why : "unknown");
		status = EX_DATAERR;
	} else if (output.failed) {
		fprintf(stderr, "%s\n", output.failed);
		status = EX_IOERR;
	}
	g_free(output.failed);
	return status;
}
