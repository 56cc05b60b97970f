/* SPDX-License-Identifier: BSD-2-Clause
 *
 * sample.c - mails, statements and stores to test with
 */
#include "config.h"
#include "sample.h"

#include <string.h>
#include <glib/gstdio.h>
#include <liaison/text.h>

char *sample_folder_new(void)
{
	char *folder = g_strdup_printf("%s/store-XXXXXX", g_get_tmp_dir());
	g_assert_nonnull(g_mkdtemp(folder));
	return folder;
}

void sample_folder_remove(char *folder)
{
	GDir *dir = g_dir_open(folder, 0, NULL);
	for (const char *name; dir && (name = g_dir_read_name(dir));) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_unlink(path);
	}
	if (dir)
		g_dir_close(dir);
	g_rmdir(folder);
	g_free(folder);
}

struct sample *sample_new(const char *id, const char *content)
{
	struct sample *sample = g_new0(struct sample, 1);
	struct message *message = sample->message = message_new();
	g_autofree char *raw = g_strdup_printf("From: Ada Example <ada@itu.example>\nSubject: LS on timing\nMessage-ID: <%s>\n\n%s\n",
	                                       id ? id : "", content);
	g_clear_pointer(&message->raw, g_bytes_unref);
	message->raw = g_bytes_new(raw, strlen(raw));
	g_free(message->digest);
	message->digest = text_sha256(content, strlen(content));
	message->message_id = g_strdup(id);
	message->subject = g_strdup("LS on timing");
	g_ptr_array_add(message->from, address_new("Ada Example", "ada@itu.example"));
	sample->envelope = envelope_new();
	sample->statements = g_ptr_array_new_with_free_func((GDestroyNotify)statement_free);
	struct statement *statement = statement_new();
	statement->kind = KIND_STATEMENT;
	statement->direction = DIRECTION_INCOMING;
	statement->title = g_strdup("LS on timing");
	statement->peer = g_strdup("ITU-T");
	g_ptr_array_add(sample->statements, statement);
	sample->plan = plan_new();
	sample->plan->verdict = VERDICT_ACCEPT;
	sample->plan->record = TRUE;
	sample->plan->edit = TRUE;
	sample->request = (struct store_request){
		.message = message, .envelope = sample->envelope, .statements = sample->statements, .plan = sample->plan,
		.received = G_GINT64_CONSTANT(1767225600000000), .state = STATE_PENDING, .by = "(System)",
	};
	sample_set_envelope(sample, "ada@itu.example", "liaison@ietf.example");
	return sample;
}

void sample_free(struct sample *sample)
{
	if (!sample)
		return;
	message_free(sample->message);
	envelope_free(sample->envelope);
	g_ptr_array_unref(sample->statements);
	plan_free(sample->plan);
	g_free(sample);
}

void sample_set_envelope(struct sample *sample, const char *sender, const char *recipients)
{
	envelope_free(sample->envelope);
	sample->request.envelope = sample->envelope = envelope_new();
	sample->envelope->queue_id = g_strdup("4abcXYZ");
	envelope_set_sender(sample->envelope, sender);
	g_auto(GStrv) each = g_strsplit(recipients, " ", -1);
	for (guint i = 0; each[i]; i++)
		envelope_add_recipient(sample->envelope, each[i]);
}

void sample_attach(struct sample *sample, const char *name, const char *type, const char *content)
{
	struct part *part = part_new(PART_ATTACHMENT, "2", type);
	part->filename = g_strdup(name);
	g_clear_pointer(&part->content, g_bytes_unref);
	part->content = g_bytes_new(content, strlen(content));
	g_free(part->digest);
	part->digest = text_sha256(content, strlen(content));
	g_ptr_array_add(sample->message->parts, part);
}

/* ---- a statement with everything in it ---- */

static void add_texts(GPtrArray *list, const char *stem, guint n)
{
	for (guint i = 0; i < n; i++)
		g_ptr_array_add(list, g_strdup_printf("%s %u – naïve 例 'q' \"d\"; %%s", stem, i));
}

static void add_addresses(GPtrArray *list, const char *stem, guint n)
{
	for (guint i = 0; i < n; i++) {
		g_autofree char *name = i % 2 ? g_strdup_printf("Ms %s, \"%u\"", stem, i) : NULL;
		g_autofree char *addr_spec = g_strdup_printf("%s%u@peer.example", stem, i);
		g_ptr_array_add(list, address_new(name, addr_spec));
	}
}

static void add_evidence(struct statement *statement, enum field field, guint variant)
{
	struct evidence *evidence = evidence_new(field, (enum evidence_source)((guint)field % (EVIDENCE_PERSON + 1)), "1.1", 7 + variant,
	                                         "For action to", "value\nof \"two\" lines\\ with \t and \001 \u2028 – 例", 60 + (int)field);
	evidence->layout = g_strdup("itu-t");
	evidence->chosen = field % 2 == 0;
	g_ptr_array_add(statement->evidence, evidence);
	/* one with nothing in it that may be missing */
	g_ptr_array_add(statement->evidence, evidence_new(field, EVIDENCE_ENVELOPE, NULL, 0, NULL, NULL, 0));
}

struct statement *sample_statement_full(guint variant)
{
	struct statement *statement = statement_new();
	statement->kind = (enum kind)(variant % KIND_N);
	statement->direction = (enum direction)((variant + 1) % DIRECTION_N);
	statement->purpose = (enum purpose)((variant + 2) % PURPOSE_N);
	statement->title = g_strdup_printf("LS %u on <timing> & \"sync\"; DROP TABLE statement;--", variant);
	add_texts(statement->from, "ITU-T SG15", 2);
	add_addresses(statement->from_contacts, "from", 3);
	statement->from_liaison_contact = address_new("Reply Here", "reply@peer.example");
	add_texts(statement->to, "IETF CCAMP WG", 3);
	add_addresses(statement->to_contacts, "to", 2);
	statement->to_liaison_contact = address_new(NULL, "liaison@ietf.example");
	add_texts(statement->cc, "cc", 12);
	statement->deadline = (struct date){ 2027, 2, 28 };
	statement->deadline_text = g_strdup("before the next meeting");
	statement->is_reply = variant % 2 == 0;
	add_texts(statement->refers_to, "COM 15 – LS", 2);
	add_texts(statement->identifiers, "TD", 2);
	add_texts(statement->attachments, "LS", 2);
	statement->body = g_strdup("Dear colleagues,\n\n\tthank you.\n\u200f bidi \u202e\n");
	statement->received_from = address_new("Ada \\ Example", "ada@itu.example");
	statement->peer = g_strdup("ITU-T");
	statement->authenticated = variant % 2 == 0;
	add_texts(statement->our_bodies, "CCAMP", 2);
	doubts_add(statement->doubts, DOUBT_DEADLINE_VAGUE, "words: %s", "mid-May");
	doubts_add(statement->doubts, DOUBT_NO_PURPOSE, NULL);
	doubts_add(statement->doubts, DOUBT_DEADLINE_VAGUE, "words: %s", "another");
	for (guint field = 0; field < FIELD_N; field++)
		add_evidence(statement, (enum field)field, variant);
	return statement;
}

/* ---- comparing ---- */

static gboolean differ(const char *what)
{
	g_test_message("these differ: %s", what);
	return FALSE;
}

static gboolean addresses_equal(const struct address *a, const struct address *b)
{
	return (!a && !b) || (a && b && g_strcmp0(a->name, b->name) == 0 && g_strcmp0(a->addr_spec, b->addr_spec) == 0);
}

static gboolean texts_equal(const GPtrArray *a, const GPtrArray *b)
{
	gboolean equal = a->len == b->len;
	for (guint i = 0; equal && i < a->len; i++)
		equal = g_strcmp0(g_ptr_array_index(a, i), g_ptr_array_index(b, i)) == 0;
	return equal;
}

static gboolean address_lists_equal(const GPtrArray *a, const GPtrArray *b)
{
	gboolean equal = a->len == b->len;
	for (guint i = 0; equal && i < a->len; i++)
		equal = addresses_equal(g_ptr_array_index(a, i), g_ptr_array_index(b, i));
	return equal;
}

static gboolean doubts_equal(const GPtrArray *a, const GPtrArray *b)
{
	gboolean equal = a->len == b->len;
	for (guint i = 0; equal && i < a->len; i++) {
		const struct doubt *x = g_ptr_array_index(a, i), *y = g_ptr_array_index(b, i);
		equal = x->kind == y->kind && g_strcmp0(x->detail, y->detail) == 0;
	}
	return equal;
}

static gboolean evidence_equal(const GPtrArray *a, const GPtrArray *b)
{
	gboolean equal = a->len == b->len;
	for (guint i = 0; equal && i < a->len; i++) {
		const struct evidence *x = g_ptr_array_index(a, i), *y = g_ptr_array_index(b, i);
		equal = x->field == y->field && x->source == y->source && g_strcmp0(x->where, y->where) == 0 && x->line == y->line &&
		        g_strcmp0(x->label, y->label) == 0 && g_strcmp0(x->layout, y->layout) == 0 && g_strcmp0(x->value, y->value) == 0 &&
		        x->sure == y->sure && x->chosen == y->chosen;
	}
	return equal;
}

gboolean sample_statements_equal(const struct statement *a, const struct statement *b)
{
	return (a->kind == b->kind || differ("kind")) && (a->direction == b->direction || differ("direction")) &&
	       (a->purpose == b->purpose || differ("purpose")) && (g_strcmp0(a->title, b->title) == 0 || differ("title")) &&
	       (texts_equal(a->from, b->from) || differ("from")) &&
	       (address_lists_equal(a->from_contacts, b->from_contacts) || differ("from_contacts")) &&
	       (addresses_equal(a->from_liaison_contact, b->from_liaison_contact) || differ("from_liaison_contact")) &&
	       (texts_equal(a->to, b->to) || differ("to")) &&
	       (address_lists_equal(a->to_contacts, b->to_contacts) || differ("to_contacts")) &&
	       (addresses_equal(a->to_liaison_contact, b->to_liaison_contact) || differ("to_liaison_contact")) &&
	       (texts_equal(a->cc, b->cc) || differ("cc")) && (date_compare(a->deadline, b->deadline) == 0 || differ("deadline")) &&
	       (g_strcmp0(a->deadline_text, b->deadline_text) == 0 || differ("deadline_text")) &&
	       (a->is_reply == b->is_reply || differ("is_reply")) && (texts_equal(a->refers_to, b->refers_to) || differ("refers_to")) &&
	       (texts_equal(a->identifiers, b->identifiers) || differ("identifiers")) &&
	       (texts_equal(a->attachments, b->attachments) || differ("attachments")) &&
	       (g_strcmp0(a->body, b->body) == 0 || differ("body")) &&
	       (addresses_equal(a->received_from, b->received_from) || differ("received_from")) &&
	       (g_strcmp0(a->peer, b->peer) == 0 || differ("peer")) && (a->authenticated == b->authenticated || differ("authenticated")) &&
	       (texts_equal(a->our_bodies, b->our_bodies) || differ("our_bodies")) && (doubts_equal(a->doubts, b->doubts) || differ("doubts")) &&
	       (evidence_equal(a->evidence, b->evidence) || differ("evidence"));
}

/* ---- stores ---- */

struct store *sample_open(const char *folder, enum store_mode mode)
{
	g_autofree char *path = g_build_filename(folder, "record.db", NULL);
	g_autoptr(GError) error = NULL;
	struct store *store = store_open(path, mode, 10000, &error);
	g_assert_no_error(error);
	g_assert_nonnull(store);
	return store;
}

gint64 sample_put(struct store *store, const struct sample *sample)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(store_receipt_t) receipt = store_put(store, &sample->request, &error);
	g_assert_no_error(error);
	g_assert_nonnull(receipt);
	g_assert_cmpuint(receipt->ids->len, >, 0);
	return g_array_index(receipt->ids, gint64, 0);
}

guint sample_count_faults(struct store *store)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	g_assert_true(store_check(store, faults, NULL, NULL, &error));
	g_assert_no_error(error);
	for (guint i = 0; i < faults->len; i++)
		g_test_message("fault: %s", (const char *)g_ptr_array_index(faults, i));
	return faults->len;
}
