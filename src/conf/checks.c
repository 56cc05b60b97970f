/* SPDX-License-Identifier: BSD-2-Clause
 *
 * checks.c - is one value of a setting what it has to be
 */
#include <config.h>
#include <string.h>
#include <sys/un.h>
#include <liaison/address.h>
#include <liaison/layout.h>
#include <liaison/text.h>
#include "checks.h"

#define NAME_MAX_BYTES 200u
#define URL_MAX_BYTES 500u

static gboolean
has_control(const char *value)
{
	for (const char *p = value; *p != '\0'; p = g_utf8_next_char(p))
		if (g_unichar_iscntrl(g_utf8_get_char(p)))
			return TRUE;
	return FALSE;
}

char *
check_name(const char *value)
{
	g_autofree char *folded = text_fold_space(value);

	if (folded[0] == '\0')
		return g_strdup("is empty; write a name");
	if (has_control(value))
		return g_strdup("holds a control character; write the name on one line");
	if (strlen(value) > NAME_MAX_BYTES)
		return g_strdup_printf("is longer than %u bytes", NAME_MAX_BYTES);
	return NULL;
}

char *
check_address(const char *value)
{
	if (address_is_valid(value))
		return NULL;
	if (strchr(value, '<') != NULL)
		return g_strdup_printf("\"%s\" is more than an address; write local-part@domain alone, without a name and brackets", value);
	return g_strdup_printf("\"%s\" is no mail address; write local-part@domain", value);
}

/* RFC 5321 4.5.3.1.1: a local part has 64 octets, and "+" and a token of 27 go behind it. */
char *
check_review_address(const char *value)
{
	char *wrong = check_address(value);

	if (wrong)
		return wrong;
	if (strchr(value, '"') != NULL || strcspn(value, "@") > 64 - 28)
		return g_strdup_printf("\"%s\": the local part must be at most 36 bytes without quotes; a token goes behind it", value);
	return NULL;
}

char *
check_address_glob(const char *value)
{
	if (strpbrk(value, " \t<>,;") == NULL && value[0] != '\0' && !has_control(value))
		return NULL;
	return g_strdup_printf("\"%s\" matches no mail address; write an address, or a glob such as \"*@example.org\"", value);
}

/* Letters, digits, hyphens and dots (RFC 1123 2.1), or letters beyond ASCII (RFC 6531). */
static gboolean
is_domain(const char *value)
{
	g_auto(GStrv) labels = g_strsplit(value, ".", -1);

	if (strlen(value) > 253 || g_strv_length(labels) < 2)
		return FALSE;
	for (guint i = 0; labels[i] != NULL; i++) {
		gsize length = strlen(labels[i]);
		if (length == 0 || length > 63 || labels[i][0] == '-' || labels[i][length - 1] == '-')
			return FALSE;
		for (const char *p = labels[i]; *p != '\0'; p = g_utf8_next_char(p)) {
			gunichar c = g_utf8_get_char(p);
			if (c < 128 ? !g_ascii_isalnum((char)c) && c != '-' : !g_unichar_isalnum(c) && !g_unichar_ismark(c))
				return FALSE;
		}
	}
	return TRUE;
}

char *
check_domain(const char *value)
{
	const char *meant = value + strspn(value, "*@.");

	if (is_domain(value))
		return NULL;
	if (meant != value && is_domain(meant))
		return g_strdup_printf("\"%s\" is no domain; write \"%s\", its sub-domains are meant as well", value, meant);
	return g_strdup_printf("\"%s\" is no domain; write for example \"example.org\"", value);
}

static char *
check_socket_path(const char *path)
{
	struct sockaddr_un address;

	if (path[0] != '/')
		return g_strdup_printf("the path \"%s\" is not absolute; write for example \"unix:/run/liaison-milter/milter.sock\"", path);
	if (strlen(path) >= sizeof address.sun_path)
		return g_strdup_printf("the path is longer than the %u bytes that a UNIX socket may have",
		                       (guint)sizeof address.sun_path - 1);
	if (g_str_has_suffix(path, "/"))
		return g_strdup_printf("\"%s\" is a folder; write the path of the socket in it", path);
	return NULL;
}

static char *
check_socket_inet(const char *value, const char *where, const char *family)
{
	const char *host = strchr(where, '@');
	g_autofree char *port = g_strndup(where, host == NULL ? strlen(where) : (gsize)(host - where));
	guint64 number;

	if (!g_ascii_string_to_unsigned(port, 10, 1, 65535, &number, NULL))
		return g_strdup_printf("\"%s\": \"%s\" is no port from 1 to 65535; write for example \"%s:8891@%s\"", value, port, family,
		                       strcmp(family, "inet6") == 0 ? "::1" : "127.0.0.1");
	if (host == NULL || host[1] == '\0')
		return g_strdup_printf("\"%s\" names no host and would listen on every interface; write \"%s:%s@%s\"", value, family, port,
		                       strcmp(family, "inet6") == 0 ? "::1" : "127.0.0.1");
	if (strpbrk(host + 1, " \t/@") != NULL)
		return g_strdup_printf("\"%s\": \"%s\" is no host", value, host + 1);
	return NULL;
}

/* The forms of smfi_setconn() (libmilter), without those that leave the host or the family to chance. */
char *
check_socket(const char *value)
{
	if (has_control(value))
		return g_strdup("holds a control character");
	if (g_str_has_prefix(value, "unix:"))
		return check_socket_path(value + strlen("unix:"));
	if (g_str_has_prefix(value, "local:"))
		return check_socket_path(value + strlen("local:"));
	if (g_str_has_prefix(value, "inet:"))
		return check_socket_inet(value, value + strlen("inet:"), "inet");
	if (g_str_has_prefix(value, "inet6:"))
		return check_socket_inet(value, value + strlen("inet6:"), "inet6");
	if (value[0] == '/')
		return g_strdup_printf("\"%s\" says no kind of socket; write \"unix:%s\"", value, value);
	return g_strdup_printf("\"%s\" is no socket; write \"unix:/path\", \"inet:port@host\" or \"inet6:port@host\"", value);
}

char *
check_mode(const char *value)
{
	guint64 mode;

	if (g_ascii_string_to_unsigned(value, 8, 0, 0777, &mode, NULL))
		return NULL;
	return g_strdup_printf("\"%s\" is no octal file mode up to 0777; write for example \"0660\"", value);
}

char *
check_timezone(const char *value)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(value);

	return zone ? NULL : g_strdup("is no time zone that this system knows; write one as \"Europe/Berlin\" or \"UTC\"");
}

char *
check_path(const char *value)
{
	if (has_control(value))
		return g_strdup("holds a control character");
	if (value[0] != '/')
		return g_strdup_printf("\"%s\" is not absolute; write the path from the root", value);
	return NULL;
}

/* It becomes part of a header field (RFC 5064) and of pages: only what a URI may hold (RFC 3986), and nothing that a
 * number cannot follow. */
char *
check_base_url(const char *value)
{
	const char *host;
	gsize length;

	if (g_str_has_prefix(value, "https://"))
		host = value + strlen("https://");
	else if (g_str_has_prefix(value, "http://"))
		host = value + strlen("http://");
	else
		return g_strdup_printf("\"%s\" is no web address; write for example \"https://liaison.example.org/\"", value);
	if (strlen(value) > URL_MAX_BYTES)
		return g_strdup_printf("is longer than %u bytes", URL_MAX_BYTES);
	length = strcspn(host, "/");
	if (length == 0 || host[0] == ':')
		return g_strdup_printf("\"%s\" names no host; write for example \"https://liaison.example.org/\"", value);
	if (strpbrk(value, "?#") != NULL)
		return g_strdup_printf("\"%s\" holds '?' or '#'; the number of a record is put behind it", value);
	for (const char *p = value; *p != '\0'; p++)
		if (!g_ascii_isgraph(*p) || strchr("<>\"\\^`{|}", *p) != NULL)
			return g_strdup("holds a character that a web address may not; percent-encode it");
	return NULL;
}

char *
check_command_word(const char *value)
{
	return has_control(value) ? g_strdup("holds a control character") : NULL;
}

char *
check_media_type(const char *value)
{
	const char *slash = strchr(value, '/');

	if (slash != NULL && slash != value && slash[1] != '\0' && strpbrk(value, " \t;,") == NULL && strchr(slash + 1, '/') == NULL &&
	    !has_control(value))
		return NULL;
	return g_strdup_printf("\"%s\" is no media type; write for example \"application/pdf\"", value);
}

/* A whole number and a unit behind it, out of a list of units. */
static gboolean
parse_with_unit(const char *text, const char *const *units, const gint64 *factors, gint64 *ret_value)
{
	gsize digits = strspn(text, "0123456789");
	const char *unit = text + digits + strspn(text + digits, " ");
	g_autofree char *number = g_strndup(text, digits);
	guint64 value;

	if (!g_ascii_string_to_unsigned(number, 10, 0, G_MAXINT64, &value, NULL))
		return FALSE;
	for (guint i = 0; units[i] != NULL; i++) {
		if (strcmp(unit, units[i]) != 0)
			continue;
		if (value > (guint64)(G_MAXINT64 / factors[i]))
			return FALSE;
		*ret_value = (gint64)value * factors[i];
		return TRUE;
	}
	return FALSE;
}

gboolean
parse_size(const char *text, gint64 *ret_bytes)
{
	static const char *const units[] = { "", "K", "M", "G", NULL };
	static const gint64 factors[] = { 1, 1024, 1024 * 1024, 1024 * 1024 * 1024 };

	return parse_with_unit(text, units, factors, ret_bytes);
}

gboolean
parse_duration(const char *text, gint64 *ret_ms)
{
	static const char *const units[] = { "ms", "s", "m", "h", "d", NULL };
	static const gint64 factors[] = { 1, 1000, 60 * 1000, 3600 * 1000, 24 * 3600 * 1000 };

	return parse_with_unit(text, units, factors, ret_ms);
}

char *
check_layout_text(const char *value)
{
	char *wrong = check_name(value);

	if (!wrong && g_utf8_strlen(value, -1) < 2)
		return g_strdup_printf("\"%s\" would be found everywhere; write at least two letters", value);
	return wrong;
}

/* As labels are compared: ASCII without case. Another one would never be found. */
char *
check_layout_label(const char *value)
{
	char *wrong = check_name(value);

	if (wrong)
		return wrong;
	if (strlen(value) > LAYOUT_SPELLING_MAX)
		return g_strdup_printf("is longer than %d bytes; no label is", LAYOUT_SPELLING_MAX);
	if (!g_str_is_ascii(value))
		return g_strdup_printf("\"%s\" is not ASCII; labels are compared as ASCII", value);
	if (g_str_has_suffix(value, ":") || g_str_has_suffix(value, "*"))
		return g_strdup_printf("\"%s\": write the label without what follows it", value);
	return NULL;
}
