/* SPDX-License-Identifier: BSD-2-Clause
 *
 * sample.h - mails, statements and stores to test with
 */
#pragma once
#include <glib.h>
#include <liaison/store.h>

/* A folder of its own under $TMPDIR. */
char *sample_folder_new(void);
void sample_folder_remove(char *folder);            /* frees the name */

/* One mail to be recorded; what a test does not set is as in an ordinary case. Everything is owned by the sample. */
struct sample {
	struct message *message;
	struct envelope *envelope;
	GPtrArray *statements;
	struct plan *plan;
	struct store_request request;
};
/* Message-ID id (NULL: none) and the text that makes the content, and so the digest. From peer to liaison@ietf.example. */
struct sample *sample_new(const char *id, const char *content);
void sample_free(struct sample *sample);
typedef struct sample sample_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(sample_t, sample_free)

void sample_set_envelope(struct sample *sample, const char *sender, const char *recipients);   /* recipients: separated by blanks */
void sample_attach(struct sample *sample, const char *name, const char *type, const char *content);
/* A statement in which every member is set, each to something of its own; variant makes several differ. */
struct statement *sample_statement_full(guint variant);
/* Every member the same? Says which is not by g_test_message. */
gboolean sample_statements_equal(const struct statement *a, const struct statement *b);

struct store *sample_open(const char *folder, enum store_mode mode);     /* record.db in it; aborts if that fails */
/* Aborts the test if it fails; the first id. */
gint64 sample_put(struct store *store, const struct sample *sample);
/* No faults, or each is printed. */
guint sample_count_faults(struct store *store);
