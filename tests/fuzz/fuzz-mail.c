/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-mail.c - any bytes as a mail, under limits small enough to be met
 */
#include <stddef.h>
#include <stdint.h>
#include <liaison/mail.h>
#include "../mail/describe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static gboolean read_one(GBytes *raw, gpointer data)
{
	const struct limits *limits = data;
	struct message *message = mail_parse(raw, limits);

	check_message(message, limits);
	message_free(message);
	return TRUE;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct limits usual = LIMITS_DEFAULT;
	struct limits small = { .message_size = 8192, .memory = 64, .parts = 8, .depth = 3, .header_size = 1024, .header_count = 12,
		.text_size = 64, .recipients = 4, .addresses = 3, .evidence = 4 };
	GBytes *raw = g_bytes_new_static(data, size);

	mail_init();
	mail_looks_like(data, size);
	read_one(raw, &usual);
	read_one(raw, &small);
	mail_split_mbox(raw, read_one, &usual);
	g_bytes_unref(raw);
	return 0;
}
