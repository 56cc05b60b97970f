/* SPDX-License-Identifier: BSD-2-Clause
 *
 * address-scan.h - what the parts of address_scan() share
 *
 * Text is walked once, from left to right; every look ahead or back is bounded, so that no text costs more than its
 * length. All pointers point into one valid UTF-8 text.
 */
#pragma once
#include <liaison/address.h>

struct address_scan {
	const char *text;       /* all of it */
	const char *floor;      /* what stands before it belongs to an earlier address */
	guint max, found;
	GPtrArray *list;
	GHashTable *seen;       /* address key -> struct address * in list; NULL until the first is found */
};

/* How an address stands to the words before it. */
enum address_setting {
	ADDRESS_BRACKETED,      /* <a@b>, (a@b), [a@b]: they are most likely its name */
	ADDRESS_BARE,           /* they may be anything */
};

/* Keeps an address, unless it is there already. */
void address_scan_add(struct address_scan *scan, const char *name, const char *addr_spec);

/* The name in the text from scan->floor to end, or NULL. Owned by the caller. */
char *address_scan_name(const struct address_scan *scan, const char *end, enum address_setting setting);
/* Do all words from start to end look like a person's name, "Name van der Name"? */
gboolean address_scan_is_name(const char *start, const char *end, guint min_words);
/* Is word one that stands before an address and is no part of it: "contact", "look", "email"? without case */
gboolean address_scan_is_stop_word(const char *word, gsize length);

/* "(at)", "[ at ]", "{at}", "<at>", "[@]" at p: where it ends, or NULL. */
const char *address_words_marker(const char *p);
/* An address spelt with words around the marker from start to end ("at", "[at]", "@"): adds it and returns where it
 * ends, or NULL. bare: the marker is a plain word. */
const char *address_words_read(struct address_scan *scan, const char *start, const char *end, gboolean bare);

/* address-parts.c. What returns where something ends gives NULL if it does not end within its bounds. */
enum { ADDRESS_LOCAL_MAX = 64 };
gboolean address_parts_is_blank(char c);
const char *address_parts_skip_blanks(const char *p);
/* Ends of the longest run of characters as are in unquoted local parts and in domains. */
const char *address_parts_local_start(const struct address_scan *scan, const char *end);
const char *address_parts_domain_end(const char *start);
/* Where the domain that begins at p ends, without full stops after it; p if none begins there or it is torn. */
const char *address_parts_host_end(const char *p);
/* Is the local part that begins at start the rest of a damaged one? */
gboolean address_parts_is_cut_before(const struct address_scan *scan, const char *start);
const char *address_parts_quoted_end(const char *p);
char *address_parts_unquote(const char *start, const char *end);
/* RFC 5322 3.2.2: comments nest. */
const char *address_parts_comment_end(const char *p);
const char *address_parts_skip_comments(const char *p);
/* The text in the angle brackets that begin at open, stripped. ret_after: behind the closing one */
char *address_parts_angle_text(const char *open, const char **ret_after);
/* The addr-spec that text is, or NULL: "mailto:a@b?subject=x", "a@b.", "a @ b", "@route:a@b" */
char *address_parts_addr_spec(const char *text);
/* The address in the angle brackets at p, if that is all they hold. */
char *address_parts_angle(const char *p, const char **ret_after);
/* address_is_valid() and a last label such as top-level domains have. */
gboolean address_parts_is_plausible(const char *addr_spec);
