/* SPDX-License-Identifier: BSD-2-Clause
 *
 * pack.c - reading a zip file that a stranger made
 *
 * Sizes written in the file are not believed: what comes out is counted while it comes, against a bound in itself and against how
 * much went in.
 */
#include <config.h>
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include "pack.h"

struct pack {
	struct archive *archive;
	const struct pack_limits *limits;
	gsize total;
	guint members;
	char *why;
};

static gboolean fail(struct pack *pack, const char *what)
{
	if (!pack->why)
		pack->why = g_strdup(what);
	return FALSE;
}

static gboolean fail_archive(struct pack *pack)
{
	const char *words = archive_error_string(pack->archive);

	return fail(pack, words ? words : "damaged file");
}

/* The whole of one member; NULL after a failure. */
static GBytes *read_member(struct pack *pack, const char *name)
{
	g_autoptr(GByteArray) content = g_byte_array_new();
	gint64 before = archive_filter_bytes(pack->archive, -1);
	const gsize free_ratio = 1024 * 1024;

	for (;;) {
		const void *block;
		size_t size;
		la_int64_t offset;
		int status = archive_read_data_block(pack->archive, &block, &size, &offset);
		gint64 packed = archive_filter_bytes(pack->archive, -1) - before;

		if (status == ARCHIVE_EOF)
			return g_byte_array_free_to_bytes(g_steal_pointer(&content));
		if (status != ARCHIVE_OK) {
			fail_archive(pack);
			return NULL;
		}
		pack->total += size;
		if (content->len + size > pack->limits->member || pack->total > pack->limits->total
		    || (content->len > free_ratio && (gint64)content->len > MAX(packed, 1) * (gint64)pack->limits->ratio)) {
			g_autofree char *words = g_strdup_printf("'%s' unpacks to more than allowed", name);

			fail(pack, words);
			return NULL;
		}
		g_byte_array_append(content, block, (guint)size);
	}
}

static char *member_name(struct archive_entry *entry)
{
	const char *name = archive_entry_pathname_utf8(entry);

	if (!name)
		name = archive_entry_pathname(entry);
	return name ? g_utf8_make_valid(name, (gssize)strnlen(name, 1024)) : g_strdup("member");      /* a name in no character set that is known here */
}

static gboolean walk(struct pack *pack, gboolean (*wanted)(const char *, gpointer), gboolean (*each)(const char *, GBytes *, gpointer), gpointer data)
{
	struct archive_entry *entry;
	int status;

	while ((status = archive_read_next_header(pack->archive, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
		g_autofree char *name = member_name(entry);
		g_autoptr(GBytes) content = NULL;

		if (++pack->members > pack->limits->members)
			return fail(pack, "more members than allowed");
		if (!S_ISREG(archive_entry_mode(entry)) || !wanted(name, data))
			continue;
		if (archive_entry_is_encrypted(entry))
			return fail(pack, "encrypted: it needs a password");
		content = read_member(pack, name);
		if (!content)
			return FALSE;
		if (!each(name, content, data))
			return TRUE;
	}
	return status == ARCHIVE_EOF || fail_archive(pack);
}

gboolean pack_read(const char *path, const struct pack_limits *limits, gboolean (*wanted)(const char *name, gpointer data),
                   gboolean (*each)(const char *name, GBytes *content, gpointer data), gpointer data, char **ret_why)
{
	struct pack pack = { .archive = NULL, .limits = limits };
	gboolean good = FALSE;

	/* names in archives are converted by way of the locale */
	setlocale(LC_CTYPE, "C.UTF-8");
	pack.archive = archive_read_new();

	if (!pack.archive) {
		fail(&pack, "out of memory");
	} else {
		archive_read_support_format_zip(pack.archive);
		archive_read_support_format_tar(pack.archive);
		archive_read_support_format_7zip(pack.archive);
		archive_read_support_filter_gzip(pack.archive);
		archive_read_support_filter_bzip2(pack.archive);
		archive_read_support_filter_xz(pack.archive);
		if (archive_read_open_filename(pack.archive, path, 65536) != ARCHIVE_OK)
			fail_archive(&pack);
		else
			good = walk(&pack, wanted, each, data);
		archive_read_free(pack.archive);
	}
	if (ret_why)
		*ret_why = g_steal_pointer(&pack.why);
	g_free(pack.why);
	return good;
}

static gboolean is_manifest(const char *name, gpointer data G_GNUC_UNUSED)
{
	return strcmp(name, "META-INF/manifest.xml") == 0;
}

static gboolean look_for_encryption(const char *name G_GNUC_UNUSED, GBytes *content, gpointer ret_locked)
{
	gsize length;
	const char *text = g_bytes_get_data(content, &length);

	*(gboolean *)ret_locked = length && g_strstr_len(text, (gssize)length, "encryption-data") != NULL;
	return FALSE;
}

gboolean pack_is_locked(const char *path)
{
	static const struct pack_limits limits = PACK_LIMITS;
	gboolean locked = FALSE;

	pack_read(path, &limits, is_manifest, look_for_encryption, &locked, NULL);
	return locked;
}
