/* SPDX-License-Identifier: BSD-2-Clause
 *
 * address-words.c - addresses hidden from harvesters: "name [at] host dot com", "a.b at c.example"
 *
 * "[at]" is written for nothing else. The plain words "at" and "dot" are, so they count only where nothing but a name
 * stands beside them up to the end of the line or the next separator: "we met at ietf dot org" is no address.
 */
#include "address-scan.h"

#include <string.h>

enum { LABELS_MAX = 8, SEGMENT_MAX = 160 };

static gboolean is_gap(char c)
{
	return c == ' ' || c == '\t';
}

static const char *skip_gap(const char *p)
{
	while (is_gap(*p))
		p++;
	return p;
}

static const char *back_over_gap(const char *floor, const char *p)
{
	while (p > floor && is_gap(p[-1]))
		p--;
	return p;
}

static char closing_of(char open)
{
	switch (open) {
	case '(': return ')';
	case '[': return ']';
	case '{': return '}';
	case '<': return '>';
	default: return '\0';
	}
}

/* open word close, with or without blanks inside: where it ends, or NULL */
static const char *bracketed(const char *p, const char *word)
{
	char closing = closing_of(*p);

	if (!closing)
		return NULL;
	p = skip_gap(p + 1);
	if (g_ascii_strncasecmp(p, word, strlen(word)) != 0)
		return NULL;
	p = skip_gap(p + strlen(word));
	return *p == closing ? p + 1 : NULL;
}

const char *address_words_marker(const char *p)
{
	const char *end = bracketed(p, "at");

	return end ? end : bracketed(p, "@");
}

/* "dot", "[dot]", "(.)" at p: where it ends, or NULL. The plain word needs blanks around it. */
static const char *dot_end(const char *p, const char *floor)
{
	const char *end = bracketed(p, "dot");

	if (!end)
		end = bracketed(p, ".");
	if (end)
		return end;
	if (p == floor || !is_gap(p[-1]) || g_ascii_strncasecmp(p, "dot", 3) != 0 || !is_gap(p[3]))
		return NULL;
	return p + 3;
}

/* The same looking back from end: where it begins, or NULL */
static const char *dot_start(const char *floor, const char *end)
{
	for (const char *p = end - 1; p >= floor && end - p <= 9; p--)
		if ((closing_of(*p) || *p == 'd' || *p == 'D') && dot_end(p, floor) == end)
			return p;
	return NULL;
}

struct spelt {
	const char *start, *end;     /* all of it in the text */
	gboolean dots;               /* a "dot" was spelt */
	GString *spec;
};

static void read_local(const struct address_scan *scan, const char *marker, struct spelt *spelt)
{
	const char *end = back_over_gap(scan->floor, marker);

	for (int n = 0; n < LABELS_MAX; n++) {
		const char *start = address_parts_local_start(scan, end);
		g_string_prepend_len(spelt->spec, start, end - start);
		spelt->start = start;
		const char *dot = start > scan->floor ? dot_start(scan->floor, back_over_gap(scan->floor, start)) : NULL;
		if (start == end || !dot)
			break;
		g_string_prepend_c(spelt->spec, '.');
		spelt->dots = TRUE;
		end = back_over_gap(scan->floor, dot);
	}
}

static void read_domain(const char *marker_end, struct spelt *spelt)
{
	const char *start = skip_gap(marker_end);

	for (int n = 0; n < LABELS_MAX; n++) {
		const char *end = address_parts_domain_end(start);
		while (end > start && end[-1] == '.')
			end--;
		g_string_append_len(spelt->spec, start, end - start);
		spelt->end = end;
		const char *dot = dot_end(skip_gap(end), start);
		if (end == start || !dot)
			break;
		const char *next = skip_gap(dot);
		if (address_parts_domain_end(next) == next)
			break;
		g_string_append_c(spelt->spec, '.');
		spelt->dots = TRUE;
		start = next;
	}
}

/* Where the line, or the item of a list, begins that p stands in; NULL if that is far away. */
static const char *segment_start(const struct address_scan *scan, const char *p)
{
	const char *start = p;

	while (start > scan->floor && !strchr("\r\n\t,;:|()[]<>\"", start[-1])) {
		if (p - start > SEGMENT_MAX)
			return NULL;
		start--;
	}
	return start;
}

static gboolean ends_segment(const char *p)
{
	p += strspn(p, " .");
	return *p == '\0' || strchr("\r\n\t,;|)]>\"", *p) != NULL;
}

/* Plain words make an address only if it is all that stands there, but for a name, and reads like one. */
static gboolean stands_alone(const struct address_scan *scan, const struct spelt *spelt, gboolean symbol)
{
	const char *at = strchr(spelt->spec->str, '@');
	gsize length = (gsize) (at - spelt->spec->str);
	gboolean plain = !memchr(spelt->spec->str, '.', length) && !memchr(spelt->spec->str, '_', length);
	const char *segment = segment_start(scan, spelt->start);

	if (!segment || !ends_segment(spelt->end) || address_scan_is_stop_word(spelt->spec->str, length))
		return FALSE;
	if (!spelt->dots && !symbol) {
		if (plain)
			return FALSE;
		for (const char *p = spelt->spec->str; p < at; p++)
			if (g_ascii_isdigit(*p))
				return FALSE;         /* "section 4.1 at ietf.org" */
	}
	segment = skip_gap(segment);
	return segment >= spelt->start || address_scan_is_name(segment, spelt->start, 1);
}

/* An address in brackets of its own, "Name (a at b dot c)": behind the closing one, else NULL */
static const char *in_brackets(const struct address_scan *scan, const struct spelt *spelt, const char **ret_open)
{
	const char *open = back_over_gap(scan->floor, spelt->start);

	if (open == scan->floor || !closing_of(open[-1]))
		return NULL;
	const char *end = skip_gap(spelt->end);
	if (*end != closing_of(open[-1]))
		return NULL;
	*ret_open = open - 1;
	return end + 1;
}

const char *address_words_read(struct address_scan *scan, const char *start, const char *end, gboolean bare)
{
	g_autoptr(GString) spec = g_string_new("@");
	struct spelt spelt = { .start = start, .end = end, .spec = spec };
	const char *open = NULL;

	read_local(scan, start, &spelt);
	read_domain(end, &spelt);
	if (!address_parts_is_plausible(spec->str))
		return NULL;
	if (bare && !stands_alone(scan, &spelt, *start == '@'))
		return NULL;

	const char *after = in_brackets(scan, &spelt, &open);
	g_autofree char *name = after ? address_scan_name(scan, open, ADDRESS_BRACKETED)
				      : address_scan_name(scan, spelt.start, ADDRESS_BARE);
	address_scan_add(scan, name, spec->str);
	return scan->floor = after ? after : spelt.end;
}
