/* SPDX-License-Identifier: BSD-2-Clause
 *
 * test-bodies.c - bodies and people that a value names; "bodies ; mailboxes"
 */
#include <string.h>
#include "../../src/reading/bodies.h"
#include <liaison/address.h>
#include "joined.h"
#include "organization.h"

static const struct row { const char *value, *shown; } rows[] = {
	{ "IETF", "IETF;" },
	{ "IETF (DETNET, QUIC), MEF (Technical & Operations Committee), NGNM (5G Work Programme)",
	  "IETF DETNET|IETF QUIC|MEF (Technical & Operations Committee)|NGNM (5G Work Programme);" },
	{ "IETF (DETNET)", "IETF (DETNET);" },
	{ "3GPP SA (Signe A. <signe@etsi.org>)", "3GPP SA;\"Signe A.\" <signe@etsi.org>" },
	{ "CT1; CT4,SA2", "CT1|CT4|SA2;" },
	{ "ccamp-chairs@ietf.org,\niab@iab.org", ";ccamp-chairs@ietf.org|iab@iab.org" },
	{ "\"Rossi, Elena\" <elena@b.example>, OIF", "OIF;\"Rossi, Elena\" <elena@b.example>" },
	{ "Operations and Management Area", "Operations and Management Area;" },
	{ "IETF CCAMP and MPLS WGs", "IETF CCAMP|MPLS WG;" },
	{ "ITU-T SG20, SG13 & SG3", "ITU-T SG20|SG13|SG3;" },
	{ "ITU SG 16 Q8, 9, 10/16", "ITU SG 16 Q8, 9, 10/16;" },
	{ "ISO/IEC JTC 1/SC 27/WG 4\nIETF QUIC\nIETF NTP", "ISO/IEC JTC 1/SC 27/WG 4|IETF QUIC|IETF NTP;" },
	{ "ITU-T\nStudy Group 15", "ITU-T Study Group 15;" },
	{ "IETF\nQUIC WG", "IETF QUIC WG;" },
	{ "the IAB", "IAB;" },
	{ "FOO WG, IETF", "FOO WG, IETF;" },
	{ "the IETF Foo and Bar Area", "IETF Foo and Bar Area;" },
	{ "IETF FOO WG; SG13", "IETF FOO WG|SG13;" },
	{ "Chair of the IEEE 802.1 Working Group", "IEEE 802.1 Working Group;" },
	{ "Orla Brannigan (orla@b.example), Chair, IEEE 802.1 Working Group", "IEEE 802.1 Working Group;Orla Brannigan <orla@b.example>" },
	{ "IEEE 802 AND ITU-T STUDY GROUP 15", "IEEE 802|ITU-T STUDY GROUP 15;" },
	{ "-", ";" },
	{ "IEEE 802.1, ETSI ISG NFV, ITU-T SG11", "IEEE 802.1|ETSI ISG NFV|ITU-T SG11;" },
	{ "All ITU-T study groups", "All ITU-T study groups;" },
	{ "Harbour Alliance, Lock WG", "Harbour Alliance, Lock WG;" }, { "ETSI ISG NFV; Canal Forum, Towing Working Group", "ETSI ISG NFV|Canal Forum, Towing Working Group;" },
	{ "Harbour Alliance; Lock WG", "Harbour Alliance|Lock WG;" }, { "Harbour Alliance, IETF QUIC WG", "Harbour Alliance|IETF QUIC WG;" }, { "Canal Council, Lock WG", "Canal Council|Lock WG;" },
	{ "A Body Nobody Knows", "A Body Nobody Knows;" },
	{ "IETF, IETF", "IETF;" },
	{ "IETF STIR WG (Jo Doe, Mia Roe, co-chairs)\nQUIC WG (Ann Lee, chair)", "IETF STIR WG|QUIC WG;" },
	{ "ITU-T Study Group 16 (Geneva, 30 April \342\200\223 11 May 2012)", "ITU-T Study Group 16;" },
	{ "IEC TC 57/WG 15 (drafting group)", "IEC TC 57/WG 15;" },
	{ "Committee for Timber (Secretariat of 12 bodies)", "Committee for Timber (Secretariat of 12 bodies);" },
	{ "IETF (QUIC), Board of Chairs (Editors)", "IETF QUIC|Board of Chairs (Editors);" },
	{ "IETF STIR WG\nc/o Mr. Paul Adeyemi and Ms. Ida Brandt, Co-Chairs", "IETF STIR WG;" },
	{ "Mr. Paul Adeyemi, Chair, IETF QUIC WG\nMs. Ida Brandt, Secretary, ITU-T SG13", "IETF QUIC WG|ITU-T SG13;" },
	{ "The QUIC WG of the IETF\nETSI ISG NFV", "QUIC WG of the IETF|ETSI ISG NFV;" },
	{ "IEEE 802.1 Working Group\302\271, ITU-T SG15 *", "IEEE 802.1 Working Group|ITU-T SG15;" },
	{ "Ida Brandt, chair of IETF QUIC, <quic-chairs@ietf.org>", "IETF QUIC;IETF QUIC <quic-chairs@ietf.org>" },
	{ "IETF Lamps and Real-Time Area", "IETF Lamps and Real-Time Area;" },
	{ "Purpose: none", ";" },
	{ "IETF: QUIC, TLS", "IETF QUIC|IETF TLS;" },
	{ "IETF (QUIC WG), IAB, and ITU-T SG13", "IETF QUIC WG|IAB|ITU-T SG13;" },
	{ "IETF QUIC WG and others", "IETF QUIC WG;" },
	{ "IETF QUIC (for action), ITU-T SG13 (for information)", "IETF QUIC|ITU-T SG13;" },
	{ "THE IETF (FOO WORKING GROUP) AND IEEE 802.11", "IETF FOO WORKING GROUP|IEEE 802.11;" },
	{ "IEEE 802.11 AND THE IETF (FOO WORKING GROUP)", "IEEE 802.11|IETF FOO WORKING GROUP;" },
	{ "IETF (FOO AND QUIC WORKING GROUPS) AND ITU-T STUDY GROUP 15", "IETF FOO|IETF QUIC WORKING GROUP|ITU-T STUDY GROUP 15;" },
	{ "IETF (DETNET, QUIC) and 3GPP SA2", "IETF DETNET|IETF QUIC|3GPP SA2;" },
	{ "3GPP SA2 and IETF QUIC and OIF", "3GPP SA2|IETF QUIC|OIF;" },
	{ "the QUIC and MPLS working groups", "QUIC|MPLS working group;" },
	{ "ITU-R WORKING PARTY 4A FOR INFORMATION", "ITU-R WORKING PARTY 4A;" },
	{ "IETF QUIC for action, SG13 and SG15 for information only", "IETF QUIC|SG13|SG15;" },
	{ "Institute for Information", "Institute for Information;" },
	{ "Internet Area (INT) and Transport", "Internet Area (INT) and Transport;" },
	{ "Relevant External Organizations AND ITU-T Study Groups 13 AND 19", "Relevant External Organizations AND ITU-T Study Groups 13 AND 19;" },
	{ "ITU-T Study Groups 13 and 15", "ITU-T Study Group 13|ITU-T Study Group 15;" },
	{ "ITU-T SGs 2, 11, 13 and 15", "ITU-T SG2|ITU-T SG11|ITU-T SG13|ITU-T SG15;" },
	{ "IETF QUIC, ITU-R Working Parties 4A and 5D", "IETF QUIC|ITU-R Working Party 4A|ITU-R Working Party 5D;" },
	{ "ITU-T Study Groups and IETF QUIC", "ITU-T Study Groups|IETF QUIC;" },
	{ "IEEE 802.1 and 802.3", "IEEE 802.1|IEEE 802.3;" },
	{ "IEEE 802.1, 802.3 and 802.11", "IEEE 802.1|IEEE 802.3|IEEE 802.11;" },
	{ "SA2/SA3", "SA2|SA3;" },
	{ "IETF QUIC; 3GPP SA2/CT4/CT3", "IETF QUIC|3GPP SA2|CT4|CT3;" },
	{ "IETF DETNET/QUIC", "IETF DETNET|IETF QUIC;" },
	{ "ISO/IEC JTC 1/SC 27/WG 4", "ISO/IEC JTC 1/SC 27/WG 4;" },
	{ "ITU-T Q11/17", "ITU-T Q11/17;" },
	{ "ITU-T Study Group 15, Question 14", "ITU-T Study Group 15, Question 14;" },
	{ "IETF QUIC, ITU-T SG15, Q14", "IETF QUIC|ITU-T SG15, Q14;" },
	{ "IETF QUIC WG (via the IETF liaison coordination)", "IETF QUIC WG;" },
	{ "IETF QUIC WG, via liaison manager Jo Doe", "IETF QUIC WG;" },
	{ "IETF QUIC WG via Jo Doe", "IETF QUIC WG;" },
	{ "GlobalPlatform; 3GPP SA3", "GlobalPlatform|3GPP SA3;" },
	{ "IETF QUIC, OpenConnectivity, ITU-T SG13", "IETF QUIC|OpenConnectivity|ITU-T SG13;" },
	{ "IETF QUIC, Geneva", "IETF QUIC;" },
	{ "IETF QUIC, ICANN gNSO, oneM2M", "IETF QUIC|ICANN gNSO|oneM2M;" },
	{ "i3forum; ITU-T SG13; eIDAS", "i3forum|ITU-T SG13|eIDAS;" },
	{ "IETF QUIC, online, de Vries", "IETF QUIC;" },
	{ "IETF QUIC, Orla MacAllister-Brannigan", "IETF QUIC;" },
	{ "CORE and ASDF", "CORE|ASDF;" },
	{ "IETF CORE, ASDF and QUIC WGs", "IETF CORE|ASDF|QUIC WG;" },
	{ "Ida Brandt (Sensor Forum WG 2 Chair)", "Sensor Forum WG 2;" },
	{ "Ida Brandt on behalf of the Sensor Forum", "Sensor Forum;" },
	{ "Sensor Forum (WG 2) <wg2@forum.example>", "Sensor Forum (WG 2);Sensor Forum <wg2@forum.example>" },
};

static char *shown(const struct parties *parties)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < parties->bodies->len; i++)
		g_string_append_printf(out, "%s%s", i ? "|" : "", (const char *)g_ptr_array_index(parties->bodies, i));
	g_string_append_c(out, ';');
	for (guint i = 0; i < parties->addresses->len; i++) {
		g_autofree char *mailbox = address_format(g_ptr_array_index(parties->addresses, i));

		g_string_append_printf(out, "%s%s", i ? "|" : "", mailbox);
	}
	return g_string_free(out, FALSE);
}

static void test_value(void)
{
	struct organization *organization = test_organization();

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct parties parties;
		g_autofree char *text = NULL;

		parties_init(&parties);
		parties_read(organization, rows[i].value, 100, &parties);
		text = shown(&parties);
		if (strcmp(text, rows[i].shown) != 0) {
			g_test_message("%s: got %s", rows[i].value, text);
			g_test_fail();
		}
		parties_clear(&parties);
	}
	organization_free(organization);
}

/* Who speaks: a body and the unit of it that a comma divides are one. */
static void test_speaker(void)
{
	static const struct { const char *value, *shown; } speakers[] = {
		{ "Atlantic Council, Working Group 4", "Atlantic Council, Working Group 4;" },
		{ "Bluetooth SIG, Internet Working Group", "Bluetooth SIG, Internet Working Group;" },
		{ "Sensor Forum, WG 2 (Naming)", "Sensor Forum, WG 2 (Naming);" },
		{ "WG 3, MPEG Systems", "WG 3, MPEG Systems;" },
		{ "ITU-T Study Group 17, Question 11/17", "ITU-T Study Group 17, Question 11/17;" },
		{ "ITU-T SG13, SG15", "ITU-T SG13|SG15;" },
		{ "ETSI ISG NFV (Chair: Jo Doe)", "ETSI ISG NFV;" },
		{ "Sensor Forum (Source company: Runestad)", "Sensor Forum;" },
		{ "IEEE 802.1, TSN Task Group", "IEEE 802.1, TSN Task Group;" },
		{ "Broadband Forum, Access and Transport Architecture Work Area", "Broadband Forum, Access and Transport Architecture Work Area;" },
		{ "Sensor Forum, Open Timers project", "Sensor Forum, Open Timers project;" },
		{ "IEEE 802.1, IEEE 802.3 Working Group", "IEEE 802.1|IEEE 802.3 Working Group;" },
		{ "oneM2M WG2 (SDS)\napproved by TP", "oneM2M WG2 (SDS);" }, { "Sensor Forum WG 2 (endorsed by its Board)", "Sensor Forum WG 2;" },
		{ "ETSI ISG NFV, as agreed at NFV#27", "ETSI ISG NFV;" }, { "Forum of Approved Bodies", "Forum of Approved Bodies;" },
		{ "ITU-D, Rapporteur's Group for Question 3/2", "ITU-D, Rapporteur's Group for Question 3/2;" },
		{ "Sensor Forum, Correspondence Group on naming", "Sensor Forum, Correspondence Group on naming;" },
		{ "ITU-T SG5, Ad-hoc Group on antennas", "ITU-T SG5|Ad-hoc Group on antennas;" },
		{ "ETSI ISG NFV, IEEE 802.1 Working Group", "ETSI ISG NFV|IEEE 802.1 Working Group;" },
		{ "ABC-X WG1 “Cases and Needs” and WG3 “Tools\nand Methods”", "ABC-X WG1|WG3;" },
		{ "SG13 \"Clouds and Grids\" and SG15", "SG13|SG15;" }, { "ETSI ISG NFV and 3GPP SA2 «Keys and Locks»", "ETSI ISG NFV|3GPP SA2;" },
		{ "ABC-X WG1 “Cases and Needs”", "ABC-X WG1 “Cases and Needs”;" },
		{ "“Rock and Roll” Forum", "“Rock and Roll” Forum;" },
	};
	struct organization *organization = test_organization();

	for (gsize i = 0; i < G_N_ELEMENTS(speakers); i++) {
		struct parties parties;
		g_autofree char *text = NULL;

		parties_init(&parties);
		parties.one_speaker = TRUE;
		parties_read(organization, speakers[i].value, 100, &parties);
		text = shown(&parties);
		g_assert_cmpstr(text, ==, speakers[i].shown);
		parties_clear(&parties);
	}
	organization_free(organization);
}

static void test_limits(void)
{
	struct organization *organization = test_organization();
	g_autoptr(GString) value = g_string_new(NULL);
	struct parties parties;

	for (guint i = 0; i < 5000; i++)
		g_string_append_printf(value, "SA%u, a%u@b.example, ((", i, i);
	parties_init(&parties);
	parties_read(organization, value->str, 10, &parties);
	g_assert_cmpuint(parties.addresses->len, <=, 10);
	g_assert_cmpuint(parties.bodies->len, <=, BODIES_MAX);
	parties_clear(&parties);
	organization_free(organization);
}

static void test_text(void)
{
	struct organization *organization = test_organization();
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free), groups = g_ptr_array_new_with_free_func(g_free);

	bodies_ours_in_text(organization, "To the chairs of QUIC, DETNET and the core of the CCAMP working groups", names);
	g_assert_cmpuint(names->len, ==, 3);                  /* "core" is a word here */
	g_assert_cmpstr(g_ptr_array_index(names, 1), ==, "DETNET WG");
	bodies_ours_in_text(organization, "To the IPv6 maintenance working group and the Internet Areas", names);
	g_assert_cmpuint(names->len, ==, 4);
	bodies_groups_in_text(NULL, "an LS from 3GPP TSG SA WG4 and ITU-T Study Group 15 to SG13", groups);
	g_assert_cmpuint(groups->len, ==, 3);
	g_assert_cmpstr(g_ptr_array_index(groups, 1), ==, "ITU-T Study Group 15");
	g_ptr_array_set_size(names, 0);
	bodies_ours_in_text(organization, "Dear IETF 6lo chairs, the FOO working group of the IETF and the IETF BAR WG", names);
	g_assert_cmpuint(names->len, ==, 3);                  /* as written, since nobody configured them */
	g_assert_cmpstr(g_ptr_array_index(names, 0), ==, "IETF 6lo");
	g_assert_cmpstr(g_ptr_array_index(names, 1), ==, "FOO working group of the IETF");
	g_assert_cmpstr(g_ptr_array_index(names, 2), ==, "IETF BAR WG");
	g_ptr_array_set_size(names, 0);
	bodies_ours_in_text(organization, "Jo Doe, IETF liaison manager of ITU-T, told us at the IETF 125 meeting of IETF TLS", names);
	g_assert_cmpuint(names->len, ==, 0);
	g_assert_true(body_is_ours(organization, "IETF FOO WG"));
	g_assert_true(body_equal(organization, "IETF QUIC WG", "quic"));
	g_assert_false(body_equal(organization, "IETF QUIC WG", "mpls"));
	g_assert_true(body_is_ours(organization, "Internet Engineering Task Force"));
	g_assert_false(body_is_known(organization, "Orla Brannigan"));
	organization_free(organization);
}

/* What a letter says to whom it is: ours, and in a list with them what may be a group of ours. */
static void test_addressed(void)
{
	static const struct { const char *text, *names; } texts[] = {
		{ "Dear chairs of CORE and ASDF,", "CORE WG|ASDF" },
		{ "Dear ASDF, QUIC and MOQ chairs", "QUIC WG|ASDF|MOQ" },
		{ "To the chairs of the IETF QUIC WG and the MOQ working group", "QUIC WG|MOQ" },
		{ "Dear QUIC WG, TAPS WG and OCF,", "QUIC WG|TAPS|OCF" },
		{ "Dear QUIC chairs, HTTP is what we write about.", "QUIC WG" },
		{ "Dear QUIC and SG15 colleagues,", "QUIC WG" },
		{ "Dear chairs of QUIC and area directors (ADs) of the IETF,", "QUIC WG" },
		{ "Dear QUIC chairs and RFC editors,", "QUIC WG" },
		{ "Dear chairs of ASDF and MOQ,", "" },
		{ "Dear QUIC chairs in the HTTP world,", "QUIC WG" },
		/* a longer name swallows what stands inside it, whether it is configured or not */
		{ "Dear IETF Multiplexed Application Substrate over QUIC Encryption WG,", "MASQUE WG" },
		{ "Dear chairs of Multiplexed QUIC and of CCAMP", "CCAMP WG|MASQUE WG" },
		{ "To the Multiplexed QUIC and QUIC working groups", "QUIC WG|MASQUE WG" },
		{ "To the Operations and Management Area and the IPv6 Maintenance WG", "OPS Area|6MAN WG" },
		{ "Dear IETF Timing and NTP Security WG,", "IETF Timing and NTP Security WG" },
	};
	struct organization *organization = test_organization();

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
		g_autofree char *found = NULL;

		bodies_addressed_in_text(organization, texts[i].text, names);
		found = joined(names);
		if (strcmp(found, texts[i].names) != 0) {
			g_test_message("%s: got %s", texts[i].text, found);
			g_test_fail();
		}
	}
	organization_free(organization);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/reading/bodies-value", test_value);
	g_test_add_func("/reading/bodies-speaker", test_speaker);
	g_test_add_func("/reading/bodies-limits", test_limits);
	g_test_add_func("/reading/bodies-text", test_text);
	g_test_add_func("/reading/bodies-addressed", test_addressed);
	return g_test_run();
}
