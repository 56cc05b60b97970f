/* SPDX-License-Identifier: BSD-2-Clause
 *
 * case.h - one case of deciding, and how it is run
 */
#pragma once
#include "fixture.h"

struct policy_row {
	enum approval approval;
	int auto_post;               /* enum auto_post + 1; 0: trusted */
	gboolean observe;
	const char *rules;
	const char *reply_to;        /* the "Send Reply To" of what is answered, or NULL */
	gboolean unposted;           /* what is answered is not posted */
	gboolean no_coordination, no_base_url;
};

struct row {
	const char *name;
	const char *envelope;        /* "from A" and "rcpt B" parted by ", " */
	const char *headers;         /* "From: …" lines */
	const char *statement;       /* fixture_statements() */
	struct policy_row policy;
	const char *expected;
	const char *doubt;           /* one that must be there afterwards, or NULL */
};

/* The plan is checked against the promises that hold for every plan. ret_statements (may be NULL) is the caller's. */
struct plan *case_decide(const struct row *row, GPtrArray **ret_statements);
/* Runs a table, comparing what format() says of each plan. */
void case_run(const struct row *rows, guint count, char *(*format)(const struct plan *plan));
