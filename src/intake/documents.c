/* SPDX-License-Identifier: BSD-2-Clause
 *
 * documents.c - attached letters through the hooks, while the MTA waits
 *
 * Only hooks that make text, or that open archives, are of use for reading; the others make files for people, and that can wait.
 */
#include <config.h>
#include <liaison/clock.h>
#include <liaison/doubt.h>
#include <liaison/text.h>
#include "documents.h"
#include "members.h"

#define DOCUMENTS_MAX 30          /* runs for one mail */
#define TICK_MS 5000

struct documents {
	const struct settings *settings;
	const struct intake_wait *wait;
	GPtrArray *doubts;
	gint64 deadline;          /* clock_monotonic() */
	guint runs;
};

static const struct hook *hook_for(const struct settings *settings, const struct part *part)
{
	if (part->kind != PART_ATTACHMENT || part->text || g_bytes_get_size(part->content) == 0)
		return NULL;
	for (guint i = 0; i < settings->hooks->len; i++) {
		const struct hook *hook = g_ptr_array_index(settings->hooks, i);

		if ((hook_is_for_reading(hook) || hook_opens(hook)) && members_takes(hook, part))
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
		.unconfined = documents->settings->sandbox_off,
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

static void beyond_limits(struct documents *documents, const char *what, const struct part *part)
{
	doubts_add(documents->doubts, DOUBT_BEYOND_LIMITS, "%s of %s", what, part->filename ? part->filename : part->path);
}

/* Members stand behind their archive, so that the same walk comes to them next. */
static void read_parts(struct documents *documents, struct message *message, guint depth)
{
	const struct limits *limits = &documents->settings->limits;

	for (guint i = 0; i < message->parts->len; i++) {
		struct part *part = g_ptr_array_index(message->parts, i);
		const struct hook *hook = hook_for(documents->settings, part);
		g_autoptr(converted_t) converted = NULL;

		if (part->message && depth < limits->depth)
			read_parts(documents, part->message, depth + 1);
		if (!hook)
			continue;
		if (hook_opens(hook) && members_depth(part) >= limits->archive_depth) {
			not_read(documents, part, MEMBERS_TOO_DEEP);
			continue;
		}
		converted = run(documents, hook, part);
		if (converted && hook_opens(hook) && !members_insert(message, i, converted, limits))
			beyond_limits(documents, "members", part);
		else if (converted && !hook_opens(hook) && !members_take_text(part, hook, converted, limits))
			beyond_limits(documents, "the text", part);
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
