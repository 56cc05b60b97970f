/* SPDX-License-Identifier: BSD-2-Clause
 *
 * token.c - what makes mail of ours known as ours: Message-IDs and envelope senders that only we can make
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/compose.h>

enum {
	TOKEN_BYTES = 15,        /* 24 characters of base32, nothing left over */
	TOKEN_LENGTH = 24,
	LOCAL_PART_MAX = 64,     /* RFC 5321 4.5.3.1.1 */
};

char *compose_base32(const guint8 *bytes, gsize length)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
	GString *out = g_string_new(NULL);
	guint32 held = 0;
	guint bits = 0;

	for (gsize i = 0; i < length; i++) {
		held = (held << 8 | bytes[i]) & 0xfff;
		for (bits += 8; bits >= 5; bits -= 5)
			g_string_append_c(out, digits[held >> (bits - 5) & 31]);
	}
	if (bits > 0)
		g_string_append_c(out, digits[held << (5 - bits) & 31]);
	return g_string_free(out, FALSE);
}

/* The purpose comes first, so that a token for one thing is none for another. */
static char *token_of(GBytes *secret, const char *purpose, const char *value, gsize size)
{
	gsize key_length, length = 32;
	const guchar *key = g_bytes_get_data(secret, &key_length);
	GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, key, key_length);
	guint8 digest[32];

	g_hmac_update(hmac, (const guchar *)purpose, (gssize)strlen(purpose) + 1);
	g_hmac_update(hmac, (const guchar *)value, (gssize)strlen(value));
	g_hmac_get_digest(hmac, digest, &length);
	g_hmac_unref(hmac);
	return compose_base32(digest, size);
}

static char *token(GBytes *secret, const char *purpose, const char *value)
{
	return token_of(secret, purpose, value, TOKEN_BYTES);
}

char *compose_token(GBytes *secret, const char *key)
{
	return token_of(secret, "review", key, 16);
}

char *compose_message_id(GBytes *secret, const char *key, const char *domain)
{
	g_autofree char *word = token(secret, "message-id", key);

	return g_strdup_printf("liaison.%s@%s", word, domain);
}

char *compose_bounce_address(GBytes *secret, const char *base, const char *content_digest)
{
	g_autofree char *word = token(secret, "bounce", content_digest);
	gsize local = strcspn(base, "@");

	return g_strdup_printf("%.*s+b%s%s", (int)MIN(local, LOCAL_PART_MAX - TOKEN_LENGTH - 2), base, word, base + local);
}

/* The token in it, or NULL; points into addr_spec. */
static const char *token_in(const char *base, const char *addr_spec)
{
	gsize local = MIN(strcspn(base, "@"), LOCAL_PART_MAX - TOKEN_LENGTH - 2);
	const char *word;

	if (g_ascii_strncasecmp(addr_spec, base, local) != 0 || addr_spec[local] != '+' || g_ascii_tolower(addr_spec[local + 1]) != 'b')
		return NULL;
	word = addr_spec + local + 2;
	if (strcspn(word, "@") != TOKEN_LENGTH || g_ascii_strcasecmp(word + TOKEN_LENGTH, base + strcspn(base, "@")) != 0)
		return NULL;
	return word;
}

gboolean compose_is_bounce_address(const char *base, const char *addr_spec)
{
	return base && addr_spec && token_in(base, addr_spec) != NULL;
}

gboolean compose_bounce_is_valid(GBytes *secret, const char *base, const char *addr_spec, const char *content_digest)
{
	const char *word = base && addr_spec ? token_in(base, addr_spec) : NULL;
	g_autofree char *right = NULL;
	guint differ = 0;

	if (!word)
		return FALSE;
	right = token(secret, "bounce", content_digest);
	for (guint i = 0; i < TOKEN_LENGTH; i++)     /* in the same time, wherever it differs */
		differ |= (guint)(guchar)g_ascii_tolower(word[i]) ^ (guint)(guchar)right[i];
	return differ == 0;
}
