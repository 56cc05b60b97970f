/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-reading.c - any bytes as a mail, read to the end
 */
#include <liaison/mail.h>
#include <liaison/reading.h>
#include <stddef.h>
#include <stdint.h>
#include "../reading/organization.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct limits limits = LIMITS_DEFAULT;
	static struct organization *organization;
	struct reading_context context = { .limits = &limits };
	g_autoptr(GPtrArray) statements = NULL;
	g_autoptr(message_t) message = NULL;
	g_autoptr(GBytes) raw = NULL;

	if (!organization) {
		mail_init();
		organization = test_organization();
	}
	context.organization = organization;
	raw = g_bytes_new_static(data, size);
	message = mail_parse(raw, &limits);
	statements = reading_understand(&context, NULL, message);
	if (statements->len == 0)
		__builtin_trap();
	for (guint i = 0; i < statements->len; i++) {
		const struct statement *statement = g_ptr_array_index(statements, i);

		if (statement->title && !g_utf8_validate(statement->title, -1, NULL))
			__builtin_trap();
		for (guint e = 0; e < statement->evidence->len; e++)
			if (!g_utf8_validate(((const struct evidence *)g_ptr_array_index(statement->evidence, e))->value, -1, NULL))
				__builtin_trap();
	}
	return 0;
}
