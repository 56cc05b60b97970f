/* SPDX-License-Identifier: BSD-2-Clause
 *
 * rules.h - the operator's `routes`: what a rule asks, and whether it matches
 *
 * A rule is compiled once from its settings and then only read. Thread-safe on const rules.
 */
#pragma once
#include <glib.h>
#include <liaison/envelope.h>
#include <liaison/message.h>
#include <liaison/statement.h>

enum answer { ANSWER_NO, ANSWER_YES, ANSWER_CANNOT_TELL };

struct pattern;
/* "text" and "te*t" are globs against the whole value, "/expression/" and "/expression/i" are regular expressions (PCRE) found
 * anywhere in it; without "i" case counts. Globs are without case. NULL with LIAISON_ERROR_CONFIG saying what and where. */
struct pattern *pattern_compile(const char *text, GError **error);
void pattern_free(struct pattern *pattern);
/* The text as it was written. */
const char *pattern_text(const struct pattern *pattern);
/* Is it a text without wildcards, which only that text matches? */
gboolean pattern_is_plain(const struct pattern *pattern);
/* CANNOT_TELL where the expression gave up (PCRE's match limit). */
enum answer pattern_match(const struct pattern *pattern, const char *value);

struct rule {
	char *name;
	enum direction direction;          /* DIRECTION_UNKNOWN: either */
	GPtrArray *from, *to, *subject;    /* struct pattern *, any one must match any value; empty: do not ask. from and to ask
	                                      body names, the peer's name, and contact addresses */
	GPtrArray *doubts;                 /* struct pattern *, against doubt names */
	GArray *purposes;                  /* enum purpose, any */
	int authenticated;                 /* -1: do not ask, 0, 1 */
	int has_doubt;                     /* -1: do not ask, 0: none at all, 1: any */
	GPtrArray *add, *remove, *redirect;/* char *, addr-specs; remove takes globs */
	int hold, post;                    /* -1: say nothing, 0, 1 */
	gboolean stop;
	char *file; guint line;            /* where it stands */
};
struct rule *rule_new(const char *name);
void rule_free(struct rule *rule);
enum answer rule_matches(const struct rule *rule, const struct message *message, const struct statement *statement);
