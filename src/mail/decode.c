/* SPDX-License-Identifier: BSD-2-Clause
 *
 * decode.c - base64, quoted-printable and uuencode, a piece at a time
 */
#include <config.h>
#include <string.h>
#include <liaison/log.h>
#include <liaison/spool.h>
#include "decode.h"

enum { PIECE = 48 * 1024, ROOM = 64 };

/* What is left when the input has ended. Base64 that lost its padding: the last two or three characters stand for a byte or two. */
static gsize decode_end(GMimeEncoding *state, char *out, gboolean *ret_broken)
{
	if (state->encoding != GMIME_CONTENT_ENCODING_BASE64)
		return g_mime_encoding_flush(state, "", 0, out);
	if (state->state <= 0)
		return 0;
	*ret_broken = TRUE;
	return state->state >= 2 ? g_mime_encoding_step(state, "==", 2, out) : 0;
}

static GBytes *decode_in_memory(const char *in, gsize length, GMimeContentEncoding encoding, gboolean *ret_broken)
{
	GMimeEncoding state;
	char *out = g_malloc(length + ROOM);      /* none of the encodings grows by decoding */
	gsize n;

	g_mime_encoding_init_decode(&state, encoding);
	n = g_mime_encoding_step(&state, in, length, out);
	n += decode_end(&state, out + n, ret_broken);
	return g_bytes_new_take(g_realloc(out, n ? n : 1), n);
}

static GBytes *decode_in_file(const char *in, gsize length, GMimeContentEncoding encoding, gboolean *ret_broken, GError **error)
{
	struct spool *spool = spool_new(PIECE, G_MAXSIZE / 2, NULL);
	g_autofree char *out = g_malloc(PIECE + ROOM);
	GMimeEncoding state;
	GBytes *content = NULL;
	gboolean taken = TRUE;

	g_mime_encoding_init_decode(&state, encoding);
	for (gsize at = 0; at < length && taken; at += PIECE)
		taken = spool_append(spool, out, g_mime_encoding_step(&state, in + at, MIN(length - at, PIECE), out), error);
	if (taken && spool_append(spool, out, decode_end(&state, out, ret_broken), error))
		content = spool_steal(spool, error);
	spool_free(spool);
	return content;
}

/* g_mime_encoding_step() wants the "begin" line gone. */
static gsize after_begin_line(const char *in, gsize length)
{
	for (gsize at = 0; at < length;) {
		const char *end = memchr(in + at, '\n', length - at);
		gsize next = end ? (gsize)(end - in) + 1 : length;

		if (length - at > 6 && memcmp(in + at, "begin ", 6) == 0)
			return next;
		at = next;
	}
	return length;
}

static gboolean is_encoded(GMimeContentEncoding encoding)
{
	return encoding == GMIME_CONTENT_ENCODING_BASE64 || encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
		|| encoding == GMIME_CONTENT_ENCODING_UUENCODE;
}

GBytes *decode_content(GBytes *raw, gsize start, gsize end, GMimeContentEncoding encoding, gsize in_memory, gboolean *ret_broken)
{
	const char *in = (const char *)g_bytes_get_data(raw, NULL) + start;
	gsize length = end - start;
	g_autoptr(GError) error = NULL;
	GBytes *content;

	*ret_broken = FALSE;
	if (!is_encoded(encoding) || !length)
		return g_bytes_new_from_bytes(raw, start, length);
	if (encoding == GMIME_CONTENT_ENCODING_UUENCODE) {
		gsize body = after_begin_line(in, length);

		*ret_broken = body == length;
		in += body;
		length -= body;
	}

	if (length <= in_memory)
		return decode_in_memory(in, length, encoding, ret_broken);
	content = decode_in_file(in, length, encoding, ret_broken, &error);
	if (content)
		return content;
	/* no room for a file is no reason not to read */
	log_warning("decoding a part of %" G_GSIZE_FORMAT " bytes in memory: %s", length, error->message);
	return decode_in_memory(in, length, encoding, ret_broken);
}
