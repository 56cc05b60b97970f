/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-organization.c - whose name, whose address
 */
#include <liaison/address.h>
#include <liaison/organization.h>

static void add_all(GPtrArray *array, const char *list)
{
	g_auto(GStrv) items = g_strsplit(list, ";", -1);

	for (guint i = 0; items[i]; i++)
		g_ptr_array_add(array, g_strdup(items[i]));
}

static void add_body(struct organization *organization, const char *name, enum body_kind kind, const char *aliases,
		     const char *contacts, const char *cc)
{
	struct body *body = body_new(name);

	body->kind = kind;
	add_all(body->aliases, aliases);
	add_all(body->contacts, contacts);
	add_all(body->cc, cc);
	g_ptr_array_add(organization->bodies, body);
}

static void add_peer(struct organization *organization, const char *name, const char *aliases, const char *domains,
		     const char *manager, const char *send_to)
{
	struct peer *peer = peer_new(name);

	add_all(peer->aliases, aliases);
	add_all(peer->domains, domains);
	peer->manager = g_strdup(manager);
	peer->send_to = g_strdup(send_to);
	g_ptr_array_add(organization->peers, peer);
}

static struct organization *sample(gboolean finished)
{
	struct organization *o = organization_new();

	o->name = g_strdup("IETF");
	add_all(o->aliases, "Internet Engineering Task Force");
	add_all(o->domains, "ietf.org;iab.org;b\xc3\xbc" "cher.example");
	o->coordination = g_strdup("liaison-coordination@iab.org");
	o->review = g_strdup("liaison-review@iab.org");
	add_all(o->liaison_addresses, "statements@ietf.org");
	add_body(o, "IAB", BODY_KIND_IAB, "Internet Architecture Board;IETF IAB", "iab-chair@iab.org", "iab@iab.org");
	add_body(o, "IESG", BODY_KIND_IETF, "Internet Engineering Steering Group", "iesg@ietf.org", "chair@ietf.org");
	add_body(o, "CCAMP WG", BODY_KIND_WG, "ccamp;Common Control and Measurement Plane", "ccamp-chairs@ietf.org", "ccamp@ietf.org;rtg-ads@ietf.org");
	add_body(o, "DETNET WG", BODY_KIND_WG, "detnet;Deterministic Networking", "detnet-chairs@ietf.org", "detnet@ietf.org");
	add_body(o, "6MAN WG", BODY_KIND_WG, "6man", "6man-chairs@ietf.org", "6man@ietf.org");
	add_body(o, "BMWG", BODY_KIND_WG, "Benchmarking Methodology WG", "bmwg-chairs@ietf.org", "bmwg@ietf.org");
	add_body(o, "RTGWG", BODY_KIND_WG, "Routing Area Working Group", "rtgwg-chairs@ietf.org", "rtgwg@ietf.org");
	add_body(o, "RTG Area", BODY_KIND_AREA, "RTG;Routing Area", "rtg-ads@ietf.org", "chair@ietf.org");
	add_body(o, "OPS Area", BODY_KIND_AREA, "OPS", "ops-ads@ietf.org", "chair@ietf.org");
	add_body(o, "Twin WG", BODY_KIND_WG, "first twin", "twin-a@ietf.org", "x@ietf.org");
	add_body(o, "WG Twin", BODY_KIND_WG, "second twin", "twin-b@ietf.org", "x@ietf.org");
	add_peer(o, "3GPP", "3rd Generation Partnership Project", "3gpp.org;etsi.org", "3gpp-liaison@ietf.org", "3GPPLiaison@etsi.org");
	add_peer(o, "ITU-T", "ITU Telecommunication Standardization Sector;SG15", "itu.int", NULL, NULL);
	add_peer(o, "IEEE 802", "IEEE P802;IEEE P802.11", "ieee.org;ieee802.org", NULL, NULL);
	add_peer(o, "IEEE 802.1", "", "1.ieee802.org", NULL, NULL);
	add_peer(o, "ISO/IEC JTC 1", "ISO/IEC JTC1", "iso.org", NULL, NULL);
	add_peer(o, "ETSI", "", "etsi.org", NULL, "liaisons@etsi.org");
	add_peer(o, "TM Forum", "", "tmforum.org", NULL, NULL);
	if (finished)
		organization_finish(o);
	return o;
}

static const struct { const char *text, *peer; } peer_names[] = {
	{ "3GPP", "3GPP" },
	{ "3gpp", "3GPP" },
	{ "  3GPP\xc2\xa0TSG SA WG 4 ", "3GPP" },
	{ "3GPP TSG-SA2", "3GPP" },
	{ "the 3GPP", "3GPP" },
	{ "3GPP's SA4", "3GPP" },
	{ "3rd Generation Partnership Project", "3GPP" },
	{ "TSG SA WG4 of 3GPP", "3GPP" },
	{ "SA WG4 of the 3GPP", "3GPP" },
	{ "3GPPx", NULL },
	{ "3GPP2", NULL },
	{ "3 GPP", NULL },
	{ "ITU-T", "ITU-T" },
	{ "ITU\xe2\x80\x93T SG15", "ITU-T" },
	{ "ITU-T Study Group 15", "ITU-T" },
	{ "ITU-T SG 15", "ITU-T" },
	{ "SG15", "ITU-T" },
	{ "Study Group 15", "ITU-T" },
	{ "SG 15 Question 6", "ITU-T" },
	{ "SG16", NULL },
	{ "SG155", NULL },
	{ "ITU-R", NULL },
	{ "ITU Telecommunications", NULL },
	{ "IEEE 802", "IEEE 802" },
	{ "IEEE 802.3", "IEEE 802" },
	{ "IEEE 802.1", "IEEE 802.1" },
	{ "IEEE 802.1 TSN TG", "IEEE 802.1" },
	{ "IEEE 802.11", "IEEE 802" },
	{ "IEEE P802.11 Wireless LANs", "IEEE 802" },
	{ "IEEE 8021", NULL },
	{ "IEEE", NULL },
	{ "ISO/IEC JTC1/SC29/WG11", "ISO/IEC JTC 1" },
	{ "ISO/IEC JTC 1/SC 22", "ISO/IEC JTC 1" },
	{ "ETSI ISG ZSM", "ETSI" },
	{ "TM Forum", "TM Forum" },
	{ "TM", NULL },
	{ "a letter to 3GPP", NULL },
	{ "IETF", NULL },
	{ "IETF and 3GPP", NULL },
	{ "", NULL },
	{ "-", NULL },
	{ "()", NULL },
};

static const struct { const char *text, *body; } body_names[] = {
	{ "IAB", "IAB" },
	{ "the IAB", "IAB" },
	{ "IETF IAB", "IAB" },
	{ "Internet Architecture Board (IAB)", "IAB" },
	{ "IAB WG", NULL },
	{ "IESG", "IESG" },
	{ "IETF", NULL },
	{ "IETF WG", NULL },
	{ "WG", NULL },
	{ "the IETF", NULL },
	{ "CCAMP", "CCAMP WG" },
	{ "CCAMP WG", "CCAMP WG" },
	{ "CCAMP Working Group", "CCAMP WG" },
	{ "ccamp working  group", "CCAMP WG" },
	{ "IETF CCAMP", "CCAMP WG" },
	{ "IETF's CCAMP WG", "CCAMP WG" },
	{ "IETF CCAMP WG", "CCAMP WG" },
	{ "IETF CCAMP Working Group", "CCAMP WG" },
	{ "IETF WG CCAMP", "CCAMP WG" },
	{ "IETF/CCAMP", "CCAMP WG" },
	{ "CCAMP WG of the IETF", "CCAMP WG" },
	{ "CCAMP WG of IETF", "CCAMP WG" },
	{ "CCAMP Working Group in the Internet Engineering Task Force", "CCAMP WG" },
	{ "CCAMP WG, IETF", "CCAMP WG" },
	{ "CCAMP (IETF)", "CCAMP WG" },
	{ "IETF (CCAMP)", "CCAMP WG" },
	{ "IETF (CCAMP WG)", "CCAMP WG" },
	{ "IETF (Internet Engineering Task Force) CCAMP", "CCAMP WG" },
	{ "IETF Common Control and Measurement Plane WG", "CCAMP WG" },
	{ "Common Control and Measurement Plane (CCAMP) Working Group", "CCAMP WG" },
	{ "CCAMPS WG", NULL },
	{ "CCAMP and TEAS WGs", NULL },
	{ "IETF (DETNET)", "DETNET WG" },
	{ "IETF (DETNET, CCAMP)", NULL },
	{ "DETNET WG of the IETF", "DETNET WG" },
	{ "Deterministic Networking (DETNET) WG", "DETNET WG" },
	{ "Deterministic Ethernets (DETNET) WG", "DETNET WG" },
	{ "Deterministic Networking (CCAMP) WG", NULL },
	{ "ACME Forum (DETNET)", NULL },
	{ "3GPP SA4 (DETNET)", NULL },
	{ "ITU-T SG15 WG DETNET", NULL },
	{ "6MAN", "6MAN WG" },
	{ "6 MAN", NULL },
	{ "BMWG", "BMWG" },
	{ "IETF BMWG WG", "BMWG" },
	{ "Benchmarking Methodology", "BMWG" },
	{ "Routing Area", "RTG Area" },
	{ "RTG", "RTG Area" },
	{ "IETF Routing Area", "RTG Area" },
	{ "Routing Area Working Group", "RTGWG" },
	{ "Routing Area WG", "RTGWG" },
	{ "RTG WG", NULL },
	{ "OPS WG", NULL },
	{ "OPS Area", "OPS Area" },
	{ "Twin WG", "Twin WG" },
	{ "WG Twin", "WG Twin" },
	{ "Twin", NULL },
	{ "first twin", "Twin WG" },
	{ "", NULL },
	{ "(", NULL },
	{ "IETF ()", NULL },
};

static const struct { const char *text; gboolean own; } own_names[] = {
	{ "IETF", TRUE },
	{ "ietf", TRUE },
	{ "the IETF", TRUE },
	{ "Internet Engineering Task Force", TRUE },
	{ "Internet Engineering Task Force (IETF)", TRUE },
	{ "IETF (Internet Engineering Task Force)", TRUE },
	{ "IETF (CCAMP)", FALSE },
	{ "IETF CCAMP", FALSE },
	{ "IETFs", FALSE },
	{ "IAB", FALSE },
	{ "", FALSE },
};

static const struct { const char *text; gboolean own; } own_groups[] = {
	{ "IETF FOOBAR", TRUE },
	{ "IETF 6lo", TRUE },
	{ "IETF OAuth", TRUE },
	{ "the IETF FOO WG", TRUE },
	{ "IETF foo WG", TRUE },
	{ "IETF problem area", FALSE },
	{ "IETF Foo Bar Working Group", TRUE },
	{ "IETF WG FOO", TRUE },
	{ "IETF (FOO)", TRUE },
	{ "IETF (FOO WG)", TRUE },
	{ "IETF's FOO WG", TRUE },
	{ "IETF/FOO", TRUE },
	{ "FOO WG of the IETF", TRUE },
	{ "Foo Working Group (IETF)", TRUE },
	{ "FOO WG, IETF", TRUE },
	{ "Foo Bar (FOO) WG of the IETF", TRUE },
	{ "IETF Foo Bar (FOO)", TRUE },
	{ "IETF FOO (Foo of Bars)", TRUE },
	{ "Internet Engineering Task Force (IETF) FOO WG", TRUE },
	{ "IETF Applications and Real-Time Area", TRUE },
	{ "ART Area of the IETF", TRUE },
	{ "IRTF FOO RG", TRUE },
	{ "IRTF Foo Research Group", TRUE },
	{ "IETF CCAMP WG", TRUE },
	{ "IETF", FALSE },
	{ "IETF WG", FALSE },
	{ "IETF WG chairs", FALSE },
	{ "FOO WG", FALSE },
	{ "FOO", FALSE },
	{ "SG16 (IETF)", FALSE },
	{ "IETF 125", FALSE },
	{ "IETF 125 meeting", FALSE },
	{ "IETF RFC 9000", FALSE },
	{ "IETF RFC", FALSE },
	{ "IETF Chair", FALSE },
	{ "IETF liaison manager of ITU-T", FALSE },
	{ "IETF Liaison Manager to 3GPP", FALSE },
	{ "liaison manager of the IETF", FALSE },
	{ "Orla Brannigan, IETF", FALSE },
	{ "Orla Brannigan (IETF)", FALSE },
	{ "O. BRANNIGAN, IETF", FALSE },
	{ "IETF 3GPP coordination Team", FALSE },
	{ "IETF ITU-T Study Group 15", FALSE },
	{ "3GPP SA2 WG of the IETF", FALSE },
	{ "IETF FOO and BAR WG", FALSE },
	{ "IETF FOO, BAR WG", FALSE },
	{ "IETF FOO WG c/o Mr. Doe", FALSE },
	{ "IETFX FOO WG", FALSE },
	{ "", FALSE },
	{ "IETF ()", FALSE },
	{ "IETF ((FOO))", FALSE },
};

static void test_groups(void)
{
	struct organization *o = sample(TRUE);
	g_autofree char *words = g_strnfill(1000000, '(');

	add_body(o, "IRTF", BODY_KIND_IRTF, "Internet Research Task Force", "irtf-chair@irtf.org", "x@irtf.org");
	organization_finish(o);
	for (guint i = 0; i < G_N_ELEMENTS(own_groups); i++) {
		g_test_message("\"%s\"", own_groups[i].text);
		g_assert_cmpint(organization_is_own_group(o, own_groups[i].text), ==, own_groups[i].own);
	}
	g_assert_false(organization_is_own_group(o, NULL));
	g_assert_false(organization_is_own_group(o, words));
	organization_free(o);
}

static void test_names(gconstpointer finished)
{
	struct organization *o = sample(finished != NULL);

	for (guint i = 0; i < G_N_ELEMENTS(peer_names); i++) {
		const struct peer *peer = organization_peer_by_name(o, peer_names[i].text);
		if (g_strcmp0(peer ? peer->name : NULL, peer_names[i].peer) != 0)
			g_test_message("peer of \"%s\"", peer_names[i].text);
		g_assert_cmpstr(peer ? peer->name : NULL, ==, peer_names[i].peer);
	}
	for (guint i = 0; i < G_N_ELEMENTS(body_names); i++) {
		const struct body *body = organization_body_by_name(o, body_names[i].text);
		if (g_strcmp0(body ? body->name : NULL, body_names[i].body) != 0)
			g_test_message("body of \"%s\"", body_names[i].text);
		g_assert_cmpstr(body ? body->name : NULL, ==, body_names[i].body);
	}
	for (guint i = 0; i < G_N_ELEMENTS(own_names); i++) {
		if (organization_is_own_name(o, own_names[i].text) != own_names[i].own)
			g_test_message("own name \"%s\"", own_names[i].text);
		g_assert_cmpint(organization_is_own_name(o, own_names[i].text), ==, own_names[i].own);
	}
	g_assert_null(organization_peer_by_name(o, NULL));
	g_assert_null(organization_body_by_name(o, NULL));
	organization_free(o);
}

static void test_names_long(void)
{
	struct organization *o = sample(TRUE);
	g_autofree char *blanks = g_strnfill(1000000, ' ');
	g_autofree char *words = g_strnfill(1000000, '(');

	g_assert_null(organization_peer_by_name(o, blanks));
	g_assert_null(organization_body_by_name(o, words));
	g_assert_false(organization_is_own_name(o, words));
	organization_free(o);
}

static const struct { const char *address, *peer, *body; gboolean ours, liaison, review; } addresses[] = {
	{ "x@ietf.org", NULL, "Twin WG", TRUE, FALSE, FALSE },
	{ "a@lists.IETF.org", NULL, NULL, TRUE, FALSE, FALSE },
	{ "a@xietf.org", NULL, NULL, FALSE, FALSE, FALSE },
	{ "a@ietf.org.example", NULL, NULL, FALSE, FALSE, FALSE },
	{ "a@xn--bcher-kva.example", NULL, NULL, TRUE, FALSE, FALSE },
	{ "a@B\xc3\x9c" "CHER.example", NULL, NULL, TRUE, FALSE, FALSE },
	{ "Liaison-Coordination@iab.org", NULL, NULL, TRUE, TRUE, FALSE },
	{ "statements@ietf.org", NULL, NULL, TRUE, TRUE, FALSE },
	{ "3gpp-liaison@ietf.org", NULL, NULL, TRUE, TRUE, FALSE },
	{ "liaison-review@iab.org", NULL, NULL, TRUE, FALSE, TRUE },
	{ "Liaison-Review+17.a1@iab.org", NULL, NULL, TRUE, FALSE, TRUE },
	{ "liaison-reviewer@iab.org", NULL, NULL, TRUE, FALSE, FALSE },
	{ "liaison-review+x@example.org", NULL, NULL, FALSE, FALSE, FALSE },
	{ "CCAMP-chairs@ietf.org", NULL, "CCAMP WG", TRUE, FALSE, FALSE },
	{ "ccamp@ietf.org", NULL, "CCAMP WG", TRUE, FALSE, FALSE },
	{ "rtg-ads@ietf.org", NULL, "RTG Area", TRUE, FALSE, FALSE },   /* its contact before the other's copy */
	{ "tsbsg15@itu.int", "ITU-T", NULL, FALSE, FALSE, FALSE },
	{ "a@mail.itu.int", "ITU-T", NULL, FALSE, FALSE, FALSE },
	{ "anyone@etsi.org", "3GPP", NULL, FALSE, FALSE, FALSE },       /* the first in the file */
	{ "3gppliaison@ETSI.org", "3GPP", NULL, FALSE, FALSE, FALSE },
	{ "Liaisons@etsi.org", "ETSI", NULL, FALSE, FALSE, FALSE },     /* its Send To */
	{ "a@list.etsi.org", "3GPP", NULL, FALSE, FALSE, FALSE },
	{ "a=40gmail.example@dmarc.ietf.org", NULL, NULL, FALSE, FALSE, FALSE },     /* rewritten by a list of ours */
	{ "a=40itu.int@dmarc.ietf.org", "ITU-T", NULL, FALSE, FALSE, FALSE },
	{ "Liaisons=40etsi.org@DMARC.ietf.org", "ETSI", NULL, FALSE, FALSE, FALSE },
	{ "a=40ietf.org@dmarc.ietf.org", NULL, NULL, TRUE, FALSE, FALSE },
	{ "a=40itu.int@ietf.org", NULL, NULL, TRUE, FALSE, FALSE },
	{ "a=40@dmarc.ietf.org", NULL, NULL, TRUE, FALSE, FALSE },
	{ "a@gmail.example", NULL, NULL, FALSE, FALSE, FALSE },
	{ "", NULL, NULL, FALSE, FALSE, FALSE },
	{ "ietf.org", NULL, NULL, FALSE, FALSE, FALSE },
};

static void test_addresses(gconstpointer finished)
{
	struct organization *o = sample(finished != NULL);

	for (guint i = 0; i < G_N_ELEMENTS(addresses); i++) {
		const char *address = addresses[i].address;
		const struct peer *peer = organization_peer_of_address(o, address);
		const struct body *body = organization_body_of_address(o, address);

		g_test_message("%s", address);
		g_assert_cmpstr(peer ? peer->name : NULL, ==, addresses[i].peer);
		g_assert_cmpstr(body ? body->name : NULL, ==, addresses[i].body);
		g_assert_cmpint(organization_is_our_address(o, address), ==, addresses[i].ours);
		g_assert_cmpint(organization_is_liaison_address(o, address), ==, addresses[i].liaison);
		g_assert_cmpint(organization_is_review_address(o, address), ==, addresses[i].review);
	}
	organization_free(o);
}

static void test_empty(void)
{
	struct organization *o = organization_new();

	for (int round = 0; round < 2; round++) {
		g_assert_null(organization_peer_by_name(o, "IETF"));
		g_assert_null(organization_body_by_name(o, "IETF (X)"));
		g_assert_false(organization_is_own_name(o, ""));
		g_assert_false(organization_is_liaison_address(o, ""));
		g_assert_false(organization_is_review_address(o, "a@b.example"));
		g_assert_false(organization_is_our_address(o, "a@b.example"));
		organization_finish(o);
	}
	organization_free(o);
	organization_free(NULL);
	body_free(NULL);
	peer_free(NULL);
}

static void test_called(void)
{
	struct organization *o = sample(TRUE);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free), bodies = g_ptr_array_new_with_free_func(g_free);

	g_assert_cmpstr(organization_body_called(o, "CCAMP WG")->name, ==, "CCAMP WG");
	g_assert_null(organization_body_called(o, "ccamp"));
	g_assert_null(organization_body_called(o, NULL));
	g_assert_cmpstr(organization_peer_called(o, "ITU-T")->name, ==, "ITU-T");
	g_assert_null(organization_peer_called(o, "itu-t"));
	g_assert_null(organization_peer_called(o, "CCAMP WG"));
	g_assert_null(organization_peer_called(o, NULL));
	add_all(names, "ccamp;IETF DETNET WG;nobody;CCAMP WG");
	organization_add_bodies(o, names, bodies);
	g_assert_cmpuint(bodies->len, ==, 2);
	g_assert_cmpstr(g_ptr_array_index(bodies, 0), ==, "CCAMP WG");
	g_assert_cmpstr(g_ptr_array_index(bodies, 1), ==, "DETNET WG");
	organization_free(o);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_data_func("/organization/names/finished", "", test_names);
	g_test_add_data_func("/organization/names/unfinished", NULL, test_names);
	g_test_add_data_func("/organization/addresses/finished", "", test_addresses);
	g_test_add_data_func("/organization/addresses/unfinished", NULL, test_addresses);
	g_test_add_func("/organization/groups", test_groups);
	g_test_add_func("/organization/long", test_names_long);
	g_test_add_func("/organization/empty", test_empty);
	g_test_add_func("/organization/called", test_called);
	return g_test_run();
}
