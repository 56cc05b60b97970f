/* SPDX-License-Identifier: BSD-2-Clause
 *
 * organization.c - the organisation that the tests of this room read under
 */
#include "organization.h"

static void add_all(GPtrArray *list, const char *texts)
{
	g_auto(GStrv) words = g_strsplit(texts, "|", -1);

	for (guint i = 0; words[i]; i++)
		if (*words[i])
			g_ptr_array_add(list, g_strdup(words[i]));
}

struct organization *test_organization(void)
{
	static const struct { const char *name, *aliases, *contacts, *cc; enum body_kind kind; } bodies[] = {
		{ "IAB", "Internet Architecture Board|IETF IAB", "iab-chair@iab.org", "iab@iab.org", BODY_KIND_IAB },
		{ "CCAMP WG", "ccamp|Common Control and Measurement Plane", "ccamp-chairs@ietf.org", "ccamp@ietf.org", BODY_KIND_WG },
		{ "MPLS WG", "mpls|Multiprotocol Label Switching", "mpls-chairs@ietf.org", "mpls@ietf.org", BODY_KIND_WG },
		{ "QUIC WG", "quic|IETF QUIC", "quic-chairs@ietf.org", "quic@ietf.org", BODY_KIND_WG },
		{ "DETNET WG", "detnet|Deterministic Networking", "detnet-chairs@ietf.org", "detnet@ietf.org", BODY_KIND_WG },
		{ "NTP WG", "ntp|Network Time Protocols", "ntp-chairs@ietf.org", "ntp@ietf.org", BODY_KIND_WG },
		{ "CORE WG", "core|Constrained RESTful Environments", "core-chairs@ietf.org", "core@ietf.org", BODY_KIND_WG },
		{ "6MAN WG", "6man|IPv6 Maintenance", "6man-chairs@ietf.org", "6man@ietf.org", BODY_KIND_WG },
		{ "MASQUE WG", "masque|Multiplexed Application Substrate over QUIC Encryption|Multiplexed QUIC", "masque-chairs@ietf.org", "masque@ietf.org", BODY_KIND_WG },
		{ "INT Area", "INT|Internet Area|Internet Area Directors", "int-ads@ietf.org", "", BODY_KIND_AREA },
		{ "OPS Area", "OPS|Operations and Management Area", "ops-ads@ietf.org", "", BODY_KIND_AREA },
	};
	static const struct { const char *name, *aliases, *domains, *manager, *send_to; } peers[] = {
		{ "3GPP", "3rd Generation Partnership Project", "3gpp.org|etsi.org", "3gpp-liaison@ietf.org", "3GPPLiaison@etsi.org" },
		{ "ITU-T", "ITU Telecommunication Standardization Sector", "itu.int", "itu-t-liaison@ietf.org", NULL },
		{ "IEEE 802", "IEEE P802", "ieee.org", "ieee-802-liaison@ietf.org", NULL },
		{ "Broadband Forum", "BBF", "broadband-forum.org", "bbf-liaison@ietf.org", "liaisons@broadband-forum.org" },
		{ "oneM2M", "", "onem2m.org", NULL, "oneM2M_liaison@list.onem2m.org" },
		{ "ISO/IEC JTC 1", "ISO/IEC JTC1", "iso.org", NULL, NULL },
		{ "W3C", "World Wide Web Consortium", "w3.org", NULL, "team-liaisons@w3.org" },
		{ "ETSI", "", "etsi.org", NULL, NULL },
		{ "MEF", "Metro Ethernet Forum", "mef.net", NULL, NULL },
		{ "OIF", "Optical Internetworking Forum", "oiforum.com", NULL, NULL },
		{ "GSMA", "GSM Association", "gsma.com", NULL, NULL },
	};
	struct organization *organization = organization_new();

	organization->name = g_strdup("IETF");
	add_all(organization->aliases, "Internet Engineering Task Force");
	add_all(organization->domains, "ietf.org|iab.org|irtf.org");
	organization->coordination = g_strdup("liaison-coordination@iab.org");
	organization->authserv_id = g_strdup("mail.ietf.org");
	add_all(organization->liaison_addresses, "statements@ietf.org");
	for (gsize i = 0; i < G_N_ELEMENTS(bodies); i++) {
		struct body *body = body_new(bodies[i].name);

		body->kind = bodies[i].kind;
		add_all(body->aliases, bodies[i].aliases);
		add_all(body->contacts, bodies[i].contacts);
		add_all(body->cc, bodies[i].cc);
		g_ptr_array_add(organization->bodies, body);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(peers); i++) {
		struct peer *peer = peer_new(peers[i].name);

		add_all(peer->aliases, peers[i].aliases);
		add_all(peer->domains, peers[i].domains);
		peer->manager = g_strdup(peers[i].manager);
		peer->send_to = g_strdup(peers[i].send_to);
		g_ptr_array_add(organization->peers, peer);
	}
	organization_finish(organization);
	return organization;
}
