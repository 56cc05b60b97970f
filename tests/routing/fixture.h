/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fixture.h - cases of routing written as short texts
 *
 * Ours is "Example" (example.org), with the bodies ALPHA WG, BETA WG, BOARD, STEERING and RESEARCH; peers are Norm (a Send To and a
 * manager), Guild (neither), and Twin A and Twin B, who share a domain.
 */
#pragma once
#include <liaison/route.h>
#include <liaison/rules.h>

struct organization *fixture_organization(void);

/* "direction incoming; peer Norm; auth; from Norm SG1; to ALPHA WG; to-contact a@example.org; doubt no-purpose"; the words are in fixture.c.
 * A " + " between two texts begins a further statement. Returns GPtrArray of struct statement *. */
GPtrArray *fixture_statements(const char *text);
/* "Name: value" lines; From and Reply-To become addresses, too. */
struct message *fixture_message(const char *headers);
/* "name: key value, key value | name: …"; GPtrArray of struct rule * */
GPtrArray *fixture_rules(const char *text);

/* One line an action: "+added rule", "-argument rule", "?waiting rule", "post"; first the verdict. Header actions are left out, or are all there is. */
char *fixture_recipients(const struct plan *plan);
char *fixture_headers(const struct plan *plan);
