/* SPDX-License-Identifier: BSD-2-Clause
 *
 * describe.c - messages as text, and the invariants of a message
 */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/doubt.h>
#include <liaison/text.h>
#include "describe.h"

static const char *const kinds[] = { "text", "html", "attachment", "message", "report", "other" };

static void add_line(GString *out, guint indent, const char *format, ...) G_GNUC_PRINTF(3, 4);
static void add_line(GString *out, guint indent, const char *format, ...)
{
	g_autofree char *line = NULL;
	va_list args;

	va_start(args, format);
	line = g_strdup_vprintf(format, args);
	va_end(args);
	g_string_append_printf(out, "%*s%s\n", (int)indent, "", line);
}

static void add_addresses(GString *out, guint indent, const char *key, const GPtrArray *list)
{
	for (guint i = 0; i < list->len; i++) {
		const struct address *address = g_ptr_array_index(list, i);

		add_line(out, indent, "%s: %s|%s", key, address->name ? address->name : "", address->addr_spec);
	}
}

static void add_text(GString *out, guint indent, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i] && (lines[i][0] || lines[i + 1]); i++)
		add_line(out, indent, "|%s|", lines[i]);
}

static void add_message(GString *out, guint indent, const struct message *message);

static void add_part(GString *out, guint indent, const struct part *part)
{
	g_autoptr(GString) line = g_string_new(NULL);

	g_string_append_printf(line, "part %s %s %s %" G_GSIZE_FORMAT, part->path, kinds[part->kind], part->content_type,
	                       g_bytes_get_size(part->content));
	if (part->charset)
		g_string_append_printf(line, " charset=%s", part->charset);
	if (part->filename)
		g_string_append_printf(line, " filename=%s", part->filename);
	if (part->content_id)
		g_string_append_printf(line, " id=%s", part->content_id);
	if (part->alternative)
		g_string_append(line, " alternative");
	add_line(out, indent, "%s", line->str);
	if (part->text)
		add_text(out, indent + 2, part->text);
	if (part->message)
		add_message(out, indent + 2, part->message);
}

static void add_message(GString *out, guint indent, const struct message *message)
{
	for (guint i = 0; i < message->headers->len; i++) {
		const struct header_field *field = g_ptr_array_index(message->headers, i);

		add_line(out, indent, "%s#%u: %s", field->name, field->occurrence, field->value);
	}
	add_line(out, indent, "--");
	if (message->message_id)
		add_line(out, indent, "message-id: %s", message->message_id);
	if (message->in_reply_to)
		add_line(out, indent, "in-reply-to: %s", message->in_reply_to);
	for (guint i = 0; i < message->references->len; i++)
		add_line(out, indent, "references: %s", (const char *)g_ptr_array_index(message->references, i));
	add_line(out, indent, "date: %" G_GINT64_FORMAT, message->date < 0 ? message->date : message->date / G_USEC_PER_SEC);
	add_addresses(out, indent, "from", message->from);
	add_addresses(out, indent, "to", message->to);
	add_addresses(out, indent, "cc", message->cc);
	add_addresses(out, indent, "reply-to", message->reply_to);
	if (message->sender)
		add_line(out, indent, "sender: %s|%s", message->sender->name ? message->sender->name : "", message->sender->addr_spec);
	for (guint i = 0; i < message->defects->len; i++) {
		const struct doubt *doubt = g_ptr_array_index(message->defects, i);

		add_line(out, indent, "defect: %s %s", doubt_name(doubt->kind), doubt->detail);
	}
	for (guint i = 0; i < message->parts->len; i++)
		add_part(out, indent, g_ptr_array_index(message->parts, i));
}

char *describe_message(const struct message *message)
{
	GString *out = g_string_new(NULL);

	add_message(out, 0, message);
	return g_string_free(out, FALSE);
}

/* ---- invariants ---- */

/* These hold in every build, NDEBUG or not. */
/* By abort() and not g_error(): libFuzzer keeps the input that led to a SIGABRT, and loses that of a SIGTRAP. */
#define HOLDS(condition) do { if (!(condition)) { g_printerr("%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition); abort(); } } while (0)

static void check_text(const char *text, gsize max)
{
	HOLDS(text);
	HOLDS(strlen(text) <= max);
	HOLDS(g_utf8_validate(text, -1, NULL));
}

static void check_line(const char *text, gsize max)
{
	check_text(text, max);
	for (const char *p = text; *p; p++)
		HOLDS((guchar)*p >= ' ' && *p != 0x7f);
}

static void check_addresses(const GPtrArray *list, const struct limits *limits)
{
	HOLDS(list && list->len <= limits->addresses);
	for (guint i = 0; i < list->len; i++) {
		const struct address *address = g_ptr_array_index(list, i);

		check_line(address->addr_spec, 4 * limits->header_size);
		HOLDS(strchr(address->addr_spec, '@') && !strpbrk(address->addr_spec, "<> \t"));
		if (address->name)
			check_line(address->name, 4 * limits->header_size);
	}
}

static void check_digest(const char *digest)
{
	HOLDS(digest && strlen(digest) == 64 && strspn(digest, "0123456789abcdef") == 64);
}

static void check_part(const struct part *part, const struct limits *limits)
{
	g_autofree char *digest = NULL;

	HOLDS(part->kind <= PART_OTHER);
	HOLDS(part->path && *part->path && strspn(part->path, "0123456789.") == strlen(part->path));
	check_line(part->content_type, 128);
	HOLDS(strchr(part->content_type, '/'));
	if (part->charset)
		check_line(part->charset, limits->header_size);
	if (part->content_id)
		check_line(part->content_id, 998);
	if (part->filename) {
		check_line(part->filename, 255);
		HOLDS(*part->filename && !strpbrk(part->filename, "/\\"));
	}
	if (part->text) {
		check_text(part->text, limits->text_size);
		HOLDS(!strchr(part->text, '\r'));
	}
	HOLDS(part->content);
	HOLDS((part->kind == PART_ATTACHMENT) == (part->digest != NULL));
	if (part->digest) {
		check_digest(part->digest);
		digest = text_sha256(g_bytes_get_data(part->content, NULL), g_bytes_get_size(part->content));
		HOLDS(g_str_equal(digest, part->digest));
	}
	HOLDS((part->kind == PART_MESSAGE) == (part->message != NULL));
	HOLDS((part->kind != PART_TEXT && part->kind != PART_HTML) || part->text);
	if (part->message)
		check_message(part->message, limits);
}

void check_message(const struct message *message, const struct limits *limits)
{
	HOLDS(message && message->raw);
	check_digest(message->digest);
	HOLDS(message->headers->len <= limits->header_count);
	for (guint i = 0; i < message->headers->len; i++) {
		const struct header_field *field = g_ptr_array_index(message->headers, i);

		check_line(field->name, 256);
		HOLDS(*field->name && !strpbrk(field->name, ": "));
		check_line(field->value, 4 * limits->header_size);
		HOLDS(field->occurrence >= 1);
	}
	if (message->message_id)
		check_line(message->message_id, 998);
	if (message->in_reply_to)
		check_line(message->in_reply_to, 998);
	HOLDS(message->references->len <= 500);
	for (guint i = 0; i < message->references->len; i++)
		check_line(g_ptr_array_index(message->references, i), 998);
	if (message->subject)
		check_line(message->subject, 4 * limits->header_size);
	HOLDS(message->date >= -1);
	check_addresses(message->from, limits);
	check_addresses(message->to, limits);
	check_addresses(message->cc, limits);
	check_addresses(message->reply_to, limits);
	HOLDS(message->parts->len <= limits->parts);
	for (guint i = 0; i < message->parts->len; i++)
		check_part(g_ptr_array_index(message->parts, i), limits);
	for (guint i = 0; i < message->defects->len; i++)
		check_line(((const struct doubt *)g_ptr_array_index(message->defects, i))->detail, 1024);
}
