/* SPDX-License-Identifier: BSD-2-Clause
 *
 * conversion.c - everything that any hook can do for a mail on record
 *
 * As documents.c, with the time that a worker has: every hook that takes a part is asked until one succeeds, files for people are made, and
 * where no hook could read a document, the PDF that was made of it is read. What is generally readable is left alone: no hook makes
 * of a file what it is already, and those that come with us take neither PDF nor HTML nor text.
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/doubt.h>
#include <liaison/error.h>
#include <liaison/text.h>
#include "documents.h"
#include "members.h"

#define RUNS_MAX 300
#define RESULTS_SIZE_MAX ((gsize)512 * 1024 * 1024)

static const char *part_name(const struct part *part)
{
	return part->filename ? part->filename : part->path;
}

static void fail(struct conversion *conversion, const struct part *part, const char *why)
{
	g_ptr_array_add(conversion->failures, g_strdup_printf("%s: %s", part_name(part), why));
}

static void not_read(struct conversion *conversion, const struct part *part, const char *why)
{
	doubts_add(conversion->doubts, DOUBT_UNREADABLE_ATTACHMENT, "%s: %s", part_name(part), why);
}

/* ---- results ---- */

static const char *suffix_of_type(const char *type)
{
	static const struct { const char *type, *suffix; } table[] = {
		{ "application/pdf", ".pdf" }, { "text/plain", ".txt" }, { "text/html", ".html" }, { "text/markdown", ".md" },
		{ "image/png", ".png" }, { "image/jpeg", ".jpeg" }, { "image/svg+xml", ".svg" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		if (strcmp(table[i].type, type) == 0)
			return table[i].suffix;
	return NULL;
}

static gboolean is_taken(const struct conversion *conversion, const char *digest, const char *name)
{
	for (guint i = 0; i < conversion->results->len; i++) {
		const struct intake_result *result = g_ptr_array_index(conversion->results, i);

		if (strcmp(result->digest, digest) == 0 && g_ascii_strcasecmp(result->name, name) == 0)
			return TRUE;
	}
	return FALSE;
}

/* "letter.pdf" beside "letter.doc"; "letter-2.pdf", where that is there already. suffix: with its dot. */
static char *free_name(const struct conversion *conversion, const char *digest, const char *original, const char *suffix)
{
	const char *dot = strrchr(original, '.');
	g_autofree char *stem = dot && dot > original ? g_strndup(original, (gsize)(dot - original)) : g_strdup(original);
	char *name = g_strconcat(stem, suffix, NULL);

	for (guint n = 2; is_taken(conversion, digest, name); n++) {
		g_free(name);
		name = g_strdup_printf("%s-%u%s", stem, n, suffix);
	}
	return name;
}

/* The result, for what else is to be said of it; NULL: one too many. */
static struct intake_result *add_result(struct conversion *conversion, const struct part *root, const struct part *part, char *name, const char *type,
                                        const char *tool, GBytes *content)
{
	struct intake_result *result;

	conversion->size += g_bytes_get_size(content);
	if (conversion->size > RESULTS_SIZE_MAX) {
		fail(conversion, part, "the results for one mail are larger than what is kept of one");
		g_free(name);
		return NULL;
	}
	result = g_new0(struct intake_result, 1);
	result->digest = g_strdup(root->digest);
	result->name = name;
	result->content_type = g_strdup(type);
	result->tool = g_strdup(tool);
	result->content = g_bytes_ref(content);
	g_ptr_array_add(conversion->results, result);
	return result;
}

/* What a hook for reading made of the part becomes its text, and is kept whole. */
static void take_text(struct conversion *conversion, const struct message *message, struct part *part, const struct hook *hook,
                      const struct converted *converted)
{
	const struct part *root = members_root(message, part);
	const struct converted_file *file = g_ptr_array_index(converted->files, 0);
	const char *suffix = suffix_of_type(hook->produces), *original = part->filename ? part->filename : "attachment";
	struct intake_result *result;

	if (!members_take_text(part, hook, converted, &conversion->settings->limits))
		doubts_add(conversion->doubts, DOUBT_BEYOND_LIMITS, "the text of %s", part_name(part));
	result = add_result(conversion, root, part, free_name(conversion, root->digest, original, suffix ? suffix : ".txt"), file->content_type,
	                    converted->tool, file->content);
	if (result)
		result->for_reading = TRUE;
}

static void add_type(struct conversion *conversion, const struct part *part)
{
	struct intake_type *type = g_new0(struct intake_type, 1);

	type->digest = g_strdup(part->digest);
	type->content_type = g_strdup(part->content_type);
	g_ptr_array_add(conversion->types, type);
}

void intake_type_free(struct intake_type *type)
{
	if (!type)
		return;
	g_free(type->digest);
	g_free(type->content_type);
	g_free(type);
}

void intake_result_free(struct intake_result *result)
{
	if (!result)
		return;
	g_free(result->digest);
	g_free(result->name);
	g_free(result->content_type);
	g_free(result->tool);
	g_bytes_unref(result->content);
	g_free(result);
}

/* ---- running ---- */

/* budget_ms 0: no time is left. */
static struct convert_context context_of(const struct conversion *conversion)
{
	gint64 left = (conversion->deadline - clock_monotonic()) / 1000;

	return (struct convert_context){ .unconfined = conversion->settings->sandbox_off, .budget_ms = (guint)CLAMP(left, 0, G_MAXINT) };
}

static gboolean may_go_away(const GError *error)
{
	return error->code == LIAISON_ERROR_TEMPORARY || error->code == LIAISON_ERROR_SANDBOX || error->code == LIAISON_ERROR_INTERNAL;
}

static struct converted *run(struct conversion *conversion, const struct hook *hook, const struct part *part, GBytes *content, const char *type,
                             const char *filename, GError **error)
{
	struct convert_context context = context_of(conversion);
	struct converted *converted;
	g_autoptr(GError) cause = NULL;

	if (!context.budget_ms || conversion->runs++ >= RUNS_MAX) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_LIMIT, "%s", !context.budget_ms ? "no time was left for it" : "too many documents in one mail");
		return NULL;
	}
	converted = convert_run(&context, hook, filename, type, content, &cause);
	if (converted)
		return converted;
	conversion->temporary |= may_go_away(cause);
	g_free(conversion->output);
	conversion->output = g_strdup_printf("%s: %s", part_name(part), cause->message);
	g_propagate_error(error, g_steal_pointer(&cause));
	return NULL;
}

typedef gboolean (*hook_question)(const struct hook *hook);

/* The first hook of that use that takes it and succeeds. NULL without an error: none takes it. */
static struct converted *run_first(struct conversion *conversion, hook_question is_wanted, const struct part *part, const struct hook **ret_hook,
                                   GError **error)
{
	const GPtrArray *hooks = conversion->settings->hooks;

	for (guint i = 0; i < hooks->len; i++) {
		const struct hook *hook = g_ptr_array_index(hooks, i);
		struct converted *converted;

		if (!is_wanted(hook) || !members_takes(hook, part))
			continue;
		g_clear_error(error);
		converted = run(conversion, hook, part, part->content, part->content_type, part->filename, error);
		*ret_hook = hook;
		if (converted)
			return converted;
	}
	return NULL;
}

/* ---- what is done for one part ---- */

/* FALSE: hooks take it, and none of them could read it. */
static gboolean read_text(struct conversion *conversion, const struct message *message, struct part *part)
{
	g_autoptr(GError) error = NULL;
	const struct hook *hook = NULL;
	g_autoptr(converted_t) converted = part->text ? NULL : run_first(conversion, hook_is_for_reading, part, &hook, &error);

	if (converted)
		take_text(conversion, message, part, hook, converted);
	if (error)
		not_read(conversion, part, error->message);
	return !error;
}

/* Where no hook could read the document itself. */
static void read_pdf(struct conversion *conversion, const struct message *message, struct part *part, const struct converted_file *file)
{
	const GPtrArray *hooks = conversion->settings->hooks;
	const struct convert_input input = { "application/pdf", NULL, "document.pdf", "application/pdf" };

	for (guint i = 0; !part->text && i < hooks->len; i++) {
		const struct hook *hook = g_ptr_array_index(hooks, i);
		g_autoptr(converted_t) converted = NULL;
		g_autoptr(GError) error = NULL;

		if (!hook_is_for_reading(hook) || !hook_takes(hook, &input))
			continue;
		converted = run(conversion, hook, part, file->content, "application/pdf", "document.pdf", &error);
		if (converted)
			take_text(conversion, message, part, hook, converted);
	}
}

/* A file is never made into what it is. */
static gboolean is_already(const struct part *part, const char *type)
{
	return strcmp(part->sniffed_type ? part->sniffed_type : part->content_type, type) == 0;
}

static gboolean was_made(const GPtrArray *types, const char *type)
{
	for (guint i = 0; i < types->len; i++)
		if (strcmp(g_ptr_array_index(types, i), type) == 0)
			return TRUE;
	return FALSE;
}

static void keep(struct conversion *conversion, const struct message *message, struct part *part, const struct hook *hook,
                 const struct converted *converted)
{
	const struct part *root = members_root(message, part);
	const char *original = part->filename ? part->filename : "attachment";

	for (guint i = 0; i < converted->files->len; i++) {
		const struct converted_file *file = g_ptr_array_index(converted->files, i);
		const char *suffix = suffix_of_type(hook->produces), *own = strrchr(file->name, '.');
		char *name = free_name(conversion, root->digest, original, suffix ? suffix : own ? own : "");

		add_result(conversion, root, part, name, file->content_type, converted->tool, file->content);
		if (strcmp(file->content_type, "application/pdf") == 0)
			read_pdf(conversion, message, part, file);
	}
}

/* One of each type that hooks promise for people. Where nothing reads a kind of file but what is made of it (a sheet), and nothing could be made of it,
 * it is not read either: a person should know. */
static void make_files(struct conversion *conversion, const struct message *message, struct part *part, gboolean is_told)
{
	const GPtrArray *hooks = conversion->settings->hooks;
	g_autoptr(GPtrArray) made = g_ptr_array_new();
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < hooks->len; i++) {
		const struct hook *hook = g_ptr_array_index(hooks, i);
		g_autoptr(converted_t) converted = NULL;

		if (!hook_is_for_people(hook) || is_already(part, hook->produces) || was_made(made, hook->produces)
		    || !members_takes(hook, part))
			continue;
		g_clear_error(&error);
		converted = run(conversion, hook, part, part->content, part->content_type, part->filename, &error);
		if (!converted)
			continue;
		g_ptr_array_add(made, hook->produces);
		keep(conversion, message, part, hook, converted);
	}
	if (error && !made->len)
		fail(conversion, part, error->message);
	if (error && !made->len && !part->text && !is_told)
		not_read(conversion, part, error->message);
}

static gboolean is_text(const struct part *part)
{
	return strcmp(part->content_type, "text/plain") == 0 || strcmp(part->content_type, "text/markdown") == 0
		|| strcmp(part->content_type, "text/csv") == 0;
}

/* A text that readers of today do not show as it was meant: not UTF-8, or with NULs between its letters. */
static gboolean needs_utf8(const struct part *part)
{
	gsize size;
	const char *bytes = g_bytes_get_data(part->content, &size);

	return part->kind == PART_ATTACHMENT && is_text(part) && !part->text_type && part->text && size && !g_utf8_validate_len(bytes, size, NULL);
}

static void make_utf8(struct conversion *conversion, const struct message *message, const struct part *part)
{
	const struct part *root = members_root(message, part);
	const char *original = part->filename ? part->filename : "attachment";
	const char *dot = strrchr(original, '.');
	g_autofree char *suffix = g_strconcat(".utf8", dot ? dot : ".txt", NULL);
	g_autoptr(GBytes) content = g_bytes_new(part->text, strlen(part->text));

	if (strlen(part->text) >= conversion->settings->limits.text_size - 4) {
		fail(conversion, part, "larger than limits.text_size: no UTF-8 version of it is made");
		return;
	}
	add_result(conversion, root, part, free_name(conversion, root->digest, original, suffix), "text/plain; charset=utf-8",
	           PACKAGE_NAME " " PACKAGE_VERSION, content);
}

/* Opens it; its members stand behind it then. They are kept beside it as they are: not everybody can open what they came in. */
static void open_archive(struct conversion *conversion, struct message *message, guint index, const struct hook *hook)
{
	struct part *part = g_ptr_array_index(message->parts, index);
	const struct part *root = members_root(message, part);
	g_autoptr(GError) error = NULL;
	g_autoptr(converted_t) converted = NULL;

	if (members_depth(part) < conversion->settings->limits.archive_depth)
		converted = run(conversion, hook, part, part->content, part->content_type, part->filename, &error);
	else
		g_set_error_literal(&error, LIAISON_ERROR, LIAISON_ERROR_LIMIT, MEMBERS_TOO_DEEP);
	if (!converted) {
		not_read(conversion, part, error->message);
		fail(conversion, part, error->message);
		return;
	}
	if (!members_insert(message, index, converted, &conversion->settings->limits))
		doubts_add(conversion->doubts, DOUBT_BEYOND_LIMITS, "members of %s", part_name(part));
	for (guint i = index + 1; i < message->parts->len && i <= index + converted->files->len; i++) {
		const struct part *member = g_ptr_array_index(message->parts, i);
		const char *dot = strrchr(member->filename, '.');

		add_result(conversion, root, member, free_name(conversion, root->digest, member->filename, dot && dot > member->filename ? dot : ""),
		           member->content_type, converted->tool, member->content);
	}
}

static const struct hook *opener(const struct conversion *conversion, const struct part *part)
{
	for (guint i = 0; i < conversion->settings->hooks->len; i++) {
		const struct hook *hook = g_ptr_array_index(conversion->settings->hooks, i);

		if (hook_opens(hook) && members_takes(hook, part))
			return hook;
	}
	return NULL;
}

/* Would a hook that is asked before the opener make a letter of it? A docx is a zip file, too. */
static gboolean is_document(const struct conversion *conversion, const struct part *part, const struct hook *opens)
{
	for (guint i = 0; i < conversion->settings->hooks->len; i++) {
		const struct hook *hook = g_ptr_array_index(conversion->settings->hooks, i);

		if (hook != opens && !hook_opens(hook) && members_takes(hook, part))
			return TRUE;
	}
	return FALSE;
}

/* Is there anything to be asked that a quick look does not say? Texts are what they are. */
static gboolean is_unknown(const struct part *part)
{
	return part->kind == PART_ATTACHMENT && !part->message && !g_str_has_prefix(part->content_type, "text/") && g_bytes_get_size(part->content)
		&& convert_is_unsure(part->sniffed_type);
}

/* What could not be asked is left to its name and what the mail says of it, as where there is nobody to ask. */
static void identify(struct conversion *conversion, const struct message *message, struct part *part)
{
	struct convert_context context = context_of(conversion);
	g_autoptr(GError) error = NULL;

	if (!is_unknown(part) || !context.budget_ms || conversion->runs++ >= RUNS_MAX)
		return;
	part->identified_type = convert_identify(&context, part->content, &error);
	if (error && may_go_away(error)) {
		conversion->temporary = TRUE;
		fail(conversion, part, error->message);
	}
	if (members_set_type(part, part->identified_type, &conversion->settings->limits) && members_root(message, part) == part)
		add_type(conversion, part);
}

static void convert_parts(struct conversion *conversion, struct message *message, guint depth)
{
	for (guint i = 0; i < message->parts->len; i++) {
		struct part *part = g_ptr_array_index(message->parts, i);
		const struct hook *opens;
		gboolean readable;

		if (part->message && depth < conversion->settings->limits.depth)
			convert_parts(conversion, part->message, depth + 1);
		if (part->kind != PART_ATTACHMENT || g_bytes_get_size(part->content) == 0)
			continue;
		identify(conversion, message, part);
		opens = opener(conversion, part);
		if (opens && !is_document(conversion, part, opens)) {
			open_archive(conversion, message, i, opens);
			continue;
		}
		if (needs_utf8(part))
			make_utf8(conversion, message, part);
		readable = read_text(conversion, message, part);
		make_files(conversion, message, part, !readable);
	}
}

void conversion_run(struct conversion *conversion, struct message *message)
{
	members_set_types(message, &conversion->settings->limits);
	convert_parts(conversion, message, 0);
}

/* ---- whether it is worth a job ---- */

static gboolean part_wants(const struct settings *settings, const struct part *part)
{
	if (part->kind != PART_ATTACHMENT || g_bytes_get_size(part->content) == 0)
		return FALSE;
	if (needs_utf8(part) || (strcmp(part->content_type, "application/octet-stream") == 0 && is_unknown(part)))
		return TRUE;
	for (guint i = 0; i < settings->hooks->len; i++) {
		const struct hook *hook = g_ptr_array_index(settings->hooks, i);
		gboolean wanted = hook_opens(hook) || (hook_is_for_people(hook) && !is_already(part, hook->produces))
			|| (hook_is_for_reading(hook) && (!part->text || part->text_type));      /* such a text is not on record yet */

		if (wanted && members_takes(hook, part))
			return TRUE;
	}
	return FALSE;
}

static gboolean message_wants(const struct settings *settings, const struct message *message)
{
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);

		if ((part->message && message_wants(settings, part->message)) || part_wants(settings, part))
			return TRUE;
	}
	return FALSE;
}

gboolean conversion_wanted(const struct settings *settings, const struct message *message, const GPtrArray *statements)
{
	enum kind kind = ((const struct statement *)g_ptr_array_index(statements, 0))->kind;

	return kind != KIND_AUTOMATIC && kind != KIND_NOTICE && message_wants(settings, message);
}
