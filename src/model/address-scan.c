/* SPDX-License-Identifier: BSD-2-Clause
 *
 * address-scan.c - every mailbox in a piece of text that people wrote
 *
 * A wrong address sends a statement to a stranger, a missing one is seen by whoever reviews it. So what is broken
 * ("arub anetworks.com"), part of something else (a URL, a SIP address, a@b@c) or mere prose is passed over.
 */
#include "address-scan.h"

#include <string.h>

enum { SCHEME_MAX = 200 };     /* bytes looked back for "://" */

/* ---- what is kept ---- */

/* Most texts hold no address at all: made with the first one. */
static GHashTable *seen_before(const GPtrArray *list)
{
	GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < list->len; i++) {
		struct address *address = g_ptr_array_index(list, i);

		g_hash_table_insert(seen, address_key(address->addr_spec), address);
	}
	return seen;
}

void address_scan_add(struct address_scan *scan, const char *name, const char *addr_spec)
{
	g_autofree char *key = address_key(addr_spec);
	struct address *address;

	if (!scan->seen)
		scan->seen = seen_before(scan->list);
	address = g_hash_table_lookup(scan->seen, key);

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

/* "<a@b, c@d>": each one, or none if one of them is broken */
static void add_angle_list(struct address_scan *scan, const char *text)
{
	g_auto(GStrv) pieces = g_strsplit_set(text, ",; \t\r\n", -1);
	g_autoptr(GPtrArray) specs = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; pieces[i]; i++) {
		if (!*pieces[i])
			continue;
		char *spec = address_parts_addr_spec(pieces[i]);
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
	g_autofree char *text = address_parts_angle_text(p, &after);
	if (!text)
		return p + 1;
	if (!strchr(text, '@'))
		return p + 1;         /* perhaps an address in words, perhaps a tag */

	g_autofree char *spec = address_parts_addr_spec(text);
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

/* "Last, First (X)" <a@b>, "odd local part"@b */
static const char *scan_quoted(struct address_scan *scan, const char *p)
{
	const char *end = address_parts_quoted_end(p), *after = NULL;

	if (!end)
		return p + 1;
	if (*end == '@') {
		const char *domain_end = address_parts_host_end(end + 1);
		g_autofree char *spec = g_strndup(p, (gsize) (domain_end - p));
		if (address_parts_is_plausible(spec))
			address_scan_add(scan, NULL, spec);
		return scan->floor = address_parts_domain_end(domain_end);
	}

	g_autofree char *spec = address_parts_angle(address_parts_skip_comments(end), &after);
	if (!spec)
		return p + 1;
	g_autofree char *name = address_parts_unquote(p, end);
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
	for (const char *p = start - 1; p > scan->text && !address_parts_is_blank(*p) && start - p <= SCHEME_MAX; p--)
		if (p[0] == '/' && p[-1] == '/')
			return TRUE;
	return FALSE;
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
	const char *end = *open == '(' ? address_parts_comment_end(open) : NULL;

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
	while (bracket > scan->floor && address_parts_is_blank(bracket[-1]))
		bracket--;
	if (bracket > scan->floor && (bracket[-1] == '(' || bracket[-1] == '[')) {
		char closing = bracket[-1] == '(' ? ')' : ']';
		/* of several in one pair of brackets, the words before are no name */
		if (*address_parts_skip_blanks(end) == closing) {
			name = address_scan_name(scan, bracket - 1, ADDRESS_BRACKETED);
			after = address_parts_skip_blanks(end) + 1;
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
	const char *start = address_parts_local_start(scan, p);
	const char *end = address_parts_host_end(p + 1);
	const char *after = NULL;

	if (start == p && p > scan->text && address_parts_is_blank(p[-1]) && address_parts_is_blank(p[1])) {
		after = address_words_read(scan, p, p + 1, TRUE);
		return after ? after : p + 1;
	}
	if (end == p + 1 || p - start > ADDRESS_LOCAL_MAX || is_of_another_kind(scan, start) || address_parts_is_cut_before(scan, start))
		return scan->floor = address_parts_domain_end(p + 1);
	while (start < p && (guchar) *start < 0x80 && !g_ascii_isalnum(*start) && *start != '_')
		start++;

	g_autofree char *spec = g_strndup(start, (gsize) (end - start));
	if (!address_parts_is_plausible(spec))
		return scan->floor = end;

	/* "a@b <c@d>": what is in the angle brackets counts, the rest is called its name */
	g_autofree char *angle = address_parts_angle(address_parts_skip_blanks(end), &after);
	if (angle)
		return address_parts_skip_blanks(end);
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
	end = *p == '(' ? address_parts_comment_end(p) : NULL;
	if (!end)
		return p + 1;
	g_autofree char *spec = address_parts_angle(address_parts_skip_blanks(end), &after);
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
	struct address_scan scan = { .text = valid ? valid : text, .max = max, .list = list };

	scan.floor = scan.text;
	for (const char *p = scan.text; *p && scan.found < max;)
		p = scan_step(&scan, p);
	g_clear_pointer(&scan.seen, g_hash_table_unref);
	return scan.found;
}
