/* SPDX-License-Identifier: BSD-2-Clause
 *
 * documents.c - attached letters through the hooks
 *
 * Only hooks that make text, or that open archives, are of use for reading; the others make files for people, and that can wait.
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/convert.h>
#include <liaison/doubt.h>
#include <liaison/error.h>
#include <liaison/text.h>
#include "documents.h"

#define DOCUMENTS_MAX 30          /* runs for one mail */
#define ARCHIVE_DEPTH_MAX 2
#define TICK_MS 5000

struct documents {
	const struct settings *settings;
	const struct intake_wait *wait;
	GPtrArray *doubts;
	gint64 deadline;          /* clock_monotonic() */
	guint runs;
};

static gboolean is_for_reading(const struct hook *hook)
{
	return hook->produces && (g_str_has_prefix(hook->produces, "text/") || strcmp(hook->produces, HOOK_PRODUCES_MEMBERS) == 0);
}

static const struct hook *hook_for(const struct settings *settings, const struct part *part)
{
	if (part->kind != PART_ATTACHMENT || part->text || g_bytes_get_size(part->content) == 0)
		return NULL;
	for (guint i = 0; i < settings->hooks->len; i++) {
		const struct hook *hook = g_ptr_array_index(settings->hooks, i);

		if (is_for_reading(hook) && hook_takes(hook, part->content_type, part->filename, part->content))
			return hook;
	}
	return NULL;
}

gboolean documents_wait(const struct settings *settings, const struct message *message)
{
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);

		if ((part->message && documents_wait(settings, part->message)) || hook_for(settings, part))
			return TRUE;
	}
	return FALSE;
}

static void not_read(struct documents *documents, const struct part *part, const char *why)
{
	doubts_add(documents->doubts, DOUBT_UNREADABLE_ATTACHMENT, "%s: %s", part->filename ? part->filename : part->path, why);
}

/* What a hook made of the part: NULL after a doubt. */
static struct converted *run(struct documents *documents, const struct hook *hook, const struct part *part)
{
	gint64 left = (documents->deadline - clock_monotonic()) / 1000;
	struct convert_context context = {
		.budget_ms = (guint)CLAMP(left, 0, G_MAXINT), .tick = documents->wait ? documents->wait->tick : NULL,
		.tick_data = documents->wait ? documents->wait->data : NULL, .tick_ms = TICK_MS,
	};
	g_autoptr(GError) error = NULL;
	struct converted *converted;

	if (left <= 0 || documents->runs >= DOCUMENTS_MAX) {
		not_read(documents, part, left <= 0 ? "no time was left to read it" : "too many documents in one mail");
		return NULL;
	}
	documents->runs++;
	converted = convert_run(&context, hook, part->filename, part->content_type, part->content, &error);
	if (!converted)
		not_read(documents, part, error->message);
	return converted;
}

static void take_text(struct documents *documents, const struct hook *hook, const struct converted *converted, struct part *part)
{
	const struct converted_file *file = g_ptr_array_index(converted->files, 0);
	gsize size;
	const void *bytes = g_bytes_get_data(file->content, &size);
	gboolean cut;

	part->text = text_make_valid(bytes, size, documents->settings->limits.text_size, &cut);
	part->text_type = g_strdup(hook->produces);
	if (cut)
		doubts_add(documents->doubts, DOUBT_BEYOND_LIMITS, "the text of %s", part->filename ? part->filename : part->path);
}

static const char *type_by_name(const char *name)
{
	static const struct { const char *suffix, *type; } table[] = {
		{ ".txt", "text/plain" }, { ".md", "text/markdown" }, { ".htm", "text/html" }, { ".html", "text/html" },
		{ ".pdf", "application/pdf" }, { ".doc", "application/msword" }, { ".rtf", "text/rtf" },
	};
	g_autofree char *lower = g_ascii_strdown(name, -1);

	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		if (g_str_has_suffix(lower, table[i].suffix))
			return table[i].type;
	return "application/octet-stream";
}

/* A member as if it had been attached itself. Texts that are no UTF-8 were written on some desktop: windows-1252 reads any bytes. */
static struct part *member_part(const struct documents *documents, const struct part *archive, guint number, const struct converted_file *file)
{
	g_autofree char *path = g_strdup_printf("%s/%u", archive->path, number);
	struct part *part = part_new(PART_ATTACHMENT, path, type_by_name(file->name));
	gsize size;
	const char *bytes = g_bytes_get_data(file->content, &size);

	part->inner = TRUE;
	part->filename = g_strdup(file->name);
	g_bytes_unref(part->content);
	part->content = g_bytes_ref(file->content);
	part->digest = text_sha256(bytes, size);
	if (g_str_has_prefix(part->content_type, "text/") && strcmp(part->content_type, "text/rtf") != 0) {
		g_autofree char *converted = NULL;
		gsize length = size;

		if (size && !g_utf8_validate_len(bytes, size, NULL))
			converted = g_convert(bytes, (gssize)size, "UTF-8", "WINDOWS-1252", NULL, &length, NULL);
		part->text = text_make_valid(converted ? converted : bytes, converted ? length : size, documents->settings->limits.text_size, NULL);
	}
	return part;
}

static void take_members(struct documents *documents, const struct converted *converted, struct message *message, guint index)
{
	const struct part *archive = g_ptr_array_index(message->parts, index);

	for (guint i = 0; i < converted->files->len; i++) {
		if (message->parts->len >= documents->settings->limits.parts) {
			doubts_add(documents->doubts, DOUBT_BEYOND_LIMITS, "members of %s", archive->filename ? archive->filename : archive->path);
			return;
		}
		g_ptr_array_insert(message->parts, (int)(index + 1 + i), member_part(documents, archive, i + 1, g_ptr_array_index(converted->files, i)));
	}
}

static guint archive_depth(const struct part *part)
{
	guint depth = 0;

	for (const char *p = part->path; *p; p++)
		depth += *p == '/';
	return depth;
}

/* Members stand behind their archive, so that the same walk comes to them next. */
static void read_parts(struct documents *documents, struct message *message, guint depth)
{
	for (guint i = 0; i < message->parts->len; i++) {
		struct part *part = g_ptr_array_index(message->parts, i);
		const struct hook *hook = hook_for(documents->settings, part);
		g_autoptr(converted_t) converted = NULL;
		gboolean members = hook && strcmp(hook->produces, HOOK_PRODUCES_MEMBERS) == 0;

		if (part->message && depth < documents->settings->limits.depth)
			read_parts(documents, part->message, depth + 1);
		if (!hook)
			continue;
		if (members && archive_depth(part) >= ARCHIVE_DEPTH_MAX) {
			not_read(documents, part, "archives inside of archives inside of archives are not opened");
			continue;
		}
		converted = run(documents, hook, part);
		if (converted && members)
			take_members(documents, converted, message, i);
		else if (converted)
			take_text(documents, hook, converted, part);
	}
}

void documents_read(const struct settings *settings, struct message *message, const struct intake_wait *wait, GPtrArray *doubts)
{
	struct documents documents = {
		.settings = settings, .wait = wait, .doubts = doubts,
		.deadline = clock_monotonic() + (gint64)settings->limits.hook_time_ms * 1000,
	};

	read_parts(&documents, message, 0);
}
