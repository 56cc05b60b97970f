/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-network.c - is this client among them?
 */
#include <liaison/error.h>
#include <liaison/network.h>

static const struct { const char *network, *address; gboolean inside; } rows[] = {
	{ "127.0.0.0/8", "127.0.0.1", TRUE },
	{ "127.0.0.0/8", "127.255.255.255", TRUE },
	{ "127.0.0.0/8", "128.0.0.1", FALSE },
	{ "127.0.0.0/8", "::1", FALSE },
	{ "127.0.0.0/8", "::ffff:127.0.0.1", TRUE },
	{ "127.0.0.0/8", "IPv6:::ffff:127.0.0.1", TRUE },
	{ "127.0.0.0/8", "::ffff:128.0.0.1", FALSE },
	{ "192.0.2.1", "192.0.2.1", TRUE },
	{ "192.0.2.1", "192.0.2.2", FALSE },
	{ " 192.0.2.0/25 ", "192.0.2.127", TRUE },
	{ "192.0.2.0/25", "192.0.2.128", FALSE },
	{ "192.0.2.0/31", "192.0.2.1", TRUE },
	{ "192.0.2.0/31", "192.0.2.2", FALSE },
	{ "0.0.0.0/0", "198.51.100.7", TRUE },
	{ "0.0.0.0/0", "2001:db8::1", FALSE },
	{ "::/0", "2001:db8::1", TRUE },
	{ "::/0", "192.0.2.1", FALSE },
	{ "::1", "::1", TRUE },
	{ "::1", "0:0:0:0:0:0:0:1", TRUE },
	{ "[::1]", "::1", TRUE },
	{ "[2001:db8::]/32", "2001:db8:1::1", TRUE },
	{ "2001:db8::/32", "IPv6:2001:db8::1", TRUE },
	{ "2001:db8::/32", "ipv6:2001:DB8:ffff::1", TRUE },
	{ "2001:db8::/32", "2001:db9::1", FALSE },
	{ "2001:db8::/33", "2001:db8:8000::1", FALSE },
	{ "2001:db8::/33", "2001:db8:7fff::1", TRUE },
	{ "127.0.0.0/8", "", FALSE },
	{ "127.0.0.0/8", "localhost", FALSE },
	{ "127.0.0.0/8", "127.0.0.1 ", FALSE },
	{ "127.0.0.0/8", "127.1", FALSE },
	{ "127.0.0.0/8", "unknown", FALSE },
	{ "127.0.0.0/8", "[127.0.0.1]", FALSE },
};

static const char *const faulty[] = {
	"", " ", "/", "/8", "localhost", "127.0.0.1/", "127.0.0.1/33", "127.0.0.1/-1", "127.0.0.1/8", "127.0.0.0/8/8", "127.0.0/8",
	"::1/129", "::1/64", "[::1", "::1]", "[]", "2001:db8::/32x", "127.0.0.0/ 8", "127.0.0.0/+8", "10.0.0.0/255.0.0.0", "::g",
};

static void test_contain(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) networks = g_ptr_array_new_with_free_func((GDestroyNotify) network_free);
		struct network *network = network_parse(rows[i].network, &error);

		g_test_message("%s in %s", rows[i].address, rows[i].network);
		g_assert_no_error(error);
		g_ptr_array_add(networks, network);
		g_assert_cmpint(networks_contain(networks, rows[i].address), ==, rows[i].inside);
	}
}

static void test_several(void)
{
	g_autoptr(GPtrArray) networks = g_ptr_array_new_with_free_func((GDestroyNotify) network_free);

	g_assert_false(networks_contain(NULL, "::1"));
	g_assert_false(networks_contain(networks, "::1"));
	g_ptr_array_add(networks, network_parse("10.0.0.0/8", NULL));
	g_ptr_array_add(networks, network_parse("::1", NULL));
	g_assert_true(networks_contain(networks, "::1"));
	g_assert_true(networks_contain(networks, "10.1.2.3"));
	g_assert_false(networks_contain(networks, "11.1.2.3"));
	g_assert_false(networks_contain(networks, NULL));
}

static void test_faulty(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(faulty); i++) {
		g_autoptr(GError) error = NULL;
		struct network *network = network_parse(faulty[i], &error);

		g_test_message("\"%s\"", faulty[i]);
		g_assert_null(network);
		g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG);
	}
	network_free(NULL);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/network/contain", test_contain);
	g_test_add_func("/network/several", test_several);
	g_test_add_func("/network/faulty", test_faulty);
	return g_test_run();
}
