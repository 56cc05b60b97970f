/* SPDX-License-Identifier: BSD-2-Clause
 *
 * address-scan.c - every mailbox in a piece of text that people wrote
 *
 * A wrong address sends a statement to a stranger, a missing one is seen by whoever reviews it. So what is broken
 * ("arub anetworks.com"), part of something else (a URL, a SIP address, a@b@c) or mere prose is passed over.
 */
#include "address-scan.h"

#include <string.h>

enum {
	LOCAL_MAX = 64,
	ANGLE_MAX = 400,        /* bytes between "<" and ">" */
	QUOTED_MAX = 256,
	COMMENT_MAX = 256,
	SCHEME_MAX = 200,       /* bytes looked back for "://" */
};

/* ---- characters ---- */

static gboolean is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *skip_blanks(const char *p)
{
	while (is_blank(*p))
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

const char *address_scan_local_start(const struct address_scan *scan, const char *end)
{
	const char *start = end;

	while (start > scan->floor && end - start <= LOCAL_MAX) {
		const char *previous = g_utf8_prev_char(start);
		if (!is_local(previous))
			break;
		start = previous;
	}
	return start;
}

const char *address_scan_domain_end(const char *start)
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

/* ---- where a domain ends ---- */

/* "a@mail.example. com": a full stop that was not one */
static gboolean is_torn_domain(const char *rest)
{
	static const char *const labels[] = { "com", "org", "net", "int", "edu", "gov", "info" };

	if (*rest != '.' || !is_blank(rest[1]))
		return FALSE;
	rest = skip_blanks(rest);
	rest = skip_blanks(rest + 1);
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
static const char *host_end(const char *p)
{
	const char *end = *p == '[' ? literal_end(p) : address_scan_domain_end(p);

	while (end > p && end[-1] == '.')
		end--;
	return end > p && !is_cut_after(end) ? end : p;
}

/* ---- what is kept ---- */

gboolean address_scan_is_plausible(const char *addr_spec)
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

void address_scan_add(struct address_scan *scan, const char *name, const char *addr_spec)
{
	g_autofree char *key = address_key(addr_spec);
	struct address *address = g_hash_table_lookup(scan->seen, key);

	if (address) {
		if (!address->name && name && *name)
			address->name = g_strdup(name);
		return;
	}
	if (scan->found >= scan->max)
		return;
	address = address_new(name, addr_spec);
	g_ptr_array_add(scan->list, address);
	g_hash_table_insert(scan->seen, g_steal_pointer(&key), address);
	scan->found++;
}

/* ---- in angle brackets ---- */

/* The text in angle brackets that begin at open; NULL if they do not close soon. ret_after: behind the closing one */
static char *angle_text(const char *open, const char **ret_after)
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
static char *addr_spec_of(const char *text)
{
	if (g_ascii_strncasecmp(text, "mailto:", 7) == 0)
		text = skip_blanks(text + 7);
	if (*text == '@' && strchr(text, ':'))
		text = strchr(text, ':') + 1;

	g_autoptr(GString) spec = g_string_new(NULL);
	for (const char *p = text; *p && *p != '?'; p++) {
		gboolean by_at = is_blank(*p) && (*skip_blanks(p) == '@' || (spec->len > 0 && spec->str[spec->len - 1] == '@'));
		if (!by_at)
			g_string_append_c(spec, *p);
	}
	while (spec->len > 0 && strchr(".,;", spec->str[spec->len - 1]))
		g_string_truncate(spec, spec->len - 1);
	if (!address_scan_is_plausible(spec->str))
		return NULL;
	return g_string_free(g_steal_pointer(&spec), FALSE);
}

/* The address in the angle brackets at p, if that is all they hold. */
static char *angle_address(const char *p, const char **ret_after)
{
	g_autofree char *text = *p == '<' ? angle_text(p, ret_after) : NULL;

	return text ? addr_spec_of(text) : NULL;
}

/* "<a@b, c@d>": each one, or none if one of them is broken */
static void add_angle_list(struct address_scan *scan, const char *text)
{
	g_auto(GStrv) pieces = g_strsplit_set(text, ",; \t\r\n", -1);
	g_autoptr(GPtrArray) specs = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; pieces[i]; i++) {
		if (!*pieces[i])
			continue;
		char *spec = addr_spec_of(pieces[i]);
		if (!spec)
			return;
		g_ptr_array_add(specs, spec);
	}
	for (guint i = 0; i < specs->len; i++)
		address_scan_add(scan, NULL, g_ptr_array_index(specs, i));
}

static const char *scan_angle(struct address_scan *scan, const char *p)
{
	const char *after = address_words_marker(p);
	const char *end = after ? address_words_read(scan, p, after, FALSE) : NULL;

	if (end)
		return end;
	g_autofree char *text = angle_text(p, &after);
	if (!text)
		return p + 1;
	if (!strchr(text, '@'))
		return p + 1;         /* perhaps an address in words, perhaps a tag */

	g_autofree char *spec = addr_spec_of(text);
	if (spec) {
		g_autofree char *name = address_scan_name(scan, p, ADDRESS_BRACKETED);
		address_scan_add(scan, name, spec);
	} else {
		add_angle_list(scan, text);
	}
	scan->floor = after;
	return after;
}

/* ---- quoted ---- */

/* Behind the quoted string that begins at p, or NULL. */
static const char *quoted_end(const char *p)
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

static char *unquote(const char *start, const char *end)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (const char *p = start + 1; p < end - 1; p++) {
		if (*p == '\\' && p + 1 < end - 1)
			p++;
		g_string_append_c(out, is_blank(*p) ? ' ' : *p);
	}
	return g_strstrip(g_string_free(g_steal_pointer(&out), FALSE));
}

/* Behind the comment that begins at p, or NULL. RFC 5322 3.2.2: comments nest. */
static const char *comment_end(const char *p)
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

static const char *skip_comments(const char *p)
{
	p = skip_blanks(p);
	for (int n = 0; n < 3 && *p == '('; n++) {
		const char *end = comment_end(p);
		if (!end)
			break;
		p = skip_blanks(end);
	}
	return p;
}

/* "Last, First (X)" <a@b>, "odd local part"@b */
static const char *scan_quoted(struct address_scan *scan, const char *p)
{
	const char *end = quoted_end(p), *after = NULL;

	if (!end)
		return p + 1;
	if (*end == '@') {
		const char *domain_end = host_end(end + 1);
		g_autofree char *spec = g_strndup(p, (gsize) (domain_end - p));
		if (address_scan_is_plausible(spec))
			address_scan_add(scan, NULL, spec);
		return scan->floor = address_scan_domain_end(domain_end);
	}

	g_autofree char *spec = angle_address(skip_comments(end), &after);
	if (!spec)
		return p + 1;
	g_autofree char *name = unquote(p, end);
	address_scan_add(scan, name, spec);
	return scan->floor = after;
}

/* ---- bare ---- */

/* "https://user@", "sip:user@", "ssh:", "x\user@": not mail, or not all of the address */
static gboolean is_of_another_kind(const struct address_scan *scan, const char *start)
{
	static const char *const schemes[] = { "sip", "sips", "xmpp", "im", "pres", "ssh", "git", "tel", "h323", "acct" };

	if (start == scan->text)
		return FALSE;
	if (start[-1] == '\\' || start[-1] == '@')
		return TRUE;
	for (guint i = 0; start[-1] == ':' && i < G_N_ELEMENTS(schemes); i++) {
		gsize length = strlen(schemes[i]);
		const char *scheme = start - 1 - length;
		if (scheme >= scan->text && g_ascii_strncasecmp(scheme, schemes[i], length) == 0 &&
		    (scheme == scan->text || !g_ascii_isalnum(scheme[-1])))
			return TRUE;
	}
	for (const char *p = start - 1; p > scan->text && !is_blank(*p) && start - p <= SCHEME_MAX; p--)
		if (p[0] == '/' && p[-1] == '/')
			return TRUE;
	return FALSE;
}

static gboolean is_cut_before(const struct address_scan *scan, const char *start)
{
	if (start == scan->text || *start == '.')
		return *start == '.';
	const char *previous = g_utf8_prev_char(start);
	return is_damage(previous, previous > scan->text ? g_utf8_prev_char(previous) : NULL);
}

/* Where the words before an address end, "mailto:" left out. */
static const char *words_end(const struct address_scan *scan, const char *start)
{
	gsize length = strlen("mailto:");

	if ((gsize) (start - scan->floor) >= length && g_ascii_strncasecmp(start - length, "mailto:", length) == 0)
		start -= length;
	return start;
}

/* "a@b (Name Surname)", RFC 822's older way */
static char *name_in_comment(const char *p, const char **ret_after)
{
	const char *open = p + strspn(p, " \t");
	const char *end = *open == '(' ? comment_end(open) : NULL;

	if (!end || !address_scan_is_name(open + 1, end - 1, 1))
		return NULL;
	*ret_after = end;
	return g_strstrip(g_strndup(open + 1, (gsize) (end - open - 2)));
}

/* Adds the address from start to end, with the name before it, in brackets or not, or behind it. */
static const char *add_bare(struct address_scan *scan, const char *spec, const char *start, const char *end)
{
	const char *words = words_end(scan, start), *bracket = words, *after = end;
	g_autofree char *name = NULL;

	if (words != start && *end == '?')
		after = end += strcspn(end, " \t\r\n>)]\"");     /* what a mailto: URL sets besides */
	while (bracket > scan->floor && is_blank(bracket[-1]))
		bracket--;
	if (bracket > scan->floor && (bracket[-1] == '(' || bracket[-1] == '[')) {
		char closing = bracket[-1] == '(' ? ')' : ']';
		/* of several in one pair of brackets, the words before are no name */
		if (*skip_blanks(end) == closing) {
			name = address_scan_name(scan, bracket - 1, ADDRESS_BRACKETED);
			after = skip_blanks(end) + 1;
		}
	} else {
		name = address_scan_name(scan, words, ADDRESS_BARE);
		if (!name)
			name = name_in_comment(end, &after);
	}
	address_scan_add(scan, name, spec);
	return scan->floor = after;
}

static const char *scan_bare(struct address_scan *scan, const char *p)
{
	const char *start = address_scan_local_start(scan, p);
	const char *end = host_end(p + 1);
	const char *after = NULL;

	if (start == p && p > scan->text && is_blank(p[-1]) && is_blank(p[1])) {
		after = address_words_read(scan, p, p + 1, TRUE);
		return after ? after : p + 1;
	}
	if (end == p + 1 || p - start > LOCAL_MAX || is_of_another_kind(scan, start) || is_cut_before(scan, start))
		return scan->floor = address_scan_domain_end(p + 1);
	while (start < p && (guchar) *start < 0x80 && !g_ascii_isalnum(*start) && *start != '_')
		start++;

	g_autofree char *spec = g_strndup(start, (gsize) (end - start));
	if (!address_scan_is_plausible(spec))
		return scan->floor = end;

	/* "a@b <c@d>": what is in the angle brackets counts, the rest is called its name */
	g_autofree char *angle = angle_address(skip_blanks(end), &after);
	if (angle)
		return skip_blanks(end);
	return add_bare(scan, spec, start, end);
}

/* ---- all together ---- */

/* "(at)", or a comment between name and address that may itself hold an address */
static const char *scan_open(struct address_scan *scan, const char *p)
{
	const char *after = address_words_marker(p);
	const char *end = after ? address_words_read(scan, p, after, FALSE) : NULL;

	if (end)
		return end;
	end = *p == '(' ? comment_end(p) : NULL;
	if (!end)
		return p + 1;
	g_autofree char *spec = angle_address(skip_blanks(end), &after);
	return spec ? end : p + 1;
}

static const char *scan_word_at(struct address_scan *scan, const char *p)
{
	const char *end = NULL;

	if (p > scan->text && (p[-1] == ' ' || p[-1] == '\t') && g_ascii_tolower(p[1]) == 't' && (p[2] == ' ' || p[2] == '\t'))
		end = address_words_read(scan, p, p + 2, TRUE);
	return end ? end : p + 1;
}

static const char *scan_step(struct address_scan *scan, const char *p)
{
	switch (*p) {
	case '"': return scan_quoted(scan, p);
	case '<': return scan_angle(scan, p);
	case '(': case '[': case '{': return scan_open(scan, p);
	case '@': return scan_bare(scan, p);
	case 'a': case 'A': return scan_word_at(scan, p);
	default: return p + 1;
	}
}

guint address_scan(const char *text, guint max, GPtrArray *list)
{
	if (!text || max == 0)
		return 0;

	g_autofree char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct address_scan scan = { .text = valid ? valid : text, .max = max, .list = list, .seen = seen };

	scan.floor = scan.text;
	for (guint i = 0; i < list->len; i++) {
		struct address *address = g_ptr_array_index(list, i);
		g_hash_table_insert(seen, address_key(address->addr_spec), address);
	}
	for (const char *p = scan.text; *p && scan.found < max;)
		p = scan_step(&scan, p);
	return scan.found;
}
