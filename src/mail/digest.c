/* SPDX-License-Identifier: BSD-2-Clause
 *
 * digest.c - the digest of a mail; its recipe stands in digest.h
 */
#include <config.h>
#include <string.h>
#include <liaison/mail.h>
#include <liaison/text.h>
#include "digest.h"

/* CRLF as LF; gathered in pieces, since a checksum that is fed line by line takes three times as long. */
static void update_without_cr(GChecksum *sum, const char *bytes, gsize length)
{
	guchar piece[4096];
	gsize filled = 0;

	while (length) {
		const gsize room = MIN(length, sizeof piece - filled);
		const char *cr = memchr(bytes, '\r', room);
		const gsize run = cr ? (gsize)(cr - bytes) : room;

		memcpy(piece + filled, bytes, run);
		filled += run;
		bytes += run;
		length -= run;
		if (cr) {
			if (length < 2 || bytes[1] != '\n')
				piece[filled++] = '\r';
			bytes++;
			length--;
		}
		if (filled == sizeof piece) {
			g_checksum_update(sum, piece, (gssize)filled);
			filled = 0;
		}
	}
	g_checksum_update(sum, piece, (gssize)filled);
}

static char *digest_as_it_is(const struct part *part)
{
	return part->digest ? g_strdup(part->digest) : text_sha256(g_bytes_get_data(part->content, NULL), g_bytes_get_size(part->content));
}

char *digest_of_content(const struct part *part)
{
	gsize length;
	const char *bytes = g_bytes_get_data(part->content, &length);
	g_autoptr(GChecksum) sum = NULL;

	if (!length || memchr(bytes, '\0', length))
		return digest_as_it_is(part);
	if (bytes[length - 1] != '\n' && !memchr(bytes, '\r', length))
		return digest_as_it_is(part);

	while (length && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r'))
		length--;
	sum = g_checksum_new(G_CHECKSUM_SHA256);
	update_without_cr(sum, bytes, length);
	return g_strdup(g_checksum_get_string(sum));
}

static void add_line(GChecksum *sum, const char *key, const char *value)
{
	g_checksum_update(sum, (const guchar *)key, (gssize)strlen(key));
	g_checksum_update(sum, (const guchar *)" ", 1);
	g_checksum_update(sum, (const guchar *)value, (gssize)strlen(value));
	g_checksum_update(sum, (const guchar *)"\n", 1);
}

static void add_field(GChecksum *sum, const char *key, const char *value)
{
	g_autofree char *folded = text_fold_space(value ? value : "");

	add_line(sum, key, folded);
}

static void add_parts(GChecksum *sum, const struct message *message)
{
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);
		g_autofree char *digest = part->message ? g_strdup(part->message->digest) : digest_of_content(part);

		add_line(sum, part->message ? "message" : "part", digest);
	}
}

char *mail_content_digest(const struct message *message)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	g_checksum_update(sum, (const guchar *)"liaison-content-1\n", -1);
	add_field(sum, "from", message_header(message, "From"));
	add_field(sum, "subject", message_header(message, "Subject"));
	add_parts(sum, message);
	return g_strdup(g_checksum_get_string(sum));
}

char *digest_of_message(const struct message *message, GBytes *rest)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	g_checksum_update(sum, (const guchar *)"liaison-message-1\n", -1);
	add_field(sum, "from", message_header(message, "From"));
	add_field(sum, "date", message_header(message, "Date"));
	add_field(sum, "subject", message_header(message, "Subject"));
	add_parts(sum, message);
	if (rest && g_bytes_get_size(rest)) {
		g_autofree char *digest = text_sha256(g_bytes_get_data(rest, NULL), g_bytes_get_size(rest));

		add_line(sum, "rest", digest);
	}
	return g_strdup(g_checksum_get_string(sum));
}
