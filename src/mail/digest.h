/* SPDX-License-Identifier: BSD-2-Clause
 *
 * digest.h - the digest that tells whether two mails are the same
 *
 * The recipe (version 1). SHA-256 over these lines, each ended by LF:
 *
 *	liaison-message-1
 *	from VALUE, date VALUE, subject VALUE     three lines: the first field of that name, decoded, unfolded, white space folded;
 *	                                          empty where there is none
 *	part DIGEST                               for each part in order: SHA-256 of its canonical content
 *	message DIGEST                            for a forwarded message: its own digest by this recipe
 *	rest DIGEST                               SHA-256 of what was left unread beyond the limits, if anything
 *
 * Canonical content: decoded from its transfer encoding; where it has no NUL byte, CRLF counts as LF and line ends at its end do
 * not count. So another way through the MTAs (Received and list fields, 8bit made quoted-printable, LF for CRLF, an empty line more
 * at the end) gives the same digest; a footer, another text or another attachment gives another one. The names and types of
 * parts do not count, nor does what stands between them.
 */
#pragma once
#include <liaison/message.h>

/* rest: what was left unread, or NULL */
char *digest_of_message(const struct message *message, GBytes *rest);
/* SHA-256 of canonical content, as above. */
char *digest_of_content(const struct part *part);
