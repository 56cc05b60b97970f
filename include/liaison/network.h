/* SPDX-License-Identifier: BSD-2-Clause
 *
 * network.h - "127.0.0.0/8", "::1", "2001:db8::/32": is this client among them? Pure, thread-safe.
 *
 * CIDR as RFC 4632 and RFC 4291 2.3 write it; an IPv4 address that is mapped into IPv6 is the IPv4 one.
 */
#pragma once
#include <glib.h>

struct network;
struct network *network_parse(const char *text, GError **error);   /* NULL with LIAISON_ERROR_CONFIG */
void network_free(struct network *network);
/* address: text as the MTA gives it ("192.0.2.1", "IPv6:2001:db8::1", "2001:db8::1"); NULL or unreadable: FALSE */
gboolean networks_contain(const GPtrArray *networks, const char *address);
