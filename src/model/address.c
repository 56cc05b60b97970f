/* SPDX-License-Identifier: BSD-2-Clause
 *
 * address.c - one mailbox: its making, writing, comparing; address-valid.c says what is one, address-scan.c finds them
 */
#include <liaison/address.h>

#include <string.h>

struct address *address_new(const char *name, const char *addr_spec)
{
	struct address *address = g_new0(struct address, 1);

	address->name = name && *name ? g_strdup(name) : NULL;
	address->addr_spec = g_strdup(addr_spec ? addr_spec : "");
	return address;
}

struct address *address_copy(const struct address *address)
{
	return address ? address_new(address->name, address->addr_spec) : NULL;
}

void address_free(struct address *address)
{
	if (!address)
		return;
	g_free(address->name);
	g_free(address->addr_spec);
	g_free(address);
}

/* RFC 5322 3.2.3's atext and the blanks between atoms; RFC 6532 adds all that is not ASCII. */
static gboolean name_is_phrase(const char *name)
{
	for (const char *p = name; *p; p++) {
		guchar c = (guchar) *p;
		if (c < 0x80 && !g_ascii_isalnum(*p) && !strchr(" !#$%&'*+-/=?^_`{|}~", *p))
			return FALSE;
	}
	return *name != ' ';
}

char *address_format(const struct address *address)
{
	if (!address->name || !*address->name)
		return g_strdup(address->addr_spec);
	if (name_is_phrase(address->name))
		return g_strdup_printf("%s <%s>", address->name, address->addr_spec);

	g_autoptr(GString) out = g_string_new("\"");
	for (const char *p = address->name; *p; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_c(out, '\\');
		/* a line end here would begin a header field of somebody else's choice */
		g_string_append_c(out, g_ascii_iscntrl(*p) ? ' ' : *p);
	}
	g_string_append_printf(out, "\" <%s>", address->addr_spec);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Where the text up to one of ends is over, quoted strings stepped over (RFC 5321 4.1.2). */
static const char *skip_to(const char *p, const char *ends)
{
	gboolean quoted = FALSE;

	for (; *p; p++) {
		if (*p == '\\' && p[1])
			p++;
		else if (*p == '"')
			quoted = !quoted;
		else if (!quoted && strchr(ends, *p))
			return p;
	}
	return p;
}

char *address_from_envelope(const char *argument)
{
	if (!argument)
		return g_strdup("");

	g_autofree char *valid = g_utf8_make_valid(argument, -1);
	const char *start = valid + strspn(valid, " \t");
	const char *ends = " \t";

	if (*start == '<') {
		start++;
		start += strspn(start, " \t");
		ends = "> \t";
	}
	if (*start == '@') {
		/* a source route, to be ignored: RFC 5321 4.1.2 and appendix C */
		const char *colon = skip_to(start, ":>");
		if (*colon == ':')
			start = colon + 1;
	}
	return g_strndup(start, (gsize) (skip_to(start, ends) - start));
}

const char *address_domain(const char *addr_spec)
{
	const char *at = addr_spec ? strrchr(addr_spec, '@') : NULL;

	return at ? at + 1 : "";
}

char *address_rewritten(const char *addr_spec)
{
	static const char mark[] = "=40", label[] = "dmarc.";
	const char *at = addr_spec ? strrchr(addr_spec, '@') : NULL;
	const char *found = at && g_ascii_strncasecmp(at + 1, label, strlen(label)) == 0 ? g_strrstr_len(addr_spec, at - addr_spec, mark) : NULL;
	g_autofree char *local = found ? g_strndup(addr_spec, (gsize)(found - addr_spec)) : NULL;
	g_autofree char *domain = found ? g_strndup(found + strlen(mark), (gsize)(at - found) - strlen(mark)) : NULL;
	g_autofree char *whole = found ? g_strconcat(local, "@", domain, NULL) : NULL;

	return whole && address_is_valid(whole) ? g_steal_pointer(&whole) : NULL;
}

struct address *address_author(const struct address *address)
{
	struct address *copy = address_copy(address);
	char *written = address_rewritten(address->addr_spec);

	if (written) {
		g_free(copy->addr_spec);
		copy->addr_spec = written;
	}
	return copy;
}

/* A domain as two of them are compared: A-labels, small letters, no dot of the root. */
static char *domain_key(const char *domain)
{
	gsize length = strlen(domain);

	if (length > 0 && domain[length - 1] == '.')
		length--;
	g_autofree char *bare = g_strndup(domain, length);
	g_autofree char *ascii = g_str_is_ascii(bare) ? NULL : g_hostname_to_ascii(bare);

	if (ascii)
		return g_ascii_strdown(ascii, -1);
	if (g_str_is_ascii(bare))
		return g_ascii_strdown(bare, -1);
	return g_utf8_validate(bare, -1, NULL) ? g_utf8_casefold(bare, -1) : g_steal_pointer(&bare);
}

/* "a.b"@c is a.b@c: RFC 5321 4.1.2 asks for the form without quotes where there is one. */
static char *local_key(const char *addr_spec, gsize length)
{
	g_autofree char *local = g_strndup(addr_spec, length);
	g_autofree char *inner = NULL;

	if (length > 2 && local[0] == '"' && local[length - 1] == '"') {
		inner = g_strndup(local + 1, length - 2);
		g_autofree char *bare = g_strconcat(inner, "@a.a", NULL);
		if (!address_is_valid(bare))
			g_clear_pointer(&inner, g_free);
	}
	const char *use = inner ? inner : local;
	if (g_str_is_ascii(use))
		return g_ascii_strdown(use, -1);
	if (!g_utf8_validate(use, -1, NULL))
		return g_strdup(use);
	g_autofree char *normal = g_utf8_normalize(use, -1, G_NORMALIZE_NFC);
	return g_utf8_casefold(normal ? normal : use, -1);
}

char *address_key(const char *addr_spec)
{
	const char *at = addr_spec ? strrchr(addr_spec, '@') : NULL;

	if (!at)
		return local_key(addr_spec ? addr_spec : "", addr_spec ? strlen(addr_spec) : 0);

	g_autofree char *local = local_key(addr_spec, (gsize) (at - addr_spec));
	g_autofree char *domain = domain_key(at + 1);
	return g_strconcat(local, "@", domain, NULL);
}

/* Nothing about it but its case can be written in two ways. */
static gboolean is_plain(const char *addr_spec)
{
	gsize length = strlen(addr_spec);

	return *addr_spec != '"' && length > 0 && addr_spec[length - 1] != '.' && g_str_is_ascii(addr_spec);
}

gboolean address_equal(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	if (strcmp(a, b) == 0)
		return TRUE;

	if (is_plain(a) && is_plain(b))
		return g_ascii_strcasecmp(a, b) == 0;
	g_autofree char *key_a = address_key(a);
	g_autofree char *key_b = address_key(b);
	return strcmp(key_a, key_b) == 0;
}

gboolean addresses_have(const GPtrArray *addr_specs, const char *addr_spec)
{
	for (guint i = 0; addr_spec && i < addr_specs->len; i++)
		if (address_equal(g_ptr_array_index(addr_specs, i), addr_spec))
			return TRUE;
	return FALSE;
}

gboolean addresses_add(GPtrArray *addr_specs, const char *addr_spec)
{
	if (!addr_spec || addresses_have(addr_specs, addr_spec))
		return FALSE;
	g_ptr_array_add(addr_specs, g_strdup(addr_spec));
	return TRUE;
}

static gboolean ends_in_domain(const char *domain, gsize length, const char *of, gsize of_length)
{
	if (of_length == 0 || length < of_length || g_ascii_strcasecmp(domain + length - of_length, of) != 0)
		return FALSE;
	return length == of_length || domain[length - of_length - 1] == '.';
}

gboolean address_domain_within(const char *domain, const char *of)
{
	if (!domain || !of)
		return FALSE;
	if (is_plain(domain) && is_plain(of))
		return ends_in_domain(domain, strlen(domain), of, strlen(of));

	g_autofree char *key = domain_key(domain);
	g_autofree char *of_key = domain_key(of);

	return ends_in_domain(key, strlen(key), of_key, strlen(of_key));
}
