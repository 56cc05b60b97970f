/* SPDX-License-Identifier: BSD-2-Clause
 *
 * address-valid.c - the gate that every address passes before an MTA is given it
 *
 * Stricter than RFC 5321 where an MTA's parser could be led astray: nothing in a quoted local part but printable
 * ASCII without blanks and brackets, and outside of ASCII only letters, digits and marks, so that no look-alike of
 * "@", "," or "." comes through and no character that shows nothing.
 */
#include <liaison/address.h>

#include <arpa/inet.h>
#include <string.h>

enum {
	LOCAL_MAX = 64,      /* RFC 5321 4.5.3.1.1, in octets as all of these */
	DOMAIN_MAX = 255,    /* 4.5.3.1.2 */
	ADDRESS_MAX = 254,   /* 4.5.3.1.3, less the brackets */
	LABEL_MAX = 63,      /* RFC 1035 2.3.4 */
};

static gboolean is_wide_letter(gunichar c)
{
	return c >= 0x80 && c != 0xFFFD && (g_unichar_isalnum(c) || g_unichar_ismark(c));
}

static gboolean is_atext(gunichar c)
{
	if (c < 0x80)
		return c && (g_ascii_isalnum((char) c) || strchr("!#$%&'*+-/=?^_`{|}~", (int) c));
	return is_wide_letter(c);
}

static gboolean local_is_dot_atom(const char *p, const char *end)
{
	gboolean dot = TRUE;

	for (; p < end; p = g_utf8_next_char(p)) {
		if (*p == '.' && dot)
			return FALSE;
		dot = *p == '.';
		if (!dot && !is_atext(g_utf8_get_char(p)))
			return FALSE;
	}
	return !dot;
}

static gboolean local_is_quoted(const char *p, const char *end)
{
	if (end - p < 3 || *p != '"' || end[-1] != '"')
		return FALSE;
	for (p++, end--; p < end; p++) {
		gboolean escaped = *p == '\\';
		if (escaped && ++p == end)
			return FALSE;
		if (!g_ascii_isgraph(*p) || strchr("<>@", *p) || (*p == '"' && !escaped))
			return FALSE;
	}
	return TRUE;
}

static gboolean domain_is_literal(const char *domain)
{
	gsize length = strlen(domain);
	unsigned char address[sizeof(struct in6_addr)];

	if (length < 3 || length > 64 || domain[0] != '[' || domain[length - 1] != ']')
		return FALSE;
	g_autofree char *inner = g_strndup(domain + 1, length - 2);
	if (g_ascii_strncasecmp(inner, "IPv6:", 5) == 0)
		return inet_pton(AF_INET6, inner + 5, address) == 1;
	return inet_pton(AF_INET, inner, address) == 1;
}

/* Letters, digits and hyphens between dots, at least one dot, the last label no number (RFC 3696 2). */
static gboolean domain_is_ldh(const char *domain)
{
	gsize label = 0, labels = 1;
	gboolean numeric = TRUE;

	for (const char *p = domain; *p; p++) {
		if (*p == '.') {
			if (label == 0 || p[-1] == '-')
				return FALSE;
			labels++;
			label = 0;
			numeric = TRUE;
			continue;
		}
		if (!g_ascii_isalnum(*p) && (*p != '-' || label == 0))
			return FALSE;
		if (++label > LABEL_MAX)
			return FALSE;
		numeric = numeric && g_ascii_isdigit(*p);
	}
	return label > 0 && labels > 1 && !numeric && domain[strlen(domain) - 1] != '-';
}

static gboolean domain_is_valid(const char *domain)
{
	if (*domain == '[')
		return domain_is_literal(domain);
	if (g_str_is_ascii(domain))
		return strlen(domain) <= DOMAIN_MAX && domain_is_ldh(domain);

	for (const char *p = domain; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		if (c >= 0x80 && !is_wide_letter(c))
			return FALSE;
	}
	g_autofree char *ascii = g_hostname_to_ascii(domain);
	return ascii && strlen(ascii) <= DOMAIN_MAX && domain_is_ldh(ascii);
}

gboolean address_is_valid(const char *addr_spec)
{
	gsize length = addr_spec ? strnlen(addr_spec, ADDRESS_MAX + 1) : 0;

	if (length == 0 || length > ADDRESS_MAX || !g_utf8_validate(addr_spec, (gssize) length, NULL))
		return FALSE;

	const char *at = strchr(addr_spec, '@');
	if (!at || at != strrchr(addr_spec, '@') || at - addr_spec > LOCAL_MAX)
		return FALSE;
	return (*addr_spec == '"' ? local_is_quoted(addr_spec, at) : local_is_dot_atom(addr_spec, at)) &&
		domain_is_valid(at + 1);
}
