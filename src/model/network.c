/* SPDX-License-Identifier: BSD-2-Clause
 *
 * network.c - is this client among these networks?
 */
#include <liaison/network.h>

#include <arpa/inet.h>
#include <liaison/error.h>
#include <string.h>

struct network {
	int family;
	guint prefix;                 /* bits that count */
	guint8 bytes[16];
};

/* IPv6 with an IPv4 address inside (::ffff:192.0.2.1) is that IPv4 address: the kernel hands such to a dual-stack listener. */
static gboolean parse_address(const char *text, int *ret_family, guint8 bytes[16])
{
	static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };

	memset(bytes, 0, 16);
	if (inet_pton(AF_INET, text, bytes) == 1) {
		*ret_family = AF_INET;
		return TRUE;
	}
	if (inet_pton(AF_INET6, text, bytes) != 1)
		return FALSE;
	*ret_family = AF_INET6;
	if (memcmp(bytes, mapped, sizeof mapped) == 0) {
		memmove(bytes, bytes + sizeof mapped, 4);
		memset(bytes + 4, 0, 12);
		*ret_family = AF_INET;
	}
	return TRUE;
}

static gboolean prefix_matches(const guint8 *a, const guint8 *b, guint prefix)
{
	guint whole = prefix / 8, rest = prefix % 8;

	if (memcmp(a, b, whole) != 0)
		return FALSE;
	return rest == 0 || ((a[whole] ^ b[whole]) >> (8 - rest)) == 0;
}

static gboolean parse_prefix(const char *text, guint max, guint *ret_prefix)
{
	guint64 value;

	if (!g_ascii_string_to_unsigned(text, 10, 0, max, &value, NULL))
		return FALSE;
	*ret_prefix = (guint) value;
	return TRUE;
}

struct network *network_parse(const char *text, GError **error)
{
	g_autofree struct network *network = g_new0(struct network, 1);
	g_autofree char *address = g_strdup(text ? text : "");
	guint8 cleared[16] = { 0 };

	g_strstrip(address);
	char *slash = strchr(address, '/');
	if (slash)
		*slash++ = '\0';
	/* "[::1]" as in other people's lists of networks */
	gsize length = strlen(address);
	char *bare = address;
	if (length > 2 && address[0] == '[' && address[length - 1] == ']') {
		address[length - 1] = '\0';
		bare++;
	}

	if (!parse_address(bare, &network->family, network->bytes)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG,
			    "\"%s\" is no network: expected an address such as \"127.0.0.1\" or \"2001:db8::/32\"", text ? text : "");
		return NULL;
	}
	guint max = network->family == AF_INET ? 32 : 128;
	network->prefix = max;
	if (slash && !parse_prefix(slash, max, &network->prefix)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG,
			    "\"%s\" is no network: the number after \"/\" is to be 0 to %u", text, max);
		return NULL;
	}
	for (guint bit = 0; bit < network->prefix; bit++)
		cleared[bit / 8] = (guint8) (cleared[bit / 8] | (network->bytes[bit / 8] & (0x80 >> (bit % 8))));
	if (memcmp(cleared, network->bytes, sizeof cleared) != 0) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG,
			    "\"%s\" is no network: bits are set after the first %u", text, network->prefix);
		return NULL;
	}
	return g_steal_pointer(&network);
}

void network_free(struct network *network)
{
	g_free(network);
}

gboolean networks_contain(const GPtrArray *networks, const char *address)
{
	guint8 bytes[16];
	int family;

	if (!networks || !address)
		return FALSE;
	if (g_ascii_strncasecmp(address, "IPv6:", 5) == 0)
		address += 5;
	if (!parse_address(address, &family, bytes))
		return FALSE;
	for (guint i = 0; i < networks->len; i++) {
		const struct network *network = g_ptr_array_index(networks, i);
		if (network->family == family && prefix_matches(network->bytes, bytes, network->prefix))
			return TRUE;
	}
	return FALSE;
}
