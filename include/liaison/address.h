/* SPDX-License-Identifier: BSD-2-Clause
 *
 * address.h - mailboxes, as RFC 5322 3.4 and RFC 6532 write them, and as people do
 *
 * Pure values; valid UTF-8 throughout. Thread-safe.
 */
#pragma once
#include <glib.h>

struct address {
	char *name;          /* display name, decoded, or NULL */
	char *addr_spec;     /* local-part@domain as written; never NULL, never with brackets, blanks or control characters */
};

struct address *address_new(const char *name, const char *addr_spec);
struct address *address_copy(const struct address *address);
void address_free(struct address *address);
typedef struct address address_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(address_t, address_free)

/* Name <addr> as RFC 5322 writes it, quoted where needed. Owned by the caller. */
char *address_format(const struct address *address);

/* Is text an addr-spec that may be given to an MTA: one "@", no blanks, controls, brackets, commas or quotes outside a
 * quoted local part, a domain with at least one dot or an address literal, within RFC 5321 4.5.3.1's lengths (64, 255, 254 in all)? */
gboolean address_is_valid(const char *addr_spec);

/* The addr-spec inside an envelope argument: "<a@b>", "a@b", "<@x,@y:a@b>", "<a@b> SMTPUTF8" (a libmilter fault) give "a@b";
 * "<>" and "" give "" (the null sender). Never NULL; owned by the caller. */
char *address_from_envelope(const char *argument);

/* Same mailbox, for all we do: compared without case, domains also by their A-label. */
gboolean address_equal(const char *a, const char *b);
/* The key under which an address is kept in sets: address_equal(a, b) if and only if the keys are the same text. */
char *address_key(const char *addr_spec);

/* Is the mailbox among these addr-specs (char *)? NULL never is. */
gboolean addresses_have(const GPtrArray *addr_specs, const char *addr_spec);
/* Appends a copy, unless it is there already or NULL; addr_specs frees with g_free. FALSE: nothing was appended. */
gboolean addresses_add(GPtrArray *addr_specs, const char *addr_spec);

/* "jane=40d.example@dmarc.ietf.org", which a list that rewrites authors for DMARC made of jane@d.example: that address, owned by the caller;
 * NULL: it is not such a one. */
char *address_rewritten(const char *addr_spec);
/* A copy with the address that the author has, if it was rewritten so. */
struct address *address_author(const struct address *address);
/* The domain of an addr-spec (points into it), or "" */
const char *address_domain(const char *addr_spec);
/* Is domain the same as, or below, of? without case; "xietf.org" is not below "ietf.org". */
gboolean address_domain_within(const char *domain, const char *of);

/* Every mailbox in a piece of text as people write it in a header field or after a label: lists with "," or ";", groups,
 * comments, quoted names with commas, bare addresses, "mailto:", "Name (a@b)", "Name [a@b]", and obfuscated ones
 * ("name [at] host dot com", "a.b at c.example"). Appends struct address * to list (free func address_free), at most max;
 * a mailbox found twice is appended once. Returns how many were appended. What is no address is passed over. */
guint address_scan(const char *text, guint max, GPtrArray *list);
