/* SPDX-License-Identifier: BSD-2-Clause
 *
 * message.c - memory of a message taken apart
 */
#include <config.h>
#include <liaison/address.h>
#include <liaison/doubt.h>
#include <liaison/message.h>

struct message *message_new(void)
{
	struct message *message = g_new0(struct message, 1);

	message->raw = g_bytes_new_static("", 0);
	message->date = -1;
	message->headers = g_ptr_array_new_with_free_func((GDestroyNotify)header_field_free);
	message->references = g_ptr_array_new_with_free_func(g_free);
	message->from = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
	message->reply_to = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
	message->to = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
	message->cc = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
	message->parts = g_ptr_array_new_with_free_func((GDestroyNotify)part_free);
	message->defects = doubts_new();
	return message;
}

void message_free(struct message *message)
{
	if (!message)
		return;
	g_bytes_unref(message->raw);
	g_free(message->digest);
	g_ptr_array_unref(message->headers);
	g_free(message->message_id);
	g_free(message->in_reply_to);
	g_ptr_array_unref(message->references);
	g_free(message->subject);
	g_ptr_array_unref(message->from);
	g_ptr_array_unref(message->reply_to);
	g_ptr_array_unref(message->to);
	g_ptr_array_unref(message->cc);
	address_free(message->sender);
	g_ptr_array_unref(message->parts);
	g_ptr_array_unref(message->defects);
	g_free(message);
}

struct part *part_new(enum part_kind kind, const char *path, const char *content_type)
{
	struct part *part = g_new0(struct part, 1);

	part->kind = kind;
	part->path = g_strdup(path);
	part->content_type = g_strdup(content_type);
	part->content = g_bytes_new_static("", 0);
	return part;
}

void part_free(struct part *part)
{
	if (!part)
		return;
	g_free(part->path);
	g_free(part->content_type);
	g_free(part->charset);
	g_free(part->filename);
	g_free(part->content_id);
	g_free(part->identified_type);
	g_free(part->text);
	g_free(part->text_type);
	g_bytes_unref(part->content);
	g_free(part->digest);
	message_free(part->message);
	g_free(part);
}

void header_field_free(struct header_field *field)
{
	if (!field)
		return;
	g_free(field->name);
	g_free(field->value);
	g_free(field);
}

const char *message_header(const struct message *message, const char *name)
{
	for (guint i = 0; i < message->headers->len; i++) {
		const struct header_field *field = g_ptr_array_index(message->headers, i);

		if (g_ascii_strcasecmp(field->name, name) == 0)
			return field->value;
	}
	return NULL;
}
