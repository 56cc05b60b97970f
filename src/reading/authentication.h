/* SPDX-License-Identifier: BSD-2-Clause
 *
 * authentication.h - is the author's domain verified? (RFC 8601, and what the MTA says of our own clients)
 */
#pragma once
#include <liaison/reading.h>

/* TRUE: the message comes from where its From says. Our own domains: an authenticated SMTP user or a client in
 * submission_clients, else like a peer: a field of our authserv_id with dmarc=pass, or dkim=pass of a domain that is the author's or
 * above it. Fields that contradict each other count as none. */
gboolean authentication_check(const struct reading_context *context, const struct envelope *envelope, const struct message *message);

enum authentication_verdict { AUTHENTICATION_NEUTRAL, AUTHENTICATION_PASS, AUTHENTICATION_FAIL };
/* What one Authentication-Results field says about domain; NEUTRAL where it is not of authserv_id or speaks of neither DKIM nor DMARC. */
enum authentication_verdict authentication_of_field(const char *value, const char *authserv_id, const char *domain);
