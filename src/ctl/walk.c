/* SPDX-License-Identifier: BSD-2-Clause
 *
 * walk.c - every mail under a path
 */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <liaison/error.h>
#include <liaison/mail.h>
#include "ctl.h"
#include "walk.h"

#define DEPTH_MAX 32

static gboolean fail_with(struct walk *walk, GError *taken)
{
	g_autoptr(GError) error = taken;

	return walk->fail(error, walk->data);
}

/* ---- one file ---- */

struct box { struct walk *walk; const char *path; guint64 number; };

static gboolean give(struct walk *walk, GBytes *raw, const char *name)
{
	gsize length;
	const void *bytes = g_bytes_get_data(raw, &length);

	if (!mail_looks_like(bytes, length))
		return fail_with(walk, g_error_new(LIAISON_ERROR, LIAISON_ERROR_DATA, "'%s' is not a mail: it %s", name,
		                                   length ? "does not begin with a header field" : "is empty"));
	if (length > walk->message_size)
		return fail_with(walk, g_error_new(LIAISON_ERROR, LIAISON_ERROR_LIMIT, "'%s' is larger than limits.message_size allows (%"
		                                   G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " bytes)", name, length, walk->message_size));
	return walk->each(raw, name, walk->data);
}

static gboolean give_from_box(GBytes *raw, gpointer data)
{
	struct box *box = data;
	g_autofree char *name = g_strdup_printf("%s: message %" G_GUINT64_FORMAT, box->path, ++box->number);

	return give(box->walk, raw, name);
}

static gboolean begins_like_mbox(GBytes *bytes)
{
	gsize length;
	const char *start = g_bytes_get_data(bytes, &length);

	return length >= 5 && memcmp(start, "From ", 5) == 0;
}

static gboolean walk_file(struct walk *walk, const char *path, gboolean may_be_other)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = file_map(path, &error);
	struct box box = { .walk = walk, .path = path };

	if (!bytes)
		return fail_with(walk, g_steal_pointer(&error));
	if (begins_like_mbox(bytes))
		return mail_split_mbox(bytes, give_from_box, &box);
	if (!may_be_other)
		return give(walk, bytes, path);
	walk->passed_over++;
	return TRUE;
}

/* ---- folders ---- */

static gint by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *names_in(const char *path, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	DIR *folder = opendir(path);
	const struct dirent *entry;

	if (!folder) {
		file_set_error(error, "open", path, errno);
		return NULL;
	}
	while ((entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			g_ptr_array_add(names, g_strdup(entry->d_name));
	closedir(folder);
	g_ptr_array_sort(names, by_name);
	return g_steal_pointer(&names);
}

static gboolean is_folder(const char *path, const char *name)
{
	g_autofree char *full = g_build_filename(path, name, NULL);
	struct stat info;

	return lstat(full, &info) == 0 && S_ISDIR(info.st_mode);
}

static gboolean has_suffix(const char *name, const char *suffix)
{
	gsize length = strlen(name), wanted = strlen(suffix);

	return length > wanted && g_ascii_strcasecmp(name + length - wanted, suffix) == 0;
}

static gboolean walk_folder(struct walk *walk, const char *path, gboolean all_are_mail, guint depth);

/* A link in a folder may lead anywhere, also back to the folder. */
static gboolean walk_entry(struct walk *walk, const char *path, const char *name, gboolean all_are_mail, guint depth)
{
	g_autofree char *full = g_build_filename(path, name, NULL);
	struct stat info;

	if (lstat(full, &info) < 0) {
		GError *error = NULL;

		file_set_error(&error, "open", full, errno);
		return fail_with(walk, error);
	}
	if (S_ISDIR(info.st_mode))
		return walk_folder(walk, full, FALSE, depth + 1);
	if (S_ISREG(info.st_mode))
		return walk_file(walk, full, !all_are_mail && !has_suffix(name, ".eml") && !has_suffix(name, ".mbox"));
	walk->passed_over++;
	return TRUE;
}

static gboolean walk_entries(struct walk *walk, const char *path, gboolean all_are_mail, guint depth)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) names = names_in(path, &error);

	if (!names)
		return fail_with(walk, g_steal_pointer(&error));
	for (guint i = 0; i < names->len; i++)
		if (!walk_entry(walk, path, g_ptr_array_index(names, i), all_are_mail, depth))
			return FALSE;
	return TRUE;
}

/* Maildir++ keeps its sub-folders in hidden ones beside cur and new; tmp holds what is not delivered yet. */
static gboolean walk_maildir(struct walk *walk, const char *path, guint depth)
{
	static const char *const parts[] = { "cur", "new" };

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autofree char *part = g_build_filename(path, parts[i], NULL);

		if (!walk_folder(walk, part, TRUE, depth + 1))
			return FALSE;
	}
	return TRUE;
}

static gboolean walk_folder(struct walk *walk, const char *path, gboolean all_are_mail, guint depth)
{
	if (depth > DEPTH_MAX)
		return fail_with(walk, g_error_new(LIAISON_ERROR, LIAISON_ERROR_LIMIT, "'%s' lies too deep (%d folders)", path, DEPTH_MAX));
	if (is_folder(path, "cur") && is_folder(path, "new"))
		return walk_maildir(walk, path, depth);
	return walk_entries(walk, path, all_are_mail, depth);
}

gboolean walk_path(struct walk *walk, const char *path)
{
	g_autofree char *name = g_path_get_basename(path), *parent = g_path_get_dirname(path);
	struct stat info;

	if (stat(path, &info) < 0) {
		GError *error = NULL;

		file_set_error(&error, "open", path, errno);
		return fail_with(walk, error);
	}
	if (!S_ISDIR(info.st_mode))
		return walk_file(walk, path, FALSE);
	/* "Maildir/cur", named by hand */
	return walk_folder(walk, path, (strcmp(name, "cur") == 0 || strcmp(name, "new") == 0) &&
	                   is_folder(parent, "cur") && is_folder(parent, "new"), 0);
}
