/* SPDX-License-Identifier: BSD-2-Clause
 *
 * review.h - what people answer to requests for approval and review, as commands
 *
 * Pure; thread-safe. A command stands on a line of its own, at the top of the reply:
 *
 *	approve                  an outgoing statement goes out
 *	post                     an incoming one is posted and distributed
 *	kill REASON              neither
 *	purpose action           and likewise title, from, to, cc, deadline: what was read is put right; "none" is unknown,
 *	to DETNET WG; RAW WG     and several values are parted by ";"
 *	forward ADDRESS …        further people of ours get the mail
 *	note …                   a private comment in the history
 *
 * Case does not count, nor does a "." or "!" at the end of a command that takes no words. Quoted text, signatures and what stands behind a
 * blank line or a closing ("Thanks, …") are not read.
 */
#pragma once
#include <glib.h>
#include <liaison/field.h>

enum review_kind { REVIEW_APPROVE, REVIEW_POST, REVIEW_KILL, REVIEW_SET, REVIEW_FORWARD, REVIEW_NOTE };

struct review_command {
	enum review_kind kind;
	enum field field;           /* SET */
	GPtrArray *values;          /* char *: SET: as statement_values() has them, empty: unknown; FORWARD: addr-specs; KILL, NOTE: one text */
};
void review_command_free(struct review_command *command);

/* The commands (struct review_command *, owned by the caller) of a reply's text. If one line of them cannot be understood, none is taken: NULL,
 * and *ret_wrong says for people which one and what would be right. An empty array: the reply has no commands. */
GPtrArray *review_commands(const char *text, char **ret_wrong);

/* One line for people: "purpose: action". Owned by the caller. */
char *review_command_describe(const struct review_command *command);

/* The token in a review address "local+TOKEN@domain", lower-case, or NULL: no token, or not of our form. Owned by the caller. */
char *review_token_of(const char *addr_spec);
/* An address with a token: its local part has at most 64 octets (RFC 5321 4.5.3.1.1). Owned by the caller. */
char *review_address(const char *review, const char *token);
#define REVIEW_TOKEN_LENGTH 26   /* 16 bytes in base32 */
