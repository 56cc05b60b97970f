/* SPDX-License-Identifier: BSD-2-Clause
 *
 * address-parts.c - where the parts of an address begin and end in text: local part, domain, quoted string, brackets
 */
#include "address-scan.h"

#include <string.h>

enum {
	ANGLE_MAX = 400,        /* bytes between "<" and ">" */
	QUOTED_MAX = 256,
	COMMENT_MAX = 256,
};

gboolean address_parts_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char *address_parts_skip_blanks(const char *p)
{
	while (address_parts_is_blank(*p))
		p++;
	return p;
}

static gboolean is_wide_letter(gunichar c)
{
	return c >= 0x80 && (g_unichar_isalnum(c) || g_unichar_ismark(c));
}

/* RFC 5322's atext less what separates or marks up text around an address: / | * ` { } */
static gboolean is_local(const char *p)
{
	guchar c = (guchar) *p;

	if (c >= 0x80)
		return is_wide_letter(g_utf8_get_char(p));
	return g_ascii_isalnum(*p) || (c && strchr("!#$%&'+-=?^_~.", *p));
}

static gboolean is_domain(const char *p)
{
	if ((guchar) *p >= 0x80)
		return is_wide_letter(g_utf8_get_char(p));
	return g_ascii_isalnum(*p) || *p == '-' || *p == '.';
}

const char *address_parts_local_start(const struct address_scan *scan, const char *end)
{
	const char *start = end;

	while (start > scan->floor && end - start <= ADDRESS_LOCAL_MAX) {
		const char *previous = g_utf8_prev_char(start);
		if (!is_local(previous))
			break;
		start = previous;
	}
	return start;
}

const char *address_parts_domain_end(const char *start)
{
	const char *end = start;

	while (is_domain(end) && end - start <= 256)
		end = g_utf8_next_char(end);
	return end;
}

/* A character that stands for a lost one, or one that shows nothing inside a word: the word was damaged or disguised. */
static gboolean is_damage(const char *p, const char *beyond)
{
	gunichar c = g_utf8_get_char(p);

	if (c == 0xFFFD)
		return TRUE;
	return c >= 0x80 && g_unichar_type(c) == G_UNICODE_FORMAT && beyond && is_local(beyond);
}

/* "a@mail.example. com": a full stop that was not one */
static gboolean is_torn_domain(const char *rest)
{
	static const char *const labels[] = { "com", "org", "net", "int", "edu", "gov", "info" };

	if (*rest != '.' || !address_parts_is_blank(rest[1]))
		return FALSE;
	rest = address_parts_skip_blanks(rest);
	rest = address_parts_skip_blanks(rest + 1);
	for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
		gsize length = strlen(labels[i]);
		if (strncmp(rest, labels[i], length) == 0 && !g_ascii_isalnum(rest[length]))
			return TRUE;
	}
	return FALSE;
}

static gboolean is_cut_after(const char *end)
{
	const char *next = *end ? g_utf8_next_char(end) : end;

	if (*end == '@' || *end == '_' || end[-1] == '-' || is_torn_domain(end))
		return TRUE;
	if (*end == ':' && g_ascii_isalnum(end[1]))
		return TRUE;          /* host:port, host:path */
	return *end && is_damage(end, *next ? next : NULL);
}

static const char *literal_end(const char *p)
{
	const char *end = p;

	while (*end && *end != ']' && end - p < 64)
		end++;
	return *end == ']' ? end + 1 : p;
}

/* Where the domain that begins at p ends, without full stops after it; p if none begins there or it is torn. */
const char *address_parts_host_end(const char *p)
{
	const char *end = *p == '[' ? literal_end(p) : address_parts_domain_end(p);

	while (end > p && end[-1] == '.')
		end--;
	return end > p && !is_cut_after(end) ? end : p;
}

gboolean address_parts_is_cut_before(const struct address_scan *scan, const char *start)
{
	if (start == scan->text || *start == '.')
		return *start == '.';
	const char *previous = g_utf8_prev_char(start);
	return is_damage(previous, previous > scan->text ? g_utf8_prev_char(previous) : NULL);
}

gboolean address_parts_is_plausible(const char *addr_spec)
{
	if (!address_is_valid(addr_spec))
		return FALSE;
	if (addr_spec[strlen(addr_spec) - 1] == ']')
		return TRUE;

	const char *label = strrchr(addr_spec, '.') + 1;
	if (g_ascii_strncasecmp(label, "xn--", 4) == 0 || !g_str_is_ascii(label))
		return TRUE;
	for (const char *p = label; *p; p++)
		if (!g_ascii_isalpha(*p))
			return FALSE;
	return strlen(label) >= 2;
}

/* The text in angle brackets that begin at open; NULL if they do not close soon. ret_after: behind the closing one */
char *address_parts_angle_text(const char *open, const char **ret_after)
{
	const char *p = open + 1;

	while (*p && *p != '<' && *p != '>' && p - open <= ANGLE_MAX)
		p++;
	if (*p != '>')
		return NULL;
	*ret_after = p + 1;
	return g_strstrip(g_strndup(open + 1, (gsize) (p - open - 1)));
}

/* The addr-spec that text is, or NULL: "mailto:a@b?subject=x", "a@b.", "a @ b", "@route:a@b" */
char *address_parts_addr_spec(const char *text)
{
	gboolean url = g_ascii_strncasecmp(text, "mailto:", 7) == 0;

	if (url)
		text = address_parts_skip_blanks(text + 7);
	if (*text == '@' && strchr(text, ':'))
		text = strchr(text, ':') + 1;

	g_autoptr(GString) spec = g_string_new(NULL);
	for (const char *p = text; *p && !(url && *p == '?'); p++) {
		gboolean behind = spec->len > 0 && spec->str[spec->len - 1] == '@';
		gboolean by_at = address_parts_is_blank(*p) && (behind || *address_parts_skip_blanks(p) == '@');
		if (!by_at)
			g_string_append_c(spec, *p);
	}
	while (spec->len > 0 && strchr(".,;", spec->str[spec->len - 1]))
		g_string_truncate(spec, spec->len - 1);
	if (!address_parts_is_plausible(spec->str))
		return NULL;
	return g_string_free(g_steal_pointer(&spec), FALSE);
}

/* The address in the angle brackets at p, if that is all they hold. */
char *address_parts_angle(const char *p, const char **ret_after)
{
	g_autofree char *text = *p == '<' ? address_parts_angle_text(p, ret_after) : NULL;

	return text ? address_parts_addr_spec(text) : NULL;
}

/* Behind the quoted string that begins at p, or NULL. */
const char *address_parts_quoted_end(const char *p)
{
	const char *start = p;

	for (p++; *p && p - start <= QUOTED_MAX; p++) {
		if (*p == '\\' && p[1])
			p++;
		else if (*p == '"')
			return p + 1;
	}
	return NULL;
}

char *address_parts_unquote(const char *start, const char *end)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (const char *p = start + 1; p < end - 1; p++) {
		if (*p == '\\' && p + 1 < end - 1)
			p++;
		g_string_append_c(out, address_parts_is_blank(*p) ? ' ' : *p);
	}
	return g_strstrip(g_string_free(g_steal_pointer(&out), FALSE));
}

/* Behind the comment that begins at p, or NULL. RFC 5322 3.2.2: comments nest. */
const char *address_parts_comment_end(const char *p)
{
	const char *start = p;
	int depth = 0;

	for (; *p && p - start <= COMMENT_MAX; p++) {
		if (*p == '\\' && p[1])
			p++;
		else if (*p == '(')
			depth++;
		else if (*p == ')' && --depth == 0)
			return p + 1;
	}
	return NULL;
}

const char *address_parts_skip_comments(const char *p)
{
	p = address_parts_skip_blanks(p);
	for (int n = 0; n < 3 && *p == '('; n++) {
		const char *end = address_parts_comment_end(p);
		if (!end)
			break;
		p = address_parts_skip_blanks(end);
	}
	return p;
}
