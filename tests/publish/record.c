/* SPDX-License-Identifier: BSD-2-Clause
 *
 * record.c - records to publish
 */
#include <config.h>
#include <string.h>
#include "../store/sample.h"
#include "record.h"

static gint64 now = G_GINT64_CONSTANT(1780000000) * G_USEC_PER_SEC;

struct organization *record_organization(void)
{
	static const char *const groups[] = { "ALPHA WG", "BETA WG", "Board" };
	struct organization *organization = organization_new();

	organization->name = g_strdup("Example");
	organization->coordination = g_strdup("coordination@example.org");
	g_ptr_array_add(organization->domains, g_strdup("example.org"));
	for (guint i = 0; i < G_N_ELEMENTS(groups); i++) {
		struct body *body = body_new(groups[i]);

		g_ptr_array_add(body->contacts, g_strdup_printf("group%u-chairs@example.org", i));
		g_ptr_array_add(organization->bodies, body);
	}
	for (guint i = 0; i < 2; i++) {
		struct peer *peer = peer_new(i ? "Norm" : "ITU-T");

		g_ptr_array_add(peer->domains, g_strdup(i ? "norm.example" : "itu.example"));
		g_ptr_array_add(organization->peers, peer);
	}
	organization_finish(organization);
	return organization;
}

/* ---- statements ---- */

static const char *const words[] = {
	"timing", "synchronization", "packet", "transport", "network", "quantum", "keys", "distribution", "architecture", "requirements", "interface", "slice",
	"latency", "measurement", "performance", "protocol", "security", "identity", "naming", "addressing", "routing", "segment", "label", "switching",
	"optical", "control", "plane", "management", "model", "telemetry", "congestion", "media", "codec", "framework", "recommendation", "draft",
	"meeting", "group", "comments", "review", "liaison", "statement", "reply", "kindly", "request", "information", "progress", "approved",
};

static void add_words(GString *out, GRand *random, guint n)
{
	for (guint i = 0; i < n; i++) {
		/* as in letters: few words often, many seldom, some once */
		gdouble at = g_rand_double(random);

		g_string_append(out, i ? i % 11 ? " " : "\n" : "");
		if (at < 0.7)
			g_string_append(out, words[(guint)(at * at * 2 * G_N_ELEMENTS(words)) % G_N_ELEMENTS(words)]);
		else
			g_string_append_printf(out, "%s%s", words[g_rand_int_range(random, 0, (gint)G_N_ELEMENTS(words))],
			                       at < 0.9 ? words[g_rand_int_range(random, 0, (gint)G_N_ELEMENTS(words))] : "");
	}
}

static void add_contact(GPtrArray *list, const char *name, const char *address)
{
	g_ptr_array_add(list, address_new(name, address));
}

static struct statement *ordinary(guint n)
{
	struct statement *s = statement_new();
	g_autoptr(GRand) random = g_rand_new_with_seed(n + 1);
	g_autoptr(GString) title = g_string_new("LS on "), body = g_string_new(NULL);
	gboolean in = n % 3 != 2;

	s->kind = KIND_STATEMENT;
	s->direction = in ? DIRECTION_INCOMING : DIRECTION_OUTGOING;
	s->peer = g_strdup(n % 4 == 3 ? "Norm" : "ITU-T");
	add_words(title, random, 5);
	add_words(body, random, 180);
	s->title = g_string_free(g_steal_pointer(&title), FALSE);
	s->body = g_string_free(g_steal_pointer(&body), FALSE);
	g_ptr_array_add(in ? s->from : s->to, n % 4 == 3 ? g_strdup("Norm Committee") : g_strdup_printf("ITU-T SG%u", 2 + n % 7));
	g_ptr_array_add(in ? s->to : s->from, g_strdup(n % 2 ? "ALPHA WG" : "BETA WG"));
	g_ptr_array_add(s->identifiers, g_strdup_printf("SG%u-LS%u", 2 + n % 7, n));
	s->purpose = (enum purpose)(1 + n % 3);
	if (s->purpose == PURPOSE_ACTION)
		s->deadline = (struct date){ 2006 + (int)(n / 120), 1 + (int)(n % 12), 28 };
	add_contact(s->from_contacts, "Ines Moreau", PRIVATE_MARK ".ines@itu.example");
	add_contact(s->from_contacts, NULL, PRIVATE_MARK "@itu.example");
	add_contact(s->to_contacts, PRIVATE_MARK "@named.example", PRIVATE_MARK "2@itu.example");
	add_contact(s->to_contacts, "The chairs", "alpha-chairs@example.org");
	g_ptr_array_add(s->cc, g_strdup("Liaison Office <liaison@itu.example>"));
	g_ptr_array_add(s->cc, g_strdup("Lee <" PRIVATE_MARK "3@norm.example>"));
	return s;
}

static struct statement *hostile(guint n)
{
	static const char *const attacks[] = {
		"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "]]><x/>", "--><!--", "&lt;b&gt;&#0;", "\xe2\x80\xaegpj.exe\xe2\x80\xac",
		"\xff\xfe latin \xe9\xe8", "\xd8\xa7\xd9\x84\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 RTL", "\xf0\x9f\x93\xa8 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
		"../../../etc/passwd", "=HYPERLINK(\"http://x\")", "BEGIN:VEVENT\r\nEND:VCALENDAR", "\x01\x1b[31m\x7f\xc2\x9b", "javascript:alert(1)", "\xef\xbf\xbe\xef\xb7\x90",
	};
	const char *attack = attacks[n % G_N_ELEMENTS(attacks)];
	g_autofree char *valid = g_utf8_make_valid(attack, -1), *word = g_strnfill(100000, 'W');
	struct statement *s = ordinary(n);
	g_autoptr(GString) body = g_string_new(valid);

	/* half of them with bytes that the store would never have let in */
	attack = n % 2 ? attack : valid;
	g_free(s->title);
	s->title = g_strdup_printf("%s %s", attack, n % 5 ? "" : word);
	g_string_append_printf(body, "\n\nhttps://x.example/\"onmouseover=alert(1) http://y.example/?a=b&c=<d>\n\n%s", word);
	for (guint i = 0; i < 400; i++)
		g_string_append_printf(body, "\n\n%s & <b> ' \" line %u    of a | table +---+", valid, i);
	g_free(s->body);
	s->body = g_string_free(g_steal_pointer(&body), FALSE);
	g_ptr_array_add(s->from, g_strdup(attack));
	g_ptr_array_add(s->to, g_strdup(word));
	g_ptr_array_add(s->identifiers, g_strdup(valid));         /* which the store compares: valid, as all text in it */
	g_ptr_array_add(s->refers_to, g_strdup(attack));
	for (guint i = 0; i < 300; i++) {
		g_autofree char *address = g_strdup_printf("role%u-chairs@%s.example", i, n % 2 ? "<b>" : "x");

		add_contact(s->to_contacts, attack, address);
	}
	g_free(s->deadline_text);
	s->deadline_text = g_strdup(attack);
	return s;
}

gint64 record_put(struct store *store, guint n, enum state state, gboolean attacks)
{
	g_autofree char *id = g_strdup_printf("%s-%u@itu.example", PRIVATE_MARK, n), *content = g_strdup_printf("%s covering text %u", PRIVATE_MARK, n);
	g_autoptr(sample_t) sample = sample_new(id, content);
	struct statement *s = attacks ? hostile(n) : ordinary(n);
	g_autofree char *file = g_strdup_printf("contents of file %u", n);

	if (state != STATE_POSTED) {            /* what is not posted is private as a whole */
		g_free(s->title);
		s->title = g_strdup_printf("%s not posted %u", PRIVATE_MARK, n);
	}
	s->received_from = address_new("Ines Moreau", PRIVATE_MARK "4@itu.example");
	doubts_add(s->doubts, DOUBT_DEADLINE_VAGUE, "%s", PRIVATE_MARK);
	g_ptr_array_set_size(sample->statements, 0);
	g_ptr_array_add(sample->statements, s);
	sample_set_envelope(sample, PRIVATE_MARK "-sender@itu.example", PRIVATE_MARK "-recipient@example.org");
	if (n % 3 == 0)
		sample_attach(sample, attacks ? "../<script>.html" : "letter.pdf", attacks ? "text/html" : "application/pdf", attacks ? "<script>alert(2)</script>" : file);
	sample->request.state = state;
	sample->request.by = "(System)";
	sample->request.received = (G_GINT64_CONSTANT(1136073600) + (gint64)n * 262800) * G_USEC_PER_SEC;
	return sample_put(store, sample);
}

/* ---- changes ---- */

struct change *record_change(gint64 id)
{
	now += G_USEC_PER_SEC;
	return change_new(id, PRIVATE_MARK "-person@example.org", TRUE, now);
}

void record_apply(struct store *store, struct change *change)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(store_change(store, change, NULL, &error));
	g_assert_no_error(error);
	change_free(change);
}

void record_event(struct store *store, gint64 id, enum event_kind kind, const char *text)
{
	struct change *change = record_change(id);

	change_event(change, kind, text);
	record_apply(store, change);
}
