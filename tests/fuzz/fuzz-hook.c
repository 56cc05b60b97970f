/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-hook.c - any bytes as what a hook hands back, read as the letter of the mail that it came in
 *
 * The first byte says what the hook promised: 'h' a text in HTML, 'p' a plain text, 'm' members (each a line with its name, then its content up
 * to a NUL), 'f' whatever comes out of the sandbox.
 */
#include <liaison/mail.h>
#include <liaison/reading.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "../../src/convert/frame.h"
#include "../../src/intake/members.h"
#include "../reading/organization.h"

#define FILES_MAX 20
#define MAIL \
	"From: Lin Okafor <lin@etsi.org>\nTo: statements@ietf.org\nSubject: LS on something\nMIME-Version: 1.0\n" \
	"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nPlease find attached a liaison statement.\n" \
	"--b\nContent-Type: application/octet-stream; name=letter.docx\n\nx\n--b--\n"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void file_free(gpointer data)
{
	struct converted_file *file = data;

	g_free(file->name);
	g_free(file->content_type);
	g_clear_pointer(&file->content, g_bytes_unref);
	g_free(file);
}

static void add_file(GPtrArray *files, const char *name, const void *bytes, gsize size)
{
	struct converted_file *file = g_new0(struct converted_file, 1);

	file->name = g_utf8_make_valid(name, -1);
	file->content = g_bytes_new(bytes, size);
	g_ptr_array_add(files, file);
}

static void add_members(GPtrArray *files, const char *bytes, gsize size)
{
	while (size > 0 && files->len < FILES_MAX) {
		const char *end = memchr(bytes, '\0', size), *name_end = memchr(bytes, '\n', end ? (gsize)(end - bytes) : size);
		gsize length = end ? (gsize)(end - bytes) : size, skip = name_end ? (gsize)(name_end - bytes) + 1 : length;
		g_autofree char *name = g_strndup(bytes, name_end ? skip - 1 : skip);

		add_file(files, name, bytes + skip, length - skip);
		bytes += length + (end ? 1 : 0);
		size -= length + (end ? 1 : 0);
	}
}

static void take_frame(const struct limits *limits, struct message *message, guint index, const char *bytes, gsize size)
{
	g_autoptr(GBytes) whole = g_bytes_new(bytes, size);
	struct converted converted = { NULL, 0, NULL, NULL };
	struct frame frame;

	if (!frame_parse(whole, FILES_MAX, &frame, NULL))
		return;
	converted.files = frame.files;
	for (guint i = 0; i < frame.files->len; i++) {
		struct converted_file *file = g_ptr_array_index(frame.files, i);

		if (!g_utf8_validate(file->name, -1, NULL) || strchr(file->name, '/'))
			__builtin_trap();                     /* a name becomes a part's */
	}
	members_insert(message, index, &converted, limits);
	frame_clear(&frame);
}

static void hand_back(const struct limits *limits, struct message *message, guint index, const uint8_t *data, size_t size)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(file_free);
	struct converted converted = { files, 0, NULL, NULL };
	struct hook *hook = hook_new("x");

	g_free(hook->produces);
	hook->produces = g_strdup(data[0] == 'h' ? "text/html" : "text/plain");
	switch (data[0]) {
	case 'f':
		take_frame(limits, message, index, (const char *)data + 1, size - 1);
		break;
	case 'm':
		add_members(files, (const char *)data + 1, size - 1);
		members_insert(message, index, &converted, limits);
		members_set_types(message, limits);
		break;
	default:
		add_file(files, "text", data + 1, size - 1);
		members_take_text(g_ptr_array_index(message->parts, index), hook, &converted, limits);
		break;
	}
	hook_free(hook);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct limits limits = LIMITS_DEFAULT;
	static struct organization *organization;
	struct reading_context context = { .limits = &limits };
	g_autoptr(GPtrArray) statements = NULL;
	g_autoptr(message_t) message = NULL;
	g_autoptr(GBytes) raw = g_bytes_new_static(MAIL, strlen(MAIL));
	guint index;

	if (size == 0)
		return 0;
	if (!organization) {
		mail_init();
		organization = test_organization();
	}
	context.organization = organization;
	message = mail_parse(raw, &limits);
	for (index = 0; index < message->parts->len; index++)
		if (((const struct part *)g_ptr_array_index(message->parts, index))->kind == PART_ATTACHMENT)
			break;
	hand_back(&limits, message, index, data, size);
	statements = reading_understand(&context, NULL, message);
	for (guint i = 0; i < statements->len; i++) {
		const struct statement *statement = g_ptr_array_index(statements, i);

		for (guint e = 0; e < statement->evidence->len; e++)
			if (!g_utf8_validate(((const struct evidence *)g_ptr_array_index(statement->evidence, e))->value, -1, NULL))
				__builtin_trap();
	}
	return statements->len ? 0 : (__builtin_trap(), 0);
}
