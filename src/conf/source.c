/* SPDX-License-Identifier: BSD-2-Clause
 *
 * source.c - the text of a configuration with its @include lines filled in
 */
#include <config.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "faults.h"
#include "source.h"

#define FILE_MAX (4u * 1024 * 1024)
#define TEXT_MAX (16u * 1024 * 1024)
#define INCLUDE_DEPTH 10u

static gboolean others_may_write(const struct stat *status)
{
	return (status->st_uid != 0 && status->st_uid != geteuid()) || (status->st_mode & S_IWOTH) || ((status->st_mode & S_IWGRP) && status->st_gid != 0);
}

/* Pipes too (-c <(…)), so that it is read to its end and not by its size. */
static char *read_all(const char *path, gsize *ret_length, gboolean *ret_foreign, char **ret_wrong)
{
	g_autoptr(GString) text = g_string_new(NULL);
	char buffer[16384];
	struct stat status = { 0 };
	ssize_t got;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0) {
		*ret_wrong = g_strdup_printf("cannot open '%s': %s", path, g_strerror(errno));
		return NULL;
	}
	*ret_foreign = fstat(fd, &status) != 0 || others_may_write(&status);
	if (S_ISDIR(status.st_mode)) {
		*ret_wrong = g_strdup_printf("cannot read '%s': it is a folder", path);
		close(fd);
		return NULL;
	}
	do {
		got = read(fd, buffer, sizeof buffer);
		if (got > 0)
			g_string_append_len(text, buffer, got);
	} while ((got > 0 && text->len <= FILE_MAX) || (got < 0 && errno == EINTR));
	if (got < 0)
		*ret_wrong = g_strdup_printf("cannot read '%s': %s", path, g_strerror(errno));
	else if (text->len > FILE_MAX)
		*ret_wrong = g_strdup_printf("'%s' is larger than %u bytes", path, FILE_MAX);
	close(fd);
	if (*ret_wrong)
		return NULL;
	*ret_length = text->len;
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* The path in '@include "path"', or NULL. As in libconfig it stands alone at the beginning of a line. */
static char *include_path(const char *line, gsize length)
{
	const char *end = line + length, *p = line, *close_quote;

	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	if ((gsize)(end - p) < strlen("@include") || strncmp(p, "@include", strlen("@include")) != 0)
		return NULL;
	p += strlen("@include");
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	if (p == end || *p != '"')
		return NULL;
	p++;
	close_quote = memchr(p, '"', (gsize)(end - p));
	return close_quote ? g_strndup(p, (gsize)(close_quote - p)) : NULL;
}

static char *beside(const char *including, const char *path)
{
	g_autofree char *directory = g_path_get_dirname(including);

	if (g_path_is_absolute(path) || strcmp(directory, ".") == 0)
		return g_strdup(path);
	return g_build_filename(directory, path, NULL);
}

static gboolean text_is_fine(const char *path, const char *text, gsize length, GPtrArray *faults)
{
	const char *bad;
	guint line = 1;

	if (g_utf8_validate_len(text, length, &bad))
		return TRUE;
	for (const char *p = text; p < bad; p++)
		if (*p == '\n')
			line++;
	faults_add(faults, path, line, FALSE, *bad == '\0' ? "a NUL byte; this is no configuration" :
	           "bytes that are not UTF-8; write the file in UTF-8");
	return FALSE;
}

static gboolean source_append(struct source *source, const char *path, guint depth, const char *from_file, guint from_line, GPtrArray *faults)
{
	g_autofree char *text = NULL, *wrong = NULL;
	char *file;
	gboolean foreign = FALSE;
	gsize length = 0;

	text = read_all(path, &length, &foreign, &wrong);
	if (!text) {
		faults_add(faults, from_file, from_line, FALSE, "%s", wrong);
		return FALSE;
	}
	if (!text_is_fine(path, text, length, faults))
		return FALSE;
	if (source->text->len + length > TEXT_MAX) {
		faults_add(faults, from_file, from_line, FALSE, "'%s': more than %u bytes in all files together", path, TEXT_MAX);
		return FALSE;
	}
	if (foreign && !source->foreign)
		source->foreign = g_strdup(path);
	file = g_strdup(path);
	g_ptr_array_add(source->files, file);

	for (gsize begin = 0, number = 1; begin < length; number++) {
		const char *newline = memchr(text + begin, '\n', length - begin);
		gsize end = newline ? (gsize)(newline - text) : length;
		g_autofree char *included = include_path(text + begin, end - begin);
		struct source_line line = { .file = file, .line = (guint)number, .offset = source->text->len };

		if (included && depth >= INCLUDE_DEPTH) {
			faults_add(faults, file, line.line, FALSE, "'%s': files include each other more than %u deep", included, INCLUDE_DEPTH);
		} else if (included) {
			g_autofree char *resolved = beside(path, included);
			source_append(source, resolved, depth + 1, file, line.line, faults);
		} else {
			g_array_append_val(source->lines, line);
			g_string_append_len(source->text, text + begin, (gssize)(end - begin));
			g_string_append_c(source->text, '\n');
		}
		begin = end + 1;
	}
	return TRUE;
}

struct source *source_read(const char *path, GPtrArray *faults)
{
	struct source *source = g_new0(struct source, 1);

	source->text = g_string_new(NULL);
	source->files = g_ptr_array_new_with_free_func(g_free);
	source->lines = g_array_new(FALSE, FALSE, sizeof(struct source_line));
	if (source_append(source, path, 0, path, 0, faults))
		return source;
	source_free(source);
	return NULL;
}

void source_free(struct source *source)
{
	if (!source)
		return;
	g_string_free(source->text, TRUE);
	g_ptr_array_unref(source->files);
	g_array_unref(source->lines);
	g_free(source->foreign);
	g_free(source);
}

void source_where(const struct source *source, guint line, const char **ret_file, guint *ret_line)
{
	const struct source_line *entry;

	if (source->lines->len == 0 || line == 0) {
		*ret_file = g_ptr_array_index(source->files, 0);
		*ret_line = 0;
		return;
	}
	entry = &g_array_index(source->lines, struct source_line, MIN(line, source->lines->len) - 1);
	*ret_file = entry->file;
	*ret_line = entry->line;
}

char *source_line_text(const struct source *source, guint line)
{
	const struct source_line *entry;
	const char *begin;

	if (line == 0 || line > source->lines->len)
		return g_strdup("");
	entry = &g_array_index(source->lines, struct source_line, line - 1);
	begin = source->text->str + entry->offset;
	return g_strstrip(g_strndup(begin, strcspn(begin, "\n")));
}

guint source_find(const struct source *source, guint first, guint last, const char *text)
{
	for (guint line = last; line >= first && line > 0; line--) {
		g_autofree char *found = source_line_text(source, line);
		if (strstr(found, text))
			return line;
	}
	return last;
}

/* Behind the closing quote; NULL: there is none on this line. */
static const char *skip_string(const char *p)
{
	for (p++; *p && *p != '\n' && *p != '"'; p++)
		if (*p == '\\' && p[1] && p[1] != '\n')
			p++;
	return *p == '"' ? p + 1 : NULL;
}

/* Behind a comment in any of libconfig's three forms; p where none begins. */
static const char *skip_comment(const char *p)
{
	const char *end;

	if (*p == '#' || (p[0] == '/' && p[1] == '/'))
		return p + strcspn(p, "\n");
	if (p[0] != '/' || p[1] != '*')
		return p;
	end = strstr(p + 2, "*/");
	return end ? end + 2 : p + strlen(p);
}

guint source_open_quote(const struct source *source, guint last)
{
	const char *p = source->text->str;
	guint line = 1;

	while (*p && line <= last) {
		const char *next = skip_comment(p);

		for (; p < next; p++)
			line += *p == '\n' ? 1 : 0;
		if (*p == '"') {
			p = skip_string(p);
			if (!p)
				return line;
		} else if (*p) {
			line += *p == '\n' ? 1 : 0;
			p++;
		}
	}
	return 0;
}
