/* SPDX-License-Identifier: BSD-2-Clause
 *
 * value.c - reading the values of fields
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/text.h>
#include "charset-names.h"
#include "gmime-auto.h"
#include "value.h"

enum {
	ADDRESSES_MAX_BYTES = 64 * 1024,
	/* GMime reads a group by calling itself, and a group may begin where an address may: 65,000 of "a:" overflow the stack */
	GROUPS_MAX = 100,
	ID_MAX = 998,            /* RFC 5322 2.1.1: no line is longer, and an identifier cannot be folded */
};

static GMimeParserOptions *options;

void value_init(void)
{
	static const char *charsets[] = { "utf-8", "windows-1252", NULL };

	options = g_mime_parser_options_new();
	g_mime_parser_options_set_fallback_charsets(options, charsets);
}

GMimeParserOptions *value_options(void)
{
	return options;
}

char *value_clean(const char *text)
{
	g_autofree char *valid = text_make_valid(text, strlen(text), G_MAXSIZE / 2, NULL);
	GString *out = g_string_sized_new(strlen(valid) + 1);

	for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		g_string_append_unichar(out, c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ? ' ' : c);
	}
	return g_strstrip(g_string_free(out, FALSE));
}

/* GMime takes the charset of an encoded word at its word; here it is named as it is meant. What nobody knows is tried as UTF-8. */
static void add_charset(GString *out, const char *name, gsize length)
{
	g_autofree char *declared = g_strndup(name, length);
	const char *meant = charset_meant_by(declared);

	g_string_append(out, meant ? meant : "utf-8");
}

static char *with_charsets_meant(const char *raw)
{
	GString *out = g_string_sized_new(strlen(raw) + 1);
	const char *word;

	for (; (word = strstr(raw, "=?")); raw = word) {
		gsize length = strcspn(word + 2, "?* \t");

		g_string_append_len(out, raw, word + 2 - raw);
		word += 2 + length;
		if (*word == '?' || *word == '*')
			add_charset(out, word - length, length);
		else
			g_string_append_len(out, word - length, (gssize)length);
	}
	g_string_append(out, raw);
	return g_string_free(out, FALSE);
}

/* name*=charset'language'value, name*0*=… (RFC 2231 4) */
char *value_with_parameter_charsets(const char *raw)
{
	g_autofree char *prepared = with_charsets_meant(raw);
	GString *out = g_string_sized_new(strlen(prepared) + 1);
	const char *at = prepared, *mark;

	for (; (mark = strchr(at, '*')); at = mark) {
		gsize gap, length;

		mark++;
		gap = strspn(mark, "= \t\"");
		length = strcspn(mark + gap, "';\"");
		g_string_append_len(out, at, mark - at);
		if (!gap || mark[gap + length] != '\'')
			continue;
		g_string_append_len(out, mark, (gssize)gap);
		add_charset(out, mark + gap, length);
		mark += gap + length;
	}
	g_string_append(out, at);
	return g_string_free(out, FALSE);
}

char *value_text(const char *raw)
{
	g_autofree char *prepared = with_charsets_meant(raw);
	g_autofree char *decoded = g_mime_utils_header_decode_text(options, prepared);

	return value_clean(decoded ? decoded : raw);
}

/* ---- addresses ---- */

/* Nothing that ends an address, and nothing that shows nothing; brackets belong to an address literal (RFC 5321 4.1.3). */
static gboolean is_plain_addr_spec(const char *text)
{
	const char *at = strrchr(text, '@');

	if (!at || at == text || !at[1] || !g_utf8_validate(text, -1, NULL))
		return FALSE;
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c <= ' ' || g_unichar_iscntrl(c) || c == '<' || c == '>')
			return FALSE;
		if ((c == '[' || c == ']') && !(at[1] == '[' && p > at))
			return FALSE;
	}
	return TRUE;
}

static void take_mailbox(InternetAddress *found, const struct limits *limits, GPtrArray *list, gboolean *ret_beyond)
{
	const char *addr_spec = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(found));
	const char *name = internet_address_get_name(found);
	g_autofree char *clean = name ? value_clean(name) : NULL;
	struct address *address;

	if (!addr_spec || !is_plain_addr_spec(addr_spec))
		return;
	if (list->len >= limits->addresses) {
		*ret_beyond = TRUE;
		return;
	}
	address = address_new(clean && *clean ? clean : NULL, addr_spec);
	if (address)
		g_ptr_array_add(list, address);
}

static void take_list(InternetAddressList *found, const struct limits *limits, GPtrArray *list, gboolean *ret_beyond, guint depth)
{
	for (int i = 0; i < internet_address_list_length(found); i++) {
		InternetAddress *one = internet_address_list_get_address(found, i);

		if (INTERNET_ADDRESS_IS_MAILBOX(one))
			take_mailbox(one, limits, list, ret_beyond);
		else if (INTERNET_ADDRESS_IS_GROUP(one) && depth)
			take_list(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), limits, list, ret_beyond, depth - 1);
	}
}

static guint count(const char *text, char c)
{
	guint n = 0;

	for (; *text; text++)
		n += *text == c;
	return n;
}

/* "undisclosed-recipients:;" and an empty list say that there is nobody: that is no fault. */
static gboolean says_nobody(const char *raw)
{
	const char *colon = strchr(raw, ':');

	return !*raw || (!strchr(raw, '@') && colon && strchr(colon, ';')) || g_str_equal(raw, "<>");
}

gboolean value_addresses(const char *raw, const struct limits *limits, GPtrArray *list, gboolean *ret_beyond)
{
	g_autofree char *bounded = g_strndup(raw, ADDRESSES_MAX_BYTES), *prepared = NULL;
	g_autofree char *text = NULL;
	guint before = list->len;

	if (strlen(raw) > ADDRESSES_MAX_BYTES) {
		char *comma = strrchr(bounded, ',');     /* half an address would be another address */

		*ret_beyond = TRUE;
		*(comma ? comma : bounded) = '\0';
	}
	if (count(bounded, ':') <= GROUPS_MAX) {
		g_autoptr(InternetAddressList) found = NULL;

		prepared = with_charsets_meant(bounded);
		found = internet_address_list_parse(options, prepared);
		if (found)
			take_list(found, limits, list, ret_beyond, GROUPS_MAX);
	}
	if (list->len > before || says_nobody(bounded))
		return TRUE;
	/* what GMime cannot read may still be an address for a person: "Name [a@b]", mailto: */
	text = value_text(bounded);
	return address_scan(text, limits->addresses > list->len ? limits->addresses - list->len : 0, list) > 0;
}

/* ---- identifiers ---- */

static gboolean add_id(const char *bytes, gsize length, guint max, GPtrArray *list)
{
	g_autofree char *valid = NULL;
	GString *out;

	if (list->len >= max || length > ID_MAX)
		return FALSE;
	out = g_string_sized_new(length + 1);
	for (gsize i = 0; i < length; i++)
		if ((guchar)bytes[i] > ' ' && bytes[i] != 0x7f)
			g_string_append_c(out, bytes[i]);
	valid = text_make_valid(out->str, out->len, ID_MAX, NULL);
	g_string_free(out, TRUE);
	if (!*valid)
		return FALSE;
	g_ptr_array_add(list, g_steal_pointer(&valid));
	return TRUE;
}

static const char *skip_comment(const char *p)
{
	guint depth = 0;

	for (; *p; p++) {
		if (*p == '\\' && p[1])
			p++;
		else if (*p == '(')
			depth++;
		else if (*p == ')' && --depth == 0)
			return p + 1;
	}
	return p;
}

void value_message_ids(const char *raw, guint max, GPtrArray *list)
{
	guint before = list->len;
	const char *p = raw, *bare = NULL;
	gsize bare_length = 0;

	while (*p && list->len < max) {
		if (*p == '(') {
			p = skip_comment(p);
		} else if (*p == '<') {
			gsize length = strcspn(p + 1, "<>");

			add_id(p + 1, length, max, list);
			p += 1 + length + (p[1 + length] == '>');
		} else if (strchr(" \t,;>\"", *p)) {
			p++;
		} else {
			gsize length = strcspn(p, " \t,;<>()\"");

			length += !length;
			if (memchr(p, '@', length)) {
				bare = p;
				bare_length = length;
			} else if (!bare && p == raw && !p[length]) {
				bare = p;        /* one word and nothing else */
				bare_length = length;
			}
			p += length;
		}
	}
	/* "Your message of Monday <a@b>" has one in brackets; only without any may a bare one stand for it */
	if (list->len == before && bare)
		add_id(bare, bare_length, max, list);
}

gint64 value_date(const char *raw)
{
	g_autoptr(GDateTime) date = *raw ? g_mime_utils_header_decode_date(raw) : NULL;
	gint64 seconds = date ? g_date_time_to_unix(date) : -1;

	if (seconds < 0)
		return -1;
	return seconds * G_USEC_PER_SEC;
}
